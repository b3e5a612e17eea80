"""Chats and phones, with servers that speak as the providers do."""

from __future__ import annotations

import pytest
from dev_kit.sinks.http import Answer


@pytest.mark.parametrize("channel", ["slack", "teams", "mattermost", "discord", "ntfy"])
def test_a_page_to_a_room_arrives_with_its_id(service, http_sink, make_page, channel):
    [made] = service.hand_over(make_page(to={"channel": channel, "recipient": f"{http_sink.url}/room"}))

    got = http_sink.expect_request()
    assert got.headers["idempotency-key"] == made["id"]
    assert got.headers["content-type"] == "application/json"
    assert "error rate above 5" in got.body.decode().replace("\\\\", "")
    service.expect(made["id"], "delivered")


def test_telegram_is_asked_through_its_bot_and_answers_with_the_messages_number(start_notifications, http_sink):
    http_sink.answer_next(
        Answer(status=429, headers={"Retry-After": "1"}, body=b'{"ok":false,"parameters":{"retry_after":1}}'),
        Answer(body=b'{"ok":true,"result":{"message_id":77,"text":"hello"}}'),
    )
    service = start_notifications(TELEGRAM_BOT_TOKEN="12:secret-token", TELEGRAM_API_URL=http_sink.url)

    shown = service.expect(service.notify("telegram", "-1001", "hello"), "delivered")

    assert [a["outcome"] for a in shown["attempts"]] == ["rate_limited", "delivered"]
    assert shown["attempts"][1]["provider_id"] == "77"
    assert {r.path for r in http_sink.requests()} == {"/bot12:secret-token/sendMessage"}
    assert http_sink.requests()[1].json()["chat_id"] == "-1001"


def test_a_bot_that_was_thrown_out_is_given_up_and_its_token_is_not_told(start_notifications, http_sink, caplog):
    http_sink.answer_always(Answer(status=403, body=b'{"ok":false,"description":"Forbidden: bot was kicked"}'))
    service = start_notifications(TELEGRAM_BOT_TOKEN="12:secret-token", TELEGRAM_API_URL=http_sink.url)
    caplog.set_level("WARNING", "httpx")

    id = service.notify("telegram", "-1001", "hello")

    service.expect(id, "dead")
    shown = service.http.get(f"/api/v1/notifications/{id}").text
    assert "bot was kicked" in shown
    assert "secret-token" not in shown + caplog.text


def test_without_a_bot_telegram_says_that_it_is_off(service):
    answer = service.http.post("/api/v1/notify", json={"channel": "telegram", "recipient": "42", "message": "hello"})

    assert answer.status_code == 422
    assert "TELEGRAM_BOT_TOKEN" in answer.json()["detail"]


def test_discord_tells_the_id_of_its_message(service, http_sink):
    http_sink.answer_next(Answer(body=b'{"type": 0, "id": "1199", "channel_id": "5"}'))

    shown = service.expect(service.notify("discord", f"{http_sink.url}/api/webhooks/1/x"), "delivered")

    assert shown["attempts"][0]["provider_id"] == "1199"
    assert http_sink.requests()[0].path == "/api/webhooks/1/x?wait=true"
