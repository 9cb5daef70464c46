"""Members of a small ZIP see each other's tables; of a large one nothing is held."""

from __future__ import annotations

from tests.sources.files import table
from tests.sources.uploads import document_of

from vaekst.core.errors import BadFile
from vaekst.sources.reading.members import Unreadable
from vaekst.sources.reading.neighbours import introduced

ONE, OTHER = document_of(table(("a", "b"), (1, 2)), "one.csv"), document_of(table(("c", "d"), (3, 4)), "other.csv")
BROKEN = Unreadable("broken.csv", BadFile("broken_zip", "It is broken."))


def test_each_document_is_given_the_tables_of_the_others():
    one, broken, other = introduced(iter([ONE, BROKEN, OTHER]))
    assert one.beside == {"other.csv": OTHER.blocks}
    assert other.beside == {"one.csv": ONE.blocks}
    assert broken is BROKEN


def test_large_uploads_are_read_one_after_another():
    assert list(introduced(iter([ONE, BROKEN, OTHER]), small=3)) == [ONE, BROKEN, OTHER]
