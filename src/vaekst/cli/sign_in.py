"""`vaekst sign-in`: a new way into the web app."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vaekst.cli.opening import JsonOption, new_app, open_store

if TYPE_CHECKING:
    from vaekst.store.models import Person

app = new_app()


@app.command("sign-in")
def sign_in(
    email: Annotated[
        str | None, typer.Option(help="Someone else than you: the e-mail address they are known by.")
    ] = None,
    base: Annotated[
        str | None, typer.Option(metavar="URL", help="Where the web app is; the last place it was served, if left out.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Print a new one-time link into the web app. It works for 15 minutes."""
    actor = open_store()
    from vaekst.actions.people import known_person
    from vaekst.cli.terminal import note, print_json, say

    person = known_person(email) if email else actor.person
    link = link_for(person, base=base)
    if json:
        print_json({"email": person.email, "link": link, "minutes": 15})
        return
    say(f"[bold cyan]{link}[/]")
    note(f"Signs in {person} once, within 15 minutes.")


def link_for(person: Person, *, base: str | None = None) -> str:
    """The address of a fresh one-time link for the person."""
    from vaekst.actions.people import sign_in_link

    return address_of(sign_in_link(person), base=base)


def address_of(token: str, *, base: str | None = None) -> str:
    """The address at which the token signs its person in."""
    from django.conf import settings

    path: str = settings.SIGN_IN_PATH.format(token=token)
    return (base or last_address()).rstrip("/") + path


def remember_address(base: str) -> None:
    """Keep where the web app is served, for links printed later by other commands."""
    _address_file().write_text(base, encoding="utf-8")


def last_address() -> str:
    """Where the web app was served last, or where it would be."""
    file = _address_file()
    return file.read_text(encoding="utf-8").strip() if file.exists() else "http://127.0.0.1:8000"


def _address_file() -> Path:
    from django.conf import settings

    return Path(settings.VAEKST_HOME) / "address"
