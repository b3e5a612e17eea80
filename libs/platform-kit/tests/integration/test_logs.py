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
enter_request("r-1", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
log.debug("not shown")
log.info("a sentence", extra={"count": 2, "hostile": 'x"\\n{"level":"error"}'})
try:
    1 / 0
except ZeroDivisionError:
    log.exception("it failed")
logging.getLogger("httpx").info("chatter")
"""


def test_each_line_is_one_json_object_with_the_ids_of_request_and_trace():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)

    said, failed = (json.loads(line) for line in done.stdout.splitlines())
    assert said.pop("at").endswith("Z")
    assert said == {
        "level": "info",
        "logger": "part",
        "service": "tried-service",
        "request_id": "r-1",
        "trace_id": "0af7651916cd43dd8448eb211c80319c",
        "message": "a sentence",
        "count": 2,
        "hostile": 'x"\n{"level":"error"}',
    }
    assert "ZeroDivisionError" in failed["exception"]


SIGNALLED = """
import asyncio, logging, os, signal
from platform_kit.logs import change_level_on_signal, configure_logs

log = logging.getLogger("part")

async def main():
    os.kill(os.getpid(), signal.SIGUSR1)  # too early: no reason to end
    change_level_on_signal("WARNING")
    for number, level in ((signal.SIGUSR1, logging.DEBUG), (signal.SIGUSR2, logging.WARNING)):
        log.debug("under " + logging.getLevelName(logging.getLogger().level))
        os.kill(os.getpid(), number)
        while logging.getLogger().level != level:
            await asyncio.sleep(0.01)
    log.debug("not shown")

configure_logs("tried-service", "WARNING")
asyncio.run(main())
"""


def test_a_signal_changes_the_level_and_another_changes_it_back():
    done = subprocess.run([sys.executable, "-c", SIGNALLED], capture_output=True, text=True, check=True, timeout=120)

    said = [json.loads(line) for line in done.stdout.splitlines()]
    own = [line for line in said if line["logger"] != "asyncio"]
    assert [(line["message"], line.get("to")) for line in own] == [
        ("the log level was changed by a signal", "DEBUG"),
        ("under DEBUG", None),
        ("the log level was changed by a signal", "WARNING"),
    ]
