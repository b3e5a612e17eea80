"""Somebody signs in, sees an incident appear, and deals with it."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from dev_kit.platform import Platform
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(300)]

# Chromium's own sandbox needs rights that containers and root do not have; the rest keeps it from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SECONDS = 1_000.0
expect.set_options(timeout=30 * SECONDS)  # of patience; an idle machine answers within one


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright, debian_program: Callable[[str], Any]) -> Iterator[Browser]:
    chromium = debian_program("chromium")
    browser = playwright.chromium.launch(
        executable_path=str(chromium.path), env={**os.environ, **chromium.environment}, args=ARGUMENTS
    )
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser, platform: Platform) -> Iterator[Page]:
    """A page that nobody has signed in on. A script error in it fails the test."""
    context = browser.new_context(base_url=platform.ui_url)
    page = context.new_page()
    page.set_default_timeout(30 * SECONDS)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def signed_in(page: Page, platform: Platform) -> Page:
    page.goto("/incidents")
    page.get_by_label("E-mail").fill(platform.settings["ADMIN_EMAIL"])
    page.get_by_label("Password", exact=True).fill(platform.settings["ADMIN_PASSWORD"])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Incidents")).to_be_visible()
    return page


def test_an_incident_appears_without_a_reload_and_is_acknowledged_noted_and_resolved(
    signed_in: Page, platform: Platform, team: Any, incident: Callable[[Any], dict[str, Any]]
) -> None:
    page = signed_in
    page.evaluate("window.notReloaded = true")
    title = f"{team.service} answers nobody"
    incident_id = platform.send_alert(service=team.service, severity="critical", message=title)["incident_id"]

    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()

    page.get_by_role("button", name="Acknowledge").click()
    expect(page.get_by_text("Acknowledged", exact=True).first).to_be_visible()

    page.get_by_label("Note").fill("the disk of db-1 was full")
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_role("article").get_by_text("the disk of db-1 was full")).to_be_visible()

    page.get_by_role("button", name="Resolve").click()
    expect(page.get_by_text("Resolved", exact=True).first).to_be_visible()
    assert page.evaluate("window.notReloaded")

    shown = incident(incident_id)
    assert (shown["status"], [note["content"] for note in shown["notes"]]) == (
        "resolved",
        ["the disk of db-1 was full"],
    )
    changes = [e["data"]["to"] for e in shown["timeline"] if e["type"] == "status_changed"]
    assert changes == ["acknowledged", "resolved"]
    assert {e["actor"] for e in shown["timeline"] if e["type"] in ("status_changed", "note")} == {
        platform.settings["ADMIN_EMAIL"]
    }


def test_a_wrong_password_says_so_and_lets_nobody_in(page: Page, platform: Platform) -> None:
    page.goto("/incidents")
    page.get_by_label("E-mail").fill(platform.settings["ADMIN_EMAIL"])
    page.get_by_label("Password", exact=True).fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    page.goto("/incidents")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_who_is_on_call_is_shown(signed_in: Page, team: Any) -> None:
    page = signed_in
    page.get_by_role("link", name="On call").click()
    expect(page.get_by_text(team.name).first).to_be_visible()
