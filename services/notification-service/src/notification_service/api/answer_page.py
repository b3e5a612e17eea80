"""The page behind an answer link: plain HTML that needs no script, fits a phone, and shows nothing unescaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from typing import Any

from sqlalchemy import Row

from notification_service.domain.answer_link import Links
from notification_service.domain.answers import Answer, Answered
from notification_service.domain.notification import Incident
from notification_service.use_cases.answers import Asked

STYLE = """
:root{color-scheme:light dark;--line:#d0d5dd;--soft:#475467;--act:#175cd3}
@media(prefers-color-scheme:dark){:root{--line:#344054;--soft:#98a2b3;--act:#2e6fe0}}
body{margin:0;font:17px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:34rem;margin:0 auto;padding:2rem 1.25rem}
h1{font-size:1.35rem;line-height:1.3;margin:0 0 .75rem;overflow-wrap:anywhere}
p{margin:0 0 1rem}.soft{color:var(--soft)}
button{width:100%;min-height:3.25rem;border:0;border-radius:.5rem;background:var(--act);color:#fff;font:inherit;
font-weight:600;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid var(--act);outline-offset:3px}
hr{border:0;border-top:1px solid var(--line);margin:1.5rem 0}
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
# No script, nothing from elsewhere, and nobody may frame the button.
HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}


def question(asked: Asked, links: Links) -> str:
    """What the page was about, and the button."""
    if asked.row.is_bundle:
        return _question_of_bundle(asked, links)
    row = asked.row
    incident = Incident.from_data(row.data)
    facts = f"{incident.severity} · {incident.service}" if incident else ""
    person = row.data.get("person", {}).get("name", "")
    return _document(
        "Acknowledge this incident?",
        f"<h1>{escape(incident.title if incident else row.subject or '')}</h1>"
        f'<p class="soft">{escape(facts)}</p>'
        f'<form method="post"><button type="submit">Acknowledge as {escape(person)}</button></form>'
        '<p class="soft">Nobody else is paged for it then.</p>'
        f"{_open_it(links.incident(row.incident_id))}",
    )


def _question_of_bundle(asked: Asked, links: Links) -> str:
    count = _incidents(len(asked.pages))
    person = asked.row.data.get("person", {}).get("name", "")
    listed = "".join(f"<li>{_linked(page, links)}</li>" for page in asked.pages)
    return _document(
        f"Acknowledge {count}?",
        f"<h1>Acknowledge {count}?</h1>"
        f'<form method="post"><button type="submit">Acknowledge all as {escape(person)}</button></form>'
        '<p class="soft">Nobody else is paged for them then.</p>'
        f"<ul>{listed}</ul>",
    )


def result(asked: Asked, answers: Sequence[Answer], links: Links) -> str:
    """What became of each answer, in the order of the pages."""
    if asked.row.is_bundle:
        return _result_of_bundle(asked, answers, links)
    return _result_of_one(answers[0], links.incident(asked.row.incident_id))


def _result_of_bundle(asked: Asked, answers: Sequence[Answer], links: Links) -> str:
    theirs = sum(answer.outcome in (Answered.DONE, Answered.THEIRS_ALREADY) for answer in answers)
    left = sum(answer.outcome is Answered.NOT_NOW for answer in answers)
    headline = f"You have {theirs} of {_incidents(len(answers))}."
    text = ""
    if left:
        text = f"{left} could not be acknowledged just now, and paging for them goes on. Go back and press again."
    rest = "".join(
        f"<li>{_linked(page, links)}: {escape(_in_words(answer))}</li>"
        for page, answer in zip(asked.pages, answers, strict=True)
        if answer.outcome not in (Answered.DONE, Answered.THEIRS_ALREADY)
    )
    listed = f"<ul>{rest}</ul>" if rest else ""
    link = f'<hr><p><a href="{escape(links.incidents())}" rel="noreferrer">See the incidents</a></p>'
    return _document(headline, f"<h1>{escape(headline)}</h1><p>{escape(text)}</p>{listed}{link}")


def _in_words(answer: Answer) -> str:
    if answer.outcome is Answered.NOT_POSSIBLE:
        return "resolved" if answer.status == "resolved" else f"{answer.holder or 'somebody else'} has it"
    return "not yet" if answer.outcome is Answered.NOT_NOW else "cannot be answered"


def _incidents(count: int) -> str:
    return "1 incident" if count == 1 else f"{count} incidents"


def _linked(page: Row[Any], links: Links) -> str:
    url = links.incident(page.incident_id)
    return f'<a href="{escape(url)}" rel="noreferrer">{escape(page.subject or page.message)}</a>'


def _result_of_one(answer: Answer, incident_url: str) -> str:
    holder = answer.holder or "Somebody"
    headline, text = {
        Answered.DONE: ("You have it.", "The incident is acknowledged, and nobody else is paged for it."),
        Answered.THEIRS_ALREADY: ("You have it already.", "Nothing has changed."),
        Answered.NOT_POSSIBLE: (
            ("It is resolved.", "There is nothing to do any more.")
            if answer.status == "resolved"
            else (f"{holder} has it.", "It was acknowledged before you; you need not do anything.")
        ),
        Answered.NOT_ALLOWED: ("This cannot be answered.", "The incident is gone, or you may not answer it any more."),
        Answered.NOT_NOW: (
            "That did not work just now.",
            "Nothing has changed, and paging goes on. Go back and press the button again in a moment.",
        ),
    }[answer.outcome]
    return _document(headline, f"<h1>{escape(headline)}</h1><p>{escape(text)}</p>{_open_it(incident_url)}")


def refusal(headline: str, text: str) -> str:
    return _document(headline, f"<h1>{escape(headline)}</h1><p>{escape(text)}</p>")


def _open_it(incident_url: str) -> str:
    return f'<hr><p><a href="{escape(incident_url)}" rel="noreferrer">Open the incident</a></p>'


def _document(title: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n<body><main>{body}</main></body></html>\n"
    )
