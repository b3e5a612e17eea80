"""Requests share a transaction, and none is answered with what became of another's (promise P1)."""

import asyncio

from alert_ingestion.domain.alert import Alert, Severity, fingerprint_of
from alert_ingestion.intake import Answer
from platform_kit.problems import Problem


def test_nobody_is_told_yes_when_the_batch_fails_after_some_answers_were_written(serve, run, stored):
    """The answers are written before the commit. One that cannot be written undoes what its neighbours were told."""

    def yes(taken):
        return 201, b"{}"

    def broken(taken):
        raise RuntimeError("this answer cannot be written")

    async def send() -> list[Answer | BaseException]:
        async with serve() as service:
            intake = service.app.state.intake
            await service.send()  # the incident is there: what follows shares one transaction
            alerts = [Alert("checkout-api", Severity.HIGH, m, fingerprint_of("checkout-api", "high", m)) for m in "abc"]
            told = zip(alerts, (yes, yes, broken), strict=True)  # a keeps the writer busy, b and c share a batch
            return await asyncio.gather(
                *(intake.take([alert], None, answer) for alert, answer in told), return_exceptions=True
            )

    answers = run(send())
    assert [isinstance(told, Problem) for told in answers] == [False, True, True]
    assert {row["message"] for row in stored()} & set("abc") == {"a"}
