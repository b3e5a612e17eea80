"""What chats and phones are asked to show."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notification_service.channels.discord import payload as discord
from notification_service.channels.mattermost import payload as mattermost
from notification_service.channels.ntfy import payload as ntfy
from notification_service.channels.slack import payload as slack
from notification_service.channels.teams import payload as teams
from notification_service.channels.telegram import payload as telegram
from notification_service.domain.errors import BadRecipient
from notification_service.domain.notification import Incident, Kind, Message

NOW = datetime(2026, 3, 2, 14, 2, 5, tzinfo=UTC)
LINK = "https://oncall.example.org/incidents/01990b7e-6f4e-7b1a-8c55-0d7f6a1b2c3d"
INCIDENT = Incident(
    id=UUID("01990b7e-6f4e-7b1a-8c55-0d7f6a1b2c3d"),
    title="error rate above 5 %",
    service="checkout-api",
    severity="critical",
    status="open",
    team="payments",
    alert_count=3,
    created_at=NOW,
)


def message(recipient: str = "https://chat.example.org/hook", **more) -> Message:
    values = {
        "id": UUID("5c4f3d0e-3b1f-5a53-9f0a-2f4f6a1f0c11"),
        "kind": Kind.PAGE,
        "recipient": recipient,
        "subject": "checkout-api is down",
        "text": "no answer for 5 min",
        "step": 1,
        "cycle": 1,
        "created_at": NOW,
        "incident_id": INCIDENT.id,
        "incident": INCIDENT,
        "incident_url": LINK,
    }
    return Message(**values | more)


def telegram_post(given: Message):
    return telegram.post(given, api_url="https://api.telegram.org", bot_token="1:abc")


POSTS = {
    "slack": slack.post,
    "teams": teams.post,
    "mattermost": mattermost.post,
    "discord": discord.post,
    "ntfy": ntfy.post,
    "telegram": telegram_post,
}


@pytest.mark.parametrize("channel", POSTS)
def test_each_says_what_is_wrong_how_bad_and_where_to_open_it(channel):
    shown = json.dumps(POSTS[channel](message()).document, ensure_ascii=False).replace("\\\\", "")

    for part in ("checkout-api is down", "no answer for 5 min", "critical · checkout-api · 3 alerts", LINK):
        assert part in shown


@pytest.mark.parametrize("channel", POSTS)
def test_each_can_do_without_an_incident(channel):
    plain = message(kind=Kind.DIRECT, incident=None, incident_id=None, incident_url=None, subject=None, text="hello")

    shown = json.dumps(POSTS[channel](plain).document)

    assert "hello" in shown
    assert "incidents/" not in shown


@given(st.text(st.characters(codec="utf-8"), max_size=9000), st.sampled_from(sorted(POSTS)))
def test_no_text_is_too_long_for_its_channel(text, channel):
    post = POSTS[channel](message(subject=text or None, text=text))

    document = post.document
    if channel == "slack":
        blocks = document["attachments"][0]["blocks"]
        assert 1 <= len(blocks[0]["text"]["text"]) <= 150
        assert all(len(block["text"]["text"]) <= 3000 for block in blocks if block["type"] == "section")
    elif channel == "discord":
        [embed] = document["embeds"]
        assert len(embed["title"]) <= 256
        assert len(embed["description"]) <= 4096
        assert len(embed["title"]) + len(embed["description"]) <= 6000
    elif channel == "telegram":
        assert len(re.sub(r"<[^>]*>", "", document["text"])) <= 4096 * 5  # escapes count once they are read
    elif channel == "ntfy":
        assert len(document["message"].encode()) <= 4096
    else:
        assert len(json.dumps(document)) < 28_000 * 6


@pytest.mark.parametrize("character", ["&", "<", "*", "😀", "\\", "@"])
@pytest.mark.parametrize("channel", POSTS)
def test_what_is_cut_ends_in_an_ellipsis_and_never_inside_an_escape(channel, character):
    whole, document = character * 9000, POSTS[channel](message(text=character * 9000)).document

    if channel == "slack":
        cut = document["attachments"][0]["blocks"][1]["text"]["text"]
        assert len(cut) <= 3000
        assert slack.escaped(whole).startswith(cut[:-1])
        assert len(cut[:-1]) % len(slack.escaped(character)) == 0
    elif channel == "discord":
        cut = document["embeds"][0]["description"]
        assert len(cut) <= 4096
        assert len(cut[:-1]) % len(discord.escaped(character)) == 0
    elif channel == "telegram":
        cut = html.unescape(document["text"].split("\n")[1])
        assert len(cut.encode("utf-16-le")) // 2 <= 3001
        assert set(cut[:-1]) == {character}
    else:
        cut = json.dumps(document, ensure_ascii=False)
    assert "…" in cut


def test_hostile_text_calls_nobody_and_links_nowhere():
    hostile = message(text="<!channel> @channel @everyone [free](https://evil.example) <b>x</b> *y*", subject="<!here>")

    slacked = json.dumps(slack.post(hostile).document)
    assert "<!" not in slacked.replace('"text": "<!here>"', "")  # a header is plain text
    assert slack.post(hostile).document["text"] == "&lt;!here&gt;"
    assert "@channel" not in mattermost.post(hostile).document["attachments"][0]["text"]
    assert "](" not in mattermost.post(hostile).document["attachments"][0]["text"].replace("\\]\\(", "")
    assert discord.post(hostile).document["allowed_mentions"] == {"parse": []}
    assert "<b>x" not in telegram_post(hostile).document["text"]
    card = teams.post(hostile).document["attachments"][0]["content"]
    assert "\\[free\\]" in card["body"][1]["text"]


def test_ntfy_is_asked_at_its_servers_root_with_the_severity_as_priority():
    post = ntfy.post(message("https://push.example.org/sub/our-team?auth=abc"))

    assert post.url == "https://push.example.org/sub/?auth=abc"
    assert (post.document["topic"], post.document["priority"]) == ("our-team", 5)
    assert ntfy.post(message("https://ntfy.sh/t", kind=Kind.UPDATE)).document["priority"] == 3


def test_discord_is_asked_for_the_messages_id():
    assert discord.post(message("https://discord.com/api/webhooks/1/x")).url.endswith("/1/x?wait=true")
    assert discord.post(message("https://discord.com/api/webhooks/1/x?thread_id=2")).url.endswith(
        "?thread_id=2&wait=true"
    )


def test_telegram_has_a_button_for_https_and_a_plain_address_for_the_rest():
    assert telegram_post(message()).document["reply_markup"]["inline_keyboard"][0][0]["url"] == LINK
    local = telegram_post(message(incident_url="http://localhost:8080/incidents/1")).document
    assert "reply_markup" not in local
    assert local["text"].endswith("http://localhost:8080/incidents/1")
    assert telegram_post(message()).url == "https://api.telegram.org/bot1:abc/sendMessage"


@pytest.mark.parametrize("chat", ["ana", "@a", "12a", "", "https://t.me/x"])
def test_what_is_no_telegram_chat_is_refused(chat):
    with pytest.raises(BadRecipient):
        telegram.checked_chat(chat)


@pytest.mark.parametrize("chat", ["-1001234567890", "42", "@our_team"])
def test_a_telegram_chat_is_a_number_or_a_name(chat):
    assert telegram.checked_chat(f" {chat} ") == chat


@pytest.mark.parametrize("url", ["https://ntfy.sh", "https://ntfy.sh/", "ntfy.sh/topic"])
def test_what_is_no_ntfy_topic_is_refused(url):
    with pytest.raises(BadRecipient):
        ntfy.checked_topic(url)


@pytest.mark.parametrize("build", [slack.post, teams.post, mattermost.post, discord.post, ntfy.post])
def test_a_page_to_a_person_can_be_answered_where_it_is_read(build):
    url = "https://oncall.example.org/a/AbC-_1"

    assert url in json.dumps(build(message("https://example.org/room", answer_url=url)).document)
    assert "Acknowledge" not in json.dumps(build(message("https://example.org/room")).document)
