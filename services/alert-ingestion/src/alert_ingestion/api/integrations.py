"""Integrations: senders with keys of their own."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID, uuid4

import orjson
from platform_kit.callers import Caller
from platform_kit.database import DbSession
from platform_kit.paging import DEFAULT_LIMIT, CursorText, Limit, Page, decode_cursor, encode_cursor
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, needs
from platform_kit.text import StorableText
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from sqlalchemy import Row

from alert_ingestion.api import answers
from alert_ingestion.api.dependencies import AppCallers, AppIntake
from alert_ingestion.api.wire import AlertTaken, Identifier
from alert_ingestion.domain.alert import Alert, Severity, fingerprint_of_key
from alert_ingestion.domain.integration import ServiceFrom
from alert_ingestion.domain.payload import SERVICE_LENGTH
from alert_ingestion.domain.setups import setup_of
from alert_ingestion.domain.signatures import BY_SNS, KEYED
from alert_ingestion.domain.sources import SOURCES
from alert_ingestion.store import integrations as store
from alert_ingestion.store.keys import new_key

router = guarded_router(prefix="/api/v1/integrations", tags=["integrations"])

NO_SUCH = "There is no integration with this id."


def _known(source: str) -> str:
    if source not in SOURCES:
        raise ValueError(f"must be one of {', '.join(sorted(SOURCES))}")
    return source


class IntegrationIn(BaseModel):
    """What people decide about an integration."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"name": "Alertmanager, production", "source": "alertmanager", "service": "checkout-api"},
            ]
        },
    )

    name: Annotated[StorableText, Field(min_length=1, max_length=200)]
    source: Annotated[str, AfterValidator(_known)] = Field(examples=["alertmanager"])
    service: Identifier | None = Field(
        default=None, min_length=1, max_length=SERVICE_LENGTH, description="null: the messages name the service."
    )
    service_from: ServiceFrom = Field(
        default=ServiceFrom.PAYLOAD,
        description="payload: the service above is for messages that name none. integration: it is for all of them.",
    )
    rate_limit_per_minute: int | None = Field(
        default=None, ge=1, le=1_000_000, description="More requests a minute are refused with 429. null: no limit."
    )
    mapping: dict[Annotated[str, Field(max_length=40)], Annotated[StorableText, Field(max_length=500)]] = Field(
        default_factory=dict,
        max_length=20,
        description="For the source generic: where in a message to look, as paths of keys, and the words of its end.",
        examples=[{"message": "error.text", "service": "app.name", "status": "state", "resolved": "ok,up"}],
    )
    is_enabled: bool = Field(default=True, strict=True)
    signing_secret: Annotated[str, Field(min_length=8, max_length=500)] | None = Field(
        default=None,
        description="For github and sentry: what they sign with; messages without that signature are refused. Never"
        " shown again. In a change, absent: it stays; null: none is asked for any more.",
    )
    requires_signature: Annotated[bool, Field(strict=True)] | None = Field(
        default=None,
        description="For cloudwatch: messages that Amazon SNS did not sign are refused. In a change, absent: it stays.",
    )

    @model_validator(mode="after")
    def _whole(self) -> IntegrationIn:
        if self.service_from is ServiceFrom.INTEGRATION and self.service is None:
            raise ValueError("service must be given where service_from is integration")
        if self.mapping and self.source != "generic":
            raise ValueError("only the source generic takes a mapping")
        if self.signing_secret is not None and self.source not in KEYED:
            raise ValueError(f"only {' and '.join(KEYED)} take a signing_secret")
        if self.requires_signature and self.source != BY_SNS and self.signing_secret is None:
            raise ValueError(f"requires_signature is for {BY_SNS}; give {' and '.join(KEYED)} a signing_secret")
        return self

    def asks_for_signatures(self, present: Row[Any] | None = None) -> bool:
        """present: the integration as it is, where there is one: what this does not say stays."""
        if self.signing_secret is not None:
            return True
        says = (
            "signing_secret" in self.model_fields_set if self.source in KEYED else self.requires_signature is not None
        )
        if says or present is None or present.source != self.source:
            return bool(self.requires_signature)
        return bool(present.requires_signature)

    def settings(self, *, requires_signature: bool) -> store.Settings:
        return store.Settings(
            name=self.name,
            source=self.source,
            service=self.service,
            service_from=self.service_from,
            rate_limit_per_minute=self.rate_limit_per_minute,
            mapping=self.mapping,
            is_enabled=self.is_enabled,
            requires_signature=requires_signature,
        )


class Setup(BaseModel):
    """What to enter at the sender. `<URL>` is this platform's address with `path`, `<KEY>` the integration's key."""

    path: str = Field(examples=["/api/v1/integrations/alertmanager"])
    header: str = Field(examples=["Authorization: Bearer <KEY>"])
    sample: str = Field(description="A text to copy: a piece of configuration, or what to fill in where.")


class IntegrationOut(BaseModel):
    """An integration, without its key."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    source: str
    service: str | None
    service_from: ServiceFrom
    rate_limit_per_minute: int | None
    mapping: dict[str, str]
    is_enabled: bool
    requires_signature: bool = Field(description="Messages that its source did not sign are refused.")
    key_prefix: str = Field(description="The first characters of its key, to tell it from others.")
    alerts_received: int = Field(description="How many alerts came by it; at most two seconds late.")
    last_received_at: datetime | None
    created_by: str
    created_at: datetime
    setup: Setup


class NewIntegrationOut(IntegrationOut):
    key: str = Field(description="Shown this once; only its hash is kept.")


class KeyOut(BaseModel):
    key: str = Field(description="Shown this once; only its hash is kept.")


class AlertToTest(BaseModel):
    """What the test alert says; where nothing is given, it is an `info` for the integration's own service."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"severity": "low"}]})

    severity: Severity = Severity.INFO
    service: Identifier | None = Field(default=None, min_length=1, max_length=SERVICE_LENGTH)


def _out(row: Row[Any]) -> IntegrationOut:
    setup = Setup(
        path=f"/api/v1/integrations/{row.source}",
        header="Authorization: Bearer <KEY>",
        sample=setup_of(row.source),
    )
    return IntegrationOut(**row._mapping, setup=setup)


@router.post("", operation_id="create_integration", status_code=201, responses=problems(409, 422), **needs("admin"))
def create_integration(body: IntegrationIn, session: DbSession, caller: Caller) -> NewIntegrationOut:
    """Make an integration with a key of its own. The answer is the only place where the key is ever shown."""
    key, kept = new_key()
    row = store.add(session, body.settings(requires_signature=body.asks_for_signatures()), kept, by=caller.actor)
    if body.signing_secret is not None:
        store.change_secret(session, row.id, body.signing_secret)
    return NewIntegrationOut(**_out(row).model_dump(), key=key)


@router.get("", operation_id="list_integrations", responses=problems(422), **needs("read"))
def list_integrations(
    session: DbSession, limit: Limit = DEFAULT_LIMIT, cursor: CursorText = None
) -> Page[IntegrationOut]:
    """List integrations, newest first, with what to enter at each sender."""
    found = store.newest(session, after=decode_cursor(cursor), limit=limit + 1)
    page = found[:limit]
    following = encode_cursor(page[-1].created_at, page[-1].id) if len(found) > limit else None
    return Page(items=[_out(row) for row in page], next_cursor=following)


@router.get("/{integration_id}", operation_id="get_integration", responses=problems(404, 422), **needs("read"))
def get_integration(integration_id: UUID, session: DbSession) -> IntegrationOut:
    """Show one integration."""
    return _out(_found(store.get(session, integration_id)))


@router.put("/{integration_id}", operation_id="change_integration", responses=problems(404, 409, 422), **needs("admin"))
def change_integration(integration_id: UUID, body: IntegrationIn, session: DbSession) -> IntegrationOut:
    """Replace an integration's settings. In effect within 5 s on every replica; its key stays."""
    present = _found(store.get(session, integration_id))
    settings = body.settings(requires_signature=body.asks_for_signatures(present))
    row = _found(store.change(session, integration_id, settings))
    if body.signing_secret is not None:
        store.change_secret(session, integration_id, body.signing_secret)
    return _out(row)


@router.delete(
    "/{integration_id}",
    operation_id="delete_integration",
    status_code=204,
    responses=problems(404, 422),
    **needs("admin"),
)
def delete_integration(integration_id: UUID, session: DbSession, callers: AppCallers) -> None:
    """Remove an integration. Its key is refused within 5 s on every replica; its alerts stay."""
    callers.forget(_found(store.remove(session, integration_id)))


@router.post(
    "/{integration_id}/key",
    operation_id="change_integration_key",
    status_code=201,
    responses=problems(404, 422),
    **needs("admin"),
)
def change_integration_key(integration_id: UUID, session: DbSession, callers: AppCallers) -> KeyOut:
    """Give an integration another key. The old one is refused within 5 s on every replica."""
    key, kept = new_key()
    callers.forget(_found(store.change_key(session, integration_id, kept)))
    return KeyOut(key=key)


@router.post(
    "/{integration_id}/test",
    operation_id="test_integration",
    status_code=201,
    responses=problems(404, 422, 503),
    **needs("respond"),
)
def test_integration(
    integration_id: UUID, session: DbSession, caller: Caller, intake: AppIntake, body: AlertToTest | None = None
) -> AlertTaken:
    """Send a test alert the way this integration's alerts go: whoever is on call is paged."""
    row = _found(store.get(session, integration_id))
    asked = body or AlertToTest()
    alert = Alert(
        service=asked.service or row.service or row.source,
        severity=asked.severity,
        message=f"Test alert of the integration {row.name}, sent by {caller.actor}. Nothing is wrong",
        fingerprint=fingerprint_of_key(f"test:{row.id}:{uuid4()}"),
        source=row.source,
        labels={"test": "true"},
        is_of_tool=True,
    )
    answer = intake.take_from_thread([alert], None, answers.single)
    return AlertTaken.model_validate(orjson.loads(answer.body))


def _found(found: Any) -> Any:
    if found is None:
        raise Problem(404, NO_SUCH)
    return found
