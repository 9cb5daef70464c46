"""Accepting events: by a site key, from an allowed origin, within a rate, and kept on disk before the answer."""

from __future__ import annotations

import json
import secrets
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Lock

from django.conf import settings

from vaekst.actions import facts, imports, strategies
from vaekst.actions.imports import Choices
from vaekst.core.collecting import MOST_AT_ONCE, Event, Rules, read_event
from vaekst.core.errors import BadInput, NotAllowed, UnknownName, VaekstError
from vaekst.core.sentence import N_
from vaekst.lake import Spool
from vaekst.sources.contacts import visitor_hashed
from vaekst.store.models import SiteKey

_KNOWN_FOR = 10.0  # seconds a key is believed before the store is asked again
_MOST_KNOWN, _MOST_CALLERS = 1000, 50_000


class TooMany(VaekstError):
    """The caller sends faster than allowed; waiting helps."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site key with everything an event is judged by."""

    key: str
    origins: frozenset[str]
    rules: Rules
    spool: Spool


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks: the origin a browser names (None: a server), what it calls itself, and where it comes from."""

    origin: str | None
    agent: str | None
    caller: str


def site_of(key: str) -> Site:
    """The site a key opens. Raises UnknownName for one that opens nothing, without naming others."""
    now = time.monotonic()
    with _turn:
        known = _sites.get(key)
    if known is not None and known[0] > now:
        return known[1]
    found = SiteKey.objects.select_related("brand").filter(key=key, closed_at=None).first()
    if found is None:
        with _turn:
            _sites.pop(key, None)
        raise UnknownName("site key", "…", [], cure=N_("Open one: vaekst collect open NAME --origin https://…"))
    site = _site(found)
    with _turn:
        _sites[key] = (now + _KNOWN_FOR, site)
        while len(_sites) > _MOST_KNOWN:
            _sites.popitem(last=False)
    return site


def accept(site: Site, given: object, asked: Asked, *, now: datetime) -> int:
    """Keep an event, or a list of them, for the site; how many. All are on disk when this returns.

    Raises NotAllowed for a page of another origin, TooMany, BadInput for what is no event: then none of the list is kept;
    and Trouble when nothing could be written.
    """
    check_origin(site, asked.origin)
    events = given if isinstance(given, list) else [given]
    if not 0 < len(events) <= MOST_AT_ONCE:
        raise BadInput("event_many", N_("Send 1 to {most} events at once."), most=MOST_AT_ONCE)
    _within_rate(site, asked.caller, len(events))
    read = [
        read_event(each, site.rules, now=now, agent=asked.agent, fresh_id=secrets.token_urlsafe(16)) for each in events
    ]
    _keep(site.spool, [replace(each, site=site.key) for each in read])
    return len(read)


def check_origin(site: Site, origin: str | None) -> None:
    """Raises NotAllowed unless the key is for pages of the origin; a server names none."""
    if origin is not None and origin not in site.origins:
        raise NotAllowed(
            "origin_not_allowed",
            N_(
                "This key takes no events from {origin}. Open a key that does: vaekst collect open NAME --origin {origin}"
            ),
            origin=origin[:200],
        )


def _keep(spool: Spool, events: Sequence[Event]) -> None:
    """One line for all of them, so that they are kept together or not at all."""
    told = [event.to_json() for event in events]
    spool.append(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def _site(key: SiteKey) -> Site:
    strategy = strategies.in_force(key.brand)
    context = imports.context_of(key.brand, strategy, Choices(), now=key.made_at)
    secret = context.contact_secret or b""
    wanted = strategy.conversions
    rules = Rules(
        kinds=(wanted.primary, *wanted.micro),
        currency=strategy.brand.currency,
        hide=lambda written: visitor_hashed(written, secret),
    )
    return Site(key.key, frozenset(key.origins), rules, _spool(facts.collected(key.brand)))


def _spool(root: Path) -> Spool:
    """The one object of this process for a folder."""
    with _turn:
        return _spools.setdefault(root, Spool(root))


def _within_rate(site: Site, caller: str, many: int) -> None:
    """Raises TooMany where a caller has sent more than its share: a bucket that fills up again over a minute."""
    most = settings.VAEKST_COLLECT_RATE
    now = time.monotonic()
    with _turn:
        left, since = _buckets.pop((site.key, caller), (float(most), now))
        left = min(most, left + (now - since) * most / 60)
        is_fine = left >= many
        _buckets[site.key, caller] = (left - many if is_fine else left, now)
        while len(_buckets) > _MOST_CALLERS:
            _buckets.popitem(last=False)
    if not is_fine:
        raise TooMany(
            "too_many_events",
            N_("More than {most} events a minute came from here. Wait a little, or send several at once."),
            most=most,
        )


_turn = Lock()
_sites: OrderedDict[str, tuple[float, Site]] = OrderedDict()
_spools: dict[Path, Spool] = {}
_buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()


def forget() -> None:
    """Forget what was remembered of keys, callers and files."""
    with _turn:
        _sites.clear()
        _spools.clear()
        _buckets.clear()
