"""What this service is told by its environment."""

from __future__ import annotations

from typing import Annotated

from platform_kit.settings import BaseUrl, Networks, ServiceSettings, WorkerSettings
from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode

from oncall_service.domain.people import UserRole, email_address, password_fault
from oncall_service.domain.single_sign_on import Access
from oncall_service.security.openid_connect import Client


class Settings(ServiceSettings, WorkerSettings):
    """admin_email, admin_password: the first administrator, made at start; a changed password is set again.

    ingest_api_key: the key of senders, known here so that it is refused with 403 and not 401. public_url: where people
    reach the platform; https makes the session cookie Secure. notification_service_url: who tells people of swaps.
    session_hours: how long a sign-in lasts.

    oidc_issuer, oidc_client_id, oidc_client_secret: a provider of OpenID Connect that people may sign in with.
    oidc_name: what the button calls it. oidc_scopes: what is asked for. oidc_groups_claim: where the token has groups.
    oidc_admin_groups, oidc_responder_groups, oidc_viewer_groups: with commas; whoever has none of them gets
    oidc_default_role, or may not come in. oidc_team_groups: `group=team` with commas. oidc_trusts_email: the provider's
    addresses count as proved although it does not say so.
    """

    listen_port: int = Field(default=8003, ge=1, le=65535)
    admin_email: str
    admin_password: SecretStr
    ingest_api_key: SecretStr
    public_url: BaseUrl
    notification_service_url: BaseUrl
    session_hours: float = Field(default=12, gt=0, le=24 * 30)
    outbound_allow: Networks = ()
    oidc_issuer: str | None = Field(default=None, pattern=r"^https?://")
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    oidc_name: str = Field(default="single sign-on", max_length=60)
    oidc_scopes: str = "openid email profile"
    oidc_groups_claim: str = "groups"
    oidc_admin_groups: Annotated[tuple[str, ...], NoDecode] = ()
    oidc_responder_groups: Annotated[tuple[str, ...], NoDecode] = ()
    oidc_viewer_groups: Annotated[tuple[str, ...], NoDecode] = ()
    oidc_default_role: UserRole | None = None
    oidc_team_groups: Annotated[tuple[str, ...], NoDecode] = ()
    oidc_trusts_email: bool = False

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

    @field_validator(
        "oidc_admin_groups", "oidc_responder_groups", "oidc_viewer_groups", "oidc_team_groups", mode="before"
    )
    @classmethod
    def _with_commas(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("oidc_team_groups")
    @classmethod
    def _are_pairs(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if any(not all(part.strip() for part in pair.partition("=")[::2]) for pair in value):
            raise ValueError("takes group=team, with commas between")
        return value

    @model_validator(mode="after")
    def _provider_is_whole(self) -> Settings:
        given = (self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret)
        if any(given) and not all(given):
            raise ValueError("OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are set together or not at all")
        return self

    def oidc_client(self) -> Client | None:
        """Ourselves, as the provider knows us; None where there is none."""
        if not (self.oidc_issuer and self.oidc_client_id and self.oidc_client_secret):
            return None
        return Client(
            self.oidc_issuer,
            self.oidc_client_id,
            self.oidc_client_secret.get_secret_value(),
            str(self.public_url).rstrip("/") + "/api/v1/auth/oidc/callback",
            self.oidc_scopes,
            self.oidc_groups_claim,
        )

    def oidc_access(self) -> Access:
        """What a provider's groups mean here."""
        pairs = (pair.partition("=") for pair in self.oidc_team_groups)
        return Access(
            {
                UserRole.ADMIN: self.oidc_admin_groups,
                UserRole.RESPONDER: self.oidc_responder_groups,
                UserRole.VIEWER: self.oidc_viewer_groups,
            },
            {group.strip(): team.strip() for group, _, team in pairs},
            self.oidc_default_role,
        )

    @property
    def is_https(self) -> bool:
        return str(self.public_url).startswith("https://")
