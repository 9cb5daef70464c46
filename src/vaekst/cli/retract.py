"""`vaekst retract`: an import made by mistake is taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand

app = new_app()


@app.command()
def retract(
    imported: Annotated[
        str, typer.Argument(metavar="IMPORT", help="Its id or the beginning of it, or the name of its file.")
    ],
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """Take back an import made by mistake.

    Its rows are not read any more. Importing the file again brings them back. Weeks decided with these rows can still be replayed with them.
    """
    actor, chosen = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import retractions
    from vaekst.cli.terminal import done, print_json

    gone = retractions.retract(actor, chosen, imported, now=now())
    if json:
        print_json({"file": gone.file, "import_id": gone.import_id, "rows": dict(gone.rows)})
        return
    done(f"{gone.file} is taken back: {sum(gone.rows.values()):,} rows are not read any more.")
