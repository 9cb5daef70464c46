"""`vaekst posts`: the posts there are, and the concepts they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Annotated
from uuid import UUID

import typer

from vaekst.cli.opening import BrandOption, CsvOption, JsonOption, check_one_answer, new_app, open_brand
from vaekst.core.errors import UnknownName

app = new_app(needs_subcommand=True)

_SHOWN = 40  # posts, where nobody said how many


@app.command("list")
def list_posts(
    brand: BrandOption = None,
    channel: Annotated[str | None, typer.Option(help="Only this channel.")] = None,
    concept: Annotated[str | None, typer.Option(help="Only this concept; 'untagged' for posts of none.")] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most this many, the newest first; 40 on the terminal.")
    ] = None,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """List posts with their concepts."""
    check_one_answer(json=json, csv=csv)
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import posts
    from vaekst.actions.known import known_at
    from vaekst.cli.terminal import note, print_csv, print_json, table

    known = known_at(opened, now())
    everything = posts.read_posts(known)
    _check("channel", channel, known.strategy.channels, (post.channel for post in everything))
    _check("concept", concept, known.strategy.concepts, ("untagged",))
    wanted = [
        post
        for post in everything
        if (channel is None or post.channel == channel) and (concept is None or (post.concept or "untagged") == concept)
    ]
    if json:
        print_json([posts.for_machines(post) for post in wanted[:limit]])
        return
    if csv:
        print_csv([posts.for_machines(post) for post in wanted[:limit]], posts.COLUMNS)
        return
    shown = wanted[: limit or _SHOWN]
    rows = ((post.published, post.channel, post.concept or "untagged", post.title, post.key) for post in shown)
    table(("published", "channel", "concept", "post", "key"), rows)
    note(f"{len(shown)} of {len(wanted)} posts")


def _check(what: str, given: str | None, *known: Iterable[str]) -> None:
    """Raises UnknownName, with the nearest, for a name that would find nothing because it is misspelt."""
    names = set(chain(*known))
    if given is not None and given not in names:
        raise UnknownName(what, given, names)


@app.command()
def tag(
    concept: Annotated[str, typer.Argument(help="The concept's id; 'none' for posts that belong to none.")],
    keys: Annotated[list[str], typer.Argument(metavar="POST...", help="Post keys, as `vaekst posts list` shows them.")],
    brand: BrandOption = None,
) -> None:
    """Give posts to a concept, whatever the matching rules say."""
    actor, opened = open_brand(brand)
    from vaekst.actions import posts
    from vaekst.cli.terminal import done
    from vaekst.store.models import TagOrigin

    batch = posts.assign(actor, opened, keys, None if concept == "none" else concept, origin=TagOrigin.CLI)
    done(f"{len(set(keys))} posts given to {concept}. Take it back with: vaekst posts undo {batch}")


@app.command()
def undo(
    batch: Annotated[UUID, typer.Argument(help="The number `vaekst posts tag` gave.")], brand: BrandOption = None
) -> None:
    """Take a tagging back."""
    actor, opened = open_brand(brand)
    from vaekst.actions import posts
    from vaekst.cli.terminal import done

    done(f"{posts.undo(actor, opened, batch)} posts are what they were before.")
