"""A post-mortem to begin from: what was recorded is filled in, what only people know is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from incident_management.domain.action_item import ActionItem
from incident_management.domain.incident import Incident
from incident_management.domain.messages import in_words, instant, one_line
from incident_management.domain.timeline import EntryType
from incident_management.domain.trace import Happened

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def draft(incident: Incident, timeline: Sequence[Happened], messages: Iterable[str], *, link: str) -> str:
    """Markdown. messages: of its alerts. All that others wrote is shown as text, whatever Markdown it looks like."""
    people = sorted({entry.actor for entry in timeline if "@" in entry.actor})
    lines = [
        f"# {plain(incident.title)}",
        "",
        f"- Service: {plain(incident.service)} (team {plain(incident.team)})",
        f"- Severity: {incident.severity}, priority {incident.priority}",
        f"- Began: {instant(incident.created_at)}",
        f"- Acknowledged: {_when(incident.acknowledged_at, incident.mtta_seconds)}",
        f"- Resolved: {_when(incident.resolved_at, incident.mttr_seconds)}",
        f"- People: {', '.join(map(plain, people)) or 'nobody'}",
        f"- Alerts: {incident.alert_count}",
        *(f"  - {plain(message)}" for message in dict.fromkeys(messages)),
        f"- Incident: {link}",
        "",
        "## Summary",
        "",
        "_What happened, in two sentences that somebody from another team understands._",
        "",
        "## Impact",
        "",
        "_Who noticed what, for how long._",
        "",
        "## Timeline",
        "",
        *(f"- {_clock(entry.at, incident.created_at)} {plain(_told(entry))}" for entry in timeline),
        "",
        "## Causes",
        "",
        "_What made it possible. Conditions, not culprits._",
        "",
        "## What went well, what did not, where we were lucky",
        "",
    ]
    return "\n".join(lines)


def with_action_items(document: str, items: Sequence[ActionItem]) -> str:
    """The document as it is handed on, what people want to do at its end."""
    told = [_item(item) for item in items] or ["- [ ] _What, who, until when._"]
    return "\n".join([document.rstrip(), "", "## Action items", "", *told, ""])


def _item(item: ActionItem) -> str:
    facts = [plain(item.owner.name)] if item.owner else []
    facts += [f"until {item.due_on:%Y-%m-%d}"] if item.due_on else []
    facts += [f"done {item.done_at:%Y-%m-%d} by {plain(item.done_by)}"] if item.done_at and item.done_by else []
    return f"- [{'x' if item.done_at else ' '}] {plain(item.title)}" + (f" ({', '.join(facts)})" if facts else "")


def plain(text: str) -> str:
    """The text on one line, without a meaning in Markdown or HTML."""
    return _MARKS.sub(r"\\\1", one_line(text))


def _when(at: datetime | None, after_s: float | None) -> str:
    if at is None or after_s is None:
        return "not yet"
    return f"{instant(at)} (after {in_words(timedelta(seconds=after_s))})"


def _clock(at: datetime, begin: datetime) -> str:
    """The time of the day; with its date where that is another than the one on which it began."""
    day = "" if at.astimezone(UTC).date() == begin.astimezone(UTC).date() else f"{at.astimezone(UTC):%Y-%m-%d} "
    return f"{day}{at.astimezone(UTC):%H:%M:%S}"


def _told(entry: Happened) -> str:
    data = entry.data
    match entry.type:
        case EntryType.STATUS_CHANGED:
            return f"{entry.actor}: {data.get('from')} -> {data.get('to')}"
        case EntryType.NOTE:
            verb = "edits a note" if data.get("edited") else "notes"
            return f"{entry.actor} {verb}: {data.get('content', '')}"
        case EntryType.PAGED:
            return f"{_whom(data.get('recipient'))} was paged ({data.get('reason', '')})"
        case EntryType.ASSIGNED | EntryType.REASSIGNED:
            return f"{entry.actor} assigned it to {_whom(data.get('to'))}"
        case EntryType.ALERT_ATTACHED:
            return f"alert: {data.get('message', '')}"
        case EntryType.MERGED:
            other, way = (data["from"], "from") if "from" in data else (data.get("into") or {}, "into")
            return f'{entry.actor} merged it {way} "{other.get("title", "")}"'
        case _:
            reason = data.get("reason")
            return str(entry.type).replace("_", " ") + (f" ({reason})" if reason else "")


def _whom(recipient: Mapping[str, Any] | None) -> str:
    if not recipient:
        return "nobody"
    return str(recipient.get("name") or recipient.get("recipient", ""))
