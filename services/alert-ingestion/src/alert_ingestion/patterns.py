"""Matchers and rules made ready to be used. Patterns run in linear time, so none can hold intake up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import re2

from alert_ingestion.domain.alert import Severity
from alert_ingestion.domain.matchers import BadMatcher, Fits, Matcher, Tests, fits_all, fits_everything, matcher_from
from alert_ingestion.domain.rules import Rule

_OPTIONS = re2.Options()
_OPTIONS.max_mem = 1 << 20
_OPTIONS.log_errors = False


def tests_of(matcher: Matcher) -> Tests:
    """How the matcher's value is compared, with the sign of its operator left out. Raises BadMatcher."""
    if not matcher.has_pattern:
        return matcher.value.__eq__
    try:
        pattern = re2.compile(matcher.value, _OPTIONS)
    except re2.error as error:
        reason = error.args[0].decode("utf-8", "replace") if error.args else "unknown"
        raise BadMatcher(f"the pattern cannot be used: {reason}") from None
    return lambda text: pattern.fullmatch(text) is not None


def compiled(texts: Sequence[str]) -> Fits:
    """Which alerts the matchers mean together. Raises BadMatcher."""
    return fits_all([(matcher, tests_of(matcher)) for matcher in map(matcher_from, texts)])


def mean_everything(texts: Sequence[str]) -> bool:
    """Do the matchers fit whatever comes? Raises BadMatcher."""
    return fits_everything([(matcher, tests_of(matcher)) for matcher in map(matcher_from, texts)])


def rules_from(kept: Sequence[Mapping[str, Any]]) -> list[Rule]:
    """The rules as they are kept, ready to be used. Raises BadMatcher."""
    return [
        Rule(
            name=one["name"],
            fits=compiled(one["matchers"]),
            service=one["service"],
            severity=Severity(one["severity"]) if one["severity"] else None,
            team=one["team"],
            correlation_key=one["correlation_key"],
            hold_back=timedelta(seconds=one["hold_back_seconds"]) if one["hold_back_seconds"] else None,
            is_suppressing=one["suppress"],
            goes_on=one["continue"],
        )
        for one in kept
    ]
