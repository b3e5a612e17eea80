"""What Teams is asked to show: an Adaptive Card in a message (https://adaptivecards.io)."""

from __future__ import annotations

import re
from typing import Any

from notification_service.channels.posting import Post, body_below_headline, cut, facts_line, links_of
from notification_service.domain.notification import Message

MOST_CHARACTERS = 4000
STYLE = {"critical": "attention", "high": "warning", "medium": "warning", "low": "accent", "info": "default"}
_MARKUP = re.compile(r"([\\`*_\[\]<>~#])")


def post(message: Message) -> Post:
    """A card with the headline, the text, the facts and a button."""
    colour = STYLE.get(message.severity or "", "default")
    body: list[dict[str, Any]] = [
        _block(cut(message.headline, 300)) | {"size": "large", "weight": "bolder", "color": colour}
    ]
    if text := body_below_headline(message):
        body.append(_block(cut(text, MOST_CHARACTERS)))
    if facts := facts_line(message):
        body.append(_block(cut(facts, 500)) | {"isSubtle": True, "spacing": "small"})
    card: dict[str, Any] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
    }
    if message.incident_url:
        card["actions"] = [{"type": "Action.OpenUrl", "title": label, "url": url} for label, url in links_of(message)]
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return Post(message.recipient, {"type": "message", "attachments": [attachment]})


def _block(text: str) -> dict[str, Any]:
    return {"type": "TextBlock", "text": escaped(text), "wrap": True}


def escaped(text: str) -> str:
    """Text that is no Markdown, with its line breaks kept."""
    return _MARKUP.sub(r"\\\1", text).replace("\n", "\n\n")
