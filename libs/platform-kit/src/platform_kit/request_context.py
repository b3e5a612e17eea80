"""What belongs to the work under way: its request's id, and the trace it is part of (W3C Trace Context)."""

from __future__ import annotations

import hashlib
import random
import re
from contextvars import ContextVar, Token
from uuid import UUID

_REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
_TRACEPARENT: ContextVar[str] = ContextVar("traceparent", default="")
_SPAN: ContextVar[str] = ContextVar("span", default="")

_REQUEST_ID_FORM = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}")
_TRACEPARENT_FORM = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def current_request_id() -> str:
    """The id of the request under way, "" outside one."""
    return _REQUEST_ID.get()


def given_traceparent() -> str:
    """The traceparent that the request under way came with, "" where there was none."""
    return _TRACEPARENT.get()


def current_span() -> str:
    """The traceparent of the span under way, "" where the work is not traced."""
    return _SPAN.get()


def enter_span(traceparent: str) -> Token[str]:
    """What follows is part of this span, until `leave_span`."""
    return _SPAN.set(traceparent)


def leave_span(token: Token[str]) -> None:
    _SPAN.reset(token)


def current_trace_id() -> str:
    """The id of the trace that the work under way is part of, "" where there is none."""
    return (_SPAN.get() or _TRACEPARENT.get())[3:35]


def current_traceparent() -> str:
    """The traceparent to pass on, made from the request's id where the sender gave none; "" outside a request."""
    known, request_id = _SPAN.get() or _TRACEPARENT.get(), _REQUEST_ID.get()
    if known or not request_id:
        return known
    digest = hashlib.sha256(request_id.encode()).hexdigest()
    return f"00-{digest[:32]}-{digest[32:48]}-00"


def enter_request(request_id: str | None, traceparent: str | None) -> str:
    """Take the sender's ids where they are well formed, make a new one where not. Returns the request's id."""
    known = request_id if request_id and _REQUEST_ID_FORM.fullmatch(request_id) else _new_id()
    _REQUEST_ID.set(known)
    _TRACEPARENT.set(traceparent if traceparent and _TRACEPARENT_FORM.fullmatch(traceparent) else "")
    _SPAN.set("")
    return known


def _new_id() -> str:
    """An id no other request has. It is read, never trusted, so it need not be hard to guess."""
    return str(UUID(int=random.getrandbits(128), version=4))


def outgoing_headers() -> dict[str, str]:
    """Headers that let the next service write the same ids into its log."""
    headers = {"X-Request-ID": current_request_id(), "traceparent": current_traceparent()}
    return {name: value for name, value in headers.items() if value}
