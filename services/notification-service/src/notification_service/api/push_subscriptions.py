"""Browsers that want to be pushed to: a signed-in person's own."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import Request
from platform_kit.callers import Caller
from platform_kit.database import DbSession
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, needs
from platform_kit.text import StorableText
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from notification_service.api.contact_schemas import ContactMethodOut
from notification_service.api.schemas import Line, Wire
from notification_service.channels.webpush.encryption import BadKeys, Keys
from notification_service.use_cases import contacts

router = guarded_router(tags=["contacts"])

SUBSCRIPTION: dict[str, Any] = {
    "endpoint": "https://push.example.org/wpush/v2/gAAAAABm",
    "keys": {
        "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    },
    "label": "Firefox on my laptop",
}


class KeysIn(Wire):
    p256dh: Annotated[str, Field(max_length=200)]
    auth: Annotated[str, Field(max_length=100)]


class SubscriptionIn(Wire):
    """What a browser's `PushSubscription.toJSON()` gives, and a label."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [SUBSCRIPTION]})

    endpoint: Line
    keys: KeysIn
    expiration_time: int | None = Field(default=None, alias="expirationTime", description="Not used.")
    label: Annotated[StorableText, StringConstraints(min_length=1, max_length=100)] | None = None


class PublicKeyOut(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"public_key": SUBSCRIPTION["keys"]["p256dh"]}]})

    public_key: str = Field(description="The `applicationServerKey` to subscribe with, in base64 for URLs.")


@router.get(
    "/api/v1/push-subscriptions/key",
    **needs("read"),
    operation_id="get_push_key",
    response_model=PublicKeyOut,
)
def get_push_key(request: Request) -> PublicKeyOut:
    """The key that a browser subscribes with. It changes only when an operator changes it."""
    return PublicKeyOut(public_key=request.app.state.settings.vapid().public_key)


@router.post(
    "/api/v1/push-subscriptions",
    **needs("read"),
    operation_id="subscribe_to_push",
    status_code=201,
    response_model=ContactMethodOut,
    responses=problems(409, 422),
)
def subscribe_to_push(request: Request, body: SubscriptionIn, caller: Caller, session: DbSession) -> ContactMethodOut:
    """Be pushed to in this browser: a contact method of your own, usable in your rules at once.

    The same subscription again is the same contact method. A browser is one person's: whoever subscribed in it before
    is not pushed to any more.
    """
    if caller.kind != "user":
        raise Problem(403, "A browser is a person's: sign in, and subscribe as yourself.")
    try:
        keys = Keys.from_text(body.keys.p256dh, body.keys.auth)
    except BadKeys:
        message = "are not the keys of a browser's subscription"
        raise Problem(
            422, "This is no subscription. See errors.", errors=[{"field": "keys", "message": message}]
        ) from None
    row = contacts.subscribe_browser(
        session,
        request.app.state.channels,
        UUID(caller.id),
        body.endpoint,
        keys,
        label=body.label,
        now=request.app.state.clock.now(),
    )
    return ContactMethodOut.of(row)
