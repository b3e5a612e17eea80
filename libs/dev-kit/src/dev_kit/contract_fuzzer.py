"""Asks a running service whatever its published contract allows, and what it forbids, and tells of answers that the
contract does not name.

CONTRACT_EXAMPLES (default 1) is how many requests are made up for each operation. Where it is set, every boundary of
every schema is asked for besides, which takes minutes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PATIENCE_S = 60.0


def findings(url: str, *, checks: Path, directory: Path, key: str | None) -> str | None:
    """What schemathesis finds at a service, in its own words; None: nothing.

    checks: its configuration, where an answer is right although the schema alone does not say so. key: of the caller;
    None asks without credentials, which the contract names too. directory: where it may write.
    """
    asked = os.environ.get("CONTRACT_EXAMPLES")
    shown = ["--header", f"Authorization: Bearer {key}"] if key else []
    thorough = "examples,coverage,fuzzing" if asked else "examples,fuzzing"
    phases, most = (thorough, asked or "1") if key else ("examples", "1")
    done = subprocess.run(
        [
            Path(sys.executable).with_name("schemathesis"), "--config-file", checks,
            "run", url + "/openapi.json", "--no-color", *shown, "--continue-on-failure", "--no-shrink",
            "--phases", phases, "--max-examples", most, "--seed", "1", "--warnings", "off",
            "--generation-database", "none", "--request-timeout", str(PATIENCE_S),
        ],
        cwd=directory, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return None if done.returncode == 0 else done.stdout[-20000:] + done.stderr[-2000:]
