"""Printed numbers are read by what the whole column looks like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.errors import BadFile
from vaekst.sources.reading.numbers import NumberStyle, guess_number_style, looks_damaged, parse_numbers

NBSP, NNBSP, MINUS, SOFT_HYPHEN = "\u00a0", "\u202f", "\u2212", "\u00ad"


def values(*cells: str, whole: bool = False) -> list[object]:
    return list(parse_numbers(cells, whole=whole).values)


def printed(number: int, decimals: str, *, decimal: str, grouping: str) -> str:
    whole = f"{abs(number):,}".replace(",", grouping)
    return ("-" if number < 0 else "") + whole + (decimal + decimals if decimals else "")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.234.567,89", 1234567.89),
        ("1,234,567.89", 1234567.89),
        (f"1{NBSP}234,56", 1234.56),
        (f"1{NNBSP}234,56", 1234.56),
        ("1 234", 1234),
        ("1'234.5", 1234.5),
        ("kr. 1.234,50", 1234.5),
        ("1.234,50 kr.", 1234.5),
        ("DKK 1.234,50", 1234.5),
        ("1.234,50 DKK", 1234.5),
        ("€ 12,50", 12.5),
        ("1.234,-", 1234),
        ("12 t.kr.", 12_000),
        ("1,5 mio. kr.", 1_500_000),
        (f"12,5{NBSP}%", 12.5),
        (f"{MINUS}17", -17),
        ("(12,50)", -12.5),
        ("12100212.0", 12100212),
        ("1.5E+05", 150_000),
        ("0.769", 0.769),
        (f"1{SOFT_HYPHEN}2", 12),
        ("+4", 4),
        (".5", 0.5),
    ],
)
def test_a_cell_that_can_only_mean_one_number_is_that_number(cell: str, value: float) -> None:
    assert values(cell) == [value]


@pytest.mark.parametrize("word", ["", " ", "-", "--", " --", "NAN", "nan", "undefined", "N/A", "–", NBSP])
def test_words_for_missing_are_unknown_and_never_zero(word: str) -> None:
    assert values(word, "0") == [None, 0]


@pytest.mark.parametrize(
    "cell",
    ["3.apr", "3.апр", "3.àïð", "03-apr", "apr-03", "1.þíè", "17.юни", "2026-04-03", "03-04-2026", "####", "3. maj"],
)
def test_a_number_turned_into_a_date_is_refused_with_its_cell_and_the_cure(cell: str) -> None:
    assert looks_damaged(cell)
    with pytest.raises(BadFile) as refused:
        parse_numbers(["12.5", cell], name="Women", rows=[3, 4])
    assert refused.value.code == "damaged_number"
    assert cell in str(refused.value)
    assert "Row 4, column 'Women'" in str(refused.value)
    assert "original export" in str(refused.value)


@pytest.mark.parametrize("cell", ["1.234", "12,345", "3.4", "12 kr.", "1.234.567", "1.5", "-", "100 %", "2.5 EUR"])
def test_an_ordinary_number_does_not_look_damaged(cell: str) -> None:
    assert not looks_damaged(cell)


def test_one_group_of_three_is_ambiguous_and_nobody_guesses() -> None:
    with pytest.raises(BadFile) as asked:
        parse_numbers(["1.234", "2.345", "17"], name="Cost")
    assert asked.value.code == "ambiguous_numbers"
    assert asked.value.sentence.values["one"] == "1234"
    assert asked.value.sentence.values["other"] == "1.234"
    assert guess_number_style(["1.234", "2.345"]) is None
    assert guess_number_style(["1,234"]) is None


@pytest.mark.parametrize(
    ("other", "first"),
    [
        ("1,5", 1234),
        ("1.234.567", 1234),
        ("1.5", 1.234),
        ("1,234.5", 1.234),
        ("0.125", 1.234),
        ("12345", 1.234),
        ("1 234,5", 1234),
    ],
)
def test_another_cell_of_the_column_settles_it(other: str, first: float) -> None:
    assert values("1.234", other)[0] == first


def test_counts_are_whole_so_one_group_of_three_means_thousands() -> None:
    assert values("1.234", "17", whole=True) == [1234, 17]
    assert values("1,234", "12345", whole=True) == [1234, 12345]
    assert values("12100212.0", whole=True) == [12100212]


def test_a_confirmed_style_settles_the_column() -> None:
    assert parse_numbers(["1.234"], style=NumberStyle(decimal=",", grouping=".")).values == (1234,)
    assert parse_numbers(["1.234"], style=NumberStyle(decimal=".")).values == (1.234,)
    assert parse_numbers(["1.234"], otherwise=NumberStyle(decimal=".")).values == (1.234,)
    assert parse_numbers(["1.234", "1,5"], otherwise=NumberStyle(decimal=".")).values == (1234, 1.5)


@pytest.mark.parametrize("cells", [("1,5", "1.5"), ("1.234.567", "1,234,567"), ("1.234.567", "1.5")])
def test_two_ways_of_writing_in_one_column_are_refused(cells: tuple[str, str]) -> None:
    with pytest.raises(BadFile) as refused:
        parse_numbers(cells)
    assert refused.value.code == "mixed_numbers"


@pytest.mark.parametrize("cell", ["abc", "12 apples", "1.2.3", "1,23,456.7.8", "--5", "1..5"])
def test_other_text_is_not_a_number(cell: str) -> None:
    with pytest.raises(BadFile) as refused:
        parse_numbers(["7", cell])
    assert refused.value.code == "not_a_number"
    assert "ow 2" in str(refused.value)


def test_a_censored_cell_is_an_upper_bound_and_not_a_value() -> None:
    column = parse_numbers(["< 10%", "12.5%"])
    assert column.values == (None, 12.5)
    assert column.censored == {0: "< 10%"}


def test_percent_points_and_percent_signs_become_fractions() -> None:
    assert parse_numbers(["6.27", ""]).fractions(percent_points=True) == (6.27 / 100, None)
    assert parse_numbers(["2.81%"]).fractions(percent_points=False) == (2.81 / 100,)
    assert parse_numbers(["0.59"]).fractions(percent_points=False) == (0.59,)


def test_a_cell_that_names_its_currency_keeps_it() -> None:
    assert parse_numbers(["12 kr.", "€ 3", "4 USD", "5", "$6"]).currencies == {0: "kr", 1: "EUR", 2: "USD", 4: "$"}


@pytest.mark.parametrize("cell", ["9" * 30, "9" * 5000, "1e300", "1.5E+40"])
def test_a_number_too_large_for_any_figure_is_refused(cell: str) -> None:
    with pytest.raises(BadFile) as refused:
        parse_numbers([cell])
    assert refused.value.code == "number_too_large"


def test_a_given_style_is_held_to() -> None:
    assert parse_numbers(["1,5", "2,5", "1.000"], style=NumberStyle(",", ".")).values == (1.5, 2.5, 1000)
    with pytest.raises(BadFile) as refused:
        parse_numbers(["1,5", "2,5", "1.5", "2.5"], style=NumberStyle(",", "."))
    assert refused.value.code == "not_a_number"


@given(
    st.lists(
        st.tuples(st.integers(-(10**12), 10**12), st.from_regex(r"\d{1,2}", fullmatch=True)), min_size=1, max_size=30
    ),
    st.sampled_from([(",", "."), (".", ","), (",", NBSP), (".", "'"), (",", NNBSP), (",", ""), (".", "")]),
)
def test_what_is_printed_in_one_style_comes_back(numbers: list[tuple[int, str]], marks: tuple[str, str]) -> None:
    decimal, grouping = marks
    cells = [printed(number, decimals, decimal=decimal, grouping=grouping) for number, decimals in numbers]
    expected = [float(f"{number}.{decimals}") for number, decimals in numbers]
    assert values(*cells) == expected


@given(st.lists(st.integers(-(10**15), 10**15), max_size=50), st.sampled_from([".", ",", NBSP, "'", ""]))
def test_counts_come_back_in_every_grouping(numbers: list[int], grouping: str) -> None:
    cells = [printed(number, "", decimal="", grouping=grouping) for number in numbers]
    assert values(*cells, whole=True) == numbers


@given(st.text(max_size=12))
def test_any_text_is_a_number_missing_or_refused_by_name(cell: str) -> None:
    code = "read"
    try:
        assert len(parse_numbers([cell]).values) == 1
    except BadFile as refused:
        code = refused.code
    assert code in {"read", "damaged_number", "not_a_number", "ambiguous_numbers", "mixed_numbers", "number_too_large"}
