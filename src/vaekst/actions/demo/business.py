"""The shop behind the posts: work on every asset, money spent, visits to the landing page and the leads they became."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from vaekst.actions.demo import instagram, money, tables
from vaekst.actions.demo.document import HOURLY_RATE
from vaekst.actions.demo.ideas import FORMATS
from vaekst.actions.demo.links import TAGS, Links
from vaekst.actions.demo.world import DemoPost, World, daily, spread_out

STAGES = {
    "brief": (0.12, 0.10),
    "draft": (0.28, 0.45),
    "edit": (0.36, 0.25),
    "review": (0.14, 0.0),
    "publish": (0.10, 0.05),
}
"""Stage -> its share of an asset's minutes, and the machine's minutes per minute of work."""

MINUTES, MINUTES_GAIN = 75.0, -0.24
REUSED, REUSED_GAIN = 0.20, 0.20
CONVERSION, CONVERSION_GAIN = 0.016, 0.0022
COST_PER_LEAD, COST_GAIN = 220.0, -0.20
_ARRIVE = 0.95  # of clicks
_QUALIFIED = 0.42
_TELEPHONE = 16  # of so many leads one calls
_TOOLS = 380  # kroner a week
_LEADS = ["lead_id", "date", "channel", "concept", "leads", "qualified", "visits", "email", *TAGS]
_ADS = {"instagram": 0.6, "youtube": 0.25, "tiktok": 0.15}


@dataclass(frozen=True, slots=True)
class Ledgers:
    """What was produced, what was paid, who wrote, and what became of them; the visits of the website, the partners, a campaign."""

    production: bytes
    costs: bytes
    leads: bytes
    customers: bytes
    website: bytes
    partners: bytes
    campaign: bytes


def ledgers(world: World, *, seed: int) -> Ledgers:
    """The shop's own notes over the whole time."""
    chance = np.random.default_rng([seed, 1])
    production, minutes = _production(world, chance)
    leads, won = _leads(world, chance, seed=seed)
    return Ledgers(
        production=production,
        costs=_costs(world, minutes, won),
        leads=tables.table(_LEADS, leads),
        customers=money.customers(leads, last=world.last, seed=seed),
        website=money.website(leads, world, seed=seed),
        partners=money.partners(world),
        campaign=money.campaign(world, seed=seed),
    )


def _production(world: World, chance: np.random.Generator) -> tuple[bytes, dict[date, float]]:
    """The table, and the minutes worked by day."""
    rows: list[list[str]] = []
    minutes: dict[date, float] = {}
    due = 0.5  # assets to be made from earlier ones, so far
    luck = [each for _ in range(0, len(world.posts), 10) for each in spread_out(10, chance)]
    for number, post in enumerate(world.posts):
        gain = world.progress(post.published.date())
        due += REUSED + REUSED_GAIN * gain
        reused, due = due >= 1, due % 1
        source = (
            _asset(int(chance.integers(0, number - 12))) if reused and number > 20 else "FC-ARKIV" if reused else ""
        )
        total = MINUTES * (1 + MINUTES_GAIN * gain) * float(np.exp(0.2 * luck[number]))
        for place, (stage, (share, machine)) in enumerate(STAGES.items()):
            day = post.published.date() - timedelta(days=len(STAGES) - 1 - place)
            spent = round(total * share * float(chance.uniform(0.85, 1.15)))
            minutes[day] = minutes.get(day, 0.0) + spent
            rows.append(_work(post, number, day, stage, spent, round(spent * machine), source))
    header = "asset_id,date,channel,concept,format,stage,minutes,ai_minutes,cost,currency,post_id,permalink,reused_from"
    return tables.table(header.split(","), rows), minutes


def _work(post: DemoPost, number: int, day: date, stage: str, minutes: int, machine: int, source: str) -> list[str]:
    is_published = stage == "publish"
    links = {"instagram": instagram.link, "tiktok": tables.tiktok_link}
    return [
        _asset(number),
        day.isoformat(),
        post.channel,
        post.concept.id if post.concept else "",
        FORMATS[post.format],
        stage,
        str(minutes),
        str(machine),
        "",
        "",
        post.external_id if is_published and post.channel not in links else "",
        links[post.channel](post) if is_published and post.channel in links else "",
        source,
    ]


def _asset(number: int) -> str:
    return f"FC-{number + 1:04}"


def _leads(world: World, chance: np.random.Generator, *, seed: int) -> tuple[list[list[str]], dict[date, int]]:
    """The rows, and the leads won by day. Visits are noted per day, leads one by one with their address and their link."""
    links = Links(world, seed=seed)
    rows: list[list[str]] = []
    won: dict[date, int] = {}
    clicks = {channel: _clicks(world, channel) for channel in _ADS}
    for place, day in enumerate(world.days):
        rate = CONVERSION + CONVERSION_GAIN * world.progress(day)
        for channel, (posts, by_day) in clicks.items():
            visits = int(chance.binomial(int(by_day[:, place].sum()), _ARRIVE))
            rows.append(["", day.isoformat(), channel, "", "", "", str(visits), "", *[""] * len(TAGS)])
            for _ in range(int(chance.binomial(visits, rate))):
                won[day] = won.get(day, 0) + 1
                post, number = _behind(posts, by_day[:, place], chance), sum(won.values())
                row = [*_lead(number, day, channel, post, chance), *links.behind(post)]
                rows.append(_by_telephone(row) if number % _TELEPHONE == 0 else row)
    return rows, won


def _lead(number: int, day: date, channel: str, post: DemoPost, chance: np.random.Generator) -> list[str]:
    is_qualified = int(chance.random() < _QUALIFIED)
    concept = post.concept.id if post.concept else ""
    address = f"kunde{number:04}@example.com"
    return [f"L-{number:04}", day.isoformat(), channel, concept, "1", str(is_qualified), "", address]


def _clicks(world: World, channel: str) -> tuple[list[DemoPost], np.ndarray[tuple[int, int], np.dtype[np.int64]]]:
    """The channel's posts, older ones too, and the clicks each brought on each day."""
    posts = world.ever_on(channel)
    return posts, daily(posts, "clicks", world.days)


def _by_telephone(row: list[str]) -> list[str]:
    """The row of somebody who called: nobody asked what brought them."""
    return ["" if name in ("channel", "concept", *TAGS) else cell for name, cell in zip(_LEADS, row, strict=True)]


def _behind(
    posts: list[DemoPost], clicks: np.ndarray[tuple[int], np.dtype[np.int64]], chance: np.random.Generator
) -> DemoPost:
    """The post a lead came from: the more clicks it brought that day, the likelier."""
    return posts[int(chance.choice(len(posts), p=clicks / clicks.sum()))]


def _costs(world: World, minutes: Mapping[date, float], won: Mapping[date, int]) -> bytes:
    """Ads and tools by week. Ads are what the shop can afford at the cost per lead it aims for."""
    rows: list[list[str]] = []
    mondays = world.days[::7]
    leads = [_within(won, monday) for monday in mondays]
    for place, monday in enumerate(mondays):
        aim = COST_PER_LEAD * (1 + COST_GAIN * world.progress(monday + timedelta(days=6)))
        near = leads[max(place - 1, 0) : place + 2]
        work = _within(minutes, monday) / 60 * HOURLY_RATE
        ads = max(aim * sum(near) / len(near) - work - _TOOLS, 500.0)
        for channel, share in _ADS.items():
            rows.append([monday.isoformat(), channel, "", "ads", f"{ads * share:.2f}", "DKK", "Annoncer"])
        rows.append([monday.isoformat(), "", "", "tools", f"{_TOOLS:.2f}", "DKK", "Klippeprogram og sprogmodel"])
    return tables.table(["date", "channel", "concept", "category", "amount", "currency", "note"], rows)


def _within(by_day: Mapping[date, float], monday: date) -> float:
    """The sum over the week's days."""
    return sum(by_day.get(monday + timedelta(days=n), 0) for n in range(7))
