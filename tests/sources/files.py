"""Files for tests: bytes as platforms and spreadsheets write them, and the context they are read in."""

from __future__ import annotations

import csv
import hashlib
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from vaekst.sources import Context, Reading, Upload, read_upload

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def context(**known: Any) -> Context:
    return Context(**{"now": NOW, "currency": "DKK", **known})


def upload(folder: Path, content: bytes, name: str = "export.csv") -> Upload:
    path = folder / name.replace("/", "_")
    path.write_bytes(content)
    return Upload(name=name, path=path, sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def read_all(folder: Path, content: bytes, name: str = "export.csv", **known: Any) -> list[Reading]:
    """What comes back for a file of this content."""
    return read_upload(upload(folder, content, name), context(**known))


def read_one(folder: Path, content: bytes, name: str = "export.csv", **known: Any) -> Reading:
    (reading,) = read_all(folder, content, name, **known)
    return reading


def rows(reading: Reading, table: str) -> list[dict[str, Any]]:
    """The fact rows of a table, without the columns that hold nothing."""
    return [
        {name: value for name, value in row.items() if value is not None} for row in reading.batch[table].to_pylist()
    ]


def codes(reading: Reading) -> list[str]:
    return [warning.code for warning in reading.receipt.warnings]


def table(*lines: Sequence[object], delimiter: str = ",", end: str = "\n") -> bytes:
    """A table in UTF-8 without BOM, quotes only where needed."""
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(lines)
    return out.getvalue().encode()


def zipped(members: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    out = BytesIO()
    pairs = members.items() if isinstance(members, Mapping) else members
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in pairs:
            entry = zipfile.ZipInfo(name, date_time=(2026, 11, 2, 8, 0, 0))
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def workbook(sheets: Mapping[str, Sequence[Sequence[str | float | None]]]) -> bytes:
    """A minimal XLSX: texts inline, numbers as numbers."""
    names = list(sheets)
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1))
    linked = "".join(
        f'<Relationship Id="r{n}" Target="worksheets/sheet{n}.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/worksheet"/>'
        for n in range(1, len(names) + 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r0" '
        f'Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}/relationships">{linked}</Relationships>',
    }
    for number, cells in enumerate(sheets.values(), 1):
        lines = "".join(f"<row>{''.join(map(_cell, line))}</row>" for line in cells)
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>'
        )
    return zipped({name: f'<?xml version="1.0"?>{text}'.encode() for name, text in parts.items()})


def _cell(value: str | float | None) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c><v>{value}</v></c>"
