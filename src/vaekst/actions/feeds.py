"""Feeds: addresses for spreadsheets, dashboards and programs, opened by a token and closed by hand.

They read. What else one may do is granted when it is opened, and by who may do it.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from vaekst.actions import audit
from vaekst.actions.audit import Actor
from vaekst.actions.people import Act, may, require
from vaekst.core.errors import BadInput, Conflict, NotAllowed, UnknownName
from vaekst.core.sentence import N_
from vaekst.store import queries
from vaekst.store.models import Brand, Feed, Via

READ_ONLY = "read_only_feed"

_LONGEST = 80  # characters of a name


@dataclass(frozen=True, slots=True)
class FreshFeed:
    """A feed just opened, and its token, which is kept nowhere."""

    feed: Feed
    token: str


@transaction.atomic
def open_feed(actor: Actor, brand: Brand, name: str, *, now: datetime, may_link: bool = False) -> FreshFeed:
    """A new feed of the brand, with the token that can be shown this one time. `may_link`: it may also make links.

    Raises NotAllowed for who may not share, BadInput for a name that is empty or too long, Conflict for one in use.
    """
    require(actor, brand, Act.SHARE)
    if may_link:
        require(actor, brand, Act.LINK)
    name = " ".join(name.split())
    if not 0 < len(name) <= _LONGEST:
        raise BadInput(
            "feed_name",
            N_("A feed needs a name of 1 to {longest} characters, such as the report that reads it."),
            longest=_LONGEST,
        )
    if queries.open_feeds(brand).filter(name=name).exists():
        raise Conflict(
            "feed_exists", N_("There is an open feed called '{name}'. Close it, or choose another name."), name=name
        )
    token = secrets.token_urlsafe(32)
    feed = Feed.objects.create(
        brand=brand, name=name, hash=_hash(token), may_link=may_link, made_by=actor.person, made_at=now
    )
    audit.record(actor, "feed.open", brand=brand, subject=name, after={"may_link": True} if may_link else None)
    return FreshFeed(feed, token)


@transaction.atomic
def close_feed(actor: Actor, brand: Brand, name: str, *, now: datetime) -> None:
    """Nothing can be read by the feed any more. Raises UnknownName for one that is not open."""
    require(actor, brand, Act.SHARE)
    known = queries.open_feeds(brand)
    if not known.filter(name=name).update(closed_at=now):
        raise UnknownName("feed", name, known.values_list("name", flat=True))
    audit.record(actor, "feed.close", brand=brand, subject=name)


def brand_of(token: str, slug: str) -> Brand:
    """The brand the token reads. It holds while its maker may share the brand's figures.

    Raises NotAllowed, in the same words whatever is wrong, so that nobody learns which brands there are.
    """
    return _feed_of(token, slug).brand


def linker(token: str, slug: str) -> tuple[Actor, Brand]:
    """Who makes links with the token, and in which brand. It holds while its maker may make links there.

    Raises NotAllowed as `brand_of` does, and for a feed that may only read.
    """
    feed = _feed_of(token, slug)
    if not feed.may_link:
        raise NotAllowed(
            READ_ONLY,
            N_("The feed '{name}' reads and makes no links. Open one that may: vaekst feed open NAME --may-link"),
            name=feed.name,
        )
    actor = Actor(feed.made_by, Via.API)
    require(actor, feed.brand, Act.LINK)
    return actor, feed.brand


def _feed_of(token: str, slug: str) -> Feed:
    feed = Feed.objects.select_related("brand", "made_by").filter(hash=_hash(token), closed_at=None).first()
    if feed is None or feed.brand.slug != slug or not may(feed.made_by, feed.brand, Act.SHARE):
        raise NotAllowed(
            "no_feed", N_("This address opens nothing: its token is wrong or its feed was closed. Open a new feed.")
        )
    today = timezone.now().date()
    if feed.read_on != today:
        Feed.objects.filter(pk=feed.pk).update(read_on=today)
    return feed


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
