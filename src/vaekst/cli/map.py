"""`vaekst map`: say once what the columns of a table mean."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_

if TYPE_CHECKING:
    from vaekst.sources.table import Guess

app = new_app()


@app.command("map")
def map_table(
    file: Annotated[Path, typer.Argument(help="A table: CSV, TSV or a workbook.")],
    brand: BrandOption = None,
    kind: Annotated[
        str | None, typer.Option(help="What a row is: posts, channel_days, production, cost, lead or tags.")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=HEADER", help="The column of a field; repeatable.")
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option("--answer", metavar="NAME=VALUE", help="e.g. dates='day first', decimals=comma, channel=tiktok."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Confirm what is shown; the brand remembers it.")] = False,
    json: JsonOption = False,
) -> None:
    """Say once what the columns of a table mean.

    Shows what each column might be. With [bold]--yes[/] that is confirmed, and from then on tables with the same headers are
    imported unasked.
    """
    actor, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import mappings
    from vaekst.cli.terminal import done, print_json

    found = mappings.guess(actor, opened, file, now=now(), kind=kind)
    columns = _chosen(found.mapping, _pairs(column))
    options = dict(found.options) | _pairs(answer)
    if json:
        print_json(_plain(found, columns, options))
    else:
        _show(found, columns, options)
    if not yes:
        return
    if found.kind is None:
        raise BadInput("kind_needed", N_("Say what one row of the table is: --kind posts, cost, lead, …"))
    mappings.confirm(actor, opened, file, kind=found.kind, columns=columns, options=options)
    if not json:
        done(f"Remembered. Next: vaekst import {shlex.quote(str(file))}")


def _chosen(guessed: Mapping[str, str], said: dict[str, str]) -> dict[str, str]:
    """The columns as guessed and as said: a header a person gave to one field is no other's."""
    taken = {header.casefold() for header in said.values()}
    return {field: header for field, header in guessed.items() if header.casefold() not in taken} | said


def _pairs(given: list[str] | None) -> dict[str, str]:
    """`NAME=VALUE` words as a mapping. Raises BadInput for a word without `=`."""
    pairs = {}
    for word in given or []:
        name, sign, value = word.partition("=")
        if not sign:
            raise BadInput("no_pair", N_("'{given}' is not of the form NAME=VALUE."), given=word)
        pairs[name.strip()] = value.strip()
    return pairs


def _plain(found: Guess, columns: dict[str, str], options: dict[str, str]) -> dict[str, object]:
    return {
        "file": found.file,
        "kind": found.kind,
        "columns": columns,
        "options": options,
        "questions": {name: question.english() for name, question in found.questions.items() if name not in options},
    }


_HOW = {"kind": "--kind …", "columns": "--set FIELD=HEADER"}
"""How a question is answered, where it is no plain answer."""


def _show(found: Guess, columns: dict[str, str], options: dict[str, str]) -> None:
    from rich.text import Text

    from vaekst.cli.terminal import note, out, table

    fields = {header: field for field, header in columns.items()}
    out().print(f"[bold]{found.file}[/] looks like a table of the kind [bold]{found.kind or '?'}[/]")
    rows = (
        (each.header, fields.get(each.header), f"{each.confidence:.0%}" if each.field else "", ", ".join(each.examples))
        for each in found.columns
    )
    table(("column", "means", "sure", "such as"), rows)
    for name, value in options.items():
        note(f"{name}: {value}")
    for name, question in found.questions.items():
        if name not in options:
            line = Text.assemble(("? ", "yellow"), question.english(), f"  ({_HOW.get(name, f'--answer {name}=…')})")
            out().print(line, soft_wrap=True)
