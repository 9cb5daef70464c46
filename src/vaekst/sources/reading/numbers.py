"""Columns of printed numbers, read by what all their cells look like together.

The language of a header says nothing about the numbers below it, so the decimal mark, the grouping and the
units are decided from the values. `1.234` alone could be either; then nobody guesses: the column is ambiguous
until something (another cell, the caller, a person) decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_
from vaekst.sources.reading.months import CYRILLIC_DAMAGE, MONTHS

Number = int | float

MISSING = frozenset(
    {"", "-", "--", "—", "–", "n/a", "na", "nan", "#n/a", "null", "none", "undefined", "not available", "i/t", "k.a."}
)
"""Words platforms print where they have no figure; compared casefolded and without blanks around."""

_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2212": "-", "\u2019": "'"})
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u200e\u200f\ufeff")
_UNIT = (
    r"mio\.? ?kr\.?|t\.? ?kr\.?|tkr\.?|kr\.?|[€$£]|"
    r"(?:DKK|EUR|USD|SEK|NOK|GBP|CHF|PLN|BRL|CAD|AUD|INR|JPY|ISK)\b"
)
_PREFIX = re.compile(rf"(-?) ?({_UNIT}) ?(?=[-\d(.,])", re.IGNORECASE)
_SUFFIX = re.compile(rf"(?<=[\d)\-]) ?({_UNIT})$", re.IGNORECASE)
_BODY = re.compile(r"\d[\d.,' ]*(?:[eE][+-]?\d+)?|[.,]\d+")
_SIMPLE = re.compile(r"-?\d{1,12}([.,])\d{1,2}")
_LARGEST = 10**17
"""No count, time or amount is larger; longer digits are identities in the wrong column."""

_LONGEST = 18
_GROUPED = {mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+") for mark in ".,' "}
_DAY_WORD = re.compile(r"(?:\d{1,4}[.\-/ ]{1,2})?([^\W\d_]{3,})\.?(?:[.\-/ ]\d{1,4})?")
_DAY_JUNK = re.compile(r"\d{1,2}[.\-/][^\d\s.,%\-/]{2,}\.?")
_PRINTED_DAY = re.compile(r"\d{1,4}([.\-/])\d{1,2}\1(?:\d\d|\d{4})(?:[ T]\d{1,2}[:.]\d{2}.*)?")


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a column prints its numbers. `decimal` and `grouping` are None where no cell shows the mark."""

    decimal: str | None = None
    grouping: str | None = None
    percent: bool = False  # cells carry a percent sign

    def __str__(self) -> str:
        return f"1{self.grouping or ''}234{self.decimal or '.'}5"


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """The values of a column as printed (`12,5 %` is 12.5). Whole numbers are ints; missing is None.

    `currencies` holds the unit a cell names itself, where it does: an ISO code, `kr` or `$`.
    `censored` holds cells such as `< 10%` by position: an upper bound is not a value.
    """

    values: tuple[Number | None, ...]
    style: NumberStyle
    currencies: Mapping[int, str] = field(default_factory=dict)
    censored: Mapping[int, str] = field(default_factory=dict)

    def fractions(self, *, percent_points: bool) -> tuple[float | None, ...]:
        """The values as fractions of one: divided by 100 when they are percent points or carry a percent sign."""
        divisor = 100 if percent_points or self.style.percent else 1
        return tuple(None if value is None else value / divisor for value in self.values)


@dataclass(frozen=True, slots=True)
class _Token:
    """A cell taken apart: sign, digits with marks, factor for `t.kr.`, unit."""

    negative: bool
    body: str
    factor: int
    unit: str | None
    percent: bool
    text: str
    position: int


def parse_numbers(
    cells: Sequence[str],
    *,
    name: str = "",
    rows: Sequence[int] | None = None,
    whole: bool = False,
    style: NumberStyle | None = None,
    otherwise: NumberStyle | None = None,
) -> NumberColumn:
    """The numbers of a column. `whole` says its values are counts, which settles `1.234`; `style` settles all.

    `otherwise` is the style of a column that could be read in two ways, where the source prints only one of them.
    `name` and `rows` (the file's row numbers) are for messages. Raises BadFile with code `damaged_number`
    (a spreadsheet turned it into a date), `not_a_number`, `mixed_numbers`, or `ambiguous_numbers`.
    """
    where = _Where(name, rows)
    apart = _apart(cells, where)
    if style is None:
        style = _style(apart.tokens, apart.values, whole=whole, otherwise=otherwise, where=where)
    percent = style.percent or any(token.percent for token in apart.tokens)
    style = NumberStyle(style.decimal, style.grouping, percent)
    for token in apart.tokens:
        apart.values[token.position] = _value(token, style, where)
    for mark, positions in apart.simple.items():
        for position in positions[1:]:
            apart.values[position] = _simple_value(cells[position], position, mark, style, where)
    currencies = {token.position: token.unit for token in apart.tokens if token.unit}
    return NumberColumn(tuple(apart.values), style, currencies, apart.censored)


@dataclass(slots=True)
class _Apart:
    """A column taken apart: plain digits already read, the rest still to be, by position."""

    values: list[Number | None]
    tokens: list[_Token] = field(default_factory=list)
    simple: dict[str, list[int]] = field(default_factory=lambda: {".": [], ",": []})  # mark -> cells such as 12.50
    censored: dict[int, str] = field(default_factory=dict)


def _apart(cells: Sequence[str], where: _Where) -> _Apart:
    """Sort the cells by how much has to be found out about them; most are cheap."""
    apart = _Apart([None] * len(cells))
    for position, cell in enumerate(cells):
        if cell.isascii() and cell.isdigit() and len(cell) < _LONGEST:
            apart.values[position] = int(cell)
            continue
        if (found := _SIMPLE.fullmatch(cell)) and (alike := apart.simple[found[1]]):
            alike.append(position)
            continue
        token = _token(cell, position, where)
        if isinstance(token, str):
            apart.censored[position] = token
        elif token is not None:
            apart.tokens.append(token)
            if found:
                apart.simple[found[1]].append(position)  # the first of its mark is the column's evidence
    return apart


def _simple_value(cell: str, position: int, mark: str, style: NumberStyle, where: _Where) -> Number:
    """The value of a cell such as `12.50`; under a given style that has another mark it is refused as any other."""
    if mark != style.decimal:
        token = _token(cell, position, where)
        assert isinstance(token, _Token)  # noqa: S101 (digits, a mark, digits)
        return _value(token, style, where)
    number = float(cell.replace(mark, "."))
    return int(number) if number.is_integer() else number


def guess_number_style(cells: Sequence[str], *, whole: bool = False) -> NumberStyle | None:
    """The style the cells show, or None when they could be read in two ways. Raises BadFile as `parse_numbers`."""
    try:
        return parse_numbers(cells, whole=whole).style
    except BadFile as error:
        if error.code == "ambiguous_numbers":
            return None
        raise


def looks_damaged(cell: str) -> bool:
    """Whether a cell of a numeric column is a number that a spreadsheet turned into a date, such as `3.apr`."""
    text = cell.translate(_INVISIBLE).translate(_BLANKS).strip().casefold()
    if not text:
        return False
    word = _DAY_WORD.fullmatch(text)
    if word and (word[1] in MONTHS or word[1] in CYRILLIC_DAMAGE):
        return True
    return bool(_DAY_JUNK.fullmatch(text) or _PRINTED_DAY.fullmatch(text)) or set(text) == {"#"}


@dataclass(frozen=True, slots=True)
class _Where:
    """Which column and rows the cells come from, for messages."""

    name: str
    rows: Sequence[int] | None

    def row(self, position: int) -> int:
        return self.rows[position] if self.rows is not None else position + 1


def _token(cell: str, position: int, where: _Where) -> _Token | str | None:
    """The cell taken apart; its text when it is censored (`< 10%`); None when it holds no figure."""
    text = " ".join(cell.translate(_INVISIBLE).translate(_BLANKS).split())
    if text.casefold() in MISSING:
        return None
    if text[0] in "<>≤≥":
        return text
    if looks_damaged(text):
        raise _damaged(cell.strip(), position, where)
    rest, percent = (text[:-1].rstrip(), True) if text.endswith("%") else (text, False)
    rest, unit = _unit(rest)
    if rest.endswith((",-", ".-")):  # 1.234,- is 1.234,00
        rest = rest[:-1] + "00"
    negative = rest.startswith("-") or (rest.startswith("(") and rest.endswith(")"))
    body = rest.strip("()").removeprefix("-").removeprefix("+").strip()
    if not _BODY.fullmatch(body):
        raise BadFile(
            "not_a_number",
            N_(
                "Row {row}, column '{column}': '{cell}' is not a number. Correct the cell, or leave it empty when unknown."
            ),
            row=where.row(position),
            column=where.name,
            cell=cell.strip()[:60],
        )
    folded = (unit or "").casefold().replace(" ", "").replace(".", "")
    factor = 1_000_000 if folded.startswith("mio") else 1000 if folded == "tkr" else 1
    named = None if not unit else "kr" if folded in ("kr", "tkr", "miokr") else _SYMBOLS.get(unit, unit.upper())
    return _Token(negative, body, factor, named, percent, cell.strip(), position)


_SYMBOLS = {"€": "EUR", "£": "GBP", "$": "$"}


def _unit(text: str) -> tuple[str, str | None]:
    """The text without its currency, and the currency as printed."""
    if not text or (text[-1].isdigit() and text[0].isdigit()):
        return text, None
    if found := _PREFIX.match(text):
        return found[1] + text[found.end() :], found[2]
    if found := _SUFFIX.search(text):
        return text[: found.start()], found[1]
    return text, None


def _style(
    tokens: Sequence[_Token],
    plain: Iterable[Number | None],
    *,
    whole: bool,
    otherwise: NumberStyle | None,
    where: _Where,
) -> NumberStyle:
    """The marks the column uses. `1.234` is settled by another cell, by `whole` or by `otherwise`, never guessed."""
    evidence: dict[tuple[str, str], _Token] = {}  # (role, mark) -> the first cell that proves it
    unsettled: dict[str, _Token] = {}
    for token in tokens:
        proofs = _proofs(token.body)
        for proof in proofs:
            evidence.setdefault(proof, token)
        mark = "." if "." in token.body else "," if "," in token.body else None
        if not proofs and mark:
            unsettled.setdefault(mark, token)
    _settle(unsettled, evidence, ungrouped=any(v is not None and abs(v) >= 1000 for v in plain), whole=whole)
    if unsettled and otherwise is None:
        raise _ambiguous(next(iter(unsettled.values())), where)
    if unsettled and otherwise is not None:
        return otherwise
    decimals = [mark for role, mark in evidence if role == "decimal"]
    groupings = [mark for role, mark in evidence if role == "grouping"]
    marks = [mark for mark in groupings if mark in ".,"]
    if len(decimals) > 1:
        raise _mixed(evidence["decimal", decimals[0]], evidence["decimal", decimals[1]], where)
    if len(marks) > 1:
        raise _mixed(evidence["grouping", marks[0]], evidence["grouping", marks[1]], where)
    if marks and marks[0] in decimals:
        raise _mixed(evidence["decimal", marks[0]], evidence["grouping", marks[0]], where)
    return NumberStyle(decimals[0] if decimals else None, groupings[0] if groupings else None)


def _ambiguous(token: _Token, where: _Where) -> BadFile:
    mark = "." if "." in token.body else ","
    return BadFile(
        "ambiguous_numbers",
        N_(
            "Column '{column}': '{cell}' in row {row} could be {one} or {other}. "
            "Say which mark separates decimals when you confirm the columns."
        ),
        column=where.name,
        cell=token.text,
        row=where.row(token.position),
        one=token.body.replace(mark, ""),
        other=token.body.replace(mark, "."),
    )


def _mixed(first: _Token, second: _Token, where: _Where) -> BadFile:
    return BadFile(
        "mixed_numbers",
        N_(
            "Column '{column}' writes numbers in two ways: '{one}' in row {first} and '{other}' in row {second}. "
            "Export the file again without editing it in a spreadsheet."
        ),
        column=where.name,
        one=first.text,
        first=where.row(first.position),
        other=second.text,
        second=where.row(second.position),
    )


def _proofs(body: str) -> tuple[tuple[str, str], ...]:
    """What one cell proves about the column's marks; nothing when it has none or could be read both ways."""
    if "e" in body.casefold():
        mark = next((mark for mark in ".," if mark in body), None)
        return (("decimal", mark),) if mark else ()
    quiet = next((mark for mark in "' " if mark in body), None)
    points, commas = body.count("."), body.count(",")
    if points and commas:
        decimal, grouping = (".", ",") if body.rfind(".") > body.rfind(",") else (",", ".")
        return (("decimal", decimal), ("grouping", grouping))
    mark = "." if points else "," if commas else None
    if mark is None:
        return (("grouping", quiet),) if quiet else ()
    if quiet:
        return (("grouping", quiet), ("decimal", mark))
    if body.count(mark) > 1:
        return (("grouping", mark),)
    before, after = body.split(mark)
    if len(after) != 3 or len(before) > 3 or not before or before.startswith("0"):
        return (("decimal", mark),)
    return ()


def _settle(
    unsettled: dict[str, _Token], evidence: dict[tuple[str, str], _Token], *, ungrouped: bool, whole: bool
) -> None:
    """Move every single-group mark (`1.234`) that the rest of the column explains into the evidence."""
    for mark, token in list(unsettled.items()):
        other = "," if mark == "." else "."
        decided = None
        if ("decimal", mark) in evidence or ("grouping", mark) in evidence:
            decided = ""
        elif ("decimal", other) in evidence or whole:
            decided = "grouping"
        elif ungrouped or any(role == "grouping" for role, _ in evidence):
            decided = "decimal"  # 12345 stands ungrouped beside it, or another mark groups
        if decided is not None:
            del unsettled[mark]
            if decided:
                evidence[decided, mark] = token


def _value(token: _Token, style: NumberStyle, where: _Where) -> Number:
    """The token's number under the style. Raises BadFile where it does not fit."""
    whole, _, decimals = token.body.partition(style.decimal) if style.decimal else (token.body, "", "")
    exponent = ""
    if found := re.search(r"[eE][+-]?\d+$", token.body):
        exponent = found[0]
        whole, decimals = whole.removesuffix(exponent), decimals.removesuffix(exponent)
    digits = whole
    for mark, pattern in _GROUPED.items():
        if mark != style.decimal and mark in whole and pattern.fullmatch(whole):
            digits = whole.replace(mark, "")
    if not (digits.isdigit() or (not digits and decimals)) or not (decimals.isdigit() or not decimals):
        raise BadFile(
            "not_a_number",
            N_("Row {row}, column '{column}': '{cell}' does not fit the way the other numbers are written ({style})."),
            row=where.row(token.position),
            column=where.name,
            cell=token.text,
            style=str(style),
        )
    sign = "-" if token.negative else ""
    number = float(f"{sign}{digits or '0'}.{decimals or '0'}{exponent}")
    if abs(number) * token.factor > _LARGEST:
        raise BadFile(
            "number_too_large",
            N_("Row {row}, column '{column}': {cell} is too large for a figure. Is another column meant?"),
            row=where.row(token.position),
            column=where.name,
            cell=token.text[:40],
        )
    if not exponent and not decimals.strip("0"):
        return int(sign + (digits or "0")) * token.factor
    scaled = round(number * token.factor, 9) if token.factor != 1 else number
    return int(scaled) if scaled.is_integer() and (exponent or token.factor != 1) else scaled


def _damaged(cell: str, position: int, where: _Where) -> BadFile:
    return BadFile(
        "damaged_number",
        N_(
            "Row {row}, column '{column}': '{cell}' was a number until a spreadsheet turned it into a date. "
            "Its value cannot be recovered. Import the original export, without opening and saving it in a spreadsheet."
        ),
        row=where.row(position),
        column=where.name,
        cell=cell[:40],
    )
