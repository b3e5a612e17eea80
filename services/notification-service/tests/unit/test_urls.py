from __future__ import annotations

import pytest
from notification_service.channels.outgoing_http import checked_url, host_of
from notification_service.domain.errors import BadRecipient


@pytest.mark.parametrize(
    "url", ["https://example.org/hook?a=b", "http://10.0.0.1:8080/", "http://[::1]/x", " https://example.org "]
)
def test_http_and_https_urls_are_taken(url):
    assert checked_url(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    [
        "example.org/hook",
        "ftp://example.org",
        "file:///etc/passwd",
        "https://",
        "http://example.org:99999/",
        "http://example.org:0/",
        "https://user:pw@example.org/",
        "https://user@example.org/",
        "https://example.org/ä",
        "https://example.org/a b",
        "https://example.org/\r\nHost: x",
        "http://[::1",
        "https://example.org/" + "x" * 1100,
    ],
)
def test_other_addresses_are_refused(url):
    with pytest.raises(BadRecipient):
        checked_url(url)


def test_the_destination_is_host_and_port_whatever_the_path():
    assert host_of("https://Hooks.Example.org:8443/a/b?c") == "hooks.example.org:8443"
    assert host_of("not a url") == "not a url"
    assert host_of("http://[::1") == "http://[::1"
