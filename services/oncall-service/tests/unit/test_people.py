from datetime import UTC, datetime
from uuid import UUID

import pytest
from oncall_service.domain.errors import Conflict
from oncall_service.domain.people import User, UserRole, email_address, password_fault, refuse_loss_of_last_admin

AT = datetime(2026, 3, 2, tzinfo=UTC)


def user(role=UserRole.ADMIN, disabled_at=None):
    return User(UUID(int=1), "Ana", "ana@example.com", role, disabled_at, AT, AT)


@pytest.mark.parametrize("text", ["ana@example.com", " ana@example.com ", "a+b@x.co", "root@localhost", "x@mail.local"])
def test_an_address_to_which_mail_could_be_sent_is_taken_without_the_spaces_around_it(text):
    assert email_address(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["", "ana", "@example.com", "ana@", "a na@example.com", "a@b@c", "ana@-x.com", "a" * 65 + "@x.com",
     "a@" + "x" * 253,
     "ana@example.com\nBcc: b@example.com", "<ana@example.com>", "ana@exam\x00ple.com"],
)  # fmt: skip
def test_what_is_not_an_address_is_refused(text):
    with pytest.raises(ValueError, match="is not an e-mail address"):
        email_address(text)


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("correct horse", None),
        ("éèàü🦊xyz", None),
        ("short", "at least 8"),
        ("x" * 1001, "at most 1000"),
        ("Password", "first that is guessed"),
        ("aaaaaaaaaa", "first that is guessed"),
    ],
)
def test_a_password_is_long_enough_and_not_one_of_the_first_guessed(password, fault):
    found = password_fault(password)
    assert found is None if fault is None else fault in found


@pytest.mark.parametrize("after", [None, user(UserRole.VIEWER), user(disabled_at=AT)])
def test_the_last_administrator_cannot_go(after):
    with pytest.raises(Conflict, match="last administrator"):
        refuse_loss_of_last_admin(user(), after, active_admins=1)
    refuse_loss_of_last_admin(user(), after, active_admins=2)


def test_a_change_that_leaves_an_administrator_is_allowed():
    refuse_loss_of_last_admin(user(), user(), active_admins=1)
    refuse_loss_of_last_admin(user(UserRole.VIEWER), None, active_admins=1)
