"""Which channels there are, made from the settings."""

from __future__ import annotations

from functools import partial

from notification_service.channels.channel import Channel, Channels
from notification_service.channels.discord import payload as discord
from notification_service.channels.email.sender import EmailChannel
from notification_service.channels.log.sender import LogChannel
from notification_service.channels.mattermost import payload as mattermost
from notification_service.channels.ntfy import payload as ntfy
from notification_service.channels.outgoing_http import OutgoingHttp
from notification_service.channels.posting import PostingChannel
from notification_service.channels.slack.sender import SentPages, SlackChannel
from notification_service.channels.teams import payload as teams
from notification_service.channels.telegram import payload as telegram
from notification_service.channels.twilio.sender import TwilioChannel
from notification_service.channels.webhook.sender import WebhookChannel
from notification_service.channels.webpush.sender import Subscriptions, WebPushChannel
from notification_service.domain.notification import ChannelKind
from notification_service.settings import Settings


def make_channels(settings: Settings, http: OutgoingHttp, subscriptions: Subscriptions, sent: SentPages) -> Channels:
    """Every channel. One that lacks its settings is there too, and says that it is off."""
    channels: tuple[Channel, ...] = (
        LogChannel(),
        EmailChannel(settings.smtp_server()),
        WebhookChannel(http, settings.signing_secret()),
        PostingChannel(ChannelKind.NTFY, http, ntfy.post, check=ntfy.checked_topic),
        SlackChannel(http, settings.slack_bot(), sent),
        PostingChannel(ChannelKind.TEAMS, http, teams.post),
        PostingChannel(ChannelKind.MATTERMOST, http, mattermost.post),
        PostingChannel(ChannelKind.DISCORD, http, discord.post, provider_id=discord.PROVIDER_ID),
        _telegram(settings, http),
        TwilioChannel(ChannelKind.SMS, http, settings.twilio_account()),
        TwilioChannel(ChannelKind.VOICE, http, settings.twilio_account()),
        WebPushChannel(http, settings.vapid(), subscriptions),
    )
    return {channel.kind: channel for channel in channels}


def _telegram(settings: Settings, http: OutgoingHttp) -> PostingChannel:
    token = settings.telegram_bot_token
    return PostingChannel(
        ChannelKind.TELEGRAM,
        http,
        partial(telegram.post, api_url=str(settings.telegram_api_url), bot_token=token or ""),
        check=telegram.checked_chat,
        off_because=None if token else "no bot is set. Set TELEGRAM_BOT_TOKEN.",
        provider_id=telegram.PROVIDER_ID,
    )
