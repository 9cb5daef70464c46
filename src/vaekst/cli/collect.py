"""`vaekst collect`: which websites may send events, and what waits to be taken in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand, open_store

app = new_app(needs_subcommand=True)

Name = Annotated[str, typer.Argument(help="What the key is called, such as the website.")]


@app.command("open")
def open_site(
    name: Name,
    origin: Annotated[
        list[str] | None, typer.Option("--origin", metavar="URL", help="A site whose pages may send; may be repeated.")
    ] = None,
    brand: BrandOption = None,
) -> None:
    """Open a key by which pages of an origin may send events; without an origin, servers alone."""
    actor, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions.collecting import open_key
    from vaekst.cli.terminal import done, say

    made = open_key(actor, opened, name, origins=origin or [], now=now())
    done(f"Events come in at /collect/{made.key}/")
    say(f"  from {', '.join(made.origins) or 'servers alone'}")


@app.command()
def keys(brand: BrandOption = None, json: JsonOption = False) -> None:
    """List the keys that are open."""
    _, opened = open_brand(brand)
    from vaekst.actions.collecting import Told, open_keys, told_by_key
    from vaekst.cli.terminal import print_json, table

    told = told_by_key(opened)
    found = [(each, told.get(each.key, Told())) for each in open_keys(opened)]
    if json:
        print_json(
            [
                {
                    "name": each.name,
                    "key": each.key,
                    "origins": each.origins,
                    "touches": of.touches,
                    "conversions": of.conversions,
                    "newest_at": of.newest_at,
                    "waiting_at": of.waiting_at,
                }
                for each, of in found
            ]
        )
        return
    rows = (
        (each.name, each.key, ", ".join(each.origins), each.made_by, of.touches + of.conversions, _minute(of.newest_at))
        for each, of in found
    )
    table(("name", "key", "origins", "opened by", "events taken in", "the newest (UTC)"), rows)


@app.command()
def allow(
    name: Name,
    origin: Annotated[
        list[str] | None, typer.Option("--origin", metavar="URL", help="A site whose pages may send; may be repeated.")
    ] = None,
    brand: BrandOption = None,
) -> None:
    """Change which pages may send by a key: those of these origins and no others."""
    actor, opened = open_brand(brand)
    from vaekst.actions.collecting import allow
    from vaekst.cli.terminal import done

    made = allow(actor, opened, name, origins=origin or [])
    done(f"The key '{made.name}' takes events from {', '.join(made.origins) or 'servers alone'}.")


@app.command()
def close(name: Name, brand: BrandOption = None) -> None:
    """Close a key: nothing comes in by it any more."""
    actor, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions.collecting import close_key
    from vaekst.cli.terminal import done

    close_key(actor, opened, name, now=now())
    done(f"The key '{name}' is closed.")


@app.command()
def drain(
    brand: BrandOption = None,
    all_brands: Annotated[bool, typer.Option("--all", help="For every brand of the installation.")] = False,
    json: JsonOption = False,
) -> None:
    """Take what was collected into the facts, and count the clicks on short links that wait. `vaekst serve` does so every hour."""
    opened = None if all_brands else open_brand(brand)[1]
    if opened is None:
        open_store()
    from django.utils.timezone import now

    from vaekst.actions import collecting, links
    from vaekst.cli.terminal import note, print_json, table

    if opened is None:
        links.count_all()
    else:
        links.count_waiting(opened)
    receipts = collecting.drain_all(now=now()) if opened is None else collecting.drain(opened, now=now())
    if json:
        print_json([receipt.to_json() for receipt in receipts])
        return
    table(("file", "events"), ((receipt.file, receipt.rows_kept) for receipt in receipts))
    if not receipts:
        note("Nothing waits to be taken in.")


def _minute(at: datetime | None) -> str | None:
    return None if at is None else f"{at:%Y-%m-%d %H:%M}"
