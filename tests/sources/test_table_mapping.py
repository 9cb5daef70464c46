"""A table nobody knows is proposed, confirmed once, and read from then on."""

from __future__ import annotations

import pytest
from tests.sources.uploads import codes, context, document_of, reading_of, recognised, rows_of

from vaekst.core.errors import BadInput, UnknownName
from vaekst.sources.contract import Context, Profile
from vaekst.sources.table import SOURCE, Guess, confirmed, fingerprint, guess_mapping

DANISH_COSTS = "Dato;Kampagne;Beløb brugt (DKK);Bemærkning\n01-10-2026;Ride along;1.234,50;boost\n13-10-2026;;99,-;\n"


def guess(text: str, **known: object) -> Guess:
    return guess_mapping(document_of(text.encode()), context(**known))


def fields(found: Guess) -> dict[str, str | None]:
    return {column.header: column.field for column in found.columns}


def test_danish_headers_are_proposed_and_the_cells_answer_for_themselves() -> None:
    found = guess(DANISH_COSTS)
    assert found.kind == "cost"
    assert fields(found) == {"Dato": "date", "Kampagne": "concept", "Beløb brugt (DKK)": "amount", "Bemærkning": "note"}
    assert found.options == {"dates": "day first", "decimals": "comma", "currency": "DKK"}
    assert found.questions == {}
    assert found.columns[0].examples == ("01-10-2026", "13-10-2026")


def test_german_headers_are_proposed() -> None:
    found = guess("Beitrags-ID;Veröffentlichungsdatum;Aufrufe;Reichweite;Kommentare\n1;2026-10-01;5;4;3\n")
    assert found.kind == "posts"
    assert set(fields(found).values()) == {"post_id", "published_at", "views", "reach", "comments"}


def test_visninger_is_never_taken_without_a_platform() -> None:
    text = "Link;Udgivet;Visninger;Synes godt om\nhttps://example.com/1;2026-10-01;5;4\n"
    found = guess(text)
    views = next(column for column in found.columns if column.header == "Visninger")
    assert views.confidence < 0.5
    assert found.questions["platform"].code == "which_platform"
    assert next(c for c in guess(text, platform="instagram").columns if c.header == "Visninger").confidence > 0.5
    assert "platform" not in guess(text, platform="instagram").questions


@pytest.mark.parametrize(
    ("text", "option", "code"),
    [
        ("Dato;Beløb\n03/04/2026;12,5\n", "dates", "which_dates"),
        ("Dato;Beløb\n2026-10-01;1.234\n", "decimals", "which_decimals"),
        ("post id;published;retention 3s;channel\n1;2026-10-01;0,52;ig\n", "retention_3s", "which_unit_of_share"),
        ("post id;published;views\n1;2026-10-01;5\n", "platform", "which_platform_of_rows"),
        ("Date,Video views,Likes\n2026-10-01,5,4\n", "platform", "which_platform_of_rows"),
        ("Foo;Bar\n1;2\n", "kind", "which_kind"),
        ("Dato;Foo\n2026-10-01;2\n", "columns", "which_columns"),
    ],
)
def test_what_the_cells_leave_open_is_asked(text: str, option: str, code: str) -> None:
    assert guess(text).questions[option].code == code


def test_damaged_cells_show_in_the_proposal() -> None:
    assert guess("Dato;Beløb\n2026-10-01;3.apr\n").questions["amount"].code == "damaged_number"


def test_a_sum_of_several_columns_never_gets_a_field_twice() -> None:
    found = guess("Dato;Beløb;Omkostning\n2026-10-01;5;5\n")
    given = [column.field for column in found.columns if column.field]
    assert len(given) == len(set(given))


def confirm(text: str, **changes: str) -> tuple[Profile, Context]:
    document = document_of(text.encode())
    found = guess_mapping(document, context())
    assert found.kind is not None
    profile = confirmed(document, found.kind, found.mapping, {**found.options, **changes})
    return profile, context(profiles={profile.fingerprint: profile})


def test_a_confirmed_table_is_read_from_then_on() -> None:
    profile, told = confirm(DANISH_COSTS)
    reading = reading_of(SOURCE, DANISH_COSTS.encode(), profiles=told.profiles)
    assert [(row["amount_minor"], row["currency"]) for row in rows_of(reading, "cost")] == [
        (123450, "DKK"),
        (9900, "DKK"),
    ]
    later = DANISH_COSTS.replace("01-10-2026", "02-11-2026").encode()
    assert recognised(SOURCE, later, profiles=told.profiles) is not None
    assert profile.columns["amount"] == "Beløb brugt (DKK)"


@pytest.mark.parametrize("change", [(";", ","), ("Bemærkning", "Note"), ("Dato;Kampagne", "Kampagne;Dato")])
def test_another_header_or_delimiter_is_another_table(change: tuple[str, str]) -> None:
    other = document_of(DANISH_COSTS.splitlines()[0].replace(*change).encode() + b"\nx\n")
    assert fingerprint(other) != fingerprint(document_of(DANISH_COSTS.encode()))


def test_case_and_hidden_characters_do_not_make_another_table() -> None:
    other = DANISH_COSTS.replace("Dato", " DATO\u00ad ")
    assert fingerprint(document_of(other.encode())) == fingerprint(document_of(DANISH_COSTS.encode()))


def test_answers_settle_what_the_cells_leave_open() -> None:
    text = "Dato;Beløb\n03/04/2026;1.234\n"
    _, told = confirm(text, dates="day first", decimals="comma")
    (row,) = rows_of(reading_of(SOURCE, text.encode(), profiles=told.profiles), "cost")
    assert (row["local_date"].isoformat(), row["amount_minor"]) == ("2026-04-03", 123400)
    _, told = confirm(text, dates="month first", decimals="point")
    (row,) = rows_of(reading_of(SOURCE, text.encode(), profiles=told.profiles), "cost")
    assert (row["local_date"].isoformat(), row["amount_minor"]) == ("2026-03-04", 123)


def test_percent_and_platform_are_taken_from_the_answers() -> None:
    text = "post id;published;retention 3s\n1;2026-10-01;52\n"
    _, told = confirm(text, retention_3s="percent", platform="instagram")
    (row,) = rows_of(reading_of(SOURCE, text.encode(), profiles=told.profiles), "post_snapshot")
    assert (row["retention_3s"], row["platform"]) == (0.52, "instagram")


def test_retention_after_fifteen_seconds_is_not_the_one_after_three() -> None:
    text = "post id;published;3-sekunders fastholdelse (%);15-sekunders fastholdelse (%);platform\n1;2026-10-01;52;35;tiktok\n"
    _, told = confirm(text, retention_3s="percent", retention_15s="percent")
    (row,) = rows_of(reading_of(SOURCE, text.encode(), profiles=told.profiles), "post_snapshot")
    assert (row["retention_3s"], row["retention_15s"]) == (0.52, 0.35)


def test_a_currency_answered_holds_for_amounts_that_name_none() -> None:
    text = "Dato;Beløb\n2026-10-01;5\n2026-10-02;7 kr.\n"
    _, told = confirm(text, currency="EUR")
    reading = reading_of(SOURCE, text.encode(), profiles=told.profiles)
    assert [row["currency"] for row in rows_of(reading, "cost")] == ["EUR", "DKK"]
    assert "other_currencies" in codes(reading)


@pytest.mark.parametrize(
    ("kind", "columns", "options", "error"),
    [
        ("costs", {"date": "Dato", "amount": "Beløb brugt (DKK)"}, {}, UnknownName),
        ("cost", {"date": "Dato"}, {}, BadInput),
        ("cost", {"date": "Dato", "amount": "Belob"}, {}, UnknownName),
        ("cost", {"date": "Dato", "amount": "Bemærkning", "colour": "Dato"}, {}, UnknownName),
        ("cost", {"date": "Dato", "amount": "Bemærkning"}, {"dates": "year first"}, UnknownName),
        ("cost", {"date": "Dato", "amount": "Bemærkning"}, {"weather": "fine"}, UnknownName),
    ],
)
def test_answers_that_cannot_hold_are_refused(
    kind: str, columns: dict[str, str], options: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        confirmed(document_of(DANISH_COSTS.encode()), kind, columns, options)


def test_a_profile_that_no_longer_fits_is_not_used() -> None:
    document = document_of(DANISH_COSTS.encode())
    stale = Profile(fingerprint(document), "cost", {"date": "Dato", "amount": "Gone"})
    assert recognised(SOURCE, DANISH_COSTS.encode(), profiles={stale.fingerprint: stale}) is None


@pytest.mark.parametrize("written", ["TikTok", "tik tok", "TT", "tiktok"])
def test_a_channel_may_be_written_as_its_platform_is_called(written: str) -> None:
    content = f"date,channel,views\n2026-10-01,{written},5\n".encode()
    (row,) = rows_of(reading_of(SOURCE, content, channels={"havn": "tiktok", "ig": "instagram"}), "channel_day")
    assert (row["channel"], row["platform"]) == ("havn", "tiktok")


@pytest.mark.parametrize(
    ("written", "platform"), [("X (Twitter)", "x"), ("Facebook-side", "facebook"), ("FB", "facebook")]
)
def test_a_platform_may_be_written_as_people_say_it(written: str, platform: str) -> None:
    (row,) = rows_of(reading_of(SOURCE, f"date,platform,event\n2026-10-01,{written},strike\n".encode()), "policy_event")
    assert row["platform"] == platform
