"""A figure's lineage as it is shown: the figure and what to mind, how it was worked out, and the files and rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from vaekst.actions import posts
from vaekst.actions.explain import Explanation
from vaekst.core.figures import SourceRow
from vaekst.core.money import Money
from vaekst.core.sentence import N_
from vaekst.core.strategy import Strategy
from vaekst.present import numbers
from vaekst.store.models import Brand
from vaekst.web.board.build import figure, marks
from vaekst.web.board.origins import coverage_words, sentence_of
from vaekst.web.figures.meanings import Meaning, meaning
from vaekst.web.shell.brand_words import channel_name
from vaekst.web.shell.names import counter_name, platform_name
from vaekst.web.shell.parts import Pair, Pill
from vaekst.web.shell.words import day, days, moment, number, pill, reader, say

_SPENT = {
    "spread_from_period": N_("spread over a longer period"),
    "reported_daily": N_("reported by day"),
    "manual": N_("entered by hand"),
}
_BASES = {
    "posts": N_("Posts"),
    "costs": N_("Paid cost"),
    "production": N_("Production cost"),
    "minutes": N_("Minutes of work"),
    "assets": N_("Assets"),
}
_TEXTS = frozenset({"currency", "asset_id"})
"""Cells that say something about another cell, or that stand elsewhere in the row."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to mind about the figure, and the file it is about."""

    mark: Pill
    words: str
    file: str
    url: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file behind the figure."""

    name: str
    url: str
    original: str
    rows: str
    imported: str
    observed: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of a file the figure rests on."""

    day: str
    about: str
    cells: tuple[Pair, ...]
    file: str
    url: str
    line: str
    observed: str


@dataclass(frozen=True, slots=True)
class LineagePage:
    """The whole screen."""

    name: str
    channel: str
    value: str | None
    unit: str
    sentence: str
    marks: tuple[Pill, ...]
    warned: tuple[Warned, ...]
    notes: tuple[str, ...]
    breaks: tuple[str, ...]
    pairs: tuple[Pair, ...]
    meanings: tuple[Meaning, ...]
    files: tuple[FileLine, ...]
    rows: tuple[RowLine, ...]
    row_count: int
    query: str
    board: str
    chart: str


def lineage_page(brand: Brand, told: Explanation, *, shown: Sequence[SourceRow], query: str) -> LineagePage:
    """The lineage of a figure, with the rows of one page of them."""
    row, strategy = told.row, told.known.strategy
    is_per_week = row.unit.value == "per week"
    suffix = f"?{query}" if query else ""
    return LineagePage(
        name=_(row.kpi.label),
        channel=channel_name(strategy, row.channel) if row.channel else "",
        value=figure(row, row.value, is_per_week=is_per_week) if row.value is not None else None,
        unit=_("posts a week") if is_per_week else "",
        sentence=say(row.sentence),
        marks=marks(row.now),
        warned=tuple(_warned(brand, told)),
        notes=tuple(say(note) for note in row.now.notes),
        breaks=tuple(say(each.why) for each in row.breaks),
        pairs=tuple(_pairs(told)),
        meanings=tuple(meaning(each) for each in dict.fromkeys(row.now.definitions)),
        files=tuple(_files(brand, told)),
        rows=tuple(_rows(brand, told, shown)),
        row_count=len(told.rows),
        query=query,
        board=f"{reverse('board:page', args=[brand.slug])}{suffix}",
        chart=f"{reverse('board:chart', args=[brand.slug, row.kpi.id])}{suffix}",
    )


def _warned(brand: Brand, told: Explanation) -> Iterable[Warned]:
    names = told.file_names
    for remark in told.row.now.marks:
        known = remark.import_id in names
        url = _receipt(brand, remark.import_id) if known else ""
        yield Warned(pill(remark.mark.value), say(remark.sentence), names.get(remark.import_id, ""), url)


def _pairs(told: Explanation) -> Iterable[Pair]:
    now, known = told.row.now, told.known
    yield Pair(_("Formula"), sentence_of(_(told.row.kpi.formula)))
    if now.basis:
        yield Pair(_("Worked out from"), _basis(now.basis, known.strategy))
    yield Pair(_("Days"), days(now.period))
    if now.coverage:
        yield Pair(_("Coverage"), coverage_words(now.coverage))
    if now.lineage.freshest:
        yield Pair(_("Newest data"), moment(now.lineage.freshest))
    yield Pair(_("As of"), moment(known.as_of))
    yield Pair(_("Strategy"), _("version %(number)s") % {"number": number(known.strategy_version.number)})
    if told.baseline.frozen:
        yield Pair(_("Baseline"), _("number %(number)s") % {"number": number(told.baseline.frozen.number)})
    yield Pair(_("Facts"), str(known.lake_version))


def _basis(basis: str, strategy: Strategy) -> str:
    """The columns the figure was worked out from, as a formula."""
    form = basis.partition(":")[2] or basis
    form, _at, channels = form.partition("@")
    written = " ÷ ".join(" + ".join(_column(name) for name in part.split("+")) for part in form.split("/"))
    named = ", ".join(channel_name(strategy, name) for name in channels.split("+") if name)
    return f"{written} ({named})" if named else written


def _column(name: str) -> str:
    return _(_BASES[name]) if name in _BASES else counter_name(name)


def _files(brand: Brand, told: Explanation) -> Iterable[FileLine]:
    for behind in told.files:
        record = behind.record
        newest = max(row.observed for row in told.rows if row.import_id == record.import_id)
        yield FileLine(
            name=record.file,
            url=_receipt(brand, record.import_id),
            original=reverse("figures:original", args=[brand.slug, record.import_id]),
            rows=number(behind.rows),
            imported=day(record.recorded_at.date()),
            observed=moment(newest),
        )


def _rows(brand: Brand, told: Explanation, shown: Sequence[SourceRow]) -> Iterable[RowLine]:
    names, strategy = told.file_names, told.known.strategy
    titles = (
        {post.key: post.title for post in posts.read_posts(told.known)}
        if any(":" in row.subject for row in shown)
        else {}
    )
    for row in shown:
        known = row.import_id in names
        yield RowLine(
            day=day(row.day) if row.day else "",
            about=_about(row, titles, strategy, told.row.channel),
            cells=tuple(_cells(row.cells)),
            file=names.get(row.import_id, row.import_id),
            url=_receipt(brand, row.import_id) if known else "",
            line=str(row.line or ""),
            observed=moment(row.observed),
        )


def _about(row: SourceRow, titles: Mapping[str, str], strategy: Strategy, channel: str | None) -> str:
    """What the row is about, in people's words: a post's title, an asset, or a channel."""
    if row.subject in titles:
        return titles[row.subject]
    if "asset_id" in row.cells:
        return str(row.cells["asset_id"])
    named = row.subject if row.subject in strategy.channels else channel
    return channel_name(strategy, named) if named else ""


def _cells(cells: Mapping[str, float | str]) -> Iterable[Pair]:
    currency = str(cells.get("currency", ""))
    for name, value in cells.items():
        if name not in _TEXTS:
            yield Pair(counter_name(name), _cell(name, value, currency))


def _cell(name: str, value: float | str, currency: str) -> str:
    if isinstance(value, str):
        if name == "platform":
            return platform_name(value)
        return _(_SPENT[value]) if value in _SPENT else value
    if name.endswith("_minor") and currency:
        return numbers.money(Money(round(value), currency), reader())
    if name in ("watch_time_s", "avg_view_s"):
        return numbers.duration(value, reader())
    return (
        numbers.percent(value, reader())
        if name in ("retention_3s", "retention_15s", "avg_view_share")
        else number(value)
    )


def _receipt(brand: Brand, import_id: str) -> str:
    return reverse("imports:receipt", args=[brand.slug, import_id])
