"""How administrators set up who is told of events outside."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incident_management.domain.errors import BadSubscription, NotFound
from incident_management.domain.subscription import Event, Subscription, url_fault
from incident_management.store import deliveries, subscriptions

SECRET_PREFIX = "whsec_"  # noqa: S105 - Standard Webhooks' prefix, not a secret


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to set; None leaves it as it is. team: by id or name; an empty one stands for every team."""

    name: str | None = None
    url: str | None = None
    team: str | None = None
    events: Sequence[Event] | None = None
    is_enabled: bool | None = None


def subscribe(session: Session, wanted: Wanted, *, by: str, now: datetime) -> tuple[Subscription, str]:
    """A new subscription, and its secret, which is shown this once. Raises BadSubscription."""
    secret = _new_secret()
    values = _values(session, wanted) | {"secret": secret, "created_by": by, "created_at": now}
    return find(session, subscriptions.add(session, values)), secret


def change(session: Session, subscription_id: UUID, wanted: Wanted) -> Subscription:
    """Switched on again, it begins anew: what failed before is forgotten. Raises NotFound, BadSubscription."""
    find(session, subscription_id, lock=True)
    values = _values(session, wanted)
    if wanted.is_enabled:
        values |= {"disabled_because": None, "failing_since": None}
    if values:
        subscriptions.change(session, subscription_id, values)
    return find(session, subscription_id)


def replace_secret(session: Session, subscription_id: UUID) -> str:
    """A new secret; the old one signs nothing from now on. Raises NotFound."""
    find(session, subscription_id, lock=True)
    secret = _new_secret()
    subscriptions.change(session, subscription_id, {"secret": secret})
    return secret


def unsubscribe(session: Session, subscription_id: UUID) -> None:
    """Raises NotFound."""
    if not subscriptions.remove(session, subscription_id):
        raise NotFound("There is no subscription with this id.")


def send_again(session: Session, subscription_id: UUID, delivery_id: UUID, *, now: datetime) -> deliveries.Delivery:
    """Try a delivery that is over once more; one that waits anyway is left as it is. Raises NotFound."""
    find(session, subscription_id)
    deliveries.send_again(session, subscription_id, delivery_id, now)
    found = deliveries.get(session, subscription_id, delivery_id)
    if found is None:
        raise NotFound("This subscription has no delivery with this id.")
    return found


def find(session: Session, subscription_id: UUID, *, lock: bool = False) -> Subscription:
    """Raises NotFound."""
    found = subscriptions.get(session, subscription_id, lock=lock)
    if found is None:
        raise NotFound("There is no subscription with this id.")
    return found


def _new_secret() -> str:
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def _values(session: Session, wanted: Wanted) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if wanted.name is not None:
        values["name"] = wanted.name
    if wanted.url is not None:
        if fault := url_fault(wanted.url):
            raise BadSubscription("url", fault)
        values["url"] = wanted.url
    if wanted.team is not None:
        team = subscriptions.team_by(session, wanted.team) if wanted.team else None
        if wanted.team and team is None:
            raise BadSubscription("team", "is not the id or name of a team")
        values["team_id"] = team.id if team else None
    if wanted.events is not None:
        values["events"] = list(dict.fromkeys(wanted.events))
    if wanted.is_enabled is not None:
        values["is_enabled"] = wanted.is_enabled
    return values
