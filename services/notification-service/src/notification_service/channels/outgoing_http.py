"""Outgoing HTTP to addresses that people type in: checked by the address that is connected to, and bounded."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import httpx
from platform_kit.outgoing import AddressNotAllowed, checked_client
from platform_kit.reach import Address, Network, may_reach

from notification_service.channels.channel import LeaseLost, Try
from notification_service.domain.errors import BadRecipient
from notification_service.domain.http_answer import outcome_of
from notification_service.domain.outcome import Failed, Outcome, Reason

READ_MOST_BYTES = 64 * 1024
KEPT_ANSWER_CHARACTERS = 500
# The status decides; what follows it is only for people to read, so it is not waited for long.
READ_ANSWER_FOR_S = 1.0
MOST_URL_CHARACTERS = 1024
USER_AGENT = "oncall-platform/0.1"


class OutgoingHttp:
    """Posts to receivers outside. Follows no redirect, keeps no cookie, uses no proxy of the environment.

    Belongs to the event loop it is first used on. allowed: private networks that may be reached all the same.
    """

    def __init__(self, allowed: Sequence[Network]) -> None:
        self._allowed = tuple(allowed)
        self._client: httpx.AsyncClient | None = None

    async def post(self, url: str, content: bytes, headers: Mapping[str, str], this_try: Try) -> Outcome:
        """One POST and what its answer means, within the try's deadline."""

        async def look_at_the_claim(event: str, _: Mapping[str, Any]) -> None:
            # Connecting may have taken long: this is the last moment before the first byte of the request.
            if event.endswith("send_request_headers.started") and not this_try.still_ours():
                raise LeaseLost

        ends_at = asyncio.get_running_loop().time() + this_try.deadline_s
        request = self._opened().build_request(
            "POST",
            url,
            content=content,
            headers={"User-Agent": USER_AGENT, **headers},
            extensions={"trace": look_at_the_claim},
        )
        try:
            async with asyncio.timeout_at(ends_at):
                response = await self._opened().send(request, stream=True)
        except AddressNotAllowed as error:
            return Failed(Reason.ADDRESS_NOT_ALLOWED, _not_allowed(error.address))
        except (TimeoutError, httpx.TimeoutException):
            return Failed(Reason.TIMEOUT, f"The receiver did not answer within {this_try.deadline_s:g} s.")
        except httpx.HTTPError as error:
            return Failed(Reason.UNREACHABLE, f"No answer from the receiver: {type(error).__name__}.")
        try:
            answer = await _beginning_of(response, ends_at)
        finally:
            await response.aclose()
        retry_after = response.headers.get("retry-after")
        return outcome_of(response.status_code, retry_after=retry_after, answer=answer, now=this_try.now)

    async def aclose(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _opened(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = checked_client(self._allows)
        return self._client

    def _allows(self, address: Address) -> bool:
        return may_reach(address, self._allowed)


async def _beginning_of(response: httpx.Response, ends_at: float) -> str:
    """The first part of the body as text: at most 64 KiB are read, and one second is waited."""
    read = bytearray()
    ends_at = min(ends_at, asyncio.get_running_loop().time() + READ_ANSWER_FOR_S)
    with suppress(httpx.HTTPError, TimeoutError):
        async with asyncio.timeout_at(ends_at):
            async for chunk in response.aiter_raw():
                read += chunk
                if len(read) >= READ_MOST_BYTES:
                    break
    return bytes(read).decode("utf-8", "replace").strip()[:KEPT_ANSWER_CHARACTERS]


def _not_allowed(address: Address) -> str:
    return (
        f"{address} is a private address. Outgoing messages reach public addresses only; "
        "OUTBOUND_ALLOW names the private networks that may be reached."
    )


def checked_url(text: str) -> str:
    """An http or https URL that can be kept and posted to. Raises BadRecipient."""
    url = text.strip()
    try:
        parts, port = urlsplit(url), urlsplit(url).port
        host = httpx.URL(url).host
    except (ValueError, httpx.InvalidURL):
        raise BadRecipient("This is not a URL. Give one like https://example.org/hook.") from None
    if parts.scheme not in ("http", "https") or not host or port == 0:
        raise BadRecipient("This is not an http or https URL. Give one like https://example.org/hook.")
    if parts.username is not None or parts.password is not None:
        raise BadRecipient("A user or password in a URL would be seen by everybody who reads the list. Leave them out.")
    if len(url) > MOST_URL_CHARACTERS or not url.isascii() or any(c <= " " for c in url):
        raise BadRecipient(f"A URL has at most {MOST_URL_CHARACTERS} ASCII characters and no spaces.")
    return url


def host_of(url: str) -> str:
    """Host and port of a URL, as the name of a destination; the text itself where there is none."""
    try:
        return (urlsplit(url).netloc.rpartition("@")[2] or url).lower()[:250]
    except ValueError:
        return url[:250]
