"""What an HTTP receiver's answer means for a delivery."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from notification_service.domain.outcome import Delivered, Failed, Outcome, Reason

# Client errors that say "later", not "never".
LATER = {408: Reason.TIMEOUT, 425: Reason.RECEIVER_ERROR, 429: Reason.RATE_LIMITED}


def outcome_of(status: int, *, retry_after: str | None, answer: str, now: datetime) -> Outcome:
    """2xx is delivered, whatever the body. A redirect is not followed: it could lead anywhere."""
    if 200 <= status < 300:
        return Delivered(status_code=status, answer=answer)
    if 300 <= status < 400:
        error = f"The receiver answered {status}, a redirect. Redirects are not followed: give the final address."
        return Failed(Reason.REDIRECTED, error, status, answer=answer)
    error = f"The receiver answered {status}."
    if status in LATER or status >= 500:
        reason = LATER.get(status, Reason.RECEIVER_ERROR)
        return Failed(reason, error, status, retry_after_s=seconds_to_wait(retry_after, now), answer=answer)
    return Failed(Reason.REJECTED, error, status, answer=answer)


def seconds_to_wait(retry_after: str | None, now: datetime) -> float | None:
    """What a Retry-After header asks for (RFC 9110: seconds or a date); None when it says nothing that we can read."""
    if retry_after is None:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max((at - now).total_seconds(), 0.0)
