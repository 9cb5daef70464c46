"""Yes and no in event files, and visits that no person made."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from vaekst.core.errors import BadFile
from vaekst.core.robots import is_robot
from vaekst.core.sentence import N_
from vaekst.sources.events.cells import each, texts
from vaekst.sources.reading.fields import Fields
from vaekst.sources.table.values import NO, YES

_YES, _NO = YES | {"1", "1.0", "granted", "t"}, NO | {"0", "0.0", "denied", "f"}


def flag(table: Fields, field: str) -> pa.Array:
    """Yes or no in every row, NULL where nothing stands. Raises BadFile for another word."""
    words = texts(table, field)
    unknown = [text for text in words.dictionary.to_pylist() if text and text.casefold() not in _YES | _NO]
    if unknown:
        row = pc.index(words.dictionary_decode(), pa.scalar(unknown[0])).as_py()
        raise BadFile(
            "not_yes_or_no",
            N_("Row {row}, column '{column}': '{cell}' is neither yes nor no. Write yes, no, or leave it empty."),
            row=table.lines[row],
            column=table.name(field),
            cell=unknown[0][:40],
        )
    return each(words, lambda text: text.casefold() in _YES, pa.bool_())


def is_machine(agent: str) -> bool:
    """Whether a browser's name for itself is that of a program that visits pages by itself."""
    return is_robot(agent)
