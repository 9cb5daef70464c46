"""`vaekst erase`: a person, a member or a brand, gone for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaekst.actions.erasure import BrandErased, MemberErased, PersonErased

app = new_app()

DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would go, and erase nothing.")]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")]


@app.callback(invoke_without_command=True)
def erase(context: typer.Context, json: JsonOption = False) -> None:
    """Erase a person, a member or a brand for good. Without a subcommand: list the erasures there were.

    Look first: every subcommand takes [bold]--dry-run[/]. What is erased cannot be brought back, and is also in your backups.
    """
    if context.invoked_subcommand is not None:
        return
    actor = open_store()
    from vaekst.actions.erasure import erasures
    from vaekst.cli.terminal import note, print_json, table

    found = [
        (
            event.at.isoformat(),
            event.action.removeprefix("erase."),
            event.brand.slug if event.brand else None,
            str(event.by),
            event.after or {},
        )
        for event in erasures(actor)
    ]
    if json:
        print_json(
            [
                {"at": at, "erased": what, "brand": brand, "by": by, "counts": counts}
                for at, what, brand, by, counts in found
            ]
        )
    elif found:
        table(("at", "erased", "brand", "by"), (line[:4] for line in found))
    else:
        note("Nothing was erased yet. Look what there is of somebody: vaekst erase person lone@example.org --dry-run")


@app.command()
def person(
    who: Annotated[
        str, typer.Argument(metavar="WHO", help="An e-mail address, a commenter's name, or a lead's number.")
    ],
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """Erase a lead, or who wrote a comment, from the facts of the brand and the files they came from.

    Files that hold the person are deleted whole: the facts of others stay, but cannot be read from them again.
    """
    actor, chosen = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import erasure

    told = erasure.about_person(actor, chosen, who, now=now())
    if not dry_run and told.is_known:
        if not json:
            _say(_of_person(told), is_done=False)
        _confirm(chosen.slug, yes=yes)
        told = erasure.erase_person(actor, chosen, who, now=now())
    if json:
        _print(told, is_done=not dry_run)
    else:
        _say(_of_person(told), is_done=not dry_run and told.is_known)


@app.command()
def member(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The e-mail address they sign in with.")],
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    json: JsonOption = False,
) -> None:
    """Erase somebody who signs in, in all brands. What they did stays on record, under a pseudonym."""
    actor = open_store()
    from vaekst.actions import erasure

    told = erasure.about_member(actor, email)
    if not dry_run:
        if not json:
            _say(_of_member(told), is_done=False)
        _confirm(email, yes=yes)
        told = erasure.erase_member(actor, email)
    if json:
        _print(told, is_done=not dry_run)
    else:
        _say(_of_member(told), is_done=not dry_run)


@app.command()
def brand(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The brand's short name.")],
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    json: JsonOption = False,
) -> None:
    """Erase a brand: facts, files, strategy, decisions, connections and history. One line stays that it happened."""
    actor, chosen = open_brand(slug)
    from vaekst.actions import erasure

    told = erasure.about_brand(actor, chosen)
    if not dry_run:
        if not json:
            _say(_of_brand(told), is_done=False)
        _confirm(slug, yes=yes)
        told = erasure.erase_brand(actor, chosen, typed=slug)
    if json:
        _print(told, is_done=not dry_run)
    else:
        _say(_of_brand(told), is_done=not dry_run)


@app.command()
def finish() -> None:
    """Clear the store's file of what was deleted, when an erasure found the store in use."""
    open_store()
    from vaekst.cli.terminal import done
    from vaekst.store.erasing import wipe

    wipe()
    done("Nothing that was deleted is left in the store's file.")


def _confirm(wanted: str, *, yes: bool) -> None:
    """Ends the command with nothing erased unless the words are typed."""
    if yes:
        return
    typed = typer.prompt(f"This cannot be undone. Type {wanted} to erase", default="", show_default=False, err=True)
    if typed.strip() != wanted:
        from vaekst.cli.terminal import note

        note("Nothing was erased.")
        raise typer.Exit(1)


def _of_person(told: PersonErased) -> Iterator[tuple[str, object]]:
    if not told.is_known:
        return
    yield from ((f"rows of {name}", rows) for name, rows in told.rows.items())
    yield "original files", ", ".join(told.originals) or 0
    yield "uploads that wait for an answer", told.waiting
    yield "lines of receipts and history", told.records
    yield "copies of the store", told.backups


def _of_member(told: MemberErased) -> Iterator[tuple[str, object]]:
    yield "brands", ", ".join(told.brands) or 0
    yield "lines of history", told.records
    yield "copies of the store", told.backups
    if told.pseudonym:
        yield "called from now on", told.pseudonym


def _of_brand(told: BrandErased) -> Iterator[tuple[str, object]]:
    yield "rows of facts", f"{told.rows:,}"
    yield "original files", told.originals
    yield "rows of the store", told.records
    yield "copies of the store", told.backups


def _say(lines: Iterator[tuple[str, object]], *, is_done: bool) -> None:
    from vaekst.cli.terminal import done, note, table

    found = list(lines)
    if not found:
        note("Nothing is known of them here. Nothing was erased.")
        return
    table(("erased" if is_done else "would be erased", ""), found)
    if is_done:
        done("Erased for good. Backups outside the data home still hold it; see to them too.")


def _print(told: PersonErased | MemberErased | BrandErased, *, is_done: bool) -> None:
    from dataclasses import asdict

    from vaekst.cli.terminal import print_json

    print_json({"erased": is_done} | asdict(told))
