"""What leaves the product: board, posts, decisions and clicks on links as sheets with published columns.

The columns are a promise to the reports people build on them: a name and its kind never change, new ones come at
the end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from vaekst.actions import boards, facts, posts, strategies
from vaekst.actions.known import Known, known_at
from vaekst.actions.links.sheet import LINK_CLICKS, click_rows
from vaekst.core.errors import UnknownName
from vaekst.core.facts import METRICS, Kind
from vaekst.core.metrics.definition import ANY, general
from vaekst.core.metrics.definitions import definition
from vaekst.core.sheet import Field, Sheet
from vaekst.store import queries
from vaekst.store.models import Brand, Decision, Verdict

BOARD = (
    Field("as_of", Kind.DAY, "The day the board is read as of."),
    Field("kpi", Kind.TEXT, "The KPI, by its id."),
    Field("channel", Kind.TEXT, "The channel; empty for the whole brand."),
    Field("unit", Kind.TEXT, "What the values count; a currency code where it is money, in whole units."),
    Field("better", Kind.TEXT, "Which way is good: higher or lower."),
    Field("value", Kind.NUMBER, "The figure now; shares are fractions from 0 to 1."),
    Field("baseline", Kind.NUMBER, "The figure the sprint started from."),
    Field("target", Kind.NUMBER, "Where it should be at the end of the sprint."),
    Field("trajectory", Kind.NUMBER, "Where it should be today, on a straight way from baseline to target."),
    Field("status", Kind.TEXT, "On track, at risk, off track, or no data."),
    Field("owner", Kind.TEXT, "Who answers for it."),
    Field("cadence", Kind.TEXT, "How often it is reviewed."),
    Field("unknown_reason", Kind.TEXT, "Why there is no figure."),
    Field("period_from", Kind.DAY, "The first day the figure covers."),
    Field("period_to", Kind.DAY, "The last day the figure covers."),
    Field("definitions", Kind.TEXT, "The metric definitions the figure was worked out under."),
    Field("strategy_version", Kind.COUNT, "The version of the strategy document that governed."),
    Field("lake_version", Kind.TEXT, "The version of the facts it was read from."),
)
_MEASURED = tuple(
    Field(
        column.name,
        column.kind,
        "The currency of the revenue." if column.name == "revenue_currency" else general(ANY, column.name).meaning,
    )
    for column in METRICS
)
POSTS = (
    Field("key", Kind.TEXT, "The post, by a name that holds across imports."),
    Field("channel", Kind.TEXT, "The channel it was published on."),
    Field("platform", Kind.TEXT, "The platform of the channel."),
    Field("title", Kind.TEXT, "Its title, or the first line of its text."),
    Field("permalink", Kind.TEXT, "Where it can be seen."),
    Field("format", Kind.TEXT, "Its format, such as short_video."),
    Field("published", Kind.DAY, "The day it was published, in the reporting zone of the channel."),
    Field("published_at", Kind.INSTANT, "The moment it was published, in UTC, where the platform tells."),
    Field("concept", Kind.TEXT, "The concept it belongs to."),
    Field("tagged_by", Kind.TEXT, "Who says so: a rule of the strategy, or a hand."),
    Field("observed_at", Kind.INSTANT, "When the platform showed these figures, in UTC."),
    Field("views_definition", Kind.TEXT, "What a view meant there and then; unlike ones must not be added."),
    *_MEASURED,
)
DECISIONS = (
    Field("id", Kind.COUNT, "The decision's number."),
    Field("week", Kind.TEXT, "The ISO week it was taken for."),
    Field("channel", Kind.TEXT, "The channel the concept was weighed on."),
    Field("concept", Kind.TEXT, "The concept, by its id."),
    Field("verdict", Kind.TEXT, "What was decided: scale, iterate or stop."),
    Field("proposal", Kind.TEXT, "What the rules proposed."),
    Field("reason", Kind.TEXT, "Why, in the words of the person who decided."),
    Field("by", Kind.TEXT, "Who decided."),
    Field("at", Kind.INSTANT, "When, in UTC."),
    Field("stands", Kind.FLAG, "Whether it still holds; false once a later decision took its place."),
    Field("supersedes", Kind.COUNT, "The decision it took the place of."),
    Field("metric", Kind.TEXT, "The metric the concept was judged on."),
    Field("posts", Kind.COUNT, "How many posts of the concept were weighed."),
    Field("effect_low", Kind.NUMBER, "The lower end of the effect against baseline; 0.12 is 12 % above."),
    Field("effect_mid", Kind.NUMBER, "The effect against baseline."),
    Field("effect_high", Kind.NUMBER, "The upper end of the effect against baseline."),
    Field("chance_better", Kind.NUMBER, "The chance that the concept beats the baseline."),
    Field("strategy_version", Kind.COUNT, "The version of the strategy document that governed."),
    Field("lake_version", Kind.TEXT, "The version of the facts it was read from."),
)


def sheet(brand: Brand, table: str, *, as_of: date | None = None, now: datetime) -> Sheet:
    """The brand's table of that name, as of the end of a day or as it is now.

    Raises UnknownName for a table there is not, and BadInput for a day that cannot be known.
    """
    if table not in SHEETS:
        raise UnknownName("table", table, SHEETS)
    fields, read = SHEETS[table]
    return Sheet(table, fields, read(brand, as_of, now))


def board_rows(brand: Brand, as_of: date | None, now: datetime) -> list[Mapping[str, Any]]:
    """One row a KPI and channel, as on the board."""
    page = boards.read_board(brand, as_of=as_of, now=now)
    return [
        row.record()
        | {
            "as_of": page.known.as_of.date(),
            "period_from": row.now.period.first,
            "period_to": row.now.period.last,
            "definitions": ", ".join(each.id for each in row.now.definitions) or None,
            "strategy_version": page.known.strategy_version.number,
            "lake_version": str(page.known.lake_version),
        }
        for row in page.board.rows
    ]


def post_rows(brand: Brand, as_of: date | None, now: datetime) -> list[Mapping[str, Any]]:
    """One row a post, with everything measured on it, as far as it was known by then; the newest first."""
    known = known_at(brand, _moment(brand, as_of, now))
    measured = _measured(known)
    return [
        {
            **measured[post.key, post.channel],
            "key": post.key,
            "channel": post.channel,
            "platform": post.platform,
            "title": post.title,
            "permalink": post.permalink,
            "format": post.format,
            "published": post.published,
            "published_at": post.published_at and post.published_at.astimezone(UTC),
            "concept": post.concept,
            "tagged_by": post.tagged_by,
            "observed_at": post.observed_at.astimezone(UTC),
            "views_definition": definition(
                post.platform, "views_start", post.observed_at.astimezone(UTC).date(), format=post.format
            ).id,
        }
        for post in posts.read_posts(known)
    ]


def _measured(known: Known) -> dict[tuple[str, str], dict[str, Any]]:
    """Every metric of every post, by the post's key and channel."""
    names = [column.name for column in METRICS]
    rows = known.lake.latest("post_snapshot", as_of=known.as_of, version=known.lake_version)
    found = rows.select("post_key", "channel", *names).collect().iter_rows(named=True)
    return {(row["post_key"], row["channel"]): {name: row[name] for name in names} for row in found}


def decision_rows(brand: Brand, as_of: date | None, now: datetime) -> list[Mapping[str, Any]]:
    """One row a decision taken by then, superseded ones included; the newest first.

    To wait is to decide later: it is no row here, though a decision it took the place of stands no more.
    """
    moment = _moment(brand, as_of, now)
    taken = {each.pk: each for each in queries.decisions(brand).filter(at__lte=moment)}
    return [
        {**_decision(each, moment), "supersedes": _replaced(each, taken)}
        for each in taken.values()
        if each.verdict != Verdict.WAIT
    ]


def _decision(decision: Decision, moment: datetime) -> Mapping[str, Any]:
    later: Decision | None = getattr(decision, "superseded_by", None)
    evidence: Mapping[str, Any] = decision.evidence
    effect: Mapping[str, Any] = evidence.get("effect") or {}
    return {
        "id": decision.pk,
        "week": decision.week,
        "channel": decision.channel,
        "concept": decision.concept,
        "verdict": decision.verdict,
        "proposal": decision.proposal or None,
        "reason": decision.reason or None,
        "by": str(decision.by),
        "at": decision.at.astimezone(UTC),
        "stands": later is None or later.at > moment,
        "metric": evidence.get("metric"),
        "posts": evidence.get("posts"),
        **{f"effect_{end}": effect.get(end) for end in ("low", "mid", "high")},
        "chance_better": evidence.get("chance_better"),
        "strategy_version": decision.strategy_version.number,
        "lake_version": decision.lake_version,
    }


def _replaced(decision: Decision, taken: Mapping[int, Decision]) -> int | None:
    """The id of the decision this one took the place of, whatever was waited for between them."""
    before = decision.supersedes_id
    while before is not None and before in taken and taken[before].verdict == Verdict.WAIT:
        before = taken[before].supersedes_id
    return before


def _moment(brand: Brand, as_of: date | None, now: datetime) -> datetime:
    return facts.at(as_of, now=now, timezone=strategies.in_force(brand).brand.timezone)


Rows = Callable[[Brand, date | None, datetime], list[Mapping[str, Any]]]
SHEETS: Mapping[str, tuple[tuple[Field, ...], Rows]] = {
    "board": (BOARD, board_rows),
    "posts": (POSTS, post_rows),
    "decisions": (DECISIONS, decision_rows),
    "link_clicks": (LINK_CLICKS, click_rows),
}
"""Every table that leaves the product, by name."""
