"""`vaekst feed`: read-only addresses for dashboards and spreadsheets."""

from __future__ import annotations

from typing import Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand

app = new_app()

Name = Annotated[str, typer.Argument(metavar="NAME", help="The report that reads it.")]


@app.callback(invoke_without_command=True)
def feed(context: typer.Context, brand: BrandOption = None, json: JsonOption = False) -> None:
    """Let a dashboard or spreadsheet read the figures. Without a subcommand: list the open feeds."""
    if context.invoked_subcommand is None:
        list_feeds(brand, json=json)


@app.command("list")
def list_feeds(brand: BrandOption = None, json: JsonOption = False) -> None:
    """List the open feeds."""
    _, chosen = open_brand(brand)
    from vaekst.cli.terminal import note, print_json, table
    from vaekst.store import queries

    feeds = queries.open_feeds(chosen)
    if json:
        rows = [(each, each.made_at.isoformat(), str(each.made_by), each.read_on) for each in feeds]
        print_json([{"name": f.name, "opened": at, "by": by, "last_read": read} for f, at, by, read in rows])
        return
    if not feeds:
        note("No feed is open. Open one: vaekst feed open 'KPI dashboard'")
        return
    table(
        ("feed", "opened", "by", "last read"),
        ((each.name, each.made_at.date(), str(each.made_by), each.read_on) for each in feeds),
    )


@app.command("open")
def open_feed(
    name: Name,
    brand: BrandOption = None,
    may_link: Annotated[bool, typer.Option("--may-link", help="Let it also make links.")] = False,
    json: JsonOption = False,
) -> None:
    """Open a feed and print its addresses. They hold its secret and are shown this once."""
    actor, chosen = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import exports, feeds
    from vaekst.cli.terminal import done, note, print_json, say

    fresh = feeds.open_feed(actor, chosen, name, now=now(), may_link=may_link)
    paths = [f"/api/v1/{chosen.slug}/{each}.csv?token={fresh.token}" for each in exports.SHEETS]
    if json:
        print_json({"name": fresh.feed.name, "token": fresh.token, "paths": paths})
        return
    done(f"The feed '{fresh.feed.name}' is open.")
    for path in paths:
        say(f"  [bold cyan]{path}[/]")
    note(
        "  Put the address of your installation before it, such as http://127.0.0.1:8000. csv may also be xlsx, parquet or json."
    )


@app.command("close")
def close_feed(name: Name, brand: BrandOption = None) -> None:
    """Close a feed: reports that used it get nothing any more."""
    actor, chosen = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import feeds
    from vaekst.cli.terminal import done

    feeds.close_feed(actor, chosen, name, now=now())
    done(f"The feed '{name}' is closed.")
