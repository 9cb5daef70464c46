"""The same content is imported once, under whatever name it comes; content read anew is a new import."""

import os
import shutil
from datetime import UTC, date, datetime

import pytest
from tests.actions.bicycles import baseline_posts, export, post, shop, take_in
from tests.sources.files import table, zipped
from tests.sources.youtube_files import totals

from vaekst.actions import facts, imports, mappings
from vaekst.actions.imports import Choices
from vaekst.core.receipt import Status
from vaekst.store.models import ImportRecord

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 8, tzinfo=UTC)
COSTS = table(("Dag", "Beloeb", "Andet"), ("2026-11-02", "1200", "1"), ("2026-11-03", "800", "2"))


@pytest.fixture
def brand_of(owner):
    return shop(owner)


def saved(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


def rows(brand, name="channel_day"):
    return len(facts.lake(brand).rows(name).collect())


def test_a_renamed_copy_is_the_same_import(brand_of, tmp_path):
    actor, brand = brand_of
    first, copy = take_in(
        actor,
        brand,
        saved(tmp_path, "Totals.csv", totals(1, 2)),
        saved(tmp_path, "copy (1).csv", totals(1, 2)),
        now=NOW,
    )
    assert (first.status, copy.status) == (Status.IMPORTED, Status.ALREADY_IMPORTED)
    assert copy.import_id == first.import_id
    assert "imported on" in copy.warnings[-1].english()
    assert "Totals.csv" in copy.warnings[-1].english()
    assert rows(brand) == 2


def test_the_same_content_in_a_zip_is_the_same_import(brand_of, tmp_path):
    actor, brand = brand_of
    take_in(actor, brand, saved(tmp_path, "Totals.csv", totals(1, 2)), now=NOW)
    packed = saved(
        tmp_path, "all.zip", zipped({"a/Totals.csv": totals(1, 2), "new.csv": totals(3), "b.csv": totals(3)})
    )
    statuses = [receipt.status for receipt in take_in(actor, brand, packed, now=LATER)]
    assert statuses == [Status.ALREADY_IMPORTED, Status.IMPORTED, Status.ALREADY_IMPORTED]
    assert ImportRecord.objects.count() == 2


def test_a_copy_that_lost_the_name_that_told_its_period_adds_nothing(brand_of, tmp_path):
    actor, brand = brand_of
    named = export(tmp_path, baseline_posts(), until=date(2026, 9, 6))
    nameless = saved(tmp_path, "instagram.csv", named.read_bytes())
    known, lost = take_in(actor, brand, named, nameless, now=NOW)
    assert (known.status, lost.status) == (Status.IMPORTED, Status.ALREADY_IMPORTED)
    assert rows(brand, "post_snapshot") == 12


def test_the_name_that_tells_the_period_is_news_after_a_copy_without_it(brand_of, tmp_path):
    actor, brand = brand_of
    named = export(tmp_path, [post(date(2026, 9, 1), saves=4)], until=date(2026, 9, 13))
    nameless = saved(tmp_path, "instagram.csv", named.read_bytes())
    lost, known = take_in(actor, brand, nameless, named, now=NOW)
    assert (lost.status, known.status) == (Status.IMPORTED, Status.IMPORTED)
    assert known.observed_at > lost.observed_at


def test_the_day_a_person_names_reads_the_content_anew(brand_of, tmp_path):
    actor, brand = brand_of
    path = saved(tmp_path, "Totals.csv", totals(1, 2))
    take_in(actor, brand, path, now=NOW)
    corrected = Choices(exported_at=datetime(2026, 11, 1, tzinfo=UTC))
    (anew,) = imports.import_file(actor, brand, path, now=NOW, choices=corrected)
    (again,) = imports.import_file(actor, brand, path, now=NOW, choices=corrected)
    assert (anew.status, again.status) == (Status.IMPORTED, Status.ALREADY_IMPORTED)


def test_naming_the_channel_it_went_to_anyway_changes_nothing(brand_of, tmp_path):
    actor, brand = brand_of
    path = export(tmp_path, baseline_posts(), until=date(2026, 9, 6))
    take_in(actor, brand, path, now=NOW)
    (again,) = imports.import_file(actor, brand, path, now=NOW, choices=Choices(channel="instagram"))
    assert again.status is Status.ALREADY_IMPORTED


def test_a_table_whose_columns_mean_something_else_now_is_read_anew(brand_of, tmp_path):
    actor, brand = brand_of
    path = saved(tmp_path, "costs.csv", COSTS)
    confirm = {"kind": "cost", "options": {"currency": "DKK"}, "now": NOW}
    mappings.confirm(actor, brand, path, columns={"date": "Dag", "amount": "Andet"}, **confirm)
    (wrong,) = take_in(actor, brand, path, now=NOW)
    mappings.confirm(actor, brand, path, columns={"date": "Dag", "amount": "Beloeb"}, **confirm)
    (right,) = take_in(actor, brand, path, now=NOW)
    (again,) = take_in(actor, brand, path, now=NOW)
    assert [each.status for each in (wrong, right, again)] == [
        Status.IMPORTED,
        Status.IMPORTED,
        Status.ALREADY_IMPORTED,
    ]


def test_a_file_10_gb_large_is_refused_without_reading_it(brand_of, tmp_path, monkeypatch):
    actor, brand = brand_of
    path = tmp_path / "ten.csv"
    with path.open("wb") as large:
        large.truncate(10 * 1024**3)
    monkeypatch.setattr("hashlib.sha256", None)
    (receipt,) = take_in(actor, brand, path, now=NOW)
    assert receipt.refusal.code == "too_large"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are a Unix thing")
def test_a_pipe_is_not_waited_for(brand_of, tmp_path):
    actor, brand = brand_of
    os.mkfifo(tmp_path / "pipe.csv")
    (receipt,) = take_in(actor, brand, tmp_path / "pipe.csv", now=NOW)
    assert receipt.refusal.code == "no_file"


def test_an_import_another_process_recorded_meanwhile_is_left_to_it(brand_of, tmp_path, monkeypatch):
    """Where locks do not hold, as on some network drives, the record decides."""
    actor, brand = brand_of
    path = saved(tmp_path, "Totals.csv", totals(1, 2))
    take_in(actor, brand, path, now=NOW)
    monkeypatch.setattr(imports, "imported_before", lambda *_, **__: None)
    (receipt,) = take_in(actor, brand, path, now=NOW)
    assert receipt.status is Status.ALREADY_IMPORTED
    assert rows(brand) == 2


def test_facts_that_were_lost_come_back_with_their_file(brand_of, tmp_path):
    actor, brand = brand_of
    path = saved(tmp_path, "Totals.csv", totals(1, 2))
    (first,) = take_in(actor, brand, path, now=NOW)
    shutil.rmtree(facts.lake(brand).root)
    shutil.rmtree(facts.archive(brand).root)
    (again,) = take_in(actor, brand, path, now=LATER)
    assert (again.status, again.import_id) == (Status.IMPORTED, first.import_id)
    assert "facts_restored" in {warning.code for warning in again.warnings}
    assert (rows(brand), ImportRecord.objects.count()) == (2, 1)
    assert facts.archive(brand).holds(ImportRecord.objects.get().sha256)
    (last,) = take_in(actor, brand, path, now=LATER)
    assert last.status is Status.ALREADY_IMPORTED
