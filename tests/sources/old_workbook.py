"""A workbook of the old kind (`.xls`): BIFF8 records in one stream of an OLE2 container, written by hand."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

_SECTOR = 512
_SMALLEST = 4096  # shorter streams would have to lie in smaller sectors
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def xls(sheets: Mapping[str, Sequence[Sequence[str | float]]]) -> bytes:
    """The workbook: texts as labels, numbers as numbers."""
    start = len(_record(0x0809, b"\0" * 16)) + sum(len(_named(name, 0)) for name in sheets) + len(_record(0x000A))
    bodies, listed = b"", b""
    for name, rows in sheets.items():
        listed += _named(name, start + len(bodies))
        bodies += _opening(0x0010) + b"".join(
            _cell(row, column, value) for row, cells in enumerate(rows) for column, value in enumerate(cells)
        )
        bodies += _record(0x000A)
    return _container(_opening(0x0005) + listed + _record(0x000A) + bodies)


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _opening(kind: int) -> bytes:
    """The beginning of the workbook's globals (5) or of a sheet (16)."""
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 0))


def _named(name: str, offset: int) -> bytes:
    return _record(0x0085, struct.pack("<IBBBB", offset, 0, 0, len(name), 0) + name.encode("latin-1"))


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text) if value else b""
    return _record(0x0203, place + struct.pack("<d", value))


def _container(stream: bytes) -> bytes:
    """The stream under the name `Workbook`: header, table of sectors, directory, sectors."""
    stream = stream.ljust(max(_SMALLEST, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    chain = [_TABLE, _END, *range(3, 2 + sectors), _END]
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, _SMALLEST, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream)) + b"\0" * 256
    return header + table + entries + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    spelled = (name + "\0").encode("utf-16-le")
    return (
        spelled.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(spelled), kind, 1, _FREE, _FREE, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )
