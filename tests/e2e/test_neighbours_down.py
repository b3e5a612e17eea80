"""A service that is away delays, and loses nothing."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from dev_kit.platform import Platform
from dev_kit.processes import wait_until
from dev_kit.sinks.smtp import SmtpSink

pytestmark = pytest.mark.e2e


def test_alerts_are_taken_while_incident_management_is_away_and_paged_when_it_returns(
    platform: Platform, new_team: Callable[[], Any], paged_once: Callable[..., None]
) -> None:
    teams = [new_team() for _ in range(3)]
    platform.process("incident-management").stop()
    answers = [platform.send_alert(service=team.service, message="down while you were out") for team in teams]
    assert {answer["result"] for answer in answers} == {"new_incident"}
    _return(platform, "incident-management")
    for team, answer in zip(teams, answers, strict=True):
        paged_once(answer["incident_id"], team.person, within_s=30)


def test_an_incident_management_that_hangs_does_not_hold_up_intake(
    platform: Platform, team: Any, paged_once: Callable[..., None]
) -> None:
    platform.process("incident-management").pause()
    try:
        answer = platform.send_alert(service=team.service)
    finally:
        platform.process("incident-management").resume()
    assert answer["result"] == "new_incident"
    paged_once(answer["incident_id"], team.person)


@pytest.mark.parametrize("away", ["oncall-service", "notification-service"])
def test_what_was_due_is_done_once_when_a_service_returns(
    platform: Platform, team: Any, paged_once: Callable[..., None], away: str
) -> None:
    platform.process(away).stop()
    answer = platform.send_alert(service=team.service)
    # Long enough for several tries to fail: what must not happen is that one of them is counted as done.
    assert not threading.Event().wait(3)
    _return(platform, away)
    paged_once(answer["incident_id"], team.person, within_s=30)


def test_a_mail_server_that_is_away_delays_the_page(
    platform: Platform, team: Any, mailbox: SmtpSink, paged_once: Callable[..., None]
) -> None:
    mailbox.close()
    try:
        answer = platform.send_alert(service=team.service, message="nobody hears this yet")
        wait_until(lambda: platform.database.owner.value("SELECT count(*) FROM notify.attempts") or None, 15, "a try")
    finally:
        mailbox.open()
    paged_once(answer["incident_id"], team.person)
    assert "nobody hears this yet" in mailbox.expect_mail(to=team.person).subject


def _return(platform: Platform, service: str) -> None:
    platform.process(service).start()
    platform.process(service).wait_until_ready()
