"""`vaekst pull`: the newest figures of the connected accounts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand

if TYPE_CHECKING:
    from vaekst.actions.pulls import Outcome

app = new_app()


@app.command("pull")
def pull(
    channel: Annotated[
        str | None, typer.Argument(metavar="[CHANNEL]", help="Only this channel or service; without it, all.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Pull everything from this day on once more."),
    ] = None,
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """Pull the newest figures of the connected accounts.

    A pull knows how far it came: it asks for what is new and for what may have changed, and one that broke off goes on
    where it stopped. A figure the platform does not give is named and keeps no other away. Exits with 1 when an account
    could not be pulled.
    """
    actor, opened = open_brand(brand)
    import time

    from django.utils.timezone import now

    from vaekst.actions import pulls
    from vaekst.cli.terminal import note, print_json, tell_error
    from vaekst.core.errors import Conflict
    from vaekst.sources.pulling.wire import Manners

    chosen = pulls.chosen(opened, channel)
    if not chosen:
        note("No account is connected yet. `vaekst connect --help` tells how.")
    manners = Manners(clock=now, sleep=time.sleep)
    outcomes: list[Outcome] = []
    busy = 0
    try:
        for held in chosen:
            try:
                outcome = pulls.pull(actor, opened, held, manners, since=since.date() if since else None)
            except Conflict as error:  # somebody pulls this one; the others need not wait
                tell_error(error)
                busy += 1
                continue
            outcomes.append(outcome)
            if not json:
                _show(outcome)
    except KeyboardInterrupt:
        note("Stopped. What was answered so far is kept; the same command goes on from here.")
        raise
    finally:
        if json:
            print_json([told(outcome) for outcome in outcomes])
    if busy or any(outcome.why for outcome in outcomes):
        raise typer.Exit(1)


def _show(outcome: Outcome) -> None:
    """One account on the terminal: what came, what did not, and when to try again."""
    from rich.text import Text

    from vaekst.cli.terminal import out

    console = out()
    sign, style = ("✗", "bold red") if outcome.why else ("✓", "bold green")
    console.print(Text.assemble((f"{sign} ", style), (str(outcome.connection), "bold")), soft_wrap=True)
    receipt = outcome.receipt
    if receipt is not None and outcome.why is None:
        told = f"{receipt.rows_kept:,} of {receipt.rows_read:,} rows kept"
        console.print(Text(f"    {told} · questions asked: {outcome.pull.asked:,}", style="dim"), soft_wrap=True)
        for warning in receipt.warnings:
            console.print(Text.assemble(("    ! ", "yellow"), warning.english()), soft_wrap=True)
    if outcome.why:
        console.print(Text.assemble("    ", (outcome.why.english(), "red")), soft_wrap=True)
    if outcome.pull.not_before:
        console.print(Text(f"    try again at {outcome.pull.not_before:%Y-%m-%d %H:%M} UTC"), soft_wrap=True)


def told(outcome: Outcome) -> dict[str, Any]:
    """The outcome under stable names, for machines."""
    from vaekst.core.receipt import for_machines

    pull = outcome.pull
    return {
        "service": outcome.connection.service,
        "account": outcome.connection.handle or outcome.connection.account,
        "state": pull.state,
        "questions": pull.asked,
        "first_date": pull.first.isoformat(),
        "last_date": pull.last.isoformat(),
        "errors": [{"metric": metric, "code": said.code, "message": said.english()} for metric, said in outcome.errors],
        "why": outcome.why.english() if outcome.why else None,
        "try_again_at": pull.not_before.isoformat() if pull.not_before else None,
        "receipt": for_machines(outcome.receipt) if outcome.receipt else None,
    }
