"""Tables of one's own become posts, days, work, costs, leads and tags."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.sources.uploads import codes, context, document_of, reading_of, recognised, refusal, rows_of

from vaekst.sources import Reading
from vaekst.sources.table import SOURCE, confirmed, guess_mapping

POSTS = "post_id,permalink,published_at,title,format,views,reach,likes,shares,saves,retention_3s,channel"
PRODUCTION = "asset_id,date,channel,concept,format,stage,minutes,ai_minutes,cost,currency,post_id,permalink,reused_from"
COST = "date,channel,concept,category,amount,currency,note"
LEAD = "lead_id,date,channel,concept,leads,qualified,visits,email"
DAYS = "date,channel,views,reach,link_clicks"
CHANNELS = {"ig": "instagram", "youtube": "youtube"}


def table(header: str, *rows: str, delimiter: str = ",") -> bytes:
    lines = [header, *rows]
    return ("\n".join(line.replace(",", delimiter) for line in lines) + "\n").encode()


# Recognising


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (POSTS, "posts"),
        (PRODUCTION, "production"),
        (COST, "cost"),
        (LEAD, "lead"),
        (DAYS, "channel_days"),
        ("post_id,concept", "tags"),
        ("permalink,concept", "tags"),
        ("date,amount", "cost"),
        ("date,channel,leads,visits", "lead"),
        ("asset_id,date,minutes", "production"),
    ],
)
def test_canonical_headers_are_read_at_once(header: str, kind: str) -> None:
    found = recognised(SOURCE, table(header, "x"))
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "header", ["date,views", "date,amount,mood", "dato,beløb", "Date,Primary", "post_id,title", "a"]
)
def test_anything_else_has_to_be_confirmed(header: str) -> None:
    assert recognised(SOURCE, table(header, "x")) is None


# Costs


def test_a_cost_is_kept_in_its_own_currency() -> None:
    content = table(COST, "2026-10-01,ig,ride-along,media,1234.50,,boost", "2026-10-02,ig,,tool,20,EUR,")
    reading = reading_of(SOURCE, content, channels=CHANNELS)
    assert [(row["amount_minor"], row["currency"]) for row in rows_of(reading, "cost")] == [
        (123450, "DKK"),
        (2000, "EUR"),
    ]
    assert rows_of(reading, "cost")[0]["concept"] == "ride-along"
    assert "other_currencies" in codes(reading)
    assert reading.receipt.kind == "cost"
    assert reading.receipt.totals == {"amount_minor DKK": 123450, "amount_minor EUR": 2000}


@pytest.mark.parametrize(
    ("cell", "minor", "currency"),
    [
        ('"kr. 1.234,50"', 123450, "DKK"),
        ('"1.234,50 kr."', 123450, "DKK"),
        ("€ 12.50", 1250, "EUR"),
        ('"12,5"', 1250, "DKK"),
        ("2 t.kr.", 200_000, "DKK"),
        ("100 SEK", 10_000, "SEK"),
    ],
)
def test_an_amount_as_people_write_it(cell: str, minor: int, currency: str) -> None:
    content = f"date,category,amount\n2026-10-01,media,{cell}\n".encode()
    (row,) = rows_of(reading_of(SOURCE, content), "cost")
    assert (row["amount_minor"], row["currency"]) == (minor, currency)


def test_a_danish_table_with_semicolons_reads_the_same() -> None:
    content = "date;category;amount\n01-10-2026;media;1.234,50\n13-10-2026;media;1.000\n".encode("cp1252")
    rows = rows_of(reading_of(SOURCE, content), "cost")
    assert [(row["local_date"], row["amount_minor"]) for row in rows] == [
        (date(2026, 10, 1), 123450),
        (date(2026, 10, 13), 100_000),
    ]


def test_another_column_of_the_table_settles_what_one_leaves_open() -> None:
    content = b"asset_id;date;minutes;cost\na;2026-10-01;1,5;1.234\n"
    (row,) = rows_of(reading_of(SOURCE, content), "production")
    assert (row["minutes"], row["cost_minor"]) == (1.5, 123400)


def test_an_amount_that_could_be_two_is_asked_for() -> None:
    assert refusal(SOURCE, table("date,amount", "2026-10-01,1.234")).code == "ambiguous_numbers"
    assert refusal(SOURCE, table("date,amount", "03/04/2026,12")).code == "ambiguous_dates"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-10-01,-5", "negative_amount"),
        (",5", "no_date"),
        ("2026-10-01,", "no_figures"),
        ("2027-10-01,5", "future_date"),
        ("2026-10-01,5,6", "uneven_row"),
        ("date,amount", "repeated_header"),
        ("I alt,12", "total_row"),
    ],
)
def test_a_row_that_cannot_be_used_is_left_out_with_its_reason(row: str, reason: str) -> None:
    reading = reading_of(SOURCE, table("date,amount", "2026-10-01,12", row))
    assert reading.receipt.rows_dropped == {reason: 1}
    assert (reading.receipt.rows_read, reading.receipt.rows_kept) == (2, 1)


def test_a_currency_nobody_knows_is_left_out() -> None:
    reading = reading_of(SOURCE, table("date,amount,currency", "2026-10-01,12,DKK", "2026-10-01,12,QQQ"))
    assert reading.receipt.rows_dropped == {"no_currency": 1}


def test_a_table_without_any_usable_row_is_refused() -> None:
    assert refusal(SOURCE, table("date,amount")).code == "no_rows"
    assert refusal(SOURCE, table("date,amount", "2026-10-01,-5")).code == "nothing_kept"


def test_the_same_file_gives_the_same_entries_and_equal_rows_stay_apart() -> None:
    content = table(COST, "2026-10-01,ig,,media,5,,x", "2026-10-01,ig,,media,5,,x", "2026-10-01,ig,,media,7,,y")
    once = [row["entry_id"] for row in rows_of(reading_of(SOURCE, content), "cost")]
    again = [row["entry_id"] for row in rows_of(reading_of(SOURCE, content), "cost")]
    assert once == again
    assert len(set(once)) == 3


def test_a_corrected_amount_restates_its_entry() -> None:
    before, after = table(COST, "2026-10-01,ig,,media,5,,x"), table(COST, "2026-10-01,ig,,media,6,,x")
    one, other = (rows_of(reading_of(SOURCE, content), "cost")[0]["entry_id"] for content in (before, after))
    assert one == other


# Production


def test_work_on_an_asset_keeps_minutes_cost_and_its_post() -> None:
    link = "https://www.instagram.com/reel/DKabc12-_xy/"
    content = table(PRODUCTION, f"a1,2026-10-01,Instagram,Ride along,reel,Edit,45,5,120,,,{link},a0")
    (row,) = rows_of(reading_of(SOURCE, content, channels=CHANNELS), "production")
    assert (row["asset_id"], row["minutes"], row["ai_minutes"], row["cost_minor"]) == ("a1", 45, 5, 12_000)
    assert (row["channel"], row["concept"], row["stage"]) == ("ig", "ride-along", "Edit")
    assert (row["post_key"], row["reused_from"]) == ("instagram:DKabc12-_xy", "a0")


def test_a_number_names_a_post_on_the_channels_platform() -> None:
    content = table(PRODUCTION, "a1,2026-10-01,youtube,,,edit,45,,,,dQw4w9WgXcQ,,")
    (row,) = rows_of(reading_of(SOURCE, content, channels=CHANNELS), "production")
    assert row["post_key"] == "youtube:dQw4w9WgXcQ"


def test_negative_minutes_are_refused_for_their_row() -> None:
    content = table("asset_id,date,minutes", "a,2026-10-01,-5", "b,2026-10-01,5")
    assert reading_of(SOURCE, content).receipt.rows_dropped == {"negative_amount": 1}


def test_hours_in_a_header_become_minutes() -> None:

    content = table("asset_id,date,time spent (hours)", "a,2026-10-01,1.5")
    document = document_of(content)
    guess = guess_mapping(document, context())
    profile = confirmed(document, "production", guess.mapping, guess.options)
    reading = reading_of(SOURCE, content, profiles={profile.fingerprint: profile})
    assert rows_of(reading, "production")[0]["minutes"] == 90


# Leads


def test_an_address_leaves_the_file_only_as_a_keyed_hash() -> None:
    content = table(
        LEAD, "17,2026-10-01,ig,,,yes,,Anna@Example.com", "anna@example.com,2026-10-02,ig,,,no,,anna@example.com "
    )
    reading = reading_of(SOURCE, content, channels=CHANNELS)
    one, other = rows_of(reading, "lead")
    assert one["contact_key"] == other["contact_key"]
    assert len(one["contact_key"]) == 64
    assert one["entry_id"] == "lead:17"
    assert (one["leads"], one["qualified"], other["qualified"]) == (1, 1, 0)
    for table_rows in reading.batch.values():
        assert "example.com" not in str(table_rows.to_pylist()).casefold()


def test_another_brands_key_makes_another_hash() -> None:
    content = table("date,email", "2026-10-01,anna@example.com")
    keys = [
        rows_of(reading_of(SOURCE, content, contact_secret=secret), "lead")[0]["contact_key"] for secret in (b"a", b"b")
    ]
    assert keys[0] != keys[1]


def test_without_a_key_addresses_are_not_kept() -> None:
    reading = reading_of(SOURCE, table("date,email", "2026-10-01,anna@example.com"), contact_secret=None)
    assert rows_of(reading, "lead")[0]["contact_key"] is None
    assert "contacts_not_kept" in codes(reading)


def test_counts_per_day_are_restated_by_the_next_file() -> None:
    first = table("date,channel,leads,visits", "2026-10-01,ig,3,140")
    second = table("date,channel,leads,visits", "2026-10-01,ig,4,150", "2026-10-02,ig,1,90")
    one, two = (rows_of(reading_of(SOURCE, content), "lead") for content in (first, second))
    assert one[0]["entry_id"] == two[0]["entry_id"] != two[1]["entry_id"]
    assert (two[0]["leads"], two[0]["visits"], two[0]["qualified"]) == (4, 150, None)


def test_half_a_lead_is_refused() -> None:
    error = refusal(SOURCE, table("date,leads", "2026-10-01,1.5"))
    assert error.code == "not_whole"


# Posts and days


def test_a_post_is_known_by_its_link_and_its_platform_by_it_too() -> None:
    link = "https://www.tiktok.com/@shop/video/7527623000473079054"
    content = table(POSTS, f",{link},2026-10-01 09:30,Wet leaves,reel,900,700,40,5,11,52 %,")
    (row,) = rows_of(reading_of(SOURCE, content, timezone="Europe/Copenhagen"), "post_snapshot")
    assert (row["post_key"], row["platform"], row["channel"]) == ("tiktok:7527623000473079054", "tiktok", "tiktok")
    assert (row["views_start"], row["reach_unique"], row["shares_sent"], row["saves"]) == (900, 700, 5, 11)
    assert row["retention_3s"] == 0.52
    assert row["published_at"] == datetime(2026, 10, 1, 7, 30, tzinfo=UTC)
    assert row["published_date"] == date(2026, 10, 1)


def test_times_without_a_zone_are_told() -> None:
    content = table("post_id,published_at,views,channel", "1,2026-10-01 09:30,5,instagram")
    reading = reading_of(SOURCE, content)
    assert rows_of(reading, "post_snapshot")[0]["published_at"] == datetime(2026, 10, 1, 9, 30, tzinfo=UTC)
    assert "timezone_assumed" in codes(reading)


def test_a_day_without_time_is_no_instant() -> None:
    content = table("post_id,published_at,views,channel", "1,2026-10-01,5,linkedin")
    (row,) = rows_of(reading_of(SOURCE, content), "post_snapshot")
    assert (row["published_at"], row["published_date"]) == (None, date(2026, 10, 1))


def test_shares_are_public_where_the_platform_makes_them_so() -> None:
    content = table("post_id,published_at,shares,channel", "1,2026-10-01,5,linkedin", "2,2026-10-01,6,instagram")
    one, other = rows_of(reading_of(SOURCE, content), "post_snapshot")
    assert (one["reshares_public"], one["shares_sent"]) == (5, None)
    assert (other["reshares_public"], other["shares_sent"]) == (None, 6)


def test_lengths_of_time_may_be_clocks() -> None:
    header = "post_id,published_at,duration_s,avg_view_s,channel"
    (row,) = rows_of(reading_of(SOURCE, table(header, "1,2026-10-01,0:01:05,0:07,instagram")), "post_snapshot")
    assert (row["duration_s"], row["avg_view_s"]) == (65, 7)
    assert refusal(SOURCE, table(header, "1,2026-10-01,1:xx,7,instagram")).code == "not_a_time"


def test_a_key_may_stand_in_place_of_a_number() -> None:
    content = table("post_id,published_at,views,channel", "instagram:DKabc12-_xy,2026-10-01,5,instagram")
    assert rows_of(reading_of(SOURCE, content), "post_snapshot")[0]["post_key"] == "instagram:DKabc12-_xy"


def test_posts_whose_platform_nobody_told_are_refused() -> None:
    content = table("post_id,published_at,views", "1,2026-10-01,5")
    assert refusal(SOURCE, content).code == "row_channel_needed"
    reading = reading_of(SOURCE, content, channel="ig", platform="instagram")
    assert rows_of(reading, "post_snapshot")[0]["channel"] == "ig"


def test_a_share_above_one_is_refused_because_size_does_not_tell_its_unit() -> None:
    content = table("post_id,published_at,retention_3s,channel", "1,2026-10-01,52,instagram")
    assert refusal(SOURCE, content).code == "share_out_of_range"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2,2026-10-01,-5,instagram", "negative_count"),
        ("1,2026-10-02,7,instagram", "duplicate"),
        (",2026-10-02,7,instagram", "no_identity"),
        ("1.22E+17,2026-10-02,7,instagram", "no_identity"),
    ],
)
def test_a_post_that_cannot_be_is_left_out_with_its_reason(row: str, reason: str) -> None:
    reading = reading_of(SOURCE, table("post_id,published_at,views,channel", "1,2026-10-01,5,instagram", row))
    assert reading.receipt.rows_dropped == {reason: 1}


def test_days_of_channels_are_kept_by_channel() -> None:
    content = table(DAYS, "2026-10-01,ig,100,80,3", "2026-10-01,youtube,50,,1", "2026-10-01,elsewhere,1,1,1")
    error = refusal(SOURCE, content, channels=CHANNELS)
    assert error.code == "row_channel_needed"
    rows = rows_of(
        reading_of(SOURCE, table(DAYS, *content.decode().splitlines()[1:3]), channels=CHANNELS), "channel_day"
    )
    assert [(row["channel"], row["platform"], row["views_start"], row["reach_unique"]) for row in rows] == [
        ("ig", "instagram", 100, 80),
        ("youtube", "youtube", 50, None),
    ]


def test_channels_the_strategy_does_not_have_are_told() -> None:
    reading = reading_of(SOURCE, table("date,channel,amount", "2026-10-01,billboards,5"), channels=CHANNELS)
    assert "unknown_channels" in codes(reading)
    assert rows_of(reading, "cost")[0]["channel"] == "billboards"


# Tags


def test_tags_are_carried_and_make_no_facts() -> None:
    content = table("permalink,concept", "https://youtu.be/dQw4w9WgXcQ,Ride along", "https://youtu.be/aaaaaaaaaaa,")
    reading = reading_of(SOURCE, content)
    assert reading.batch == {}
    assert [(tag.post, tag.concept) for tag in reading.tags] == [
        ("youtube:dQw4w9WgXcQ", "ride-along"),
        ("youtube:aaaaaaaaaaa", None),
    ]
    assert reading.receipt.rows_kept == 2


def test_a_number_alone_is_a_tag_too() -> None:
    reading = reading_of(SOURCE, table("post_id,concept", "17900000000000001,ride-along", ",ride-along"))
    assert [tag.post for tag in reading.tags] == ["17900000000000001"]
    assert reading.receipt.rows_dropped == {"no_identity": 1}


LEAD_HEADER = "lead_id,date,email,stage,stage_date,value,currency,original_source,utm_campaign,is_test"


def leads(*lines: str, header: str = LEAD_HEADER) -> Reading:
    return reading_of(SOURCE, ("\n".join([header, *lines]) + "\n").encode())


def test_a_lead_keeps_its_stage_its_worth_and_where_it_came_from() -> None:
    reading = leads("7,2026-10-01,bo@example.org,Opportunity,2026-10-05,1200,EUR,Organic Social,winter,no")
    (row,) = rows_of(reading, "lead")
    assert (row["entry_id"], row["external_id"], row["leads"], row["qualified"]) == ("lead:7", "7", 1, 1)
    assert (row["stage"], row["stage_date"]) == ("Opportunity", date(2026, 10, 5))
    assert (row["value_minor"], row["value_currency"]) == (120_000, "EUR")
    assert (row["original_source"], row["utm_campaign"], row["is_test"]) == ("Organic Social", "winter", False)
    assert "other_currencies" in codes(reading)


@pytest.mark.parametrize(
    ("header", "row", "kind", "found"),
    [
        (
            "Oprettet;E-mail;Livscyklusfase;Værdi;Oprindelig kilde;UTM-kampagne",
            "2026-10-01;bo@example.org;Kunde;5,50;Messe;vinter",
            "lead",
            {"date", "email", "stage", "value", "original_source", "utm_campaign"},
        ),
        (
            "Dato;Kanal;Hændelse;Årsag;Klaget;Udfald",
            "2026-10-01;ig;advarsel;musik;;",
            "policy_events",
            {"date", "channel", "event", "reason", "appealed_on", "outcome"},
        ),
        (
            "Dato;Kommentar-ID;Forfatter;Tekst;Er svar",
            "2026-10-01;7;Bo;Fin;nej",
            "comments",
            {"date", "comment_id", "author", "text", "is_reply"},
        ),
    ],
)
def test_danish_headers_are_guessed(header: str, row: str, kind: str, found: set[str]) -> None:
    guess = guess_mapping(document_of(f"{header}\n{row}\n".encode()), context(channels=CHANNELS))
    assert (guess.kind, set(guess.mapping)) == (kind, found)


def test_a_test_counts_nothing_and_is_kept() -> None:
    one, two = rows_of(leads("7,2026-10-01,,Lead,,,,,,yes", "8,2026-10-01,,Own word,,,,,,"), "lead")
    assert (one["is_test"], one["leads"], one["qualified"]) == (True, None, None)
    assert (two["is_test"], two["leads"], two["qualified"]) == (None, 1, None)


def test_a_column_of_qualified_outweighs_the_stage() -> None:
    (row,) = rows_of(leads("7,2026-10-01,Customer,no", header="lead_id,date,stage,qualified"), "lead")
    assert row["qualified"] == 0


def test_worth_below_zero_and_in_no_currency_is_left_out() -> None:
    reading = leads("7,2026-10-01,,,,-5,,,,", "8,2026-10-01,,,,5,???,,,", "9,2026-10-01,,,,,,,,")
    assert reading.receipt.rows_dropped == {"negative_amount": 1, "no_currency": 1}
