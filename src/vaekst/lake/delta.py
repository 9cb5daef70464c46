"""One fact table on disk: an append-only Delta table, partitioned by month.

Old versions stay readable for good: nothing is vacuumed and the log is never cut.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from deltalake.exceptions import DeltaError

from vaekst.lake import trouble
from vaekst.lake.incoming import MONTH

_SETTINGS = {
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
    "delta.checkpointInterval": "20",  # opening takes 2 ms per commit since the last checkpoint
}
_COMMIT = re.compile(r"(\d{20})\.json")
_UNDONE = 0
_LISTED = 1024  # versions whose files are remembered
_MANY_FILES = 64  # opening one takes about a millisecond
# deltalake makes addresses of folder names, and breaks on these.
_UNUSABLE = frozenset("[]^|%\n") if os.sep == "\\" else frozenset("[]^|%\n\\")


def current(path: Path) -> int | None:
    """The newest version of the table, or None when there is none; read from the names in its log."""
    try:
        names = [entry.name for entry in (path / "_delta_log").iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise trouble.reading(path, error) from error
    return max((int(match[1]) for name in names if (match := _COMMIT.fullmatch(name))), default=None)


@dataclass(frozen=True, slots=True)
class Files:
    """The Parquet files that make up a table at one version, and how many bytes they take on disk."""

    paths: tuple[str, ...] = ()
    bytes: int = 0


def files(path: Path, version: int) -> Files:
    """The files of the table at that version. Raises Trouble when the version is not there."""
    try:
        key = _commit_key(path, version)
        if key not in _listed:
            _remember(key, _files_of(path, DeltaTable(path, version=version)))
        return _listed[key]
    except (OSError, DeltaError) as error:
        raise trouble.reading(path, error) from error


CommitKey = tuple[Path, int, int, int]
_listed: dict[CommitKey, Files] = {}


def _commit_key(path: Path, version: int) -> CommitKey:
    """What tells this commit from one of the same number: an erased table counts its versions anew."""
    written = (path / "_delta_log" / f"{version:020}.json").stat()
    return path, version, written.st_ino, written.st_mtime_ns


def _remember(key: CommitKey, listed: Files) -> None:
    while len(_listed) >= _LISTED:
        _listed.pop(next(iter(_listed)), None)
    _listed[key] = listed


def _files_of(path: Path, table: DeltaTable) -> Files:
    # The addresses come percent-encoded; folder and file below the table are plain ASCII.
    found = sorted(path.joinpath(*address.rsplit("/", 2)[1:]) for address in table.file_uris())
    return Files(tuple(map(str, found)), sum(file.stat().st_size for file in found))


def parts_held(path: Path, import_id: str) -> int:
    """Into how many tables this import was spread, as this table remembers it; 0 when it does not hold it."""
    return _open(path).transaction_version(import_id) or _UNDONE


def create(path: Path, schema: pa.Schema) -> None:
    """An empty table. Every column is nullable on disk, so that a later release may add columns."""
    if broken := _UNUSABLE & set(str(path)):
        raise trouble.unusable(path, " ".join(sorted(broken)))
    path.mkdir(parents=True, exist_ok=True)
    nullable = pa.schema([field.with_nullable(True) for field in schema])
    DeltaTable.create(path, nullable, partition_by=[MONTH], configuration=dict(_SETTINGS))


def append(path: Path, rows: pa.Table, *, import_id: str, parts: int) -> bool:
    """Commit the rows, and that this import is held, in one step. False when it was held already."""
    table = _open(path)
    if table.transaction_version(import_id):
        return False
    write_deltalake(table, rows, mode="append", schema_mode="merge", commit_properties=_commit(import_id, parts))
    _gather(path, table)
    return True


def _gather(path: Path, table: DeltaTable) -> None:
    """Write many small files together as a new version; those of older versions stay where they are."""
    try:
        table.update_incremental()
        listed = _files_of(path, table)
        months = {Path(file).parent for file in listed.paths}
        if len(listed.paths) > _MANY_FILES + 2 * len(months):
            table.optimize.compact()
        else:
            _remember(_commit_key(path, table.version()), listed)
    except (OSError, DeltaError):
        return  # only reading is slower; the next append tries again


def undo(path: Path, version: int, *, import_id: str) -> None:
    """Bring the table back to what it held at that version, and forget that the import was held."""
    _open(path).restore(version, commit_properties=_commit(import_id, _UNDONE))


def _commit(import_id: str, parts: int) -> CommitProperties:
    return CommitProperties(app_transactions=[Transaction(import_id, parts)])


def _open(path: Path) -> DeltaTable:
    try:
        return DeltaTable(path)
    except DeltaError as error:
        raise trouble.reading(path, error) from error
