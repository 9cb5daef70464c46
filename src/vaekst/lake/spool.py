"""A spool: lines that are on disk when `append` returns, and wait there to be taken into the lake.

Every process writes files of its own; one killed in the middle of a line leaves a last line without its end, which nobody
was told is kept. Lines of several threads are written and synced together, so that many small events cost one disk write.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition

from filelock import FileLock

from vaekst.lake import trouble

_OPEN, _READY = ".open", ".ready"


@dataclass(slots=True)
class _Together:
    """Lines that are written with one sync."""

    lines: list[bytes] = field(default_factory=list)
    is_synced: bool = False
    is_done: bool = False
    error: OSError | None = None


class Spool:
    """The waiting lines below one folder. One object a process and folder; threads share it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._turn = Condition()
        self._next = _Together()
        self._is_writing = False
        self._file: int | None = None
        self._name: Path | None = None

    def append(self, line: bytes, *, synced: bool = True) -> None:
        """Keep the line, which holds no line end; it is on disk when this returns. Raises Trouble when it is not.

        Not `synced`, it is with the system: a process that is killed loses nothing, a machine that loses its power may.
        """
        if b"\n" in line:
            raise ValueError("A line of a spool has no line end of its own.")
        with self._turn:
            mine = self._next
            mine.lines.append(line)
            mine.is_synced |= synced
            while self._is_writing and not mine.is_done:
                self._turn.wait()
            if not mine.is_done:  # nobody is writing: this thread does, for all who came meanwhile
                self._next = _Together()
                self._is_writing = True
        if not mine.is_done:
            self._write(mine)
        if mine.error is not None:
            raise trouble.writing(self.root, mine.error) from mine.error

    def take(self) -> list[Path]:
        """The files that hold everything appended so far; what is appended from now on goes to others. Oldest first."""
        if not self.root.is_dir():
            return []
        with self._lock():
            for path in self.root.glob(f"*{_OPEN}"):
                path.rename(path.with_suffix(_READY))
        return sorted(self.root.glob(f"*{_READY}"), key=lambda path: (path.stat().st_mtime_ns, path.name))

    def newest(self, *, most_bytes: int = 65_536) -> Iterator[bytes]:
        """The last whole lines of each file that waits, of at most so many bytes a file. Nothing is taken."""
        for path in (*self.root.glob(f"*{_OPEN}"), *self.root.glob(f"*{_READY}")):
            try:
                with path.open("rb") as file:
                    before = max(0, file.seek(0, os.SEEK_END) - most_bytes)
                    file.seek(before)
                    held = file.read(most_bytes)
            except FileNotFoundError:  # taken meanwhile
                continue
            yield from held.split(b"\n")[1 if before else 0 : -1]

    def _write(self, together: _Together) -> None:
        try:
            with self._lock():
                self._commit(b"".join(line + b"\n" for line in together.lines), synced=together.is_synced)
        except OSError as error:
            together.error = error
        finally:
            with self._turn:
                together.is_done = True
                self._is_writing = False
                self._turn.notify_all()

    def _commit(self, content: bytes, *, synced: bool) -> None:
        """The content at the end of this process's file; wholly or not at all."""
        file = self._opened()
        before = os.fstat(file).st_size
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(file, left) :]
            if synced:
                os.fsync(file)
        except OSError:
            os.ftruncate(file, before)
            raise

    def _opened(self) -> int:
        """This process's file; a new one after the last was taken."""
        if self._file is not None and self._name is not None and self._name.exists():
            return self._file
        if self._file is not None:
            os.close(self._file)
        self._name = self.root / f"{os.getpid()}-{secrets.token_hex(8)}{_OPEN}"
        self._file = os.open(self._name, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_EXCL, 0o600)
        if os.name != "nt":  # where a folder can be synced, so that the new name lasts as well
            folder = os.open(self.root, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
        return self._file

    def _lock(self) -> FileLock:
        self.root.mkdir(parents=True, exist_ok=True)
        return FileLock(self.root / ".lock", timeout=30)


def lines_of(path: Path) -> Iterator[bytes]:
    """The whole lines of a file of the spool; a last one without its end was never kept."""
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield line[:-1]
