"""The shop as it really is: every post with what it will earn in the end, and how fast it earns it.

All chance comes from one generator, drawn in a fixed order, so that a seed always makes the same shop.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from statistics import NormalDist
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from vaekst.actions.demo.ideas import CAROUSEL, IDEAS, IMAGE, REEL, SHORT, USUAL, Idea

Floats = npt.NDArray[np.float64]

WEEKS = 14
BASELINE_WEEKS = 4
HOME = ZoneInfo("Europe/Copenhagen")
TAGGED = 0.88
"""The share of the sprint's posts that follow a concept."""
_STREAM = 2700  # picked from 4,500 for a baseline near the reference; see docs/explanation/demo-brand.md
_EARLIER_WEEKS = 3  # before the first export; they still earn views in the channel's days


@dataclass(frozen=True, slots=True)
class Audience:
    """How a channel's posts do before the sprint. Rates are means; `cv` is how unlike posts are among themselves."""

    weekly: tuple[int, int]  # posts a week at the start and at the end of the sprint
    views: float  # median
    spread: float  # sd of the log of views
    reach: float  # people per view
    rates: Mapping[str, float]  # events per view; saves per person reached
    cv: float
    watch_s: float  # median
    judged_by: tuple[str, ...]  # the events a concept's effect acts on


AUDIENCES: Mapping[str, Audience] = {
    "instagram": Audience(
        weekly=(8, 11),
        views=14_000,
        spread=0.75,
        reach=0.74,
        rates={"likes": 0.034, "comments": 0.0028, "shares": 0.0045, "saves": 0.024, "follows": 0.0009},
        cv=0.50,
        watch_s=7.5,
        judged_by=("saves",),
    ),
    "youtube": Audience(
        weekly=(8, 10),
        views=9_000,
        spread=0.85,
        reach=0.0,
        rates={"likes": 0.040, "comments": 0.0030, "shares": 0.0040, "follows": 0.0012},
        cv=0.45,
        watch_s=7.6,
        judged_by=("likes", "comments", "shares"),
    ),
    "tiktok": Audience(
        weekly=(3, 3),
        views=9_000,
        spread=1.0,
        reach=0.0,
        rates={"likes": 0.052, "comments": 0.0024, "shares": 0.0036, "saves": 0.0060, "follows": 0.0010},
        cv=0.60,
        watch_s=6.9,
        judged_by=("likes", "comments", "shares", "saves"),
    ),
}

RETENTION, RETENTION_GAIN = 0.52, 0.080
WATCH_GAIN = 0.17
CLICKS, CLICKS_GAIN = 0.0080, 0.0031
_CLICKS_CV = 0.5
CLICKS_LOST: Mapping[str, float] = {"youtube": 0.55}
CLICKS_LOST_FROM = 10
"""From this week on the channel's posts get the named share of the clicks: their link moved out of sight."""


@dataclass(frozen=True, slots=True)
class DemoPost:
    """A post with everything it earns in the end; `earned` holds counts by name, `views` among them."""

    number: int
    channel: str
    concept: Idea | None
    published: datetime
    format: str
    duration_s: int | None
    opening: str
    external_id: str
    earned: Mapping[str, int]
    retention_3s: float | None
    watch_s: float | None

    def count(self, name: str, *, at: datetime) -> int:
        """What had been counted by that instant."""
        age = (at - self.published) / timedelta(days=1)
        return int(self.earned[name] * float(share_by(np.array([age]))[0]))


@dataclass(frozen=True, slots=True)
class World:
    """Everything that happened, from `first` to `last`. `earlier` are posts from before, for the days' sums."""

    first: date
    last: date
    posts: tuple[DemoPost, ...]
    earlier: tuple[DemoPost, ...]

    def on(self, channel: str) -> list[DemoPost]:
        """The channel's posts of these weeks, oldest first."""
        return [post for post in self.posts if post.channel == channel]

    def ever_on(self, channel: str) -> list[DemoPost]:
        """The channel's posts, those from before included."""
        return [post for post in (*self.earlier, *self.posts) if post.channel == channel]

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    def progress(self, day: date) -> float:
        """How far the sprint has come that day, 0 until it starts and 1 on the last day."""
        start = self.first + timedelta(weeks=BASELINE_WEEKS)
        return min(max((day - start).days / ((self.last - start).days or 1), 0.0), 1.0)


def share_by(age_days: Floats) -> Floats:
    """The share of what a post earns in the end that it has earned at that age: half in a day, 93 % in a week."""
    shares: Floats = 1 - np.exp(-((np.clip(age_days, 0, None) / 1.6) ** 0.65))
    return shares


def simulate(*, last_day: date, seed: int) -> World:
    """The shop's 14 weeks up to `last_day`, a Sunday."""
    if last_day.weekday() != 6:
        raise ValueError(f"The demo ends on a Sunday, and {last_day} is not one.")
    first = last_day - timedelta(days=7 * WEEKS - 1)
    chance = np.random.default_rng([seed, _STREAM])
    blank = World(first, last_day, (), ())
    made: list[DemoPost] = []
    for channel, audience in AUDIENCES.items():
        for week in range(-_EARLIER_WEEKS, WEEKS):
            made.extend(_week(blank, channel, audience, week, chance, number=len(made)))
    made.sort(key=lambda post: (post.published, post.number))
    return World(
        first,
        last_day,
        tuple(post for post in made if post.published.date() >= first),
        tuple(post for post in made if post.published.date() < first),
    )


def end_of(day: date) -> datetime:
    """Midnight UTC after the day: when its export is taken."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def daily(posts: Sequence[DemoPost], name: str, days: Sequence[date]) -> npt.NDArray[np.int64]:
    """What each post earned on each day, posts by days. Sums over time equal the counts at the days' ends."""
    ends = np.array([end_of(day).timestamp() for day in [days[0] - timedelta(days=1), *days]])
    published = np.array([post.published.timestamp() for post in posts])
    final = np.array([post.earned[name] for post in posts], dtype=np.float64)
    ages = (ends[None, :] - published[:, None]) / 86_400
    counted = np.floor(final[:, None] * share_by(ages)).astype(np.int64)
    return np.diff(counted, axis=1)


def _week(
    world: World, channel: str, audience: Audience, week: int, chance: np.random.Generator, *, number: int
) -> list[DemoPost]:
    """The channel's posts of one week, spread over its days between late morning and evening."""
    monday = world.first + timedelta(weeks=week)
    start, end = audience.weekly
    posts = round(start + (end - start) * world.progress(monday + timedelta(days=6)))
    ideas = _ideas(channel, week, posts, chance)
    luck = [Luck(*drawn) for drawn in zip(*(spread_out(posts, chance) for _ in fields(Luck)), strict=True)]
    made = []
    for place in range(posts):
        day = monday + timedelta(days=int((place + 0.5) * 7 / posts))
        at = datetime.combine(day, time(11 + int(chance.integers(0, 9)), int(chance.integers(0, 60))), HOME)
        moment = at.astimezone(UTC)
        made.append(_post(world, channel, audience, ideas[place], moment, luck[place], chance, number + place))
    return made


@dataclass(frozen=True, slots=True)
class Luck:
    """A post's luck in what concepts are not judged by, in standard deviations."""

    views: float
    clicks: float
    retention: float
    watch: float


def spread_out(many: int, chance: np.random.Generator) -> list[float]:
    """Standard normal draws, one from each of `many` equally likely strata, in random order.

    A week of them lies closer to the mean than free draws would, so that four weeks look like what they are drawn from.
    """
    places = (chance.permutation(many) + chance.uniform(0.02, 0.98, many)) / many
    return [NormalDist().inv_cdf(float(place)) for place in places]


def unlike(cv: float, luck: float) -> float:
    """A factor of mean 1 and the given coefficient of variation, for luck in standard deviations (log-normal)."""
    variance = float(np.log1p(cv**2))
    return float(np.exp(luck * variance**0.5 - variance / 2))


def _ideas(channel: str, week: int, posts: int, chance: np.random.Generator) -> list[Idea | None]:
    """A concept for each post. From the sprint's sixth week on, what wins is made more often than what loses."""
    known = [idea for idea in IDEAS if idea.channel == channel]
    if week < BASELINE_WEEKS:
        return [None] * posts
    learnt = week >= BASELINE_WEEKS + 5
    weights = np.array([float(np.exp(idea.effect)) if learnt else 1.0 for idea in known])
    share = TAGGED if len(known) > 1 else 0.5
    chances = [*(weights / weights.sum() * share), 1 - share]
    drawn = chance.choice(len(chances), size=posts, p=chances)
    return [known[pick] if pick < len(known) else None for pick in drawn]


def _post(
    world: World,
    channel: str,
    audience: Audience,
    idea: Idea | None,
    published: datetime,
    luck: Luck,
    chance: np.random.Generator,
    number: int,
) -> DemoPost:
    shape = str(chance.choice(idea.formats if idea else _usual_formats(channel)))
    is_video = shape in (REEL, SHORT)
    gain = world.progress(published.date())
    is_lost = published.date() >= world.first + timedelta(weeks=CLICKS_LOST_FROM)
    kept = CLICKS_LOST.get(channel, 1.0) if is_lost else 1.0
    openings, subjects = (idea.openings, idea.subjects) if idea else USUAL[channel]
    opening = str(chance.choice(openings)).format(chance.choice(subjects))
    watch = audience.watch_s * (1 + WATCH_GAIN * gain) * float(np.exp(0.25 * luck.watch))
    retention = RETENTION + RETENTION_GAIN * gain + 0.05 * luck.retention
    duration = int(chance.integers(14, 58))
    return DemoPost(
        number=number,
        channel=channel,
        concept=idea,
        published=published + timedelta(seconds=int(chance.integers(0, 60))),
        format=shape,
        duration_s=duration if is_video else None,
        opening=opening[0].upper() + opening[1:],
        external_id=_external_id(channel, published, chance),
        earned=_earned(audience, idea, gain, kept, luck, chance),
        retention_3s=round(retention, 4) if is_video else None,
        watch_s=round(min(watch, duration), 1) if is_video else None,
    )


def _usual_formats(channel: str) -> tuple[str, ...]:
    return (REEL, REEL, REEL, CAROUSEL, IMAGE) if channel == "instagram" else (SHORT,)


def _earned(
    audience: Audience, idea: Idea | None, gain: float, kept: float, luck: Luck, chance: np.random.Generator
) -> dict[str, int]:
    """Final counts; of clicks the share `kept`. What a concept is judged by is drawn freely: as unlike among posts as on real channels."""
    views = max(300, int(audience.views * np.exp(audience.spread * luck.views)))
    reach = int(views * audience.reach * chance.uniform(0.9, 1.1))
    judged = unlike(audience.cv, chance.normal()) * (float(np.exp(idea.effect)) if idea else 1.0)
    counts = {"views": views, "reach": reach}
    for name, rate in audience.rates.items():
        factor = judged if name in audience.judged_by else unlike(audience.cv, chance.normal())
        people = reach if name == "saves" and reach else views
        counts[name] = int(chance.binomial(people, min(rate * factor, 0.9)))
    clicks = (CLICKS + CLICKS_GAIN * gain) * unlike(_CLICKS_CV, luck.clicks)
    return counts | {"clicks": int(kept * int(chance.binomial(views, min(clicks, 0.5))))}


def _external_id(channel: str, published: datetime, chance: np.random.Generator) -> str:
    """A number as the platform would give one; on Instagram and TikTok it tells when it was made."""
    low = int(chance.integers(0, 1 << 23))
    if channel == "instagram":
        milliseconds = int(published.timestamp() * 1000) - 1_314_220_021_721
        return _base64(milliseconds << 23 | low)
    if channel == "tiktok":
        return str(int(published.timestamp()) << 32 | low << 5)
    return _base64(int(chance.integers(1 << 60, 1 << 62)) << 4 | low & 15).rjust(11, "A")


_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def _base64(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 64)
        digits = _ALPHABET[digit] + digits
    return digits
