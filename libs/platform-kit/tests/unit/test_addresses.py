"""What of an address is shown to whom."""

from collections.abc import Iterator
from typing import Any

import pytest
from platform_kit.acting import Acting, act_for
from platform_kit.addresses import ShownAddress, ShownData, shown, without_keys
from pydantic import BaseModel

ROOM = "https://user:word@hooks.example.org:8443/services/T0/B0/the-key?also=one"


@pytest.fixture(autouse=True)
def nobody_afterwards() -> Iterator[None]:
    yield
    act_for(None)


def work_for(*grants: str) -> None:
    act_for(Acting("key", "1", "a key", lambda: "", frozenset(), changes=False, grants=frozenset(grants)))


@pytest.mark.parametrize("grant", ["respond", "admin", "service"])
def test_who_may_send_there_sees_the_whole_address(grant: str) -> None:
    work_for("read", grant)
    assert shown(ROOM) == ROOM


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        (ROOM, "https://hooks.example.org:8443/…"),
        ("https://[::1]:99/x", "https://[::1]:99/…"),
        ("https://[half", "…"),
        ("ana@example.org", "ana@example.org"),
        ("+15550100", "+15550100"),
    ],
)
def test_others_see_the_host_of_a_url_and_what_is_no_url(address: str, seen: str) -> None:
    work_for("read")
    assert shown(address) == seen


def test_it_is_so_in_an_answer_however_deep_the_address_is_in_it() -> None:
    class Answer(BaseModel):
        recipient: ShownAddress
        data: ShownData

    deep: dict[str, Any] = {"pages": [{"recipient": ROOM, "step": 1}], "recipient": {"email": "ana@example.org"}}
    answer = Answer(recipient=ROOM, data=deep)
    work_for("read")
    assert "the-key" not in answer.model_dump_json()
    assert answer.model_dump()["data"]["recipient"] == {"email": "ana@example.org"}
    work_for("read", "respond")
    assert answer.model_dump() == {"recipient": ROOM, "data": deep}


def test_what_goes_to_anybody_holds_no_key_whoever_asks() -> None:
    work_for("read", "admin")
    deep = {"recipient": {"channel": "webhook", "recipient": ROOM}, "to": [{"recipient": "ana@example.org"}]}
    assert without_keys(deep) == {
        "recipient": {"channel": "webhook", "recipient": "https://hooks.example.org:8443/…"},
        "to": [{"recipient": "ana@example.org"}],
    }
