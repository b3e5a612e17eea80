"""Write each service's published contract, services/<service>/openapi.json, and who may call what, docs/access.md.

Usage: python scripts/write_openapi.py [--check] [service ...]

--check writes nothing and ends with status 1 when a file is not what the code makes.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from pathlib import Path

from platform_kit.callers import GRANTS_OF_ROLE

ROOT = Path(__file__).resolve().parent.parent
SERVICES = ("alert-ingestion", "incident-management", "oncall-service", "notification-service")

# Enough for settings to be valid; nothing is connected to while the document is made.
SETTINGS = {
    "DATABASE_URL": "postgresql://nobody:nothing@127.0.0.1:1/nowhere",
    "SERVICE_TOKEN_SECRET": "only-to-make-the-document-0123456789",
    "ENCRYPTION_KEYS": "only-to-make-the-document-0123456789",
    "INCIDENT_SERVICE_URL": "http://127.0.0.1:8002",
    "ONCALL_SERVICE_URL": "http://127.0.0.1:8003",
    "NOTIFICATION_SERVICE_URL": "http://127.0.0.1:8004",
    "PUBLIC_URL": "http://localhost:8080",
    "ADMIN_EMAIL": "admin@example.com",
    "ADMIN_PASSWORD": "only-to-make-the-document",
    "INGEST_API_KEY": "only-to-make-the-document",
}


def document_of(service: str) -> str:
    """The OpenAPI document of a service as text, two spaces deep, ending in a newline."""
    package = service.replace("-", "_")
    main = importlib.import_module(f"{package}.main")
    settings = importlib.import_module(f"{package}.settings").Settings()
    return json.dumps(main.create_app(settings).openapi(), indent=2, ensure_ascii=False) + "\n"


ACCESS = """# Who may call what

Made from the code by `python scripts/write_openapi.py`; tests ask every route of it as each of these callers. A route
that is not listed here does not exist, and one that declares nothing stops its service from starting.

Whoever shows no key, or one that is unknown, expired or revoked, gets 401; whoever may not, 403, before the body is
looked at; what belongs to a private team of which one is no part is 404. A browser's session cookie changes something
only with the `X-CSRF-Token` of our own pages. `viewer`, `responder` and `admin` are roles of people and of keys;
`ingest` is a key with that scope alone, as monitoring tools have it; `service` is another of the four services, by its
signed token.

"""
CALLERS: dict[str, frozenset[str]] = {
    **GRANTS_OF_ROLE,
    "ingest": frozenset({"ingest"}),
    "service": frozenset({"service"}),
}


def access_table(documents: dict[str, str]) -> str:
    """Every route of every service, and who of CALLERS may call it, as Markdown."""
    lines = []
    for service, document in documents.items():
        lines += ["", f"## {service}", "", f"| call | {' | '.join(CALLERS)} |", f"| --- |{' --- |' * len(CALLERS)}"]
        for path, operations in sorted(json.loads(document)["paths"].items()):
            for method, operation in operations.items():
                needed = set(operation["x-needs"])
                marks = ["yes" if not needed or needed & grants else "-" for grants in CALLERS.values()]
                note = "" if needed else f" (open: {operation['x-open-because']})"
                lines.append(f"| `{method.upper()} {path}`{note} | {' | '.join(marks)} |")
    return ACCESS + "\n".join(lines[1:]) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file is out of date")
    parser.add_argument("service", nargs="*", help=f"of {', '.join(SERVICES)}; all when none is named")
    arguments = parser.parse_args()
    os.environ.update(SETTINGS)
    out_of_date = []
    documents = {service: document_of(service) for service in SERVICES}
    files = {
        ROOT / "services" / service / "openapi.json": documents[service] for service in arguments.service or SERVICES
    }
    files[ROOT / "docs" / "access.md"] = access_table(documents)
    for file, made in files.items():
        if file.exists() and file.read_text() == made:
            continue
        out_of_date.append(str(file.relative_to(ROOT)))
        if not arguments.check:
            file.write_text(made)
    if arguments.check and out_of_date:
        sys.stderr.write(f"out of date: {', '.join(out_of_date)}. Run `python scripts/write_openapi.py` and commit.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
