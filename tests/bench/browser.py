"""How the list of incidents feels in a browser: how it scrolls with 10,000 of them, and how soon a change is seen.

Usage: python tests/bench/browser.py --data-dir DIR [--url URL] [--incidents N] [--changes N]

Asks a running platform (./run-local.sh --data-dir DIR), into whose database it puts resolved incidents of a service
called `bench-list`: not for one that people use. Prints the page's long tasks while it scrolls to the end, and p50 and
p95 from the request of a sender to the row on the screen. Ends with status 1 when a task took more than 50 ms or p95 is
over 500 ms.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import time
from pathlib import Path

import httpx
import psycopg2
from playwright.sync_api import Page, sync_playwright

from scripts.debian_tools import program
from scripts.screenshots import ARGUMENTS, credentials_of, sign_in

MOST_TASK_MS = 50
MOST_P95_MS = 500
SETTLE_MS = 3_000

INCIDENTS = """
WITH made AS (
    INSERT INTO incidents.incidents (id, title, service, severity, status, priority, team, origin, alert_count,
        correlation_key, created_at, acknowledged_at, resolved_at, mtta_seconds, mttr_seconds)
    SELECT uuidv7(), 'disk full on host-' || n, 'bench-list', 'low', 'resolved', 'P4', 'default', 'alert', 1,
        'bench-list|low', now() - n * interval '1 minute', now(), now(), 60, 600
    FROM generate_series(1, %s) n
    RETURNING id
)
INSERT INTO incidents.escalations (incident_id, policy, state)
SELECT id, '{"policy_id": null, "policy_name": "p", "team": "default", "repeat": 0, "steps": []}', 'stopped' FROM made
"""

WATCH_TASKS = """() => {
    window.tasks = [];
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.tasks.push(Math.round(entry.duration));
    }).observe({ type: "longtask" });
}"""
LAST_ROW = "Number([...document.querySelectorAll('li[data-index]')].at(-1)?.dataset.index ?? 0)"
# Epoch milliseconds at which a text is first on the page; this machine's clock is the browser's, too.
SEEN_AT = """(text) => new Promise((resolve) => {
    const look = () => document.querySelector("main").textContent.includes(text) && (resolve(Date.now()), true);
    if (!look()) {
        const observer = new MutationObserver(() => look() && observer.disconnect());
        observer.observe(document.querySelector("main"), { childList: true, subtree: true, characterData: true });
    }
})"""


def longest_tasks(page: Page, url: str, incidents: int) -> list[int]:
    """The long tasks, in milliseconds, of a page on which somebody scrolls from the first incident to the last."""
    page.goto(f"{url}/incidents?tab=resolved&service=bench-list")
    page.get_by_role("list", name="Incidents").wait_for()
    page.get_by_role("button", name="Show older").click()  # from here on it asks by itself
    page.wait_for_selector("li[data-index]")
    page.wait_for_timeout(SETTLE_MS)
    page.evaluate(WATCH_TASKS)
    page.mouse.move(700, 450)
    while page.evaluate(LAST_ROW) < incidents - 1:
        page.mouse.wheel(0, 1200)
        page.wait_for_timeout(16)
    return sorted(page.evaluate("window.tasks"))


def delays(page: Page, url: str, key: str, changes: int) -> list[float]:
    """Milliseconds from the request of a sender to the row on the screen, in order."""
    page.goto(f"{url}/incidents")
    page.get_by_text("Live", exact=True).wait_for()
    page.wait_for_timeout(SETTLE_MS)
    found = []
    with httpx.Client(trust_env=False, headers={"X-API-Key": key}) as sender:
        for number in range(changes):
            title = f"change {number} {secrets.token_hex(4)}"
            page.evaluate(f"window.seen = ({SEEN_AT})({title!r}), true")
            began = time.time() * 1000
            body = {"service": f"bench-{secrets.token_hex(4)}", "severity": "low", "message": title}
            sender.post(f"{url}/api/v1/alerts", json=body).raise_for_status()
            found.append(page.evaluate("window.seen") - began)
            page.wait_for_timeout(150)
    return sorted(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--incidents", type=int, default=10_000)
    parser.add_argument("--changes", type=int, default=100)
    options = parser.parse_args()
    kept = options.data_dir / "credentials.env"
    known = dict(line.split("=", 1) for line in kept.read_text().splitlines() if "=" in line and line[0] != "#")
    settings = {name.removeprefix("export "): value.strip("'\"") for name, value in known.items()}

    owner = settings["DATABASE_URL"].replace("+psycopg2", "")
    with psycopg2.connect(owner) as connection, connection.cursor() as cursor:
        cursor.execute(INCIDENTS, (options.incidents,))
    chromium = program("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium.path), env={**os.environ, **chromium.environment}, args=ARGUMENTS
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{options.url}/sign-in")
        sign_in(page, credentials_of({}, kept))
        tasks = longest_tasks(page, options.url, options.incidents)
        waited = delays(page, options.url, settings["INGEST_API_KEY"], options.changes)
        browser.close()
    p50, p95 = (waited[min(len(waited) - 1, int(len(waited) * share))] for share in (0.5, 0.95))
    long = [task for task in tasks if task > MOST_TASK_MS]
    print(f"scrolled through {options.incidents} incidents: {len(long)} tasks over {MOST_TASK_MS} ms {long}")
    print(f"a change on the screen: p50 {p50:.0f} ms, p95 {p95:.0f} ms, longest {waited[-1]:.0f} ms of {len(waited)}")
    sys.exit(1 if long or p95 > MOST_P95_MS else 0)


if __name__ == "__main__":
    main()
