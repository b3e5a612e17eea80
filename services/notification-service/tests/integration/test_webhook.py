"""Webhooks to a real receiver: signed, tried again as it should be, and never further than allowed."""

from __future__ import annotations

import itertools
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

import pytest
from dev_kit.processes import wait_until
from dev_kit.sinks.http import Answer, redirect
from notification_service.settings import Settings
from standardwebhooks.webhooks import Webhook

SIGNING_SECRET = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@contextmanager
def raw_receiver(answer: bytes) -> Iterator[str]:
    """A receiver that writes these bytes as soon as a request comes, and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    client, _ = server.accept()
                except OSError:
                    return
                with client:
                    client.recv(65536)
                    client.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        server.shutdown(socket.SHUT_RDWR)


GIGABYTE = 1 << 30


class Giant:
    """A receiver that answers 200 and a gigabyte, as fast as it is read. A context manager.

    hung_up_after_bytes: how much it was rid of when the caller hung up; None while nobody did.
    """

    def __init__(self) -> None:
        self.hung_up_after_bytes: int | None = None
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}/"

    def __enter__(self) -> Giant:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.close()

    def _serve(self) -> None:
        client, _ = self._server.accept()
        sent, some = 0, b"x" * 65536
        with client:
            client.recv(65536)
            client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % GIGABYTE)
            with suppress(OSError):
                while sent < GIGABYTE:
                    sent += client.send(some)
        self.hung_up_after_bytes = sent


def waited_s(shown: dict) -> float:
    """Seconds from the making of a notification to its first try."""
    made_at, tried_at = shown["created_at"], shown["attempts"][0]["started_at"]
    return (datetime.fromisoformat(tried_at) - datetime.fromisoformat(made_at)).total_seconds()


def test_the_public_library_verifies_the_signature_and_the_body_tells_the_incident(
    start_notifications, http_sink, make_page
):
    service = start_notifications(WEBHOOK_SIGNING_SECRET=SIGNING_SECRET)
    page = make_page(to={"channel": "webhook", "recipient": f"{http_sink.url}/hook"})

    [made] = service.hand_over(page)

    got = http_sink.expect_request(path="/hook")
    event = Webhook(SIGNING_SECRET).verify(got.body, dict(got.headers))
    assert got.headers["webhook-id"] == made["id"]
    assert event["type"] == "incident.page"
    assert event["timestamp"].endswith("Z")
    assert event["data"]["notification_id"] == made["id"]
    assert event["data"]["incident"]["id"] == page["incident"]["id"]
    assert event["data"]["incident"]["url"] == f"https://oncall.example.org/incidents/{page['incident']['id']}"
    assert (event["data"]["step"], event["data"]["cycle"]) == (1, 1)
    assert service.expect(made["id"], "delivered")["attempts"][0]["status_code"] == 200


def test_without_a_secret_of_its_own_webhooks_are_signed_with_the_one_an_admin_sees(service, http_sink, make_key):
    service.notify("webhook", http_sink.url)

    got = http_sink.expect_request()
    answer = service.http.get("/api/v1/notify/signing-secret", headers={"X-API-Key": make_key("admin")})
    Webhook(answer.json()["secret"]).verify(got.body, dict(got.headers))


def test_a_receiver_that_fails_three_times_is_tried_four_times_with_growing_gaps_and_one_id(
    start_notifications, http_sink
):
    service = start_notifications(NOTIFY_MAX_ATTEMPTS="8", NOTIFY_RETRY_BASE_SECONDS="0.3")
    http_sink.answer_next(500, 500, 500)

    id = service.notify("webhook", http_sink.url)

    shown = service.expect(id, "delivered", within_s=60)
    assert [a["outcome"] for a in shown["attempts"]] == ["receiver_error"] * 3 + ["delivered"]
    assert [a["number"] for a in shown["attempts"]] == [1, 2, 3, 4]
    came = http_sink.requests()
    gaps = [later.at - earlier.at for earlier, later in itertools.pairwise(came)]
    assert len(came) == 4
    assert [gap >= least for gap, least in zip(gaps, (0.24, 0.48, 0.96), strict=True)] == [True] * 3
    assert {r.headers["webhook-id"] for r in came} == {id}
    assert len({r.body for r in came}) == 1


@pytest.mark.parametrize("status", [400, 404, 410])
def test_a_refusal_is_not_tried_again(service, http_sink, status):
    http_sink.answer_always(Answer(status=status, body=b'{"error": "no such hook"}'))

    shown = service.expect(service.notify("webhook", http_sink.url), "dead")

    assert [(a["outcome"], a["status_code"]) for a in shown["attempts"]] == [("rejected", status)]
    assert shown["attempts"][0]["answer"] == '{"error": "no such hook"}'
    assert len(http_sink.requests()) == 1


def test_a_receiver_that_says_when_to_come_back_is_waited_for(service, http_sink):
    http_sink.answer_next(Answer(status=429, headers={"Retry-After": "2"}))

    shown = service.expect(service.notify("webhook", http_sink.url), "delivered")

    first, second = http_sink.requests()
    assert second.at - first.at >= 2
    assert [a["outcome"] for a in shown["attempts"]] == ["rate_limited", "delivered"]


def test_what_was_given_up_is_counted_and_sent_once_when_a_person_asks(service, http_sink):
    before = service.metric("notifications_total", channel="webhook", status="dead")
    http_sink.answer_next(500, 500, 500)
    id = service.notify("webhook", http_sink.url)
    service.expect(id, "dead")
    assert service.metric("notifications_total", channel="webhook", status="dead") == before + 1

    answers = [service.http.post(f"/api/v1/notifications/{id}/retry") for _ in range(2)]

    assert [a.status_code for a in answers] == [202, 409]
    shown = service.expect(id, "delivered")
    assert len(shown["attempts"]) == 4
    assert len(http_sink.requests()) == 4
    again = service.http.post(f"/api/v1/notifications/{id}/retry")
    assert again.status_code == 409
    assert again.json()["current"] == {"status": "delivered"}


def test_each_bad_receiver_ends_by_its_deadline_and_holds_nobody_else_up(start_notifications, http_sink):
    """With the deadline of ten seconds that the product has by default."""
    deadline_s = Settings.model_fields["notify_timeout_seconds"].default
    assert deadline_s == 10
    service = start_notifications(NOTIFY_MAX_ATTEMPTS="1", NOTIFY_TIMEOUT_SECONDS=str(deadline_s))
    http_sink.answer_at("/hang", Answer(hangs=True))
    http_sink.answer_at("/drip", Answer(body=b"x" * 1000, drip_s=1))
    http_sink.answer_at("/inside", redirect("http://127.0.0.1:1/secret"))
    http_sink.answer_at("/half", Answer(body=b"{", declared_length=1000))
    with (
        Giant() as giant,
        raw_receiver(b"HTTP/1.1 2") as torn,
        raw_receiver(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 100_000) as headers,
    ):
        urls = {p: f"{http_sink.url}/{p}" for p in ("hang", "drip", "inside", "half")}
        urls |= {"giant": giant.url, "torn": torn, "headers": headers}
        bad = {name: service.notify("webhook", url) for name, url in urls.items()}
        for _ in range(40):
            service.notify("webhook", f"{http_sink.url}/hang")
        good = service.notify("webhook", f"{http_sink.url}/good")

        held_up_s = waited_s(service.expect(good, "delivered", within_s=60))
        ended = {
            name: service.expect(id, "delivered" if name in ("drip", "giant", "half") else "dead", within_s=60)
            for name, id in bad.items()
        }

    assert {name: n["attempts"][0]["outcome"] for name, n in ended.items()} == {
        "hang": "timeout",
        "drip": "delivered",  # the status said so; the rest of the answer is not waited for
        "giant": "delivered",
        "half": "delivered",
        "inside": "redirected",
        "torn": "unreachable",
        "headers": "unreachable",
    }
    # Well under a second where nothing else runs. Had it waited for one of the others, it would be ten.
    assert held_up_s < 5
    # Two seconds for a machine that has more to do.
    assert {name: n["attempts"][0]["duration_ms"] < 12_000 for name, n in ended.items()} == dict.fromkeys(ended, True)
    assert ended["giant"]["attempts"][0]["answer"] == "x" * 500
    # 64 KiB are read; what else left the receiver lies in the buffers of its line.
    assert wait_until(lambda: giant.hung_up_after_bytes, 30, "the receiver to be hung up on") < GIGABYTE / 64


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/",
        "http://localhost:9/",
        "http://127.1:9/",
        "http://2130706433:9/",
        "http://[::ffff:127.0.0.1]:9/",
        "http://0.0.0.0:9/",
        "http://10.0.0.7/",
        "http://169.254.169.254/latest/meta-data",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
    ],
)
def test_private_addresses_are_not_reached_unless_allowed(start_notifications, http_sink, url):
    service = start_notifications(OUTBOUND_ALLOW="192.168.7.0/24")
    url = url.replace(":9/", f":{http_sink.port}/")

    shown = service.expect(service.notify("webhook", url), "dead")

    assert [a["outcome"] for a in shown["attempts"]] == ["address_not_allowed"]
    assert http_sink.requests() == []


def test_a_receiver_that_is_not_there_is_tried_again(service):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    shown = service.expect(service.notify("webhook", f"http://127.0.0.1:{port}/"), "dead")

    assert [a["outcome"] for a in shown["attempts"]] == ["unreachable"] * 3


def test_cookies_of_one_receiver_are_not_sent_back(service, http_sink):
    http_sink.answer_next(Answer(headers={"Set-Cookie": "id=1; Path=/"}))
    service.expect(service.notify("webhook", http_sink.url), "delivered")

    service.expect(service.notify("webhook", http_sink.url), "delivered")

    assert "cookie" not in http_sink.requests()[1].headers
