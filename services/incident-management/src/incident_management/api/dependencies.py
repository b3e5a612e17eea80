"""What routes are given besides the caller and the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from platform_kit.callers import CallerIdentity
from platform_kit.clock import Clock
from platform_kit.database import Sessions

from incident_management.clients.oncall import Oncall
from incident_management.domain.incident import Person
from incident_management.settings import Settings
from incident_management.use_cases.people import Actor


def _clock(request: Request) -> Clock:
    clock: Clock = request.app.state.clock
    return clock


def _sessions(request: Request) -> Sessions:
    sessions: Sessions = request.app.state.sessions
    return sessions


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _oncall(request: Request) -> Oncall:
    oncall: Oncall = request.app.state.oncall
    return oncall


def _link_to(request: Request) -> Callable[[UUID], str]:
    link_to: Callable[[UUID], str] = request.app.state.link_to
    return link_to


AppClock = Annotated[Clock, Depends(_clock)]
AppSessions = Annotated[Sessions, Depends(_sessions)]
AppSettings = Annotated[Settings, Depends(_settings)]
AppOncall = Annotated[Oncall, Depends(_oncall)]
AppLinkTo = Annotated[Callable[[UUID], str], Depends(_link_to)]


def actor_of(caller: CallerIdentity) -> Actor:
    """How this caller is named on the timeline, and who they are where they act for themselves."""
    if caller.kind == "user" and caller.email is not None:
        return Actor(caller.actor, Person(UUID(caller.id), caller.name, caller.email))
    return Actor(caller.actor)


def person_of(reference: str, caller: CallerIdentity, oncall: Oncall) -> Person:
    """The user whom an id or e-mail means. Callers themselves are known without asking anybody.

    Raises PersonUnknown, OncallDoesNotAnswer.
    """
    self = actor_of(caller).person
    if self is not None and reference.lower() in (str(self.id), self.email.lower()):
        return self
    return oncall.person(id_or_email(reference))


def id_or_email(reference: str) -> UUID | str:
    try:
        return UUID(reference)
    except ValueError:
        return reference
