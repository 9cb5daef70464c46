"""Who opens an address of the API: the holder of a feed's token."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest
from ninja.security import APIKeyQuery, HttpBearer

from vaekst.actions import feeds
from vaekst.actions.audit import Actor
from vaekst.store.models import Brand

_Opened = TypeVar("_Opened")


class InAddress(APIKeyQuery):
    """The token as `?token=…`, for spreadsheets that can only name an address."""

    param_name = "token"

    def authenticate(self, request: HttpRequest, key: str | None) -> Brand | None:
        """The brand the token opens; None without a token. Raises NotAllowed for a wrong one."""
        return _opened(request, key, feeds.brand_of)


class InHeader(HttpBearer):
    """The token as `Authorization: Bearer …`."""

    def authenticate(self, request: HttpRequest, token: str) -> Brand | None:
        """The brand the token opens; None without a token. Raises NotAllowed for a wrong one."""
        return _opened(request, token, feeds.brand_of)


class MayLink(HttpBearer):
    """The token of a feed that may make links, in the header alone: addresses are remembered in too many places."""

    def authenticate(self, request: HttpRequest, token: str) -> tuple[Actor, Brand] | None:
        """Who makes the links and where; None without a token. Raises NotAllowed for one that opens nothing or only reads."""
        return _opened(request, token, feeds.linker)


def _opened(request: HttpRequest, token: str | None, opens: Callable[[str, str], _Opened]) -> _Opened | None:
    match = request.resolver_match
    return opens(token, str(match.kwargs["brand"])) if token and match else None
