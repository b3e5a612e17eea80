"""What Slack is asked to show (https://docs.slack.dev/reference/block-kit)."""

from __future__ import annotations

from typing import Any

from notification_service.channels.posting import Post, body_below_headline, colour_of, cut, facts_line, links_of
from notification_service.domain.notification import Message

MOST_HEADER_CHARACTERS = 150
MOST_SECTION_CHARACTERS = 2000


def post(message: Message) -> Post:
    """A header, the text, the facts and a button, beside a bar in the severity's colour."""
    # A header is plain text to Slack: nothing in it is markup.
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": cut(message.headline, MOST_HEADER_CHARACTERS)}}
    ]
    if text := body_below_headline(message):
        blocks.append(
            {"type": "section", "text": {"type": "mrkdwn", "text": cut(escaped(text), MOST_SECTION_CHARACTERS)}}
        )
    if facts := facts_line(message):
        blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": cut(escaped(facts), 1000)}]})
    if message.incident_url:
        blocks.append({"type": "actions", "elements": [_button(*link) for link in links_of(message)]})
    bar = {"color": f"#{colour_of(message):06x}", "blocks": blocks, "fallback": cut(escaped(message.headline), 500)}
    return Post(message.recipient, {"text": cut(escaped(message.headline), 500), "attachments": [bar]})


def _button(label: str, url: str) -> dict[str, Any]:
    return {"type": "button", "text": {"type": "plain_text", "text": label}, "url": url}


def escaped(text: str) -> str:
    """Text that calls nobody and links nowhere: Slack's own three escapes take `<!channel>` its meaning."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
