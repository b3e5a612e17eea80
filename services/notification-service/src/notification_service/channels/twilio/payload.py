"""What Twilio is asked to send or say, and whether a request is really from there."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from html import escape

from notification_service.channels.posting import cut, links_of
from notification_service.domain.errors import BadRecipient
from notification_service.domain.notification import Confirmation, Kind, Message, Status

# Three parts of a text message; a longer one costs more and helps nobody who has just woken up.
MOST_SMS_CHARACTERS = 300
MOST_SPOKEN_CHARACTERS = 400
PROVIDER_ID = re.compile(r'"sid"\s*:\s*"(\w+)"')
_LONG_NUMBER = re.compile(r"\d{4,}")
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")


def checked_number(text: str) -> str:
    """A telephone number in international form; spaces and dashes in it are left out. Raises BadRecipient."""
    number = re.sub(r"[\s().-]", "", text)
    if not _NUMBER.fullmatch(number):
        raise BadRecipient("This is not a telephone number. Give it with its country, such as +49 30 1234567.")
    return number


def sms_text(message: Message) -> str:
    """The words, how to answer, and the first link on a line of its own."""
    words = _words(message)
    number = message.reply_number
    answers = [f"Reply ack {number} or resolve {number}."] if number else []
    links = [f"{label}: {url}" for label, url in links_of(message)[:1]]
    return "\n".join([cut(words, MOST_SMS_CHARACTERS), *answers, *links])


def spoken(message: Message, answer_url: str | None) -> str:
    """TwiML that says twice what it is about; with `answer_url` a key is waited for and sent there."""
    # A long number is read figure by figure: nobody writes down "two hundred and four thousand".
    words = _LONG_NUMBER.sub(lambda found: " ".join(found[0]), cut(_words(message), MOST_SPOKEN_CHARACTERS))
    said = f"<Say>{escape(words)}</Say>"
    if answer_url is None:
        return f'<Response>{said}<Pause length="1"/>{said}</Response>'
    asked = "<Say>Press 1 to acknowledge.</Say>"
    return (
        f'<Response><Gather numDigits="1" timeout="10" action="{escape(answer_url)}" method="POST">'
        f"{said}{asked}{said}{asked}</Gather><Say>Nothing was pressed. Paging goes on.</Say></Response>"
    )


def _words(message: Message) -> str:
    """On one line: the headline of what is about an incident, the text of anything else."""
    words = message.text if message.kind is Kind.DIRECT else message.subject or message.text
    return " ".join(words.split())


def say(words: str) -> str:
    return f"<Response><Say>{escape(words)}</Say></Response>"


def text_back(words: str) -> str:
    return f"<Response><Message>{escape(words)}</Message></Response>"


def confirmation_of(form: Mapping[str, str]) -> Confirmation | None:
    """What a status callback says became of a text message or a call; None while nothing is known for good."""
    status = form.get("MessageStatus") or form.get("CallStatus") or ""
    if status in ("delivered", "read", "completed"):
        return Confirmation(Status.DELIVERED, None)
    if status in NOT_DELIVERED:
        why = f"{status}, Twilio error {form['ErrorCode']}" if form.get("ErrorCode") else status
        return Confirmation(Status.DEAD, f"{NOT_DELIVERED[status]} ({why}).")
    return None


NOT_DELIVERED = {
    "undelivered": "The telephone's network did not deliver it",
    "failed": "Twilio could not send it",
    "busy": "The line was busy",
    "no-answer": "Nobody picked up",
    "canceled": "The call was taken back before anybody picked up",
}


def is_signed(auth_token: str, url: str, form: Mapping[str, str], signature: str) -> bool:
    """Is this Twilio's signature of a POST with this form to this address?"""
    signed = url + "".join(name + form[name] for name in sorted(form))
    made = base64.b64encode(hmac.digest(auth_token.encode(), signed.encode(), hashlib.sha1))
    return hmac.compare_digest(made, signature.encode("utf-8", "surrogatepass"))
