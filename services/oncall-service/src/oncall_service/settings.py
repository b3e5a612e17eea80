"""What this service is told by its environment."""

from __future__ import annotations

from platform_kit.settings import BaseUrl, ServiceSettings, WorkerSettings
from pydantic import Field, SecretStr, field_validator

from oncall_service.domain.people import email_address, password_fault


class Settings(ServiceSettings, WorkerSettings):
    """admin_email, admin_password: the first administrator, made at start; a changed password is set again.

    ingest_api_key: the key of senders, known here so that it is refused with 403 and not 401. public_url: where people
    reach the platform; https makes the session cookie Secure. notification_service_url: who tells people of swaps.
    session_hours: how long a sign-in lasts.
    """

    listen_port: int = Field(default=8003, ge=1, le=65535)
    admin_email: str
    admin_password: SecretStr
    ingest_api_key: SecretStr
    public_url: BaseUrl
    notification_service_url: BaseUrl
    session_hours: float = Field(default=12, gt=0, le=24 * 30)

    @field_validator("admin_email")
    @classmethod
    def _can_be_mailed(cls, value: str) -> str:
        return email_address(value)

    @field_validator("admin_password")
    @classmethod
    def _is_not_guessed(cls, value: SecretStr) -> SecretStr:
        if fault := password_fault(value.get_secret_value()):
            raise ValueError(fault)
        return value

    @field_validator("ingest_api_key")
    @classmethod
    def _is_long(cls, value: SecretStr) -> SecretStr:
        if len(value.get_secret_value()) < 16:
            raise ValueError("must have at least 16 characters: take a random one")
        return value

    @property
    def is_https(self) -> bool:
        return str(self.public_url).startswith("https://")
