"""GitHub: workflow runs and check runs that fail, per repository, workflow and branch."""

from __future__ import annotations

from alert_ingestion.domain.alert import Alert, Severity, Status, fingerprint_of_key
from alert_ingestion.domain.note import note
from alert_ingestion.domain.payload import (
    MESSAGE_LENGTH,
    SERVICE_LENGTH,
    NotUnderstood,
    Sent,
    decoded_object,
    first,
    instant,
    labels_of,
    links_of,
    mapping,
    word,
)

FAILED = frozenset({"failure", "timed_out", "startup_failure", "action_required"})


def read(sent: Sent) -> list[Alert]:
    """The run of a delivery. Each has a new id, so what is the same is the place: repository, workflow, branch."""
    event = decoded_object(sent.body)
    repository = mapping(event.get("repository"))
    name = word(repository.get("full_name"))
    run = mapping(event.get("workflow_run") or event.get("check_run"))
    if not run and (name or "zen" in event):
        kind = first(sent.headers.get("x-github-event"), "a delivery")
        service = first(name, "github")[:SERVICE_LENGTH]
        return [note("github", sent.body, service=service, message=f"{kind} of {service}", raw=dict(event))]
    if not run or not name:
        raise NotUnderstood("no run of a repository")
    branch = first(run.get("head_branch"), mapping(run.get("check_suite")).get("head_branch"))
    what, conclusion = first(run.get("name"), "a run"), word(run.get("conclusion"))
    text = f"{what} on {branch}: {first(conclusion, run.get('status'))}"[:MESSAGE_LENGTH]
    service = name[:SERVICE_LENGTH]
    if word(event.get("action")) != "completed" or (conclusion not in FAILED and conclusion != "success"):
        return [note("github", sent.body, service=service, message=text, raw=dict(run))]
    is_over = conclusion == "success"
    at = instant(first(run.get("updated_at"), run.get("completed_at")))
    return [
        Alert(
            service=service,
            severity=Severity.HIGH if branch == word(repository.get("default_branch")) else Severity.LOW,
            message=text,
            fingerprint=fingerprint_of_key(f"{name}|{first(run.get('path'), what)}|{branch}"),
            status=Status.RESOLVED if is_over else Status.FIRING,
            source="github",
            labels=labels_of({"repository": name, "branch": branch, "run": what, "commit": run.get("head_sha")}),
            links=links_of([("Run", run.get("html_url")), ("Repository", repository.get("html_url"))]),
            raw=dict(run),
            started_at=None if is_over else at,
            ended_at=at if is_over else None,
            is_of_tool=True,
        )
    ]
