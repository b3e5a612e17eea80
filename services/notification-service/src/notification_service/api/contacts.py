"""Contact methods, their codes, and rules: everybody manages their own, admins everybody's."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from platform_kit.callers import Caller, CallerIdentity
from platform_kit.database import DbSession
from platform_kit.problems import Problem, problems
from platform_kit.routes import guarded_router, needs
from sqlalchemy.orm import Session

from notification_service.api.contact_schemas import (
    CodeIn,
    ContactMethodIn,
    ContactMethodOut,
    ContactMethodsOut,
    ReachesOut,
    ReachOut,
    RulesIn,
    RulesOut,
)
from notification_service.api.schemas import NotifyOut
from notification_service.domain.contacts import Place
from notification_service.domain.errors import ContactMethodNotFound
from notification_service.domain.notification import Status
from notification_service.domain.verification import Verdict
from notification_service.store import contacts as contact_rows
from notification_service.use_cases import contacts

router = guarded_router(tags=["contacts"])

Whose = Annotated[UUID | None, Query(description="Whose; your own when left out. Admins may ask for anybody's.")]
MOST_PEOPLE = 200


def person_meant(caller: CallerIdentity, user_id: UUID | None) -> UUID:
    """Whose contacts a call is about. Raises 403 for another person's, 422 where nobody is named."""
    own = UUID(caller.id) if caller.kind == "user" else None
    if user_id is None and own is None:
        message = "Say whose: a key is nobody's own. Give user_id."
        raise Problem(
            422, "The request is not complete. See errors.", errors=[{"field": "user_id", "message": message}]
        )
    if user_id in (None, own):
        assert own is not None
        return own
    if not caller.may("admin"):
        raise Problem(403, "Only admins may see and change how somebody else is reached.")
    assert user_id is not None
    return user_id


def refuse_foreign(session: Session, caller: CallerIdentity, method_id: UUID) -> None:
    """Another person's contact method is not there, except for admins. Raises ContactMethodNotFound."""
    owner = contacts.owner_of(session, method_id)
    is_own = caller.kind == "user" and UUID(caller.id) == owner
    if not is_own and not caller.may("admin"):
        raise ContactMethodNotFound


@router.get(
    "/api/v1/contact-methods",
    **needs("read"),
    operation_id="list_contact_methods",
    response_model=ContactMethodsOut,
    responses=problems(422),
)
def list_contact_methods(caller: Caller, session: DbSession, user_id: Whose = None) -> ContactMethodsOut:
    """Where a person can be reached."""
    rows = contact_rows.methods_of(session, person_meant(caller, user_id))
    return ContactMethodsOut(items=[ContactMethodOut.of(row) for row in rows])


@router.post(
    "/api/v1/contact-methods",
    **needs("read"),
    operation_id="add_contact_method",
    status_code=201,
    response_model=ContactMethodOut,
    responses=problems(409, 422),
)
def add_contact_method(request: Request, body: ContactMethodIn, caller: Caller, session: DbSession) -> ContactMethodOut:
    """Add an address. A code is sent there, and nobody is paged at it before the code was entered.

    Your own sign-in address needs no code.
    """
    user_id = person_meant(caller, body.user_id)
    row = contacts.add_method(
        session,
        request.app.state.channels,
        user_id,
        Place(body.channel, body.address),
        label=body.label,
        own_email=caller.email if caller.kind == "user" and UUID(caller.id) == user_id else None,
        now=request.app.state.clock.now(),
    )
    return ContactMethodOut.of(row)


@router.post(
    "/api/v1/contact-methods/{method_id}/verify",
    **needs("read"),
    operation_id="verify_contact_method",
    response_model=ContactMethodOut,
    responses=problems(404, 422),
)
def verify_contact_method(method_id: UUID, request: Request, body: CodeIn, caller: Caller) -> ContactMethodOut:
    """Enter the code that was sent there. It is good for fifteen minutes and five tries."""
    with request.app.state.sessions.begin() as session:  # a wrong try is counted, whatever is answered
        refuse_foreign(session, caller, method_id)
        verdict, row = contacts.try_code(session, method_id, body.code, now=request.app.state.clock.now())
    if verdict is Verdict.RIGHT:
        return ContactMethodOut.of(row)
    told = {
        Verdict.WRONG: "is not the code that was sent there last",
        Verdict.NO_CODE: "there is no code that is still good: have another one sent",
    }
    raise Problem(422, "This code proves nothing. See errors.", errors=[{"field": "code", "message": told[verdict]}])


@router.post(
    "/api/v1/contact-methods/{method_id}/code",
    **needs("read"),
    operation_id="send_contact_method_code",
    status_code=202,
    response_model=ContactMethodOut,
    responses=problems(404, 409, 422, 429),
)
def send_contact_method_code(method_id: UUID, request: Request, caller: Caller, session: DbSession) -> ContactMethodOut:
    """Send another code there: one a minute. The one before is no longer good."""
    refuse_foreign(session, caller, method_id)
    state = request.app.state
    return ContactMethodOut.of(contacts.send_code(session, state.channels, method_id, now=state.clock.now()))


@router.post(
    "/api/v1/contact-methods/{method_id}/test",
    **needs("read"),
    operation_id="test_contact_method",
    status_code=202,
    response_model=NotifyOut,
    responses=problems(404, 409, 422),
)
def test_contact_method(method_id: UUID, request: Request, caller: Caller, session: DbSession) -> NotifyOut:
    """Send a test message there. What became of it is seen at the notification whose id is answered."""
    refuse_foreign(session, caller, method_id)
    state = request.app.state
    id, channel = contacts.send_test(session, state.channels, method_id, now=state.clock.now())
    return NotifyOut(id=id, status=Status.PENDING, channel=channel)


@router.delete(
    "/api/v1/contact-methods/{method_id}",
    **needs("read"),
    operation_id="remove_contact_method",
    status_code=204,
    responses=problems(404, 422),
)
def remove_contact_method(method_id: UUID, caller: Caller, session: DbSession) -> Response:
    """Remove an address, and the steps of rules that use it. Pages under way there are not called back."""
    refuse_foreign(session, caller, method_id)
    contacts.remove_method(session, method_id)
    return Response(status_code=204)


@router.get(
    "/api/v1/notification-rules",
    **needs("read"),
    operation_id="get_notification_rules",
    response_model=RulesOut,
    responses=problems(422),
)
def get_notification_rules(caller: Caller, session: DbSession, user_id: Whose = None) -> RulesOut:
    """By which steps a person is paged, and when only the critical wakes them. No steps: by e-mail, at once."""
    whose = person_meant(caller, user_id)
    return RulesOut.of(whose, contacts.rules_of(session, whose))


@router.put(
    "/api/v1/notification-rules",
    **needs("read"),
    operation_id="set_notification_rules",
    response_model=RulesOut,
    responses=problems(422),
)
def set_notification_rules(body: RulesIn, caller: Caller, session: DbSession, user_id: Whose = None) -> RulesOut:
    """Set all of a person's rules. Steps stop when somebody acknowledges or resolves; pages under way stay as they
    were planned."""
    whose = person_meant(caller, user_id)
    return RulesOut.of(whose, contacts.set_rules(session, whose, body.rules(), keeps_throttle=body.keeps_throttle))


@router.get(
    "/api/v1/contacts/reachable",
    **needs("service"),
    operation_id="list_reachable",
    response_model=ReachesOut,
    responses=problems(422),
    tags=["services"],
)
def list_reachable(
    request: Request,
    session: DbSession,
    user_id: Annotated[list[UUID], Query(min_length=1, max_length=MOST_PEOPLE, description="May be repeated.")],
) -> ReachesOut:
    """Can these people be paged now, and how? In the order asked."""
    found = contacts.reach_of(session, request.app.state.channels, user_id)
    return ReachesOut(items=[ReachOut.of(reach) for reach in found])
