"""Which release of the platform this process is of."""

from importlib.metadata import version

VERSION = version("platform-kit")
"""The same for every part; `scripts/release.py` raises it."""
