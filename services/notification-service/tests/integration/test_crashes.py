"""Processes that are killed or stopped in the middle of their work."""

from __future__ import annotations

import asyncio
import time
from collections import Counter

from aiosmtpd.controller import Controller
from dev_kit.ports import free_port
from dev_kit.processes import wait_until
from dev_kit.sinks.http import Answer

QUEUE = """
    INSERT INTO notify.notifications (id, kind, channel, recipient, destination, message, created_at, due_at)
    SELECT gen_random_uuid(), 'page', 'webhook', %s, '127.0.0.1', 'm' || n, clock_timestamp(), clock_timestamp()
    FROM generate_series(1, %s) n
"""


def test_six_hundred_arrive_although_the_service_is_killed_ten_times(start_process, database, http_sink):
    """Repeats are only for what was under way at a kill, and carry the same id."""
    http_sink.answer_always(Answer(delay_s=0.3))
    database.owner.execute(QUEUE, [http_sink.url, 600])
    settings = {"WORKER_LEASE_SECONDS": "1", "NOTIFY_MAX_ATTEMPTS": "12", "NOTIFY_TIMEOUT_SECONDS": "60"}
    process = start_process(**settings)
    under_way_at_kills: set[str] = set()

    for kill in range(10):
        before = len(http_sink.requests())
        wait_until(lambda seen=before: len(http_sink.requests()) > seen + 5, 20, "some more to be sent")
        rows = database.owner.rows("SELECT id::text FROM notify.notifications WHERE status = 'sending'")
        under_way_at_kills |= {row["id"] for row in rows}
        process.kill()
        # What was recorded or sent between the look and the kill was under way too.
        under_way_at_kills |= {r.headers["webhook-id"] for r in http_sink.requests()[before:]}
        process.start()
        assert kill < 10

    wait_until(
        lambda: database.owner.value("SELECT count(*) FROM notify.notifications WHERE status <> 'delivered'") == 0,
        120,
        "all 600 delivered",
    )
    times = Counter(r.headers["webhook-id"] for r in http_sink.requests())
    assert len(times) == 600
    assert {id for id, count in times.items() if count > 1} <= under_way_at_kills


class SlowGreeting:
    """An SMTP server that says nothing for a while: the client has connected and sent nothing yet."""

    def __init__(self) -> None:
        self.port, self.mails, self.clients = free_port(), [], 0
        self.pause_s = 0.0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.clients += 1
        session.host_name = hostname
        await asyncio.sleep(self.pause_s)
        return responses

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(envelope.original_content)
        return "250 OK"


def test_a_sender_stopped_past_its_lease_sends_nothing_when_it_wakes(start_process, ask):
    greeter = SlowGreeting()
    greeter.pause_s = 1.0
    controller = Controller(greeter, hostname="127.0.0.1", port=greeter.port)
    controller.start()
    try:
        mail = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(greeter.port), "SMTP_FROM": "o@example.org"}
        settings = mail | {"WORKER_LEASE_SECONDS": "3", "NOTIFY_TIMEOUT_SECONDS": "30"}
        stopped = start_process(**settings)
        id = ask(stopped.url).notify("email", "ana@example.org")
        wait_until(lambda: greeter.clients > 0, 30, "the first sender to connect")
        stopped.pause()
        paused_at = time.monotonic()
        other = start_process(**settings)

        shown = ask(other.url).expect(id, "delivered")
        assert len(greeter.mails) == 1
        time.sleep(max(0.0, paused_at + 10 - time.monotonic()))  # the kernel's clock: nothing to inject
        stopped.resume()
        wait_until(lambda: "its lease ended" in stopped.log_text(), 30, "the woken sender to notice")

        assert len(greeter.mails) == 1
        assert len(ask(other.url).get(id)["attempts"]) == len(shown["attempts"]) == 1
    finally:
        controller.stop()


def test_pages_taken_before_a_kill_are_delivered_after_it(start_process, ask, make_page, http_sink, database):
    process = start_process()
    service = ask(process.url)
    ids = [
        service.hand_over(make_page(to={"channel": "webhook", "recipient": f"{http_sink.url}/{n}"}))[0]["id"]
        for n in range(20)
    ]
    process.kill()

    process.start()

    wait_until(lambda: {r.headers["webhook-id"] for r in http_sink.requests()} == set(ids), 20, "all twenty")
