"""What must be said beside a figure before anybody relies on it: it is a lower bound, may still move, is an estimate, …"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from vaekst.core.figures import SourceRow
from vaekst.core.metrics.figure import Figure, Mark, Remark
from vaekst.core.metrics.units import Unit
from vaekst.core.period import DAY
from vaekst.core.receipt import Receipt
from vaekst.core.sentence import N_, Sentence

SETTLING_DAYS = 3
"""Platforms go on counting a day for up to 72 hours (YouTube 48 to 72, Instagram 48, TikTok 24 to 48)."""

SPREAD = "spread_from_period"

_COUNTS = frozenset({Unit.COUNT, Unit.PER_WEEK})

# Warnings of a file that every figure it supplies repeats, and how they are marked.
OF_FILES: Mapping[str, Mark] = {
    **dict.fromkeys(("truncated", "maybe_truncated", "maybe_cut"), Mark.PARTIAL),
    **dict.fromkeys(("days_missing", "uneven_row", "no_identity", "table_unread", "tables_unread"), Mark.PARTIAL),
    **dict.fromkeys(("days_filled", "leading_zeros", "not_measured"), Mark.DOUBTFUL),
    **dict.fromkeys(("total_mismatch", "sum_differs", "reach_above_views", "negative_count"), Mark.DOUBTFUL),
    **dict.fromkeys(("duplicate", "column_twice", "series_twice", "rounded_ids", "identity_lost"), Mark.DOUBTFUL),
    **dict.fromkeys(("shares_above_one", "publish_zone_doubtful", "month_first_assumed"), Mark.DOUBTFUL),
    **dict.fromkeys(("views_redefined", "shorts_in_views", "headers_unverified"), Mark.DOUBTFUL),
}
_CUT_OFF = frozenset({"truncated", "maybe_truncated"})


def unsettled(rows: Iterable[SourceRow]) -> tuple[Remark, ...]:
    """That the figure is provisional, when days it rests on were read before the platform had done counting them."""
    young = {row.day for row in rows if row.day and row.day > row.observed.date() - SETTLING_DAYS * DAY}
    if not young:
        return ()
    template = N_(
        "{days} of the days, up to {last:day}, were read within three days: platforms go on counting that long, so the "
        "figure may still move."
    )
    return (Remark(Mark.PROVISIONAL, Sentence("provisional", template, days=len(young), last=max(young))),)


def spread(rows: int) -> tuple[Remark, ...]:
    """That the figure is an estimate, when costs of a longer period were spread over its days."""
    template = N_(
        "{rows} of the costs were stated for a longer period and spread evenly over its days, so the figure is an estimate."
    )
    return (Remark(Mark.ESTIMATE, Sentence("spread_cost", template, rows=rows)),) if rows else ()


def by_the_hour(rows: int) -> tuple[Remark, ...]:
    """That the figure is an estimate, when work without a stated cost was counted at the hourly rate."""
    template = N_(
        "{rows} entries of work state no cost and were counted at the strategy's hourly rate, so the figure is an estimate."
    )
    return (Remark(Mark.ESTIMATE, Sentence("hourly_cost", template, rows=rows)),) if rows else ()


def qualified(figure: Figure, receipts: Mapping[str, Receipt]) -> Figure:
    """The figure with every remark that days without data and the files behind it call for; an unknown one as it is.

    `receipts` holds the receipt of each import the figure's rows came by.
    """
    if not figure.is_known:
        return figure
    columns = frozenset(row.metric for row in figure.definitions)
    told = _told(figure.lineage.imports, receipts, columns, is_count=figure.unit in _COUNTS, since=figure.period.first)
    return replace(figure, marks=_gravest_first([*figure.marks, *_gaps(figure), *told]))


def remarks_on(
    imports: Iterable[str], receipts: Mapping[str, Receipt], *, columns: Collection[str]
) -> tuple[Remark, ...]:
    """What the receipts of these imports say that touches figures made of the columns; the gravest first."""
    return _gravest_first(_told(imports, receipts, columns, is_count=False, since=date.min))


def _told(
    imports: Iterable[str], receipts: Mapping[str, Receipt], columns: Collection[str], *, is_count: bool, since: date
) -> list[Remark]:
    return [
        remark
        for import_id in imports
        if import_id in receipts
        for remark in _of_file(import_id, receipts[import_id], columns, is_count=is_count, since=since)
    ]


def _gravest_first(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Each remark once, in the order of the marks."""
    first: dict[tuple[Mark, Sentence], Remark] = {}
    for remark in remarks:
        first.setdefault((remark.mark, remark.sentence), remark)
    order = list(Mark)
    return tuple(sorted(first.values(), key=lambda remark: order.index(remark.mark)))


def _gaps(figure: Figure) -> list[Remark]:
    """That days are missing, where the figure is one of days."""
    coverage = figure.coverage
    if coverage is None or coverage.of != "days" or coverage.present >= coverage.total:
        return []
    template = N_("{missing} of the {days} days have no data; the figure is of the others.")
    missing = coverage.total - coverage.present
    return [Remark(Mark.PARTIAL, Sentence("days_without_data", template, missing=missing, days=coverage.total))]


def _of_file(
    import_id: str, receipt: Receipt, columns: Collection[str], *, is_count: bool, since: date
) -> Iterator[Remark]:
    """What the receipt of one file says that touches a figure of these columns and of days from `since` on."""
    if _is_cut_off(receipt):
        yield _cut_off(import_id, receipt, is_count=is_count)
    told = [one for one in receipt.warnings if one.code in OF_FILES.keys() - _CUT_OFF and _touches(one, columns, since)]
    for warning in told:
        yield Remark(OF_FILES[warning.code], warning, import_id)
    if not any(warning.code == "total_mismatch" for warning in told):
        yield from _mismatches(columns, import_id, receipt)


def _is_cut_off(receipt: Receipt) -> bool:
    return receipt.is_truncated or any(warning.code in _CUT_OFF for warning in receipt.warnings)


def _cut_off(import_id: str, receipt: Receipt, *, is_count: bool) -> Remark:
    """A count from a file that was cut off is at least what it says; anything else rests on a part."""
    if is_count:
        told = Sentence(
            "at_least",
            N_("{file} was cut off by the platform, so there may be more than the figure says: it is at least that."),
            file=receipt.file,
        )
        return Remark(Mark.AT_LEAST, told, import_id)
    told = Sentence(
        "cut_off",
        N_("{file} was cut off by the platform, so the figure rests on the part of it that is there."),
        file=receipt.file,
    )
    return Remark(Mark.PARTIAL, told, import_id)


def _touches(warning: Sentence, columns: Collection[str], since: date) -> bool:
    """False where the warning is about another metric, or about days before `since`."""
    metric = warning.values.get("metric")
    if columns and isinstance(metric, str) and metric not in columns:
        return False
    days = [value for value in warning.values.values() if isinstance(value, date)]
    return not days or max(days) >= since


def _mismatches(columns: Collection[str], import_id: str, receipt: Receipt) -> Sequence[Remark]:
    template = N_("{file} states {stated:number} {metric:metric} in all, but its rows add up to {summed:number}.")
    return [
        Remark(
            Mark.DOUBTFUL,
            Sentence(
                "control_total",
                template,
                file=receipt.file,
                stated=control.stated,
                metric=control.metric,
                summed=control.summed,
            ),
            import_id,
        )
        for control in receipt.control_totals
        if control.agrees is False and control.metric in columns
    ]
