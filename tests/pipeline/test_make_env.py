"""scripts/make-env.sh makes an installation's secrets, once."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_STAY_EMPTY = {
    "SMTP_PASSWORD",
    "OIDC_CLIENT_SECRET",
    "WEBHOOK_SIGNING_SECRET",
    "VAPID_PRIVATE_KEY",
    "SLACK_SIGNING_SECRET",
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "make-env.sh", tmp_path / "scripts")
    shutil.copy(ROOT / ".env.example", tmp_path)
    return tmp_path


def make_env(checkout: Path, *arguments: str) -> str:
    command = [str(checkout / "scripts" / "make-env.sh"), *arguments]
    return subprocess.run(command, cwd="/", check=True, capture_output=True, text=True).stdout


def variables(file: Path) -> dict[str, str]:
    return dict(re.findall(r"(?m)^([A-Z_]+)=(.*)$", file.read_text()))


def secrets(checkout: Path) -> set[str]:
    names = {name for name, value in variables(checkout / ".env.example").items() if not value}
    return {name for name in names if re.search(r"_(PASSWORD|SECRET|KEYS?)$", name)} - MAY_STAY_EMPTY


def test_every_secret_gets_a_value_of_its_own_that_needs_no_quoting(checkout: Path) -> None:
    make_env(checkout)
    made = [variables(checkout / ".env")[name] for name in secrets(checkout)]
    assert len(made) == 11
    assert len(set(made)) == len(made)
    assert all(re.fullmatch(r"(ock_)?[A-Za-z0-9]{40}", value) for value in made)


def test_only_its_owner_may_read_it_and_no_secret_is_shown(checkout: Path) -> None:
    shown = make_env(checkout)
    assert (checkout / ".env").stat().st_mode & 0o777 == 0o600
    assert not [name for name in secrets(checkout) if variables(checkout / ".env")[name] in shown]


def test_what_is_no_secret_is_as_in_the_example(checkout: Path) -> None:
    make_env(checkout)
    made, example = variables(checkout / ".env"), variables(checkout / ".env.example")
    assert {name: made[name] for name in example if name not in secrets(checkout)} == {
        name: value for name, value in example.items() if name not in secrets(checkout)
    }


def test_a_second_run_changes_nothing(checkout: Path) -> None:
    make_env(checkout)
    before = (checkout / ".env").read_bytes()
    assert "nothing was changed" in make_env(checkout)
    assert (checkout / ".env").read_bytes() == before


def test_after_an_upgrade_it_adds_what_is_new_and_keeps_what_people_wrote(checkout: Path) -> None:
    (checkout / ".env").write_text("ADMIN_PASSWORD=chosen by me & kept/as it is\nMETRICS_DB_PASSWORD=\n# mine\n")
    make_env(checkout)
    made = variables(checkout / ".env")
    assert made["ADMIN_PASSWORD"] == "chosen by me & kept/as it is"
    assert re.fullmatch(r"[A-Za-z0-9]{40}", made["METRICS_DB_PASSWORD"])
    assert secrets(checkout) <= made.keys()
    assert "# mine\n" in (checkout / ".env").read_text()
    assert (checkout / ".env").stat().st_mode & 0o777 == 0o600


def test_another_file_can_be_named(checkout: Path) -> None:
    make_env(checkout, str(checkout / "elsewhere"))
    assert secrets(checkout) <= variables(checkout / "elsewhere").keys()
    assert not (checkout / ".env").exists()
    assert sorted(path.name for path in checkout.iterdir()) == [".env.example", "elsewhere", "scripts"]
