"""The mail: one Subject, a text part and an HTML part, nothing from alert text in a header but the Subject's words."""

from __future__ import annotations

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from notification_service.domain.errors import BadRecipient
from notification_service.domain.notification import Incident, Message

MOST_SUBJECT_CHARACTERS = 200
MOST_ADDRESS_CHARACTERS = 254
# One address: no display name, no list, no quoting, nothing that SMTP or a header would read as something else.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]+")

# Every server takes it, also one without 8BITMIME.
SEVEN_BIT = SMTP.clone(cte_type="7bit")

_COLOUR = {"critical": "#b42318", "high": "#b54708", "medium": "#8a6100", "low": "#175cd3", "info": "#475467"}


def checked_address(text: str) -> str:
    """One plain mail address. Raises BadRecipient."""
    address = text.strip()
    if len(address) > MOST_ADDRESS_CHARACTERS or not _ADDRESS.fullmatch(address) or ".." in address:
        raise BadRecipient("This is not one plain mail address. Give one like ana@example.org.")
    return address


def mail(message: Message, *, sender: str, now: datetime) -> EmailMessage:
    """The mail for a message. Message-ID is made from the notification's id, so a repeat can be told by it."""
    domain = sender.rpartition("@")[2].rstrip(">")
    built = EmailMessage(policy=SEVEN_BIT)
    built["From"] = sender
    built["To"] = Address(addr_spec=checked_address(message.recipient))
    built["Subject"] = one_line(message.headline)[:MOST_SUBJECT_CHARACTERS]
    built["Date"] = format_datetime(now)
    built["Message-ID"] = f"<{message.id}@{domain}>"
    if message.incident_id:  # mail programs keep what is about one incident together
        built["References"] = f"<incident-{message.incident_id}@{domain}>"
    built["Auto-Submitted"] = "auto-generated"
    built.set_content(text_part(message))
    built.add_alternative(html_part(message), subtype="html")
    return built


def one_line(text: str) -> str:
    """The text without line breaks and control characters: what may stand in a header."""
    return " ".join(_CONTROL.sub(" ", text).split())


def readable(text: str) -> str:
    """The text with its line breaks, without other control characters."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def text_part(message: Message) -> str:
    lines = [readable(message.text)]
    if message.incident:
        lines += ["", *(f"{name}: {one_line(value)}" for name, value in facts(message.incident))]
    if message.answer_url:
        lines += ["", f"Acknowledge, without signing in: {message.answer_url}"]
    if message.incident_url:
        lines += ["", f"Open the incident: {message.incident_url}"]
    return "\n".join(lines) + "\n"


def html_part(message: Message) -> str:
    """Plain enough for every mail program, in light and dark. All text is escaped; the only links are ours."""
    colour = _COLOUR.get(message.severity or "", "#475467")
    rows = "".join(
        f'<tr><td style="padding:2px 16px 2px 0;opacity:.7">{escape(name)}</td><td>{escape(one_line(value))}</td></tr>'
        for name, value in (facts(message.incident) if message.incident else ())
    )
    table = (
        f'<table role="presentation" style="border-collapse:collapse;margin:0 0 20px">{rows}</table>' if rows else ""
    )
    links = [("Acknowledge", message.answer_url), ("Open the incident", message.incident_url)]
    link = "".join(
        f'<p><a href="{escape(url)}" style="display:inline-block;padding:10px 18px;border-radius:6px;'
        f'background:{colour};color:#ffffff;text-decoration:none;font-weight:600">{label}</a></p>'
        for label, url in links
        if url
    )
    text = escape(readable(message.text)).replace("\n", "<br>\n")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="color-scheme" content="light dark"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(one_line(message.headline))}</title></head>\n"
        '<body style="margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,Segoe UI,sans-serif">\n'
        f'<div style="max-width:600px;border-left:4px solid {colour};padding-left:20px">\n'
        f'<h1 style="font-size:20px;line-height:1.3;margin:0 0 12px">{escape(one_line(message.headline))}</h1>\n'
        f'<p style="margin:0 0 16px">{text}</p>\n{table}\n{link}\n</div></body></html>\n'
    )


def facts(incident: Incident) -> list[tuple[str, str]]:
    """What a reader wants to know before opening the incident."""
    alerts = "1 alert" if incident.alert_count == 1 else f"{incident.alert_count} alerts"
    return [
        ("Service", incident.service),
        ("Severity", incident.severity),
        ("Status", incident.status.replace("_", " ")),
        ("Since", f"{incident.created_at:%Y-%m-%d %H:%M:%S} UTC, {alerts}"),
        *([("Team", incident.team)] if incident.team else []),
    ]
