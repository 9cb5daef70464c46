"""`vaekst init`: a brand, and the strategy document that governs it."""

from __future__ import annotations

import locale as system_locale
import os
from datetime import date
from pathlib import Path
from typing import Annotated
from zoneinfo import available_timezones

import typer

from vaekst.cli.opening import JsonOption, new_app, open_store
from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_

app = new_app()

_CURRENCY = {"da": "DKK", "en": "EUR"}


@app.command()
def init(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the brand is called, e.g. 'Fjord Cykler'.")],
    slug: Annotated[str | None, typer.Option(help="Its short name on the command line and in addresses.")] = None,
    locale: Annotated[
        str | None, typer.Option(metavar="en|da", help="The brand's language; this machine's, if left out.")
    ] = None,
    currency: Annotated[str | None, typer.Option(metavar="CODE", help="Its currency: DKK, EUR, …")] = None,
    start: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="First day of the 90-day sprint; this week's Monday, if left out."),
    ] = None,
    channel: Annotated[
        list[str] | None, typer.Option(metavar="PLATFORM", help="A channel: instagram, youtube, tiktok, …; repeatable.")
    ] = None,
    timezone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="Where its days begin, e.g. Europe/Copenhagen; this machine's, if left out."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Make a brand and its strategy document.

    The document is written to SLUG.yaml in this folder. Edit it, then [bold]vaekst strategy apply SLUG.yaml[/].
    """
    language = locale or _machines_language()
    first_day = _day(start) if start else None
    actor = open_store()
    from django.utils.timezone import localdate

    from vaekst.actions.brands import DEFAULT_CHANNELS, create_brand
    from vaekst.cli.terminal import done, note, print_json
    from vaekst.core.period import Week
    from vaekst.store.queries import brands_of, strategy_in_force

    brand = create_brand(
        actor,
        name,
        slug=slug,
        currency=(currency or _CURRENCY.get(language, "EUR")).upper(),
        locale=language,
        start=first_day or Week.of(localdate()).monday,
        timezone=timezone or _machines_zone(),
        channels=channel or DEFAULT_CHANNELS,
    )
    file = Path(f"{brand.slug}.yaml")
    is_written = _write_beside(file, strategy_in_force(brand).text)
    if json:
        print_json({"slug": brand.slug, "name": brand.name, "file": str(file) if is_written else None})
        return
    done(f"[bold]{brand.name}[/] is ready. Its short name is [bold]{brand.slug}[/].")
    if is_written:
        named = f" --brand {brand.slug}" if brands_of(actor.person).count() > 1 else ""
        note(f"  {file} holds its strategy: edit it, then `vaekst strategy apply{named}`.")
    else:
        note(f"  {file} was here already and is untouched. `vaekst strategy show` prints the strategy in force.")
    note("  Next: vaekst import ~/Downloads/*")


def _machines_language() -> str:
    spoken = (system_locale.getlocale()[0] or "").casefold()
    return "da" if spoken.startswith(("da", "danish")) else "en"


def _machines_zone() -> str:
    """The time zone this machine is set to, by its name; Copenhagen's where it has none."""
    linked = Path("/etc/localtime").resolve().as_posix().partition("/zoneinfo/")[2]
    for name in (os.environ.get("TZ", "").removeprefix(":"), linked):
        if "/" in name and name in available_timezones():
            return name
    return "Europe/Copenhagen"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(
            "bad_day", N_("'{given}' is not a day. Write year, month and day, such as 2026-09-14."), given=text
        ) from None


def _write_beside(file: Path, text: str) -> bool:
    """Whether the file could be written; one that exists is never touched."""
    try:
        with file.open("x", encoding="utf-8", newline="\n") as target:
            target.write(text)
    except (FileExistsError, PermissionError):
        return False
    return True
