"""What the tests of the schema share."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg2.errors
import pytest
from dev_kit.databases import Database
from psycopg2.extras import RealDictCursor

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WINDOW = timedelta(minutes=5)

UNDONE = (psycopg2.errors.SerializationFailure, psycopg2.errors.QueryCanceled, psycopg2.errors.LockNotAvailable)
CORRELATE = "SELECT * FROM incidents.correlate(%s, %s, %s, %s, %s, %s)"
Correlate = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def correlate(database: Database) -> Correlate:
    """`correlate(key, ..., at=NOON)`: one alert for each key, correlated and counted as alert-ingestion does it."""

    def ask(*keys: str, at: datetime = NOON) -> list[dict[str, Any]]:
        many = len(keys)
        parameters = (list(keys), list(keys), ["high"] * many, ["disk full"] * many, [at] * many, WINDOW)
        while True:
            try:
                return transaction(parameters)
            except UNDONE:
                continue  # undone as a whole, and tried again, as intake does; a busy machine may run into the timeouts

    def transaction(parameters: tuple[Any, ...]) -> list[dict[str, Any]]:
        login, many = database.login("alert_ingestion"), len(parameters[0])
        with login.connect() as connection, connection, connection.cursor(cursor_factory=RealDictCursor) as cursor:
            cursor.execute(CORRELATE, parameters)
            answers = [dict(row) for row in cursor.fetchall()]
            ids = [answer["incident_id"] for answer in answers]
            cursor.execute("SELECT incidents.count_alerts(%s::uuid[], %s, %s)", (ids, [1] * many, parameters[4]))
        return answers

    return ask
