"""Each service's login may do its own work and nothing else."""

from uuid import uuid4

import psycopg2.errors
import pytest
from dev_kit.databases import LOGINS, Database

SERVICES = [login for login in LOGINS if login != "metrics"]

REFUSED = {
    "alert_ingestion": [
        "SELECT * FROM incidents.incidents",
        "UPDATE incidents.incidents SET title = 'x'",
        "SELECT * FROM oncall.api_keys",
        "SELECT * FROM notify.notifications",
        "DELETE FROM alerts.alerts",
        "SELECT incidents.open('k', false, 's', 'high', 't', now(), 'me')",
    ],
    "incident_management": [
        "UPDATE incidents.timeline SET actor = 'x'",
        "DELETE FROM incidents.timeline",
        "UPDATE incidents.notes SET content = 'x'",
        "DELETE FROM incidents.incidents",
        "INSERT INTO incidents.incidents DEFAULT VALUES",
        "UPDATE alerts.alerts SET message = 'x'",
        "SELECT * FROM oncall.users",
    ],
    "oncall_service": ["SELECT * FROM incidents.incidents", "SELECT * FROM alerts.alerts"],
    "notification_service": ["SELECT * FROM oncall.users", "SELECT * FROM incidents.incidents"],
}
REFUSED_TO_ALL = [
    "CREATE TABLE public.mine (a int)",
    "CREATE SCHEMA mine",
    "CREATE TEMP TABLE mine (a int)",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "SELECT pg_read_file('/etc/passwd')",
    "DROP TABLE incidents.incidents",
    "UPDATE platform.alembic_version SET version_num = '0'",
]


@pytest.mark.parametrize(
    ("login", "statement"),
    [(login, statement) for login in SERVICES for statement in REFUSED[login] + REFUSED_TO_ALL],
)
def test_what_is_not_granted_is_refused(database: Database, login: str, statement: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        database.login(login).execute(statement)


@pytest.mark.parametrize("login", SERVICES)
def test_a_stuck_service_gives_its_locks_back(database: Database, login: str) -> None:
    settings = {
        name: database.login(login).value(f"SHOW {name}")
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    }
    # Whoever waits for an incident is to have it when the one who froze with it has lost it.
    stands_still_for = "1500ms" if login == "incident_management" else "10s"
    assert settings == {
        "statement_timeout": "5s",
        "lock_timeout": "2s",
        "idle_in_transaction_session_timeout": stands_still_for,
    }


def test_intake_may_tell_of_alerts_only(database: Database) -> None:
    forged = "SELECT incidents.tell_of_alerts(%s::uuid[], ARRAY['status_changed'], ARRAY[now()], ARRAY['{}'::jsonb])"
    with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="intake may tell of alerts only"):
        database.login("alert_ingestion").execute(forged, ([str(uuid4())],))


def test_the_exporter_reads_statistics_and_no_rows(database: Database) -> None:
    assert database.login("metrics").value("SELECT count(*) > 0 FROM pg_stat_database")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        database.login("metrics").rows("SELECT * FROM incidents.incidents")
