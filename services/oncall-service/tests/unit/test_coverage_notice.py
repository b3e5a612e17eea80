from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from oncall_service.domain.coverage_notice import Lack, notices, week_to_tell
from oncall_service.domain.final_schedule import Source, Turn
from oncall_service.domain.people import Person
from oncall_service.domain.spans import Span

CHICAGO = ZoneInfo("America/Chicago")
ANA = Person(UUID(int=1), "Ana", "ana@example.com")
BEN = Person(UUID(int=2), "Ben", "ben@example.com")
NIGHT = Span(datetime(2026, 3, 10, 1, tzinfo=UTC), datetime(2026, 3, 10, 13, tzinfo=UTC))
BENS = (BEN, Turn(BEN.id, NIGHT, Source.LAYER, "Weekly"))


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (datetime(2026, 3, 9, 13, 59, 59, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2026, 3, 9, 14, tzinfo=UTC), date(2026, 3, 9)),  # 09:00, an hour earlier in UTC than the week before
        (datetime(2026, 3, 16, 4, 59, tzinfo=UTC), date(2026, 3, 9)),  # still Sunday there
        (datetime(2026, 3, 2, 15, tzinfo=UTC), date(2026, 3, 2)),
    ],
)
def test_a_week_is_told_from_monday_nine_o_clock_on_the_wall_clock_of_the_schedule(now, monday):
    week, since = week_to_tell(CHICAGO, now)
    assert week == monday
    assert since <= now and (since.hour, since.weekday()) == (9, 0)


def test_where_nothing_is_wrong_nobody_is_told():
    assert notices("payments", CHICAGO, Lack((), (), ()), [ANA], link="https://x/oncall") == []


def test_everybody_of_the_team_is_told_what_is_wrong_and_when():
    told = notices("payments", CHICAGO, Lack([NIGHT], [], [BENS]), [BEN, ANA], link="https://x/oncall")
    assert [notice.recipient for notice in told] == ["ana@example.com", "ben@example.com"]
    assert told[0].subject == ("On call for payments: a gap and a person who cannot be paged in the coming two weeks")
    assert told[0].message.splitlines()[2:] == [
        "Nobody is on call (America/Chicago):",
        "- Mon 2026-03-09 20:00 to Tue 2026-03-10 08:00",
        "",
        "No page would reach them, for want of a verified contact method or a rule that uses one:",
        "- Ben <ben@example.com>, first Mon 2026-03-09 20:00 to Tue 2026-03-10 08:00",
        "",
        "https://x/oncall",
    ]


def test_a_hundred_gaps_are_counted_and_not_all_listed():
    (told,) = notices("payments", CHICAGO, Lack([NIGHT] * 100, [BENS], []), [ANA], link="https://x/oncall")
    assert "100 gaps and a person who cannot be paged" in told.subject
    assert told.message.count("Mon 2026-03-09 20:00") == 21 and "- and 80 more" in told.message
    assert "Their accounts are disabled" in told.message
