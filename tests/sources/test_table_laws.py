"""Tables of one's own: workbooks read like text, and what holds for every table."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.sources.uploads import end_of, reading_of, rows_of

from vaekst.sources.table import SOURCE


def table(header: str, *rows: str, delimiter: str = ",") -> bytes:
    lines = [header, *rows]
    return ("\n".join(line.replace(",", delimiter) for line in lines) + "\n").encode()


def test_a_workbook_is_read_like_text() -> None:
    content = workbook(
        [["date", "category", "amount"], ["2026-10-01", "media", "12.5"], ["2026-10-02", "media", "1.234"]]
    )
    rows = rows_of(reading_of(SOURCE, content, "costs.xlsx"), "cost")
    assert [row["amount_minor"] for row in rows] == [1250, 123]


def test_dollars_and_kroner_are_the_brands_own() -> None:
    content = table("date,category,amount", "2026-10-01,media,$5", "2026-10-02,media,7 kr.")
    found = rows_of(reading_of(SOURCE, content, currency="CAD"), "cost")
    assert [row["currency"] for row in found] == ["CAD", "DKK"]
    assert rows_of(reading_of(SOURCE, content, currency="NOK"), "cost")[1]["currency"] == "NOK"


def workbook(rows: list[list[str]]) -> bytes:
    """A small xlsx by hand: one sheet, text for letters and numbers for numbers."""

    def cell(text: str) -> str:
        try:
            return f"<c><v>{float(text)}</v></c>"
        except ValueError:
            return f'<c t="inlineStr"><is><t>{text}</t></is></c>'

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheet = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in rows)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="r" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Costs" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{rels}"><Relationship Id="s" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


@given(
    st.lists(
        st.tuples(
            st.dates(date(2024, 1, 1), date(2026, 11, 22)),
            st.integers(0, 10**9),
            st.sampled_from(["DKK", "EUR", "SEK"]),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_every_amount_comes_back_in_full_and_every_row_is_accounted_for(costs: list[tuple[date, int, str]]) -> None:
    rows = [f"{day},{minor // 100}.{minor % 100:02d},{currency}" for day, minor, currency in costs]
    reading = reading_of(SOURCE, table("date,amount,currency", *rows))
    found = rows_of(reading, "cost")
    assert [(row["local_date"], row["amount_minor"], row["currency"]) for row in found] == costs
    assert len({row["entry_id"] for row in found}) == len(costs)
    assert reading.receipt.rows_read == len(costs)
    assert reading.receipt.last_date == max(day for day, _, _ in costs)
    assert reading.receipt.observed_at == end_of(max(day for day, _, _ in costs))
