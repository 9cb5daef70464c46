"""The Mastodon client library, held to the server it was told, with the last answer as it came."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from mastodon import Mastodon
from requests import PreparedRequest, Response
from requests import Session as Requests
from requests.adapters import HTTPAdapter

from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_
from vaekst.sources.pulling.addresses import Reachable
from vaekst.sources.pulling.contract import Access

USER_AGENT = "Vaekst"


class Session:
    """One account's conversation with its server."""

    def __init__(self, access: Access, *, timeout: float) -> None:
        self.last: Response | None = None
        self.status: int | None = None
        self._requests = requests = Requests()
        requests.trust_env = False  # a proxy would look names up by itself
        requests.mount("http://", Pinned(access.reachable))
        requests.mount("https://", Pinned(access.reachable))
        requests.hooks["response"].append(self._note)
        self.api = Mastodon(
            access_token=access.secret["token"],
            api_base_url=access.server,
            ratelimit_method="throw",
            request_timeout=timeout,
            version_check_mode="none",
            session=requests,
            user_agent=USER_AGENT,
        )

    def close(self) -> None:
        self._requests.close()

    def answer(self) -> Any:
        """The last answer as it came."""
        return None if self.last is None else self.last.json()

    def header(self, name: str) -> str | None:
        """A header of the last answer."""
        return None if self.last is None else self.last.headers.get(name)

    def _note(self, response: Response, **_options: Any) -> None:
        self.last = response
        self.status = response.status_code


class Pinned(HTTPAdapter):
    """Connects to the very address that was looked up and found allowed; certificates are those of the name."""

    def __init__(self, reachable: Reachable) -> None:
        super().__init__()
        self._reachable = reachable

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        """The answer. Raises BadInput where the server sends us on to another place, or lies where we may not go."""
        parts = urlsplit(request.url or "")
        host = parts.hostname or ""
        address = self._reachable.address(request.url or "")
        if parts.scheme == "https":
            self.poolmanager.connection_pool_kw |= {"server_hostname": host, "assert_hostname": host}
        request.headers["Host"] = parts.netloc
        place = f"[{address}]" if ":" in address else address
        request.url = parts._replace(netloc=f"{place}:{parts.port}" if parts.port else place).geturl()
        response = super().send(request, *args, **options)
        if response.is_redirect:
            response.close()
            raise BadInput(
                "server_moved",
                N_("{host} sends Vaekst on to another address. Connect with the address the server itself names."),
                host=host,
            )
        return response
