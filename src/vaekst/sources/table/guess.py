"""What a table nobody knows might be: a proposal for every column, and what a person still has to say.

Nothing is read by a guess. It fills the form in which a person confirms the columns; see `profiles.confirmed`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vaekst.core.errors import UnknownName
from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Block, Context, Document
from vaekst.sources.reading.fields import Fields, fields_of
from vaekst.sources.reading.words import plain, visible
from vaekst.sources.table.ask import Asked, ask
from vaekst.sources.table.headers import AMBIGUOUS
from vaekst.sources.table.kinds import CHANNEL_DAYS, KINDS, POSTS, Kind
from vaekst.sources.table.lines import Layout, layout, own_blocks, rows_kept
from vaekst.sources.table.looks import looks_of
from vaekst.sources.table.match import Column, Match, likeliest, matched
from vaekst.sources.table.profiles import fingerprint
from vaekst.sources.table.words import field_words

LOOKED_AT = 20_000
"""Rows of a table that are looked at for a proposal; the import reads all."""

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column of the file: the field it might be, how sure that is (0 to 1) and why, and some of its cells."""

    header: str
    field: str | None
    confidence: float
    examples: tuple[str, ...]
    why: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposal for a table: kind and columns, answers the cells already give, and questions for a person.

    `questions` are keyed by the option they settle (`dates`, `decimals`, `platform`, `currency`, a share or time
    field), by the field whose cells cannot be read, or by `kind` or `columns`.
    """

    fingerprint: str
    file: str
    kind: str | None
    columns: tuple[ColumnGuess, ...]
    options: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, Sentence] = field(default_factory=dict)
    kind_confidence: float = 0.0
    kind_why: Sentence | None = None
    layout: Layout | None = None
    sheet: str | None = None  # of a workbook with several
    unknown_sheets: tuple[str, ...] = ()

    @property
    def mapping(self) -> dict[str, str]:
        """Field -> header, as `confirmed` takes it."""
        return {column.field: column.header for column in self.columns if column.field}


def guess_mapping(document: Document, context: Context, *, kind: str | None = None) -> Guess:
    """The most likely kind of the table and what its columns might be; `kind` takes the choice of kind away.

    Raises UnknownName for a kind there is not.
    """
    if kind is not None and kind not in KINDS:
        raise UnknownName("kind of table", kind, KINDS)
    table = first_rows(document, {})
    columns = [
        Column(place, visible(cell), looks_of(row[place] for row in table.rows))
        for place, cell in enumerate(table.header)
        if plain(cell)
    ]
    platform = _only_platform(context)
    likely = likeliest(columns, platform=platform)
    chosen = KINDS[kind] if kind is not None else likely.kind if likely else None
    found = matched(columns, chosen, platform=platform) if chosen else {}
    asked = Asked()
    if chosen is not None:
        asked = ask(_with(table, found), chosen, today=context.now.date())
    questions = {**asked.questions, **asked.faults, **_whole(columns, chosen, found, platform)}
    return Guess(
        fingerprint=fingerprint(document),
        file=document.name,
        kind=chosen.name if chosen else None,
        columns=tuple(_column(table, column, found.get(column.place)) for column in columns),
        options=asked.options,
        questions=questions,
        kind_confidence=likely.confidence if likely and likely.kind is chosen else 0.0,
        kind_why=likely.why if likely and likely.kind is chosen else None,
        layout=layout(document, most_rows=LOOKED_AT),
    )


def first_rows(document: Document, columns: Mapping[str, int]) -> Fields:
    """The rows a proposal is made from: the first of the table, sums and remarks left out."""
    blocks = [Block(each.notes, each.rows[:LOOKED_AT], each.lines[:LOOKED_AT]) for each in own_blocks(document)]
    table, _ = fields_of(blocks, columns, pad=True)
    keep, _ = rows_kept(table)
    return table.where(keep)


def _with(table: Fields, found: Mapping[int, Match]) -> Fields:
    return Fields(table.header, table.lines, table.rows, {match.field: place for place, match in found.items()})


def _whole(
    columns: list[Column], chosen: Kind | None, found: Mapping[int, Match], platform: str | None
) -> dict[str, Sentence]:
    """What is open about the table as a whole: its kind, a column it needs, the platform it is from."""
    if chosen is None:
        return {
            "kind": Sentence(
                "which_kind", N_("None of the headers says what this table holds. Choose what one row of it is.")
            )
        }
    questions = {}
    fields = {match.field for match in found.values()}
    if missing := [group for group in chosen.needs if not group & fields]:
        questions["columns"] = Sentence(
            "which_columns",
            N_("No column was found for any of these: {fields:words}. Choose one, or another kind of table."),
            fields=field_words(name for name in chosen.fields if name in missing[0]),
        )
    if platform is not None:
        return questions
    if chosen in (POSTS, CHANNEL_DAYS) and not fields & {"permalink", "channel"}:
        questions["platform"] = Sentence(
            "which_platform_of_rows", N_("No link and no channel tells which platform the rows are from. Say which.")
        )
    if word := next((each.header for each in columns if each.place in found and plain(each.header) in AMBIGUOUS), None):
        questions["platform"] = Sentence(
            "which_platform",
            N_("'{column}' means different things on different platforms. Say which platform the table is from."),
            column=word,
        )
    return questions


def _only_platform(context: Context) -> str | None:
    """The platform the table is from, where the person or the strategy leaves one."""
    on = set(context.channels.values())
    return context.platform or (on.pop() if len(on) == 1 else None)


def _column(table: Fields, column: Column, match: Match | None) -> ColumnGuess:
    cells = (visible(row[column.place]) for row in table.rows)
    examples: dict[str, None] = {}
    for cell in cells:
        if cell:
            examples[cell[:60]] = None
            if len(examples) == _EXAMPLES:
                break
    if match is None:
        return ColumnGuess(column.header, None, 0.0, tuple(examples))
    return ColumnGuess(column.header, match.field, match.confidence, tuple(examples), match.why)
