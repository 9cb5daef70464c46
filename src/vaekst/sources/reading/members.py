"""A file and the files inside it: ZIPs are opened with care, since anyone can send one."""

from __future__ import annotations

import contextlib
import hashlib
import lzma
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import SEEK_END, BytesIO
from mmap import ACCESS_READ, mmap
from pathlib import PurePosixPath
from typing import IO

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_
from vaekst.sources.contract import Upload
from vaekst.sources.reading.kinds import not_a_table

MAX_BYTES = 250_000_000
"""The largest file that is held in memory whole, and the most a ZIP may hold unpacked, in bytes. Read row by row, cells
take about 14 times their bytes in memory, so this is what a small server bears."""

MOST_TEXT = 2_000_000_000
"""The largest text that is read, in bytes: as columns, straight from the disk."""

MAX_MEMBERS = 500
MAX_RATIO = 250
"""How many times its packed size a member may grow; tables of repeated titles reach about 60."""

_RATIO_FROM = 10_000_000
"""Members below this many unpacked bytes may be packed as well as they like."""

_DRIVE = re.compile(r"[A-Za-z]:")
_CHUNK = 1 << 20
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # NotImplementedError included: an unknown way of packing
)
"""What opening or unpacking a damaged ZIP raises."""

_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_WORKBOOK_PARTS = ("xl/workbook.xml", "content.xml")
_OTHER_PARTS = {
    "xl/workbook.bin": N_("a binary workbook (XLSB)"),
    "word/document.xml": N_("a Word document"),
    "ppt/presentation.xml": N_("a PowerPoint presentation"),
    "Index/Document.iwa": N_("an Apple Numbers or Pages document"),
    "META-INF/MANIFEST.MF": N_("a program"),
    "AndroidManifest.xml": N_("a program"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """A file to read, out of a ZIP or alone."""

    name: str
    content: bytes | memoryview
    outer: str | None = None
    siblings: tuple[str, ...] = ()
    folder: str = ""  # name of the folder a file alone lies in: browsers unpack a ZIP into one of its name

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A member that cannot be read, while its neighbours can."""

    name: str
    error: BadFile


def check_size(name: str, size: int) -> None:
    """Raises BadFile for a file of a size that is not worth opening: none, or more than is read."""
    if size > MOST_TEXT:
        raise _too_large(name, size, MOST_TEXT)
    if size == 0:
        raise BadFile("empty_file", N_("{file} is empty. Download it again."), file=name)


def load(upload: Upload) -> bytes | memoryview:
    """The bytes of the upload; large ones are left on disk until they are looked at.

    Raises BadFile for files that are empty or too large; those are not opened.
    """
    check_size(upload.name, upload.size)
    with upload.path.open("rb") as stream:
        size = stream.seek(0, SEEK_END)
        check_size(upload.name, size)  # it may have grown since
        stream.seek(0)
        return stream.read() if size <= MAX_BYTES else memoryview(mmap(stream.fileno(), size, access=ACCESS_READ))


def held(content: bytes | memoryview, *, file: str) -> bytes:
    """Bytes that are small enough to be held in memory whole. Raises BadFile for others."""
    if isinstance(content, bytes):
        return content
    raise BadFile(
        "too_large_to_hold",
        N_(
            "{file} has {size} bytes. Above {most} bytes only tables as plain UTF-8 text are read, row below row. Save it so, or export a shorter period."
        ),
        file=file,
        size=len(content),
        most=MAX_BYTES,
    )


def is_workbook(content: bytes) -> bool:
    """Whether the bytes of a ZIP are a workbook (xlsx, ods). Raises BadFile for other office documents."""
    with _opened(content, "") as archive:
        names = set(archive.namelist())
    return any(part in names for part in _WORKBOOK_PARTS)


def check_zip(content: bytes, *, file: str) -> int:
    """The bytes a ZIP unpacks to. Raises BadFile when it, workbooks included, is broken, locked, hostile or too large."""
    with _opened(content, file) as archive:
        entries = archive.infolist()
    names = {entry.filename for entry in entries}
    for part, what in _OTHER_PARTS.items():
        if part in names:
            raise not_a_table(file, what)
    if len(entries) > MAX_MEMBERS:
        raise BadFile(
            "too_many_files",
            N_("{file} holds {found} files; {most} are allowed. Import the export files alone."),
            file=file,
            found=len(entries),
            most=MAX_MEMBERS,
        )
    for entry in entries:
        _check_entry(entry, file)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_BYTES:
        raise _bomb(file)
    return unpacked


def members(content: bytes, *, file: str) -> Iterator[Member | Unreadable]:
    """The files in a ZIP that `check_zip` has passed, without a system's litter."""
    with _opened(content, file) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_litter(entry.filename)]
        names = _told_apart([_name(entry) for entry in entries])
        if not entries:
            raise BadFile("empty_file", N_("{file} is a ZIP without files. Download it again."), file=file)
        budget = MAX_BYTES
        for entry, name in zip(entries, names, strict=True):
            try:
                data = _unpacked(archive, entry, file, budget)
            except FAULTS:
                yield Unreadable(name, _broken(name))
                continue
            budget -= len(data)
            yield Member(name, data, file, _others(names, name))


def _opened(content: bytes, file: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(content))
    except FAULTS as error:
        raise _broken(file) from error


def _check_entry(entry: zipfile.ZipInfo, file: str) -> None:
    if not entry.filename:
        raise _broken(file)
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(entry.filename):
        raise BadFile(
            "unsafe_path",
            N_("{file} names a file outside itself ('{path}'), which no export does. It was not opened."),
            file=file,
            path=entry.filename,
        )
    if entry.flag_bits & 1:
        raise BadFile(
            "encrypted", N_("{file} is protected by a password. Save it without one and import it again."), file=file
        )
    if entry.file_size > _RATIO_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
        raise _bomb(file)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str, budget: int) -> bytes:
    """The member's bytes; what a header says of its size is not believed. Raises BadFile when it grows too large."""
    parts: list[bytes] = []
    with archive.open(entry) as stream:
        while part := _read(stream):
            budget -= len(part)
            if budget < 0:
                raise _bomb(file)
            parts.append(part)
    return b"".join(parts)


def _read(stream: IO[bytes]) -> bytes:
    return stream.read(_CHUNK)


def _name(entry: zipfile.ZipInfo) -> str:
    """The member's path inside the ZIP; old tools write UTF-8 without saying so."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return str(PurePosixPath(name.replace("\\", "/")))


def _told_apart(names: Sequence[str]) -> list[str]:
    """The names, with a number behind those that occur again: a ZIP may hold one name twice."""
    seen: Counter[str] = Counter()
    apart = []
    for name in names:
        seen[name] += 1
        apart.append(f"{name} ({seen[name]})" if seen[name] > 1 else name)
    return apart


def _is_litter(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or parts[-1].casefold() in _LITTER or parts[-1].startswith("._")


def _others(names: Sequence[str], name: str) -> tuple[str, ...]:
    return tuple(other for other in names if other != name)


def _too_large(file: str, size: int, most: int) -> BadFile:
    return BadFile(
        "too_large",
        N_("{file} has {size} bytes; at most {most} are read. Export a shorter period."),
        file=file,
        size=size,
        most=most,
    )


def _bomb(file: str) -> BadFile:
    return BadFile(
        "zip_bomb",
        N_(
            "{file} would unpack to far more than an export holds (at most {most} bytes are read). It was not unpacked."
        ),
        file=file,
        most=MAX_BYTES,
    )


def _broken(file: str) -> BadFile:
    return BadFile("broken_zip", N_("{file} is a damaged or incomplete ZIP. Download it again."), file=file)
