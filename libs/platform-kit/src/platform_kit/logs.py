"""Logs: one JSON object a line on stdout, a fixed sentence plus fields, with the request's id."""

from __future__ import annotations

import logging
import sys
from typing import Any

import orjson
import structlog

from platform_kit.request_context import current_request_id


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
    root.setLevel(level)
    for chatty in ("httpx", "httpcore", "uvicorn.access", "uvicorn.error", "asyncio"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))
