"""Which servers Vaekst talks to: those the whole internet may talk to, over https, and those the installation names.

The address is looked up once and the connection goes to exactly that address, so that a name that changes its mind in
between leads nowhere else. Redirections are looked at anew.
"""

from __future__ import annotations

import socket
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_

_PORTS = {"https": 443, "http": 80}
_TRANSLATED = ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Reachable:
    """Where servers may be. `private` names hosts that may lie on this machine or network, and speak plain http."""

    private: Collection[str] = ()

    def address(self, url: str) -> str:
        """The address of the server at the url. Raises BadInput where Vaekst may not go, OSError where there is none."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = parts.port or _PORTS.get(parts.scheme, 0)
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if host not in self.private and not all(_is_public(address) for address in found):
            raise BadInput(
                "private_server",
                N_(
                    "'{host}' is on this machine or a private network, where Vaekst does not go. If it is yours, name it in VAEKST_PRIVATE_SERVERS."
                ),
                host=host,
            )
        return found[0]

    def server(self, given: str) -> str:
        """The server's address as it is kept: scheme, host and port. Raises BadInput for one Vaekst may not talk to."""
        written = given.strip().rstrip("/")
        try:
            parts = urlsplit(written if "://" in written else f"https://{written}")
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise _no_server(given) from None
        is_allowed = parts.scheme == "https" or (parts.scheme == "http" and host in self.private)
        if not host or port == 0 or parts.username or parts.path or parts.query or not is_allowed:
            raise _no_server(given)
        server = f"{parts.scheme}://{parts.netloc}"
        try:
            self.address(server)
        except (OSError, UnicodeError):
            raise BadInput(
                "no_such_server", N_("There is no server '{host}' to be found. Check its spelling."), host=host
            ) from None
        return server


def _no_server(given: str) -> BadInput:
    return BadInput(
        "bad_server",
        N_("'{given}' is not the address of a server. Write it like https://social.example."),
        given=given,
    )


def _is_public(address: str) -> bool:
    """Whether the whole internet may mean the same machine by this address."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.sixtofour is not None or found.teredo is not None or found in _TRANSLATED:
            return False  # an older address inside, which may be any
        if found.ipv4_mapped is not None:
            return found.ipv4_mapped.is_global and not found.ipv4_mapped.is_multicast
    return found.is_global and not found.is_multicast
