"""The reference page of sentence codes, from the code itself. `make docs` writes it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "vaekst"
ROOMS = {
    "sources": "Reading files",
    "core": "Strategy, metrics, evidence",
    "actions": "Doing things",
    "store": "The store",
    "lake": "The lake",
    "cli": "The command line",
    "web": "The web app",
    "api": "The HTTP API",
}

INTRODUCTION = """\
# Sentences and their codes

Written from the code by `make docs`. Whatever Vaekst says of a file, a figure or a mistake has a code, which `--json` gives
beside the sentence. Codes stay the same from release to release; the sentences may be worded better. Words in braces stand for
values.
"""


def page() -> str:
    """The whole page, in Markdown."""
    parts = [INTRODUCTION]
    for room, title in ROOMS.items():
        rows = sorted({(code, template) for code, template in sentences(SOURCE / room)})
        parts.append(f"## {title}\n")
        parts.append("\n".join(("| code | sentence |", "|---|---|", *(_row(*row) for row in rows), "")))
    return "\n".join(parts)


def sentences(folder: Path) -> Iterator[tuple[str, str]]:
    """Code and English template of every coded sentence in the folder's modules."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(args=[ast.Constant(value=str(code)), ast.Call() as marked, *_]) if _is_marked(marked):
                    yield code, ast.literal_eval(marked.args[0])


def _is_marked(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "N_"


def _row(code: str, template: str) -> str:
    return f"| `{code}` | {template.replace('|', chr(92) + '|')} |"
