"""Templates: what a team wants its pages to say."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Request
from platform_kit.callers import Caller
from platform_kit.database import DbSession
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs
from platform_kit.text import StorableText
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import Row

from notification_service.api.schemas import Wire
from notification_service.domain.notification import ChannelKind
from notification_service.store import templates
from notification_service.use_cases import wording

router = guarded_router(prefix="/api/v1/notify/templates", tags=["templates"])

TEMPLATE: dict[str, Any] = {
    "team": "payments",
    "channel": "sms",
    "kind": "page",
    "subject": "{{ incident.severity | upper }} {{ incident.service }}: {{ incident.title | cut(80) }}",
    "message": "{{ message }}",
}
Subject = Annotated[StorableText, StringConstraints(min_length=1, max_length=500)]
Body = Annotated[StorableText, StringConstraints(min_length=1, max_length=4000)]


class DraftIn(Wire):
    kind: Literal["page", "update"]
    subject: Subject = Field(description="Jinja. One line; what a text message and a call say.")
    message: Body = Field(
        description="Jinja. Names `incident` (`id, title, service, severity, status, team, alert_count, created_at`), "
        "`person`, `kind`, `step`, `cycle`, and the built-in `subject` and `message`. Plain text: channels escape it."
    )


class TemplateIn(DraftIn):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [TEMPLATE]})

    team: StorableText | None = Field(default=None, description="A name or an id; null: every team without its own.")
    channel: ChannelKind


class PreviewIn(DraftIn):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{k: TEMPLATE[k] for k in ("kind", "subject", "message")}]}
    )

    incident_id: UUID | None = Field(default=None, description="One that somebody was paged about; null: a sample.")


class WordsOut(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"subject": "CRITICAL checkout-api: error rate above 5 %", "message": "error rate above 5 %"}]
        }
    )

    subject: str
    message: str


class TemplateOut(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                TEMPLATE
                | {
                    "id": "01990b7e-9d10-7c22-a3b1-5a1c2d3e4f60",
                    "updated_by": "ana@example.org",
                    "updated_at": "2026-03-02T14:00:00Z",
                    "failed_at": None,
                    "failure": None,
                }
            ]
        }
    )

    id: UUID
    team: str | None
    channel: ChannelKind
    kind: str
    subject: str
    message: str
    updated_by: str
    updated_at: datetime
    failed_at: datetime | None = Field(description="When it last could not be used; the built-in words went out then.")
    failure: str | None

    @classmethod
    def of(cls, row: Row[Any]) -> TemplateOut:
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class TemplatesOut(BaseModel):
    items: list[TemplateOut]


@router.get("", **needs("read"), operation_id="list_templates", response_model=TemplatesOut)
def list_templates(session: DbSession) -> TemplatesOut:
    """What channels say in place of the built-in words, and which template failed."""
    return TemplatesOut(items=[TemplateOut.of(row) for row in templates.all_of(session)])


@router.put("", **needs("admin"), operation_id="put_template", response_model=TemplateOut, responses=problems(422))
def put_template(body: TemplateIn, request: Request, caller: Caller, session: DbSession) -> TemplateOut:
    """Set what a channel says to a team, in place of what was set before. It is tried with a sample first."""
    row = wording.put(
        session,
        team=body.team,
        channel=body.channel,
        kind=body.kind,
        subject=body.subject,
        message=body.message,
        by=caller.email or caller.name,
        now=request.app.state.clock.now(),
    )
    return TemplateOut.of(row)


@router.post(
    "/preview", **needs("read"), operation_id="preview_template", response_model=WordsOut, responses=problems(422)
)
def preview_template(body: PreviewIn, session: DbSession) -> WordsOut:
    """What a template would say, of a sample or of an incident. Nothing is kept and nothing is sent."""
    subject, message = wording.preview(session, body.kind, body.subject, body.message, body.incident_id)
    return WordsOut(subject=subject, message=message)


@router.delete(
    "/{template_id}", **needs("admin"), operation_id="remove_template", status_code=204, responses=problems(404, 422)
)
def remove_template(template_id: UUID, session: DbSession) -> None:
    """Go back to the built-in words."""
    wording.remove(session, template_id)
