"""What the published contract says of this service is how it answers, to whatever it may be asked, and by whomever."""

from pathlib import Path

import pytest
from dev_kit.contract_fuzzer import findings
from dev_kit.databases import Database
from dev_kit.processes import Process
from platform_kit.tokens import token_hash

KEY = "ock_" + "a" * 32
CHECKS = Path(__file__).with_name("contract_checks.toml")


@pytest.mark.timeout(0)
def test_a_fuzzer_finds_no_answer_that_the_contract_does_not_name(
    start_service, database: Database, tmp_path: Path
) -> None:
    process: Process = start_service("oncall-service")
    database.owner.execute(
        "INSERT INTO oncall.api_keys (name, prefix, token_hash, role, created_by)"
        " VALUES ('fuzzer', 'ock_', %s, 'admin', 'test')",
        (token_hash(KEY),),
    )
    for key in (KEY, None):
        found = findings(process.url, checks=CHECKS, directory=tmp_path, key=key)
        assert found is None, found
