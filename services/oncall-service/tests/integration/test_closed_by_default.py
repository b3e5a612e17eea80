"""Every route of the published contract, asked by everybody who may not."""

import json
from pathlib import Path

import pytest

CONTRACT = json.loads((Path(__file__).parents[2] / "openapi.json").read_text())
OPEN = {
    "/health",
    "/health/ready",
    "/metrics",
    "/api/v1/auth/login",
    "/api/v1/auth/oidc/start",
    "/api/v1/auth/oidc/callback",
    "/api/v1/calendars/{token}.ics",
}
SOME_ID = "00000000-0000-0000-0000-000000000001"
ROUTES = [
    (method.upper(), path, frozenset(operation["x-needs"]))
    for path, operations in CONTRACT["paths"].items()
    for method, operation in operations.items()
    if path not in OPEN
]
GRANTS = {
    "viewer": {"read"},
    "responder": {"read", "respond", "ingest"},
    "admin": {"read", "respond", "admin", "ingest"},
}


def address(path: str) -> str:
    parts = (SOME_ID if part.startswith("{") else part for part in path.replace(".ics", "").split("/"))
    return "/".join(parts) + (".ics" if path.endswith(".ics") else "")


def counted(service):
    return service.database.owner.rows(
        "SELECT (SELECT count(*) FROM oncall.teams) AS teams, (SELECT count(*) FROM oncall.schedules) AS schedules,"
        " (SELECT count(*) FROM oncall.overrides) AS overrides,"
        " (SELECT count(*) FROM oncall.escalation_policies) AS policies,"
        " (SELECT count(*) FROM oncall.calendar_links) AS links"
    )


@pytest.fixture(scope="module", autouse=True)
def before(shared_service):
    """What there was when the first of these tests began, whichever tests ran earlier."""
    return counted(shared_service)


@pytest.fixture(scope="module")
def everybody(shared_service):
    service = shared_service
    admin = service.with_key("admin")
    revoked = admin.post("/api/v1/api-keys", json={"name": "revoked", "role": "admin"}).json()
    admin.delete(f"/api/v1/api-keys/{revoked['id']}")
    return {
        "nobody": service.client(),
        "empty": service.client(""),
        "wrong": service.client("ock_" + "w" * 43),
        "expired": service.with_key("admin", expires_at="2020-01-01T00:00:00Z"),
        "revoked": service.client(revoked["key"]),
        "ingest": service.with_key(None, ("ingest",)),
        "service": service.as_service(),
    } | {role: service.with_key(role) for role in GRANTS}


def test_the_open_paths_are_the_documented_ones():
    opened = {
        path for path, of in CONTRACT["paths"].items() for operation in of.values() if operation["security"] == []
    }
    assert opened == OPEN


@pytest.mark.parametrize(("method", "path", "needs"), ROUTES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_route_takes_nobody_but_whom_it_declares(everybody, method, path, needs):
    def status(who: str) -> int:
        body = {"json": {"not": "looked at before the caller is known"}} if method in ("POST", "PUT", "PATCH") else {}
        return everybody[who].request(method, address(path), **body).status_code

    for who in ("nobody", "empty", "wrong", "expired", "revoked"):
        assert status(who) == 401, who
    assert needs and not needs & {"ingest"}
    assert status("ingest") == 403
    assert (status("service") == 403) == ("service" not in needs)
    for role, grants in GRANTS.items():
        assert (status(role) == 403) == (not needs & grants), role


def test_nothing_was_changed_by_all_that(everybody, before, shared_service):
    assert counted(shared_service) == before
