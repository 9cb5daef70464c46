"""`vaekst map`: say once what the columns of a table mean; list, hand on and forget what is remembered."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_

if TYPE_CHECKING:
    from vaekst.sources.table import Guess
    from vaekst.sources.table.guess import ColumnGuess

app = new_app(needs_subcommand=True)

Remembered = Annotated[str, typer.Argument(metavar="TABLE", help="The name or the id of a remembered table.")]
Form = Annotated[str | None, typer.Option("--format", help="json or yaml; by the ending of the file if left out.")]


class FileOrCommand(TyperGroup):
    """A group in which `map FILE` is short for `map file FILE`."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["file", *args]
        return super().parse_args(ctx, args)


@app.callback(cls=FileOrCommand)
def map_command() -> None:
    """Say once what the columns of a table mean. `vaekst map FILE` is short for `vaekst map file FILE`."""


@app.command("list")
def list_tables(brand: BrandOption = None, json: JsonOption = False) -> None:
    """List the tables whose columns the brand remembers."""
    _, opened = open_brand(brand)
    from vaekst.actions import remembered
    from vaekst.cli.terminal import note, print_json, table

    rows = remembered.tables(opened)
    if json:
        print_json(
            [
                {
                    "id": row.fingerprint,
                    "name": row.name,
                    "kind": row.kind,
                    "columns": row.mapping["columns"],
                    "options": row.mapping.get("options", {}),
                    "confirmed_by": str(row.confirmed_by),
                    "confirmed_at": row.confirmed_at.isoformat(),
                }
                for row in rows
            ]
        )
        return
    if not rows:
        note("No columns are remembered. Confirm those of a table: vaekst map FILE")
        return
    table(
        ("id", "name", "kind", "columns", "confirmed", "by"),
        (
            (
                row.fingerprint[:12],
                row.name,
                row.kind,
                ", ".join(row.mapping["columns"].values()),
                row.confirmed_at.date(),
                str(row.confirmed_by),
            )
            for row in rows
        ),
    )


@app.command("export")
def export_tables(
    tables: Annotated[
        list[str] | None, typer.Argument(metavar="[TABLE]…", help="Names or ids; all tables if left out.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The file to write; printed if left out.")] = None,
    form: Form = None,
    brand: BrandOption = None,
) -> None:
    """Write remembered tables as a file that another brand can take in."""
    _, opened = open_brand(brand)
    from vaekst.actions import remembered
    from vaekst.cli.terminal import done

    by_ending = "json" if out is not None and out.suffix == ".json" else "yaml"
    text = remembered.export(opened, form or by_ending, only=tables or ())
    if out is None:
        typer.echo(text, nl=False)
        return
    out.write_text(text, "utf-8", newline="\n")
    done(f"Written to {out}. Take it in elsewhere: vaekst map import {shlex.quote(str(out))}")


@app.command("import")
def import_tables(
    file: Annotated[Path, typer.Argument(help="A file that `vaekst map export` wrote: JSON or YAML.")],
    brand: BrandOption = None,
) -> None:
    """Remember the tables of a file, all or none."""
    actor, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import remembered
    from vaekst.cli.terminal import done

    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            "column_file_unreadable",
            N_("'{file}' cannot be read as text. Check the path and the file."),
            file=str(file),
        ) from error
    done(f"Remembered: {', '.join(remembered.take_in(actor, opened, text, now=now()))}")


@app.command("rename")
def rename_table(
    table: Remembered,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The new name.")],
    brand: BrandOption = None,
) -> None:
    """Give a remembered table another name."""
    actor, opened = open_brand(brand)
    from vaekst.actions import remembered
    from vaekst.cli.terminal import done

    done(f"Renamed to {remembered.rename(actor, opened, table, to=name).name}.")


@app.command("forget")
def forget_table(table: Remembered, brand: BrandOption = None) -> None:
    """Forget what the columns of a table mean. What was imported stays."""
    actor, opened = open_brand(brand)
    from vaekst.actions import remembered
    from vaekst.cli.terminal import done

    done(f"Forgotten: {remembered.forget(actor, opened, table)}.")


@app.command("file")
def map_table(
    file: Annotated[Path, typer.Argument(help="A table: CSV, TSV or a workbook.")],
    brand: BrandOption = None,
    kind: Annotated[
        str | None,
        typer.Option(
            help="What a row is: posts, channel_days, production, cost, lead, policy_events, comments or tags."
        ),
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=HEADER", help="The column of a field; repeatable.")
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option("--answer", metavar="NAME=VALUE", help="e.g. dates='day first', decimals=comma, channel=tiktok."),
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="The sheet of a workbook with several.")] = None,
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

    found = mappings.guess(actor, opened, file, now=now(), kind=kind, sheet=sheet)
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
    mappings.confirm(actor, opened, file, kind=found.kind, columns=columns, options=options, now=now(), sheet=sheet)
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
    from vaekst.sources.table.match import sureness

    fields = {header: field for field, header in columns.items()}
    out().print(f"[bold]{found.file}[/] looks like a table of the kind [bold]{found.kind or '?'}[/]")
    if found.kind_why is not None:
        note(f"{sureness(found.kind_confidence)}. {found.kind_why.english()}")
    rows = (
        (each.header, fields.get(each.header), *_reason(each, fields), ", ".join(each.examples))
        for each in found.columns
    )
    table(("column", "means", "how sure", "why", "such as"), rows)
    for name, value in options.items():
        note(f"{name}: {value}")
    for name, question in found.questions.items():
        if name not in options:
            line = Text.assemble(("? ", "yellow"), question.english(), f"  ({_HOW.get(name, f'--answer {name}=…')})")
            out().print(line, soft_wrap=True)


def _reason(column: ColumnGuess, fields: Mapping[str, str]) -> tuple[str, str]:
    """How sure a guess is, in a word, and why; nothing for a column a person named or nobody knows."""
    from vaekst.sources.table.match import sureness

    if column.field is None or column.why is None or fields.get(column.header) != column.field:
        return "", ""
    return sureness(column.confidence), column.why.english()
