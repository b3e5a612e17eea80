"""The images: small, without root, and the four services' alike."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVICES = {
    "alert-ingestion": 8001,
    "incident-management": 8002,
    "oncall-service": 8003,
    "notification-service": 8004,
}
DOCKERFILES = sorted(
    path.relative_to(ROOT) for path in [*ROOT.glob("services/*/Dockerfile"), ROOT / "database/Dockerfile"]
)

every_dockerfile = pytest.mark.parametrize("path", DOCKERFILES, ids=str)


def instructions(path: Path, word: str) -> list[str]:
    """The arguments of each such instruction, continued lines joined."""
    text = re.sub(r"\\\n\s*", " ", (ROOT / path).read_text())
    return re.findall(rf"(?m)^{word}\s+(.+)$", text)


def test_each_image_of_the_compose_file_has_its_dockerfile(compose: dict) -> None:  # type: ignore[type-arg]
    named = {s["build"]["dockerfile"] for s in compose["services"].values() if "build" in s}
    assert named == {str(path) for path in DOCKERFILES}


@every_dockerfile
def test_every_base_image_has_an_exact_tag(path: Path) -> None:
    for image in (line.split()[0] for line in instructions(path, "FROM")):
        assert re.search(r":\d+\.\d+\.\d+", image), image


@every_dockerfile
def test_what_builds_does_not_ship(path: Path) -> None:
    stages = instructions(path, "FROM")
    assert len(stages) >= 2
    assert " AS " not in stages[-1]
    assert any(line.startswith("--from=build") for line in instructions(path, "COPY"))


@every_dockerfile
def test_the_image_runs_as_a_numbered_user_who_is_not_root(path: Path) -> None:
    assert re.fullmatch(r"[1-9]\d*(:\d+)?", instructions(path, "USER")[-1])


@every_dockerfile
def test_the_image_says_how_its_health_is_checked(path: Path) -> None:
    checks = instructions(path, "HEALTHCHECK")
    assert len(checks) == 1
    assert (checks[0] == "NONE") == (path.parent.name == "database")  # which runs once and ends


@every_dockerfile
def test_the_image_says_what_it_is_and_from_which_commit(path: Path) -> None:
    labels = " ".join(instructions(path, "LABEL"))
    for label in ("title", "description", "version", "revision"):
        assert f"org.opencontainers.image.{label}=" in labels


@pytest.mark.parametrize(("service", "port"), SERVICES.items())
def test_the_four_services_are_built_in_the_same_way(service: str, port: int) -> None:
    """Four files, so that each service can be read alone; one text, so that none falls behind."""
    first, first_port = next(iter(SERVICES.items()))

    def general(text: str, name: str, number: int) -> str:
        text = text.replace(name, "<service>").replace(name.replace("-", "_"), "<package>")
        text = text.replace(str(number), "<port>")
        return re.sub(r'(image\.description=)"[^"]*"', r'\1"<description>"', text)

    mine = (ROOT / "services" / service / "Dockerfile").read_text()
    theirs = (ROOT / "services" / first / "Dockerfile").read_text()
    assert general(mine, service, port) == general(theirs, first, first_port)


@pytest.mark.parametrize("service", SERVICES)
def test_the_image_is_described_as_the_package_is(service: str) -> None:
    project = tomllib.loads((ROOT / "services" / service / "pyproject.toml").read_text())["project"]
    labels = " ".join(instructions(Path("services") / service / "Dockerfile", "LABEL"))
    assert f'description="{project["description"]}"' in labels


def test_the_builder_gets_no_secrets_and_no_history() -> None:
    text = (ROOT / ".dockerignore").read_text()
    ignored = [line for line in text.splitlines() if not line.startswith("#")]
    assert ignored[0] == "*"
    opened = [line[1:] for line in ignored if line.startswith("!")]
    assert not [name for name in opened if name.startswith((".", "tests", "docs"))]
    assert "**/.env*" in ignored
