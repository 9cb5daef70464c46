"""What a file is by its first bytes: the names of things that are not tables, so that a refusal can say them."""

from __future__ import annotations

from enum import StrEnum

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_


class Container(StrEnum):
    """How the cells are packed."""

    ZIP = "zip"
    OLE = "xls"
    PARQUET = "parquet"
    TEXT = "text"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARQUET = b"PAR1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_OTHERS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG", N_("a picture (PNG)")),
    (0, b"\xff\xd8\xff", N_("a picture (JPEG)")),
    (0, b"GIF8", N_("a picture (GIF)")),
    (0, b"BM", N_("a picture (BMP)")),
    (0, b"II*\x00", N_("a picture (TIFF)")),
    (0, b"MM\x00*", N_("a picture (TIFF)")),
    (8, b"WEBP", N_("a picture (WebP)")),
    (4, b"ftypheic", N_("a picture (HEIC)")),
    (4, b"ftypavif", N_("a picture (AVIF)")),
    (4, b"ftyp", N_("a video")),
    (0, b"\x1a\x45\xdf\xa3", N_("a video")),
    (8, b"WAVE", N_("a sound file")),
    (0, b"ID3", N_("a sound file")),
    (0, b"\xff\xfb", N_("a sound file")),
    (0, b"OggS", N_("a sound file")),
    (0, b"%PDF", N_("a PDF document")),
    (0, b"{\\rtf", N_("a text document (RTF)")),
    (0, b"7z\xbc\xaf\x27\x1c", N_("a 7z archive")),
    (0, b"Rar!", N_("a RAR archive")),
    (0, b"\x1f\x8b", N_("a gzip archive")),
    (0, b"BZh", N_("a bzip2 archive")),
    (0, b"\xfd7zXZ", N_("an xz archive")),
    (0, b"\x28\xb5\x2f\xfd", N_("a Zstandard archive")),
    (257, b"ustar", N_("a tar archive")),
    (0, b"SQLite format 3", N_("a SQLite database")),
    (0, b"ARROW1", N_("an Arrow file")),
    (0, b"\x7fELF", N_("a program")),
    (0, b"MZ", N_("a program")),
    (0, b"\xca\xfe\xba\xbe", N_("a program")),
    (0, b"wOF", N_("a font")),
)
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", N_("a web page (HTML)")),
    (b"<html", N_("a web page (HTML)")),
    (b"<?xml", N_("an XML document")),
    (b"<svg", N_("a picture (SVG)")),
    (b'{"', N_("a JSON document")),
    (b"[{", N_("a JSON document")),
)


def container_of(head: bytes, *, file: str) -> Container:
    """How the file is packed. Raises BadFile, naming what it is, for bytes that cannot hold a table."""
    if head.startswith(_ZIP):
        return Container.ZIP
    if head.startswith(_OLE):
        return Container.OLE
    if head.startswith(_PARQUET) and _is_binary(_PARQUET, head):
        return Container.PARQUET
    if what := _other(head):
        raise not_a_table(file, what)
    return Container.TEXT


def not_a_table(file: str, what: str) -> BadFile:
    """The refusal of a file that is something else, such as a picture."""
    return BadFile(
        "not_a_table",
        N_("{file} is {what:word}, not a table. Export the numbers as CSV, XLSX or ZIP and import that file."),
        file=file,
        what=what,
    )


def _other(head: bytes) -> str | None:
    for at, magic, what in _OTHERS:
        if head[at : at + len(magic)] == magic and _is_binary(magic, head):
            return what
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((what for mark, what in _MARKUP if start.startswith(mark)), None)


def _is_binary(magic: bytes, head: bytes) -> bool:
    """Marks made of letters (`BM`, `WAVE`) also stand in text; then bytes that no text holds must be near."""
    return not magic.isalnum() or any(byte < 9 for byte in head)
