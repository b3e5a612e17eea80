"""What a page says to somebody who was asleep a minute ago: what, where, since when, how many, what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from incident_management.domain.escalation import Policy, Progress, Reason
from incident_management.domain.incident import Incident, Origin, Status
from incident_management.domain.timeline import SYSTEM

_CONTROL_OR_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")
_STEP_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
_UPDATE_WORDS = {Status.ACKNOWLEDGED: "Acknowledged", Status.IN_PROGRESS: "Acknowledged", Status.RESOLVED: "Resolved"}

WHY = {
    Reason.OPENED: "Why you: {because}.",
    Reason.NOT_ACKNOWLEDGED: "Why you: {because}; nobody has acknowledged it yet.",
    Reason.NOBODY_ON_CALL: "Why you: nobody is on call for it.",
    Reason.BY_HAND: "Why you: {because}; somebody asked for the next person.",
    Reason.EXHAUSTED: "Why you: everybody in the policy was paged, and nobody has acknowledged it.",
}


@dataclass(frozen=True, slots=True)
class Message:
    """subject: one line. text: plain text."""

    subject: str
    text: str


def page(
    incident: Incident,
    *,
    reason: Reason,
    via: str | None,
    after: Progress | None,
    policy: Policy,
    link: str,
    now: datetime,
    known_since: datetime | None = None,
) -> Message:
    """The page itself.

    via: in on-call's words, by what this person was chosen. after: what follows when nobody acknowledges.
    known_since: set when on-call did not answer and its last known answer, of that instant, was used.
    """
    lines = [
        f"{one_line(incident.service)}: {one_line(incident.title)}",
        "",
        f"Severity: {incident.severity}",
        f"Open since {instant(incident.created_at)} ({ago(now - incident.created_at)})",
    ]
    if incident.alert_count:
        lines.append(f"Alerts: {incident.alert_count}")
    because = one_line(via) if via else f"on call for {one_line(incident.team)}"
    lines += ["", WHY[reason].format(because=because)]
    if known_since is not None:
        lines.append(
            f"The on-call service does not answer: this is who was on call by {instant(known_since)}, when it last did."
        )
    lines += [_what_follows(after, policy, now), "", f"Acknowledge it: {link}"]
    subject = f"[{incident.severity}] {one_line(incident.service)}: {one_line(incident.title)}"
    return _marked(incident, Message(subject, "\n".join(lines)))


def update(incident: Incident, *, by: str, link: str) -> Message:
    """Tells whoever was paged that somebody has it, or that it is over. `incident` is as it is after the change."""
    word = _UPDATE_WORDS[incident.status]
    if incident.status is Status.RESOLVED:
        what = "Nothing of it fires any more." if by == SYSTEM else f"{by} resolved it."
    else:
        what = f"{by} has it. You need not do anything."
    title = f"{one_line(incident.service)}: {one_line(incident.title)}"
    return _marked(incident, Message(f"{word}: {title}", "\n".join((title, "", what, "", link))))


def merged(incident: Incident, into: Incident, *, by: str, link: str) -> Message:
    """Tells whoever was paged about `incident` that it lives on in another one. link: to that one."""
    title = f"{one_line(incident.service)}: {one_line(incident.title)}"
    what = f'{by} merged it into "{one_line(into.title)}".'
    return Message(f"Resolved: {title}", "\n".join((title, "", what, "", link)))


def asked(incident: Incident, *, why: str, link: str, now: datetime, said: str | None = None) -> Message:
    """The page to somebody whom a person asks. why: one sentence. said: what that person adds."""
    title = f"{one_line(incident.service)}: {one_line(incident.title)}"
    lines = [title, "", f"Severity: {incident.severity}", f"Status: {incident.status}"]
    lines.append(f"Open since {instant(incident.created_at)} ({ago(now - incident.created_at)})")
    lines += ["", f"Why you: {why}", *([f"They say: {said}"] if said else []), "", f"See it: {link}"]
    return _marked(incident, Message(f"[{incident.severity}] {title}", "\n".join(lines)))


def _marked(incident: Incident, message: Message) -> Message:
    """A drill says so, first thing: nobody who was woken by one looks for a fault that is not there."""
    if incident.origin is not Origin.DRILL:
        return message
    said = "THIS IS A DRILL: nothing is broken. Acknowledge it as you would a real page."
    # What happened comes first in an update's subject, whatever it is about.
    word, _, rest = message.subject.partition(": ")
    is_update = word in _UPDATE_WORDS.values()
    subject = f"{word}: DRILL: {rest}" if is_update else f"DRILL {message.subject}"
    return Message(subject, f"{said}\n\n{message.text}")


def one_line(text: str) -> str:
    """The text without line breaks and control characters: a subject is one line, whatever an alert says."""
    return _CONTROL_OR_SPACE.sub(" ", text).strip()


def instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def in_words(length: timedelta) -> str:
    """A length of time to its largest unit, rounded down: "6 minutes"; under a second "no time"."""
    seconds = int(length.total_seconds())
    for size, unit in _STEP_UNITS:
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "no time"


def ago(length: timedelta) -> str:
    return f"{in_words(length)} ago" if length >= timedelta(seconds=1) else "just now"


def _what_follows(after: Progress | None, policy: Policy, now: datetime) -> str:
    if after is None:
        return "Nobody else will be paged for it."
    wait = after.due_at - now
    soon = f"in {in_words(wait)}" if wait >= timedelta(seconds=1) else "at once"
    if after.step > len(policy.steps):
        return f"If nobody acknowledges, the team's manager or the admins are paged {soon}."
    return f"If nobody acknowledges, step {after.step} of {len(policy.steps)} follows {soon}."
