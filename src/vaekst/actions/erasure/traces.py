"""What somebody is called, as it may stand in a text and in the bytes of a file."""

from __future__ import annotations

import mmap
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

_BEFORE, _AFTER = r"[\w.+-]", r"[\w-]"  # what makes it another address when it stands beside
_AT = ("@", "%40", "&#64;")
_PACKED = b"PK"


@dataclass(frozen=True, slots=True)
class Traces:
    """Finds the words, in any case, and not where they are part of a longer address."""

    text: re.Pattern[str]
    raw: re.Pattern[bytes]

    def named_in(self, text: str) -> bool:
        return self.text.search(text) is not None

    def instead(self, pseudonym: str, text: str) -> str:
        """The text with the pseudonym in the place of the words."""
        return self.text.sub(pseudonym, text)

    def named_in_file(self, path: Path) -> bool:
        """Whether the file holds the words; packed files are looked into. Raises OSError."""
        with path.open("rb") as file:
            if not path.stat().st_size:
                return False
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                return self._named_in_bytes(content)

    def _named_in_bytes(self, content: bytes | mmap.mmap) -> bool:
        if self.raw.search(content) is not None:
            return True
        return content[:2] == _PACKED and any(map(self._named_in_bytes, _members(content)))


def traces_of(*words: str) -> Traces:
    """How to find the words: addresses, names or ids."""
    written = [way for word in words for way in _ways(word.strip())]
    text = rf"(?<!{_BEFORE})(?:{'|'.join(map(re.escape, written))})(?!{_AFTER})"
    return Traces(re.compile(text, re.IGNORECASE), re.compile(b"|".join(_raw(written)), re.IGNORECASE))


def _ways(word: str) -> list[str]:
    """How the word is written in text, in addresses of the web, and in mark-up."""
    return [word.replace("@", at) for at in _AT] if "@" in word else [word]


def _raw(written: Iterable[str]) -> Iterator[bytes]:
    """The words in every encoding an export has. Only ASCII knows its cases by itself."""
    before, after = _BEFORE.encode(), _AFTER.encode()
    for word in sorted({case for each in written for case in (each, each.lower(), each.upper(), each.title())}):
        for encoding in ("utf-8", "cp1252"):
            content = re.escape(word.encode(encoding, "replace"))
            yield b"(?<!%b)%b(?!%b)" % (before, content, after)
        yield b"(?<!%b\0)%b(?!%b\0)" % (before, re.escape(word.encode("utf-16-le")), after)
        yield b"(?<!\0%b)%b(?!\0%b)" % (before, re.escape(word.encode("utf-16-be")), after)


def _members(content: bytes | mmap.mmap) -> Iterator[bytes]:
    """What is packed in a ZIP or a workbook; nothing where it cannot be unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return
