"""Messages that their source signs: an integration may take no others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from platform_kit.callers import CallerIdentity
from platform_kit.problems import Problem

from alert_ingestion.api.intake_route import Received
from alert_ingestion.clients.sns import NotSigned, Sns, Unreachable
from alert_ingestion.domain.payload import NotUnderstood, decoded_object, word
from alert_ingestion.domain.signatures import BY_SNS, KEYED, is_signed
from alert_ingestion.senders import Sender

ONLY_SIGNED = "This key is for signed messages of {source} only. Send them to /api/v1/integrations/{source}."
NOT_SIGNED = (
    "The message is not signed with this integration's signing secret. Enter the same secret there and here, send it as"
    " {header}, and let nothing on the way change the body."
)
UNREADABLE = "This integration's signing secret cannot be read any more. Enter it again at the integration."
UNCHECKED = "The signature could not be checked now. Nothing of this request was stored. Try again."


def refuse_unsigned(caller: CallerIdentity | None) -> None:
    """Raises Problem 403 for a caller from whom only signed messages are taken, on a way that knows no signatures."""
    if isinstance(caller, Sender) and caller.integration.requires_signature:
        raise Problem(403, ONLY_SIGNED.format(source=caller.integration.source))


async def check_signature(received: Received, source: str) -> None:
    """Raises Problem 401, 403, 503 for a message that an integration must not take as it is."""
    caller = received.caller
    if not isinstance(caller, Sender) or not caller.integration.requires_signature:
        return
    if caller.integration.source != source:
        refuse_unsigned(caller)
    if source == BY_SNS:
        await _check_sns(received)
        return
    how, secret = KEYED[source], caller.integration.signing_secret
    if secret is None:
        raise Problem(503, UNREADABLE)
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in received.headers.items()}
    if not is_signed(how, secret, received.body, headers):
        raise Problem(401, NOT_SIGNED.format(header=how.header))


async def _check_sns(received: Received) -> None:
    sns: Sns = received.app.state.sns
    try:
        await sns.check(decoded_object(received.body))
    except NotUnderstood:
        raise Problem(401, "The message is not JSON, and no message of Amazon SNS.") from None
    except NotSigned as error:
        raise Problem(401, f"The message is not one that Amazon SNS signed. {error}") from None
    except Unreachable:
        raise Problem(503, UNCHECKED) from None


async def confirmed(received: Received) -> str | None:
    """What became of a subscription that the message asks to confirm, as a sentence; None where it asks nothing."""
    envelope = _envelope(received.body)
    if word(envelope.get("Type")) != "SubscriptionConfirmation":
        return None
    sns: Sns = received.app.state.sns
    try:
        await sns.confirm(envelope)
    except (NotSigned, Unreachable) as error:
        return f"It was not confirmed. {error} To confirm it by hand, open the SubscribeURL of its raw message"
    return "It was confirmed"


def _envelope(body: bytes) -> Mapping[str, Any]:
    try:
        return decoded_object(body)
    except NotUnderstood:
        return {}
