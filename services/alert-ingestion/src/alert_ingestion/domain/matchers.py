"""Which alerts are meant: the matchers of Alertmanager, such as `service="checkout"` or `region=~"eu-.*"`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from alert_ingestion.domain.alert import Alert

FIELDS = ("service", "severity", "source", "message")

_WRITTEN = re.compile(
    r'\s*([A-Za-z_][\w.:/-]*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^"\s=](?:.*\S)?)?)\s*', re.DOTALL
)
_ESCAPED = re.compile(r'\\(["\\n])')


class Operator(StrEnum):
    EQUAL = "="
    NOT_EQUAL = "!="
    MATCHES = "=~"
    DOES_NOT_MATCH = "!~"


class BadMatcher(ValueError):
    """The text is no matcher; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """name: a label, or one of FIELDS, which go before labels of that name. value: with =~ and !~ a pattern."""

    name: str
    operator: Operator
    value: str

    @property
    def has_pattern(self) -> bool:
        return self.operator in (Operator.MATCHES, Operator.DOES_NOT_MATCH)


Fits = Callable[[Alert], bool]
Tests = Callable[[str], bool]
"""Does a text match as a whole?"""


def matcher_from(text: str) -> Matcher:
    """The matcher that a text says; its value may stand in quotation marks. Raises BadMatcher."""
    written = _WRITTEN.fullmatch(text)
    if written is None:
        raise BadMatcher('must be a name, one of = != =~ !~, and a value, such as service="checkout"')
    name, operator, quoted, plain = written.groups()
    if quoted is not None:
        value = _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], quoted)
    else:
        value = plain or ""
    return Matcher(name, Operator(operator), value)


def value_of(alert: Alert, name: str) -> str:
    """What an alert says under a name; "" for nothing."""
    if name in FIELDS:
        return str(getattr(alert, name) or "")
    return alert.labels.get(name, "")


def fits_all(matchers: Iterable[tuple[Matcher, Tests]]) -> Fits:
    """Do all matchers fit an alert? A label that is not there counts as empty."""
    tests = [(m.name, test, m.operator in (Operator.EQUAL, Operator.MATCHES)) for m, test in matchers]

    def fits(alert: Alert) -> bool:
        return all(test(value_of(alert, name)) is wanted for name, test, wanted in tests)

    return fits


def fits_everything(matchers: Iterable[tuple[Matcher, Tests]]) -> bool:
    """Would an alert that says nothing fit? Then nobody meant these matchers."""
    return all(test("") is (m.operator in (Operator.EQUAL, Operator.MATCHES)) for m, test in matchers)
