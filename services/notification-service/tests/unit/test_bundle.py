"""What a bundle says."""

from __future__ import annotations

from uuid import UUID

import pytest
from notification_service.domain.bundle import Carried, words_of
from notification_service.domain.notification import Kind

ALL = "https://oncall.example.org/incidents"


def carried(number, service="checkout-api", *, severity="high"):
    return Carried(UUID(int=number), service, f"page {number}", f"{ALL}/{number}", severity)


@pytest.mark.parametrize(
    ("services", "kind", "subject"),
    [
        (["checkout-api"] * 14, Kind.PAGE, "checkout-api: 14 more incidents"),
        (["checkout-api"] * 2, Kind.UPDATE, "checkout-api: 2 more updates"),
        (["a", "b", "b"], Kind.PAGE, "3 more incidents: b 2, a 1"),
        (["a", "b", "b", "c", "d"], Kind.PAGE, "5 more incidents: b 2, a 1, c 1, 1 other service"),
        (["a", "b", "c", "d", "e"], Kind.PAGE, "5 more incidents: a 1, b 1, c 1, 2 other services"),
    ],
)
def test_its_headline_says_how_many_of_what(services, kind, subject):
    assert words_of(kind, [carried(n, name) for n, name in enumerate(services)], all_url=ALL).subject == subject


def test_one_alone_reads_as_it_would_have_by_itself():
    words = words_of(Kind.PAGE, [carried(1)], all_url=ALL)
    assert (words.subject, words.text) == ("page 1", f"page 1\n{ALL}/1")


def test_the_most_severe_stand_first_and_an_incident_once():
    words = words_of(Kind.PAGE, [carried(1), carried(2), carried(1), carried(3, severity="critical")], all_url=ALL)
    assert (words.subject, words.severity) == ("checkout-api: 3 more incidents", "critical")
    assert [line for line in words.text.splitlines() if line.startswith("page")] == ["page 3", "page 1", "page 2"]


def test_of_many_the_first_twenty_are_listed_and_the_others_counted():
    words = words_of(Kind.PAGE, [carried(n) for n in range(25)], all_url=ALL)
    assert words.text.endswith(f"and 5 more: {ALL}")
    assert len(words.text.splitlines()) == 41
