"""Settings are read from the environment, whatever bases a service puts together."""

import pytest
from platform_kit.settings import ServiceSettings, WorkerSettings, from_environment


class OfService(ServiceSettings):
    smtp_user: str | None = None


class OfWorker(ServiceSettings, WorkerSettings):
    smtp_user: str | None = None


either = pytest.mark.parametrize("kind", [OfService, OfWorker])


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@127.0.0.1/oncall")
    monkeypatch.setenv("LISTEN_PORT", "8001")
    monkeypatch.setenv("SERVICE_TOKEN_SECRET", "s" * 32)


@either
def test_an_empty_variable_is_as_good_as_none(kind: type[OfService], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_USER", "")
    monkeypatch.setenv("LOG_LEVEL", "")
    settings = from_environment(kind)
    assert (settings.smtp_user, settings.log_level) == (None, "INFO")


@either
def test_a_bad_variable_ends_the_process_with_its_name_and_without_its_value(
    kind: type[OfService], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SERVICE_TOKEN_SECRET", "too-short")
    monkeypatch.delenv("LISTEN_PORT")
    with pytest.raises(SystemExit) as ended:
        from_environment(kind)
    said = capsys.readouterr().err
    assert ended.value.code == 78
    assert "SERVICE_TOKEN_SECRET" in said and "LISTEN_PORT is not set" in said
    assert "too-short" not in said
