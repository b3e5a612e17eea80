"""Answers to whoever pressed a button."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from notification_service.channels.channel import Try
from notification_service.channels.outgoing_http import OutgoingHttp
from notification_service.domain.outcome import Failed

log = logging.getLogger(__name__)


async def respond(http: OutgoingHttp, url: str, document: Mapping[str, Any], this_try: Try) -> None:
    """Show it. What was answered holds whether it can be shown or not."""
    content = json.dumps(document, ensure_ascii=False).encode()
    outcome = await http.post(url, content, {"Content-Type": "application/json; charset=utf-8"}, this_try)
    if isinstance(outcome, Failed):
        log.warning("an answer could not be shown in Slack", extra={"reason": outcome.reason, "error": outcome.error})
