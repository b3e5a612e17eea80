"""Routing rules: where alerts go, tried on past ones before they are saved."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import Request
from platform_kit.callers import Caller
from platform_kit.database import DbSession
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, needs
from platform_kit.text import StorableText
from pydantic import BaseModel, ConfigDict, Field, model_validator

from alert_ingestion.api.dependencies import Now
from alert_ingestion.api.silences import MatcherText
from alert_ingestion.api.wire import Identifier
from alert_ingestion.domain.alert import Severity
from alert_ingestion.domain.payload import SERVICE_LENGTH
from alert_ingestion.domain.tryout import Incident, Outcome, outcome
from alert_ingestion.patterns import mean_everything, rules_from
from alert_ingestion.store import rules as store

router = guarded_router(prefix="/api/v1/routing-rules", tags=["routing rules"])

SHOWN_MOST = 100
STALE = "Somebody changed the rules meanwhile. Read them again, and change those."

A_RULE: dict[str, Any] = {
    "name": "Staging wakes nobody",
    "matchers": ['environment=~"staging|test"'],
    "severity": "low",
    "hold_back_seconds": 300,
}


class RuleOut(BaseModel):
    """What alerts that all matchers fit become."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, json_schema_extra={"examples": [A_RULE]})

    name: Annotated[StorableText, Field(min_length=1, max_length=200)]
    matchers: list[MatcherText] = Field(
        min_length=1, max_length=20, description="All must match: a label or service, severity, source, message."
    )
    service: Identifier | None = Field(default=None, min_length=1, max_length=SERVICE_LENGTH)
    severity: Severity | None = None
    team: Identifier | None = Field(
        default=None, min_length=1, max_length=200, description="Whose the incident is; one that is not there: its own."
    )
    correlation_key: Identifier | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="What its incident gathers instead of service and severity; `{region}`: what the alert says there.",
        examples=["cluster {cluster}"],
    )
    hold_back_seconds: float | None = Field(
        default=None, ge=1, le=86400, description="Nobody is paged before it has fired so long."
    )
    suppress: bool = Field(default=False, strict=True, description="It is recorded, and opens nothing.")
    goes_on: bool = Field(
        default=False, strict=True, alias="continue", description="Look at the rules after it too; else it is the last."
    )


class RuleIn(RuleOut):
    @model_validator(mode="after")
    def _does_something(self) -> RuleIn:
        actions = (self.service, self.severity, self.team, self.correlation_key, self.hold_back_seconds)
        if not self.suppress and all(action is None for action in actions):
            raise ValueError("must do something: give a service, severity, team, correlation_key and so on")
        if self.suppress and mean_everything(self.matchers):
            raise ValueError("must not suppress whatever comes: add a matcher that an empty alert does not match")
        return self


class RuleSetIn(BaseModel):
    """All rules, in their order."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"version": 0, "rules": [A_RULE]}]})

    version: int = Field(ge=0, description="The one that was read: 0 where there were none.")
    rules: list[RuleIn] = Field(max_length=500)


class RuleSetOut(BaseModel):
    """The rules in effect. version 0: nobody has made any."""

    model_config = ConfigDict(from_attributes=True)

    version: int
    rules: list[RuleOut]
    created_by: str | None
    created_at: datetime | None


class TryIn(BaseModel):
    """Rules to try on the alerts of the last days."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"days": 7, "rules": [A_RULE]}]})

    days: float = Field(default=7, gt=0, le=90)
    rules: list[RuleIn] = Field(max_length=500)


class FateOut(BaseModel):
    """What becomes of an alert."""

    model_config = ConfigDict(from_attributes=True)

    service: str
    severity: str
    team: str | None = Field(description="null: its service's.")
    correlation_key: str | None = Field(description="null: it is recorded, and opens nothing.")
    hold_back_seconds: float | None


class ChangedOut(BaseModel):
    """An alert that would have gone another way."""

    alert_id: str
    message: str
    received_at: datetime
    now: FateOut
    then: FateOut


class IncidentTried(BaseModel):
    """An incident of alerts that would have gone another way."""

    correlation_key: str
    service: str
    severity: str
    team: str | None
    opened_at: datetime
    alerts: int
    is_paged: bool


class OutcomeOut(BaseModel):
    """What comes of the alerts. incidents, paged, suppressed: counts over all; those_changed: at most 100."""

    incidents: int
    paged: int = Field(description="Incidents that page somebody.")
    suppressed: int = Field(description="Alerts that are recorded only.")
    those_changed: list[IncidentTried]


class TriedOut(BaseModel):
    """Both worked out from the stored alerts, as if every incident resolved itself when its last alert ended."""

    alerts: int = Field(description="How many were looked at: the last 20,000 at most.")
    changed: int = Field(description="How many of them would have gone another way.")
    now: OutcomeOut = Field(description="Under the rules in effect.")
    then: OutcomeOut = Field(description="Under the rules tried.")
    examples: list[ChangedOut] = Field(description="At most 100 of those that would have gone another way.")


@router.get("", operation_id="get_routing_rules", **needs("read"))
def get_routing_rules(session: DbSession) -> RuleSetOut:
    """Show the rules in effect, in their order."""
    row = store.newest(session)
    if row is None:
        return RuleSetOut(version=0, rules=[], created_by=None, created_at=None)
    return RuleSetOut.model_validate(row)


@router.put("", operation_id="change_routing_rules", responses=problems(409, 422), **needs("admin"))
def change_routing_rules(body: RuleSetIn, session: DbSession, caller: Caller, now: Now) -> RuleSetOut:
    """Replace all rules. In effect within 5 s on every replica, for alerts that come from then on."""
    present = store.newest(session)
    if body.version != (present.version if present else 0):
        raise Problem(409, STALE)
    row = store.add(session, body.version + 1, _kept(body.rules), by=caller.actor, now=now)
    return RuleSetOut.model_validate(row)


@router.post("/try", operation_id="try_routing_rules", responses=problems(422), **needs("admin"))
def try_routing_rules(body: TryIn, request: Request, session: DbSession, now: Now) -> TriedOut:
    """Say what would have come of the alerts of the last days under these rules, and what comes of them now."""
    window: timedelta = request.app.state.settings.correlation_window
    present = store.newest(session)
    past = store.past(session, now - timedelta(days=body.days))
    as_it_is = outcome(past, rules_from(present.rules if present else []), window)
    as_tried = outcome(past, rules_from(_kept(body.rules)), window)
    changed = [one for one in past if as_it_is.fates[one.id] != as_tried.fates[one.id]]
    ids = {one.id for one in changed}
    return TriedOut(
        alerts=len(past),
        changed=len(changed),
        now=_outcome(as_it_is, ids),
        then=_outcome(as_tried, ids),
        examples=[
            ChangedOut(
                alert_id=one.id,
                message=one.alert.message[:200],
                received_at=one.first_at,
                now=FateOut.model_validate(as_it_is.fates[one.id]),
                then=FateOut.model_validate(as_tried.fates[one.id]),
            )
            for one in changed[:SHOWN_MOST]
        ],
    )


def _outcome(found: Outcome, changed: set[str]) -> OutcomeOut:
    touched = [incident for incident in found.incidents if not changed.isdisjoint(incident.alert_ids)]
    return OutcomeOut(
        incidents=len(found.incidents),
        paged=found.paged,
        suppressed=found.suppressed,
        those_changed=[_incident(incident) for incident in touched[:SHOWN_MOST]],
    )


def _incident(incident: Incident) -> IncidentTried:
    return IncidentTried(
        correlation_key=incident.correlation_key,
        service=incident.service,
        severity=incident.severity,
        team=incident.team,
        opened_at=incident.opened_at,
        alerts=len(incident.alert_ids),
        is_paged=incident.is_paged,
    )


def _kept(rules: list[RuleIn]) -> list[dict[str, Any]]:
    return [rule.model_dump(mode="json", by_alias=True) for rule in rules]
