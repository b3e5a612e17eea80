"""Sends mail through the operator's SMTP server."""

from __future__ import annotations

import asyncio
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

import aiosmtplib

from notification_service.channels.channel import LeaseLost, Try
from notification_service.channels.email.payload import checked_address, mail
from notification_service.domain.fairness import Room
from notification_service.domain.notification import ChannelKind, Message
from notification_service.domain.outcome import Delivered, Failed, Outcome, Reason

Tls = Literal["none", "starttls", "tls"]
KEPT_ANSWER_CHARACTERS = 500
GOODBYE_S = 1.0


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail goes. sender: the From address. user, password: None where the server asks for none."""

    host: str
    port: int
    tls: Tls
    sender: str
    user: str | None
    password: str | None


class EmailChannel:
    kind = ChannelKind.EMAIL
    # Mail servers refuse many connections from one client.
    room = Room(per_destination=10, per_recipient=8)

    def __init__(self, server: SmtpServer | None) -> None:
        self._server = server
        self._leaving: set[asyncio.Task[None]] = set()
        self.off_because = None if server else "no mail server is set. Set SMTP_HOST and SMTP_FROM."

    def checked_recipient(self, recipient: str) -> str:
        return checked_address(recipient)

    def destination(self, recipient: str) -> str:
        return f"{self._server.host}:{self._server.port}" if self._server else "smtp"

    async def send(self, message: Message, this_try: Try) -> Outcome:
        if self._server is None:
            return Failed(Reason.CHANNEL_OFF, f"The channel email is off: {self.off_because}")
        # One deadline covers the whole dialogue, so aiosmtplib's own, which are per command, are off.
        client = aiosmtplib.SMTP(
            hostname=self._server.host,
            port=self._server.port,
            timeout=None,
            use_tls=self._server.tls == "tls",
            start_tls=self._server.tls == "starttls",
            tls_context=ssl.create_default_context() if self._server.tls != "none" else None,
            local_hostname=socket.gethostname(),
        )
        try:
            async with asyncio.timeout(this_try.deadline_s):
                outcome = await self._dialogue(client, self._server, message, this_try)
        except TimeoutError:
            client.close()
            return Failed(Reason.TIMEOUT, f"The mail server did not take the mail within {this_try.deadline_s:g} s.")
        except BaseException:
            client.close()
            raise
        self._leave(client)
        return outcome

    async def _dialogue(self, client: aiosmtplib.SMTP, server: SmtpServer, message: Message, this_try: Try) -> Outcome:
        built = mail(message, sender=server.sender, now=this_try.now)
        try:
            await client.connect()
            if server.user is not None:
                await client.login(server.user, server.password or "")
            await client.ehlo()
            await client.mail(server.sender)
            await client.rcpt(checked_address(message.recipient))
            if not this_try.still_ours():  # until its data is complete, the server drops what it heard
                raise LeaseLost
            _, answer = await client.data(built.as_bytes())
        except aiosmtplib.SMTPAuthenticationError as error:
            text = f"The mail server refused our login: {error.message}. Check SMTP_USER and SMTP_PASSWORD."
            return Failed(Reason.LOGIN_REFUSED, text, error.code)
        except (aiosmtplib.SMTPSenderRefused, aiosmtplib.SMTPRecipientRefused, aiosmtplib.SMTPDataError) as error:
            return refusal(error.code, error.message)
        except aiosmtplib.SMTPResponseException as error:  # the greeting, EHLO: about us, not about this mail
            return Failed(Reason.RECEIVER_ERROR, f"The mail server answered {error.code} {error.message}", error.code)
        except aiosmtplib.SMTPNotSupported as error:
            text = f"The mail server cannot do what SMTP_TLS or the address asks: {error}"
            return Failed(Reason.RECEIVER_ERROR, text)
        except aiosmtplib.SMTPTimeoutError:
            raise
        except (aiosmtplib.SMTPException, OSError) as error:
            return Failed(Reason.UNREACHABLE, f"No answer from the mail server: {error or type(error).__name__}")
        return Delivered(status_code=250, provider_id=str(built["Message-ID"]), answer=answer[:KEPT_ANSWER_CHARACTERS])

    def _leave(self, client: aiosmtplib.SMTP) -> None:
        """Say QUIT beside the way: the mail is taken or not, a server slow to say goodbye changes nothing about it."""

        async def quit_politely() -> None:
            with suppress(aiosmtplib.SMTPException, OSError):
                async with asyncio.timeout(GOODBYE_S):
                    await client.quit()
            client.close()

        leaving = asyncio.create_task(quit_politely())
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)


def refusal(code: int, text: str) -> Failed:
    """What the mail server said no to: 5xx never changes, 4xx may (RFC 5321)."""
    reason = (
        Reason.REJECTED if code >= 500 else Reason.RATE_LIMITED if code in (450, 451, 452) else Reason.RECEIVER_ERROR
    )
    return Failed(reason, f"The mail server answered {code} {text}", code, answer=text[:KEPT_ANSWER_CHARACTERS])
