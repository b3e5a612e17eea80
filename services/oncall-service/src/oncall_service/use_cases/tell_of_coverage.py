"""Each Monday a team is told what its schedule lacks: once, whatever the number of replicas."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from sqlalchemy.orm import Session

from oncall_service.clients.notification import Reachability
from oncall_service.domain.coverage_notice import AHEAD, Lack, notices, week_to_tell
from oncall_service.domain.people import Person
from oncall_service.domain.spans import Span
from oncall_service.store import coverage_checks, schedules, teams, users
from oncall_service.store import notices as notice_store
from oncall_service.use_cases.on_call import Covered, coverage_of

log = logging.getLogger(__name__)


def tell_of_coverage(sessions: Sessions, clock: Clock, reachability: Reachability, *, link: str) -> int:
    """Tell each team of which it is time; returns how many were looked at.

    A schedule is first looked at on the Monday after it was made: nobody is told of gaps in what they are just filling
    in. While notification-service does not say who can be paged, it is tried again: it could send nothing either.
    """
    now = clock.now()
    with sessions.begin() as session:
        due = []
        for one in coverage_checks.all_of_them(session):
            week, since = week_to_tell(ZoneInfo(one.timezone), now)
            if one.created_at < since and (one.week is None or one.week < week):
                due.append((one.schedule_id, week))
    told = 0
    for schedule_id, week in due:
        with sessions.begin() as session:
            schedule = schedules.get(session, schedule_id)
            covered = coverage_of(session, schedule, Span(now, now + AHEAD)) if schedule else None
        if covered is None:  # deleted meanwhile
            continue
        unreachable = reachability.unreachable(covered.turns.keys())
        if unreachable is None:
            return told
        with sessions.begin() as session:
            if coverage_checks.claim(session, schedule_id, week):
                _write(session, covered, unreachable, link=link)
                told += 1
    return told


def _write(session: Session, covered: Covered, unreachable: frozenset[UUID], *, link: str) -> None:
    schedule = covered.schedule
    lack = Lack(
        covered.found.gaps,
        [(covered.people[turn.user], turn) for turn in covered.found.missing],
        covered.turns_of(unreachable),
    )
    found = notices(schedule.team, ZoneInfo(schedule.timezone), lack, _team_of(session, covered), link=link)
    notice_store.add(session, found)
    log.info("a team was told what its schedule lacks", extra={"team": schedule.team, "people": len(found)})


def _team_of(session: Session, covered: Covered) -> Sequence[Person]:
    """The members of the team, its manager, and who is in its schedule; none who is disabled."""
    team = teams.get(session, covered.schedule.team_id)
    people = dict(covered.schedule.people)
    if team:
        people |= {person.id: person for person in (*team.members, *([team.manager] if team.manager else []))}
    accounts = users.by_ids(session, list(people))
    return [user for user in accounts.values() if not user.is_disabled]
