"""`vaekst board`: the eight KPIs against baseline, target and today's way between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaekst.cli.opening import BrandOption, CsvOption, JsonOption, check_one_answer, new_app, open_brand
from vaekst.cli.weeks import AsOfOption, day

if TYPE_CHECKING:
    from rich.text import Text

    from vaekst.actions.boards import BoardPage
    from vaekst.core.board import BoardRow
    from vaekst.present.language import Language

app = new_app()

_STYLES = {"on track": "green", "at risk": "yellow", "off track": "red", "no data": "dim"}


@app.command()
def board(
    brand: BrandOption = None, as_of: AsOfOption = None, json: JsonOption = False, csv: CsvOption = False
) -> None:
    """Show the eight KPIs against baseline and target.

    A KPI without data says why, and which file would supply it. Nothing unknown is shown as zero.
    """
    check_one_answer(json=json, csv=csv)
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import boards
    from vaekst.cli.terminal import print_csv, print_json

    page = boards.read_board(opened, as_of=day(as_of), now=now())
    if json:
        print_json(boards.for_machines(page))
        return
    if csv:
        rows = [row.record() for row in page.board.rows]
        print_csv(rows, list(rows[0]))
        return
    _show(page)


def _show(page: BoardPage) -> None:
    from vaekst.cli.terminal import note, out, table
    from vaekst.present.language import ENGLISH
    from vaekst.present.words import say

    known, baseline = page.known, page.baseline
    out().print(f"[bold]{known.strategy.brand.name}[/] · board as of {known.as_of.date()}")
    columns = ("KPI", "channel", "now", "baseline", "due today", "target", "status", "owner")
    table(columns, (_cells(row, ENGLISH) for row in page.board.rows))
    reasons: dict[str, list[str]] = {}
    for row in page.board.rows:
        if row.unknown_reason:
            named = row.kpi.label + (f" ({row.channel})" if row.channel else "")
            reasons.setdefault(say(row.unknown_reason, ENGLISH), []).append(named)
    for row in page.board.rows:
        named = row.kpi.label + (f" ({row.channel})" if row.channel else "")
        said = [*(remark.sentence for remark in row.now.marks), *(each.why for each in row.breaks)]
        for sentence in said:
            reasons.setdefault(say(sentence, ENGLISH), []).append(named)
    for reason, rows in reasons.items():
        note(f"{', '.join(dict.fromkeys(rows))}: {reason}")
    if baseline.frozen is None:
        note(f"The baseline of {baseline.baseline.period} is provisional. Freeze it: vaekst baseline freeze")


def _cells(row: BoardRow, language: Language) -> tuple[str | Text | None, ...]:
    from rich.text import Text

    from vaekst.present.numbers import figure as written
    from vaekst.present.words import label

    def told(value: float | None) -> str | None:
        return None if value is None else written(value, row.unit, language, currency=row.now.currency or "")

    now = Text(told(row.value) or "–")
    for mark in dict.fromkeys(remark.mark.value for remark in row.now.marks):
        now.append(f" {label(mark, language)}", style="yellow")
    status = Text(row.status.value, style=_STYLES[row.status.value])
    base = row.baseline.value if row.baseline else None
    return (
        row.kpi.label,
        row.channel or "",
        now,
        told(base),
        told(row.trajectory),
        told(row.target),
        status,
        row.owner,
    )
