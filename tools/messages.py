"""Collects what people read into the Danish catalogue and compiles it.

`python tools/messages.py` adds new sentences to `src/vaekst/locale/da/LC_MESSAGES/django.po`, drops those that
are gone, and writes the `.mo` beside it. `--check` changes nothing and fails when a sentence lacks its
translation, keeps different placeholders, or the `.mo` is older than the `.po`.
"""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "vaekst"
CATALOGUE = SOURCE / "locale" / "da" / "LC_MESSAGES" / "django.po"
KEYWORDS = dict.fromkeys(("N_", "_", "gettext", "gettext_lazy", "gettext_noop")) | {
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "UnknownName": (1,),  # what it is that is not known
}
HEADER = "# What Vaekst says, in Danish. `make messages` collects the sentences; the words are written here."
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[sd]|\{[^{}]*\}")


class Danish(Catalog):
    """A catalogue whose header is what gettext needs and no more, so that no tool's version changes its bytes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Language, plural rule and encoding."""
        return [
            ("Language", "da"),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def collect() -> Catalog:
    """Every sentence the code and the templates hold, in English."""
    catalogue = Danish(locale="da", domain="django", charset="utf-8", fuzzy=False, header_comment=HEADER)
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py":
            source = path.read_bytes()
        elif path.suffix in {".html", ".txt"}:
            source = _as_python(path).encode()
        else:
            continue
        for line, message, comments, context in extract("python", io.BytesIO(source), keywords=KEYWORDS):
            if message:
                place = [(str(path.relative_to(ROOT)), line)]
                catalogue.add(message, locations=place, auto_comments=comments, context=context)
    return catalogue


def _as_python(template: Path) -> str:
    """A Django template as the gettext calls that stand in it."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    return templatize(template.read_text("utf-8"), origin=str(template))


def merged() -> Catalog:
    """The collected sentences with the translations there are; sentences that are gone are dropped."""
    fresh = collect()
    if CATALOGUE.exists():
        with CATALOGUE.open("rb") as file:
            known = read_po(file, locale="da", domain="django")
        for message in fresh:
            before = known.get(message.id, message.context) if message.id else None
            if before is not None and before.string:
                message.string = before.string
                message.flags.discard("fuzzy")
    return fresh


def faults(catalogue: Catalog) -> list[str]:
    """One line per sentence without a translation or with other placeholders than the English."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        translations = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        forms = 2 if isinstance(message.id, (list, tuple)) else 1
        if len(translations) != forms or not all(translations):
            found.append(f"not translated: {message.id!r}")
        elif any(_placeholders(message) != _marks(text or "") for text in translations):
            found.append(f"other placeholders: {message.id!r} → {message.string!r}")
    return found


def _placeholders(message: Message) -> Counter[str]:
    return _marks(message.id[-1] if isinstance(message.id, (list, tuple)) else message.id)


def _marks(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue in the binary form gettext reads."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main(arguments: list[str]) -> int:
    """Renews the catalogue, or with `--check` says what is missing."""
    catalogue = merged()
    problems = faults(catalogue)
    mo = CATALOGUE.with_suffix(".mo")
    if "--check" in arguments:
        if not mo.exists() or mo.read_bytes() != compiled(catalogue):
            problems.append("the compiled catalogue is out of date: run `make messages`")
    else:
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        with CATALOGUE.open("wb") as file:
            write_po(file, catalogue, width=120, sort_output=True, omit_header=False, no_location=True)
        mo.write_bytes(compiled(catalogue))
    print("\n".join(problems) or f"{len(catalogue)} sentences, all in Danish.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
