"""Posts signed webhooks to receivers outside, many at once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from uuid import UUID

import httpx
from platform_kit.outgoing import AddressNotAllowed, checked_client
from platform_kit.reach import Network, may_reach
from standardwebhooks.webhooks import Webhook

from incident_management.domain.subscription import Answered

USER_AGENT = "oncall-platform/0.1"
DEADLINE_S = 10.0
READ_MOST_BYTES = 64 * 1024
READ_ANSWER_FOR_S = 1.0
KEPT_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Parcel:
    """One signed request. id: the same in every attempt. secret: None where it cannot be read: nothing is sent."""

    id: UUID
    url: str
    secret: str | None
    body: str


class Receivers:
    """Connects only to public addresses and to networks that the operator allows. Follows no redirect."""

    def __init__(self, allowed: Sequence[Network], *, deadline_s: float = DEADLINE_S) -> None:
        self._allowed, self._deadline_s = tuple(allowed), deadline_s

    def post(self, parcels: Sequence[Parcel], now: datetime) -> list[Answered]:
        """Try each once, all at the same time; how each went, in order. now: what the signatures say."""
        return asyncio.run(self._post(parcels, now))

    async def _post(self, parcels: Sequence[Parcel], now: datetime) -> list[Answered]:
        async with checked_client(lambda address: may_reach(address, self._allowed)) as client:
            return await asyncio.gather(*(self._try(client, parcel, now) for parcel in parcels))

    async def _try(self, client: httpx.AsyncClient, parcel: Parcel, now: datetime) -> Answered:
        loop = asyncio.get_running_loop()
        began = loop.time()

        def answered(
            error: str | None = None, status_code: int | None = None, retry_after: timedelta | None = None
        ) -> Answered:
            return Answered(now, timedelta(seconds=loop.time() - began), status_code, error, retry_after)

        if parcel.secret is None:
            return answered("Its secret cannot be read with ENCRYPTION_KEYS. Replace the secret, or give back the key.")
        headers = {
            "Content-Type": "application/json",
            "User-Agent": USER_AGENT,
            "webhook-id": str(parcel.id),
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(parcel.secret).sign(str(parcel.id), now.astimezone(UTC), parcel.body),
        }
        try:
            async with asyncio.timeout(self._deadline_s):
                request = client.build_request("POST", parcel.url, content=parcel.body.encode(), headers=headers)
                response = await client.send(request, stream=True)
        except AddressNotAllowed as refused:
            return answered(f"{refused.address} is a private address; OUTBOUND_ALLOW names those that may be reached.")
        except (TimeoutError, httpx.TimeoutException):
            return answered(f"No answer within {self._deadline_s:g} s.")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return answered(f"No answer: {type(error).__name__}.")
        try:
            said = await _beginning_of(response)
        finally:
            await response.aclose()
        if response.is_success:
            return answered(status_code=response.status_code)
        told = f"Answered {response.status_code}" + (f": {said}" if said else ".")
        return answered(told, response.status_code, _asked_for(response.headers.get("retry-after"), now))


async def _beginning_of(response: httpx.Response) -> str:
    """The first part of the body as text, as far as it comes within a second."""
    read = bytearray()
    try:
        async with asyncio.timeout(READ_ANSWER_FOR_S):
            async for chunk in response.aiter_raw():
                read += chunk
                if len(read) >= READ_MOST_BYTES:
                    break
    except (httpx.HTTPError, TimeoutError):
        pass  # the status decides; the text is only for people
    return bytes(read).decode("utf-8", "replace").replace("\x00", "\ufffd").strip()[:KEPT_CHARACTERS]


def _asked_for(retry_after: str | None, now: datetime) -> timedelta | None:
    """A Retry-After in seconds or as a date; None where there is none that makes sense."""
    if not retry_after:
        return None
    if retry_after.strip().isdecimal():
        return timedelta(seconds=min(int(retry_after), 10**6))
    try:
        return max(parsedate_to_datetime(retry_after) - now, timedelta())
    except (ValueError, TypeError):
        return None
