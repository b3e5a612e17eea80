"""What a process writes."""

from __future__ import annotations

import json
import subprocess
import sys

PROGRAM = """
import logging
from platform_kit.logs import configure_logs
from platform_kit.request_context import enter_request

configure_logs("tried-service", "INFO")
log = logging.getLogger("part")
enter_request("r-1", None)
log.debug("not shown")
log.info("a sentence", extra={"count": 2, "hostile": 'x"\\n{"level":"error"}'})
try:
    1 / 0
except ZeroDivisionError:
    log.exception("it failed")
logging.getLogger("httpx").info("chatter")
"""


def test_each_line_is_one_json_object_with_the_requests_id():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)

    said, failed = (json.loads(line) for line in done.stdout.splitlines())
    assert said.pop("at").endswith("Z")
    assert said == {
        "level": "info",
        "logger": "part",
        "service": "tried-service",
        "request_id": "r-1",
        "message": "a sentence",
        "count": 2,
        "hostile": 'x"\n{"level":"error"}',
    }
    assert "ZeroDivisionError" in failed["exception"]
