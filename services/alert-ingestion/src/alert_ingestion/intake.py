"""The way of every alert into the database: one queue, one writer a process, one transaction for whatever waits.

A transaction per alert reaches a few hundred a second, because each waits for the disk and for the one row of its
incident. Here those that wait share both. A request is answered when the transaction with its alerts is committed.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import psycopg2
from platform_kit.clock import Clock
from platform_kit.http_client import ServiceClient
from platform_kit.idempotency import OnceKey
from platform_kit.problems import Problem
from platform_kit.request_context import current_span
from platform_kit.tracing import past_span
from psycopg2.extensions import TRANSACTION_STATUS_IDLE
from psycopg2.extensions import connection as Connection
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import PoolProxiedConnection

from alert_ingestion.clients.incidents import ASKED_TOGETHER_MOST, ask_to_open
from alert_ingestion.domain.alert import Alert, Outcome, Status
from alert_ingestion.domain.directions import Directions
from alert_ingestion.domain.fair_queue import FairQueue, has_room, room_for
from alert_ingestion.domain.open_keys import OpenKeys
from alert_ingestion.metrics import count_taken
from alert_ingestion.store import answers
from alert_ingestion.store.holds import ended_lately
from alert_ingestion.store.intake import (
    Entry,
    Taken,
    TakenIn,
    may_pass,
    take_in,
    take_in_carefully,
)

log = logging.getLogger(__name__)

BATCH_ALERTS = 500
TRIED_FOR_S = 6.0
ANSWERED_WITHIN_S = 9.0  # senders give up after ten
ASKED_FOR_S = 2.0
ASKED_AT_ONCE = 4

UNAVAILABLE = "The database does not answer now. Nothing of this request was stored. Try again."
OVERLOADED = "Too many alerts wait to be stored. Nothing of this request was stored. Try again."
UNANSWERED = (
    "The database did not answer in time, and it is not known whether this request was stored. Send it again, with the"
    " same Idempotency-Key."
)
FAILED = "Something failed here. Nothing of this request was stored."
KEY_USED = "This Idempotency-Key was used for another request. Use a new key."

WriteAnswer = Callable[[Sequence[Taken]], tuple[int, bytes]]
"""Status and body of a request's answer, from what became of its alerts."""


Work = Callable[[Connection, Sequence[Entry], timedelta, str], TakenIn]


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    is_replay: bool = False


@dataclass(slots=True, eq=False)
class _Request:
    """One request on its way: its alerts are taken in together or not at all."""

    sender: str
    alerts: Sequence[Alert]
    once: OnceKey | None
    write_answer: WriteAnswer
    answered: asyncio.Future[Answer]
    arrived_s: float
    context: Context = field(default_factory=copy_context)  # whose request it is, for logs and calls
    traceparent: str = field(default_factory=current_span)
    arrived_ns: int = field(default_factory=time.time_ns)
    received_at: datetime | None = None
    may_open: bool = False  # incident-management was asked for its incidents, or need not be
    taken: Sequence[Taken] = field(default_factory=list)
    answer: Answer | Problem | None = None


@dataclass(frozen=True, slots=True)
class _Question:
    """For an incident that takes this alert and its like. until_s: of the monotonic clock; later nobody waits."""

    alert: Alert
    at: datetime
    answered: asyncio.Future[None]
    until_s: float


@dataclass(slots=True)
class Transaction:
    """One try. is_committing: from here on the database may have committed it although no answer came."""

    is_committing: bool = False


class Intake:
    """Takes alerts in. Everything but the writing itself happens on the event loop, so nothing here needs a lock.

    directions: what is in effect now; raises what the database raises.
    queue_size: how many alerts may wait, of all senders; fewer while they are written slowly, so that nobody is taken
    in who would wait long. They are written for each in turn, so that one sender's storm keeps nobody else waiting.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        incidents: ServiceClient,
        directions: Callable[[], Directions],
        *,
        window: timedelta,
        queue_size: int,
    ) -> None:
        self._engine, self._clock, self._incidents, self._directions = engine, clock, incidents, directions
        self._window, self._queue_size = window, queue_size
        self._waiting: FairQueue[_Request] = FairQueue()
        self._alerts_under_way = 0
        self._room: float = queue_size
        self._under_way_of: Counter[str] = Counter()
        self._is_writing = False
        self._asking: dict[str, asyncio.Future[None]] = {}
        self._to_ask: list[_Question] = []
        self._is_gathering = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._ask_slots = asyncio.Semaphore(ASKED_AT_ONCE)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        # The writer's own, touched by its thread alone.
        self._open_keys = OpenKeys(window)
        self._connection: PoolProxiedConnection | None = None

    @property
    def waiting_alerts(self) -> int:
        """How many alerts are on their way into the database."""
        return self._alerts_under_way

    def refuse_if_full(self, sender: str, more: int = 1) -> None:
        """Raises Problem 503 when so many more alerts of this sender would not be taken."""
        own = self._under_way_of[sender]
        if not has_room(size=int(self._room), taken=self._alerts_under_way, own=own, more=more):
            raise Problem(503, OVERLOADED)

    async def take(
        self, alerts: Sequence[Alert], once: OnceKey | None, write_answer: WriteAnswer, *, sender: str = ""
    ) -> Answer:
        """Commit the alerts of one request, then answer. Raises Problem: 503, nothing was stored, or, as the
        problem says, that is not known; 422, a used key.

        sender: the id of who sent it; "" for the platform itself. Alerts are taken in the order in which they are
        given; of two requests of a sender, the one that came first goes first.
        """
        weight = max(len(alerts), 1)
        self.refuse_if_full(sender, weight)
        loop = asyncio.get_running_loop()
        request = _Request(sender, alerts, once, write_answer, loop.create_future(), time.perf_counter())
        self._alerts_under_way += weight
        self._under_way_of[sender] += weight
        self._waiting.put(sender, request)
        self._write_on()
        try:
            async with asyncio.timeout(ANSWERED_WITHIN_S):
                return await request.answered
        except TimeoutError:
            raise Problem(503, UNANSWERED) from None

    def take_from_thread(self, alerts: Sequence[Alert], once: OnceKey | None, write_answer: WriteAnswer) -> Answer:
        """`take` for a thread that may wait. Raises Problem as it does."""
        assert self._loop is not None, "alerts are taken once the application has started"
        return asyncio.run_coroutine_threadsafe(self.take(alerts, once, write_answer), self._loop).result()

    # -- on the event loop -----------------------------------------------------------------------------------------

    def _leave(self, request: _Request) -> None:
        """Give its places in the queue back: not when its sender was answered, but when none of it waits any more."""
        weight = max(len(request.alerts), 1)
        self._alerts_under_way -= weight
        self._under_way_of[request.sender] -= weight
        if not self._under_way_of[request.sender]:
            del self._under_way_of[request.sender]

    def _write_on(self) -> None:
        """Hand the next batch to the writer, unless it is at work."""
        if self._is_writing or not self._waiting:
            return
        self._is_writing = True
        batch, started = self._next_batch(), time.perf_counter()
        if not batch:
            self._is_writing = False
            return
        writing = asyncio.get_running_loop().run_in_executor(self._writer, self._write, batch)
        writing.add_done_callback(lambda done: self._written(batch, done, time.perf_counter() - started))

    def _next_batch(self) -> list[_Request]:
        batch: list[_Request] = []
        put_off: list[_Request] = []
        keys: set[answers.Key] = set()
        alerts = 0
        while self._waiting and alerts < BATCH_ALERTS:
            request = self._waiting.take()
            if request.answered.done():  # its sender was told to try again
                self._leave(request)
                continue
            if request.once:
                if answers.key_of(request.once) in keys:  # the same request again: it gets the answer of the first
                    put_off.append(request)
                    continue
                keys.add(answers.key_of(request.once))
            batch.append(request)
            alerts += max(len(request.alerts), 1)
        for request in put_off:
            self._waiting.put(request.sender, request)
        return batch

    def _written(self, batch: list[_Request], writing: asyncio.Future[None], took_s: float) -> None:
        self._is_writing = False
        self._room = room_for(
            self._room, alerts=sum(len(r.alerts) for r in batch), took_s=took_s, most=self._queue_size
        )
        if error := writing.exception():
            log.error("a batch of alerts failed", exc_info=error)
        finished = time.perf_counter()
        for request in batch:
            if request.answer is None and not writing.exception():
                self._begin(self._ask_first(request), request.context)
                continue
            self._settle(request, finished)
        self._write_on()

    def _settle(self, request: _Request, finished: float) -> None:
        self._leave(request)
        if request.traceparent:
            past_span("store alerts", of=request.traceparent, began_ns=request.arrived_ns, ended_ns=time.time_ns())
        answer = request.answer or Problem(500, FAILED)
        if isinstance(answer, Answer) and not answer.is_replay:
            told = [(a, t) for a, t in zip(request.alerts, request.taken, strict=True) if isinstance(t, Outcome)]
            taken_s = finished - request.arrived_s
            count_taken([a for a, _ in told], [t for _, t in told], taken_s, request.traceparent)
        if request.answered.done():  # the sender hung up, or was told to try again
            return
        if isinstance(answer, Problem):
            request.answered.set_exception(answer)
        else:
            request.answered.set_result(answer)

    async def _ask_first(self, request: _Request) -> None:
        """Ask incident-management for the incidents this request may open, then put it back into the queue.

        Whatever comes of it: where there is no answer in time, the transaction opens what is missing.
        """
        assert request.received_at is not None
        firing = (a for a in request.alerts if a.status is Status.FIRING and not a.opens_by_itself)
        asked = {self._asked(alert, request.received_at) for alert in firing}
        await asyncio.wait(asked, timeout=ASKED_FOR_S)
        request.may_open = True
        self._waiting.put(request.sender, request)
        self._write_on()

    def _asked(self, alert: Alert, at: datetime) -> asyncio.Future[None]:
        """The question for this alert's key, done when it was answered or nobody will answer it any more.

        Asked once, however many requests wait for it; and with what else is to be asked, unless it is traced: one call
        cannot carry the traces of many.
        """
        key = alert.correlation_key
        if key not in self._asking:
            answered = self._asking[key] = asyncio.get_running_loop().create_future()
            answered.add_done_callback(lambda _: self._asking.pop(key, None))
            question = _Question(alert, at, answered, time.monotonic() + ASKED_FOR_S)
            if current_span():
                self._begin(self._ask_in_turn([question]))
            else:
                self._to_ask.append(question)
                self._gather()
        return self._asking[key]

    def _gather(self) -> None:
        if self._to_ask and not self._is_gathering:
            self._is_gathering = True
            self._begin(self._ask_in_turn(None))

    async def _ask_in_turn(self, questions: list[_Question] | None) -> None:
        """Ask these, or what is to be asked once it is our turn."""
        async with self._ask_slots:
            if questions is None:
                questions = self._to_ask[:ASKED_TOGETHER_MOST]
                del self._to_ask[:ASKED_TOGETHER_MOST]
                self._is_gathering = False
                self._gather()
            try:
                awaited = [(q.alert, q.at) for q in questions if time.monotonic() < q.until_s]
                if awaited:
                    await ask_to_open(self._incidents, awaited)
            finally:
                for question in questions:
                    if not question.answered.done():
                        question.answered.set_result(None)

    def _begin(self, work: Coroutine[None, None, None], context: Context | None = None) -> None:
        """Do it beside everything else on the event loop."""
        task = asyncio.get_running_loop().create_task(work, context=context)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # -- in the writer's thread ------------------------------------------------------------------------------------

    def _write(self, batch: list[_Request]) -> None:
        """Store what can be stored now and give each its answer. What lacks an incident is left without one."""
        now = self._clock.now()
        try:
            directions = self._directions()
        except SQLAlchemyError:
            for request in batch:
                request.answer = Problem(503, UNAVAILABLE)
            return
        ready: list[_Request] = []
        lacking: list[_Request] = []
        for request in batch:
            if request.received_at is None:
                request.received_at = now
                if not directions.are_none:
                    request.alerts = [directions.directed(alert, now) for alert in request.alerts]
            lacks = not request.may_open and self._lacks_an_incident(request, now)
            (lacking if lacks else ready).append(request)
        if lacking:
            ready += self._that_came_before(lacking)
        if ready:
            self._store(ready, now)

    def _lacks_an_incident(self, request: _Request, now: datetime) -> bool:
        return any(
            alert.status is Status.FIRING
            and not alert.opens_by_itself
            and not self._open_keys.has(alert.correlation_key, now)
            for alert in request.alerts
        )

    def _that_came_before(self, lacking: list[_Request]) -> list[_Request]:
        """Those with an alert that ended lately: they may flap, so their incident is opened with what holds it."""
        try:
            ended = ended_lately(self._connected(), [a.fingerprint for r in lacking for a in r.alerts])
        except (psycopg2.Error, SQLAlchemyError):
            self._rolled_back()
            return []
        return [r for r in lacking if any(alert.fingerprint in ended for alert in r.alerts)]

    def _store(self, requests: list[_Request], now: datetime) -> None:
        """One transaction for all of them, tried again where that may help."""
        give_up_s = time.monotonic() + TRIED_FOR_S
        work, tries = take_in, 0
        while True:
            tries += 1
            transaction = Transaction()
            try:
                taken = self._stored(transaction, requests, work)
                break
            except (psycopg2.Error, SQLAlchemyError) as error:
                cause = error if isinstance(error, psycopg2.Error) else getattr(error, "orig", None)
                passes = may_pass(cause) if isinstance(cause, psycopg2.Error) else True
                is_lost = self._rolled_back()
                log.warning(
                    "a batch of alerts was not stored",
                    extra={"requests": len(requests), "reason": type(cause or error).__name__, "tries": tries},
                )
                if not passes and work is take_in:
                    work = take_in_carefully
                    continue
                # Lost while committing: whether it was committed is not known, and doing it again might count twice.
                is_unknown = transaction.is_committing and getattr(cause, "pgcode", None) is None
                is_hopeless = not passes or (is_lost and (is_unknown or tries > 1))
                if is_hopeless or time.monotonic() > give_up_s:
                    for request in requests:
                        request.answer = Problem(503, UNAVAILABLE)
                    return
                if not is_lost:
                    time.sleep(random.uniform(0.001, 0.02) * tries)  # noqa: S311 — so that two do not meet again
            except BaseException:
                self._rolled_back()
                for request in requests:  # some may have been given an answer for what is now undone
                    request.answer = Problem(500, FAILED)
                raise
        fired = {
            a.correlation_key for r in requests for a in r.alerts if a.status is Status.FIRING and not a.is_suppressed
        }
        self._open_keys.took(fired, now)
        self._open_keys.forget(taken.quiet_keys)

    def _stored(self, transaction: Transaction, requests: list[_Request], work: Work) -> TakenIn:
        """Run the whole transaction. Every request has its answer afterwards."""
        connection = self._connected()
        fresh = self._without_answered(connection, requests)
        entries = [Entry(a, r.received_at) for r in fresh for a in r.alerts if r.received_at]
        # What a batch of several queues is of no one trace. Incidents are mostly opened over there, each in its own.
        traceparent = fresh[0].traceparent if len(fresh) == 1 else ""
        taken = work(connection, entries, self._window, traceparent) if entries else TakenIn([], [])
        start = 0
        for request in fresh:
            request.taken = taken.outcomes[start : start + len(request.alerts)]
            start += len(request.alerts)
            request.answer = Answer(*request.write_answer(request.taken))
        first_answers = [
            (r.once, r.answer.status, r.answer.body) for r in fresh if r.once and isinstance(r.answer, Answer)
        ]
        transaction.is_committing = not entries  # then keeping the answers is all there is, and commits by itself
        if first_answers:
            answers.keep(connection, first_answers)
        if entries:
            transaction.is_committing = True
            with connection.cursor() as cursor:
                cursor.execute("COMMIT")
        return taken

    def _without_answered(self, connection: Connection, requests: list[_Request]) -> list[_Request]:
        """The requests that were not answered before; the others get that answer again."""
        asked = [request.once for request in requests if request.once]
        kept = answers.known(connection, asked) if asked else {}
        fresh = []
        for request in requests:
            first = kept.get(answers.key_of(request.once)) if request.once else None
            if first is None or request.once is None:
                fresh.append(request)
                continue
            is_same = first.request_hash == request.once.request_hash
            request.answer = Answer(first.status, first.body, True) if is_same else Problem(422, KEY_USED)
        return fresh

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.raw_connection()
            self._driver(self._connection).autocommit = True  # take_in begins a transaction itself
        return self._driver(self._connection)

    @staticmethod
    def _driver(connection: PoolProxiedConnection) -> Connection:
        driver = connection.driver_connection
        assert isinstance(driver, Connection)
        return driver

    def _rolled_back(self) -> bool:
        """Undo the transaction. True when the connection was lost, so that the next try makes a new one."""
        if self._connection is None:
            return True
        try:
            connection = self._driver(self._connection)
            if connection.info.transaction_status != TRANSACTION_STATUS_IDLE:
                with connection.cursor() as cursor:
                    cursor.execute("ROLLBACK")
            is_lost = bool(connection.closed)
        except psycopg2.Error:
            is_lost = True
        if is_lost:
            self._connection.invalidate()
            self._connection = None
        return is_lost

    # -- with the application --------------------------------------------------------------------------------------

    def start(self) -> None:
        """Called on the event loop. The first alert starts the writer."""
        self._loop = asyncio.get_running_loop()

    def stop(self) -> None:
        """Finish the batch under way. Called when no request is under way any more."""
        self._writer.shutdown()
        if self._connection is not None:
            self._connection.close()
            self._connection = None
