"""Where local mode takes settings from, and what it keeps."""

from pathlib import Path

import pytest

from scripts.local.settings import CREDENTIALS, env_file, keep_credentials, read

URL = "http://127.0.0.1:8080"


@pytest.fixture
def dotenv(tmp_path: Path) -> Path:
    return tmp_path / ".env"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("NAME=plain", "plain"),
        ("export NAME=plain", "plain"),
        ("NAME=On call <pager@example.org>", "On call <pager@example.org>"),
        ("NAME='one # two'", "one # two"),
        ('NAME="it\'s"', "it's"),
        ("NAME=word # a remark", "word"),
        ("NAME=with#hash", "with#hash"),
        ("NAME='never closed", "'never closed"),
        ("NAME=", ""),
    ],
)
def test_a_line_of_dotenv_is_read_as_a_shell_reads_it(dotenv: Path, line: str, value: str) -> None:
    dotenv.write_text(f"# a remark\n\n{line}\n")
    assert env_file(dotenv) == {"NAME": value}


def test_the_environment_goes_before_dotenv_and_dotenv_before_what_was_made(tmp_path: Path, dotenv: Path) -> None:
    first = read(tmp_path, dotenv, {}, URL)
    assert first.made == {"ADMIN_EMAIL", "ADMIN_PASSWORD", "INGEST_API_KEY"}
    keep_credentials(tmp_path, first, "postgresql://owner@127.0.0.1/oncall")

    again = read(tmp_path, dotenv, {}, URL)
    assert (again.given, again.made) == (first.given, frozenset())
    dotenv.write_text("ADMIN_PASSWORD=from-dotenv-12345\nINGEST_API_KEY=from-dotenv-12345\n")
    given = read(tmp_path, dotenv, {"INGEST_API_KEY": "from-environment-1"}, URL).given
    assert given["ADMIN_PASSWORD"] == "from-dotenv-12345"
    assert given["INGEST_API_KEY"] == "from-environment-1"
    assert given["ADMIN_EMAIL"] == first.given["ADMIN_EMAIL"]


def test_an_empty_variable_counts_as_not_given(tmp_path: Path, dotenv: Path) -> None:
    settings = read(tmp_path, dotenv, {"ADMIN_PASSWORD": "", "SMTP_HOST": ""}, URL)
    assert "ADMIN_PASSWORD" in settings.made
    assert not settings.sends_mail


def test_secrets_stay_the_same_and_are_for_this_user_alone(tmp_path: Path, dotenv: Path) -> None:
    one, other = read(tmp_path, dotenv, {}, URL), read(tmp_path, dotenv, {}, URL)
    assert one.passwords == other.passwords
    assert one.owner_password == other.owner_password
    assert one.given["SERVICE_TOKEN_SECRET"] == other.given["SERVICE_TOKEN_SECRET"]
    keep_credentials(tmp_path, one, "postgresql://owner@127.0.0.1/oncall")
    for file in tmp_path.iterdir():
        assert file.stat().st_mode & 0o777 == 0o600, file


def test_a_password_with_every_kind_of_quote_survives_the_file(tmp_path: Path, dotenv: Path) -> None:
    odd = """it's "odd" $HOME `x` \\ # end"""
    keep_credentials(tmp_path, read(tmp_path, dotenv, {"ADMIN_PASSWORD": odd}, URL), "postgresql://x/y")
    assert env_file(tmp_path / CREDENTIALS)["ADMIN_PASSWORD"] == odd
