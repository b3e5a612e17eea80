"""The chart, rendered by Helm's own code, without a cluster."""

import platform
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
CHART = ROOT / "deploy" / "helm"
Object = dict[str, Any]
Objects = dict[tuple[str, str], Object]

NEEDED: dict[str, Any] = {
    "publicUrl": "https://oncall.example.com",
    "adminEmail": "admin@example.com",
    "existingSecret": "oncall-secrets",
    "image": {"registry": "registry.example.com/oncall"},
}
EXTERNAL = NEEDED | {"postgresql": {"external": {"host": "db.example.com"}}}
EVERYTHING = NEEDED | {
    "settings": {"SMTP_HOST": "smtp.example.com", "SMTP_PORT": 587, "SMTP_FROM": "oncall@example.com"},
    "postgresql": {
        "cloudNativePG": {
            "enabled": True,
            "pooler": {"enabled": True},
            "backup": {"barmanObjectStore": {"destinationPath": "s3://copies/"}},
        }
    },
    "autoscaling": {"queueAge": {"enabled": True}},
    "archive": {"enabled": True},
    "ingress": {"enabled": True, "className": "nginx"},
    "gateway": {"enabled": True, "parentRefs": [{"name": "public"}]},
    "monitoring": {"serviceMonitors": True, "prometheusRules": True, "labels": {"release": "prometheus"}},
}


@pytest.fixture(scope="session")
def helm() -> Any:
    """Helm's library. Its wheel exists for 64-bit x86 alone, and elsewhere the chart is the same."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        pytest.skip("Helm's library comes from PyPI for Linux on x86_64 only")
    import helm_python

    return helm_python


@pytest.fixture(scope="session")
def render(helm: Any) -> Callable[..., Objects]:
    """`render(values, is_upgrade=False)`: the objects of the release `prod` by kind and name."""

    def rendered(values: dict[str, Any], *, is_upgrade: bool = False) -> Objects:
        with helm.Chart.load(CHART) as chart:
            files = chart.render(
                values, name="prod", namespace="oncall", is_install=not is_upgrade, is_upgrade=is_upgrade
            )
        found: Objects = {}
        for path, text in files.items():
            for thing in yaml.safe_load_all(text) if path.endswith(".yaml") else ():
                if thing:
                    key = (thing["kind"], thing["metadata"]["name"].removeprefix("prod-oncall-platform").lstrip("-"))
                    assert key not in found, f"{key} is there twice"
                    found[key] = thing
        return found

    return rendered


@pytest.fixture(scope="session")
def everything(render: Callable[..., Objects]) -> Objects:
    """With all that can be switched on."""
    return render(EVERYTHING)


@pytest.fixture(scope="session")
def external(render: Callable[..., Objects]) -> Objects:
    """With a database that is there, and nothing that is not needed."""
    return render(EXTERNAL)


@pytest.fixture(scope="session")
def on_upgrade(render: Callable[..., Objects]) -> Objects:
    return render(EXTERNAL, is_upgrade=True)
