"""What a page says."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incident_management.domain import messages
from incident_management.domain.escalation import Policy, Progress, Reason, Step
from incident_management.domain.incident import Incident, Origin, Priority, Severity, Status

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LINK = "https://oncall.example.org/incidents/7"
POLICY = Policy(None, "payments", "payments", 0, (Step(timedelta(minutes=5), ()), Step(timedelta(minutes=10), ())))


def incident(**more: object) -> Incident:
    facts = {
        "id": UUID(int=7),
        "title": "error rate above 5 %",
        "service": "checkout-api",
        "severity": Severity.CRITICAL,
        "status": Status.OPEN,
        "priority": Priority.P1,
        "team": "payments",
        "origin": Origin.ALERT,
        "assigned_to": None,
        "alert_count": 412,
        "version": 1,
        "created_at": NOON,
    }
    return Incident(**facts | more)  # type: ignore[arg-type]


def page(**more: object) -> messages.Message:
    said = {
        "reason": Reason.NOT_ACKNOWLEDGED,
        "via": "primary on call for payments: layer weekly",
        "after": Progress(2, 1, NOON + timedelta(minutes=11)),
        "policy": POLICY,
        "link": LINK,
        "now": NOON + timedelta(minutes=6),
    }
    return messages.page(incident(), **said | more)  # type: ignore[arg-type]


def test_a_page_says_what_where_since_when_how_many_why_and_what_follows() -> None:
    assert page().subject == "[critical] checkout-api: error rate above 5 %"
    assert page().text == "\n".join(
        (
            "checkout-api: error rate above 5 %",
            "",
            "Severity: critical",
            "Open since 2026-03-02 12:00:00 UTC (6 minutes ago)",
            "Alerts: 412",
            "",
            "Why you: primary on call for payments: layer weekly; nobody has acknowledged it yet.",
            "If nobody acknowledges, step 2 of 2 follows in 5 minutes.",
            "",
            f"Acknowledge it: {LINK}",
        )
    )


def test_a_page_from_the_last_known_answer_says_so() -> None:
    text = page(known_since=NOON).text
    assert "The on-call service does not answer" in text
    assert "2026-03-02 12:00:00 UTC" in text


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (None, "Nobody else will be paged for it."),
        (Progress(3, 1, NOON + timedelta(minutes=16)), "the team's manager or the admins are paged in 10 minutes."),
        (Progress(1, 2, NOON + timedelta(minutes=6)), "step 1 of 2 follows at once."),
    ],
)
def test_it_says_what_follows(after: Progress | None, says: str) -> None:
    assert says in page(after=after).text


def test_updates_begin_with_what_happened_and_hold_the_title() -> None:
    taken = messages.update(incident(status=Status.IN_PROGRESS), by="ana@example.org", link=LINK)
    over = messages.update(incident(status=Status.RESOLVED), by="system", link=LINK)
    by_hand = messages.update(incident(status=Status.RESOLVED), by="ana@example.org", link=LINK)
    assert taken.subject == "Acknowledged: checkout-api: error rate above 5 %"
    assert over.subject == "Resolved: checkout-api: error rate above 5 %"
    assert "ana@example.org has it." in taken.text
    assert "Nothing of it fires any more." in over.text
    assert "ana@example.org resolved it." in by_hand.text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "no time"), (1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (7199, "1 hour"), (172800, "2 days")],
)
def test_lengths_of_time_are_said_by_their_largest_unit(seconds: int, words: str) -> None:
    assert messages.in_words(timedelta(seconds=seconds)) == words


@given(st.text())
def test_a_subject_is_one_line_whatever_an_alert_says(title: str) -> None:
    subject = messages.update(incident(title=title, status=Status.RESOLVED), by="system", link=LINK).subject
    assert len(subject.splitlines()) == 1
