"""Where a fact table lies: in a folder, or in an object store, of which the files that are read are copied once.

Files of a table never change once written, so a copy is as good as the original and no engine needs to know the store.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Hashable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake.fs import DeltaStorageHandler
from pyarrow import fs

LOG = "_delta_log"
_ADDRESS = re.compile(r"[a-z][a-z0-9]+://")
_UNFINISHED = ".unfinished"
_AT_ONCE = 8  # files copied side by side
_UNREAD = 7 * 24 * 3600  # seconds after which a copy nobody asked for is let go of


def is_address(root: Path | str) -> bool:
    """Whether this is the address of an object store, such as `s3://bucket/facts`, and not a folder."""
    return isinstance(root, str) and bool(_ADDRESS.match(root)) and not root.startswith("file://")


class Place(Protocol):
    """One table's files. Names are relative to the table: `month=2026-10/part-….parquet`."""

    @property
    def address(self) -> str:
        """What deltalake opens."""
        ...

    def log(self) -> Iterable[str]:
        """The names in the table's log; none where there is no table. Raises OSError."""
        ...

    def stamp(self, commit: str) -> Hashable:
        """What tells a file of the log from one of the same name: an erased table counts its versions anew."""
        ...

    def here(self, names: Iterable[str]) -> tuple[str, ...]:
        """Paths on this machine where the files can be read. Raises OSError."""
        ...

    def there(self, name: str) -> str:
        """The address of a file, as other machines know it."""
        ...

    def make(self) -> None:
        """Make room for a new table."""
        ...

    def erase(self) -> None:
        """Delete the table, old versions included."""
        ...

    def parquet(self) -> list[str]:
        """Every data file of every version, and of appends that never became one."""
        ...

    def replace(self, name: str, rows: pa.Table) -> None:
        """Put these rows in the place of a file's."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """A table in a folder of this machine."""

    path: Path

    @property
    def address(self) -> str:
        return str(self.path)

    def log(self) -> Iterable[str]:
        try:
            return [entry.name for entry in (self.path / LOG).iterdir()]
        except (FileNotFoundError, NotADirectoryError):
            return []

    def stamp(self, commit: str) -> Hashable:
        written = (self.path / LOG / commit).stat()
        return written.st_ino, written.st_mtime_ns

    def here(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(str(self.path / name) for name in names)

    def there(self, name: str) -> str:
        return f"file://{self.path / name}"

    def make(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True)

    def erase(self) -> None:
        shutil.rmtree(self.path)

    def parquet(self) -> list[str]:
        return sorted(file.relative_to(self.path).as_posix() for file in self.path.glob("*=*/*.parquet"))

    def replace(self, name: str, rows: pa.Table) -> None:
        unfinished = (self.path / name).with_suffix(_UNFINISHED)
        pq.write_table(rows, unfinished)
        unfinished.replace(self.path / name)


@dataclass(frozen=True, slots=True)
class Store:
    """A table in an object store, and the folder of this machine that holds copies of what was read."""

    address: str
    near: Path

    def log(self) -> Iterable[str]:
        found = self._files().get_file_info(fs.FileSelector(LOG, allow_not_found=True))
        return [info.base_name for info in found]

    def stamp(self, commit: str) -> Hashable:
        return str(self._files().get_file_info(f"{LOG}/{commit}").mtime_ns)

    def here(self, names: Iterable[str]) -> tuple[str, ...]:
        wanted = {name: self.near / name for name in names}
        missing = [name for name, copy in wanted.items() if not _asked_for(copy)]
        if missing:
            with ThreadPoolExecutor(_AT_ONCE) as hands:
                list(hands.map(self._fetch, missing))
            self._let_go(set(wanted.values()), newest=wanted[missing[-1]])
        return tuple(map(str, wanted.values()))

    def there(self, name: str) -> str:
        return f"{self.address}/{name}"

    def make(self) -> None:
        return

    def erase(self) -> None:
        files = self._files()
        for info in files.get_file_info(fs.FileSelector("", recursive=True, allow_not_found=True)):
            if info.type == fs.FileType.File:
                files.delete_file(info.path)
        self.forget()

    def parquet(self) -> list[str]:
        found = self._files().get_file_info(fs.FileSelector("", recursive=True, allow_not_found=True))
        return sorted(info.path for info in found if info.path.endswith(".parquet") and not info.path.startswith(LOG))

    def replace(self, name: str, rows: pa.Table) -> None:
        with self._files().open_output_stream(name) as there:
            pq.write_table(rows, there)
        self.forget()

    def forget(self) -> None:
        """Delete the copies."""
        shutil.rmtree(self.near, ignore_errors=True)

    def _files(self) -> fs.FileSystem:
        return fs.PyFileSystem(DeltaStorageHandler(self.address))

    def _fetch(self, name: str) -> None:
        copy = self.near / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        unfinished = copy.with_name(f"{copy.name}{_UNFINISHED}-{os.getpid()}")
        with self._files().open_input_file(name) as there, unfinished.open("wb") as here:
            shutil.copyfileobj(there, here, 1 << 20)
        unfinished.replace(copy)

    def _let_go(self, wanted: set[Path], *, newest: Path) -> None:
        """Delete the copies nobody has asked for in a week, by the disk's clock: most were gathered into larger files."""
        now = newest.stat().st_mtime
        for copy in self.near.glob("*=*/*"):
            with suppress(OSError):
                if copy not in wanted and now - copy.stat().st_mtime > _UNREAD:
                    copy.unlink()


def _asked_for(copy: Path) -> bool:
    """Whether the copy is here; it is marked as read now."""
    try:
        os.utime(copy)
    except OSError:
        return False
    return True
