from __future__ import annotations

import pytest
from platform_kit.settings import ServiceSettings, WorkerSettings, from_environment

NEEDED = {
    "DATABASE_URL": "postgresql://service:hunter2@127.0.0.1/oncall",
    "LISTEN_PORT": "8001",
    "SERVICE_TOKEN_SECRET": "s" * 32,
    "ENCRYPTION_KEYS": "k" * 32,
}


@pytest.fixture
def environment(monkeypatch):
    """`environment(NAME=value, …)` on top of what is needed; None takes a variable away."""

    def given(**changes: str | None) -> None:
        for name, value in (NEEDED | changes).items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)

    return given


def test_settings_are_read_from_the_environment_and_unknown_variables_stop_nothing(environment):
    environment(LOG_LEVEL="WARNING", SOMETHING_ELSE="1")

    settings = from_environment(ServiceSettings)

    assert (settings.listen_port, settings.log_level, settings.listen_host) == (8001, "WARNING", "127.0.0.1")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"DATABASE_URL": None}, "DATABASE_URL is not set"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL: "),
        ({"LISTEN_PORT": "eighty"}, "LISTEN_PORT: "),
        ({"LISTEN_PORT": "70000"}, "LISTEN_PORT: "),
        ({"ENCRYPTION_KEYS": "k" * 32 + ",short-secret"}, "ENCRYPTION_KEYS: takes random texts of at least 32"),
        ({"ENCRYPTION_KEYS": ","}, "ENCRYPTION_KEYS: takes random texts of at least 32 characters"),
        ({"SERVICE_TOKEN_SECRET": "short-secret"}, "SERVICE_TOKEN_SECRET: String should have at least 32 characters"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL: "),
        (
            {"DATABASE_URL": None, "SERVICE_TOKEN_SECRET": None},
            "DATABASE_URL is not set; SERVICE_TOKEN_SECRET is not set",
        ),
    ],
)
def test_what_is_missing_or_bad_ends_the_start_with_one_line_that_names_it(environment, capsys, changes, says):
    environment(**changes)

    with pytest.raises(SystemExit) as ended:
        from_environment(ServiceSettings)

    line = capsys.readouterr().err
    assert line.startswith(f"cannot start: {says}")
    assert line.count("\n") == 1
    assert ended.value.code == 78
    assert not any(secret in line for secret in ("hunter2", "short-secret"))


@pytest.mark.parametrize(("name", "value"), [("WORKER_LEASE_SECONDS", "0"), ("WORKER_POLL_SECONDS", "-1")])
def test_a_worker_needs_a_lease_and_a_poll_above_zero(environment, capsys, name, value):
    environment(**{name: value})

    with pytest.raises(SystemExit):
        from_environment(WorkerSettings)

    assert name in capsys.readouterr().err


def test_times_take_decimals(environment):
    environment(WORKER_LEASE_SECONDS="1.5", WORKER_POLL_SECONDS="0.25")

    settings = from_environment(WorkerSettings)

    assert (settings.worker_lease_seconds, settings.worker_poll_seconds) == (1.5, 0.25)


def test_the_services_secret_does_not_show_when_settings_are_printed(environment):
    environment()

    assert "s" * 32 not in repr(from_environment(ServiceSettings))


class OfWorker(ServiceSettings, WorkerSettings):
    smtp_user: str | None = None


def test_an_empty_variable_is_as_good_as_none_whatever_bases_a_service_puts_together(environment):
    environment(SMTP_USER="", LOG_LEVEL="")

    settings = from_environment(OfWorker)

    assert (settings.smtp_user, settings.log_level) == (None, "INFO")


def test_a_secret_may_lie_in_a_file(environment, tmp_path):
    file = tmp_path / "secret"
    file.write_text("s" * 40 + "\n")
    environment(SERVICE_TOKEN_SECRET=None, SERVICE_TOKEN_SECRET_FILE=str(file))
    assert from_environment(ServiceSettings).service_token_secret == "s" * 40


def test_a_file_that_cannot_be_read_ends_the_start_with_its_name(environment, tmp_path, capsys):
    environment(SERVICE_TOKEN_SECRET=None, SERVICE_TOKEN_SECRET_FILE=str(tmp_path / "none"))
    with pytest.raises(SystemExit):
        from_environment(ServiceSettings)
    assert f"SERVICE_TOKEN_SECRET_FILE: {tmp_path / 'none'} cannot be read" in capsys.readouterr().err


def test_a_value_and_a_file_for_it_are_one_too_many(environment, tmp_path, capsys):
    environment(SERVICE_TOKEN_SECRET_FILE=str(tmp_path / "none"))
    with pytest.raises(SystemExit):
        from_environment(ServiceSettings)
    assert "SERVICE_TOKEN_SECRET and SERVICE_TOKEN_SECRET_FILE are both set" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("address", "listens_at"),
    [
        (None, "postgresql://service:hunter2@127.0.0.1/oncall"),
        ("db.example.com:5433", "postgresql://service:hunter2@db.example.com:5433/oncall"),
        ("[fd00::1]:5433", "postgresql://service:hunter2@[fd00::1]:5433/oncall"),
    ],
)
def test_notifications_are_listened_for_at_the_database_itself(environment, address, listens_at):
    environment(DATABASE_LISTEN_ADDRESS=address)

    assert from_environment(ServiceSettings).listen_url == listens_at
