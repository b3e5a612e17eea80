"""Writes to Slack: as a bot to any channel or person, or through the incoming webhook of one channel."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol
from uuid import UUID

from notification_service.channels.channel import Try
from notification_service.channels.outgoing_http import OutgoingHttp, checked_url, host_of
from notification_service.channels.slack import payload
from notification_service.domain.errors import BadRecipient
from notification_service.domain.fairness import Room
from notification_service.domain.notification import ChannelKind, Kind, Message
from notification_service.domain.outcome import Delivered, Failed, Outcome, Reason

_PLACE = re.compile(r"[CDGUW][A-Z0-9]{5,30}")
# Slack answers 200 to everything, and begins with what became of it.
_OK = re.compile(r'^\s*\{\s*"ok"\s*:\s*true')
_CHANNEL = re.compile(r'"channel"\s*:\s*"([A-Z0-9]+)"')
_TS = re.compile(r'"ts"\s*:\s*"([0-9.]+)"')
_ERROR = re.compile(r'"error"\s*:\s*"([a-z_]+)"')
NO_SUCH_PLACE = frozenset(
    {"channel_not_found", "not_in_channel", "is_archived", "user_not_found", "user_disabled", "cannot_dm_bot"}
)
NOT_LET_IN = frozenset(
    {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "missing_scope"}
)


@dataclass(frozen=True, slots=True)
class SlackBot:
    """api_url: where Slack's methods are, such as https://slack.com/api."""

    api_url: str
    token: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that stands in Slack. place: `channel/ts`, as Slack names it. page: the message as it was sent."""

    place: str
    page: Message


class SentPages(Protocol):
    """Pages that were sent before. Called from threads."""

    def of_incident(self, incident_id: UUID, recipient: str) -> Sequence[Shown]:
        """Those about an incident that this recipient has, oldest first."""
        ...


class SlackChannel:
    kind = ChannelKind.SLACK
    # Slack takes about one message a second to one channel, and answers 429.
    room = Room(per_destination=16, per_recipient=4)
    off_because: str | None = None  # an incoming webhook needs no setting

    def __init__(self, http: OutgoingHttp, bot: SlackBot | None, sent: SentPages) -> None:
        self._http, self._bot, self._sent = http, bot, sent

    def checked_recipient(self, recipient: str) -> str:
        place = recipient.strip()
        if not _PLACE.fullmatch(place):
            return checked_url(recipient)
        if self._bot is None:
            raise BadRecipient("No Slack bot is set. Set SLACK_BOT_TOKEN, or give the URL of an incoming webhook.")
        return place

    def destination(self, recipient: str) -> str:
        return host_of(recipient) if "://" in recipient else "slack"

    async def send(self, message: Message, this_try: Try) -> Outcome:
        recipient = self.checked_recipient(message.recipient)
        if "://" in recipient or self._bot is None:
            post = payload.post(message)
            headers = {"Content-Type": "application/json", "Idempotency-Key": str(message.id)}
            return await self._post(post.url, post.document, headers, this_try)
        document = {"channel": recipient, "unfurl_links": False, **payload.bot_message(message)}
        if message.kind is Kind.UPDATE and message.incident_id:
            shown = await asyncio.to_thread(self._sent.of_incident, message.incident_id, recipient)
            for one in shown:
                await self._update(self._bot, one, message, this_try)
            if shown:  # below the page, so that whoever follows it is told
                document["channel"], _, document["thread_ts"] = shown[-1].place.partition("/")
        return await self._call(self._bot, "chat.postMessage", document, this_try)

    async def _update(self, bot: SlackBot, shown: Shown, update: Message, this_try: Try) -> None:
        """Show the change in the page's own message. Where that fails the update itself still tells it."""
        channel, _, ts = shown.place.partition("/")
        page = replace(shown.page, incident=update.incident)
        await self._call(
            bot, "chat.update", {"channel": channel, "ts": ts, **payload.updated(page, update.headline)}, this_try
        )

    async def _call(self, bot: SlackBot, method: str, document: Mapping[str, Any], this_try: Try) -> Outcome:
        url, headers = f"{bot.api_url.rstrip('/')}/{method}", {"Authorization": f"Bearer {bot.token}"}
        return outcome_of(await self._post(url, document, headers, this_try))

    async def _post(self, url: str, document: Mapping[str, Any], headers: Mapping[str, str], this_try: Try) -> Outcome:
        content = json.dumps(document, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", **headers}
        return await self._http.post(url, content, headers, this_try)


def outcome_of(outcome: Outcome) -> Outcome:
    """What Slack's answer to a call means: 200 alone means nothing."""
    if not isinstance(outcome, Delivered):
        return outcome
    answer = outcome.answer or ""
    if _OK.match(answer):
        channel, ts = _CHANNEL.search(answer), _TS.search(answer)
        return replace(outcome, provider_id=f"{channel[1]}/{ts[1]}" if channel and ts else None)
    found = _ERROR.search(answer)
    error = found[1] if found else "something unreadable"
    reason, advice = Reason.RECEIVER_ERROR, ""
    if error in NO_SUCH_PLACE:
        reason, advice = Reason.BAD_RECIPIENT, " Invite the bot to the channel, or correct its id."
    elif error in NOT_LET_IN:
        reason, advice = Reason.LOGIN_REFUSED, " Check SLACK_BOT_TOKEN and the scope chat:write."
    elif error in ("ratelimited", "rate_limited"):
        reason = Reason.RATE_LIMITED
    return Failed(reason, f"Slack answered {error}.{advice}", outcome.status_code, answer=outcome.answer)
