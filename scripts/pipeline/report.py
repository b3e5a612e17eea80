"""What a run of the pipeline did, as JSON on standard output.

Usage: report.py STATUS SECONDS STAGE... <RECORD

RECORD: one line a step and a stage, as they ended: kind, stage, step, status, seconds, sentence, separated by tabs.
A stage that was asked for and has no line was not run, or was stopped on the way. Standard library alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any


def report(status: int, seconds: int, stages: Sequence[str], record: Iterable[str]) -> dict[str, Any]:
    """STATUS: of the whole run; 0 is passed. seconds: it took."""
    found: dict[str, dict[str, Any]] = {
        stage: {"stage": stage, "status": "not_run", "seconds": 0, "steps": []} for stage in stages
    }
    for line in record:
        kind, stage, step, ended, took, sentence = line.rstrip("\n").split("\t")
        of_stage = found.setdefault(stage, {"stage": stage, "status": "not_run", "seconds": 0, "steps": []})
        if kind == "stage":
            of_stage |= {"status": ended, "seconds": int(took)}
        else:
            told = {"step": step, "status": ended, "seconds": int(took)}
            of_stage["steps"].append(told | ({"sentence": sentence} if sentence else {}))
    return {"passed": status == 0, "seconds": seconds, "stages": list(found.values())}


if __name__ == "__main__":
    print(json.dumps(report(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:], sys.stdin), indent=2))
