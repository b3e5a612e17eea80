"""How each monitoring tool's own message is read: one module a tool, found here by its file.

A module has `read(sent) -> list[Alert]`, a pure function that raises NotUnderstood for a shape it does not know. Its
name is the file's, with `-` for `_`; it is the source in `/api/v1/integrations/{source}`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping

from alert_ingestion.domain.alert import Alert, Severity, fingerprint_of_key
from alert_ingestion.domain.note import note
from alert_ingestion.domain.payload import Sent

Read = Callable[[Sent], list[Alert]]

SOURCES: Mapping[str, Read] = {
    found.name.replace("_", "-"): importlib.import_module(f"{__name__}.{found.name}").read
    for found in pkgutil.iter_modules(__path__)
}


def unreadable(source: str, body: bytes) -> list[Alert]:
    """What is kept of a message that its source's module does not understand.

    The message itself, recorded; and an alert that it could not be read, so that somebody looks: it may have been the
    one that mattered. The second is one alert per source, however many such messages come.
    """
    notice = f"A message to integrations/{source} could not be read"
    return [
        note(source, body, service=source, message=notice, raw=body.decode("utf-8", "replace")),
        Alert(
            service=source,
            severity=Severity.HIGH,
            message=f"{notice}. Its text is kept with the recorded alerts of this source",
            fingerprint=fingerprint_of_key(f"unreadable:{source}"),
            source=source,
            is_of_tool=True,
            is_reported=False,
        ),
    ]
