"""Things to do once a transaction is committed, and not at all when it is not."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import event
from sqlalchemy.orm import Session


def after_commit(session: Session, action: Callable[[], None]) -> None:
    """Call `action` when this session's transaction has been committed: metrics count facts, not attempts."""
    event.listen(session, "after_commit", lambda _: action(), once=True)
