"""The reference page of commands, from the commands themselves. `make docs` writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from typer.main import get_command

MARKUP = re.compile(r"\[bold\](.*?)\[/\]", re.DOTALL)

INTRODUCTION = """\
# Commands

Written from the commands by `make docs`; `vaekst COMMAND --help` says the same on the terminal.

Answers go to standard output; remarks, progress and errors to standard error. With `--json` standard output holds JSON
and nothing else: unknown is `null`, days are `2026-11-23`, shares are fractions (`0.12` is 12 %), and the names of
the keys do not change from release to release. Every command ends with one of these codes:

| code | meaning |
|---|---|
| 0 | done |
| 1 | refused or failed; the message says why and what to do. `vaekst import` also ends so when any of its files was refused; the others are in |
| 2 | the command was not understood: a misspelt option, a missing argument |

These variables of the environment are read:

| variable | meaning |
|---|---|
| `VAEKST_HOME` | the data home: the folder everything is kept in. Without it, the user's own data folder |
| `VAEKST_BRAND` | the brand, where `--brand` is not given |
| `DATABASE_URL` | another database than the SQLite file in the data home, such as `postgres://…` |
| `NO_COLOR` | any value: no colours |
"""


def page() -> str:
    """The whole page, in Markdown."""
    from vaekst.cli.listing import COMMANDS
    from vaekst.cli.root import load

    parts = [INTRODUCTION, _contents()]
    for panel in dict.fromkeys(listed.panel for listed in COMMANDS):
        parts.append(f"## {panel}\n")
        for listed in COMMANDS:
            if listed.panel == panel:
                command = load(listed.name)
                parts.extend(_described(command, f"vaekst {listed.name}", level=3))
                for name, sub in _subcommands(command):
                    parts.extend(_described(sub, f"vaekst {listed.name} {name}", level=4))
    return "\n".join(parts)


def commands() -> Iterator[tuple[str, Any]]:
    """Every command and subcommand by what people type, groups included."""
    from vaekst.cli.listing import COMMANDS
    from vaekst.cli.root import app, load

    yield "vaekst", get_command(app)
    for listed in COMMANDS:
        command = load(listed.name)
        yield f"vaekst {listed.name}", command
        for name, sub in _subcommands(command):
            yield f"vaekst {listed.name} {name}", sub


def _contents() -> str:
    from vaekst.cli.listing import COMMANDS

    rows = [f"| [`vaekst {each.name}`](#vaekst-{each.name}) | {each.help} |" for each in COMMANDS]
    return "\n".join(("| command | |", "|---|---|", *rows, ""))


def _described(command: Any, typed: str, *, level: int) -> Iterator[str]:
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option"]
    yield f"{'#' * level} `{typed}`\n"
    yield _plain(command.help or "") + "\n"
    if not (arguments or options):
        return
    usage = " ".join((typed, *map(_place, arguments), *(["[OPTIONS]"] if options else ())))
    yield f"```\n{usage}\n```\n"
    rows = (*map(_argument_row, arguments), *map(_option_row, options))
    yield "\n".join(("| | |", "|---|---|", *rows, ""))


def _argument_row(argument: Any) -> str:
    return f"| `{_cell(_name(argument))}` | {_cell(_plain(argument.help or ''))}{_default(argument)} |"


def _option_row(option: Any) -> str:
    value = "" if option.is_flag else f" {_name(option)}"
    variable = f" Or `{option.envvar}`." if option.envvar else ""
    typed = ", ".join(sorted(option.opts, key=len)) + value
    return f"| `{_cell(typed)}` | {_cell(_plain(option.help or ''))}{_default(option)}{variable} |"


def _name(parameter: Any) -> str:
    """What stands for the value: the metavar, else the name in capitals."""
    if parameter.metavar:
        bare = parameter.metavar[1:-1] if parameter.metavar.startswith("[") else parameter.metavar
        return str(bare).removesuffix("...")
    return str(parameter.name).upper()


def _place(argument: Any) -> str:
    """The argument as it stands in the command: repeated with dots, in brackets where it may be left out."""
    if (argument.metavar or "").startswith("["):
        return str(argument.metavar)
    named = _name(argument) + ("..." if argument.nargs == -1 else "")
    return named if argument.required else f"[{named}]"


def _subcommands(command: Any) -> Iterable[tuple[str, Any]]:
    return getattr(command, "commands", {}).items()


def _default(parameter: Any) -> str:
    told = parameter.default
    is_shown = not callable(told) and told not in (None, "", False) and not parameter.multiple
    return f" Default: `{told}`." if is_shown and not parameter.required else ""


def _plain(text: str) -> str:
    """Help as Markdown: bold words are what is typed, wrapped lines are one paragraph."""
    paragraphs = re.split(r"\n\s*\n", MARKUP.sub(r"`\1`", text.strip()))
    return "\n\n".join(" ".join(each.split()) for each in paragraphs)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
