"""What can go wrong with the machine under the lake, told with its cure."""

from __future__ import annotations

import errno
import re
import shutil
from pathlib import Path

from vaekst.core.errors import Trouble
from vaekst.core.sentence import N_

_OS_ERROR = re.compile(r"os error (\d+)|code: (\d+)")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def free_bytes(folder: Path) -> int:
    """How much room the disk that holds the folder, or will hold it, has left."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return shutil.disk_usage(there).free


def busy(folder: Path | str, seconds: float) -> Trouble:
    return Trouble(
        "lake_busy",
        N_("Another import is writing to {folder}; waited {seconds:number} seconds. Nothing was written. Try again."),
        folder=str(folder),
        seconds=seconds,
    )


def full(folder: Path | str) -> Trouble:
    return Trouble(
        "disk_full",
        N_("The disk that holds {folder} is full. Nothing was kept. Make room and try again."),
        folder=str(folder),
    )


def unusable(folder: Path | str, characters: str) -> Trouble:
    return Trouble(
        "folder_unusable",
        N_("Facts cannot be kept in {folder}: its name holds {characters}. Set VAEKST_HOME to another folder."),
        folder=str(folder),
        characters=characters,
    )


def writing(folder: Path | str, error: Exception) -> Trouble:
    """The trouble behind an error met while writing to the folder."""
    number = _number(error)
    if number in _FULL or (number is None and isinstance(folder, Path) and free_bytes(folder) == 0):
        return full(folder)
    if number in _FORBIDDEN:
        return Trouble(
            "folder_not_writable",
            N_("Vaekst may not write to {folder}. Nothing was kept. Give yourself write access and try again."),
            folder=str(folder),
        )
    return Trouble(
        "write_failed",
        N_("Writing to {folder} failed: {reason}. Nothing was kept. Check the disk and try again."),
        folder=str(folder),
        reason=_first_line(error),
    )


def reading(folder: Path | str, error: Exception) -> Trouble:
    """The trouble behind an error met while reading from the folder."""
    return Trouble(
        "facts_unreadable",
        N_(
            "The facts in {folder} cannot be read: {reason}. Restore the folder from a backup, or remove it and import the files again."
        ),
        folder=str(folder),
        reason=_first_line(error),
    )


def _number(error: Exception) -> int | None:
    """The operating system's number for what went wrong; deltalake tells it only in its text."""
    if isinstance(error, OSError):
        return error.errno
    found = _OS_ERROR.search(str(error))
    return int(found[1] or found[2]) if found else None


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
