"""Routing rules: in their order, what alerts that match become."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from alert_ingestion.domain.alert import Alert, Severity, Status
from alert_ingestion.domain.matchers import Fits, value_of
from alert_ingestion.domain.payload import SERVICE_LENGTH
from alert_ingestion.domain.route import Route

KEY_LENGTH = 500

_PLACE = re.compile(r"\{([A-Za-z_][\w.:/-]*)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """What an alert that fits becomes; None leaves it as it is.

    correlation_key: what its incident gathers, with `{region}` for what the alert says under that name.
    hold_back: nobody is paged before it has fired so long. is_suppressing: it is recorded only.
    goes_on: the rules after it are looked at too; else it is the last.
    """

    name: str
    fits: Fits
    service: str | None = None
    severity: Severity | None = None
    team: str | None = None
    correlation_key: str | None = None
    hold_back: timedelta | None = None
    is_suppressing: bool = False
    goes_on: bool = False


def ruled(alert: Alert, rules: Iterable[Rule]) -> Alert:
    """The alert as the rules leave it. Each rule sees it as those before left it."""
    now, route = alert, Route()
    for rule in rules:
        if not rule.fits(now):
            continue
        route = replace(
            route,
            team=rule.team or route.team,
            correlation_key=_filled(rule.correlation_key, now) if rule.correlation_key else route.correlation_key,
            hold_back=rule.hold_back or route.hold_back,
            is_suppressed=(rule.is_suppressing and alert.status is Status.FIRING) or route.is_suppressed,
        )
        now = now._replace(service=rule.service or now.service, severity=rule.severity or now.severity)
        if not rule.goes_on:
            break
    if now.service != alert.service:
        route = replace(route, sent_service=alert.service)
    if now.severity is not alert.severity:
        route = replace(route, sent_severity=alert.severity.value)
    return now if route == Route() else now._replace(route=route)


def _filled(template: str, alert: Alert) -> str:
    return _PLACE.sub(lambda found: value_of(alert, found[1])[:SERVICE_LENGTH], template)[:KEY_LENGTH]
