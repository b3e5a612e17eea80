"""Why an incident paged whom, and why somebody was not paged."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request
from platform_kit.addresses import ShownAddress, ShownData
from platform_kit.callers import Caller
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs
from pydantic import BaseModel, ConfigDict, Field

from incident_management.api.dependencies import AppClock, AppOncall, AppSessions, AppSettings, person_of
from incident_management.api.examples import A_PERSON, A_TIMER, AN_ID, AN_INCIDENT
from incident_management.api.schemas import IncidentOut, PersonOut, TimerOut, WireOut
from incident_management.domain.incident import Person, Severity, Status
from incident_management.domain.trace import Answer, Explained, Opened, PageMade
from incident_management.use_cases.trace import Trace, explain, trace_incident

router = guarded_router(
    prefix="/api/v1/incidents", tags=["incidents"], generate_unique_id_function=lambda route: route.name
)


class PreviousOut(WireOut):
    """The incident that alerts of the same key opened before."""

    id: UUID
    title: str
    status: Status
    created_at: datetime
    last_alert_at: datetime | None
    resolved_at: datetime | None


class CorrelationOut(BaseModel):
    """Why this is an incident of its own."""

    key: str = Field(description="Alerts of one key go to one incident.")
    window_seconds: float = Field(description="How long after its latest alert an incident takes another.")
    opened: Opened
    previous: PreviousOut | None


class TracedAlert(BaseModel):
    """An alert and the arithmetic of the window."""

    id: UUID
    service: str
    severity: Severity
    message: str
    status: str
    source: str | None
    fingerprint: str
    occurrences: int
    received_at: datetime
    seconds_since_latest: float | None = Field(
        description="After the latest alert before it, at most; null for the first. In the window it joined."
    )


class TracedPolicyStep(BaseModel):
    step: int
    delay_seconds: float
    targets: list[ShownData]
    round_robin: bool


class TracedPolicy(BaseModel):
    """The policy as it was when the incident was opened."""

    policy_id: UUID | None
    policy_name: str
    team: str
    repeat: int | None = Field(description="null: until somebody answers.")
    steps: list[TracedPolicyStep]


class ChannelPlace(BaseModel):
    channel: str
    recipient: ShownAddress


class TracedPage(BaseModel):
    """One page. `notifications` are as notification-service lists them, each attempt with the provider's answer."""

    id: UUID
    user: PersonOut | None = Field(description="null: a place rather than a person, see `channel`.")
    channel: ChannelPlace | None
    via: str | None = Field(description="By which layer, override or rule, in on-call's words.")
    step: int | None = Field(description="null: outside the policy, by somebody's request.")
    cycle: int | None
    created_at: datetime
    handed_over_at: datetime | None
    cancelled_at: datetime | None
    attempts: int
    last_error: str | None
    notifications: list[ShownData] | None


class TracedStep(BaseModel):
    step: int
    cycle: int
    at: datetime
    reason: str
    known_since: datetime | None = Field(description="Set: on-call did not answer; it had said so at this instant.")
    page_ids: list[UUID]


class ExplainedOut(BaseModel):
    """Why one person was paged, or was not."""

    user: PersonOut
    answer: Answer
    because: str
    step: int | None
    page_ids: list[UUID]


class TraceOut(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "incident": AN_INCIDENT,
                    "correlation": {
                        "key": "checkout-api|critical",
                        "window_seconds": 300.0,
                        "opened": "window_passed",
                        "previous": None,
                    },
                    "alerts": [],
                    "policy": {
                        "policy_id": A_TIMER["policy_id"],
                        "policy_name": "payments",
                        "team": "payments",
                        "repeat": 1,
                        "steps": [
                            {
                                "step": 1,
                                "delay_seconds": 300,
                                "targets": [{"type": "schedule", "team": "payments"}],
                                "round_robin": False,
                            }
                        ],
                    },
                    "steps": [
                        {
                            "step": 1,
                            "cycle": 1,
                            "at": "2026-03-02T14:02:05Z",
                            "reason": "opened",
                            "known_since": None,
                            "page_ids": [AN_ID],
                        }
                    ],
                    "pages": [],
                    "notifications_known": True,
                    "escalation": A_TIMER,
                    "person": {
                        "user": A_PERSON,
                        "answer": "delivered",
                        "because": "They were paged, and a receiver took the message.",
                        "step": 1,
                        "page_ids": [AN_ID],
                    },
                }
            ]
        }
    )

    incident: IncidentOut
    correlation: CorrelationOut
    alerts: list[TracedAlert] = Field(description="The newest 1,000, oldest first.")
    policy: TracedPolicy
    steps: list[TracedStep]
    pages: list[TracedPage]
    notifications_known: bool = Field(description="false: notification-service does not answer now.")
    escalation: TimerOut = Field(description="What follows.")
    person: ExplainedOut | None = Field(description="Of the one who was asked for.")


@router.get(
    "/{incident_id}/trace",
    responses=problems(404, 422, 503),
    summary="Why it paged whom, and why not somebody",
    **needs("read"),
)
def trace_incident_pages(
    incident_id: UUID,
    request: Request,
    caller: Caller,
    sessions: AppSessions,
    settings: AppSettings,
    oncall: AppOncall,
    clock: AppClock,
    user: Annotated[str | None, Query(max_length=320, description="An id or e-mail: why were they not paged?")] = None,
) -> TraceOut:
    """Alerts and the window, the policy step by step, who was on call and by what, each notification's outcome."""
    person = person_of(user, caller, oncall) if user else None
    notification = request.app.state.notification
    found = trace_incident(sessions, incident_id, notification, window=settings.correlation_window)
    via = {page: words for step in found.steps for page, words in step.via.items()}
    return TraceOut(
        incident=IncidentOut.model_validate(found.incident),
        correlation=CorrelationOut(
            key=found.correlation_key,
            window_seconds=found.window.total_seconds(),
            opened=found.opened,
            previous=PreviousOut.model_validate(found.previous) if found.previous else None,
        ),
        alerts=_alerts(found),
        policy=_policy(found),
        steps=[
            TracedStep(
                step=step.step,
                cycle=step.cycle,
                at=step.at,
                reason=step.reason,
                known_since=datetime.fromisoformat(step.known_since) if step.known_since else None,
                page_ids=list(step.via),
            )
            for step in found.steps
        ],
        pages=[_page(page, via.get(page.id), found.notifications) for page in found.pages],
        notifications_known=found.notifications is not None,
        escalation=TimerOut.model_validate(found.timer),
        person=_explained(found, person, explain(found, person, oncall, clock)) if person else None,
    )


def _alerts(found: Trace) -> list[TracedAlert]:
    own = [name for name in TracedAlert.model_fields if name != "seconds_since_latest"]
    return [
        TracedAlert(
            **{name: getattr(alert, name) for name in own},
            seconds_since_latest=None if gap is None else gap.total_seconds(),
        )
        for alert, gap in found.alerts
    ]


def _policy(found: Trace) -> TracedPolicy:
    policy = found.policy
    return TracedPolicy(
        policy_id=policy.id,
        policy_name=policy.name,
        team=policy.team,
        repeat=policy.repeat,
        steps=[
            TracedPolicyStep(
                step=number,
                delay_seconds=step.delay.total_seconds(),
                targets=[dict(target) for target in step.targets],
                round_robin=step.takes_turns,
            )
            for number, step in enumerate(policy.steps, start=1)
        ],
    )


def _page(page: PageMade, via: str | None, told: dict[UUID, list[dict[str, Any]]] | None) -> TracedPage:
    recipient = page.recipient
    is_person = isinstance(recipient, Person)
    return TracedPage(
        id=page.id,
        user=PersonOut.model_validate(recipient) if is_person else None,
        channel=None
        if isinstance(recipient, Person)
        else ChannelPlace(channel=recipient.channel, recipient=recipient.recipient),
        via=via,
        step=page.step,
        cycle=page.cycle,
        created_at=page.created_at,
        handed_over_at=page.handed_over_at,
        cancelled_at=page.cancelled_at,
        attempts=page.attempts,
        last_error=page.last_error,
        notifications=None if told is None else told.get(page.id, []),
    )


def _explained(found: Trace, person: Person, explained: Explained) -> ExplainedOut:
    own = [p.id for p in found.pages if isinstance(p.recipient, Person) and p.recipient.id == person.id]
    return ExplainedOut(
        user=PersonOut.model_validate(person),
        answer=explained.answer,
        because=explained.because,
        step=explained.step,
        page_ids=own,
    )
