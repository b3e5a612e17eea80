"""Subscriptions: who is told of events by signed requests."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query
from platform_kit.callers import Caller
from platform_kit.database import DbSession
from platform_kit.json_types import Flag
from platform_kit.paging import DEFAULT_LIMIT, CursorText, Limit, Page, decode_cursor, encode_cursor
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs
from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from incident_management.api.bodies import Name, WireIn
from incident_management.api.dependencies import AppClock
from incident_management.api.examples import AN_ID
from incident_management.api.schemas import WireOut
from incident_management.domain.subscription import DeliveryStatus, Event
from incident_management.store import deliveries as delivery_store
from incident_management.store import subscriptions as store
from incident_management.use_cases import subscriptions as use_cases

router = guarded_router(
    prefix="/api/v1/subscriptions", tags=["subscriptions"], generate_unique_id_function=lambda route: route.name
)

_A_SUBSCRIPTION: JsonDict = {
    "id": "0198c0de-7b00-7000-8000-00000000000a",
    "name": "status page",
    "url": "https://status.example.org/hooks/incidents",
    "team_id": None,
    "team": None,
    "events": ["created", "resolved"],
    "is_enabled": True,
    "disabled_because": None,
    "failing_since": None,
    "created_by": "ana@example.org",
    "created_at": "2026-03-02T14:02:05Z",
}
_A_DELIVERY: JsonDict = {
    "id": "0198c0de-7b00-7000-8000-00000000000b",
    "incident_id": AN_ID,
    "event": "created",
    "status": "delivered",
    "created_at": "2026-03-02T14:02:05Z",
    "next_at": None,
    "ended_at": "2026-03-02T14:02:06Z",
    "attempts": [
        {
            "number": 1,
            "started_at": "2026-03-02T14:02:05Z",
            "duration_ms": 81,
            "outcome": "delivered",
            "status_code": 204,
            "error": None,
        }
    ],
}
Url = Annotated[str, Field(min_length=1, max_length=2000, description="http or https, without a user or password.")]
Events = Annotated[list[Event], Field(min_length=1, max_length=len(Event))]


class SubscriptionIn(WireIn):
    """Without a team: the events of every team, private ones too."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "status page",
                    "url": "https://status.example.org/hooks/incidents",
                    "events": ["created", "resolved"],
                }
            ]
        }
    )

    name: Name
    url: Url
    team: Name | None = Field(default=None, description="Name or id.")
    events: Events = Field(default=list(Event), description="All, where none are named.")


class SubscriptionChange(WireIn):
    """What is left out stays as it is. `team` null: every team. Switched on again, a subscription begins anew."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"is_enabled": True}]})

    name: Name | None = None
    url: Url | None = None
    team: Name | None = None
    events: Events | None = None
    is_enabled: Flag | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> SubscriptionChange:
        if not self.model_fields_set:
            raise ValueError("names nothing to change")
        return self

    def wanted(self) -> use_cases.Wanted:
        team = (self.team or "") if "team" in self.model_fields_set else None
        return use_cases.Wanted(self.name, self.url, team, self.events, self.is_enabled)


class SubscriptionOut(WireOut):
    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [_A_SUBSCRIPTION]})

    id: UUID
    name: str
    url: str
    team_id: UUID | None = Field(description="null: every team.")
    team: str | None = Field(description="null beside a team_id: that team is gone.")
    events: list[Event]
    is_enabled: bool
    disabled_because: str | None = Field(description="Why it was switched off, where nobody did so.")
    failing_since: datetime | None = Field(description="No attempt has succeeded since. After three days it ends.")
    created_by: str
    created_at: datetime


class NewSubscriptionOut(SubscriptionOut):
    model_config = ConfigDict(
        from_attributes=True, json_schema_extra={"examples": [_A_SUBSCRIPTION | {"secret": "whsec_bm90IGEgc2VjcmV0"}]}
    )

    secret: str = Field(description="Checks the signatures. Shown this once.")


class NewSecretOut(WireOut):
    model_config = ConfigDict(json_schema_extra={"examples": [{"secret": "whsec_bm90IGEgc2VjcmV0"}]})

    secret: str = Field(description="Shown this once. The one before signs nothing any more.")


class DeliveryAttemptOut(WireOut):
    number: int
    started_at: datetime
    duration_ms: int
    outcome: str = Field(description="`delivered` or `failed`.")
    status_code: int | None
    error: str | None


class DeliveryOut(WireOut):
    """One event on its way; `id` is the `webhook-id` of every attempt."""

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [_A_DELIVERY]})

    id: UUID
    incident_id: UUID
    event: Event
    status: DeliveryStatus
    created_at: datetime
    next_at: datetime | None = Field(description="When it is tried, while it waits.")
    ended_at: datetime | None
    attempts: list[DeliveryAttemptOut]


@router.post("", status_code=201, responses=problems(422), summary="Subscribe to events", **needs("admin"))
def create_subscription(
    body: SubscriptionIn, session: DbSession, caller: Caller, clock: AppClock
) -> NewSubscriptionOut:
    """Have events posted to a URL, signed as Standard Webhooks describes it. The answer shows the secret, this once."""
    wanted = use_cases.Wanted(body.name, body.url, body.team or "", body.events)
    made, secret = use_cases.subscribe(session, wanted, by=caller.actor, now=clock.now())
    return NewSubscriptionOut(**SubscriptionOut.model_validate(made).model_dump(), secret=secret)


@router.get("", responses=problems(422), summary="List subscriptions", **needs("admin"))
def list_subscriptions(
    session: DbSession, limit: Limit = DEFAULT_LIMIT, cursor: CursorText = None
) -> Page[SubscriptionOut]:
    """Newest first, without their secrets."""
    found = store.listed(session, decode_cursor(cursor), limit)
    last = found[limit - 1] if len(found) > limit else None
    return Page(
        items=[SubscriptionOut.model_validate(one) for one in found[:limit]],
        next_cursor=encode_cursor(last.created_at, last.id) if last else None,
    )


@router.get("/{subscription_id}", responses=problems(404, 422), summary="Show a subscription", **needs("admin"))
def get_subscription(subscription_id: UUID, session: DbSession) -> SubscriptionOut:
    """Without its secret."""
    return SubscriptionOut.model_validate(use_cases.find(session, subscription_id))


@router.patch("/{subscription_id}", responses=problems(404, 422), summary="Change a subscription", **needs("admin"))
def change_subscription(subscription_id: UUID, body: SubscriptionChange, session: DbSession) -> SubscriptionOut:
    """Also to switch it off, and on again after it was switched off by failures."""
    return SubscriptionOut.model_validate(use_cases.change(session, subscription_id, body.wanted()))


@router.delete(
    "/{subscription_id}",
    status_code=204,
    responses=problems(404, 422),
    summary="Delete a subscription",
    **needs("admin"),
)
def delete_subscription(subscription_id: UUID, session: DbSession) -> None:
    """With what still waits to be sent."""
    use_cases.unsubscribe(session, subscription_id)


@router.post("/{subscription_id}/secret", responses=problems(404, 422), summary="Replace the secret", **needs("admin"))
def replace_subscription_secret(subscription_id: UUID, session: DbSession) -> NewSecretOut:
    """A new secret for the signatures, shown this once. What waits is signed with it too."""
    return NewSecretOut(secret=use_cases.replace_secret(session, subscription_id))


@router.get("/{subscription_id}/deliveries", responses=problems(404, 422), summary="List deliveries", **needs("admin"))
def list_deliveries(
    subscription_id: UUID,
    session: DbSession,
    status: Annotated[DeliveryStatus | None, Query()] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Page[DeliveryOut]:
    """Newest first, each with its attempts. Those that ended are kept for 30 days."""
    use_cases.find(session, subscription_id)
    found = delivery_store.listed(session, subscription_id, decode_cursor(cursor), limit, status=status)
    last = found[limit - 1] if len(found) > limit else None
    return Page(
        items=[DeliveryOut.model_validate(one) for one in found[:limit]],
        next_cursor=encode_cursor(last.created_at, last.id) if last else None,
    )


@router.post(
    "/{subscription_id}/deliveries/{delivery_id}/retry",
    status_code=202,
    responses=problems(404, 422),
    summary="Send a delivery again",
    **needs("admin"),
)
def retry_delivery(subscription_id: UUID, delivery_id: UUID, session: DbSession, clock: AppClock) -> DeliveryOut:
    """With the same id and body: a receiver that has it drops it."""
    found = use_cases.send_again(session, subscription_id, delivery_id, now=clock.now())
    return DeliveryOut.model_validate(found)
