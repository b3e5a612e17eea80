"""What this service is told by its environment."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import ipaddress
from contextlib import suppress
from datetime import timedelta
from typing import Literal

from platform_kit.settings import BaseUrl, Networks, ServiceSettings, WorkerSettings
from pydantic import Field, HttpUrl, field_validator, model_validator

from notification_service.channels.email.payload import checked_address
from notification_service.channels.email.sender import SmtpServer
from notification_service.channels.slack.sender import SlackBot
from notification_service.channels.twilio.payload import checked_number
from notification_service.channels.twilio.sender import TwilioAccount
from notification_service.channels.webpush.vapid import Vapid, number_from_seed, number_from_text
from notification_service.domain.answer_link import Links
from notification_service.domain.contacts import Place
from notification_service.domain.errors import BadRecipient
from notification_service.domain.notification import ChannelKind
from notification_service.domain.retry import RetryPolicy
from notification_service.domain.throttle import Throttle
from notification_service.use_cases.throttling import Throttling

SECRET_PREFIX = "whsec_"  # noqa: S105 - Standard Webhooks' prefix, not a secret
TLS_PORTS = {"none": 25, "starttls": 587, "tls": 465}


class Settings(ServiceSettings, WorkerSettings):
    """smtp_tls: when it is not set, mail leaves this machine by STARTTLS only, and goes plain to a server on it.

    outbound_allow: private networks (CIDR, separated by commas) that outgoing requests may reach.
    audit_channel, audit_recipient: where the admins are told what the auditor finds, beside the queue; without a
    recipient by mail to admin_email.
    notify_throttle_most: single messages that a person gets at one address within notify_throttle_window_seconds, where
    they set nothing of their own; what is more goes in bundles, notify_bundle_every_seconds apart.
    notify_timeout_seconds: for one try, all of it. worker_lease_seconds: renewed while a try is under way.
    """

    listen_port: int = Field(default=8004, ge=1, le=65535)
    incident_service_url: BaseUrl = Field(default=HttpUrl("http://127.0.0.1:8002"))
    public_url: BaseUrl = Field(default=HttpUrl("http://localhost:8080"))

    smtp_host: str | None = None
    smtp_port: int | None = Field(default=None, ge=1, le=65535)
    smtp_user: str | None = None
    smtp_password: str | None = Field(default=None, repr=False)
    smtp_from: str | None = None
    smtp_tls: Literal["none", "starttls", "tls"] | None = None

    webhook_signing_secret: str | None = Field(default=None, repr=False)
    vapid_private_key: str | None = Field(default=None, repr=False)
    slack_bot_token: str | None = Field(default=None, repr=False, pattern=r"^xox[a-z]-[A-Za-z0-9-]+$")
    slack_signing_secret: str | None = Field(default=None, repr=False)
    slack_api_url: BaseUrl = Field(default=HttpUrl("https://slack.com/api"))
    telegram_bot_token: str | None = Field(default=None, repr=False, pattern=r"^[0-9]+:[A-Za-z0-9_-]+$")
    telegram_api_url: BaseUrl = Field(default=HttpUrl("https://api.telegram.org"))
    twilio_account_sid: str | None = Field(default=None, pattern=r"^AC[0-9a-zA-Z]+$")
    twilio_auth_token: str | None = Field(default=None, repr=False)
    twilio_from: str | None = None
    twilio_api_url: BaseUrl = Field(default=HttpUrl("https://api.twilio.com"))
    outbound_allow: Networks = ()
    notify_retry_base_seconds: float = Field(default=2, gt=0, le=3600)
    notify_max_attempts: int = Field(default=12, ge=1, le=100)
    notify_timeout_seconds: float = Field(default=10, gt=0, le=120)
    notify_throttle_most: int = Field(default=20, ge=1, le=1000)
    notify_throttle_window_seconds: float = Field(default=300, ge=1, le=86400)
    notify_bundle_every_seconds: float = Field(default=60, gt=0, le=3600)
    audit_channel: ChannelKind = ChannelKind.EMAIL
    audit_recipient: str | None = Field(default=None, repr=False)  # may be a chat room's address
    admin_email: str | None = None
    dead_man_url: HttpUrl | None = Field(default=None, repr=False)  # its path is a secret
    # Shorter than the kit's: a lease is renewed while its try runs, so this is only how long a killed worker's wait.

    @field_validator("smtp_from")
    @classmethod
    def _sender(cls, value: str | None) -> str | None:
        try:
            return value and checked_address(value)
        except BadRecipient:
            raise ValueError("takes one plain mail address, such as oncall@example.org") from None

    @field_validator("twilio_from")
    @classmethod
    def _number(cls, value: str | None) -> str | None:
        try:
            return value and checked_number(value)
        except BadRecipient:
            raise ValueError("takes a telephone number with its country, such as +15550100") from None

    @field_validator("webhook_signing_secret")
    @classmethod
    def _secret(cls, value: str | None) -> str | None:
        try:
            key = base64.b64decode((value or "").removeprefix(SECRET_PREFIX), validate=True)
        except binascii.Error:
            key = b""
        if value is not None and not (value.startswith(SECRET_PREFIX) and 24 <= len(key) <= 64):
            raise ValueError("takes whsec_ and 24 to 64 random bytes in base64")
        return value

    @field_validator("vapid_private_key")
    @classmethod
    def _vapid_key(cls, value: str | None) -> str | None:
        if value is not None:
            number_from_text(value)
        return value

    @model_validator(mode="after")
    def _mail_is_whole(self) -> Settings:
        if self.smtp_host and not self.smtp_from:
            raise ValueError("SMTP_HOST is set, so SMTP_FROM must name the sender's address")
        if (self.smtp_user is None) != (self.smtp_password is None):
            raise ValueError("SMTP_USER and SMTP_PASSWORD are set together or not at all")
        return self

    @model_validator(mode="after")
    def _slack_is_whole(self) -> Settings:
        if (self.slack_bot_token is None) != (self.slack_signing_secret is None):
            raise ValueError("SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET are set together or not at all")
        return self

    @model_validator(mode="after")
    def _twilio_is_whole(self) -> Settings:
        given = (self.twilio_account_sid, self.twilio_auth_token, self.twilio_from)
        if any(given) and not all(given):
            raise ValueError("TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM are set together or not at all")
        return self

    def slack_bot(self) -> SlackBot | None:
        """Who writes to Slack, None when no bot is set."""
        return SlackBot(str(self.slack_api_url), self.slack_bot_token) if self.slack_bot_token else None

    def twilio_account(self) -> TwilioAccount | None:
        """The account for text messages and calls, None when none is set."""
        if not (self.twilio_account_sid and self.twilio_auth_token and self.twilio_from):
            return None
        return TwilioAccount(
            str(self.twilio_api_url),
            self.twilio_account_sid,
            self.twilio_auth_token,
            self.twilio_from,
            self.callbacks_url(),
        )

    def callbacks_url(self) -> str | None:
        """Where providers outside call back, None where they cannot: PUBLIC_URL names a host of this network."""
        host = self.public_url.host or ""
        is_public = "." in host and not host.endswith((".local", ".internal", ".localhost", ".lan"))
        with suppress(ValueError):
            is_public = ipaddress.ip_address(host.strip("[]")).is_global
        return f"{str(self.public_url).rstrip('/')}/callbacks" if is_public else None

    def smtp_server(self) -> SmtpServer | None:
        """The mail server, None when none is set."""
        if self.smtp_host is None or self.smtp_from is None:
            return None
        tls = self.smtp_tls or ("none" if _is_this_machine(self.smtp_host) else "starttls")
        port = self.smtp_port or TLS_PORTS[tls]
        return SmtpServer(self.smtp_host, port, tls, self.smtp_from, self.smtp_user, self.smtp_password)

    def signing_secret(self) -> str:
        """What webhooks are signed with. Without one of its own it is made from the services' secret, always the same,
        so that webhooks are signed from the first minute."""
        if self.webhook_signing_secret:
            return self.webhook_signing_secret
        key = hmac.digest(self.service_token_secret.encode(), b"webhook signing", hashlib.sha256)
        return SECRET_PREFIX + base64.b64encode(key).decode()

    def vapid(self) -> Vapid:
        """Who pushes to browsers. Without a key of its own it is made from the services' secret, always the same."""
        seed = hmac.digest(self.service_token_secret.encode(), b"vapid", hashlib.sha384)
        number = number_from_text(self.vapid_private_key) if self.vapid_private_key else number_from_seed(seed)
        url = str(self.public_url).rstrip("/")
        return Vapid(number, url if url.startswith("https://") else f"mailto:{self.smtp_from or 'nobody@localhost'}")

    def links(self) -> Links:
        """Addresses of the platform; answer links are signed with a key made from the services' secret."""
        return Links(
            str(self.public_url), hmac.digest(self.service_token_secret.encode(), b"answer links", hashlib.sha256)
        )

    @model_validator(mode="after")
    def _somebody_to_tell(self) -> Settings:
        if self.audit_recipient is None and self.audit_channel is not ChannelKind.EMAIL:
            raise ValueError("AUDIT_CHANNEL is set, so AUDIT_RECIPIENT must say where to on it")
        return self

    def admins(self) -> Place | None:
        """Where what the auditor finds is told; None: nowhere."""
        recipient = self.audit_recipient or self.admin_email
        return Place(self.audit_channel, recipient) if recipient else None

    def throttling(self) -> Throttling:
        throttle = Throttle(self.notify_throttle_most, timedelta(seconds=self.notify_throttle_window_seconds))
        return Throttling(throttle, timedelta(seconds=self.notify_bundle_every_seconds))

    def retry_policy(self) -> RetryPolicy:
        return RetryPolicy(self.notify_retry_base_seconds, self.notify_max_attempts)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
