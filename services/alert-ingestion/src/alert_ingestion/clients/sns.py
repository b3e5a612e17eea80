"""Amazon SNS: who signed a message, and confirming a subscription."""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import httpx
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from platform_kit.outgoing import Address, AddressNotAllowed, checked_client

from alert_ingestion.domain.signatures import is_of_sns, signed_by_sns

log = logging.getLogger(__name__)

WITHIN_S = 4.0
CERTIFICATE_MOST_BYTES = 32 * 1024
REMEMBERED_MOST = 20
HASHES: Mapping[str, hashes.HashAlgorithm] = {  # by SignatureVersion: Amazon chooses, and still sends version 1
    "1": hashes.SHA1(),  # noqa: S303  # nosec B303
    "2": hashes.SHA256(),
}


class NotSigned(Exception):
    """The message is not what SNS signed; the text says what to check."""


class Unreachable(Exception):
    """SNS did not give what was asked of it, so nothing can be said of the message now."""


def is_public(address: Address) -> bool:
    """May it be connected to? SNS has public addresses, whatever a name is made to say here."""
    meant = getattr(address, "ipv4_mapped", None) or address
    return bool(meant.is_global) and not meant.is_multicast


class Sns:
    """Belongs to the event loop. open_client: a client that follows no redirect."""

    def __init__(
        self,
        now: Callable[[], datetime],
        open_client: Callable[[], httpx.AsyncClient] = lambda: checked_client(is_public),
    ) -> None:
        self._now, self._open_client = now, open_client
        self._client: httpx.AsyncClient | None = None
        self._certificates: OrderedDict[str, x509.Certificate] = OrderedDict()

    async def check(self, envelope: Mapping[str, Any]) -> None:
        """Raises NotSigned unless SNS signed this message, Unreachable where its certificate could not be had."""
        signed, url = signed_by_sns(envelope), envelope.get("SigningCertURL")
        algorithm = HASHES.get(str(envelope.get("SignatureVersion")))
        if signed is None or algorithm is None:
            raise NotSigned("It is no message of Amazon SNS. Switch raw message delivery off.")
        if not is_of_sns(url) or not str(url).endswith(".pem"):
            raise NotSigned("Its certificate is not at https://sns.<region>.amazonaws.com.")
        try:
            signature = base64.b64decode(str(envelope.get("Signature")), validate=True)
        except (binascii.Error, ValueError):
            raise NotSigned("Its signature is not Base64.") from None
        certificate = await self._certificate(str(url))
        key = certificate.public_key()
        if not isinstance(key, RSAPublicKey):
            raise NotSigned("Its certificate has no RSA key.")
        if not certificate.not_valid_before_utc <= self._now() <= certificate.not_valid_after_utc:
            raise NotSigned("Its certificate is not valid now.")
        try:
            key.verify(signature, signed, PKCS1v15(), algorithm)
        except InvalidSignature:
            raise NotSigned("Its signature does not fit. Nothing on the way may change the message.") from None

    async def confirm(self, envelope: Mapping[str, Any]) -> None:
        """Confirm the subscription that a message asks about. Raises NotSigned, Unreachable."""
        await self.check(envelope)
        url = envelope.get("SubscribeURL")
        if not is_of_sns(url):
            raise NotSigned("Its SubscribeURL is not at https://sns.<region>.amazonaws.com.")
        await self._read(str(url))

    async def aclose(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _certificate(self, url: str) -> x509.Certificate:
        """SNS gives a new certificate a new address, so one that was read once stays what it is."""
        known = self._certificates.get(url)
        if known is not None:
            self._certificates.move_to_end(url)
            return known
        try:
            read = x509.load_pem_x509_certificate(await self._read(url))
        except ValueError:
            raise Unreachable("There is no certificate where SNS keeps it.") from None
        self._certificates[url] = read
        if len(self._certificates) > REMEMBERED_MOST:
            self._certificates.popitem(last=False)
        return read

    async def _read(self, url: str) -> bytes:
        if self._client is None:
            self._client = self._open_client()
        read = bytearray()
        try:
            async with asyncio.timeout(WITHIN_S), self._client.stream("GET", url) as answer:
                if answer.status_code != 200:
                    raise Unreachable(f"Amazon SNS answered {answer.status_code}.")
                async for part in answer.aiter_bytes():
                    read += part
                    if len(read) > CERTIFICATE_MOST_BYTES:
                        raise Unreachable("Amazon SNS answered more than was asked.")
        except (TimeoutError, httpx.HTTPError, AddressNotAllowed) as error:
            log.warning("Amazon SNS could not be asked", extra={"reason": type(error).__name__})
            raise Unreachable("Amazon SNS could not be reached from here.") from None
        return bytes(read)
