"""Short links: where they lead, and that somebody followed them. Nothing about who is kept."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from django.conf import settings

from vaekst.actions import facts, strategies
from vaekst.actions.links.counting import Click
from vaekst.core.errors import Trouble
from vaekst.core.robots import is_fetched_ahead, is_robot
from vaekst.lake import Spool
from vaekst.store.models import Link

PATH = "/l/"
"""Before the code of a short link where no host is given to short links alone."""

_CODE = re.compile(r"[a-z0-9]{4,12}")
_LONGEST_HOST = 120
_KNOWN_FOR, _MOST_KNOWN = 10.0, 10_000  # seconds a link is believed before the store is asked again, and how many are


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
class _Way:
    """A short link as it is followed: to where, for which host, and where its clicks are kept."""

    link: int
    url: str
    domain: str | None
    spool: Spool


def follow(code: str, visitor: Visitor, *, host: str | None, now: datetime) -> str | None:
    """The address the short link leads to, or None where there is none on this host.

    It is the one the register holds; nothing of the request is in it. A host serves the links of brands that named it as
    theirs; without one, as on a machine of one's own, all of them. The click waits in a file to be counted: no visitor waits
    for the store or for a disk, and a server that is killed loses none.
    """
    code = code.lower()
    way = _way(code) if _CODE.fullmatch(code) else None
    if way is None or (host is not None and way.domain != host):
        return None
    if visitor.counts:
        hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        click = Click(way.link, hour, host_of(visitor.referrer), is_robot(visitor.agent))
        with suppress(Trouble):  # a full disk stops no visitor
            way.spool.append(click.to_line(), synced=False)
    return way.url


def _way(code: str) -> _Way | None:
    """The way of a code, believed for some seconds before the store is asked again."""
    now = time.monotonic()
    with _turn:
        known = _ways.get(code)
    if known is not None and known[0] > now:
        return known[1]
    link = Link.objects.select_related("brand").filter(code=code).first()
    if link is None:
        return None
    root = facts.clicked(link.brand)
    domain = strategies.in_force(link.brand).utm.short_domain
    with _turn:
        way = _Way(link.pk, link.url, domain, _spools.setdefault(root, Spool(root)))
        _ways[code] = (now + _KNOWN_FOR, way)
        while len(_ways) > _MOST_KNOWN:
            _ways.popitem(last=False)
    return way


def forget() -> None:
    """Forget what was remembered of links and files."""
    with _turn:
        _ways.clear()
        _spools.clear()


_turn = Lock()
_ways: OrderedDict[str, tuple[float, _Way]] = OrderedDict()
_spools: dict[Path, Spool] = {}


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
