"""Each test has a database of its own, as migrations make it."""

import time

import psycopg2
import pytest
from dev_kit.databases import LOGINS, Database


def test_a_copy_has_the_schema_of_the_migrations(database: Database) -> None:
    owned = {row["nspname"] for row in database.owner.rows("SELECT nspname FROM pg_namespace")}
    assert {"alerts", "incidents", "oncall", "notify"} <= owned


@pytest.mark.parametrize("login", LOGINS)
def test_each_login_may_enter_and_make_nothing_of_its_own(database: Database, login: str) -> None:
    assert database.login(login).value("SELECT current_user::text") == login
    for statement in ("CREATE TABLE public.mine (id int)", "CREATE TEMP TABLE mine (id int)"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            database.login(login).execute(statement)


def test_tests_do_not_see_each_others_rows(template_database: Database) -> None:
    one, other = template_database.copy("one"), template_database.copy("other")
    one.owner.execute("CREATE TABLE public.seen (word text)")
    try:
        with pytest.raises(psycopg2.errors.UndefinedTable):
            other.owner.rows("SELECT * FROM public.seen")
    finally:
        one.drop()
        other.drop()


def test_a_database_with_an_open_session_can_be_dropped(template_database: Database) -> None:
    copied = template_database.copy("short_lived")
    with copied.owner.connect():
        copied.drop()
    with pytest.raises(psycopg2.OperationalError):
        copied.owner.value("SELECT 1")


def test_a_copy_is_quick(template_database: Database) -> None:
    started = time.monotonic()
    template_database.copy("quick").drop()
    assert time.monotonic() - started < 5  # 0.1 s on an idle machine
