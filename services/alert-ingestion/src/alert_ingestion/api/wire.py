"""What alerts look like on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi.exceptions import RequestValidationError
from platform_kit.problems import Problem, ProblemDocument, document, field_errors
from platform_kit.text import storable
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.config import JsonDict

from alert_ingestion.domain.alert import Alert, Result, Severity, Status, fingerprint_of, fingerprint_of_key
from alert_ingestion.domain.payload import (
    DEPTH_MOST,
    LABEL_KEY_LENGTH,
    LABEL_VALUE_LENGTH,
    LABELS_MOST,
    LINK_LENGTH,
    LINKS_MOST,
    MESSAGE_LENGTH,
    SERVICE_LENGTH,
    NotUnderstood,
    decoded,
    is_deeper_than,
    is_link,
)

BATCH_MOST = 1000
INVALID = "The request is not as this call takes it. See errors."


def _identifier(text: str) -> str:
    if "\x00" in text or not text.strip():
        raise ValueError("must have a letter, and no NUL")
    return text


Identifier = Annotated[str, AfterValidator(_identifier)]


class Link(BaseModel):
    """Where to read on."""

    model_config = ConfigDict(extra="ignore")

    href: str = Field(max_length=LINK_LENGTH, examples=["https://runbooks.example.com/disk"])
    text: str | None = Field(default=None, max_length=LABEL_VALUE_LENGTH, examples=["Runbook"])


ALERT_EXAMPLE: JsonDict = {
    "service": "checkout-api",
    "severity": "critical",
    "message": "p99 latency is above 2 s",
    "source": "prometheus",
    "labels": {"region": "eu-1"},
    "links": [{"href": "https://runbooks.example.com/latency", "text": "Runbook"}],
    "dedup_key": "checkout-api/latency",
    "timestamp": "2026-03-02T12:00:00Z",
}


class AlertIn(BaseModel):
    """An alert as a sender gives it. Fields beside these are kept with it."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"examples": [ALERT_EXAMPLE]})

    service: Identifier = Field(min_length=1, max_length=SERVICE_LENGTH, description="What is monitored.")
    severity: Literal["critical", "high", "medium", "low", "info"]
    message: str = Field(min_length=1, max_length=MESSAGE_LENGTH, description="What is wrong, in words.")
    source: str | None = Field(default=None, max_length=SERVICE_LENGTH, description="The tool that noticed.")
    labels: dict[
        Annotated[str, Field(max_length=LABEL_KEY_LENGTH)], Annotated[str, Field(max_length=LABEL_VALUE_LENGTH)]
    ] = Field(default_factory=dict, max_length=LABELS_MOST)
    links: list[Annotated[str, Field(max_length=LINK_LENGTH)] | Link] = Field(
        default_factory=list,
        max_length=LINKS_MOST,
        description="Addresses to read on. Only http, https and mailto are kept.",
    )
    status: Literal["firing", "resolved"] = "firing"
    dedup_key: Identifier | None = Field(
        default=None,
        min_length=1,
        max_length=1024,
        description="The sender's own identity of the alert, the same when it fires again and when it is resolved.",
    )
    timestamp: AwareDatetime | None = Field(default=None, description="When it began, or when it was resolved.")


class BatchIn(BaseModel):
    """Alerts that are taken together."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"alerts": [ALERT_EXAMPLE]}]})

    alerts: list[AlertIn] = Field(min_length=1, max_length=BATCH_MOST)


class AlertTaken(BaseModel):
    """What became of one alert."""

    id: str = Field(description="Of the alert; of the first one where this is the same again.")
    incident_id: str | None = Field(description="null for an alert that was only recorded.")
    fingerprint: str = Field(pattern="^[0-9a-f]{64}$")
    result: Result

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "0198c0de-0000-7000-8000-000000000001",
                    "incident_id": "0198c0de-0000-7000-8000-000000000002",
                    "fingerprint": "9f2b1c5a" * 8,
                    "result": "new_incident",
                }
            ]
        }
    )


class AlertRefused(BaseModel):
    """One entry of a batch that was not taken. The others were."""

    error: ProblemDocument


class BatchTaken(BaseModel):
    """What became of each entry, in its place."""

    results: list[AlertTaken | AlertRefused]


class AlertOut(BaseModel):
    """An alert as it is kept."""

    id: str
    incident_id: str | None
    fingerprint: str
    service: str
    severity: Severity
    message: str
    status: Status
    source: str | None
    labels: dict[str, str]
    links: list[str | Link]
    occurrences: int = Field(description="How often it came while it was firing.")
    received_at: datetime
    last_seen_at: datetime
    resolved_at: datetime | None


SEVERITIES = {severity.value: severity for severity in Severity}  # an enum's own look-up costs ten times as much
_ALERT, _BATCH = TypeAdapter(AlertIn), TypeAdapter(BatchIn)
IDENTIFIERS = frozenset({"service", "dedup_key", "severity", "status", "timestamp"})


def alert_from(body: bytes) -> Alert:
    """The alert in a body. Raises RequestValidationError, Problem 422."""
    if b"\\u" in body:
        return _alert_from_value(_value_in(body))
    try:
        alert = _ALERT.validate_json(body)
    except ValidationError as error:
        raise _invalid(error) from None
    return _alert(alert, decoded_raw(body) if alert.model_extra else None)


def batch_from(body: bytes) -> list[Alert | dict[str, Any]]:
    """The alerts of a batch, in order; for an entry that is refused its problem document.

    Raises RequestValidationError, Problem 422 where the batch as a whole is not one.
    """
    if b"\\u" not in body:
        try:
            batch = _BATCH.validate_json(body)
        except ValidationError:
            pass  # which entries are to blame is found below
        else:
            if not any(alert.model_extra for alert in batch.alerts):
                return [_alert(alert, None) for alert in batch.alerts]
    value = _value_in(body)
    entries = value.get("alerts") if isinstance(value, dict) else None
    if not isinstance(entries, list) or not 1 <= len(entries) <= BATCH_MOST:
        errors = [{"field": "alerts", "message": f"must be a list of 1 to {BATCH_MOST} alerts"}]
        raise Problem(422, INVALID, errors=errors)
    return [_entry(entry) for entry in entries]


def _entry(entry: Any) -> Alert | dict[str, Any]:
    try:
        return _alert_from_value(entry)
    except RequestValidationError as error:
        return document(422, INVALID, field_errors(error))
    except Problem as problem:
        return document(problem.status, problem.detail, problem.errors)


def _alert_from_value(value: Any) -> Alert:
    """The alert in a JSON value. Text that cannot be stored is replaced, but in identifiers refused."""
    if isinstance(value, dict):
        value = {key: part if key in IDENTIFIERS else storable_value(part) for key, part in value.items()}
    try:
        alert = _ALERT.validate_python(value)
    except ValidationError as error:
        raise _invalid(error) from None
    if not alert.model_extra:
        return _alert(alert, None)
    _refuse_deep(value)
    return _alert(alert, storable_value(value))


def _alert(alert: AlertIn, raw: Any) -> Alert:
    is_resolved = alert.status == "resolved"
    return Alert(
        service=alert.service,
        severity=SEVERITIES[alert.severity],
        message=alert.message,
        fingerprint=(
            fingerprint_of(alert.service, alert.severity, alert.message)
            if alert.dedup_key is None
            else fingerprint_of_key(alert.dedup_key)
        ),
        status=Status.RESOLVED if is_resolved else Status.FIRING,
        source=alert.source,
        labels=alert.labels,
        links=_safe_links(alert.links) if alert.links else (),
        raw=raw,
        started_at=None if is_resolved else alert.timestamp,
        ended_at=alert.timestamp if is_resolved else None,
    )


def _safe_links(links: list[str | Link]) -> list[Any]:
    return [
        link if isinstance(link, str) else link.model_dump(exclude_none=True)
        for link in links
        if is_link(link if isinstance(link, str) else link.href)
    ]


def storable_value(value: Any) -> Any:
    """A JSON value whose texts PostgreSQL can hold."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [storable_value(part) for part in value]
    if isinstance(value, dict):
        return {storable(key): storable_value(part) for key, part in value.items()}
    return value


def decoded_raw(body: bytes) -> Any:
    """The body as it is kept beside the alert's own fields. Raises Problem 422."""
    value = _value_in(body)
    _refuse_deep(value)
    return value


def _value_in(body: bytes) -> Any:
    try:
        return decoded(body)
    except NotUnderstood:
        raise Problem(422, INVALID, errors=[{"field": "body", "message": "is not valid JSON in UTF-8"}]) from None


def _refuse_deep(value: Any) -> None:
    if is_deeper_than(value, DEPTH_MOST):
        message = f"must not be nested more than {DEPTH_MOST} levels deep"
        raise Problem(422, INVALID, errors=[{"field": "body", "message": message}])


def _invalid(error: ValidationError) -> RequestValidationError:
    return RequestValidationError(error.errors(include_url=False, include_context=False, include_input=False))
