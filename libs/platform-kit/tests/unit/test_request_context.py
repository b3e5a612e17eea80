from __future__ import annotations

import re
from contextvars import Context, copy_context

import pytest
from platform_kit.request_context import current_request_id, current_traceparent, enter_request, outgoing_headers

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def entered(request_id: str | None, traceparent: str | None) -> tuple[str, str, dict[str, str]]:
    def work() -> tuple[str, str, dict[str, str]]:
        enter_request(request_id, traceparent)
        return current_request_id(), current_traceparent(), outgoing_headers()

    return copy_context().run(work)


def test_the_senders_ids_are_taken_and_passed_on():
    assert entered("r-1", TRACE) == ("r-1", TRACE, {"X-Request-ID": "r-1", "traceparent": TRACE})


@pytest.mark.parametrize("odd", [None, "", "x" * 129, "a b", "a\r\nb", "ä"])
def test_an_odd_request_id_is_replaced_by_a_new_one(odd):
    taken, _, _ = entered(odd, None)

    assert re.fullmatch(r"[0-9a-f-]{36}", taken)


@pytest.mark.parametrize("odd", [None, "", "00-" + "0" * 32 + "-b7ad6b7169203331-01", TRACE + "-x", "ff" + TRACE[2:]])
def test_an_odd_trace_is_replaced_by_a_new_one(odd):
    _, taken, _ = entered("r-1", odd)

    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-00", taken)


def test_outside_a_request_nothing_is_passed_on():
    assert Context().run(outgoing_headers) == {}
