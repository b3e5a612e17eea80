"""What the published contract says of this service is how it answers, to whatever it may be asked.

CONTRACT_EXAMPLES (default 2) is how many requests are made up for each operation beside those that each boundary of its
schema asks for; a hundred find more, and take minutes.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from dev_kit.databases import Database
from dev_kit.processes import Process
from platform_kit.tokens import token_hash

KEY = "ock_" + "a" * 32
EXAMPLES = os.environ.get("CONTRACT_EXAMPLES", "2")
RIGHT_ALL_THE_SAME = Path(__file__).with_name("contract_checks.toml")


@pytest.mark.timeout(0)
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
            Path(sys.executable).with_name("schemathesis"), "--config-file", RIGHT_ALL_THE_SAME,
            "run", process.url + "/openapi.json", "--no-color",
            "--header", f"Authorization: Bearer {KEY}", "--continue-on-failure",
            "--phases", "examples,coverage,fuzzing", "--max-examples", EXAMPLES, "--seed", "1",
            "--generation-database", "none",
        ],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-20000:] + done.stderr[-2000:]
