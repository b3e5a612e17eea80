"""Sign-in, accounts and API keys on the wire."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from platform_kit.json_types import Flag
from platform_kit.text import StorableText
from pydantic import ConfigDict, Field, SecretStr, StringConstraints
from pydantic.config import JsonDict

from oncall_service.api.wire.common import Answer, Body, Email, Instant, Name, PersonOut, Utc
from oncall_service.domain.people import UserRole

Scope = Literal["read", "respond", "admin", "ingest"]
_ID = "0198c0de-0000-7000-8000-000000000001"
_USER: JsonDict = {
    "id": _ID,
    "name": "Ana Ferreira",
    "email": "ana@example.com",
    "role": "responder",
    "disabled_at": None,
    "created_at": "2026-03-02T09:00:00Z",
    "updated_at": "2026-03-02T09:00:00Z",
}


class UserOut(PersonOut):
    model_config = ConfigDict(json_schema_extra={"examples": [_USER]})

    role: UserRole
    disabled_at: Utc | None = Field(description="Since when the person cannot sign in and is not called.")
    created_at: Utc
    updated_at: Utc


class UserIn(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Ana Ferreira", "email": "ana@example.com", "role": "responder"}]}
    )

    name: Name
    email: Email
    password: SecretStr | None = Field(default=None, description="Without one the person cannot sign in yet.")
    role: UserRole = UserRole.RESPONDER


class UserChange(Body):
    """What is absent or null stays as it is."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"role": "admin"}, {"disabled": True}]})

    name: Name | None = None
    email: Email | None = None
    password: SecretStr | None = Field(default=None, description="Ends every session of the person.")
    role: UserRole | None = Field(default=None, description="Ends every session of the person.")
    disabled: Flag | None = Field(default=None, description="A disabled person is signed out and not called.")


class Login(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"email": "ana@example.com", "password": "correct horse battery"}]}
    )

    # As wide as can be: whatever is typed wrong here is the same answer, a wrong password.
    email: Annotated[StorableText, StringConstraints(max_length=1000)]
    password: Annotated[SecretStr, Field(max_length=10_000)]


class SingleSignOnOut(Answer):
    model_config = ConfigDict(json_schema_extra={"examples": [{"is_offered": True, "name": "Example Login"}]})

    is_offered: bool = Field(description="Whether people can sign in with a provider of OpenID Connect.")
    name: str | None = Field(description="What the provider is called.")


class LoginOut(Answer):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"token": "ocs_…", "expires_at": "2026-03-02T21:00:00Z", "user": _USER}]}
    )

    token: str = Field(description="A bearer token on all four services.")
    expires_at: Utc
    user: UserOut


class PasswordChange(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"current_password": "correct horse battery", "new_password": "staple every morning"}]
        }
    )

    current_password: Annotated[SecretStr, Field(max_length=10_000)]
    new_password: SecretStr


class MeOut(Answer):
    """Who the caller is."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "kind": "user",
                    "id": _ID,
                    "name": "Ana Ferreira",
                    "email": "ana@example.com",
                    "grants": ["ingest", "read", "respond"],
                }
            ]
        }
    )

    kind: Literal["user", "key"]
    id: UUID
    name: str
    email: str | None
    role: UserRole | None
    grants: list[str]


class ApiKeyIn(Body):
    """A role, or single scopes."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "prometheus", "scopes": ["ingest"]}, {"name": "terraform", "role": "admin"}]
        }
    )

    name: Name
    role: UserRole | None = None
    scopes: list[Scope] | None = None
    expires_at: Instant | None = None
    team: Name | None = Field(
        default=None,
        description="Id or name of the one team whose things the key sees. It can read and respond, nothing else.",
    )


class ApiKeyOut(Answer):
    id: UUID
    name: str = Field(examples=["prometheus"])
    prefix: str = Field(examples=["ock_Zp3kYw1x"], description="How the key begins, to tell keys apart.")
    role: UserRole | None
    scopes: list[Scope]
    created_by: str = Field(examples=["admin@example.com"])
    created_at: Utc
    expires_at: Utc | None
    revoked_at: Utc | None
    last_used_at: Utc | None = Field(description="Exact to a minute.")
    team: str | None = Field(description="The one team whose things the key sees; null: those of any.")


class NewApiKeyOut(ApiKeyOut):
    key: str = Field(description="The key itself. It is shown this once and cannot be read again.", examples=["ock_…"])
