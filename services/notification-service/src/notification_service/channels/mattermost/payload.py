"""What Mattermost is asked to show (https://developers.mattermost.com/integrate/webhooks/incoming)."""

from __future__ import annotations

import re
from typing import Any

from notification_service.channels.posting import Post, body_below_headline, colour_of, cut, facts_line
from notification_service.domain.notification import Message

MOST_CHARACTERS = 4000
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:])")


def post(message: Message) -> Post:
    """An attachment in the severity's colour; its title leads to the incident."""
    headline = cut(message.headline, 300)
    attachment: dict[str, Any] = {
        "fallback": escaped(headline),
        "color": f"#{colour_of(message):06x}",
        "title": escaped(headline),
        "text": escaped(cut(body_below_headline(message), MOST_CHARACTERS)),
        "footer": escaped(cut(facts_line(message), 300)),
    }
    if message.incident_url:
        attachment["title_link"] = message.incident_url
    if message.answer_url:
        attachment["text"] += f"\n\n[Acknowledge]({message.answer_url})"
    return Post(message.recipient, {"attachments": [attachment]})


def escaped(text: str) -> str:
    """Text that is no Markdown and calls nobody: a zero-width space takes `@channel` its meaning."""
    return _MARKUP.sub(r"\\\1", text).replace("@", "@\u200b")
