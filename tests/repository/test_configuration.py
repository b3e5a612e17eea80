"""One list of variables: what Compose reads, what .env.example explains, what the documentation tells."""

import importlib
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = (ROOT / "docker-compose.yml").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()

IN_EXAMPLE = dict(re.findall(r"(?m)^([A-Z_]+)=(.*)$", EXAMPLE))
USES = re.findall(r"\$\{([A-Z_]+)(?::([-?])([^}]*))?\}", COMPOSE)
SERVICES = ("alert-ingestion", "incident-management", "oncall-service", "notification-service")
OF_THE_BUILD = {"REVISION"}  # given by the pipeline, not by people
OF_COMPOSE_ITSELF = {"COMPOSE_PROFILES"}
# Where the example differs from a start without the line: it has a mail catcher, such a start has no mail at all.
# Or not needed at all.
GIVEN_BY_OTHERS = {"SMTP_PASSWORD", "OIDC_CLIENT_SECRET", "WEBHOOK_SIGNING_SECRET", "SLACK_SIGNING_SECRET"}
FOR_A_FIRST_LOOK = {"SMTP_HOST", "SMTP_PORT", "SMTP_TLS", "SMTP_FROM"}


def test_each_variable_of_compose_is_explained_and_each_explained_one_is_used() -> None:
    assert {name for name, _, _ in USES} - OF_THE_BUILD == IN_EXAMPLE.keys() - OF_COMPOSE_ITSELF


@pytest.mark.parametrize("name", sorted(IN_EXAMPLE))
def test_each_variable_has_a_comment_above_it(name: str) -> None:
    before = EXAMPLE[: re.search(rf"(?m)^{name}=", EXAMPLE).start()]  # type: ignore[union-attr]
    block = before[before.rindex("\n\n") :] if "\n\n" in before else before
    assert re.search(r"(?m)^# \w", block), f"{name} is not explained in .env.example"


@pytest.mark.parametrize("name", sorted(IN_EXAMPLE))
def test_each_variable_is_in_the_operations_manual(name: str) -> None:
    assert f"`{name}`" in OPERATIONS


def test_secrets_are_empty_in_the_example_and_stop_a_start_with_a_sentence() -> None:
    required = {name: sentence for name, kind, sentence in USES if kind == "?"}
    secrets = {name for name in IN_EXAMPLE if re.search(r"(_PASSWORD|_SECRET|_API_KEY|_KEYS)$", name)}
    assert not [name for name in secrets if IN_EXAMPLE[name]]
    assert secrets - GIVEN_BY_OTHERS == required.keys() - {"ADMIN_EMAIL"}
    assert all(len(sentence.split()) > 5 for sentence in required.values())


def test_a_required_variable_is_required_wherever_it_is_used() -> None:
    kinds: dict[str, set[str]] = {}
    for name, kind, _ in USES:
        kinds.setdefault(name, set()).add(kind)
    assert not [name for name, found in kinds.items() if "?" in found and found != {"?"}]


def test_the_example_shows_the_values_that_hold_without_it() -> None:
    defaults = {name: value for name, kind, value in USES if kind == "-"}
    differing = {name for name, value in defaults.items() if name not in OF_THE_BUILD and IN_EXAMPLE[name] != value}
    assert differing == FOR_A_FIRST_LOOK


@pytest.mark.parametrize("service", SERVICES)
def test_each_setting_of_a_service_is_passed_on_by_compose_with_its_own_default(service: str) -> None:
    settings = importlib.import_module(f"{service.replace('-', '_')}.settings").Settings
    passed_on = yaml.safe_load(COMPOSE)["services"][service]["environment"]
    for name, field in settings.model_fields.items():
        if name.upper() in OF_THE_BUILD:  # it is in the image, which knows better
            assert name.upper() not in passed_on
            continue
        written = passed_on.get(name.upper())
        assert written is not None, f"{service} reads {name.upper()}, which docker-compose.yml does not pass on"
        default = re.fullmatch(r"\$\{[A-Z_]+:-(.*)\}", str(written))
        if default and not field.is_required():
            assert default[1] == as_written(field.default), name


def as_written(default: object) -> str:
    """A default as an operator would write it: nothing where there is none, no needless decimals."""
    if default is None or default == ():
        return ""
    return f"{default:g}" if isinstance(default, float) else str(default).rstrip("/")
