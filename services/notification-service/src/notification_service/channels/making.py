"""Which channels there are, made from the settings."""

from __future__ import annotations

from notification_service.channels.channel import Channels
from notification_service.channels.email.sender import EmailChannel
from notification_service.channels.log.sender import LogChannel
from notification_service.channels.outgoing_http import OutgoingHttp
from notification_service.channels.webhook.sender import WebhookChannel
from notification_service.settings import Settings


def make_channels(settings: Settings, http: OutgoingHttp) -> Channels:
    channels = (LogChannel(), EmailChannel(settings.smtp_server()), WebhookChannel(http, settings.signing_secret()))
    return {channel.kind: channel for channel in channels}
