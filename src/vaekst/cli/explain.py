"""`vaekst explain`: a figure's definition, the files behind it, and the rows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.cli.weeks import AsOfOption, day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaekst.actions.explain import Explanation
    from vaekst.core.figures import SourceRow
    from vaekst.core.metrics.definition import MetricDefinition

app = new_app()


@app.command()
def explain(
    kpi: Annotated[str, typer.Argument(help="The KPI, such as [bold]ctr[/] or [bold]cost_per_lead[/].")],
    brand: BrandOption = None,
    channel: Annotated[str | None, typer.Option(help="The channel; the first that has a value if left out.")] = None,
    as_of: AsOfOption = None,
    rows: Annotated[int, typer.Option(min=0, metavar="N", help="How many of the rows behind it to list.")] = 20,
    json: JsonOption = False,
) -> None:
    """Say where a figure comes from: definition, files and rows.

    Every row is named by its file, its line and the moment the platform said it. With --json all rows are listed.
    """
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions.explain import explain_figure, for_machines
    from vaekst.cli.terminal import print_json

    told = explain_figure(opened, kpi, channel=channel, as_of=day(as_of), now=now())
    if json:
        print_json(for_machines(told))
        return
    _show(told, most=rows)


def _show(told: Explanation, *, most: int) -> None:
    from vaekst.cli.terminal import note, out, table

    row, console = told.row, out()
    named = row.kpi.label + (f" · {row.channel}" if row.channel else "")
    console.print(f"[bold]{told.known.strategy.brand.name}[/] · {named} as of {told.known.as_of.date()}")
    table(("", ""), _pairs(told))
    if row.now.definitions:
        columns = ("definition", "what is counted", "valid", "known from")
        table(columns, (_definition(each) for each in row.now.definitions), title="Definitions")
    files = (
        (file.record.file, file.rows, file.record.recorded_at.date(), file.record.import_id) for file in told.files
    )
    table(("file", "rows", "imported", "import"), files, title="Files")
    shown = (_row(each, told) for each in told.rows[:most])
    table(("day", "about", "cells", "file", "line", "observed"), shown, title="Rows")
    if len(told.rows) > most:
        note(f"{len(told.rows) - most} more rows: --rows {len(told.rows)}, or --json for all of them.")


def _pairs(told: Explanation) -> Iterator[tuple[str, str]]:
    from vaekst.present.language import ENGLISH
    from vaekst.present.numbers import figure
    from vaekst.present.words import label, say

    now = told.row.now
    yield "figure", figure(now.value, now.unit, ENGLISH, currency=now.currency or "")
    if now.unknown:
        yield "why", say(now.unknown, ENGLISH)
    for remark in now.marks:
        yield label(remark.mark.value, ENGLISH), say(remark.sentence, ENGLISH)
    yield "formula", told.row.kpi.formula
    yield "days", str(now.period)
    yield "basis", now.basis or "–"
    if now.coverage:
        yield "coverage", f"{now.coverage.present} of {now.coverage.total} {now.coverage.of}"
    for note in now.notes:
        yield "note", say(note, ENGLISH)
    for each in told.row.breaks:
        yield "broken", say(each.why, ENGLISH)
    yield "facts", str(told.known.lake_version)


def _definition(row: MetricDefinition) -> tuple[str, str, str, str]:
    first, last = row.valid_from or "", row.valid_to or ""
    valid = f"{first} to {last}" if first or last else "always"
    return row.id, row.meaning, valid, f"{row.source} ({row.confidence.value})" if row.source else "–"


def _row(row: SourceRow, told: Explanation) -> tuple[object, ...]:
    cells = "  ".join(f"{name.replace('_', ' ')} {value}" for name, value in row.cells.items())
    file = told.file_names.get(row.import_id, row.import_id)
    return row.day, row.subject, cells, file, row.line, f"{row.observed:%Y-%m-%d %H:%M}Z"
