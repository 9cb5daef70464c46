"""Where a figure comes from: its definition, what it covers, how fresh it is, and the files behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.core.board import BoardRow
from vaekst.core.metrics.figure import Coverage, Figure
from vaekst.store import queries
from vaekst.store.models import Brand
from vaekst.web.board.tiles import Origin, SourceFile
from vaekst.web.shell.parts import Pair
from vaekst.web.shell.words import days, moment, number, say

MOST_FILES = 8
"""Files named one by one; a figure of many weeks may stand on more."""


@dataclass(frozen=True, slots=True)
class Files:
    """The brand's imported files by the id their rows carry."""

    by_import: Mapping[str, SourceFile]

    @classmethod
    def of(cls, brand: Brand) -> Files:
        named = queries.imports(brand).values_list("import_id", "file")
        return cls({import_id: _file(brand, import_id, name) for import_id, name in named})

    def named(self, imports: Iterable[str]) -> tuple[SourceFile, ...]:
        return tuple(self.by_import[id_] for id_ in imports if id_ in self.by_import)


def origin(row: BoardRow, files: Files) -> Origin:
    """Everything one may ask about a row's figure."""
    named = files.named(row.now.lineage.imports)
    more = len(named) - MOST_FILES
    return Origin(
        remarks=tuple(say(remark.sentence) for remark in row.now.marks),
        definition=sentence_of(_(row.kpi.formula)),
        pairs=tuple(_pairs(row.now)),
        files=named[:MOST_FILES],
        more=ngettext("and %(n)s more file", "and %(n)s more files", more) % {"n": number(more)} if more > 0 else "",
        notes=tuple(say(note) for note in row.now.notes),
        meanings=tuple(dict.fromkeys(_(definition.meaning) for definition in row.now.definitions)),
    )


def _pairs(figure: Figure) -> Iterable[Pair]:
    yield Pair(_("Days"), days(figure.period))
    if figure.coverage:
        yield Pair(_("Coverage"), coverage_words(figure.coverage))
    yield Pair(_("Rows"), number(figure.lineage.rows))
    freshest = figure.lineage.freshest
    yield Pair(_("Newest data"), moment(freshest) if freshest else _("none"))


def coverage_words(coverage: Coverage) -> str:
    """How much of what there was stands behind a figure."""
    templates = {
        "posts": _("%(present)s of %(total)s posts"),
        "days": _("%(present)s of %(total)s days"),
        "assets": _("%(present)s of %(total)s assets"),
    }
    template = templates.get(coverage.of, _("%(present)s of %(total)s"))
    return template % {"present": number(coverage.present), "total": number(coverage.total)}


def _file(brand: Brand, import_id: str, name: str) -> SourceFile:
    return SourceFile(name, reverse("imports:receipt", args=[brand.slug, import_id]))


def sentence_of(words: str) -> str:
    """The words as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:]}." if words else ""
