"""What a table nobody knows might be: a proposal for every column, and what a person still has to say.

Nothing is read by a guess. It fills the form in which a person confirms the columns; see `profiles.confirmed`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vaekst.core.errors import BadFile, UnknownName
from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Context, Document
from vaekst.sources.reading.dates import guess_date_style
from vaekst.sources.reading.fields import Fields, fields_of
from vaekst.sources.reading.numbers import guess_number_style, parse_numbers
from vaekst.sources.reading.words import plain, visible
from vaekst.sources.table.headers import AMBIGUOUS, SYNONYMS
from vaekst.sources.table.kinds import CHANNEL_DAYS, KINDS, POSTS, Holds, Kind
from vaekst.sources.table.money import in_header
from vaekst.sources.table.profiles import fingerprint
from vaekst.sources.table.values import unit_of

_EXAMPLES = 3
_CANONICAL, _WORD, _PART, _DOUBTFUL = 1.0, 0.9, 0.6, 0.3
_SHORTEST_PART = 5
"""Synonyms shorter than this are only matched whole: `id` stands in too many words."""


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column of the file: the field it might be, how sure that is (0 to 1), and some of its cells."""

    header: str
    field: str | None
    confidence: float
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposal for a table: kind and columns, answers the cells already give, and questions for a person.

    `questions` are keyed by the option they settle (`dates`, `decimals`, `platform`, `currency`, a share or time
    field) or by `kind`.
    """

    fingerprint: str
    file: str
    kind: str | None
    columns: tuple[ColumnGuess, ...]
    options: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, Sentence] = field(default_factory=dict)

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
    header = document.blocks[0].header
    table, _ = fields_of(document.blocks[:1], {}, pad=True)
    chosen = KINDS[kind] if kind is not None else _likeliest(header)
    platform = _only_platform(context)
    matched = _matched(header, chosen, platform=platform) if chosen else {}
    columns = tuple(_column(table, place, matched.get(place)) for place, cell in enumerate(header) if plain(cell))
    found = Fields(table.header, table.lines, table.rows, {name: place for place, (name, _) in matched.items()})
    options, questions = _answers(found, chosen) if chosen else ({}, {})
    if chosen is None:
        questions["kind"] = Sentence(
            "which_kind", N_("None of the headers says what this table holds. Choose what one row of it is.")
        )
    elif missing := [group for group in chosen.needs if not group & found.columns.keys()]:
        questions["columns"] = Sentence(
            "which_columns",
            N_("No column was found for {fields}. Choose one, or another kind of table."),
            fields=", ".join("/".join(name for name in chosen.fields if name in group) for group in missing),
        )
    if chosen in (POSTS, CHANNEL_DAYS) and platform is None and not found.columns.keys() & {"permalink", "channel"}:
        questions["platform"] = Sentence(
            "which_platform_of_rows", N_("No link and no channel tells which platform the rows are from. Say which.")
        )
    if any(plain(header[place]) in AMBIGUOUS for place in matched) and platform is None:
        questions["platform"] = Sentence(
            "which_platform",
            N_("'{column}' means different things on different platforms. Say which platform the table is from."),
            column=next(visible(header[place]) for place in matched if plain(header[place]) in AMBIGUOUS),
        )
    return Guess(fingerprint(document), document.name, chosen.name if chosen else None, columns, options, questions)


def _only_platform(context: Context) -> str | None:
    """The platform the table is from, where the person or the strategy leaves one."""
    on = set(context.channels.values())
    return context.platform or (on.pop() if len(on) == 1 else None)


def _likeliest(header: Sequence[str]) -> Kind | None:
    """The kind whose needs the header meets best; None when none is met at all."""
    best: tuple[float, Kind] | None = None
    for kind in KINDS.values():
        matched = _matched(header, kind, platform="any")
        fields = {name for name, _ in matched.values()}
        met = sum(bool(group & fields) for group in kind.needs)
        score = met / len(kind.needs) * 10 + sum(sure for _, sure in matched.values())
        if met and (best is None or score > best[0]):
            best = (score, kind)
    return best[1] if best else None


def _matched(header: Sequence[str], kind: Kind, *, platform: str | None) -> dict[int, tuple[str, float]]:
    """Position -> field and confidence; each field once, the surest column first."""
    proposals = [
        (sure, place, name)
        for place, cell in enumerate(header)
        for name in kind.fields
        if (sure := _confidence(plain(cell), name, platform=platform)) > 0
    ]
    found: dict[int, tuple[str, float]] = {}
    for sure, place, name in sorted(proposals, key=lambda proposal: (-proposal[0], proposal[1])):
        if place not in found and name not in {known for known, _ in found.values()}:
            found[place] = (name, sure)
    return found


def _confidence(header: str, name: str, *, platform: str | None) -> float:
    """How likely a header means a field: its own name, a known word, or a known word inside it."""
    spoken = header.replace("_", " ").removesuffix(":").strip()
    bare = spoken.split(" (")[0].strip()
    if header == name or spoken == name.replace("_", " "):
        sure = _CANONICAL
    elif {spoken, bare} & set(SYNONYMS[name]):
        sure = _WORD
    elif any(len(word) >= _SHORTEST_PART and word in spoken for word in SYNONYMS[name]):
        sure = _PART
    else:
        return 0.0
    is_doubtful = platform is None and {spoken, bare} & AMBIGUOUS
    return min(sure, _DOUBTFUL) if is_doubtful else sure


def _answers(table: Fields, kind: Kind) -> tuple[dict[str, str], dict[str, Sentence]]:
    """What the cells already say about dates, decimals, shares, times and money; and what they leave open."""
    options: dict[str, str] = {}
    questions: dict[str, Sentence] = {}
    for name in table.columns:
        match kind.fields[name]:
            case Holds.DAY | Holds.INSTANT:
                _ask_dates(table, name, options, questions)
            case Holds.SHARE:
                _ask_decimals(table, name, options, questions)
                _ask_share(table, name, options, questions)
            case Holds.SECONDS | Holds.MINUTES:
                _ask_decimals(table, name, options, questions)
                default = "minutes" if kind.fields[name] is Holds.MINUTES else "seconds"
                if (unit := unit_of(table.name(name), default=default)) != default:
                    options[name] = unit
            case Holds.MONEY:
                _ask_decimals(table, name, options, questions)
                if currency := in_header(table.name(name)):
                    options["currency"] = currency
            case _:
                pass
    if "decimals" in options:
        questions.pop("decimals", None)
    return options, questions


def _ask_dates(table: Fields, name: str, options: dict[str, str], questions: dict[str, Sentence]) -> None:
    try:
        style = guess_date_style(table.cells(name))
    except BadFile as error:
        questions[name] = error.sentence
        return
    if style is None:
        questions["dates"] = Sentence(
            "which_dates",
            N_("In '{column}', '{example}' could have the day or the month first. Say which."),
            column=table.name(name),
            example=next(cell for cell in table.cells(name) if cell.strip()),
        )
    elif style.order in ("dmy", "mdy"):
        options["dates"] = "day first" if style.order == "dmy" else "month first"


def _ask_decimals(table: Fields, name: str, options: dict[str, str], questions: dict[str, Sentence]) -> None:
    if any(":" in cell for cell in table.cells(name)):
        return
    try:
        style = guess_number_style(table.cells(name))
    except BadFile as error:
        questions[name] = error.sentence
        return
    if style is None:
        questions["decimals"] = Sentence(
            "which_decimals",
            N_(
                "In '{column}', '{example}' could have a thousands mark or decimals. Say which mark separates decimals."
            ),
            column=table.name(name),
            example=next(cell for cell in table.cells(name) if "." in cell or "," in cell),
        )
    elif style.decimal is not None:
        options.setdefault("decimals", "comma" if style.decimal == "," else "point")


def _ask_share(table: Fields, name: str, options: dict[str, str], questions: dict[str, Sentence]) -> None:
    try:
        column = parse_numbers(table.cells(name), whole=False)
    except BadFile:
        return  # already asked for
    if column.style.percent or "%" in table.name(name):
        options[name] = "percent"
    elif any(value is not None for value in column.values):
        questions[name] = Sentence(
            "which_unit_of_share",
            N_("Is '{column}' a fraction (0.52) or percent (52)? The size of the numbers does not tell."),
            column=table.name(name),
        )


def _column(table: Fields, place: int, matched: tuple[str, float] | None) -> ColumnGuess:
    name, sure = matched or (None, 0.0)
    cells = (visible(row[place]) for row in table.rows)
    examples = tuple(dict.fromkeys(cell[:60] for cell in cells if cell))[:_EXAMPLES]
    return ColumnGuess(visible(table.header[place]), name, sure, examples)
