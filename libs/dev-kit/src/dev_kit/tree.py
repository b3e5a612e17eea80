"""Where things are in a checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
"""The root of the repository."""

MIGRATE = ROOT / "database" / "migrate.py"
WEB_UI = ROOT / "services" / "web-ui"
