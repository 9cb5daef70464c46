"""A name for the static files as they are now."""

from __future__ import annotations

import zlib
from pathlib import Path


def content_stamp(folder: Path) -> str:
    """Eight characters that change whenever a file in the folder does."""
    stamp = 0
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            stamp = zlib.crc32(file.read_bytes(), zlib.crc32(file.name.encode(), stamp))
    return f"{stamp:08x}"
