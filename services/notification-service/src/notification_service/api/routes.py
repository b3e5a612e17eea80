"""The calls of notification-service."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from fastapi.responses import JSONResponse
from platform_kit.database import DbSession
from platform_kit.idempotency import Once, answer_once
from platform_kit.paging import DEFAULT_LIMIT, CursorText, Limit, Page, decode_cursor, encode_cursor
from platform_kit.problems import problems
from platform_kit.routes import guarded_router, needs
from platform_kit.text import StorableText

from notification_service.api.schemas import (
    ChannelOut,
    ChannelsOut,
    MadeOut,
    NotificationOut,
    NotifyIn,
    NotifyOut,
    PageIn,
    PagesIn,
    PagesOut,
    PersonIn,
    SigningSecretOut,
    TakenOut,
)
from notification_service.domain.contacts import Place
from notification_service.domain.notification import ChannelKind, Kind, Status
from notification_service.store.notifications import Filters
from notification_service.use_cases import notifications, pages

router = guarded_router(tags=["notifications"])


def list_filters(
    incident_id: UUID | None = None,
    status: Status | None = None,
    channel: ChannelKind | None = None,
    recipient: Annotated[StorableText | None, Query(max_length=1_000)] = None,
    kind: Kind | None = None,
    bundle_id: Annotated[UUID | None, Query(description="That bundle, and what it carries.")] = None,
) -> Filters:
    return Filters(incident_id, status, channel, recipient, kind, bundle_id)


ListFilters = Annotated[Filters, Depends(list_filters)]


@router.post(
    "/api/v1/notify",
    **needs("respond", "service"),
    operation_id="notify",
    status_code=202,
    response_model=NotifyOut,
    responses=problems(422),
)
def notify(request: Request, body: NotifyIn, session: DbSession, once: Once) -> JSONResponse:
    """Send one message to one recipient over one channel. It is queued here and delivered in the background."""
    now = request.app.state.clock.now()

    def make() -> NotifyOut:
        id = notifications.notify(
            session,
            request.app.state.channels,
            kind=body.channel,
            recipient=body.recipient,
            message=body.message,
            subject=body.subject,
            incident_id=body.incident_id,
            now=now,
        )
        return NotifyOut(id=id, status=Status.PENDING, channel=body.channel)

    return answer_once(session, "notify", once, 202, make)


@router.get(
    "/api/v1/notify/channels", **needs("read", "service"), operation_id="list_channels", response_model=ChannelsOut
)
def list_channels(request: Request) -> ChannelsOut:
    """Which channels can be used now, and what is missing for the others."""
    channels = request.app.state.channels.values()
    return ChannelsOut(
        items=[ChannelOut(channel=c.kind, is_on=c.off_because is None, off_because=c.off_because) for c in channels]
    )


@router.get(
    "/api/v1/notify/signing-secret",
    **needs("admin"),
    operation_id="get_signing_secret",
    response_model=SigningSecretOut,
)
def get_signing_secret(request: Request) -> SigningSecretOut:
    """What outgoing webhooks are signed with: give it to those who receive them."""
    return SigningSecretOut(secret=request.app.state.settings.signing_secret())


@router.get(
    "/api/v1/notifications",
    **needs("read", "service"),
    operation_id="list_notifications",
    response_model=Page[NotificationOut],
    responses=problems(422),
)
def list_notifications(
    session: DbSession,
    filters: ListFilters,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Page[NotificationOut]:
    """What was sent and is to be sent, newest first, each with its attempts."""
    found, has_more = notifications.page_of_list(session, filters, before=decode_cursor(cursor), limit=limit)
    last = found[-1][0] if has_more else None
    return Page(
        items=[NotificationOut.of(row, attempts) for row, attempts in found],
        next_cursor=encode_cursor(last.created_at, last.id) if last else None,
    )


@router.get(
    "/api/v1/notifications/{notification_id}",
    **needs("read", "service"),
    operation_id="get_notification",
    response_model=NotificationOut,
    responses=problems(404, 422),
)
def get_notification(notification_id: UUID, session: DbSession) -> NotificationOut:
    """One notification, with each attempt to deliver it and how it ended."""
    return NotificationOut.of(*notifications.one(session, notification_id))


@router.post(
    "/api/v1/notifications/{notification_id}/retry",
    **needs("respond"),
    operation_id="retry_notification",
    status_code=202,
    response_model=NotificationOut,
    responses=problems(404, 409, 422),
)
def retry_notification(notification_id: UUID, request: Request, session: DbSession) -> NotificationOut:
    """Send a failed or dead notification again, now. Asked twice it is sent once: the second gets 409."""
    return NotificationOut.of(*notifications.retry(session, notification_id, now=request.app.state.clock.now()))


@router.post(
    "/api/v1/pages",
    **needs("service"),
    operation_id="take_page",
    status_code=202,
    response_model=PagesOut,
    responses=problems(422),
    tags=["services"],
)
def take_page(body: PageIn, request: Request, session: DbSession) -> PagesOut:
    """Take a page, an update or a stop from incident-management. Handed over again it is answered the same.

    A stop cancels what waits to wake anybody about the incident, up to its episode, and sends nothing.
    """
    page = handed_over(body)
    if isinstance(page, pages.Stop):
        pages.stop(session, page.incident_id, page.episode)
        return PagesOut(notifications=[])
    made = pages.take_page(session, request.app.state.channels, page, now=request.app.state.clock.now())
    return PagesOut(
        notifications=[MadeOut(id=n.id, channel=n.channel, recipient=n.recipient, status=n.status) for n in made]
    )


@router.post(
    "/api/v1/pages/batch",
    **needs("service"),
    operation_id="take_pages",
    status_code=202,
    response_model=TakenOut,
    responses=problems(422),
    tags=["services"],
)
def take_pages(body: PagesIn, request: Request, session: DbSession) -> TakenOut:
    """Take many pages, updates and stops, in this order; all of them or none. Handed over again each counts once."""
    given = [handed_over(page) for page in body.pages]
    pages.take_all(session, request.app.state.channels, given, now=request.app.state.clock.now())
    return TakenOut(taken=len(given))


def handed_over(body: PageIn) -> pages.Page | pages.Stop:
    """What stands on the wire, in the use cases' words."""
    if body.kind == "stop":
        return pages.Stop(body.incident.id, body.episode)
    person = body.recipient
    return pages.Page(
        id=body.id,
        kind=Kind(body.kind),
        incident=body.incident.model_dump(mode="json"),
        to=(
            pages.Person(person.id, person.name, person.email)
            if isinstance(person, PersonIn)
            else Place(person.channel, person.recipient)
        ),
        step=body.step,
        cycle=body.cycle,
        episode=body.episode,
        subject=body.subject,
        message=body.message,
    )
