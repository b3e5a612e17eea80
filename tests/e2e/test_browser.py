"""Somebody signs in, sees an incident appear, and deals with it."""

import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from dev_kit.platform import Platform
from dev_kit.sinks.smtp import SmtpSink
from dev_kit.tree import WEB_UI
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(300)]

SECONDS = 1_000.0
AXE = WEB_UI / "node_modules" / "axe-core" / "axe.min.js"
PAGES = (
    "/set-up",
    "/incidents",
    "/incidents?tab=resolved",
    "/incidents/{incident}",
    "/incidents/{incident}/postmortem",
    "/on-call",
    "/stats",
    "/services",
    "/services/{service}",
    "/rules",
    "/silences",
    "/escalation",
    "/drills",
    "/people",
    "/notifications",
    "/audit",
    "/settings",
    "/profile",
    "/no-such-page",
)
# Resolves once the service worker answers for the page. (The page's own policy lets no test wait by evaluating text.)
CONTROLLED = """new Promise((resolve) => {
    const look = () => navigator.serviceWorker.controller && resolve(true);
    navigator.serviceWorker.addEventListener("controllerchange", look);
    look();
})"""
NewPage = Callable[..., Page]
expect.set_options(timeout=30 * SECONDS)  # of patience; an idle machine answers within one


@pytest.fixture
def new_page(browser: Browser, platform: Platform) -> Iterator[NewPage]:
    """Opens pages, each in a browser of its own, that nobody has signed in on. A script error in one fails the test."""
    errors: list[str] = []
    with ExitStack() as closing:

        def make(**context: Any) -> Page:
            # What a service worker fetches, no test could stop or answer; whoever is about it asks for it.
            context = {"service_workers": "block", "base_url": platform.ui_url, **context}
            page = browser.new_context(**context).new_page()
            closing.callback(page.context.close)
            page.set_default_timeout(30 * SECONDS)
            page.on("pageerror", lambda error: errors.append(str(error)))
            return page

        yield make
    assert errors == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()


@pytest.fixture
def sign_in(platform: Platform) -> Callable[..., Page]:
    """Signs in on a page, as the administrator where nobody else is named, and waits for the list of incidents."""

    def enter(page: Page, email: str = "", password: str = "") -> Page:
        page.goto("/incidents")
        page.get_by_label("E-mail").fill(email or platform.settings["ADMIN_EMAIL"])
        page.get_by_label("Password", exact=True).fill(password or platform.settings["ADMIN_PASSWORD"])
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Incidents")).to_be_visible()
        return page

    return enter


@pytest.fixture
def signed_in(page: Page, sign_in: Callable[..., Page]) -> Page:
    return sign_in(page)


@pytest.fixture
def colleague(platform: Platform, admin: Callable[[str], Any], new_page: NewPage, sign_in: Callable[..., Page]) -> Page:
    """The page of somebody else, called Ben, in a browser of their own."""
    email, password = f"ben-{secrets.token_hex(3)}@example.org", secrets.token_urlsafe(18)
    body = {"name": "Ben Okafor", "email": email, "password": password, "role": "responder"}
    answer = admin("oncall-service").post("/api/v1/users", json=body)
    assert answer.status_code == 201, answer.text
    return sign_in(new_page(), email, password)


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

    # What one does is shown before the server has it, so the server is asked only after it has answered.
    with page.expect_response(lambda answer: answer.request.method == "PATCH") as resolving:
        page.get_by_role("button", name="Resolve").click()
    assert resolving.value.ok
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


def test_the_set_up_ends_with_a_page_that_was_received(signed_in: Page, platform: Platform, mailbox: SmtpSink) -> None:
    page, name = signed_in, f"first-{secrets.token_hex(3)}"
    admin = platform.settings["ADMIN_EMAIL"]

    def begin(step: str) -> None:
        """Opens a step, also one that others before this test have done."""
        expect(page.get_by_role("heading", name=step)).to_be_visible()
        change = page.get_by_role("button", name=f"Change: {step}")
        if change.count():
            change.click()

    page.goto("/set-up")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    begin("Say who you are and how you are reached")
    page.get_by_label("Your name").fill("Robin Admin")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("Your name")).to_be_hidden()

    begin("Name what you look after")
    page.get_by_label("Service", exact=True).fill(name)
    page.get_by_role("combobox", name="Team").fill(name)
    page.get_by_role("button", name="Make them").click()

    page.get_by_role("button", name="Make its key").click()
    command = page.get_by_label("Set-up of A script (curl)", exact=True)
    expect(command).to_be_visible()
    key = re.search(r"X-API-Key: (\S+)\"", command.input_value())
    assert key is not None
    alert = {"service": name, "severity": "low", "message": f"{name} is connected"}
    answer = httpx.post(f"{platform.ui_url}/api/v1/alerts", headers={"X-API-Key": key[1]}, json=alert, timeout=30)
    assert answer.status_code == 201, answer.text
    expect(page.get_by_text("It works: 1 alert came", exact=False)).to_be_visible()
    page.get_by_role("button", name="Continue").click()

    page.get_by_role("button", name="Page me now").click()
    expect(page.get_by_text(re.compile(r"You were paged after [\d.]+ s, by email"))).to_be_visible()
    mailbox.expect_mail(to=admin, containing=f"Test page of {name}", within_s=60)
    page.get_by_role("button", name="Resolve the test and finish").click()
    expect(page.get_by_role("heading", name="Incidents")).to_be_visible()


def test_who_is_on_call_is_shown(signed_in: Page, team: Any) -> None:
    page = signed_in
    page.get_by_role("link", name="On call").click()
    expect(page.get_by_text(team.name).first).to_be_visible()


def test_days_that_are_dragged_over_become_an_override(
    new_page: NewPage, sign_in: Callable[..., Page], platform: Platform, team: Any, admin: Callable[[str], Any]
) -> None:
    page = sign_in(new_page(timezone_id="UTC", viewport={"width": 1280, "height": 1200}))
    page.goto(f"/on-call?{urlencode({'team': team.name})}")
    first, last = (datetime.now(UTC).date() + timedelta(days=days) for days in (8, 9))

    def bottom_of(day: date) -> tuple[float, float]:
        """A point of the day's cell under the bars in it."""
        box = page.locator(f"[role=cell][data-date='{day}']").bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] - 8

    cell = page.locator(f"[role=cell][data-date='{first}']")
    expect(cell).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    cell.scroll_into_view_if_needed()
    page.mouse.move(*bottom_of(first))
    page.mouse.down()
    page.mouse.move(*bottom_of(last), steps=5)
    page.mouse.up()
    expect(page.get_by_role("dialog", name=f"Override for {team.name}")).to_be_visible()
    with page.expect_response(lambda answer: answer.request.method == "POST") as made:
        page.get_by_role("button", name="Put on call").click()
    assert made.value.status == 201
    expect(page.get_by_role("dialog")).to_have_count(0)

    override = made.value.json()
    ends = last + timedelta(days=1)
    assert (override["start"], override["end"]) == (f"{first}T00:00:00Z", f"{ends}T00:00:00Z")
    now = {"team": team.name, "at": f"{last}T12:00:00Z"}
    answer = admin("oncall-service").get("/api/v1/oncall/current", params=now)
    assert answer.json()["primary"]["email"] == platform.settings["ADMIN_EMAIL"]


def test_the_simulator_names_who_would_be_paged(signed_in: Page, team: Any) -> None:
    page = signed_in
    page.goto("/escalation")
    page.get_by_role("combobox", name="An incident of").fill(team.service)
    paged = page.get_by_role("list", name="Pages").get_by_text("Ana", exact=False).first
    late = page.get_by_text("The platform does not answer")  # on a busy machine, to a question of many others
    for _ in range(3):
        page.get_by_role("button", name="Show who is paged").click()
        expect(paged.or_(late).first).to_be_visible()
        if paged.is_visible():
            break
    expect(paged).to_be_visible()


def test_what_is_selected_is_acknowledged_together(
    signed_in: Page, platform: Platform, team: Any, incident: Callable[[Any], dict[str, Any]]
) -> None:
    page = signed_in
    told = {severity: f"{team.service} is {severity}" for severity in ("high", "low")}
    ids = [
        platform.send_alert(service=team.service, severity=severity, message=message)["incident_id"]
        for severity, message in told.items()
    ]
    page.goto(f"/incidents?{urlencode({'service': team.service})}")
    for message in told.values():
        page.get_by_label(f"Select: {message}").check()
    with page.expect_response(lambda answer: answer.url.endswith("/incidents/bulk")) as acknowledging:
        page.get_by_label("Selected incidents").get_by_role("button", name="Acknowledge").click()
    assert acknowledging.value.ok
    assert [incident(each)["status"] for each in ids] == ["acknowledged", "acknowledged"]


def test_what_one_acknowledges_the_other_sees_at_once_and_cannot_acknowledge_again(
    signed_in: Page, colleague: Page, platform: Platform, team: Any
) -> None:
    title = f"{team.service} is slow"
    incident_id = platform.send_alert(service=team.service, severity="high", message=title)["incident_id"]
    for page in (signed_in, colleague):
        page.goto(f"/incidents/{incident_id}")
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
    late = signed_in.context.new_page()  # it hears nothing, so it still offers what is not possible any more
    late.route("**/api/v1/events", lambda route: route.abort())
    late.goto(f"/incidents/{incident_id}")
    expect(late.get_by_role("button", name="Acknowledge")).to_be_visible()
    tries: list[str] = []

    def until_tried(route: Route) -> None:
        if route.request.method == "PATCH":
            tries.append(route.request.url)
        route.continue_() if tries else route.abort()

    late.route(f"**/api/v1/incidents/{incident_id}", until_tried)

    colleague.get_by_role("button", name="Acknowledge").click()
    began = time.monotonic()
    expect(signed_in.get_by_text("Ben Okafor has it", exact=False)).to_be_visible()
    assert time.monotonic() - began < 10  # told, not asked for: it asks by itself only every 15 s

    late.get_by_role("button", name="Acknowledge").click()
    expect(late.get_by_text("Ben Okafor acknowledged this", exact=False)).to_be_visible()


def test_a_page_says_that_the_server_is_away_and_shows_what_it_missed_when_it_is_back(
    signed_in: Page, platform: Platform, team: Any
) -> None:
    page = signed_in
    first = platform.send_alert(service=team.service, severity="critical", message=f"{team.service} before")
    page.goto(f"/incidents/{first['incident_id']}")
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    page.evaluate("window.notReloaded = true")

    service = platform.process("incident-management")
    service.stop()
    expect(page.get_by_text("Live updates lost", exact=False)).to_be_visible()
    missed = [
        platform.send_alert(service=team.service, severity="critical", message=f"{team.service} while away {n}")
        for n in range(5)
    ]
    assert {alert["incident_id"] for alert in missed} == {first["incident_id"]}
    service.start()

    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="6 alerts")).to_be_visible()
    assert page.evaluate("window.notReloaded")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_every_page_is_open_to_everybody_and_keeps_to_itself(
    new_page: NewPage, sign_in: Callable[..., Page], platform: Platform, team: Any, scheme: str, width: int
) -> None:
    """No violation of axe's rules, nothing on the console, nothing asked of another origin or wider than the screen."""
    page = new_page(
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
        reduced_motion="reduce",
        service_workers="allow",
    )
    said: list[str] = []
    strangers: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda asked: strangers.append(asked.url) if not asked.url.startswith(platform.ui_url) else None)
    title = f"{team.service} is being looked at"
    incident = platform.send_alert(service=team.service, severity="low", message=title)["incident_id"]

    found: dict[str, Any] = {}

    def look(path: str) -> None:
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        page.evaluate(AXE.read_text())
        violations = page.evaluate("axe.run().then((run) => run.violations)")
        faults = [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(("wider than the screen", []))
        if faults:
            found[path] = faults

    look("/sign-in")
    sign_in(page)
    for path in PAGES:
        look(path.format(incident=incident, service=team.service))
    assert found == {}
    assert (said, strangers) == ([], [])


def test_an_incident_is_acknowledged_with_a_thumb_on_a_phone(
    new_page: NewPage, sign_in: Callable[..., Page], platform: Platform, team: Any, incident: Callable[[Any], Any]
) -> None:
    page = sign_in(new_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True))
    title = f"{team.service} woke somebody"
    incident_id = platform.send_alert(service=team.service, severity="critical", message=title)["incident_id"]
    page.goto(f"/incidents/{incident_id}")
    button = page.get_by_role("button", name="Acknowledge")
    expect(button).to_be_in_viewport()  # under the thumb, however long the page is
    with page.expect_response(lambda answer: answer.request.method == "PATCH") as acknowledging:
        button.tap()
    assert acknowledging.value.ok
    expect(page.get_by_text("You have it", exact=False)).to_be_visible()
    assert incident(incident_id)["status"] == "acknowledged"


def test_the_application_starts_without_a_network_and_goes_on_when_it_is_back(
    new_page: NewPage, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(new_page(service_workers="allow"))
    page.evaluate(CONTROLLED)
    page.context.set_offline(True)
    expect(page.get_by_text("This device is offline", exact=False)).to_be_visible()
    page.reload()
    expect(page.get_by_text("The platform does not answer", exact=True)).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Incidents")).to_be_visible()
    kept = "caches.keys().then((names) => Promise.all(names.map((n) => caches.open(n).then((c) => c.keys()))))"
    addresses = page.evaluate(f"{kept}.then((all) => all.flat().map((request) => new URL(request.url).pathname))")
    assert "/index.html" in addresses
    assert not [address for address in addresses if address.startswith("/api")]


def test_who_signs_out_is_out_and_leaves_nothing_on_the_page(
    new_page: NewPage, sign_in: Callable[..., Page], platform: Platform
) -> None:
    page = sign_in(new_page())
    page.get_by_role("button", name=platform.settings["ADMIN_EMAIL"].split("@")[0]).click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto("/incidents")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
