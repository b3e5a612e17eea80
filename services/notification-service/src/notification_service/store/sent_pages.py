"""Pages that were sent, as a channel needs them to show what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from platform_kit.database import Sessions
from sqlalchemy import select

from notification_service.channels.slack.sender import Shown
from notification_service.domain.answer_link import Links
from notification_service.domain.notification import ChannelKind, Kind
from notification_service.store.rows import message_of
from notification_service.store.tables import attempts, notifications

# An incident that was paged more often to one place is shown as it is now in the latest messages.
MOST_SHOWN = 5


class StoredPages:
    """What the channel asks, each in a transaction of its own."""

    def __init__(self, sessions: Sessions, links: Links) -> None:
        self._sessions, self._links = sessions, links

    def of_incident(self, incident_id: UUID, recipient: str) -> Sequence[Shown]:
        query = (
            select(notifications, attempts.c.provider_id)
            .join(attempts, attempts.c.notification_id == notifications.c.id)
            .where(notifications.c.incident_id == incident_id, notifications.c.recipient == recipient)
            .where(notifications.c.channel == ChannelKind.SLACK, notifications.c.kind == Kind.PAGE)
            .where(attempts.c.provider_id.is_not(None))
            .order_by(attempts.c.started_at.desc())
            .limit(MOST_SHOWN)
        )
        with self._sessions() as session:
            rows = session.execute(query).all()
        return [Shown(row.provider_id, message_of(row, self._links)) for row in reversed(rows)]
