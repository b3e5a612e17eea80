"""Teams, the services they own, and API keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from oncall_service.domain.people import Person, UserRole
from oncall_service.domain.urgency import SupportHours

DEFAULT_TEAM = "default"
ENVIRONMENT_KEY = "ingest (environment)"


@dataclass(frozen=True, slots=True)
class Team:
    """People who own services.

    is_private: only who is part of it, and administrators, see what is the team's. escalation_policy_id: what incidents
    follow whose service has no policy of its own.
    """

    id: UUID
    name: str
    manager: Person | None
    is_private: bool
    escalation_policy_id: UUID | None
    members: tuple[Person, ...]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Service:
    """What is monitored. auto_resolve: whether its sender's "resolved" resolves the incident,
    after nothing fired on it for auto_resolve_delay_seconds.

    acknowledgement_timeout_minutes: after which an acknowledged incident is open again; None: never.
    low_urgency: severities whose pages wait for the hours of support, where it has any.
    depends_on: names of the services that it needs itself.
    """

    id: UUID
    name: str
    team: str
    team_id: UUID
    escalation_policy_id: UUID | None
    auto_resolve: bool
    auto_resolve_delay_seconds: float
    acknowledgement_timeout_minutes: float | None
    low_urgency: tuple[str, ...]
    support_hours: SupportHours | None
    depends_on: tuple[str, ...]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is kept: the key itself is not. team: the one whose things alone it sees; None for any."""

    id: UUID
    name: str
    prefix: str
    role: UserRole | None
    scopes: tuple[str, ...]
    created_by: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None
    is_from_environment: bool
    team: str | None = None
