"""The atproto client library, held to the server it was told."""

from __future__ import annotations

from ssl import SSLContext
from typing import Any

import httpx
from atproto import Client, Request, models
from atproto_client.models.dot_dict import DotDict

from vaekst.sources.pulling.addresses import Reachable
from vaekst.sources.pulling.contract import Access


class Session:
    """One account's conversation with its data server."""

    def __init__(self, access: Access, *, timeout: float) -> None:
        request = Request(transport=Pinned(access.reachable), timeout=timeout, trust_env=False)
        self._client = Client(base_url=access.server, request=request)

    def sign_in(self, handle: str, password: str) -> tuple[str, str]:
        """Opens the session; the account's lasting id (DID) and its handle. Reads no profile: that takes an AppView."""
        who = models.ComAtprotoServerCreateSession.Data(identifier=handle, password=password)
        opened = self._client.com.atproto.server.create_session(who)
        self._client.request.set_additional_headers({"Authorization": f"Bearer {opened.access_jwt}"})
        return opened.did, opened.handle

    def close(self) -> None:
        self._client.request.close()

    def query(self, name: str, given: dict[str, Any]) -> Any:
        """The answer of a method as it came."""
        return self._client.invoke_query(name, params=DotDict(given), output_encoding="application/json").content


class Pinned(httpx.HTTPTransport):
    """Connects to the very address that was looked up and found allowed; certificates are those of the name."""

    def __init__(self, reachable: Reachable, *, verify: SSLContext | bool = True) -> None:
        super().__init__(verify=verify, trust_env=False)
        self._reachable = reachable

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer. Raises BadInput where the address, or one we are sent on to, is one we may not call."""
        address = self._reachable.address(str(request.url))
        request.extensions = {**request.extensions, "sni_hostname": request.url.host}
        request.url = request.url.copy_with(host=address)
        return super().handle_request(request)
