"""Logs: one JSON object a line on stdout, a fixed sentence plus fields, with the ids of request and trace."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from typing import Any

import orjson
import structlog

from platform_kit.request_context import current_request_id, current_trace_id

log = logging.getLogger(__name__)


def _dumps(event: dict[str, Any], **_: Any) -> str:
    return orjson.dumps(event, default=str, option=orjson.OPT_NON_STR_KEYS).decode()


def configure_logs(service: str, level: str) -> None:
    """Send every logger of the process, libraries included, through one JSON formatter."""

    def name_service(_: Any, __: str, event: Any) -> Any:
        event["service"] = service
        return event

    def name_request(_: Any, __: str, event: Any) -> Any:
        if request_id := current_request_id():
            event["request_id"] = request_id
        if trace_id := current_trace_id():
            event["trace_id"] = trace_id
        return event

    shared: list[Any] = [
        name_request,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        name_service,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        structlog.processors.format_exc_info,
        structlog.processors.EventRenamer("message"),
    ]
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(serializer=_dumps),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    _set_level(level)
    # Until there is a loop that heeds them, these signals would end the process.
    for number in (signal.SIGUSR1, signal.SIGUSR2):
        signal.signal(number, signal.SIG_IGN)


def change_level_on_signal(level: str) -> None:
    """From here on SIGUSR1 has the process log at DEBUG, and SIGUSR2 at `level` again. Called on its event loop."""

    def change(to: str) -> None:
        _set_level(to)
        log.warning("the log level was changed by a signal", extra={"to": to})

    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, change, "DEBUG")
    loop.add_signal_handler(signal.SIGUSR2, change, level)


def _set_level(level: str) -> None:
    root = logging.getLogger()
    root.setLevel(level)
    for chatty in ("httpx", "httpcore", "uvicorn.access", "uvicorn.error", "asyncio", "urllib3"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))
