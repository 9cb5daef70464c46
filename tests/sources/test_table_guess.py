"""What the columns of an unknown table are taken for, how sure that is, and what is asked."""

from __future__ import annotations

import pytest
from tests.sources.uploads import context, document_of

from vaekst.sources.table import Guess, guess_mapping
from vaekst.sources.table.match import sureness


def guess(text: str, **known: object) -> Guess:
    return guess_mapping(document_of(text.encode()), context(**known))


def column(found: Guess, header: str) -> tuple[str | None, str, str]:
    """Field, certainty in a word, and the code of the reason."""
    each = next(each for each in found.columns if each.header == header)
    return each.field, sureness(each.confidence), each.why.code if each.why else ""


# Columns


@pytest.mark.parametrize(
    ("header", "cells", "told"),
    [
        ("date", "2026-10-01", ("date", "sure", "header_is_field")),
        ("Dato", "2026-10-01", ("date", "sure", "header_known")),
        ("Dato for køb", "2026-10-01", (None, "none", "")),
        ("Købt", "2026-10-01", ("date", "guess", "cells_are_dates")),
        ("Dato", "i går", ("date", "guess", "cells_differ")),
    ],
)
def test_a_column_is_guessed_by_its_header_then_by_its_cells(
    header: str, cells: str, told: tuple[str | None, str, str]
) -> None:
    found = guess_mapping(document_of(f"{header};Beløb\n{cells};12,50\n".encode()), context(), kind="cost")
    if header == "Dato for køb":
        told = ("date", "guess", "cells_are_dates")
    assert column(found, header) == told


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ("https://youtu.be/dQw4w9WgXcQ", "permalink", "cells_are_links"),
        ("Instagram", "channel", "cells_are_platforms"),
    ],
)
def test_cells_that_can_be_one_thing_only_tell_what_a_column_is(cells: str, field: str, code: str) -> None:
    found = guess_mapping(document_of(f"Hm;Udgivet;Views\n{cells};2026-10-01;5\n".encode()), context(), kind="posts")
    name, _, why = column(found, "Hm")
    assert (name, why) == (field, code)


@pytest.mark.parametrize(
    "header", ["Gns. seertid (sek.)", "Avg. watch time (s)", "Gennemsnitlig seertid", "Average time watched per view"]
)
def test_an_average_is_never_taken_for_a_total(header: str) -> None:
    found = guess(f"Link;Udgivet;Afspilninger;{header}\nhttps://youtu.be/dQw4w9WgXcQ;2026-10-01;5;7,5\n")
    assert column(found, header)[0] == "avg_view_s"


@pytest.mark.parametrize("header", ["Views pr. opslag", "Engagement rate by views", "Views (%)", "Gns. visninger"])
def test_a_rate_is_never_taken_for_a_count(header: str) -> None:
    found = guess(f"Link;Udgivet;Likes;{header}\nhttps://youtu.be/dQw4w9WgXcQ;2026-10-01;5;7,5\n")
    assert column(found, header)[0] is None


# Kinds


@pytest.mark.parametrize(
    ("text", "kind", "certainty"),
    [
        ("Dato;Kampagne;Beløb;Bilag\n2026-10-01;Høst;12,50;7\n", "cost", "sure"),
        ("Dato;Kanal;Hændelse;Årsag;Klagedato\n2026-10-01;tiktok;fjernet;musik;\n", "policy_events", "sure"),
        ("Dato;Link;Kommentar;Navn\n2026-10-01;https://youtu.be/dQw4w9WgXcQ;Hvad koster den?;Bo\n", "comments", "sure"),
        (
            "Lead-id;Oprettet;E-mail;Livscyklusfase;Ordreværdi;Oprindelig kilde\n1;2026-10-01;bo@example.org;MQL;1200;SoMe\n",
            "lead",
            "sure",
        ),
        ("Opgave;Dato;Minutter;Trin\nfilm-1;2026-10-01;45;klip\n", "production", "sure"),
        ("Hvem;Hvad;Hvornår\n1;12,50 kr.;2026-10-01\n", "cost", "guess"),
    ],
)
def test_the_kind_of_a_table_is_guessed_the_same_way(text: str, kind: str, certainty: str) -> None:
    found = guess(text)
    assert (found.kind, sureness(found.kind_confidence)) == (kind, certainty)
    assert found.kind_why is not None


def test_a_kind_a_person_chose_is_no_guess() -> None:
    found = guess_mapping(document_of(b"Foo;Bar\n1;2\n"), context(), kind="cost")
    assert (found.kind, found.kind_why) == ("cost", None)


# Units and questions


def asked(header: str, *cells: str, kind: str = "posts") -> tuple[dict[str, str], set[str]]:
    """The answers and the codes of the questions about one column of figures."""
    rows = "".join(
        f"2026-10-{n:02d};https://youtu.be/dQw4w9WgX{n:02d};a-{n};{cell}\n" for n, cell in enumerate(cells, 1)
    )
    found = guess_mapping(
        document_of(f"Dato;Link;Opgave;{header}\n{rows}".encode()), context(platform="youtube"), kind=kind
    )
    return dict(found.options), {question.code for question in found.questions.values()} - {"which_columns"}


@pytest.mark.parametrize(
    ("header", "cells", "unit", "question"),
    [
        ("3s retention (%)", ["6.27"], "percent", None),
        ("3s retention", ["2.81%"], "percent", None),
        ("3s retention", ["52,5", "61"], "percent", None),
        ("3s retention", ["0.0769"], None, "which_unit_of_share"),
        ("3s retention (%)", ["0.59"], None, "which_unit_of_share"),
        ("Seertid (timer)", ["12,5"], "hours", None),
        ("Seertid (t)", ["12,5"], "hours", None),
        ("Watch time (min)", ["12.5"], "minutes", None),
        ("Seertid i minutter", ["12,5"], "minutes", None),
        ("Gns. seertid (sek.)", ["7,8"], "seconds", None),
        ("Watch time", ["12.5"], None, "which_unit_of_time"),
        ("Watch time", ["0:05:42"], None, None),
        ("Watch time", ["5 min 42 sek."], None, None),
        ("Watch time", ["5:42"], None, "which_clock"),
        ("Gns. seertid", ["5:42"], None, None),
    ],
)
def test_units_are_told_by_the_values_or_asked(
    header: str, cells: list[str], unit: str | None, question: str | None
) -> None:
    options, questions = asked(header, *cells)
    told = {name: value for name, value in options.items() if name not in ("decimals", "dates")}
    assert list(told.values()) == ([unit] if unit else [])
    assert questions == ({question} if question else set())


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Beløb (t.kr.)", "thousands"),
        ("Forbrug, 1.000 kr.", "thousands"),
        ("Spend (TDKK)", "thousands"),
        ("Beløb", None),
    ],
)
def test_thousands_in_a_header_are_proposed(header: str, unit: str | None) -> None:
    options, _ = asked(header, "12,5", kind="cost")
    assert options.get("amount") == unit


@pytest.mark.parametrize(
    ("cells", "decimals"),
    [
        (["1.234,50"], "comma"),
        (["1\u00a0234,50"], "comma"),
        (["DKK 1.234,50", "1.234,-"], "comma"),
        (["kr. −1.234,50".replace("−", "\u2212")], "comma"),
        (["1,234.50", "1,234"], "point"),
        (["1.234", "12345"], "point"),
        (["1.234"], None),
    ],
)
def test_the_decimal_mark_is_told_by_the_values_or_asked(cells: list[str], decimals: str | None) -> None:
    options, questions = asked("Beløb", *cells, kind="cost")
    assert options.get("decimals") == decimals
    assert questions == (set() if decimals else {"which_decimals"})


def test_columns_that_write_numbers_differently_decide_nothing_for_a_third() -> None:
    found = guess("Opgave;Dato;Pris;Minutter;AI-minutter\na;2026-10-01;1.234,50;4.25;1.500\n")
    assert "decimals" not in found.options
    assert found.questions["decimals"].values["column"] == "AI-minutter"


@pytest.mark.parametrize("cell", ["03-apr", "3.apr", "01/04/2026"])
def test_a_figure_that_became_a_date_is_told_with_its_row_and_the_cure(cell: str) -> None:
    found = guess(f"Dato;Beløb\n2026-10-01;12,50\n2026-10-02;{cell}\n")
    question = found.questions["amount"]
    assert question.code == "damaged_number"
    assert (question.values["row"], question.values["column"]) == (3, "Beløb")
    assert "Import the original export" in question.english()


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["01/10/2026", "02/10/2026", "03/10/2026"], "day first"),
        (["10/01/2026", "10/02/2026", "10/03/2026"], "month first"),
        (["24. november 2026 kl. 13.45"], None),
        (["3. okt. 2026"], None),
    ],
)
def test_days_that_follow_each_other_settle_the_order(cells: list[str], order: str | None) -> None:
    found = guess("Dato;Beløb\n" + "".join(f"{cell};12,50\n" for cell in cells))
    assert found.options.get("dates") == order
    assert "dates" not in found.questions


def test_what_the_lines_were_taken_for_comes_with_the_proposal() -> None:
    found = guess("# Udgifter\nDato;Beløb\n2026-10-01;12,50\nI alt;12,50\n")
    assert found.layout is not None
    assert (found.layout.remarks, found.layout.header_line, found.layout.rows) == (("# Udgifter",), 2, 1)
    assert [line.text for line in found.layout.totals] == ["I alt · 12,50"]
