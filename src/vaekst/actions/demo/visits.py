"""Visits to the shop's own pages one by one, with the links they came by, and what came of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from vaekst.actions.demo import tables
from vaekst.actions.demo.ideas import FORMATS
from vaekst.actions.demo.world import DemoPost, World
from vaekst.core.strategy import Strategy
from vaekst.core.utm import Placement, Standard, standard_of

_PAGE = "https://fjordcykler.example/proevetur"
_NO_CONSENT = 0.17  # leads whose visits nobody may know
_SEEN = 0.06  # of visits that became no lead, those in the website's own log
_MACHINES = 4
_EARLIER_DAYS = 24
_ELSEWHERE: Mapping[str, tuple[str, str, str]] = {
    "direct": ("", "", ""),
    "google": ("", "", "https://www.google.com/"),
    "newsletter": ("newsletter", "email", ""),
}
"""Ways to the shop beside its channels: source, medium and referrer."""


@dataclass(frozen=True, slots=True)
class Visits:
    """Two CSV files: every visit, and what visitors did."""

    touches: bytes
    conversions: bytes


@dataclass(frozen=True, slots=True)
class _Visit:
    visitor: str
    at: datetime
    way: str  # a channel, or one of _ELSEWHERE
    post: DemoPost | None = None
    is_machine: bool = False


def visits(world: World, leads: bytes, strategy: Strategy, *, seed: int) -> Visits:
    """The website's log behind the table of leads: each lead came last by the channel it is noted under."""
    chance = np.random.default_rng([seed, 5])
    came: list[_Visit] = []
    done: list[list[str]] = []
    event, step = strategy.conversions.primary, strategy.conversions.micro[0]
    for row in csv.DictReader(io.StringIO(leads.decode())):
        day = date.fromisoformat(row["date"])
        if row["visits"]:
            came += _passers_by(world, day, row["channel"], int(row["visits"]), chance)
            continue
        if not row["channel"]:  # they called
            continue
        number, at = row["lead_id"], _moment(day, chance)
        is_known = chance.random() >= _NO_CONSENT
        visitor = f"v-{number}" if is_known else ""
        done.append([visitor, _text(at), event, number])
        if is_known:
            came += _journey(world, visitor, at, row["channel"], chance)
    came += [
        _Visit(f"bot-{number}", _moment(day, chance), "google", is_machine=True)
        for number in range(_MACHINES)
        for day in world.days[::3]
    ]
    came = sorted((each for each in came if each.at.date() <= world.last), key=lambda each: each.at)
    done += [
        [each.visitor, _text(each.at + timedelta(minutes=2)), step, ""] for each in came[::40] if not each.is_machine
    ]
    standard = standard_of(strategy)
    header = [
        "user_id",
        "at",
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "utm_content",
        "utm_term",
        "referrer",
        "landing_page",
        "is_bot",
    ]
    return Visits(
        tables.table(header, (_row(each, standard) for each in came)),
        tables.table(["user_id", "at", "kind", "lead_id"], sorted(done, key=lambda each: each[1])),
    )


def _passers_by(world: World, day: date, channel: str, visits: int, chance: np.random.Generator) -> Iterator[_Visit]:
    """Some of a day's visitors who became no lead; a few came back another way."""
    for number in range(int(chance.binomial(visits, _SEEN))):
        visitor, at = f"v-{channel[:2]}-{day:%m%d}-{number}", _moment(day, chance)
        yield _Visit(visitor, at, channel, _some_post(world, channel, at, chance))
        if chance.random() < 0.25:
            yield _Visit(visitor, at + timedelta(hours=float(chance.exponential(60))), _another_way(chance))


def _journey(
    world: World, visitor: str, lead_at: datetime, channel: str, chance: np.random.Generator
) -> Iterator[_Visit]:
    """The visits of somebody who became a lead: the last by the lead's channel, or directly right after it."""
    for _ in range(int(chance.geometric(0.5)) - 1):
        at = lead_at - timedelta(days=float(chance.uniform(0.2, _EARLIER_DAYS)))
        way = channel if chance.random() < 0.4 else _another_way(chance)
        yield _Visit(visitor, at, way, _some_post(world, way, at, chance))
    at = lead_at - timedelta(minutes=float(chance.uniform(2, 40)))
    yield _Visit(visitor, at, channel, _some_post(world, channel, at, chance))
    if chance.random() < 0.2:
        yield _Visit(visitor, lead_at - timedelta(minutes=1), "direct")


def _another_way(chance: np.random.Generator) -> str:
    ways = ("instagram", "youtube", "tiktok", "direct", "google", "newsletter")
    return str(chance.choice(ways, p=(0.3, 0.12, 0.1, 0.2, 0.18, 0.1)))


def _some_post(world: World, channel: str, at: datetime, chance: np.random.Generator) -> DemoPost | None:
    """One of the channel's latest posts before the moment; None where the way is no channel, or nothing is out yet."""
    out = [post for post in world.ever_on(channel)[-200:] if post.published < at]
    return out[-1 - int(chance.integers(0, min(len(out), 6)))] if out else None


def _moment(day: date, chance: np.random.Generator) -> datetime:
    """A moment of the day while people are awake."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return midnight + timedelta(milliseconds=int(chance.integers(6 * 3_600_000, 21 * 3_600_000)))


def _text(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _row(visit: _Visit, standard: Standard) -> Sequence[str]:
    """A line of the log. Links of posts keep the brand's standard; what comes from elsewhere carries what it carries."""
    told = (visit.visitor, _text(visit.at))
    if visit.way in _ELSEWHERE:
        source, medium, referrer = _ELSEWHERE[visit.way]
        return [*told, source, medium, "", "", "", referrer, _PAGE, "yes" if visit.is_machine else "no"]
    post = visit.post
    week = (post.published if post else visit.at).isocalendar()
    placement = Placement(
        visit.way,
        batch=f"{week.year}-w{week.week:02}",
        concept=post.concept.id if post and post.concept else None,
        format=FORMATS[post.format] if post else None,
    )
    tags = standard.tags(placement)
    said = [each or "" for each in (tags.source, tags.medium, tags.campaign, tags.content, tags.term)]
    return [*told, *said, "", _PAGE, "no"]
