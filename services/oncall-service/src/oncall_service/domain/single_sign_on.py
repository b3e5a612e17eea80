"""What somebody may do here of whom another's word says who they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from oncall_service.domain.people import UserRole


class Refusal(StrEnum):
    """Why nobody was signed in. The sign-in page has a sentence for each."""

    DENIED = "denied"  # by the provider, or by the person
    FAILED = "failed"  # what came back proves nothing
    NO_ACCESS = "no_access"  # none of the person's groups may come in
    DISABLED = "disabled"
    UNAVAILABLE = "unavailable"  # the provider does not answer


class SignInRefused(Exception):
    """why: for the log; it holds nothing that was secret."""

    def __init__(self, refusal: Refusal, why: str) -> None:
        super().__init__(why)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, as a provider proved it.

    subject: never changes at that provider. is_email_verified: whether the provider says that the address is theirs.
    """

    issuer: str
    subject: str
    email: str
    name: str
    is_email_verified: bool
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Access:
    """What groups mean here.

    roles: groups of each role. teams: the team of a group. fallback: the role of whoever has no group of a role; None:
    they may not come in.
    """

    roles: Mapping[UserRole, Collection[str]] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)
    fallback: UserRole | None = None

    @property
    def decides_roles(self) -> bool:
        """Do groups decide about roles at all? If not, a role that a person was given here stays."""
        return any(self.roles.values())


def role_of(groups: Collection[str], access: Access) -> UserRole | None:
    """The highest role that any of the groups has; None: no access."""
    for role in (UserRole.ADMIN, UserRole.RESPONDER, UserRole.VIEWER):
        if set(access.roles.get(role, ())) & set(groups):
            return role
    return access.fallback


def teams_of(groups: Collection[str], access: Access) -> tuple[frozenset[str], frozenset[str]]:
    """The teams that the groups put somebody into, and those that they take them out of. Other teams stay."""
    into = frozenset(team for group, team in access.teams.items() if group in groups)
    return into, frozenset(access.teams.values()) - into


def return_path(wanted: str) -> str:
    """Where to go after signing in: an address of our own, or the beginning."""
    is_own = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if is_own and "\\" not in wanted else "/"
