"""The disk under PostgreSQL is full: what cannot be stored is refused, and what was acknowledged is there."""

import secrets
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from dev_kit.platform import Platform
from dev_kit.processes import answers, wait_until

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

ELSEWHERE = {"incident-management": 0, "oncall-service": 0, "notification-service": 0}
LONG = "x" * 12_000  # so that few alerts need new pages
MOST = 400


@pytest.fixture
def small_disk(scratch: Path) -> Iterator[Path]:
    """A file system of 400 MB for PostgreSQL's data; what the services write is elsewhere."""
    directory = scratch / f"small-disk-{secrets.token_hex(3)}"
    elsewhere = directory.with_name(f"{directory.name}-run")
    directory.mkdir()
    elsewhere.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400m,mode=0755", "tmpfs", str(directory)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if mounted.returncode != 0:
        pytest.skip(f"a file system of its own cannot be mounted here: {mounted.stderr.strip()}")
    (directory / "run").symlink_to(elsewhere)
    yield directory
    subprocess.run(["umount", "--lazy", str(directory)], check=True)


@pytest.fixture
def platform(small_disk: Path) -> Iterator[Platform]:
    with Platform(small_disk, replicas=ELSEWHERE) as platform:
        yield platform


def test_what_does_not_fit_is_refused_with_try_again_and_all_else_is_there(
    platform: Platform, small_disk: Path
) -> None:
    before = _send(platform, 5)
    assert set(before.values()) == {201}
    _fill(small_disk / "ballast")
    while_full: dict[str, int] = {}
    while len(while_full) < MOST and not any(status >= 500 for status in while_full.values()):
        while_full |= _send(platform, 20)
    refused = [key for key, status in while_full.items() if status != 201]
    assert refused, "the disk was full, and nothing was refused"
    assert {while_full[key] for key in refused} == {503}  # a sender tries again
    assert answers(f"{platform.url('alert-ingestion')}/health")

    (small_disk / "ballast").unlink()
    wait_until(lambda: _is_taken(platform), 60, "alerts are taken once there is room")
    again = {key: _one(platform, key) for key in refused}
    assert set(again.values()) == {201}
    rows = platform.database.owner.rows("SELECT message, occurrences FROM alerts.alerts WHERE service = 'disk-api'")
    stored = {row["message"].partition(" ")[0]: row["occurrences"] for row in rows}
    assert stored == dict.fromkeys([*before, *while_full], 1)


def _fill(ballast: Path) -> None:
    """Leave no byte free. What PostgreSQL frees meanwhile is taken too."""
    with ballast.open("ab", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            while shutil.disk_usage(ballast.parent).free >= size:
                try:
                    file.write(b"\0" * size)
                except OSError:
                    break


def _is_taken(platform: Platform) -> bool:
    """As a supervisor does, PostgreSQL is started again where it ended."""
    server = platform.cluster.process
    if server is None or server.poll() is not None:
        platform.cluster.start()
    return _one(platform, f"probe-{secrets.token_hex(4)}", service="probe-api") == 201


def _send(platform: Platform, count: int) -> dict[str, int]:
    with ThreadPoolExecutor(count) as pool:
        keys = [secrets.token_hex(8) for _ in range(count)]
        return dict(zip(keys, pool.map(lambda key: _one(platform, key), keys), strict=True))


def _one(platform: Platform, key: str, *, service: str = "disk-api") -> int:
    """The status for an alert that is sent once more with the same key however often this is called; 0: none."""
    try:
        answer = httpx.post(
            platform.url("alert-ingestion") + "/api/v1/alerts",
            json={"service": service, "severity": "low", "message": f"{key} {LONG}", "dedup_key": key},
            headers={"Authorization": f"Bearer {platform.ingest_key}", "Idempotency-Key": key},
            timeout=30,
            trust_env=False,
        )
    except httpx.TransportError:
        return 0
    return answer.status_code
