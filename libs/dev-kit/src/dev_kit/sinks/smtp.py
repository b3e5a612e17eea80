"""A real SMTP server that keeps the mails it takes, and refuses what it was told to refuse."""

import email
import email.policy
import ssl
import threading
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Literal, Self, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as SmtpProtocol
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from dev_kit.ports import free_port
from dev_kit.processes import wait_until

Tls = Literal["none", "starttls", "tls"]


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it came in: the envelope's addresses and the parsed message."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def text(self) -> str:
        """Its plain text part, or the HTML where there is none."""
        part = self.message.get_body(preferencelist=("plain", "html"))
        return str(part.get_content()) if part else ""


class SmtpSink:
    """A server on 127.0.0.1. A context manager.

    tls: as SMTP_TLS; needs `certificate`, a PEM file with key and certificate. login: (user, password) that a client
    must give; None asks for none.
    """

    def __init__(
        self, *, tls: Tls = "none", certificate: Path | None = None, login: tuple[str, str] | None = None
    ) -> None:
        self.port = free_port()
        self._tls = tls
        self._login = login
        self._mails: list[Mail] = []
        self._refused: dict[str, str] = {}
        self._refuse_all: str | None = None
        self._refuse_next: list[str] = []
        self._lock = threading.Lock()
        self._context: ssl.SSLContext | None = None
        if tls != "none":
            if certificate is None:
                raise ValueError("TLS needs a certificate")
            self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self._context.load_cert_chain(certificate)
        self._controller: Controller | None = None

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Start listening; also again after `close`, on the same port."""
        options: dict[str, Any] = {}
        if self._tls == "tls":
            options["ssl_context"] = self._context
        if self._tls == "starttls":
            options |= {"tls_context": self._context, "require_starttls": True}
        if self._login:
            options |= {
                "authenticator": self._authenticated,
                "auth_required": True,
                "auth_require_tls": self._tls == "starttls",
            }
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)
        self._controller.start()

    def close(self) -> None:
        """Stop listening: a client's connection is refused."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    @property
    def mails(self) -> list[Mail]:
        """What was taken so far, oldest first."""
        with self._lock:
            return list(self._mails)

    def refuse_recipient(self, address: str, reply: str = "550 5.1.1 No such mailbox") -> None:
        """Refuse this address from now on, with this reply."""
        self._refused[address.lower()] = reply

    def refuse_next(self, *replies: str) -> None:
        """Refuse the next mails after their data, one with each reply, such as `451 4.3.0 Try later`."""
        with self._lock:
            self._refuse_next.extend(replies)

    def refuse_all(self, reply: str | None = "451 4.3.0 Try later") -> None:
        """Refuse every mail from now on; None takes them again."""
        self._refuse_all = reply

    def mails_to(self, address: str, containing: str = "") -> list[Mail]:
        """The mails an address got so far whose subject or text contains the words."""
        return [
            mail
            for mail in self.mails
            if address.lower() in (r.lower() for r in mail.recipients)
            and (containing in mail.subject or containing in mail.text)
        ]

    def expect_mail(self, *, to: str, containing: str = "", within_s: float = 10, count: int = 1) -> Mail:
        """The `count`-th such mail, waiting for it. Raises NotReady, which lists what did come."""

        def found() -> Mail | None:
            fitting = self.mails_to(to, containing)
            return fitting[count - 1] if len(fitting) >= count else None

        try:
            return wait_until(found, within_s, f"mail {count} to {to} containing {containing!r}")
        except RuntimeError as missing:
            came = [f"{', '.join(mail.recipients)}: {mail.subject}" for mail in self.mails]
            raise type(missing)(f"{missing}; came: {came}") from None

    # -- called by aiosmtpd, in its own thread ---------------------------------------------------------------------

    async def handle_RCPT(
        self, server: SmtpProtocol, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if refusal := self._refused.get(address.lower()):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SmtpProtocol, session: Session, envelope: Envelope) -> str:
        with self._lock:
            refusal = self._refuse_next.pop(0) if self._refuse_next else self._refuse_all
        if refusal:
            return refusal
        message = email.message_from_bytes(cast(bytes, envelope.original_content), policy=email.policy.default)
        with self._lock:
            recipients = tuple(str(address) for address in envelope.rcpt_tos)
            self._mails.append(Mail(str(envelope.mail_from), recipients, message))
            return f"250 OK queued as {len(self._mails)}"

    def _authenticated(
        self, server: SmtpProtocol, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        given = (data.login.decode(), data.password.decode()) if isinstance(data, LoginPassword) else None
        return AuthResult(success=given == self._login, handled=False)
