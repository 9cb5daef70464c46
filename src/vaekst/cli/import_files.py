"""`vaekst import`: export files in, a receipt for each out."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand

if TYPE_CHECKING:
    from vaekst.actions.audit import Actor
    from vaekst.actions.imports import Progress
    from vaekst.core.receipt import Receipt
    from vaekst.store.models import Brand

app = new_app()


@app.command("import")
def import_files(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Export files, as the platform gave them.")
    ] = None,
    brand: BrandOption = None,
    channel: Annotated[
        str | None, typer.Option(help="The channel the files are from, where a file does not tell.")
    ] = None,
    timezone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="The zone the files' times are in, e.g. Europe/Copenhagen.")
    ] = None,
    exported_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The day the files were exported, where not told."),
    ] = None,
    again: Annotated[
        str | None,
        typer.Option(metavar="IMPORT", help="Read this import again from the archive, its times being in --timezone."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Read export files of the platforms into the brand.

    Files are known by their content, so any name will do: [bold]vaekst import ~/Downloads/*[/]. Each gets a receipt. A
    file imported before is not imported twice; a file that cannot be used says why, and nothing of it is kept.
    """
    _check_asked(files, again=again, timezone=timezone)
    actor, opened = open_brand(brand)
    if again is not None:
        _read_again(actor, opened, again, timezone=timezone or "", json=json)
        return
    from django.utils.timezone import now

    from vaekst.actions.imports import Choices
    from vaekst.actions.imports import import_files as import_all
    from vaekst.cli.terminal import note, print_json
    from vaekst.core.receipt import Status, for_machines

    choices = Choices(channel=channel, timezone=timezone, exported_at=_aware(exported_on))
    receipts: list[Receipt] = []
    try:
        with _progress(enabled=not json) as progress:
            for file in files or ():
                for receipt in import_all(actor, opened, [file], now=now(), choices=choices, progress=progress):
                    receipts.append(receipt)
                    if not json:
                        _show(receipt, file)
    except KeyboardInterrupt:
        note(
            "Stopped. What has a receipt is imported, of the rest nothing was kept. The same command goes on from here."
        )
        raise
    finally:  # whatever happened, what was imported before it is told
        if receipts and json:
            print_json([for_machines(receipt) for receipt in receipts])
        elif receipts:
            _sum_up(receipts)
    if any(receipt.status is Status.REFUSED for receipt in receipts):
        raise typer.Exit(1)


def _check_asked(files: list[Path] | None, *, again: str | None, timezone: str | None) -> None:
    """A usage error unless either files are named, or an import to read again and its zone."""
    if again is None and not files:
        raise typer.BadParameter(
            "Name the files to import, or an import to read again: --again IMPORT --timezone ZONE."
        )
    if again is not None and files:
        raise typer.BadParameter("--again reads a file from the archive; name no other files with it.")
    if again is not None and timezone is None:
        raise typer.BadParameter("--again needs the zone the times are in: --timezone Europe/Copenhagen.")


def _read_again(actor: Actor, brand: Brand, import_id: str, *, timezone: str, json: bool) -> None:
    from django.utils.timezone import now

    from vaekst.actions.again import read_again
    from vaekst.cli.terminal import print_json
    from vaekst.core.receipt import for_machines

    receipt = read_again(actor, brand, import_id, timezone=timezone, now=now())
    if json:
        print_json([for_machines(receipt)])
    else:
        _show(receipt, Path(receipt.file))


def _aware(day: datetime | None) -> datetime | None:
    from datetime import UTC

    return day.replace(tzinfo=UTC) if day else None


@contextmanager
def _progress(*, enabled: bool) -> Iterator[Progress | None]:
    """A bar on standard error for files that take a while; nothing where nobody watches."""
    from vaekst.cli.terminal import err

    console = err()
    if not enabled or not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        tasks: dict[str, Any] = {}

        def told(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name[-40:], total=total)
            bar.update(tasks[name], completed=done, total=total)

        yield told


_SIGNS = {"imported": ("✓", "bold green"), "already imported": ("=", "dim"), "refused": ("✗", "bold red")}


def _show(receipt: Receipt, file: Path) -> None:
    """One receipt on the terminal: what it was, what was kept, what to know, what to do next."""
    from rich.text import Text

    from vaekst.cli.terminal import out

    console = out()
    sign, style = _SIGNS[receipt.status.value]
    known = " · ".join(filter(None, (receipt.platform, (receipt.kind or "").replace("_", " "))))
    console.print(Text.assemble((f"{sign} ", style), (receipt.file, "bold"), "  ", (known, "cyan")), soft_wrap=True)
    for line in _lines(receipt):
        console.print(Text(f"    {line}", style="dim"), soft_wrap=True)
    for each in receipt.restated:
        console.print(Text.assemble(("    ~ ", "cyan"), each.sentence.english()), soft_wrap=True)
    for warning in receipt.cautions:
        console.print(Text.assemble(("    ! ", "yellow"), warning.english()), soft_wrap=True)
    for remark in receipt.remarks:
        console.print(Text(f"    · {remark.english()}", style="dim"), soft_wrap=True)
    if receipt.refusal:
        console.print(Text.assemble(("    ", ""), (receipt.refusal.english(), "red")), soft_wrap=True)
        if receipt.refusal.code == "mapping_needed":
            console.print(Text(f"    next: vaekst map {shlex.quote(str(file))}"), soft_wrap=True)


def _lines(receipt: Receipt) -> Iterator[str]:
    if receipt.status.value != "imported":
        return
    dropped = ", ".join(f"{n} {reason.replace('_', ' ')}" for reason, n in receipt.rows_dropped.items())
    yield f"{receipt.rows_kept:,} of {receipt.rows_read:,} rows kept" + (f" (left out: {dropped})" if dropped else "")
    if receipt.first_date and receipt.last_date:
        yield f"{receipt.first_date} to {receipt.last_date}" + (
            f", days in {receipt.timezone}" if receipt.timezone else ""
        )
    if receipt.totals:
        yield ", ".join(_amount(metric, total, receipt) for metric, total in receipt.totals.items())
    for total in receipt.control_totals:
        verdict = {True: "agrees", False: "differs", None: "cannot be checked"}[total.agrees]
        yield f"the file's own total: {_amount(total.metric, total.stated, receipt)} ({verdict})"


def _amount(metric: str, value: float, receipt: Receipt) -> str:
    """The figure with its name; money in whole units of its currency."""
    from vaekst.core.money import Money

    counted, _, named = metric.partition(" ")
    currency = named or receipt.currency
    if not counted.endswith("_minor") or currency is None:
        return f"{metric.replace('_', ' ')} {value:,.10g}"
    return f"{counted.removesuffix('_minor').replace('_', ' ')} {Money(round(value), currency).major:,.10g} {currency}"


def _sum_up(receipts: list[Receipt]) -> None:
    from collections import Counter

    from vaekst.cli.terminal import note

    counted = Counter(receipt.status.value for receipt in receipts)
    note("  ".join(f"{n} {status}" for status, n in counted.items()) + "  ·  next: vaekst board")
