"""Pictures of every page of the web UI, on a phone, a tablet and a desk, in light and in dark.

Usage: uv run python -m scripts.screenshots [--url http://127.0.0.1:8080] [--out .local/screenshots]

Signs in to a running platform as the administrator: ADMIN_EMAIL and ADMIN_PASSWORD from the environment, else from
.local/credentials.env, where ./run-local.sh keeps them. Ends non-zero when a page is wider than its screen, writes an
error to the browser's console or asks another origin for anything; the pictures are made all the same.
"""

import argparse
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from scripts.debian_tools import program

ROOT = Path(__file__).resolve().parents[1]
WIDTHS = {360: 780, 768: 1024, 1440: 900}
SCHEMES = ("light", "dark")
PAGES: Mapping[str, str] = {
    "set-up": "/set-up",
    "incidents": "/incidents",
    "incidents-mine": "/incidents?tab=mine",
    "incidents-resolved": "/incidents?tab=resolved",
    "on-call": "/on-call",
    "metrics": "/stats?range=7d",
    "services": "/services",
    "service": "/services/checkout-api",
    "rules": "/rules",
    "silences": "/silences",
    "escalation": "/escalation",
    "drills": "/drills",
    "people": "/people",
    "notifications": "/notifications",
    "audit": "/audit",
    "settings": "/settings",
    "profile": "/profile",
    "not-found": "/no-such-page",
}
# A page, and the button on it that opens the form.
FORMS: Mapping[str, tuple[str, str]] = {
    "override": ("/on-call", "Add an override"),
    "schedule": ("/on-call", "New schedule"),
    "swap": ("/on-call", "Ask for a swap"),
    "calendar-link": ("/profile", "New calendar link"),
    "service-new": ("/services", "New service"),
    "service-edit": ("/services/checkout-api", "Edit checkout-api"),
    "integration": ("/services/checkout-api", "New integration"),
    "heartbeat": ("/services/checkout-api", "New heartbeat"),
    "maintenance": ("/services/checkout-api", "Plan maintenance"),
    "rule": ("/rules", "New rule"),
    "silence": ("/silences", "New silence"),
    "policy": ("/escalation", "New policy"),
    "team": ("/people", "New team"),
    "person": ("/people", "New person"),
    "key": ("/settings", "New key"),
    "webhook": ("/settings", "New webhook"),
    "drill": ("/drills", "New drill"),
}
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-sync", "--no-first-run"]
SETTLED_MS = 800


class Camera:
    """Takes the pictures of one width and colour scheme, and keeps what was wrong on the way."""

    def __init__(self, page: Page, url: str, out: Path, suffix: str) -> None:
        self.page = page
        self.url = url
        self.out = out
        self.suffix = suffix
        self.faults: list[str] = []
        self._shown = ""
        page.on("pageerror", lambda error: self._fault(f"error: {error}"))
        page.on("console", self._heard)
        page.on("request", lambda request: self._same_origin(request.url))

    def take(self, name: str, path: str | None = None) -> None:
        """A picture of the page at `path`, or of what is shown now."""
        self._shown = f"{name}-{self.suffix}"
        if path is not None:
            self.page.goto(self.url + path)
        self.page.wait_for_selector("[aria-busy=true]", state="detached")
        self.page.wait_for_timeout(SETTLED_MS)
        self.page.screenshot(path=self.out / f"{self._shown}.png", full_page=True)
        if self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            self._fault("is wider than the screen")

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._fault(f"console: {message.text}")

    def _same_origin(self, asked: str) -> None:
        if urlsplit(asked).scheme in ("http", "https") and not asked.startswith(self.url):
            self._fault(f"asks another origin: {asked}")

    def _fault(self, what: str) -> None:
        self.faults.append(f"{self._shown}: {what}")


def pictures(browser: Browser, url: str, out: Path, credentials: Mapping[str, str]) -> list[str]:
    """Takes every picture; returns what was wrong."""
    faults: list[str] = []
    for scheme in SCHEMES:
        for width, height in WIDTHS.items():
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                has_touch=width < 640,
                locale="en-GB",
            )
            camera = Camera(context.new_page(), url, out, f"{width}-{scheme}")
            camera.take("sign-in", "/sign-in?next=/incidents")
            sign_in(camera.page, credentials)
            for name, path in PAGES.items():
                camera.take(name, path)
            for status in ("open", "acknowledged", "resolved"):
                if incident := newest(camera.page, status):
                    camera.take(f"incident-{status}", f"/incidents/{incident}")
                    camera.take(f"postmortem-{status}", f"/incidents/{incident}/postmortem")
            for name, (path, button) in FORMS.items():
                camera.page.goto(url + path)
                camera.page.wait_for_selector("h2")
                if camera.page.get_by_role("button", name=button).count():
                    camera.page.get_by_role("button", name=button).click()
                    camera.take(name)
            faults += camera.faults
            context.close()
    return faults


def sign_in(page: Page, credentials: Mapping[str, str]) -> None:
    page.get_by_label("E-mail").fill(credentials["ADMIN_EMAIL"])
    page.get_by_label("Password", exact=True).fill(credentials["ADMIN_PASSWORD"])
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Incidents").wait_for()


def newest(page: Page, status: str) -> str | None:
    """The id of the newest incident of this status, asked for by the page itself."""
    items = page.evaluate(f"fetch('/api/v1/incidents?limit=1&status={status}').then((r) => r.json())")["items"]
    return str(items[0]["id"]) if items else None


def credentials_of(environment: Mapping[str, str], kept: Path) -> Mapping[str, str]:
    """The administrator's. Ends the program where they are nowhere."""
    found = dict(re.findall(r"^(ADMIN_\w+)=(.*)$", kept.read_text(), re.MULTILINE)) if kept.exists() else {}
    found |= {name: value for name, value in environment.items() if name.startswith("ADMIN_")}
    if not {"ADMIN_EMAIL", "ADMIN_PASSWORD"} <= found.keys():
        sys.exit(f"Set ADMIN_EMAIL and ADMIN_PASSWORD, or start ./run-local.sh once: {kept} is not there.")
    return {name: value.strip("'\"") for name, value in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--out", type=Path, default=ROOT / ".local" / "screenshots")
    options = parser.parse_args()
    credentials = credentials_of(os.environ, ROOT / ".local" / "credentials.env")
    options.out.mkdir(parents=True, exist_ok=True)
    chromium = program("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium.path), env={**os.environ, **chromium.environment}, args=ARGUMENTS
        )
        faults = pictures(browser, options.url.rstrip("/"), options.out, credentials)
        browser.close()
    print(f"{len(list(options.out.glob('*.png')))} pictures in {options.out}")
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
