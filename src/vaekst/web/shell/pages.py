"""One template for the page and for the part of it that htmx swaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from vaekst.web.shell.access import Request


def page_or_part(request: Request, screen: str, shown: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """`<screen>/page.html`, or only its `<screen>/content.html` when htmx asks for a new part of an open page."""
    part = bool(request.htmx) and not request.htmx.history_restore_request
    response = render(request, f"{screen}/{'content' if part else 'page'}.html", dict(shown), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
