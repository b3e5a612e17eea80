"""What Slack is asked to show (https://docs.slack.dev/reference/block-kit)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from notification_service.channels.posting import (
    Post,
    body_below_headline,
    colour_of,
    cut,
    facts_line,
    fitting,
    links_of,
)
from notification_service.domain.answers import Action
from notification_service.domain.notification import Kind, Message

# Slack counts what it is given, escapes included, and takes 3,000 in a section.
MOST_HEADER_CHARACTERS = 150
MOST_SECTION_CHARACTERS = 2800
MOST_FACTS_CHARACTERS = 1000
MOST_FALLBACK_CHARACTERS = 500


def post(message: Message) -> Post:
    """For an incoming webhook: a header, the text, the facts and links, beside a bar in the severity's colour."""
    return Post(message.recipient, shown(message, _links(message)))


def bot_message(message: Message) -> dict[str, Any]:
    """The same by a bot; a page has buttons that answer."""
    if message.kind is not Kind.PAGE or message.incident is None:
        return shown(message, _links(message))
    links = [_button("Open the incident", message.incident_url)] if message.incident_url else []
    return shown(message, [*buttons_for(message.id, message.incident.status), *links])


def updated(page: Message, change: str) -> dict[str, Any]:
    """A page's message after a change. page: with the incident as it is now; change: one line that tells it."""
    status = page.incident.status if page.incident else "resolved"
    links = [_button("Open the incident", page.incident_url)] if page.incident_url else []
    return shown(page, [*buttons_for(page.id, status), *links], change=change)


def shown(message: Message, actions: list[dict[str, Any]], *, change: str | None = None) -> dict[str, Any]:
    """The document of a message."""
    # A header is plain text to Slack: nothing in it is markup.
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": cut(message.headline, MOST_HEADER_CHARACTERS)}}
    ]
    if change:
        blocks.append(_section(change))
    if text := body_below_headline(message):
        blocks.append(_section(text))
    if facts := facts_line(message):
        facts = fitting(facts, escaped, MOST_FACTS_CHARACTERS)
        blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": facts}]})
    if actions:
        blocks.append({"type": "actions", "elements": actions})
    headline = fitting(message.headline, escaped, MOST_FALLBACK_CHARACTERS)
    bar = {"color": f"#{colour_of(message):06x}", "blocks": blocks, "fallback": headline}
    return {"text": headline, "attachments": [bar]}


def buttons_for(notification_id: UUID, status: str) -> list[dict[str, Any]]:
    """What can be done about an incident in this status; the value comes back when one is pressed."""
    return [
        {
            "type": "button",
            "action_id": str(action),
            "value": str(notification_id),
            "text": {"type": "plain_text", "text": action.capitalize()},
            **({"style": "primary"} if action is Action.ACKNOWLEDGE else {}),
        }
        for action in POSSIBLE.get(status, ())
    ]


POSSIBLE = {
    "open": (Action.ACKNOWLEDGE, Action.RESOLVE, Action.ESCALATE),
    "acknowledged": (Action.RESOLVE,),
    "in_progress": (Action.RESOLVE,),
}


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": fitting(text, escaped, MOST_SECTION_CHARACTERS)}}


def _links(message: Message) -> list[dict[str, Any]]:
    return [_button(*link) for link in links_of(message)] if message.incident_url else []


def _button(label: str, url: str) -> dict[str, Any]:
    return {"type": "button", "text": {"type": "plain_text", "text": label}, "url": url}


def escaped(text: str) -> str:
    """Text that calls nobody and links nowhere: Slack's own three escapes take `<!channel>` its meaning."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
