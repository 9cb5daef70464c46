"""`vaekst strategy`: the document that governs a brand."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_

if TYPE_CHECKING:
    from vaekst.core.strategy import Change

app = new_app(needs_subcommand=True)

FileArgument = Annotated[
    Path | None,
    typer.Argument(metavar="[FILE]", help="The document; SLUG.yaml in this folder if left out, - for standard input."),
]
_LARGEST = 1_000_000  # bytes; a strategy is a page or two


@app.callback()
def strategy() -> None:
    """Check, apply, compare and show the strategy document."""


@app.command()
def check(file: FileArgument = None, brand: BrandOption = None, json: JsonOption = False) -> None:
    """Say everything that is wrong with a document. Nothing is changed."""
    path = file or _file_of(brand)
    text = read_document(path)
    from vaekst.cli.terminal import done, print_json
    from vaekst.core.strategy import read_strategy

    with told_with_places(path, text, json=json):
        found = read_strategy(text)
    if json:
        print_json([])
        return
    done(f"{_name(path)} is a valid strategy for {found.brand.name}.")


@app.command()
def apply(
    file: FileArgument = None,
    why: Annotated[str, typer.Option("--why", "-w", help="Why the strategy changes; kept with the version.")] = "",
    based_on: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Refuse if another version than this is in force.")
    ] = None,
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """Govern the brand by the document from now on, as a new version that never changes."""
    actor, chosen = open_brand(brand)
    path = file or Path(f"{chosen.slug}.yaml")
    text = read_document(path)
    from vaekst.actions import strategies
    from vaekst.cli.terminal import done, note, print_json

    with told_with_places(path, text, json=False):
        applied = strategies.apply(actor, chosen, text, why=why, based_on=based_on)
    if json:
        print_json({"version": applied.version.number, "new": applied.is_new, "changes": _changes(applied.changes)})
        return
    if not applied.is_new:
        note(f"{_name(path)} is in force already, as version {applied.version.number}. Nothing was written.")
        return
    done(f"{chosen.name} is governed by version [bold]{applied.version.number}[/] of its strategy.")
    show_changes(applied.changes)


@app.command()
def diff(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE | N [N]]", help="A document, or one or two version numbers; SLUG.yaml if left out."
        ),
    ] = None,
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """Show what a document would change, or what changed between versions.

    [bold]diff[/] SLUG.yaml against the version in force · [bold]diff FILE[/] that document · [bold]diff 3[/] version 3 against
    the one in force · [bold]diff 2 3[/] version 2 against version 3.
    """
    _, chosen = open_brand(brand)
    from vaekst.actions import strategies
    from vaekst.cli.terminal import note, print_json

    given = what or [f"{chosen.slug}.yaml"]
    if len(given) > 2:
        raise typer.BadParameter("Give a document, or one or two version numbers.")
    if all(each.isdecimal() for each in given):
        newer = int(given[1]) if len(given) == 2 else strategies.show(chosen).number
        changes = strategies.diff_versions(chosen, int(given[0]), newer)
    elif len(given) == 1:
        text = read_document(Path(given[0]))
        with told_with_places(Path(given[0]), text, json=False):
            changes = strategies.diff(chosen, text)
    else:
        raise typer.BadParameter("Two versions are compared by their numbers: vaekst strategy diff 2 3")
    if json:
        print_json(_changes(changes))
    elif changes:
        show_changes(changes)
    else:
        note("No setting differs.")


@app.command()
def show(
    number: Annotated[
        int | None, typer.Argument(metavar="[N]", min=1, help="A version; the one in force if left out.")
    ] = None,
    versions: Annotated[bool, typer.Option("--versions", help="List all versions: who, when, why.")] = False,
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """Print a version of the document exactly as it was applied."""
    _, chosen = open_brand(brand)
    from vaekst.actions import strategies
    from vaekst.cli.terminal import print_json, table
    from vaekst.store import queries

    found = list(queries.strategy_versions(chosen)) if versions else [strategies.show(chosen, number)]
    if json:
        print_json([_version(each) for each in found] if versions else _version(found[0]) | {"text": found[0].text})
    elif versions:
        rows = ((f"v{v.number}", f"{v.applied_at:%Y-%m-%d %H:%M}", v.applied_by, v.why or None) for v in found)
        table(("version", "applied (UTC)", "by", "why"), rows, title=chosen.name)
    else:
        sys.stdout.write(found[0].text)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the document, for editors that complete and check while you write."""
    from vaekst.cli.terminal import print_json
    from vaekst.core.strategy import json_schema

    print_json(json_schema())


@contextmanager
def told_with_places(path: Path, text: str, *, json: bool) -> Iterator[None]:
    """Faults raised inside are told with their line and a caret, or as a JSON list; then the command exits with 1."""
    from vaekst.cli.terminal import print_json, tell_error
    from vaekst.core.strategy import BadStrategy

    try:
        yield
    except BadStrategy as error:
        if json:
            print_json([_fault(fault) for fault in error.faults])
        else:
            tell_error(error, file=_name(path), text=text)
        raise typer.Exit(1) from None


def read_document(path: Path) -> str:
    """The text of a document. Raises BadInput when there is none, or it is not text."""
    try:
        content = sys.stdin.buffer.read(_LARGEST + 1) if str(path) == "-" else _content(path)
        if len(content) > _LARGEST:
            raise BadInput("too_long", N_("{file} is far too large for a strategy document."), file=str(path))
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        raise BadInput(
            "no_document",
            N_("There is no file '{file}'. `vaekst strategy show > {file}` writes the strategy in force there."),
            file=str(path),
        ) from None
    except IsADirectoryError:
        raise BadInput(
            "is_a_folder", N_("'{file}' is a folder. Name the strategy document in it."), file=str(path)
        ) from None
    except UnicodeDecodeError as error:
        raise BadInput(
            "not_utf8",
            N_("{file} is not UTF-8 text (byte {byte}). Save it as UTF-8 and try again."),
            file=str(path),
            byte=error.start + 1,
        ) from None


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST + 1)


def show_changes(changes: tuple[Change, ...]) -> None:
    """Each changed setting: what it was, what it is."""
    from rich.text import Text

    from vaekst.cli.terminal import note, table

    if not changes:
        note("No setting differs; what changed is the wording around them.")
        return
    rows = (
        (Text(change.path, style="cyan"), _value(change.before, style="red"), _value(change.after, style="green"))
        for change in changes
    )
    table(("setting", "before", "after"), rows)


def _value(value: object, *, style: str) -> Any:
    from rich.text import Text

    return Text("–", style="dim") if value is None else Text(str(value), style=style)


def _file_of(slug: str | None) -> Path:
    return Path(f"{open_brand(slug)[1].slug}.yaml")


def _name(path: Path) -> str:
    return "standard input" if str(path) == "-" else str(path)


def _changes(changes: tuple[Change, ...]) -> list[dict[str, object]]:
    return [{"path": change.path, "before": change.before, "after": change.after} for change in changes]


def _fault(fault: Any) -> dict[str, object]:
    return {
        "line": fault.line,
        "column": fault.column,
        "path": fault.path,
        "value": fault.value,
        "code": fault.sentence.code,
        "message": fault.sentence.english(),
        "nearest": fault.nearest,
    }


def _version(version: Any) -> dict[str, object]:
    return {
        "number": version.number,
        "applied_at": version.applied_at.isoformat(),
        "applied_by": version.applied_by.email,
        "why": version.why,
        "sha256": version.sha256,
    }
