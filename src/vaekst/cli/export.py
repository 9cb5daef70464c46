"""`vaekst export`: board, posts and decisions as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from vaekst.cli.opening import BrandOption, new_app, open_brand
from vaekst.cli.weeks import AsOfOption, day
from vaekst.core.errors import BadInput, Trouble
from vaekst.core.sentence import N_

app = new_app()


@app.command()
def export(
    table: Annotated[str, typer.Argument(metavar="TABLE", help="board, posts, decisions or link_clicks.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Where to write it; standard output if left out."),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="csv, xlsx, parquet or json; by the file's name, else csv."),
    ] = None,
    as_of: AsOfOption = None,
    brand: BrandOption = None,
) -> None:
    """Write the board, the posts or the decisions as a file.

    CSV, Excel, Parquet or JSON. No cell of it can act as a formula, and what nobody knows is empty.
    """
    _, chosen = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions.exports import sheet
    from vaekst.cli.terminal import done
    from vaekst.present.files_out import Form, written

    asked = form or (out.suffix.lstrip(".").lower() if out else "") or Form.CSV.value
    if asked not in list(Form):
        raise BadInput(
            "unknown_format",
            N_("'{given}' is not a format figures are written in. Choose one: {known}."),
            given=asked,
            known=", ".join(Form),
        )
    made = sheet(chosen, table, as_of=day(as_of), now=now())
    content = written(made, Form(asked)).content
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Trouble(
            "cannot_write",
            N_("'{file}' cannot be written ({why}). Name another place."),
            file=str(out),
            why=error.strerror or str(error),
        ) from None
    done(f"{out}: {len(made.rows)} rows of {table}.")
