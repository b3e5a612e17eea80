"""The sentence that stands in the log."""

from __future__ import annotations

from notification_service.domain.notification import Kind, Message

VERB = {Kind.PAGE: "Page for", Kind.UPDATE: "Update for", Kind.DIRECT: "Message for"}


def sentence(message: Message) -> str:
    """`Page for ana@example.org: checkout-api is down (critical, checkout-api). See http://…`, on one line."""
    about = f" ({message.incident.severity}, {message.incident.service})" if message.incident else ""
    where = f" See {message.incident_url}" if message.incident_url else ""
    return f"{VERB[message.kind]} {message.recipient}: {message.headline.rstrip('.')}{about}.{where}"
