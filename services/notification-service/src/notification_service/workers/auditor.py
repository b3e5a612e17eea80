"""The pager watches itself: only while every page finds its way does it beat at an address outside.

Whoever watches that address (a dead man's switch, such as Healthchecks) tells the admins when beats stay away. So they
hear of a pager that is stuck, cut off or gone, by a way that is not the pager's own. What is found while it still runs
is told to them at once, beside the queue: the queue may be what is stuck.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import httpx
from platform_kit.clock import Clock
from platform_kit.database import Sessions

from notification_service.channels.channel import Channels, Try
from notification_service.channels.outgoing_http import OutgoingHttp
from notification_service.domain.audit import GROWING_LOOKS, TOLD_AGAIN_AFTER, Finding, findings, words_of
from notification_service.domain.contacts import Place
from notification_service.domain.errors import BadRecipient
from notification_service.domain.notification import Kind, Message
from notification_service.domain.outcome import Failed
from notification_service.metrics import BEATS, FINDINGS, TELLINGS, Beat, Telling
from notification_service.store import audit, notifications

log = logging.getLogger(__name__)

EVERY_S = 30.0
# Of each step of the call. An address that drips longer holds the auditor up, and so the beats: that is seen there.
TIMEOUT_S = 10.0


class Admins:
    """Where the admins are told: by a message in no queue. place: None: nowhere.

    http, make: for connections of their own, which end with the telling.
    """

    def __init__(self, place: Place | None, http: Callable[[], OutgoingHttp], make: Callable[[OutgoingHttp], Channels]):
        self._place, self._http, self._make = place, http, make

    def tell(self, found: list[Finding], *, now: datetime) -> Telling:
        """Tell them, once; within ten seconds."""
        if self._place is None:
            return Telling.OFF
        return asyncio.run(self._tell(self._place, found, now))

    async def _tell(self, place: Place, found: list[Finding], now: datetime) -> Telling:
        http = self._http()
        channel = self._make(http)[place.channel]
        if channel.off_because:
            await http.aclose()
            log.error("the admins cannot be told: their channel is off", extra={"channel": place.channel})
            return Telling.OFF
        subject, text = words_of(found)
        message = Message(uuid4(), Kind.DIRECT, place.recipient, subject, text, None, None, now, None, None, None)
        try:
            async with asyncio.timeout(TIMEOUT_S + 1):
                outcome = await channel.send(message, Try(now, TIMEOUT_S, lambda: True))
        except (BadRecipient, TimeoutError) as error:
            log.error("the admins were not told, will try again", extra={"error": str(error) or "timeout"})
            return Telling.FAILED
        finally:
            await http.aclose()
        if not isinstance(outcome, Failed):
            return Telling.SENT
        log.error("the admins were not told, will try again", extra={"error": outcome.error})
        return Telling.FAILED


class Auditor:
    """url: where to beat; None: nowhere, what is found stands in the metrics and the log."""

    def __init__(self, sessions: Sessions, clock: Clock, url: str | None, admins: Admins) -> None:
        self._sessions, self._clock, self._url, self._admins = sessions, clock, url, admins
        self._lengths: deque[int] = deque(maxlen=GROWING_LOOKS + 1)

    def run_once(self) -> int:
        """Look, tell, and beat if all is well. Returns 0: there is nothing to hurry for. Raises what the database
        raises: then there is no beat either."""
        with self._sessions() as session:
            self._lengths.append(notifications.count_waiting(session))
            found = findings(audit.oldest_due(session), list(self._lengths), self._clock.now())
        for finding in Finding:
            FINDINGS.labels(finding).set(finding in found)
        if found:
            log.error("paging is late, so no beat is sent", extra={"findings": [str(finding) for finding in found]})
            BEATS.labels(Beat.WITHHELD).inc()
            self._tell(found)
        elif self._url is not None:
            BEATS.labels(self._beat(self._url)).inc()
        return 0

    def _tell(self, found: list[Finding]) -> None:
        """Each finding twice an hour at most, whatever the number of replicas."""
        now = self._clock.now()
        with self._sessions.begin() as session:
            ours = audit.claim_telling(session, found, now=now, again_after=TOLD_AGAIN_AFTER)
        if not ours:
            return
        telling = self._admins.tell(ours, now=now)
        TELLINGS.labels(telling).inc()
        if telling is Telling.FAILED:
            with self._sessions.begin() as session:
                audit.release_telling(session, ours, at=now)

    def _beat(self, url: str) -> Beat:
        try:
            answer = httpx.post(url, timeout=TIMEOUT_S, follow_redirects=False, trust_env=False)
        except httpx.HTTPError as error:
            log.warning("a beat was not taken, the next follows", extra={"error": type(error).__name__})
            return Beat.FAILED
        if answer.is_success:
            return Beat.SENT
        log.warning("a beat was refused, the next follows", extra={"status": answer.status_code})
        return Beat.FAILED
