"""What Discord is asked to show (https://discord.com/developers/docs/resources/webhook#execute-webhook)."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from notification_service.channels.posting import Post, body_below_headline, colour_of, cut, facts_line, fitting
from notification_service.domain.notification import Message

MOST_TITLE_CHARACTERS = 250
MOST_TEXT_CHARACTERS = 3500  # of 4,096, escapes included: the link follows
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:@])")
PROVIDER_ID = re.compile(r'"id"\s*:\s*"(\d+)"')


def post(message: Message) -> Post:
    """An embed in the severity's colour that mentions nobody. `wait` makes Discord answer with the message's id."""
    embed: dict[str, Any] = {
        "title": fitting(message.headline, escaped, MOST_TITLE_CHARACTERS),
        "description": fitting(body_below_headline(message), escaped, MOST_TEXT_CHARACTERS),
        "color": colour_of(message),
        "timestamp": message.created_at.isoformat(),
    }
    if facts := facts_line(message):
        embed["footer"] = {"text": cut(facts, 500)}
    if message.incident_url:
        embed["url"] = message.incident_url
    if message.answer_url:
        embed["description"] += f"\n\n[Acknowledge]({message.answer_url})"
    parts = urlsplit(message.recipient)
    query = f"{parts.query}&wait=true" if parts.query else "wait=true"
    url = urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
    return Post(url, {"embeds": [embed], "allowed_mentions": {"parse": []}})


def escaped(text: str) -> str:
    """Text that is no Markdown to Discord."""
    return _MARKUP.sub(r"\\\1", text)
