"""A body is read whole, within its limit and its time."""

import asyncio

import pytest
from alert_ingestion.api.intake_route import read_body
from platform_kit.problems import Problem


def receiving(*messages):
    """What a server hands on, one message after the other, and then nothing more."""
    left = list(messages)

    async def receive():
        if not left:
            await asyncio.Event().wait()
        return left.pop(0)

    return receive


def part(body: bytes, *, more: bool = False) -> dict:
    return {"type": "http.request", "body": body, "more_body": more}


def refused(*messages) -> Problem:
    with pytest.raises(Problem) as caught:
        asyncio.run(read_body(receiving(*messages), 10, within_s=0.05))
    return caught.value


def test_the_parts_of_a_body_are_put_together() -> None:
    assert asyncio.run(read_body(receiving(part(b"ab", more=True), part(b"", more=True), part(b"cd")), 10)) == b"abcd"


def test_a_body_that_does_not_come_is_a_time_out() -> None:
    assert refused().status == 408
    assert refused(part(b"ab", more=True)).status == 408


def test_a_body_over_its_limit_is_too_large_at_once() -> None:
    assert refused(part(b"123456", more=True), part(b"123456", more=True)).status == 413


def test_a_sender_that_hangs_up_is_not_waited_for() -> None:
    assert refused(part(b"ab", more=True), {"type": "http.disconnect"}).status == 422


def test_being_stopped_meanwhile_is_not_a_time_out() -> None:
    async def stopped() -> None:
        reading = asyncio.create_task(read_body(receiving(), 10))
        await asyncio.sleep(0)
        reading.cancel()
        await reading

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(stopped())
