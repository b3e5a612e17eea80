"""For whom a request works, as the database is told: what it hides from them, and whom it names for their changes.

And which trace the work is part of, so that what it queues for a worker goes on in the same one.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from sqlalchemy import Connection, event, text
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

from platform_kit.request_context import current_request_id, current_span


@dataclass(frozen=True, slots=True)
class Acting:
    """Who asked for the work under way.

    kind, id, actor: of the caller. address: says where the request came from; asked only where it is written down,
    because it may have to look up the name of a proxy. hidden_teams: of which nothing may be seen.
    changes: whether the request may change something, so that its author must be known to the database.
    grants: what the caller may do.
    """

    kind: str
    id: str
    actor: str
    address: Callable[[], str]
    hidden_teams: frozenset[str]
    changes: bool
    grants: frozenset[str] = frozenset()


_ACTING: ContextVar[Acting | None] = ContextVar("acting", default=None)

_TELL = text(
    "SELECT set_config('platform.hidden_teams',"
    " CASE WHEN :any_hidden THEN CAST(:hidden AS text[])::text ELSE '' END, true),"
    " set_config('platform.caller_kind', :kind, true), set_config('platform.caller_id', :id, true),"
    " set_config('platform.actor', :actor, true), set_config('platform.address', :address, true),"
    " set_config('platform.request_id', :request_id, true)"
)

_TELL_SPAN = text("SELECT set_config('platform.traceparent', :span, true)")


def act_for(acting: Acting | None) -> None:
    """From here on, this request's transactions work for this caller. Workers have none and see everything."""
    _ACTING.set(acting)


def acting() -> Acting | None:
    """For whom the present request works; None outside a request, and for an open route."""
    return _ACTING.get()


def hidden_teams() -> frozenset[str]:
    """Of which teams nothing may be shown in the present request."""
    found = _ACTING.get()
    return found.hidden_teams if found else frozenset()


def tell_each_transaction(sessions: sessionmaker[Session]) -> None:
    """Let every transaction of these sessions begin by telling the database for whom it works and which trace it is
    part of, where that matters."""
    event.listen(sessions, "after_begin", _tell)


def _tell(_: Session, __: SessionTransaction, connection: Connection) -> None:
    if span := current_span():
        connection.execute(_TELL_SPAN, {"span": span})
    found = _ACTING.get()
    if found is None or not (found.changes or found.hidden_teams):
        return
    told = {
        "any_hidden": bool(found.hidden_teams),
        "hidden": sorted(found.hidden_teams),
        "kind": found.kind,
        "id": found.id,
        "actor": found.actor,
        "address": found.address() if found.changes else "",
        "request_id": current_request_id(),
    }
    connection.execute(_TELL, told)
