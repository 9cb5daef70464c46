"""Whatever anyone sends comes back as receipts that account for every row."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.files import codes, context, read_all, read_one, table, upload, zipped
from tests.sources.youtube_files import ZIP_NAME, chart, studio_zip, totals, videos_table

from vaekst.core.receipt import Receipt, Status
from vaekst.sources import Upload, read_upload
from vaekst.sources.reading.documents import documents

SAMPLES = [videos_table(), videos_table(language="de", note=True), chart(0, 0, 3, 4), totals(1, 2, 3), studio_zip()]


def accounts_for_every_row(receipt: Receipt) -> bool:
    return receipt.rows_read == receipt.rows_kept + sum(receipt.rows_dropped.values())


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_bytes_raise_anything(content):
    with tempfile.TemporaryDirectory() as folder:
        for reading in read_all(Path(folder), content):
            assert reading.receipt.status is Status.REFUSED or accounts_for_every_row(reading.receipt)


@given(st.sampled_from(SAMPLES), st.data())
@settings(max_examples=250, deadline=None)
def test_no_damage_raises_anything(sample, data):
    """A stretch of a real file's bytes is cut out, doubled, or overwritten."""
    first = data.draw(st.integers(0, len(sample)))
    last = data.draw(st.integers(first, min(len(sample), first + 60)))
    damage = data.draw(st.sampled_from(["cut", "double", "overwrite"]))
    middle = {"cut": b"", "double": sample[first:last] * 2, "overwrite": data.draw(st.binary(max_size=6))}[damage]
    with tempfile.TemporaryDirectory() as folder:
        for reading in read_all(Path(folder), sample[:first] + middle + sample[last:], "x"):
            receipt = reading.receipt
            assert (receipt.status is Status.REFUSED) == (receipt.refusal is not None)
            assert accounts_for_every_row(receipt)
            assert receipt.status is Status.IMPORTED or not reading.batch


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_row_is_accounted_for(tmp_path, sample):
    for reading in read_all(tmp_path, sample, ZIP_NAME):
        assert reading.receipt.status is Status.IMPORTED
        assert accounts_for_every_row(reading.receipt)
        assert Receipt.from_json(reading.receipt.to_json()) == reading.receipt


def test_an_unknown_table_asks_for_its_meaning(tmp_path):
    reading = read_one(tmp_path, table(["dato", "kampagne", "klik"], ["2026-10-01", "Høst", 3]), "høst.csv")
    assert reading.receipt.status is Status.REFUSED
    assert reading.receipt.refusal.code == "mapping_needed"
    assert "kampagne" in reading.receipt.refusal.english()
    assert reading.receipt.encoding == "utf-8"


def test_a_refused_member_leaves_the_others_imported(tmp_path):
    content = zipped({"Totals.csv": totals(1, 2), "cover.png": b"\x89PNG\r\n\x1a\n\x00\x00"})
    good, bad = read_all(tmp_path, content, "x.zip")
    assert (good.receipt.status, bad.receipt.status) == (Status.IMPORTED, Status.REFUSED)
    assert bad.receipt.file == "x.zip/cover.png"


def test_a_file_10_gb_large_is_refused_unopened():
    (reading,) = read_upload(Upload("big.csv", Path("nowhere"), "", 10_000_000_000), context())
    assert reading.receipt.refusal.code == "too_large"


def test_what_was_put_right_in_reading_stands_on_the_receipt(tmp_path):
    reading = read_one(tmp_path, videos_table().decode().encode("cp1252"))
    assert "encoding_assumed" in codes(reading)
    assert reading.receipt.encoding == "cp1252"


def test_progress_ends_with_the_whole_file(tmp_path):
    told: list[tuple[int, int]] = []
    content = b"Date,Views\n" + b"2026-10-01,1\n" * 45_000
    read_upload(upload(tmp_path, content), context(), progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert len(told) > 2
    assert told[-1] == (len(content), len(content))


def test_facts_go_to_the_channel_that_was_named(tmp_path):
    reading = read_one(tmp_path, totals(1, 2), channel="youtube-da")
    assert set(reading.batch["channel_day"]["channel"].to_pylist()) == {"youtube-da"}
    assert reading.receipt.channel == "youtube-da"
    assert reading.receipt.platform == "youtube"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (totals(), "no_rows"),
        (totals(1, 2, first="2027-01-01"), "nothing_kept"),
        (totals(-1, -2), "nothing_kept"),
        (chart(0), "nothing_kept"),
    ],
    ids=["header alone", "all in the future", "all below zero", "all before publication"],
)
def test_a_file_without_a_row_to_keep_is_refused(tmp_path, content, code):
    reading = read_one(tmp_path, content)
    assert reading.receipt.refusal.code == code
    assert accounts_for_every_row(reading.receipt)
    assert not reading.batch


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Dear all,\n\nthe numbers are in the other file.\n", "text without columns"),
        (b'{"posts": [{"id": 1, "views": 2}]}', "a JSON document"),
        (b'[{"id": 1, "views": 2}]', "a JSON document"),
    ],
)
def test_what_is_no_table_is_not_asked_for_its_columns(tmp_path, content, told):
    reading = read_one(tmp_path, content)
    assert reading.receipt.refusal.code == "not_a_table"
    assert told in reading.receipt.refusal.english()


def test_a_preamble_is_not_taken_for_the_columns(tmp_path):
    reading = read_one(tmp_path, b"# ------\n# Overview\n\nDay,Spend,Mood\n2026-10-01,3,good\n")
    assert reading.receipt.refusal.code == "mapping_needed"
    assert "Day, Spend, Mood" in reading.receipt.refusal.english()


def test_as_of_a_day_what_a_file_tells_up_to_it_is_known_in_the_brands_zone(tmp_path):
    reading = read_one(tmp_path, totals(1, 2, first="2026-10-01"), zone="Europe/Copenhagen")
    assert reading.receipt.last_date == date(2026, 10, 2)
    assert reading.receipt.observed_at == datetime(2026, 10, 2, 21, 59, 59, 999999, tzinfo=UTC)


def test_remarks_above_a_table_are_notes_of_it(tmp_path):
    (found,) = documents(upload(tmp_path, b"# Overview\n# Fjord\n\nDay,Spend\n2026-10-01,3\n"))
    (block,) = found.blocks
    assert (block.notes, list(block.header), list(block.lines)) == (("# Overview", "# Fjord"), ["Day", "Spend"], [4, 5])


def test_a_file_of_remarks_alone_is_no_table(tmp_path):
    assert read_one(tmp_path, b"# Overview\n# Fjord\n").receipt.refusal.code == "not_a_table"
