"""The pager watches itself: only while every page finds its way does it beat at an address outside.

Whoever watches that address (a dead man's switch, such as Healthchecks) tells the admins when beats stay away. So they
hear of a pager that is stuck, cut off or gone, by a way that is not the pager's own.
"""

from __future__ import annotations

import logging

import httpx
from platform_kit.clock import Clock
from platform_kit.database import Sessions

from notification_service.domain.audit import Finding, findings
from notification_service.metrics import BEATS, FINDINGS, Beat
from notification_service.store import audit

log = logging.getLogger(__name__)

EVERY_S = 30.0
# Of each step of the call. An address that drips longer holds the auditor up, and so the beats: that is seen there.
TIMEOUT_S = 10.0


class Auditor:
    """url: where to beat; None: nowhere, what is found stands in the metrics and the log."""

    def __init__(self, sessions: Sessions, clock: Clock, url: str | None) -> None:
        self._sessions, self._clock, self._url = sessions, clock, url

    def run_once(self) -> int:
        """Look, tell, and beat if all is well. Returns 0: there is nothing to hurry for. Raises what the database
        raises: then there is no beat either."""
        with self._sessions() as session:
            found = findings(audit.oldest_due(session), self._clock.now())
        for finding in Finding:
            FINDINGS.labels(finding).set(finding in found)
        if found:
            log.error("paging is late, so no beat is sent", extra={"findings": [str(finding) for finding in found]})
            BEATS.labels(Beat.WITHHELD).inc()
        elif self._url is not None:
            BEATS.labels(self._beat(self._url)).inc()
        return 0

    def _beat(self, url: str) -> Beat:
        try:
            answer = httpx.post(url, timeout=TIMEOUT_S, follow_redirects=False, trust_env=False)
        except httpx.HTTPError as error:
            log.warning("a beat was not taken, the next follows", extra={"error": type(error).__name__})
            return Beat.FAILED
        if answer.is_success:
            return Beat.SENT
        log.warning("a beat was refused, the next follows", extra={"status": answer.status_code})
        return Beat.FAILED
