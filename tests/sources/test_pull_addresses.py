"""Vaekst asks servers on the open internet, and no others unless told."""

from __future__ import annotations

import socket

import pytest

from vaekst.core.errors import BadInput
from vaekst.sources.pulling.addresses import Reachable


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What names stand for, without asking anybody."""
    known: dict[str, list[str]] = {"social.example": ["93.184.216.34"]}

    def look_up(host: str, port: int, **_options: object) -> list[tuple]:
        if host not in known:
            raise socket.gaierror(f"no {host}")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("social.example", "https://social.example"),
        ("https://social.example/", "https://social.example"),
        (" https://social.example:8443 ", "https://social.example:8443"),
    ],
)
def test_a_server_is_kept_as_scheme_and_host(names, given: str, kept: str):
    assert Reachable().server(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "http://social.example",
        "ftp://social.example",
        "https://me@social.example",
        "https://social.example/api",
        "",
        "https://[",
        "https://x:y",
    ],
)
def test_what_is_no_server_is_refused(names, given: str):
    with pytest.raises(BadInput) as refused:
        Reachable().server(given)
    assert refused.value.code == "bad_server"


def test_a_name_nobody_has_is_said(names):
    with pytest.raises(BadInput) as refused:
        Reachable().server("social.exampel")
    assert refused.value.code == "no_such_server"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.7",
        "192.168.1.1",
        "172.16.3.4",
        "169.254.169.254",
        "0.0.0.0",  # noqa: S104  (nothing is bound to it)
        "::1",
        "fd00::1",
        "fe80::1%eth0",
        "::ffff:127.0.0.1",
        "100.64.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "224.0.0.1",
    ],
)
def test_a_name_that_leads_inside_is_refused_even_beside_a_public_address(names, address: str):
    names["inside.example"] = ["93.184.216.34", address]
    with pytest.raises(BadInput) as refused:
        Reachable().server("inside.example")
    assert refused.value.code == "private_server"


def test_a_server_the_installation_names_may_be_inside_and_speak_plain_http(names):
    names["social.intern"] = ["10.0.0.7"]
    assert Reachable(private={"social.intern"}).server("http://social.intern:3000") == "http://social.intern:3000"
