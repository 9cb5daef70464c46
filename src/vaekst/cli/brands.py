"""`vaekst brands`: what there is."""

from __future__ import annotations

from vaekst.cli.opening import JsonOption, new_app, open_store

app = new_app()


@app.command()
def brands(json: JsonOption = False) -> None:
    """List the brands of this installation."""
    actor = open_store()
    from vaekst.cli.terminal import note, print_json, table
    from vaekst.store import queries

    found = list(queries.brands_of(actor.person))
    if json:
        print_json([{"slug": brand.slug, "name": brand.name, "locale": brand.locale} for brand in found])
        return
    if not found:
        note("There is no brand yet. Make one: vaekst init my-brand")
        return
    numbers = queries.strategy_numbers(found)
    rows = ((brand.slug, brand.name, brand.locale, f"v{numbers[brand.pk]}") for brand in found)
    table(("short name", "name", "language", "strategy"), rows)
