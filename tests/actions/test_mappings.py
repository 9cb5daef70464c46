"""What the columns of a table mean is said once, remembered for the brand, and can be corrected."""

import os
from datetime import UTC, datetime

import pytest
from tests.actions.bicycles import shop, take_in
from tests.sources.files import table, workbook, zipped
from tests.store import builders

from vaekst.actions import facts, mappings, remembered
from vaekst.core.errors import BadFile, BadInput, NotAllowed, UnknownName
from vaekst.core.receipt import Status
from vaekst.store.models import AuditEvent, MappingProfile, Role

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
COSTS = table(("Dag", "Udgift", "Hvad"), ("2026-11-02", "1200", "Annoncer"), ("2026-11-03", "800", "Foto"))
COLUMNS = {"date": "Dag", "amount": "Udgift", "note": "Hvad"}


@pytest.fixture
def brand_of(owner):
    return shop(owner)


@pytest.fixture
def costs(tmp_path):
    path = tmp_path / "udgifter.csv"
    path.write_bytes(COSTS)
    return path


def confirm(brand_of, path, **answers):
    actor, brand = brand_of
    given = {"kind": "cost", "columns": COLUMNS, "options": {"currency": "DKK"}, "now": NOW} | answers
    return mappings.confirm(actor, brand, path, **given)


def test_a_guess_fills_the_form_and_remembers_nothing(brand_of, costs):
    actor, brand = brand_of
    found = mappings.guess(actor, brand, costs, now=NOW)
    assert (found.kind, found.mapping["date"], found.mapping["amount"]) == ("cost", "Dag", "Udgift")
    assert found.columns[0].examples == ("2026-11-02", "2026-11-03")
    assert not MappingProfile.objects.exists()


def test_the_kind_can_be_told(brand_of, costs):
    actor, brand = brand_of
    assert mappings.guess(actor, brand, costs, now=NOW, kind="production").kind == "production"
    with pytest.raises(UnknownName, match="Did you mean 'cost'"):
        confirm(brand_of, costs, kind="costs")


def test_a_confirmed_table_is_imported_unasked_whatever_its_name(brand_of, costs, tmp_path):
    actor, brand = brand_of
    (asked,) = take_in(actor, brand, costs, now=NOW)
    confirm(brand_of, costs)
    other = tmp_path / "november.csv"
    other.write_bytes(table(("Dag", "Udgift", "Hvad"), ("2026-11-09", "50", "Kaffe")))
    imported, unasked = take_in(actor, brand, costs, other, now=NOW)
    assert asked.refusal.code == "mapping_needed"
    assert (imported.status, imported.rows_kept, unasked.status) == (Status.IMPORTED, 2, Status.IMPORTED)
    amounts = facts.lake(brand).rows("cost").collect()["amount_minor"].to_list()
    assert sorted(amounts) == [5000, 80000, 120000]


def test_the_sheets_of_a_workbook_are_explained_one_by_one(brand_of, tmp_path):
    actor, brand = brand_of
    book = tmp_path / "book.xlsx"
    costs = [["Dag", "Udgift"], ["2026-11-02", 1200.0]]
    book.write_bytes(workbook({"Costs": costs, "Leads": [["Dato", "Emner"], ["2026-11-02", 3.0]]}))
    assert mappings.guess(actor, brand, book, now=NOW).kind == "cost"
    mappings.confirm(actor, brand, book, kind="cost", columns={"date": "Dag", "amount": "Udgift"}, now=NOW)
    assert mappings.guess(actor, brand, book, now=NOW).kind == "lead"
    mappings.confirm(actor, brand, book, kind="lead", columns={"date": "Dato", "leads": "Emner"}, now=NOW)
    found = take_in(actor, brand, book, now=NOW)
    assert [(receipt.file, receipt.kind, receipt.status) for receipt in found] == [
        ("book.xlsx/Costs", "cost", Status.IMPORTED),
        ("book.xlsx/Leads", "lead", Status.IMPORTED),
    ]


def test_another_brand_has_to_be_told_itself(brand_of, costs, owner):
    confirm(brand_of, costs)
    actor, other = shop(owner, slug="other")
    (receipt,) = take_in(actor, other, costs, now=NOW)
    assert receipt.refusal.code == "mapping_needed"


def test_a_later_answer_replaces_an_earlier_one_and_both_are_on_record(brand_of, costs):
    confirm(brand_of, costs)
    confirm(brand_of, costs, columns={"date": "Dag", "amount": "Udgift"})
    assert MappingProfile.objects.get().mapping["columns"] == {"date": "Dag", "amount": "Udgift"}
    later, first = AuditEvent.objects.filter(action="mapping.confirm").order_by("-id")
    assert first.before is None
    assert later.before["columns"] == COLUMNS


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"columns": {"date": "Dag", "amount": "Udgfit"}}, "Did you mean 'Udgift'"),
        ({"columns": {"date": "Dag", "amuont": "Udgift"}}, "Did you mean 'amount'"),
        ({"columns": {"date": "Dag"}}, "amount"),
        ({"options": {"curency": "DKK"}}, "Did you mean 'currency'"),
        ({"options": {"channel": "instagramm"}}, "Did you mean 'instagram'"),
        ({"options": {"platform": "tik tok"}}, "Did you mean 'tiktok'"),
        ({"options": {"currency": "dkk"}}, "Did you mean 'DKK'"),
    ],
    ids=("no header", "no field", "a field is missing", "no answer", "no channel", "no platform", "no currency"),
)
def test_an_answer_that_cannot_hold_is_refused_with_the_cure(brand_of, costs, answers, told):
    with pytest.raises((BadInput, UnknownName), match=told):
        confirm(brand_of, costs, **answers)
    assert not MappingProfile.objects.exists()


def test_what_is_no_single_table_cannot_be_explained(brand_of, tmp_path):
    actor, brand = brand_of
    photo, pack = tmp_path / "photo.csv", tmp_path / "two.zip"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    pack.write_bytes(zipped({"a.csv": COSTS, "b.csv": COSTS}))
    with pytest.raises(BadFile, match="a picture"):
        mappings.guess(actor, brand, photo, now=NOW)
    with pytest.raises(BadInput, match="holds 2 files"):
        mappings.guess(actor, brand, pack, now=NOW)


def test_a_viewer_may_neither_look_nor_confirm(brand_of, costs):
    _, brand = brand_of
    viewer = builders.person("vera")
    builders.member(brand, viewer, Role.VIEWER)
    with pytest.raises(NotAllowed):
        mappings.guess(builders.actor(viewer), brand, costs, now=NOW)
    with pytest.raises(NotAllowed):
        mappings.confirm(builders.actor(viewer), brand, costs, kind="cost", columns=COLUMNS, now=NOW)


@pytest.fixture
def home(settings, tmp_path):
    settings.VAEKST_HOME = tmp_path / "home"


def test_a_file_that_waits_is_imported_once_its_columns_are_known_and_then_forgotten(brand_of, costs, home):
    actor, brand = brand_of
    (asked,) = take_in(actor, brand, costs, now=NOW)
    mappings.keep_aside(brand, costs, sha256=asked.sha256, now=NOW)
    waiting = mappings.kept_aside(brand, asked.sha256)
    assert waiting.read_bytes() == COSTS
    (refused,) = mappings.import_aside(actor, brand, asked.sha256, name="udgifter.csv", now=NOW)
    assert (refused.status, waiting.exists()) == (Status.REFUSED, True)
    confirm(brand_of, waiting, name="udgifter.csv")
    (imported,) = mappings.import_aside(actor, brand, asked.sha256, name="udgifter.csv", now=NOW)
    assert (imported.status, imported.file, waiting.exists()) == (Status.IMPORTED, "udgifter.csv", False)
    with pytest.raises(BadInput, match="Import it again"):
        mappings.kept_aside(brand, asked.sha256)


def test_files_that_waited_too_long_are_forgotten(brand_of, costs, home):
    _, brand = brand_of
    old, new = "a" * 64, "b" * 64
    mappings.keep_aside(brand, costs, sha256=old, now=NOW)
    os.utime(mappings.kept_aside(brand, old), (0, 0))
    mappings.keep_aside(brand, costs, sha256=new, now=NOW)
    assert mappings.kept_aside(brand, new).is_file()
    with pytest.raises(BadInput, match="no longer waits"):
        mappings.kept_aside(brand, old)


@pytest.mark.parametrize("name", ["../../vaekst.sqlite3", "", ".", "A" * 64, "a" * 63])
def test_only_a_hash_names_a_file_that_waits(brand_of, home, name):
    with pytest.raises(BadInput, match="no longer waits"):
        mappings.kept_aside(brand_of[1], name)


def test_a_table_keeps_its_name_when_it_is_confirmed_again(brand_of, costs):
    confirm(brand_of, costs)
    actor, brand = brand_of
    remembered.rename(actor, brand, "udgifter.csv", to="Bogholderi")
    confirm(brand_of, costs, columns={"date": "Dag", "amount": "Udgift"})
    assert [row.name for row in remembered.tables(brand)] == ["Bogholderi"]


def test_the_receipt_says_which_remembered_table_read_it(brand_of, costs):
    confirm(brand_of, costs)
    actor, brand = brand_of
    (receipt,) = take_in(actor, brand, costs, now=NOW)
    assert receipt.columns_by == "udgifter.csv"


def test_an_open_question_has_to_be_answered(brand_of, tmp_path):
    path = tmp_path / "open.csv"
    path.write_bytes(table(("Dag", "Udgift", "Hvad"), ("03/04/2026", "1.234", "Foto")))
    with pytest.raises(BadInput, match="day or the month first"):
        confirm(brand_of, path)
    with pytest.raises(BadInput, match="thousands mark or decimals"):
        confirm(brand_of, path, options={"dates": "day first"})
    confirm(brand_of, path, options={"dates": "day first", "decimals": "comma"})
    (receipt,) = take_in(*brand_of, path, now=NOW)
    assert receipt.totals == {"amount_minor": 123400}


def test_a_damaged_column_is_not_remembered(brand_of, tmp_path):
    path = tmp_path / "damaged.csv"
    path.write_bytes(
        table(("Dag", "Udgift", "Hvad"), ("2026-11-02", "12,50", "Foto"), ("2026-11-03", "03-apr", "Foto"))
    )
    with pytest.raises(BadInput, match="Import the original export"):
        confirm(brand_of, path)


def test_a_preview_shows_the_value_beside_the_printed_cell_and_reads_nothing(brand_of, tmp_path):
    actor, brand = brand_of
    path = tmp_path / "costs.csv"
    rows = [(f"2026-10-{n:02d}", "1.234,50" if n == 1 else "7,25", "Foto") for n in range(1, 21)]
    path.write_bytes(table(("Dag", "Udgift", "Hvad"), *rows, delimiter=";"))
    found = mappings.preview(actor, brand, path, kind="cost", columns=COLUMNS, options={}, now=NOW)
    first = found.rows[0]
    assert first.cells[0].value.isoformat() == first.cells[0].printed == "2026-10-01"
    assert (first.cells[1].printed, first.cells[1].value.minor) == ("1.234,50", 123450)
    assert [(row.line, row.after_gap) for row in found.rows] == [
        *((line, False) for line in (2, 3, 4, 5)),
        *((12, True), (13, False), (14, False)),
    ]
    assert not brand.imports.exists()


def test_what_a_preview_cannot_read_is_told_by_column(brand_of, tmp_path):
    actor, brand = brand_of
    path = tmp_path / "costs.csv"
    path.write_bytes(table(("Dag", "Udgift"), ("03/04/2026", "3.apr")))
    columns = {"date": "Dag", "amount": "Udgift", "note": "Gone"}
    found = mappings.preview(actor, brand, path, kind="cost", columns=columns, options={}, now=NOW)
    assert (set(found.questions), set(found.faults)) == ({"dates"}, {"amount"})
    assert [cell.value for cell in found.rows[0].cells] == [None, None]


def test_a_sheet_can_be_named(brand_of, tmp_path):
    actor, brand = brand_of
    book = tmp_path / "book.xlsx"
    book.write_bytes(
        workbook({"A": [["Dag", "Udgift"], ["2026-11-02", 1.0]], "B": [["Dato", "Emner"], ["2026-11-02", 3.0]]})
    )
    assert mappings.guess(actor, brand, book, now=NOW, sheet="B").kind == "lead"
    with pytest.raises(UnknownName, match="sheet"):
        mappings.guess(actor, brand, book, now=NOW, sheet="C")
    mappings.confirm(actor, brand, book, kind="lead", columns={"date": "Dato", "leads": "Emner"}, sheet="B", now=NOW)
    assert [row.name for row in remembered.tables(brand)] == ["book.xlsx/B"]


def test_remembered_tables_go_to_another_brand_and_are_read_there_unasked(brand_of, costs, owner):
    confirm(brand_of, costs, options={})
    text = remembered.export(brand_of[1], "yaml")
    actor, other = shop(owner, slug="other")
    assert remembered.take_in(actor, other, text, now=NOW) == ["udgifter.csv"]
    (receipt,) = take_in(actor, other, costs, now=NOW)
    assert (receipt.status, receipt.columns_by) == (Status.IMPORTED, "udgifter.csv")
    assert AuditEvent.objects.filter(brand=other, action="mapping.import").count() == 1


def test_a_file_with_a_channel_the_brand_does_not_have_changes_nothing(brand_of, costs):
    confirm(brand_of, costs)
    actor, brand = brand_of
    text = remembered.export(brand, "yaml").replace("currency: DKK", "channel: tictoc")
    remembered.forget(actor, brand, "udgifter.csv")
    with pytest.raises(UnknownName, match="channel"):
        remembered.take_in(actor, brand, text, now=NOW)
    assert not MappingProfile.objects.exists()


def test_two_tables_of_one_name_are_told_apart_by_their_ids(brand_of, costs, tmp_path):
    actor, brand = brand_of
    confirm(brand_of, costs)
    other = tmp_path / "other.csv"
    other.write_bytes(table(("Dag", "Udgift"), ("2026-11-02", "1")))
    confirm(brand_of, other, columns={"date": "Dag", "amount": "Udgift"}, name="udgifter.csv")
    with pytest.raises(BadInput, match="Several remembered tables"):
        remembered.forget(actor, brand, "udgifter.csv")
    one = remembered.tables(brand)[0]
    remembered.forget(actor, brand, one.fingerprint[:12])
    assert [row.fingerprint for row in remembered.tables(brand)] != [one.fingerprint]


def test_a_table_confirmed_before_headers_were_kept_is_not_handed_on(brand_of, costs):
    confirm(brand_of, costs)
    row = MappingProfile.objects.get()
    row.mapping = {"columns": row.mapping["columns"], "options": {}}
    row.save()
    with pytest.raises(BadInput, match="vaekst map FILE"):
        remembered.export(brand_of[1], "json")


def test_a_viewer_changes_nothing_that_is_remembered(brand_of, costs):
    confirm(brand_of, costs)
    _, brand = brand_of
    viewer = builders.person("vera")
    builders.member(brand, viewer, Role.VIEWER)
    actor = builders.actor(viewer)
    for deed in (
        lambda: remembered.rename(actor, brand, "udgifter.csv", to="x"),
        lambda: remembered.forget(actor, brand, "udgifter.csv"),
        lambda: remembered.take_in(actor, brand, "", now=NOW),
    ):
        with pytest.raises(NotAllowed):
            deed()
