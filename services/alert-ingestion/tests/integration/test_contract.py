"""What the published contract says of this service is how it answers, to whatever it may be asked."""

import subprocess
import sys
from pathlib import Path

import pytest
from dev_kit.databases import Database
from dev_kit.processes import Process
from platform_kit.tokens import token_hash

KEY = "ock_" + "a" * 32
# Left out: what judges bodies by the schema alone. A batch answers 201 with an error for each bad entry, and what fits
# the schema may be refused all the same: a key that is not known, an Idempotency-Key that was used for something else.
CHECKS = (
    "not_a_server_error,status_code_conformance,response_schema_conformance,response_headers_conformance,"
    "missing_required_header,ignored_auth,use_after_free,ensure_resource_availability"
)


@pytest.mark.timeout(300)
def test_a_fuzzer_finds_no_answer_that_the_contract_does_not_name(
    start_service, database: Database, tmp_path: Path
) -> None:
    process: Process = start_service("alert-ingestion")
    database.owner.execute(
        "INSERT INTO oncall.api_keys (name, prefix, token_hash, role, created_by)"
        " VALUES ('fuzzer', 'ock_', %s, 'admin', 'test')",
        (token_hash(KEY),),
    )
    done = subprocess.run(
        [
            Path(sys.executable).with_name("schemathesis"), "run", process.url + "/openapi.json", "--no-color",
            "--header", f"Authorization: Bearer {KEY}", "--checks", CHECKS,
            "--phases", "examples,coverage,fuzzing", "--max-examples", "15", "--seed", "1",
            "--generation-database", "none",
        ],
        cwd=tmp_path, capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-20000:] + done.stderr[-2000:]
