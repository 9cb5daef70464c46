"""Comments become what kind they are and how long, without their words or their writers."""

from __future__ import annotations

from datetime import date

import pytest
from tests.sources.files import codes, read_one, rows, table

from vaekst.sources.table.comments import kind_of_comment

HEADER = ("date", "channel", "permalink", "comment_id", "author", "text", "likes", "is_reply")
LINK = "https://www.instagram.com/reel/DKabc12-_xy/"
KNOWN = {"channels": {"instagram": "instagram"}, "contact_secret": b"brand secret"}


def comments(tmp_path, *lines, header=HEADER, **known):
    return read_one(tmp_path, table(header, *lines), **{**KNOWN, **known})


def line(**changed):
    cells = {
        "date": "2026-10-02 18:30",
        "channel": "instagram",
        "permalink": LINK,
        "comment_id": "17",
        "author": "Karla",
    }
    cells |= {"text": "Which tyres are these?", "likes": 3, "is_reply": "no"}
    return [(cells | changed).get(name, "") for name in HEADER]


def test_a_comment_is_kept_without_its_words_and_its_writer(tmp_path):
    reading = comments(tmp_path, line())
    (row,) = rows(reading, "comment")
    assert (row["local_date"], row["kind"], row["words"], row["likes"]) == (date(2026, 10, 2), "question", 4, 3)
    assert (row["entry_id"], row["post_key"]) == ("comment:instagram:17", "instagram:DKabc12-_xy")
    assert (row["channel"], row["platform"], row["is_reply"]) == ("instagram", "instagram", False)
    assert len(row["author_key"]) == 64
    assert "Karla" not in str(reading)
    assert "tyres" not in str(reading)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Hvor kan man købe den?", "question", 5),
        ("価格は？", "question", 1),
        ("🔥🔥🔥", "emoji", 0),
        ("@acme 😍 #bike", "emoji", 0),
        ("???", "emoji", 0),
        ("❤️!", "emoji", 0),
        ("See https://example.org/?a=b", "statement", 1),
        ("Don't ride it, 100 % ice", "statement", 5),
        ("10", "statement", 1),
    ],
)
def test_comments_ask_are_signs_alone_or_say_something(text, kind, words):
    assert kind_of_comment(text) == (kind, words)


def test_a_file_may_tell_the_kind_itself(tmp_path):
    header = ("date", "post_id", "channel", "kind", "words")
    reading = comments(
        tmp_path,
        ("2026-10-02", "x1", "instagram", "Question", 4),
        ("2026-10-02", "x1", "instagram", "praise", 4),
        header=header,
    )
    (row,) = rows(reading, "comment")
    assert (row["kind"], row["words"]) == ("question", 4)
    assert reading.receipt.rows_dropped == {"no_figures": 1}


def test_rows_that_cannot_be_are_left_out_with_a_reason(tmp_path):
    reading = comments(
        tmp_path,
        line(),
        line(),
        line(date=""),
        line(date="2027-10-02"),
        line(text=""),
        line(comment_id="18", likes=-1),
    )
    assert reading.receipt.rows_dropped == {
        "duplicate": 1,
        "no_date": 1,
        "future_date": 1,
        "no_figures": 1,
        "negative_count": 1,
    }


def test_comments_without_a_number_are_told_apart_by_who_wrote_what(tmp_path):
    again = comments(tmp_path, line(comment_id=""), line(comment_id="", text="Nice"), line(comment_id="", author="Bo"))
    entries = {row["entry_id"] for row in rows(again, "comment")}
    assert len(entries) == 3
    once_more = comments(tmp_path, line(comment_id="", text="Nice", likes=8))
    assert rows(once_more, "comment")[0]["entry_id"] in entries


def test_without_a_key_no_writer_is_kept_and_that_is_told_once(tmp_path):
    reading = comments(tmp_path, line(), line(comment_id="18"), contact_secret=None)
    assert codes(reading).count("contacts_not_kept") == 1
    assert "author_key" not in rows(reading, "comment")[0]


def test_what_is_neither_yes_nor_no_is_refused(tmp_path):
    assert comments(tmp_path, line(is_reply="maybe")).receipt.refusal.code == "not_yes_or_no"
    assert [
        row.get("is_reply")
        for row in rows(comments(tmp_path, line(is_reply="ja"), line(is_reply="", comment_id="2")), "comment")
    ] == [True, None]
