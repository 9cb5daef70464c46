"""`vaekst rebriefs`: the new briefs that decisions ask for."""

from __future__ import annotations

from typing import Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand

app = new_app()


@app.callback(invoke_without_command=True)
def rebriefs(
    context: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help="Also those that are done or fell away.")] = False,
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """List the new briefs that decisions ask for. Without a subcommand: those still to be written.

    To iterate or stop a concept asks for one. It falls away when another decision on the concept takes its place.
    """
    if context.invoked_subcommand is not None:
        return
    _, chosen = open_brand(brand)
    from vaekst.actions.rebriefs import for_machines
    from vaekst.cli.terminal import print_json, say, table
    from vaekst.store import queries

    found = list(queries.rebriefs(chosen) if all_ else queries.open_rebriefs(chosen))
    if json:
        print_json(for_machines(found))
        return
    if not found:
        say("No new brief is waiting to be written.")
        return
    table(
        ("id", "due", "owner", "channel", "concept", "decided", "change", "done"),
        (
            (
                one.pk,
                one.due,
                one.owner,
                one.channel,
                one.concept,
                f"{one.decision.verdict}, {one.week}",
                one.change,
                one.done_at and one.done_at.date(),
            )
            for one in found
        ),
    )


@app.command()
def done(
    number: Annotated[int, typer.Argument(metavar="ID", help="The re-brief's id, as the list shows it.")],
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """Mark a re-brief as done: the new brief is written."""
    actor, chosen = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions.rebriefs import finish, for_machines
    from vaekst.cli import terminal

    written = finish(actor, chosen, number, now=now())
    if json:
        terminal.print_json(for_machines([written])[0])
        return
    terminal.done(f"{written.week} {written.channel}/{written.concept}: the new brief ({written.change}) is written.")
