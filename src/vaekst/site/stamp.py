"""A name for the static files as they are now."""

from __future__ import annotations

import zlib
from pathlib import Path


def content_stamp(folder: Path, *versions: str) -> str:
    """Eight characters that change whenever a file in the folder, or one of the versions, does."""
    stamp = zlib.crc32(" ".join(versions).encode())
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            stamp = zlib.crc32(file.read_bytes(), zlib.crc32(file.name.encode(), stamp))
    return f"{stamp:08x}"
