"""Visits to a website as facts. A report is a way of cutting the same visits, so no two of them are ever added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from vaekst.core.receipt import ControlTotal
from vaekst.sources.contract import Reading
from vaekst.sources.ledger import ADDITIVE, Ledger, Row, batch_of, totals
from vaekst.sources.reading.numbers import Number

DAY = "day"
"""The report of a table that is cut by nothing but days, or by nothing at all."""

TOUCH = ("channel_group", "source", "medium", "campaign", "content", "term", "referrer", "page")
"""The dimensions with a column of their own, in the order in which a report's name lists them."""

PEOPLE = frozenset({"users", "new_users"})

_SEVERAL_A_VISIT = frozenset({"page", "page_title", "event"})
_OF_VISITS = frozenset({"sessions", "engaged_sessions", "bounces"})


def adds_up(metric: str, report: str) -> bool:
    """Whether the report's rows add up: one visit sees several pages, so visits by page count it several times."""
    cut_by = report.partition("@")[0].split("+")
    return metric not in PEOPLE and not (metric in _OF_VISITS and _SEVERAL_A_VISIT.intersection(cut_by))


@dataclass(frozen=True, slots=True)
class Visits:
    """A row of a report: which visits, in which days, and what was counted of them.

    `first` is None where nobody knows when the period began. `figures` holds known values only.
    """

    report: str
    touch: Mapping[str, str]
    first: date | None
    last: date
    figures: Mapping[str, Number]
    line: int | None
    revenue: Mapping[str, int | str] = field(default_factory=dict)
    key: tuple[object, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", (self.report, self.first, self.last, *sorted(self.touch.items())))


def report_name(dimensions: Iterable[str], *others: str) -> str:
    """The name of the report that is cut by these dimensions, such as `channel_group` or `source_medium+campaign`.

    `others` are the names of dimensions that share the column `member`.
    """
    known = set(dimensions)
    parts = [name for name in TOUCH if name in known]
    if {"source", "medium"} <= known:
        parts = ["source_medium" if name == "source" else name for name in parts if name != "medium"]
    return "+".join([*parts, *sorted(others)]) or DAY


def added(visits: Iterable[Visits]) -> list[Visits]:
    """One row per key: what can be added is added, people of several rows are unknown."""
    found: dict[tuple[object, ...], Visits] = {}
    for each in visits:
        before = found.get(each.key)
        found[each.key] = each if before is None else replace(before, figures=_sum(before.figures, each.figures))
    return list(found.values())


def _sum(one: Mapping[str, Number], other: Mapping[str, Number]) -> dict[str, Number]:
    both = dict.fromkeys((*one, *other))
    return {name: one.get(name, 0) + other.get(name, 0) for name in both if name not in PEOPLE}


def joined(visits: Iterable[Visits]) -> list[Visits]:
    """One row per key: figures that several tables tell of the same visits stand beside each other, the first wins."""
    found: dict[tuple[object, ...], Visits] = {}
    for each in visits:
        before = found.get(each.key)
        found[each.key] = (
            each
            if before is None
            else replace(before, figures={**each.figures, **before.figures}, revenue={**each.revenue, **before.revenue})
        )
    return list(found.values())


def reading_of(
    visits: Sequence[Visits],
    ledger: Ledger,
    *,
    website: str,
    platform: str,
    observed_at: datetime,
    timezone: str | None,
    control_totals: Iterable[ControlTotal] = (),
    is_truncated: bool = False,
) -> Reading:
    """The rows as facts of one website, with a receipt whose totals count no visit twice."""
    owner = {"property": website, "platform": platform, "observed_at": observed_at}
    by_report: dict[str, list[Row]] = {}
    for each in visits:
        row = {
            **owner,
            "report": each.report,
            **each.touch,
            "period_from": each.first,
            "local_date": each.last,
            "source_row": each.line,
            **each.figures,
            **each.revenue,
        }
        by_report.setdefault(each.report, []).append(row)
    reading = ledger.reading(
        {"web_traffic": [row for rows in by_report.values() for row in rows]},
        observed_at=observed_at,
        channel=None,
        platform=platform,
        timezone=timezone,
        days=[day for each in visits for day in (each.first, each.last)],
        control_totals=control_totals,
        is_truncated=is_truncated,
    )
    told = reading.receipt.totals if len(by_report) == 1 else None
    return replace(reading, receipt=replace(reading.receipt, totals=_totals(by_report, told)))


def _totals(by_report: Mapping[str, Sequence[Row]], told: Mapping[str, float] | None) -> dict[str, float]:
    """Each total from the first report of the file that states it: the others count the same visits again.

    `told` is the sum of all rows, where it is that of a single report.
    """
    found: dict[str, float] = {}
    for report, rows in by_report.items():
        sums = told if told is not None else totals(batch_of({"web_traffic": rows}))
        found = {**{name: total for name, total in sums.items() if adds_up(name, report)}, **found}
    order = {name: place for place, name in enumerate(ADDITIVE)}
    return dict(sorted(found.items(), key=lambda item: order.get(item[0], len(order))))
