"""Secrets in the database: sealed with the newest key, read with any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from platform_kit.secrets_at_rest import SecretsAtRest, Unreadable

OLD, NEW = "o" * 32, "n" * 32


@given(st.text())
def test_what_is_sealed_is_opened_as_it_was(secret: str) -> None:
    secrets = SecretsAtRest([NEW])
    assert secrets.open(secrets.seal(secret)) == secret


def test_a_sealed_secret_tells_nothing_and_is_never_twice_the_same() -> None:
    secrets = SecretsAtRest([NEW])
    one, other = secrets.seal("hooks/T0/B0/hunter2"), secrets.seal("hooks/T0/B0/hunter2")
    assert "hunter2" not in one
    assert NEW not in one
    assert one != other


def test_a_new_key_put_first_writes_and_the_old_one_still_reads() -> None:
    before = SecretsAtRest([OLD]).seal("hunter2")
    both = SecretsAtRest([NEW, OLD])
    assert both.open(before) == "hunter2"
    assert not both.is_current(before)
    assert both.is_current(both.seal("hunter2"))
    assert SecretsAtRest([NEW]).open(both.seal("hunter2")) == "hunter2"


def test_without_its_key_a_secret_is_unreadable_and_so_is_one_that_was_altered() -> None:
    kept = SecretsAtRest([OLD]).seal("hunter2")
    with pytest.raises(Unreadable):
        SecretsAtRest([NEW]).open(kept)
    with pytest.raises(Unreadable):
        SecretsAtRest([OLD]).open(kept[:-6] + "AAAAA=")


def test_what_was_written_before_there_were_keys_is_read_as_it_is() -> None:
    assert SecretsAtRest([NEW]).open("https://ntfy.example/ana") == "https://ntfy.example/ana"


@pytest.mark.parametrize("keys", [[], ["short"], [NEW, "short"]])
def test_no_key_and_a_short_one_are_refused(keys: list[str]) -> None:
    with pytest.raises(ValueError, match="32 characters"):
        SecretsAtRest(keys)
