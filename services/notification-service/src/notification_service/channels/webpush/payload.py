"""What a browser's service worker is given to show."""

from __future__ import annotations

import json
from typing import Any

from notification_service.channels.posting import body_below_headline, cut, facts_line
from notification_service.channels.webpush.encryption import MOST_BYTES
from notification_service.domain.notification import Kind, Message

MOST_TITLE_CHARACTERS = 150
MOST_TEXT_CHARACTERS = 400
# A character is twelve bytes at worst (a surrogate pair, escaped), yet titles and texts of that are cut once more.
SHORTER = 4


def body(message: Message) -> bytes:
    """JSON: `{id, kind, title, body, severity, incident_id, url, answer_url, tag}`, MOST_BYTES at most.

    tag: messages about one incident replace each other on the screen. answer_url: takes a POST, and acknowledges as the
    person this was sent to; in pages only.
    """
    content = _json(_document(message, MOST_TITLE_CHARACTERS, MOST_TEXT_CHARACTERS))
    if len(content) > MOST_BYTES:
        content = _json(_document(message, MOST_TITLE_CHARACTERS // SHORTER, MOST_TEXT_CHARACTERS // SHORTER))
    return content


def urgency(message: Message) -> str:
    """What a push service may do to save a battery: nothing to a page."""
    return "high" if message.kind is Kind.PAGE else "normal"


def topic(message: Message) -> str:
    """A later message with the same topic takes the place of one that was not fetched yet: 32 characters at most."""
    return (message.incident_id or message.id).hex


def _document(message: Message, most_title: int, most_text: int) -> dict[str, Any]:
    lines = [body_below_headline(message), facts_line(message)]
    return {
        "id": str(message.id),
        "kind": message.kind,
        "title": cut(message.headline, most_title),
        "body": cut("\n".join(line for line in lines if line), most_text),
        "severity": message.severity,
        "incident_id": message.incident_id and str(message.incident_id),
        "url": message.incident_url,
        "answer_url": message.answer_url,
        "tag": topic(message),
    }


def _json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
