"""Short links: where they lead, and that somebody followed them. Nothing about who is kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F

from vaekst.actions import strategies
from vaekst.core.robots import is_fetched_ahead, is_robot
from vaekst.store.models import Link, LinkClicks

PATH = "/l/"
"""Before the code of a short link where no host is given to short links alone."""

ELSEWHERE = "elsewhere"
"""The referrer of clicks from more places than are told apart."""

_CODE = re.compile(r"[a-z0-9]{4,12}")
_PLACES = 40  # hosts told apart per link and hour
_LONGEST_HOST = 120
_WRITES = 20  # counts written a second; what comes faster waits in memory for the next


@dataclass(frozen=True, slots=True)
class Visitor:
    """What a request says of itself. It is looked at and forgotten."""

    method: str
    agent: str
    referrer: str
    headers: Mapping[str, str]

    @property
    def counts(self) -> bool:
        """Whether somebody, or a robot, really follows the link."""
        return self.method == "GET" and not is_fetched_ahead(self.headers)


@dataclass(frozen=True, slots=True)
class _Place:
    """What a click is counted under."""

    link: int
    brand: int
    hour: datetime
    referrer: str
    is_bot: bool


@dataclass(slots=True)
class Follower:
    """Counts clicks without letting a flood of them hold up the store. One per process."""

    waiting: Counter[_Place] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)
    second: int = 0
    written: int = 0

    def count(self, place: _Place, *, now: datetime) -> None:
        """Add a click, and write what waits unless enough was written this second. A busy store never stops a visitor."""
        with self.lock:
            self.waiting[place] += 1
            second = int(now.timestamp())
            if second != self.second:
                self.second, self.written = second, 0
            if self.written >= _WRITES:
                return
            taken, self.waiting = self.waiting, Counter()
            self.written += len(taken)
        try:
            with transaction.atomic():
                for each, clicks in taken.items():
                    _add(each, clicks)
        except DatabaseError:
            with self.lock:
                self.waiting.update(taken)


_FOLLOWER = Follower()


def follow(
    code: str, visitor: Visitor, *, host: str | None, now: datetime, follower: Follower = _FOLLOWER
) -> str | None:
    """The address the short link leads to, or None where there is none on this host.

    It is the one the register holds; nothing of the request is in it. A host serves the links of brands that named it as
    theirs; without one, as on a machine of one's own, all of them.
    """
    code = code.lower()
    if not _CODE.fullmatch(code):
        return None
    link = Link.objects.select_related("brand").filter(code=code).first()
    if link is None or (host is not None and _domain(link) != host):
        return None
    if visitor.counts:
        hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        place = _Place(link.pk, link.brand_id, hour, host_of(visitor.referrer), is_robot(visitor.agent))
        follower.count(place, now=now)
    return link.url


def short_url(code: str, domain: str | None) -> str | None:
    """The short form of a brand with that domain: on a host of its own, on this installation's, or on this machine.

    None where the installation is public and the brand has no domain that leads to it.
    """
    if domain in settings.SHORT_HOSTS:
        return f"https://{domain}/{code}"
    if domain in settings.HOSTS:
        return f"https://{domain}{PATH}{code}"
    return None if settings.IS_PUBLIC else f"{PATH}{code}"


def host_of(referrer: str) -> str:
    """The host a visitor came from, without `www.`; empty where none was told."""
    try:
        host = urlsplit(referrer).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")[:_LONGEST_HOST]


def _domain(link: Link) -> str | None:
    return strategies.in_force(link.brand).utm.short_domain


def _add(place: _Place, clicks: int) -> None:
    """Add the clicks to the count of their hour and place."""
    hour = LinkClicks.objects.filter(link_id=place.link, hour=place.hour, is_bot=place.is_bot)
    if hour.filter(referrer=place.referrer).update(count=F("count") + clicks):
        return
    referrer = place.referrer if hour.count() < _PLACES or not place.referrer else ELSEWHERE
    counted, fresh = hour.get_or_create(
        link_id=place.link,
        hour=place.hour,
        is_bot=place.is_bot,
        referrer=referrer,
        defaults={"brand_id": place.brand, "count": clicks},
    )
    if not fresh:
        LinkClicks.objects.filter(pk=counted.pk).update(count=F("count") + clicks)
