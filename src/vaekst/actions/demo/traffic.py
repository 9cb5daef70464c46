"""Visits to the shop's website as Google Analytics tells them, and the links its posts of the last weeks stand with."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import numpy.typing as npt

from vaekst.actions.demo.ideas import FORMATS
from vaekst.actions.demo.world import DemoPost, World, daily
from vaekst.core.period import Week
from vaekst.core.utm import Names, Standard, Tags, Wish, placement_of

DAYS = 28
"""The days the export covers: the shop began to tag its links four weeks ago."""

_ARRIVE = 0.95  # of clicks
_ENGAGED, _LEAD = 0.58, 0.02  # of visits
_CREATORS = {"hverdag": "Malthe Åkjær"}
_PAID = (("instagram", "pendlerruter", "short_video"), ("youtube", "vaerkstedet", "short_video"))
_PARTNERS = (("instagram", "kundehistorie", "short_video", "Cykelmor på Østerbro"),)
_BY_HAND: Mapping[str, Mapping[str, str]] = {
    "konkurrence": {"source": "Instagram", "medium": "Social"},
    "foer-efter": {"campaign": "Før og efter"},
    "nyheder": {"campaign": "efter%C3%A5r%20salg"},
    "myter": {"content": "myt\N{CYRILLIC SMALL LETTER IE}r.short_video.youtube"},
    "hverdag": {"source": "tt", "medium": "bio"},
}
"""Concepts whose links somebody wrote by hand before the register was there, and what they wrote."""

_OTHERS = (
    (Tags("(direct)", "(none)", "(direct)"), 120),
    (Tags("google", "organic", "(organic)"), 95),
    (Tags("l.instagram.com", "referral", "(referral)"), 9),
    (Tags("tiktok.com", "referral", "(referral)"), 55),
    (Tags("cykelportalen.example", "referral", "(referral)"), 6),
)
"""Visits by other ways, and how many a day."""

_PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
_VISITORS = (
    ("https://l.instagram.com/", _PHONE),
    ("https://www.youtube.com/", _PHONE),
    ("", _PHONE),
    ("", "facebookexternalhit/1.1"),
)
_FOLLOWED = 6  # links whose short form stands in a story or a description


@dataclass(frozen=True, slots=True)
class _Touch:
    """Visits of one day by one way in."""

    day: date
    tags: Tags
    visits: int


def wishes(world: World) -> tuple[Wish, ...]:
    """The links the shop wants for the posts of the last four weeks: one a placement, those it pays for and its partner's too."""
    found = {_wish(post): None for post in _lately(world)}
    last = _batch(world.last)
    paid = [Wish(channel, last, concept, form, "", "paid") for channel, concept, form in _PAID]
    partners = [Wish(channel, last, concept, form, who, "partner") for channel, concept, form, who in _PARTNERS]
    return (*found, *paid, *partners)


def report(world: World, rules: Standard, *, seed: int) -> bytes:
    """The export by day, source and medium, campaign and content; links of the first of its weeks were written by hand."""
    chance = np.random.default_rng([seed, 3])
    rows = [row for touch in _touches(world, rules, chance) if (row := _row(touch, chance))]
    head = ("Date", "Session source / medium", "Session campaign", "Session manual ad content", "Session manual term",
            "Sessions", "Engaged sessions", "Key events")  # fmt: skip
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    first = world.last - timedelta(days=DAYS - 1)
    above = (
        "# ----------------------------------------",
        "# Traffic acquisition: Session source / medium",
        "# Account: Fjord Cykler",
        "# Property: GA4 - fjordcykler.example",
        "# ----------------------------------------",
        "# ",
        "# All Users",
        f"# Start date: {first:%Y%m%d}",
        f"# End date: {world.last:%Y%m%d}",
    )
    return ("\n".join(above) + "\n" + out.getvalue()).encode()


def _touches(world: World, rules: Standard, chance: np.random.Generator) -> Iterator[_Touch]:
    posts = _lately(world)
    days = world.days[-DAYS:]
    clicks: npt.NDArray[np.int64] = daily(posts, "clicks", days)
    by_way: defaultdict[tuple[date, Tags], int] = defaultdict(int)
    for place, day in enumerate(days):
        for number, post in enumerate(posts):
            by_way[day, _tags(post, rules, world)] += int(clicks[number, place])
        for wish in wishes(world):
            if wish.distribution and day > world.last - timedelta(days=7):
                by_way[day, rules.tags(placement_of(wish, rules, Names()))] += int(chance.poisson(26))
        for tags, usual in _OTHERS:
            by_way[day, tags] += int(chance.poisson(usual))
    for (day, tags), count in by_way.items():
        yield _Touch(day, tags, int(chance.binomial(count, _ARRIVE)))


def _row(touch: _Touch, chance: np.random.Generator) -> tuple[object, ...] | None:
    if not touch.visits:
        return None
    tags = touch.tags
    told = [value or "(not set)" for value in (tags.campaign, tags.content, tags.term)]
    engaged = int(chance.binomial(touch.visits, _ENGAGED))
    leads = int(chance.binomial(touch.visits, _LEAD))
    return f"{touch.day:%Y%m%d}", f"{tags.source} / {tags.medium}", *told, touch.visits, engaged, leads


def _tags(post: DemoPost, rules: Standard, world: World) -> Tags:
    """The tags the post's link was published with."""
    tags = rules.tags(placement_of(_wish(post), rules, Names()))
    by_hand = _BY_HAND.get(post.concept.id if post.concept else "", {})
    return replace(tags, **by_hand) if post.published.date() <= world.last - timedelta(days=21) else tags


def _lately(world: World) -> list[DemoPost]:
    """Posts of the last four weeks that follow a concept."""
    since = world.last - timedelta(days=DAYS - 1)
    return [post for post in world.posts if post.concept and post.published.date() >= since]


def _wish(post: DemoPost) -> Wish:
    concept = post.concept.id if post.concept else ""
    batch = _batch(post.published.date())
    return Wish(post.channel, batch, concept, FORMATS[post.format], _CREATORS.get(concept, ""))


def _batch(day: date) -> str:
    return str(Week.of(day)).lower()


@dataclass(frozen=True, slots=True)
class Click:
    """Somebody followed a short link: which of the wished links, counted from the last, when, from where, as what browser."""

    link: int
    at: datetime
    referrer: str
    agent: str


def clicks(world: World, *, seed: int) -> Iterator[Click]:
    """Who followed the newest short links in the last days of the files."""
    chance = np.random.default_rng([seed, 4])
    end = datetime.combine(world.last, time(22), UTC)
    for link in range(_FOLLOWED):
        for _ in range(int(chance.poisson(14))):
            at = end - timedelta(minutes=int(chance.integers(0, 4 * 24 * 60)))
            yield Click(link, at, *_VISITORS[int(chance.choice(len(_VISITORS), p=(0.45, 0.3, 0.15, 0.1)))])
