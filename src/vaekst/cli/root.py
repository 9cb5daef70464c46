"""`vaekst` itself: finds the command, and tells people what went wrong in words instead of tracebacks."""

from __future__ import annotations

import importlib
import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from vaekst import __version__
from vaekst.cli.listing import COMMANDS
from vaekst.core.errors import VaekstError
from vaekst.core.machine import trouble_of

_LISTED = {listed.name: listed for listed in COMMANDS}


def load(name: str) -> Any:
    """The command called `name`, from its module."""
    listed = _LISTED[name]
    command = typer.main.get_command(importlib.import_module(f"vaekst.cli.{listed.module}").app)
    command.name = listed.name
    command.help = command.help or listed.help
    return command


class Commands(TyperGroup):
    """The commands by name. Until one is called it is only a name and a line of help."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for listed in COMMANDS:
            self.add_command(TyperCommand(listed.name, help=listed.help, rich_help_panel=listed.panel))

    def format_commands(self, _ctx: Any, formatter: Any) -> None:
        """The commands under the heading of what they are for."""
        width = max(len(listed.name) for listed in COMMANDS)
        for panel in dict.fromkeys(listed.panel for listed in COMMANDS):
            rows = [
                (typer.style(listed.name.ljust(width), fg="cyan"), listed.help)
                for listed in COMMANDS
                if listed.panel == panel
            ]
            with formatter.section(typer.style(panel, bold=True)):
                formatter.write_dl(rows)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The called command, loaded now."""
        name, command, rest = super().resolve_command(ctx, args)
        if name in _LISTED:
            command = load(name)
        return name, command, rest

    def invoke(self, ctx: Any) -> Any:
        """Run the command. What goes wrong for a person is told in red, with the cure, and exits with 1."""
        try:
            return super().invoke(ctx)
        except VaekstError as error:
            _fail(error)
        except OSError as error:
            _fail(trouble_of(error) or error)
        except _store_errors() as error:
            _fail(trouble_of(error) or error)


def _store_errors() -> tuple[type[Exception], ...]:
    """The database's own errors; none while Django is not loaded."""
    database = sys.modules.get("django.db")
    return (database.DatabaseError,) if database else ()


def _fail(error: Exception) -> NoReturn:
    """Tell what is meant for people and exit with 1; anything else is a mistake of ours and stays one."""
    if not isinstance(error, VaekstError):
        raise error
    from vaekst.cli.terminal import tell_error

    tell_error(error)
    raise typer.Exit(1)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # importing rich's help costs twice what everything else here does
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="To look around: vaekst demo --serve.  With your own files: vaekst init my-brand",
)


def _print_version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"vaekst {__version__}\n")
        raise typer.Exit


@app.callback()
def vaekst(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """From export files to a recorded decision."""
