"""Connections go to the address that was looked up, and certificates are checked against the name that was typed."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from vaekst.core.errors import BadInput
from vaekst.sources.bluesky import session as bluesky
from vaekst.sources.mastodon import session as mastodon
from vaekst.sources.pulling.addresses import Reachable

NAME = "social.example"
LOOKED_UP = Reachable(private=frozenset({NAME, "other.example"}))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for the name alone, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "one.pem"
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    return path


class Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        content = self.headers["Host"].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


class Quiet(HTTPServer):
    def handle_error(self, *_args: object) -> None:
        """A caller that does not like the certificate hangs up."""


@pytest.fixture
def port(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server with the certificate, at every name there is."""
    real = socket.getaddrinfo

    def look_up(host: str, *args: object, **options: object) -> object:
        return real("127.0.0.1" if host.endswith(".example") else host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    server = Quiet(("127.0.0.1", 0), Hello)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def by_requests(url: str, certificate: Path, reachable: Reachable = LOOKED_UP) -> str:
    with requests.Session() as session:
        session.trust_env = False
        session.mount("https://", mastodon.Pinned(reachable))
        return session.get(url, verify=str(certificate), timeout=10).text


def by_httpx(url: str, certificate: Path, reachable: Reachable = LOOKED_UP) -> str:
    trusted = ssl.create_default_context(cafile=str(certificate))
    with httpx.Client(transport=bluesky.Pinned(reachable, verify=trusted), trust_env=False) as client:
        return client.get(url).text


@pytest.mark.parametrize("ask", [by_requests, by_httpx])
def test_the_server_is_asked_by_its_name_at_the_address_looked_up(ask, port: int, certificate: Path):
    assert ask(f"https://{NAME}:{port}/", certificate) == f"{NAME}:{port}"


@pytest.mark.parametrize("ask", [by_requests, by_httpx])
def test_a_certificate_of_another_name_is_refused(ask, port: int, certificate: Path):
    with pytest.raises((requests.exceptions.SSLError, httpx.ConnectError)):
        ask(f"https://other.example:{port}/", certificate)


@pytest.mark.parametrize("ask", [by_requests, by_httpx])
def test_a_name_that_leads_inside_is_not_called(ask, port: int, certificate: Path):
    with pytest.raises(BadInput):
        ask(f"https://{NAME}:{port}/", certificate, Reachable())
