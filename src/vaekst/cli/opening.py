"""What a command needs before it can work: Django, an up-to-date store, who is asking, and for which brand.

Everything heavy is imported inside the functions, so that a command that fails early fails fast.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from vaekst.actions.audit import Actor
    from vaekst.store.models import Brand

BrandOption = Annotated[
    str | None,
    typer.Option("--brand", "-b", envvar="VAEKST_BRAND", metavar="SLUG", help="The brand; with only one, not needed."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON on standard output, and nothing else.")]
CsvOption = Annotated[
    bool, typer.Option("--csv", help="Print CSV on standard output; no cell of it can act as a formula.")
]


def new_app(*, needs_subcommand: bool = False) -> typer.Typer:
    """An empty command, or group of subcommands, that behaves like all the others."""
    return typer.Typer(
        add_completion=False,
        no_args_is_help=needs_subcommand,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def check_one_answer(*, json: bool, csv: bool) -> None:
    """A usage error when two kinds of answer were asked for at once."""
    if json and csv:
        raise typer.BadParameter("--json and --csv are two answers. Ask for one.")


def open_store() -> Actor:
    """The person at the keyboard, with the store opened and brought up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vaekst.site.settings")
    import django

    django.setup()
    from vaekst.store.upgrade import bring_up_to_date

    backup = bring_up_to_date()
    if backup:
        from vaekst.cli.terminal import note

        note(f"The store was brought up to date. The one before is kept as {backup}")
    from vaekst.actions.people import at_the_keyboard

    return at_the_keyboard()


def open_brand(slug: str | None) -> tuple[Actor, Brand]:
    """The person at the keyboard and the brand they mean. Raises BadInput or UnknownName with the choices."""
    actor = open_store()
    from vaekst.store.queries import chosen_brand

    return actor, chosen_brand(actor.person, slug)
