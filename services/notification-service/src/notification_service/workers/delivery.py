"""The delivery worker: claims what is due, sends many at once, records how each try ended."""

from __future__ import annotations

import asyncio
import logging
import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from platform_kit.metrics import exemplar
from platform_kit.tracing import queued_span
from sqlalchemy import Row
from sqlalchemy.orm import Session

from notification_service.channels.channel import Channels, LeaseLost, Try
from notification_service.channels.outgoing_http import OutgoingHttp
from notification_service.domain.answer_link import Links
from notification_service.domain.errors import BadRecipient
from notification_service.domain.fairness import UnderWay, next_in_turn
from notification_service.domain.notification import ChannelKind, Status
from notification_service.domain.outcome import Delivered, Failed, Outcome, Reason, Sent
from notification_service.domain.retry import RetryPolicy, wait_before_retry
from notification_service.metrics import DELIVERY, NOTIFICATIONS
from notification_service.store import deliveries, throttles
from notification_service.store.rows import message_of
from notification_service.use_cases.throttling import Admitted, Throttling, admit
from notification_service.workers.lease import Lease, steady_seconds

log = logging.getLogger(__name__)

R = TypeVar("R")

MOST_UNDER_WAY = 300
DATABASE_THREADS = 4
# Looking up names blocks a thread for as long as a name server is silent: enough of them that others are not held up.
NAME_THREADS = 64
CONTENDED_PAUSE_S = 0.02
LONGEST_PAUSE_S = 10.0
FINISH_WITHIN_S = 5.0
# The channel keeps the deadline; this is only for one that does not.
BELT_S = 2.0


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    """lease: renewed while a try is under way. deadline_s: for one try. poll_s: looks for work at least this often."""

    policy: RetryPolicy
    lease: timedelta
    deadline_s: float
    poll_s: float
    links: Links
    throttling: Throttling


@dataclass(slots=True)
class Sending:
    """One claimed notification. `at`: the database's instant and our steady seconds when it was claimed. carried: what
    is in it, where it is a bundle."""

    row: Row[Any]
    lease: Lease
    at: tuple[datetime, float]
    carried: Sequence[Row[Any]] = ()
    task: asyncio.Task[None] | None = None

    def now(self) -> datetime:
        """The database's time, carried on by the steady clock: asking again could block."""
        return self.at[0] + timedelta(seconds=steady_seconds() - self.at[1])


class DeliveryWorker:
    """Runs an event loop in a thread of its own, because most of sending is waiting."""

    def __init__(
        self, sessions: Sessions, channels: Channels, http: OutgoingHttp, clock: Clock, settings: DeliverySettings
    ) -> None:
        self._sessions = deliveries.committing_at_once(sessions)
        self._channels, self._http, self._clock = channels, http, clock
        self._settings = settings
        self._rooms = {str(kind): channel.room for kind, channel in channels.items()}
        self._under_way, self._sending = UnderWay(), dict[UUID, Sending]()
        self._round_at: deliveries.Lane | None = None  # the lane after which the round of all lanes goes on
        self._database = ThreadPoolExecutor(DATABASE_THREADS, "delivery-database")
        self._thread = threading.Thread(target=lambda: asyncio.run(self._main()), name="delivery", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._woken, self._is_stopping = asyncio.Event(), False

    # -- from other threads ----------------------------------------------------------------------------------------

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Look for work now."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._woken.set)

    def stop(self) -> None:
        """Claim no more, finish what is under way, give back what is not finished in time."""
        self._is_stopping = True
        self.wake()
        if self._thread.is_alive():
            self._thread.join(FINISH_WITHIN_S + 5)

    # -- the loop --------------------------------------------------------------------------------------------------

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop.set_default_executor(ThreadPoolExecutor(NAME_THREADS, "name-lookup"))
        keeper = asyncio.create_task(self._keep_leases())
        pause_s = self._settings.poll_s
        while not self._is_stopping:
            # What wakes it in the middle of a round may wait in a lane that was passed: it is for the next round.
            if self._round_at is None or self._under_way.total >= MOST_UNDER_WAY:
                self._woken.clear()
            try:
                claimed, is_contended = await self._claim()
                pause_s = self._settings.poll_s
            except Exception:
                log.exception("claiming notifications failed, will try again", extra={"wait_s": pause_s})
                pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
                await asyncio.sleep(pause_s)
                continue
            for sending in claimed:
                self._begin(sending)
            if is_contended:
                await asyncio.sleep(CONTENDED_PAUSE_S)
            elif not claimed and (self._round_at is None or self._under_way.total >= MOST_UNDER_WAY):
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), pause_s)
        await self._finish()
        keeper.cancel()
        await self._http.aclose()
        self._database.shutdown()

    async def _in_database(self, work: Callable[[], R]) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._database, work)

    async def _claim(self) -> tuple[list[Sending], bool]:
        """What we have now, and whether others took some of what we wanted: then there may be more at once."""
        room_left = MOST_UNDER_WAY - self._under_way.total
        if room_left <= 0:
            return [], False
        full_destinations, full_recipients = self._without_room()
        ours, after = list(self._sending), self._round_at

        def claim() -> tuple[list[Sending], bool]:
            before, now = steady_seconds(), self._clock.now()
            with self._sessions() as session:
                look = deliveries.due(
                    session,
                    after=after,
                    now=now,
                    channels=list(self._rooms),
                    ours=ours,
                    full_destinations=full_destinations,
                    full_recipients=full_recipients,
                    most_of_lane=max(room.per_recipient for room in self._rooms.values()),
                )
                self._round_at = look.ended_at
                admitted = admit(session, look.candidates, self._settings.throttling, now=now)
                wanted = next_in_turn(admitted.candidates, self._under_way, self._rooms, most=room_left)
                if not wanted:
                    return [], admitted.is_contended
                rows = self._take(session, wanted, admitted, now)
                carried = throttles.carried_by(session, [row.id for row in rows if row.is_bundle])
            ends_at = before + self._settings.lease.total_seconds()
            claimed = [
                Sending(row, Lease(row.lease_token, ends_at), (now, before), carried.get(row.id, ())) for row in rows
            ]
            return claimed, admitted.is_contended or len(claimed) < len(wanted)

        return await self._in_database(claim)

    def _take(self, session: Session, ids: list[UUID], admitted: Admitted, now: datetime) -> list[Row[Any]]:
        addresses = {one.id: one.address for one in admitted.candidates if one.address is not None}
        within = {id: addresses[id] for id in ids if id in addresses}
        free = [id for id in ids if id not in within]
        lease = self._settings.lease
        rows = list(deliveries.claim(session, free, now=now, lease=lease)) if free else []
        if within:
            rows += throttles.claim(session, within, admitted.versions, now=now, lease=lease)
        return rows

    def _without_room(self) -> tuple[list[str], list[tuple[str, str]]]:
        """Destinations and recipients for which nothing more may start now, as far as something is under way there."""
        rooms = {(s.row.destination, s.row.recipient): self._rooms[s.row.channel] for s in self._sending.values()}
        recipients = [key for key, room in rooms.items() if self._under_way.room_for_recipient(room, *key) <= 0]
        destinations = {
            destination
            for (destination, _), room in rooms.items()
            if self._under_way.room_for_destination(room, destination) <= 0
        }
        return list(destinations), recipients

    def _begin(self, sending: Sending) -> None:
        row = sending.row
        self._sending[row.id] = sending
        self._under_way.add(row.destination, row.recipient)
        sending.task = asyncio.create_task(self._deliver(sending))
        sending.task.add_done_callback(lambda _: self._end(sending))

    def _end(self, sending: Sending) -> None:
        self._sending.pop(sending.row.id, None)
        self._under_way.remove(sending.row.destination, sending.row.recipient)
        self._woken.set()

    # -- one notification ------------------------------------------------------------------------------------------

    async def _deliver(self, sending: Sending) -> None:
        if sending.row.is_bundle and not sending.carried:
            await self._drop_empty(sending)
            return
        started, started_at = steady_seconds(), sending.now()
        try:
            with queued_span(f"deliver by {sending.row.channel}", sending.row.traceparent) as delivering:
                delivering.note("notification.id", str(sending.row.id))
                outcome = await self._try(sending, started_at)
                delivering.note("outcome", outcome.reason if isinstance(outcome, Failed) else "taken")
        except LeaseLost:
            log.warning("a notification was not sent: its lease ended", extra=_names(sending.row))
            return
        duration_s = steady_seconds() - started
        is_timeout = isinstance(outcome, Failed) and outcome.reason is Reason.TIMEOUT
        self._under_way.note_answer(sending.row.destination, sending.row.recipient, in_time=not is_timeout)
        if isinstance(outcome, Sent) and sending.row.is_bundle:
            # What it carries is told of now: no provider knows of it.
            outcome = Delivered(outcome.status_code, outcome.provider_id, outcome.answer)
        await self._record(sending, outcome, started_at, duration_s)

    async def _drop_empty(self, sending: Sending) -> None:
        """Everything that the bundle carried was cancelled."""

        def drop() -> bool:
            with self._sessions() as session:
                return deliveries.cancel_empty(session, sending.row.id, sending.lease.token)

        if await self._in_database(drop):
            NOTIFICATIONS.labels(sending.row.channel, Status.CANCELLED).inc()

    async def _try(self, sending: Sending, now: datetime) -> Outcome:
        """How sending ended. Whatever one row does, it is that row's failure alone. Raises LeaseLost."""
        deadline_s = self._settings.deadline_s
        try:
            channel = self._channels[ChannelKind(sending.row.channel)]
            if channel.off_because:
                return Failed(Reason.CHANNEL_OFF, f"The channel {channel.kind} is off: {channel.off_because}")
            message = message_of(sending.row, self._settings.links, sending.carried)
            async with asyncio.timeout(deadline_s + BELT_S):
                return await channel.send(message, Try(now, deadline_s, sending.lease.holds))
        except LeaseLost:
            raise
        except BadRecipient as error:
            return Failed(Reason.BAD_RECIPIENT, str(error))
        except TimeoutError:
            return Failed(Reason.TIMEOUT, f"No answer within {deadline_s:g} s.")
        except Exception as error:
            log.exception("a notification could not be sent", extra=_names(sending.row))
            return Failed(Reason.INTERNAL_ERROR, f"Something failed here ({type(error).__name__}); see the log.")

    async def _record(self, sending: Sending, outcome: Outcome, started_at: datetime, duration_s: float) -> None:
        """Write it down, also when the database is away for a while: until then the row stays ours and unsent again."""
        row, failures, wait_s = sending.row, 0, None
        if isinstance(outcome, Failed):
            failures = row.failures + 1
            wait_s = wait_before_retry(self._settings.policy, outcome, failures, chance=random.random())  # noqa: S311

        def write() -> deliveries.Recorded | None:
            now = sending.now()
            with self._sessions() as session:
                return deliveries.record(
                    session,
                    row.id,
                    sending.lease.token,
                    outcome,
                    started_at=started_at,
                    duration_s=duration_s,
                    failures=failures,
                    retry_at=None if wait_s is None else now + timedelta(seconds=wait_s),
                    now=now,
                )

        pause_s = 0.1
        while True:
            try:
                recorded = await self._in_database(write)
                break
            except Exception:
                log.exception("a try was not recorded, will try again", extra=_names(row) | {"wait_s": pause_s})
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 2, 5)
        self._tell(sending, outcome, recorded, wait_s)

    def _tell(
        self, sending: Sending, outcome: Outcome, recorded: deliveries.Recorded | None, wait_s: float | None
    ) -> None:
        """Metrics, log, and the timer of the next try."""
        row, fields = sending.row, _names(sending.row) | {"attempt": sending.row.attempt_count + 1}
        if recorded is None:
            log.warning("a try was not recorded: another worker took the notification", extra=fields)
            return
        NOTIFICATIONS.labels(row.channel, recorded.status).inc()
        if isinstance(outcome, Sent):
            log.info("notification sent, its provider will tell what becomes of it", extra=fields)
            return
        of_carried = Status.DEAD if recorded.status is Status.DEAD else Status.BUNDLED
        NOTIFICATIONS.labels(row.channel, of_carried).inc(len(recorded.carried))
        if isinstance(outcome, Delivered):
            traced = exemplar(row.traceparent or "")
            for wanted_at in recorded.carried if row.is_bundle else [row.planned_at or row.created_at]:
                DELIVERY.observe(max((sending.now() - wanted_at).total_seconds(), 0), traced)
            log.info("notification delivered", extra=fields)
            return
        fields |= {"reason": outcome.reason, "error": outcome.error}
        if wait_s is None:
            log.error("notification given up", extra=fields)
            return
        log.warning("notification failed, will retry", extra=fields | {"wait_s": round(wait_s, 2)})
        asyncio.get_running_loop().call_later(wait_s, self._woken.set)

    # -- leases ----------------------------------------------------------------------------------------------------

    async def _keep_leases(self) -> None:
        """Renew what is under way three times a lease; what another worker took meanwhile is dropped."""
        lease = self._settings.lease
        while True:
            await asyncio.sleep(lease.total_seconds() / 3)
            tokens = {id: sending.lease.token for id, sending in self._sending.items()}
            if not tokens:
                continue

            def renew(tokens: dict[UUID, int] = tokens) -> tuple[set[UUID], float]:
                before, now = steady_seconds(), self._clock.now()
                with self._sessions() as session:
                    return deliveries.renew(session, tokens, now=now, lease=lease), before

            try:
                kept, before = await self._in_database(renew)
            except Exception as error:
                log.warning("leases were not renewed, will try again", extra={"error": type(error).__name__})
                continue
            for id, token in tokens.items():
                sending = self._sending.get(id)
                if sending is None or sending.lease.token != token:
                    continue
                if id in kept:
                    sending.lease.renew(before + lease.total_seconds())
                else:
                    sending.lease.lose()

    async def _finish(self) -> None:
        tasks = [sending.task for sending in self._sending.values() if sending.task]
        if tasks:
            await asyncio.wait(tasks, timeout=FINISH_WITHIN_S)
        left = {id: sending.lease.token for id, sending in self._sending.items()}
        for task in tasks:
            task.cancel()
        if left:

            def give_back() -> int:
                with self._sessions() as session:
                    return deliveries.give_back(session, left, now=self._clock.now())

            with suppress(Exception):  # the leases end by themselves
                await self._in_database(give_back)


def _names(row: Row[Any]) -> dict[str, Any]:
    return {"notification_id": str(row.id), "channel": row.channel, "kind": row.kind}
