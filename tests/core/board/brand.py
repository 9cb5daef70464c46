"""A small brand for board tests: fourteen weeks of posts, days, work, costs and leads, and its strategy."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tests.core.metrics.made_facts import channel_day, cost, days, entry, lead, rows, snapshot

from vaekst.core.board import Facts
from vaekst.core.strategy import Strategy, read_strategy

FIRST = date(2026, 8, 17)
START = date(2026, 9, 14)
AS_OF = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAYS = days(FIRST, 98)


def strategy(
    *, start: str = "2026-09-14", channels: str = "instagram: {platform: instagram}", more: str = ""
) -> Strategy:
    return read_strategy(
        f"""\
vaekst: 1
brand: {{name: Fjord Cykler, currency: DKK}}
sprint: {{start: {start}}}
channels:
  {channels}
costs: {{hourly_rate: 300}}
{more}"""
    )


def facts(snapshots=(), channel_days=(), production=(), costs=(), leads=(), *, frame="arrow") -> Facts:
    return Facts(
        snapshots=rows("post_snapshot", *snapshots, frame=frame),
        channel_days=rows("channel_day", *channel_days, frame=frame),
        production=rows("production", *production, frame=frame),
        costs=rows("cost", *costs, frame=frame),
        leads=rows("lead", *leads, frame=frame),
    )


def posts(*, per_week=7, weeks=14, channel="instagram", first=FIRST, key="post", **cells):
    """Posts at noon, evenly over the weeks, each read seven and a half days later and all of them on the last day."""
    told = {"views_start": 1000, "views_3s": 520, "reach_unique": 800, "likes": 40, "avg_view_s": 7.5} | cells
    about = {"channel": channel, "platform": channel}
    made = []
    for n in range(per_week * weeks):
        published = datetime(first.year, first.month, first.day, 12, tzinfo=UTC) + timedelta(days=n * 7 / per_week)
        read = [day for day in (published + timedelta(days=7.5), AS_OF.replace(hour=0)) if published <= day <= AS_OF]
        made += [
            snapshot(f"{channel}:{key}-{n}", published=published, observed_at=day, **about, **told) for day in read
        ]
    return made


def whole_brand(*, frame="arrow") -> Facts:
    """Every KPI has what it needs."""
    return facts(
        snapshots=posts(),
        channel_days=[channel_day(day, views_start=1000, clicks_out=8, reach_unique=500) for day in DAYS],
        production=[
            entry(f"asset-{n}", day, minutes=60.0, reused_from="asset-0" if n % 4 == 1 else None)
            for n, day in enumerate(DAYS)
        ],
        costs=[cost(day, 70_000) for day in DAYS[::7]],
        leads=[lead(day, leads=2, visits=100) for day in DAYS],
        frame=frame,
    )
