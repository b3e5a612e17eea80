"""An incident says what else is broken among the services that its own needs."""

from __future__ import annotations

import pytest


@pytest.fixture
def depend(database) -> None:
    """shop needs checkout-api, which needs ledger, which needs shop again. wiki needs nothing."""
    database.owner.execute("""
        INSERT INTO oncall.services (name, team_id) SELECT n.name, t.id FROM oncall.teams t,
            unnest(ARRAY['shop', 'checkout-api', 'ledger', 'wiki']) AS n (name) WHERE t.name = 'default';
        INSERT INTO oncall.service_dependencies (service_id, depends_on_id)
        SELECT a.id, b.id FROM oncall.services a, oncall.services b
        WHERE (a.name, b.name) IN (('shop', 'checkout-api'), ('checkout-api', 'ledger'), ('ledger', 'shop'))
    """)


def broken(shown) -> list[tuple[int, str]]:
    return [(one["distance"], one["incident"]["service"]) for one in shown["broken_dependencies"]]


def test_it_names_the_unresolved_incidents_of_what_it_needs_the_nearest_first(depend, api) -> None:
    api.open(service="ledger")
    api.open(service="checkout-api")
    api.open(service="wiki")
    assert broken(api.show(api.open(service="shop")["id"])) == [(1, "checkout-api"), (2, "ledger")]


def test_services_that_need_each_other_are_each_named_once(depend, api) -> None:
    shop = api.open(service="shop")
    assert broken(api.show(shop["id"])) == []
    assert broken(api.show(api.open(service="ledger")["id"])) == [(1, "shop")]


def test_what_is_resolved_is_named_no_more(depend, api) -> None:
    ledger, checkout = api.open(service="ledger"), api.open(service="checkout-api")
    assert broken(api.show(checkout["id"])) == [(1, "ledger")]
    api.patch(ledger["id"], status="resolved")
    assert broken(api.show(checkout["id"])) == []


def test_an_incident_that_is_over_asks_no_more(depend, api) -> None:
    api.open(service="ledger")
    checkout = api.open(service="checkout-api")
    api.patch(checkout["id"], status="resolved")
    assert broken(api.show(checkout["id"])) == []


def test_the_incident_of_a_team_that_is_hidden_is_not_named(depend, api, ben, database) -> None:
    database.owner.execute(
        "WITH made AS (INSERT INTO oncall.teams (name, is_private) VALUES ('secret', true) RETURNING id)"
        " UPDATE oncall.services SET team_id = made.id FROM made WHERE oncall.services.name = 'ledger'"
    )
    api.open(service="checkout-api")
    open_there = api.open(service="shop")
    database.owner.execute("UPDATE incidents.incidents SET team = 'secret' WHERE service = 'checkout-api'")
    assert broken(ben.show(open_there["id"])) == []
