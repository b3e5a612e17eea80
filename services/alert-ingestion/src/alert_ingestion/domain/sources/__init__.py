"""How each monitoring tool's own message is read: one module a tool, found here by its file.

A module has `read(body, headers) -> list[Alert]`, a pure function that raises NotUnderstood for a shape it does not
know. Its name is the file's, with `-` for `_`; it is the source in `/api/v1/integrations/{source}`.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Callable, Mapping

from alert_ingestion.domain.alert import Alert, Severity, Status, fingerprint_of_key

Read = Callable[[bytes, Mapping[str, str]], list[Alert]]

SOURCES: Mapping[str, Read] = {
    found.name.replace("_", "-"): importlib.import_module(f"{__name__}.{found.name}").read
    for found in pkgutil.iter_modules(__path__)
}


def unreadable(source: str, body: bytes) -> list[Alert]:
    """What is kept of a message that its source's module does not understand.

    The message itself, recorded; and an alert that it could not be read, so that somebody looks: it may have been the
    one that mattered. The second is one alert per source, however many such messages come.
    """
    text = body.decode("utf-8", "replace")
    notice = f"A message to integrations/{source} could not be read"
    digest = hashlib.sha256(body).hexdigest()
    return [
        Alert(
            service=source,
            severity=Severity.INFO,
            message=notice,
            fingerprint=fingerprint_of_key(f"unreadable:{source}:{digest}"),
            status=Status.RESOLVED,
            source=source,
            raw=text,
        ),
        Alert(
            service=source,
            severity=Severity.HIGH,
            message=f"{notice}. Its text is kept with the recorded alerts of this source",
            fingerprint=fingerprint_of_key(f"unreadable:{source}"),
            source=source,
            is_reported=False,
        ),
    ]
