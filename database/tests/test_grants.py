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


# What a login may do with a table that is another's; its own schema's it works with.
LENT = {
    ("alert_ingestion", "platform.alembic_version"): {"SELECT"},
    ("incident_management", "platform.alembic_version"): {"SELECT"},
    ("incident_management", "alerts.alerts"): {"SELECT"},
    ("oncall_service", "platform.alembic_version"): {"SELECT"},
    ("notification_service", "platform.alembic_version"): {"SELECT"},
}
OWN_SCHEMA = {
    "alert_ingestion": "alerts",
    "incident_management": "incidents",
    "oncall_service": "oncall",
    "notification_service": "notify",
}
# What was said is not unsaid, by whatever code runs as the service.
APPENDED_ONLY = {
    "incidents.timeline": {"SELECT", "INSERT"},
    "incidents.notes": {"SELECT", "INSERT"},
    "alerts.rule_sets": {"SELECT", "INSERT"},
    "oncall.audit_log": {"SELECT"},
}
STATEMENTS = {
    "SELECT": "SELECT * FROM {} LIMIT 1",
    "INSERT": "INSERT INTO {} DEFAULT VALUES",
    "UPDATE": "UPDATE {} SET {} = NULL",
    "DELETE": "DELETE FROM {}",
    "TRUNCATE": "TRUNCATE {}",
    "DROP": "DROP TABLE {}",
    "ALTER": "ALTER TABLE {} ADD COLUMN mine integer",
    "TRIGGER": "CREATE TRIGGER mine BEFORE INSERT ON {} FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at()",
    "INDEX": "CREATE INDEX ON {} (({}))",
    "UNPROTECT": "ALTER TABLE {} DISABLE ROW LEVEL SECURITY",
    "COPY": "COPY {} TO PROGRAM 'cat'",
}


@pytest.fixture
def tables(database: Database) -> dict[str, str]:
    """Every table there is, with the name of one of its columns."""
    rows = database.owner.rows(
        "SELECT n.nspname || '.' || c.relname AS name, (SELECT quote_ident(a.attname) FROM pg_attribute a"
        " WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
        " AND a.attgenerated = '' AND a.attidentity = '' LIMIT 1) AS part"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')"
        " AND n.nspname IN ('alerts', 'incidents', 'oncall', 'notify', 'platform', 'public')"
    )
    return {row["name"]: row["part"] for row in rows}


@pytest.mark.parametrize("login", LOGINS)
def test_every_table_is_closed_to_every_login_but_for_what_it_needs(
    database: Database, tables: dict[str, str], login: str
) -> None:
    """Each statement on each table is tried as each login, and nothing of it stays."""
    assert len(tables) > 40
    wrong = []
    with database.login(login).connect() as connection, connection.cursor() as cursor:
        for table, column in tables.items():
            is_own = table.partition(".")[0] == OWN_SCHEMA.get(login)
            may = APPENDED_ONLY.get(table, {"SELECT", "INSERT", "UPDATE", "DELETE"}) if is_own else set()
            may |= LENT.get((login, table), set())
            for verb in STATEMENTS.keys() - may:
                if is_own and table not in APPENDED_ONLY and verb in ("INSERT", "UPDATE", "DELETE"):
                    continue  # a service's own table may be closed further than it must
                try:
                    cursor.execute(STATEMENTS[verb].format(table, column))
                except psycopg2.errors.InsufficientPrivilege:
                    connection.rollback()
                    continue
                except psycopg2.Error as error:
                    connection.rollback()
                    wrong.append((verb, table, type(error).__name__))
                else:
                    connection.rollback()
                    wrong.append((verb, table, "was done"))
    assert not wrong


@pytest.mark.parametrize(("table", "may"), APPENDED_ONLY.items())
def test_what_was_written_down_cannot_be_changed_by_its_own_service(
    database: Database, table: str, may: set[str]
) -> None:
    login = {schema: name for name, schema in OWN_SCHEMA.items()}[table.partition(".")[0]]
    granted = database.owner.rows(
        "SELECT verb FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS v (verb)"
        " WHERE has_table_privilege(%s, %s, verb) OR (verb <> 'TRUNCATE' AND verb <> 'DELETE'"
        " AND has_any_column_privilege(%s, %s, verb))",
        (login, table, login, table),
    )
    assert {row["verb"] for row in granted} == may


@pytest.mark.parametrize("login", LOGINS)
def test_no_login_has_a_right_beyond_its_grants(database: Database, login: str) -> None:
    rights = database.owner.rows(
        "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls AS beyond,"
        " (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid) AS owns FROM pg_roles r WHERE rolname = %s",
        (login,),
    )
    assert rights == [{"beyond": False, "owns": 0}]
