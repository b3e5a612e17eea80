"""The containers are closed, limited and watched (CIS Docker 4.1, 4.6, 5.3 to 5.5, 5.10 to 5.15, 5.25, 5.28)."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

COMPOSE = yaml.safe_load((Path(__file__).resolve().parents[2] / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
ONE_SHOT = {"migrate"}
BUILT = {"alert-ingestion", "incident-management", "oncall-service", "notification-service", "web-ui", "migrate"}

every_service = pytest.mark.parametrize("name", sorted(SERVICES))


@every_service
def test_no_container_runs_as_root(name: str) -> None:
    assert str(SERVICES[name]["user"]).split(":")[0] not in {"", "0", "root"}


@every_service
def test_no_container_has_a_capability_or_can_gain_one(name: str) -> None:
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert "cap_add" not in SERVICES[name]
    assert "no-new-privileges:true" in SERVICES[name]["security_opt"]
    assert not SERVICES[name].get("privileged")


@every_service
def test_the_root_file_system_is_read_only(name: str) -> None:
    assert SERVICES[name]["read_only"] is True


@every_service
def test_cpu_memory_and_processes_are_limited(name: str) -> None:
    assert set(SERVICES[name]["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}


@every_service
def test_logs_are_rotated(name: str) -> None:
    assert set(SERVICES[name]["logging"]["options"]) == {"max-size", "max-file"}


@every_service
def test_what_dies_is_started_again_and_what_is_done_stays_done(name: str) -> None:
    assert SERVICES[name]["restart"] == ("no" if name in ONE_SHOT else "unless-stopped")


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - ONE_SHOT))
def test_each_container_says_whether_it_is_well(name: str) -> None:
    check = SERVICES[name]["healthcheck"]
    assert check["test"][0] in {"CMD", "CMD-SHELL"}
    assert {"interval", "timeout", "retries", "start_period"} <= check.keys()


@every_service
def test_nothing_of_the_host_is_shared_but_configuration_to_read(name: str) -> None:
    service = SERVICES[name]
    for namespace in ("network_mode", "pid", "ipc", "uts", "userns_mode", "devices"):
        assert namespace not in service
    for mount in service.get("volumes", []):
        source, _, rest = mount.partition(":")
        is_named = source in COMPOSE["volumes"]
        assert is_named or (source.startswith("./monitoring/") and rest.endswith(":ro")), mount


@every_service
def test_images_are_named_exactly(name: str) -> None:
    image = SERVICES[name]["image"]
    if name in BUILT:
        assert image == f"oncall-platform/{name}:latest"  # made here, at the commit that is checked out
        assert "build" in SERVICES[name]
    else:
        assert re.fullmatch(r"[a-z0-9./-]+:v?\d+\.\d+(\.\d+)?", image), image


def test_only_the_ui_is_published_beyond_loopback() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published.pop("web-ui") == ["${UI_BIND:-0.0.0.0}:${UI_PORT:-8080}:8080"]
    assert published, "the APIs are reachable on loopback"
    assert all(port.startswith("127.0.0.1:") for ports in published.values() for port in ports)


def test_the_ui_is_not_on_the_database_side_and_the_database_has_no_way_out() -> None:
    assert "data" not in SERVICES["web-ui"]["networks"]
    assert SERVICES["postgres"]["networks"] == ["data"]
    assert COMPOSE["networks"]["data"]["internal"] is True
    assert "ports" not in SERVICES["postgres"]


def test_each_service_has_a_database_login_of_its_own_and_none_the_owners() -> None:
    urls = {
        name: s["environment"]["DATABASE_URL"]
        for name, s in SERVICES.items()
        if "DATABASE_URL" in s.get("environment", {})
    }
    owner = urls.pop("migrate")
    assert "${POSTGRES_USER" in owner
    logins = {name: re.match(r"postgresql://(\w+):", url) for name, url in urls.items()}
    assert {name: login and login[1] for name, login in logins.items()} == {
        name: name.replace("-", "_") for name in urls
    }
    assert len(urls) == 4


def test_services_wait_for_the_migrations() -> None:
    for name in BUILT - ONE_SHOT - {"web-ui"}:
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_intake_does_not_wait_for_the_services_behind_it() -> None:
    assert set(SERVICES["alert-ingestion"]["depends_on"]) == {"postgres", "migrate"}


def test_fsync_is_left_alone() -> None:
    assert "fsync" not in " ".join(SERVICES["postgres"]["command"])


def test_a_secret_reaches_the_containers_that_need_it_alone() -> None:
    def readers(variable: str) -> set[str]:
        return {name for name, service in SERVICES.items() if f"${{{variable}" in str(service.get("environment", ""))}

    assert readers("ADMIN_PASSWORD") == {"oncall-service"}
    assert readers("SMTP_PASSWORD") == {"notification-service"}
    assert readers("POSTGRES_PASSWORD") == {"postgres", "migrate"}
    assert readers("INGEST_API_KEY") == {"alert-ingestion", "oncall-service", "alertmanager"}
    for shared in ("SERVICE_TOKEN_SECRET", "ENCRYPTION_KEYS"):
        assert readers(shared) == {
            "alert-ingestion", "incident-management", "oncall-service", "notification-service"
        }  # fmt: skip


def test_the_mail_catcher_and_the_traces_run_only_when_asked_for(compose: dict[str, Any]) -> None:
    profiles = {name: service.get("profiles") for name, service in compose["services"].items()}
    assert profiles.pop("mailpit") == ["mail"]
    assert profiles.pop("jaeger") == ["traces"]
    assert not any(profiles.values())


def test_tls_adds_one_port_and_a_certificate_that_is_only_read() -> None:
    override = yaml.safe_load((Path(__file__).resolve().parents[2] / "docker-compose.tls.yml").read_text())
    assert set(override["services"]) == {"web-ui"}
    web_ui = override["services"]["web-ui"]
    assert set(web_ui) == {"environment", "volumes", "ports"}
    assert [port.rpartition(":")[2] for port in web_ui["ports"]] == ["8443"]
    assert [mount.rpartition(":")[2] for mount in web_ui["volumes"]] == ["ro"]
