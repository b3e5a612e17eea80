"""What Telegram is asked to send (https://core.telegram.org/bots/api#sendmessage)."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from notification_service.channels.posting import Post, body_below_headline, facts_line, links_of
from notification_service.domain.errors import BadRecipient
from notification_service.domain.notification import Message

# Telegram takes 4,096 characters after it has read the markup, and counts an emoji as two.
MOST_TEXT_CHARACTERS = 3000
PROVIDER_ID = re.compile(r'"message_id"\s*:\s*(\d+)')
_CHAT = re.compile(r"-?[0-9]{1,32}|@[A-Za-z][A-Za-z0-9_]{3,63}")


def checked_chat(text: str) -> str:
    """A chat's number or a public channel's @name. Raises BadRecipient."""
    if not _CHAT.fullmatch(text.strip()):
        raise BadRecipient("This is not a Telegram chat. Give its number, such as -1001234567890, or @name.")
    return text.strip()


def post(message: Message, *, api_url: str, bot_token: str) -> Post:
    """Bold headline, text, facts, and a button that opens the incident."""
    lines = [f"<b>{_cut(message.headline, 300)}</b>"]
    lines += [_cut(text, MOST_TEXT_CHARACTERS) for text in [body_below_headline(message)] if text]
    lines += [f"<i>{_cut(facts, 300)}</i>" for facts in [facts_line(message)] if facts]
    document: dict[str, Any] = {
        "chat_id": message.recipient,
        "text": "\n".join(lines),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if message.incident_url and message.incident_url.startswith("https://"):
        document["reply_markup"] = {"inline_keyboard": [[{"text": t, "url": url}] for t, url in links_of(message)]}
    elif message.incident_url:  # Telegram refuses buttons that lead to plain http or to a local name
        document["text"] += "".join(f"\n{label}: {escape(url)}" for label, url in links_of(message))
    return Post(f"{api_url.rstrip('/')}/bot{bot_token}/sendMessage", document)


def _cut(text: str, most: int) -> str:
    """The text as Telegram reads it, `most` of Telegram's characters at most."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) > 2 * most:
        text = units[: 2 * (most - 1)].decode("utf-16-le", "ignore") + "…"
    return escape(text)
