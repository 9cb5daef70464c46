"""From a board of the core to the screen: eight tiles, every number written for its reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from vaekst.actions.boards import BoardPage as BoardAnswer
from vaekst.core.board import BoardRow, Status
from vaekst.core.metrics.figure import Figure
from vaekst.core.metrics.units import Unit
from vaekst.core.strategy import Strategy
from vaekst.present import numbers
from vaekst.present.sparkline import described, sparkline
from vaekst.web.board.origins import Files, origin
from vaekst.web.board.tiles import Aside, Reading, Tile, Track
from vaekst.web.shell.brand_words import channel_name
from vaekst.web.shell.names import cadence_name
from vaekst.web.shell.parts import Change, Pill
from vaekst.web.shell.words import pill, reader, say

_SEVERITY = {Status.NO_DATA: 0, Status.ON_TRACK: 1, Status.AT_RISK: 2, Status.OFF_TRACK: 3}


@dataclass(frozen=True, slots=True)
class Wall:
    """All that the tiles are made from. `channel` is the one a person wants to see first; empty for none."""

    slug: str
    answer: BoardAnswer
    files: Files
    channel: str
    query: Mapping[str, str]

    @property
    def strategy(self) -> Strategy:
        return self.answer.known.strategy


def tiles(wall: Wall) -> tuple[Tile, ...]:
    """One tile per KPI, in the strategy's order."""
    return tuple(_tile(wall, rows) for rows in _by_kpi(wall))


def _by_kpi(wall: Wall) -> Iterable[Sequence[BoardRow]]:
    found: dict[str, list[BoardRow]] = {}
    for row in wall.answer.board.rows:
        found.setdefault(row.kpi.id, []).append(row)
    return found.values()


def tally(statuses: Iterable[Status]) -> tuple[Pill, ...]:
    """How many KPIs stand where."""
    held = list(statuses)
    return tuple(pill(status, count=held.count(status)) for status in Status if status in held)


def standing(wall: Wall) -> tuple[Status, ...]:
    """Where each KPI stands as a whole."""
    return tuple(_status(wall, rows) for rows in _by_kpi(wall))


def _tile(wall: Wall, rows: Sequence[BoardRow]) -> Tile:
    lead = _lead(wall, rows)
    kpi = lead.kpi
    return Tile(
        id=kpi.id.replace("_", "-"),
        name=_(kpi.label),
        status=pill(_status(wall, rows)),
        owner=lead.owner,
        cadence=cadence_name(lead.cadence),
        lead=_reading(wall, lead),
        others=tuple(_reading(wall, row) for row in rows if row is not lead),
        aside=_aside(wall, lead) if kpi.id == "cost_per_lead" else None,
    )


def _aside(wall: Wall, row: BoardRow) -> Aside:
    """Beside the board's cost per lead, the other one; where a rate is missing, the form to give it."""
    reason = row.unknown_reason or row.sentence
    if reason.code == "unlike_currencies":
        currency = str(reason.values["one"])
        address = f"{reverse('rates:page', args=[wall.slug])}?{urlencode({'currency': currency})}"
        return Aside("", _("Give a rate for %(currency)s") % {"currency": currency}, address)
    return Aside(
        _("Work counts on the day it was done, over four weeks. Money spreads it over the life of what it made."),
        _("Cost per lead under Money"),
        reverse("money:page", args=[wall.slug]),
    )


def _lead(wall: Wall, rows: Sequence[BoardRow]) -> BoardRow:
    """The channel asked for; else the first with a value; else the first."""
    asked = next((row for row in rows if row.channel is not None and row.channel == wall.channel), None)
    return asked or next((row for row in rows if row.value is not None), rows[0])


def _status(wall: Wall, rows: Sequence[BoardRow]) -> Status:
    """The worst of the core channels that have data, or of all where none is core: a KPI is as good as its weakest channel."""
    core = [row for row in rows if row.channel is None or _is_core(wall.strategy, row.channel)]
    return max((row.status for row in core or rows), key=_SEVERITY.__getitem__)


def _is_core(strategy: Strategy, channel: str) -> bool:
    known = strategy.channels.get(channel)
    return known is not None and known.role == "core"


def _reading(wall: Wall, row: BoardRow) -> Reading:
    is_per_week = row.unit is Unit.PER_WEEK
    known = row.value is not None
    return Reading(
        channel=channel_name(wall.strategy, row.channel) if row.channel else "",
        value=figure(row, row.value, is_per_week=is_per_week) if known else None,
        unit=_("posts a week") if is_per_week else "",
        status=pill(row.status),
        sentence=say(row.sentence),
        obstacle=say(row.unknown_reason) if known and row.unknown_reason else "",
        marks=marks(row.now),
        broken=_broken(row),
        change=_change(row) if known else None,
        track=_track(row),
        spark=_spark(wall, row),
        origin=origin(row, wall.files),
        chart_url=_chart_url(wall, row) if any(week.value is not None for week in row.series) else "",
        lineage_url=_lineage_url(wall, row),
    )


def marks(figure: Figure) -> tuple[Pill, ...]:
    """What to mind about the figure, each mark once."""
    return tuple(pill(mark.value) for mark in dict.fromkeys(remark.mark for remark in figure.marks))


def _broken(row: BoardRow) -> str:
    """Why the trend is broken, where it is; else why there is no change to tell."""
    if row.breaks:
        return say(row.breaks[-1].why)
    return say(row.change.unlike) if row.change.unlike else ""


def figure(row: BoardRow, value: float | None, *, is_per_week: bool = False) -> str:
    """A value of the row in its unit; a bare number where the unit stands beside it."""
    if is_per_week:
        return numbers.number(value, reader())
    return numbers.figure(value, row.unit, reader(), currency=row.now.currency or "")


def _change(row: BoardRow) -> Change | None:
    before = row.change.earlier.value
    shift = numbers.shift(before, row.value, row.unit, row.better, reader())
    earlier = {"earlier": _(row.change.named)}
    match shift.direction:
        case numbers.Direction.UP | numbers.Direction.DOWN:
            words = _("better than %(earlier)s") if shift.is_better else _("worse than %(earlier)s")
            return Change("good" if shift.is_better else "bad", shift.direction.value, shift.text, words % earlier)
        case numbers.Direction.FLAT:
            return Change("none", "level", shift.text, _("as in %(earlier)s") % earlier)
        case numbers.Direction.NEW:
            return Change("note", "plus", shift.text, _("nothing in %(earlier)s") % earlier)
        case numbers.Direction.UNKNOWN:
            return None


def _track(row: BoardRow) -> Track | None:
    """The way from baseline to target, where there is one that can be walked."""
    base = row.baseline.value if row.baseline else None
    if base is None or row.value is None or row.target is None or row.trajectory is None or row.target == base:
        return None
    whole = row.target - base
    return Track(
        now=_share((row.value - base) / whole),
        due=_share((row.trajectory - base) / whole),
        baseline=figure(row, base, is_per_week=row.unit is Unit.PER_WEEK),
        target=figure(row, row.target, is_per_week=row.unit is Unit.PER_WEEK),
        due_text=figure(row, row.trajectory, is_per_week=row.unit is Unit.PER_WEEK),
    )


def _share(part: float) -> float:
    """The part of a whole in percent, kept within it."""
    return round(100 * min(max(part, 0.0), 1.0), 2)


def _spark(wall: Wall, row: BoardRow) -> SafeString | None:
    values = [week.value for week in row.series]
    if sum(value is not None for value in values) < 2:
        return None
    breaks = [place for place, week in enumerate(row.series) if week.is_broken]
    drawing = sparkline(
        values,
        title=_named(wall, row),
        description=described(values, lambda value: figure(row, value), reader(), breaks=breaks),
        target=row.target,
        breaks=breaks,
        key=f"{row.kpi.id}-{row.channel}",
    )
    return mark_safe(drawing)  # noqa: S308  (`present` escapes all text)


def _named(wall: Wall, row: BoardRow) -> str:
    name = _(row.kpi.label)
    return f"{name}, {channel_name(wall.strategy, row.channel)}" if row.channel else name


def _chart_url(wall: Wall, row: BoardRow) -> str:
    return _address("board:chart", wall, row)


def _lineage_url(wall: Wall, row: BoardRow) -> str:
    return _address("figures:page", wall, row)


def _address(name: str, wall: Wall, row: BoardRow) -> str:
    """The page about the row, as of the board's day."""
    address = reverse(name, args=[wall.slug, row.kpi.id])
    query = {**wall.query, "channel": row.channel or ""}
    return f"{address}?{urlencode({name: value for name, value in query.items() if value})}"
