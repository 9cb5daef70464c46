"""`vaekst connect`: accounts whose figures are pulled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vaekst.actions.audit import Actor
    from vaekst.store.models import Brand, Connection

app = new_app()

ChannelOption = Annotated[
    str | None, typer.Option(help="The channel of the strategy it is; needed where a platform has several.")
]
SECRET = "VAEKST_SECRET"  # noqa: S105  (the name of the variable)


@app.callback(invoke_without_command=True)
def connect(context: typer.Context, brand: BrandOption = None, json: JsonOption = False) -> None:
    """Connect accounts whose figures are pulled. Without a subcommand: list them.

    Tokens and passwords are asked for, read from standard input, or taken from the variable VAEKST_SECRET; they are
    never typed into the command itself. They are proved before they are kept, and kept encrypted.
    """
    if context.invoked_subcommand is not None:
        return
    _, opened = open_brand(brand)
    from vaekst.actions.connections import connections, short_id
    from vaekst.cli.terminal import print_json, table

    found = list(connections(opened))
    if json:
        print_json([_told(each) for each in found])
        return
    rows = ((short_id(each), each.service, each.handle or each.name or each.account, each.channel) for each in found)
    table(("id", "service", "account", "channel"), rows, title=opened.name)


@app.command()
def mastodon(
    server: Annotated[str, typer.Argument(metavar="SERVER", help="The server, e.g. https://social.example.")],
    channel: ChannelOption = None,
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """Connect a Mastodon account by an access token (scopes read:accounts and read:statuses suffice)."""
    _connect("mastodon", "Access token", brand=brand, json=json, server=server, channel=channel or "")


@app.command()
def bluesky(
    handle: Annotated[str, typer.Argument(metavar="HANDLE", help="The account, e.g. fjord.bsky.social.")],
    server: Annotated[
        str, typer.Option(metavar="SERVER", help="The account's data server (PDS), where it has one of its own.")
    ] = "https://bsky.social",
    channel: ChannelOption = None,
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """Connect a Bluesky account by an app password, never by the account's own."""
    _connect(
        "bluesky",
        "App password",
        brand=brand,
        json=json,
        server=server,
        handle=handle,
        channel=channel or "",
    )


@app.command()
def youtube(
    client: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The JSON of an OAuth client for a desktop app; the consent is asked for."),
    ] = None,
    channel: ChannelOption = None,
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """Connect a YouTube channel: say yes in your browser, or give the JSON of a consent on standard input."""
    if client is None:
        _connect("youtube", "JSON of the consent", brand=brand, json=json, channel=channel or "")
        return
    actor, opened = open_brand(brand)
    _keep(actor, opened, "youtube", _consent(client), {"channel": channel or ""}, json=json)


def _consent(client: Path) -> str:
    """The JSON of a consent given in the browser now."""
    import webbrowser

    from vaekst.cli.terminal import note
    from vaekst.core.errors import BadInput
    from vaekst.core.sentence import N_
    from vaekst.sources.pulling.consent import consent
    from vaekst.sources.youtube_api.pull import SCOPES

    def show(url: str) -> None:
        note(f"Say yes in your browser, on this machine: {url}")
        webbrowser.open(url)

    try:
        told = client.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            "unreadable",
            N_("'{file}' cannot be read ({why}). Check who may read it."),
            file=client.name,
            why=str(error),
        ) from error
    return consent(told, scopes=SCOPES, show=show)


@app.command()
def ga4(
    property_: Annotated[str, typer.Argument(metavar="PROPERTY", help="The property's number, e.g. 123456789.")],
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """Connect a Google Analytics property by the JSON of a service account: vaekst connect ga4 123456789 < key.json."""
    _connect("ga4", "JSON of the service account", brand=brand, json=json, account=property_)


def _connect(name: str, asked: str, *, brand: str | None, json: bool, **known: str) -> None:
    """Asks for the one secret and connects."""
    actor, opened = open_brand(brand)
    _keep(actor, opened, name, _secret(asked), known, json=json)


def _keep(actor: Actor, opened: Brand, name: str, secret: str, known: Mapping[str, str], *, json: bool) -> None:
    from django.utils.timezone import now

    from vaekst.actions import connections
    from vaekst.cli.terminal import done, note, print_json

    kept = connections.connect(actor, opened, name, secret={connections.SECRETS[name]: secret}, now=now(), **known)
    if json:
        print_json(_told(kept))
        return
    done(f"{connections.service(name).label}: {kept.handle or kept.name or kept.account} is connected.")
    note("  next: vaekst pull")


def _secret(asked: str) -> str:
    """The secret, from the environment, from standard input, or typed unseen."""
    import os
    import sys

    if found := os.environ.get(SECRET):
        return found.strip()
    if not sys.stdin.isatty():
        return sys.stdin.read().strip()
    return str(typer.prompt(asked, hide_input=True)).strip()


@app.command()
def remove(
    connection: Annotated[str, typer.Argument(metavar="ID", help="The connection, as the list names it.")],
    brand: BrandOption = None,
) -> None:
    """Let an account go and forget its secret. What was pulled stays."""
    actor, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions.connections import disconnect
    from vaekst.cli.terminal import done

    gone = disconnect(actor, opened, connection, now=now())
    done(f"{gone.handle or gone.name or gone.account} is disconnected. Its secret is forgotten.")


@app.command("renew-key")
def renew_key(brand: BrandOption = None) -> None:
    """Encrypt all secrets anew under a new key, and forget the old key."""
    actor, opened = open_brand(brand)
    from vaekst.actions.connections import renew_key as renew
    from vaekst.cli.terminal import done

    done(f"Secrets encrypted anew: {renew(actor, opened)}.")


def _told(connection: Connection) -> dict[str, str]:
    """The connection for machines. No secret is in it."""
    from vaekst.actions.connections import short_id

    return {
        "id": short_id(connection),
        "service": connection.service,
        "account": connection.account,
        "handle": connection.handle,
        "name": connection.name,
        "server": connection.server,
        "channel": connection.channel,
        "connected_at": connection.connected_at.isoformat(),
    }
