"""Filters of lists."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from oncall_service.use_cases.references import find_team

NOBODYS = UUID(int=0)


def team_filter(session: Session, reference: str | None) -> UUID | None:
    """The team's id; one that nothing has where there is no such team, so that the list is empty."""
    if reference is None:
        return None
    team = find_team(session, reference)
    return team.id if team else NOBODYS
