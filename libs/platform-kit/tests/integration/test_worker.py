"""Loops that never end while their process lives, and what wakes them."""

from __future__ import annotations

import queue
import threading
import time

from dev_kit.processes import wait_until
from platform_kit.worker import Listener, WorkerLoop


class Work:
    """Does what is in the queue, one item a batch, and remembers when it was asked."""

    def __init__(self) -> None:
        self.due: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.done: list[int] = []
        self.asked: list[float] = []
        self.fails = 0

    def run_once(self) -> int:
        self.asked.append(time.monotonic())
        if self.fails:
            self.fails -= 1
            raise RuntimeError("the database is away")
        try:
            self.done.append(self.due.get_nowait())
        except queue.Empty:
            return 0
        return 1


def test_a_loop_goes_on_at_once_while_there_is_work():
    work, started = Work(), time.monotonic()
    for n in range(50):
        work.due.put(n)
    loop = WorkerLoop("test", work.run_once, poll_s=60)
    loop.start()

    wait_until(lambda: len(work.done) == 50, 10, "all fifty")

    loop.stop()
    assert time.monotonic() - started < 10


def test_a_woken_loop_looks_at_once_and_an_unwoken_one_by_its_poll():
    work = Work()
    woken, polled = WorkerLoop("woken", work.run_once, poll_s=60), WorkerLoop("polled", work.run_once, poll_s=0.1)
    woken.start()
    wait_until(lambda: work.asked or None, 5, "the first look")

    work.due.put(1)
    woken.wake()
    wait_until(lambda: work.done == [1], 5, "woken work")
    woken.stop()

    polled.start()
    work.due.put(2)
    wait_until(lambda: work.done == [1, 2], 5, "polled work")
    polled.stop()


def test_a_loop_rests_until_something_is_due():
    work = Work()
    loop = WorkerLoop("test", work.run_once, poll_s=60, rest_s=lambda: 0.2)
    loop.start()

    wait_until(lambda: len(work.asked) >= 3, 10, "three looks")

    loop.stop()


def test_a_failure_is_logged_and_the_loop_goes_on_after_growing_pauses(caplog):
    work = Work()
    work.fails = 3
    work.due.put(1)
    loop = WorkerLoop("test", work.run_once, poll_s=0.1)
    loop.start()

    wait_until(lambda: work.done == [1], 15, "the work after three failures")

    loop.stop()
    first, second, third = (later - earlier for earlier, later in zip(work.asked, work.asked[1:4], strict=False))
    assert first < second < third
    assert sum(record.message == "a worker failed, will try again" for record in caplog.records) == 3


def test_stopping_lets_the_batch_under_way_end():
    entered, ended = threading.Event(), threading.Event()

    def slow_batch() -> int:
        entered.set()
        time.sleep(0.3)
        ended.set()
        return 0

    loop = WorkerLoop("test", slow_batch, poll_s=60)
    loop.start()
    assert entered.wait(5)

    loop.stop()

    assert ended.is_set()


def test_a_loop_that_was_never_started_can_be_stopped():
    WorkerLoop("test", lambda: 0, poll_s=1).stop()


class Bell:
    def __init__(self) -> None:
        self.rung = 0

    def wake(self) -> None:
        self.rung += 1


def test_a_notification_wakes_who_listens_for_it_also_after_the_connection_was_lost(database):
    bell, other = Bell(), Bell()
    url = database.url("notification_service").replace("postgresql://", "postgresql+psycopg2://")
    listener = Listener(url, {"due": [bell], "else": [other]})
    listener.start()

    def ring() -> bool:
        database.owner.execute("NOTIFY due")
        return bell.rung > 0

    wait_until(ring, 10, "the bell")
    database.owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'listener'")
    bell.rung = 0
    wait_until(ring, 10, "the bell after the connection was lost")

    started = time.monotonic()
    listener.stop()
    assert time.monotonic() - started < 2
    assert other.rung == 0
