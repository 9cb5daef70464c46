"""Links over HTTP: the register to read, links to check, and links to make for feeds that may."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from vaekst.actions import links
from vaekst.actions.audit import Actor
from vaekst.actions.links import checks, listing
from vaekst.api.guards import InAddress, InHeader, MayLink
from vaekst.core.utm import Wish
from vaekst.store.models import Brand

_MOST = 1000

router = Router(tags=["links"])


class WishedLink(Schema):
    """A link to be made. Channel and concept by id or name; a page that is left out is the brand's landing page."""

    channel: str
    batch: str
    concept: str = ""
    format: str = ""
    creator: str = ""
    distribution: str = Field("owned", description="owned, paid or partner.")
    page: str = ""


class WishedLinks(Schema):
    """Links to be made together: all of them or none."""

    links: list[WishedLink] = Field(min_length=1, max_length=_MOST)


class GivenLinks(Schema):
    """Links to be held against the standard."""

    links: list[str] = Field(min_length=1, max_length=_MOST)


@router.get(
    "/{brand}/links",
    summary="The register of links",
    auth=[InHeader(), InAddress()],
    url_name="links",
    response={200: Any},
)
def register(request: HttpRequest, brand: str, withdrawn: bool = False) -> dict[str, Any]:  # noqa: ARG001 (in the address)
    """Every link with its placement, channel group and clicks, the newest first."""
    opened: Brand = request.auth  # type: ignore[attr-defined]  # put there by the guards
    return {"links": [listing.for_machines(each) for each in links.register_of(opened, withdrawn=withdrawn)]}


@router.post(
    "/{brand}/links",
    summary="Make links",
    description="Takes a feed that was opened for it. A placement that has a link with the same page keeps it.",
    auth=MayLink(),
    url_name="make_links",
    response={201: Any},
)
def make(request: HttpRequest, brand: str, wished: WishedLinks) -> dict[str, Any]:  # noqa: ARG001 (in the address)
    """All the links asked for, and how many of them are new."""
    opened: tuple[Actor, Brand] = request.auth  # type: ignore[attr-defined]  # put there by the guard
    actor, chosen = opened
    wishes = [Wish(**each.dict()) for each in wished.links]
    made = links.make_many(actor, chosen, wishes, now=timezone.now())
    return {
        "made": len(made.fresh),
        "links": [listing.for_machines(each) for each in links.described(chosen, made.links)],
    }


@router.post(
    "/{brand}/links/check",
    summary="Check links",
    auth=[InHeader(), InAddress()],
    url_name="check_links",
    response={200: Any},
)
def check(request: HttpRequest, brand: str, given: GivenLinks) -> dict[str, Any]:  # noqa: ARG001 (in the address)
    """What breaks the standard in each link, and how it should read."""
    opened: Brand = request.auth  # type: ignore[attr-defined]  # put there by the guards
    return checks.for_machines(links.check_links(opened, given.links))
