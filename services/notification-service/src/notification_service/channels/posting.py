"""Channels that are one POST of a JSON document to a service outside: chats and push."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from notification_service.channels.channel import Try
from notification_service.channels.outgoing_http import OutgoingHttp, checked_url, host_of
from notification_service.domain.fairness import Room
from notification_service.domain.notification import ChannelKind, Message
from notification_service.domain.outcome import Delivered, Outcome


@dataclass(frozen=True, slots=True)
class Post:
    """What is posted where. Building one is pure."""

    url: str
    document: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)


class PostingChannel:
    """build: from a message to its post. check: the recipient as it is kept, raising BadRecipient.

    provider_id: a pattern whose first group is the provider's own id of the message in its answer.
    """

    # Chats limit how fast one room may be written to, and answer 429.
    room = Room(per_destination=16, per_recipient=4)

    def __init__(
        self,
        kind: ChannelKind,
        http: OutgoingHttp,
        build: Callable[[Message], Post],
        *,
        check: Callable[[str], str] = checked_url,
        off_because: str | None = None,
        provider_id: re.Pattern[str] | None = None,
    ) -> None:
        self.kind, self.off_because = kind, off_because
        self._http, self._build, self._check, self._provider_id = http, build, check, provider_id

    def checked_recipient(self, recipient: str) -> str:
        return self._check(recipient)

    def destination(self, recipient: str) -> str:
        return host_of(recipient) if "://" in recipient else str(self.kind)

    async def send(self, message: Message, this_try: Try) -> Outcome:
        self._check(message.recipient)
        post = self._build(message)
        content = json.dumps(post.document, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(message.id), **post.headers}
        outcome = await self._http.post(post.url, content, headers, this_try)
        if isinstance(outcome, Delivered) and self._provider_id:
            found = self._provider_id.search(outcome.answer or "")
            return replace(outcome, provider_id=found.group(1) if found else None)
        return outcome


def cut(text: str, most: int) -> str:
    """The text, shortened to `most` characters with an ellipsis where it is longer."""
    return text if len(text) <= most else text[: most - 1] + "…"


def fitting(text: str, escape: Callable[[str], str], most: int) -> str:
    """The text escaped, `most` characters at most: cut between characters of the text, so never inside an escape."""
    whole = escape(text)
    if len(whole) <= most:
        return whole
    kept: list[str] = []
    room = most - 1
    for character in text:
        piece = escape(character)
        room -= len(piece)
        if room < 0:
            break
        kept.append(piece)
    return "".join(kept) + "…"


def facts_line(message: Message) -> str:
    """`critical · checkout-api · 3 alerts`, or "" where there is no incident."""
    if message.incident is None:
        return ""
    alerts = "1 alert" if message.incident.alert_count == 1 else f"{message.incident.alert_count} alerts"
    return f"{message.incident.severity} · {message.incident.service} · {alerts}"


def links_of(message: Message) -> list[tuple[str, str]]:
    """What can be done about a message: label and address, the most urgent first."""
    links = [("Acknowledge", message.answer_url), ("Open the incident", message.incident_url)]
    return [(label, url) for label, url in links if url]


def body_below_headline(message: Message) -> str:
    """The text without what the headline says already: it is not said twice."""
    text = message.text.strip()
    return "" if text == message.headline else text


COLOUR = {"critical": 0xB42318, "high": 0xB54708, "medium": 0x8A6100, "low": 0x175CD3, "info": 0x475467}


def colour_of(message: Message) -> int:
    """0xRRGGBB for the severity; grey where there is no incident."""
    return COLOUR.get(message.severity or "", 0x475467)
