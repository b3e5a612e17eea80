"""Who trusts the run's certificate."""

import ssl
from pathlib import Path

import pytest


@pytest.fixture
def trust(certificate: Path) -> ssl.SSLContext:
    """A client's context that trusts that certificate and no other."""
    return ssl.create_default_context(cafile=str(certificate))
