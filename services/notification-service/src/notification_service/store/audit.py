"""Since when the oldest things of a page's way are due."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from notification_service.domain.audit import OldestDue

# A page that is being sent is due again at the end of its lease: past that, nobody has it.
_OLDEST = text("""
    SELECT o.step_due_at, o.page_due_at,
        (SELECT min(n.due_at) FROM notify.notifications n
         WHERE n.status IN ('pending', 'sending', 'failed') AND n.kind = 'page') AS delivery_due_at
    FROM incidents.oldest_due() o
""")


def oldest_due(session: Session) -> OldestDue:
    row = session.execute(_OLDEST).one()
    return OldestDue(row.step_due_at, row.page_due_at, row.delivery_due_at)
