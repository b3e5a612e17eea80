"""A backup taken while everything runs, put into an empty database: every row is back, and nobody is paged again."""

import os
import subprocess
import threading
from pathlib import Path

import pytest
from dev_kit.databases import Database
from dev_kit.platform import Platform
from dev_kit.processes import wait_until
from dev_kit.sinks.smtp import SmtpSink
from dev_kit.tree import ROOT

pytestmark = pytest.mark.e2e

OWN_TABLES = """
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname IN ('alerts', 'incidents', 'oncall', 'notify') ORDER BY 1"""


def _script(name: str, file: Path, url: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "scripts" / name, file],
        env={"PATH": os.environ["PATH"], "DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=120,
    )


def _hashes(database: Database) -> dict[str, str]:
    of_one = "SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM {} t"
    return {row["name"]: database.owner.value(of_one.format(row["name"])) for row in database.owner.rows(OWN_TABLES)}


def _at_rest(platform: Platform) -> bool:
    waiting = (
        "SELECT (SELECT count(*) FROM notify.notifications WHERE status IN ('pending', 'sending'))"
        " + (SELECT count(*) FROM incidents.pages WHERE handed_over_at IS NULL AND cancelled_at IS NULL)"
    )
    return bool(platform.database.owner.value(waiting) == 0)


def test_a_backup_gives_back_every_row_and_pages_nobody_again(
    scratch: Path, mailbox: SmtpSink, smtp_settings: dict[str, str]
) -> None:
    backup = scratch / "platform.backup"
    with Platform(scratch / "before", settings=smtp_settings) as before:
        answers = [before.send_alert(service=f"service-{n}", message=f"m {n}") for n in range(20)]
        for answer in answers:
            before.wait_for_rows(
                "SELECT 1 FROM notify.notifications WHERE incident_id = %s AND sent_at IS NOT NULL",
                (answer["incident_id"],),
            )
        incidents = before.admin("incident-management")
        first = answers[0]["incident_id"]
        incidents.patch(f"/api/v1/incidents/{first}", json={"status": "resolved"}).raise_for_status()
        wait_until(lambda: _at_rest(before), 30, "everything that was due was sent")
        for service in ("incident-management", "notification-service", "oncall-service", "alert-ingestion"):
            before.process(service).stop()  # so that there is one state to compare with
        done = _script("backup.sh", backup, before.database.url())
        assert done.returncode == 0, done.stderr
        as_it_was = _hashes(before.database)
        refused = _script("restore.sh", backup, before.database.url())
        assert refused.returncode == 1
        assert "holds 40 incidents and alerts" in refused.stderr
    told = len(mailbox.mails)

    after = Platform(scratch / "after", settings=smtp_settings)
    after.cluster.initialise()
    after.cluster.start()
    try:
        after.database.create()
        done = _script("restore.sh", backup, after.database.url())
        assert done.returncode == 0, done.stderr
        assert _hashes(after.database) == as_it_was
    finally:
        after.cluster.stop()
    with after:
        assert not threading.Event().wait(5)  # dozens of looks for what is due
        assert len(mailbox.mails) == told
        assert after.send_alert(service="service-1")["result"] == "existing_incident"


def test_a_backup_writes_over_nothing_and_leaves_no_half(scratch: Path, smtp_settings: dict[str, str]) -> None:
    kept = scratch / "kept.backup"
    kept.write_text("precious")
    assert _script("backup.sh", kept, "postgresql://nobody@127.0.0.1:1/none").returncode == 1
    assert kept.read_text() == "precious"
    absent = scratch / "absent.backup"
    assert _script("backup.sh", absent, "postgresql://nobody@127.0.0.1:1/none").returncode != 0
    assert list(scratch.glob("absent.backup*")) == []
