"""What ntfy is asked to push (https://docs.ntfy.sh/publish/#publish-as-json)."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from notification_service.channels.outgoing_http import checked_url
from notification_service.channels.posting import Post, cut, facts_line
from notification_service.domain.errors import BadRecipient
from notification_service.domain.notification import Kind, Message

# ntfy turns a message of more than 4,096 bytes into an attachment: a quarter of that is safe in any script.
MOST_CHARACTERS = 1000
MOST_TITLE_CHARACTERS = 200
PRIORITY = {"critical": 5, "high": 4, "medium": 3, "low": 2, "info": 2}


def checked_topic(text: str) -> str:
    """The URL of a topic, such as https://ntfy.sh/our-team-7f3a. Raises BadRecipient."""
    url = checked_url(text)
    if not _topic(url):
        raise BadRecipient("This is not the URL of an ntfy topic. Give one like https://ntfy.sh/our-team-7f3a.")
    return url


def post(message: Message) -> Post:
    """A push with the severity as its priority; a tap opens the incident."""
    parts = urlsplit(message.recipient)
    server, topic = parts.path.rpartition("/")[0], _topic(message.recipient)
    text = "\n".join(line for line in (message.text.strip(), facts_line(message)) if line)
    document: dict[str, Any] = {
        "topic": topic,
        "title": cut(message.headline, MOST_TITLE_CHARACTERS),
        "message": cut(text, MOST_CHARACTERS),
        "priority": _priority(message),
    }
    if message.incident_url:
        actions = [{"action": "view", "label": "Open the incident", "url": message.incident_url}]
        if message.answer_url:  # a tap is an answer: the phone sends the POST that the page's button would
            acknowledge = {"action": "http", "label": "Acknowledge", "url": message.answer_url, "method": "POST"}
            actions.insert(0, acknowledge)
        document |= {"click": message.incident_url, "actions": actions}
    return Post(urlunsplit((parts.scheme, parts.netloc, f"{server}/", parts.query, "")), document)


def _topic(url: str) -> str:
    return unquote(urlsplit(url).path.rpartition("/")[2])


def _priority(message: Message) -> int:
    return 3 if message.kind is Kind.UPDATE else PRIORITY.get(message.severity or "", 3)
