import pytest
from platform_kit.client_address import TrustedProxies

OURS = TrustedProxies(("10.0.0.0/8", "127.0.0.9", "fd00::/8"))


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "client"),
    [
        ("203.0.113.7", [], "203.0.113.7"),
        ("203.0.113.7", ["198.51.100.1"], "203.0.113.7"),  # not one of ours: the header is an invention
        ("10.1.2.3", ["198.51.100.1"], "198.51.100.1"),
        ("10.1.2.3", ["192.0.2.1, 198.51.100.1"], "198.51.100.1"),
        ("10.1.2.3", ["192.0.2.1", "198.51.100.1, 10.9.9.9"], "198.51.100.1"),
        ("10.1.2.3", ["192.0.2.1, nonsense"], "10.1.2.3"),
        ("10.1.2.3", [], "10.1.2.3"),
        ("::ffff:10.1.2.3", ["198.51.100.1"], "198.51.100.1"),
        ("::ffff:203.0.113.7", [], "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", [], "2001:db8:1:2::/64"),
        ("fd00::1", ["[2001:db8:1:2::9]"], "2001:db8:1:2::/64"),
        ("testclient", ["198.51.100.1"], "testclient"),
    ],
)
def test_the_client_is_the_last_address_that_our_own_gateway_did_not_write_itself(peer, forwarded_for, client):
    assert OURS.client_of(peer, forwarded_for) == client


def test_a_gateway_can_be_named():
    by_name = TrustedProxies(("localhost", "no-such-host.invalid"))
    assert by_name.client_of("127.0.0.1", ["198.51.100.1"]) == "198.51.100.1"
    assert by_name.client_of("127.0.0.2", ["198.51.100.1"]) == "127.0.0.2"


def test_nobody_is_trusted_where_nobody_is_named():
    assert TrustedProxies(()).client_of("127.0.0.1", ["198.51.100.1"]) == "127.0.0.1"
