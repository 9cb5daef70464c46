"""One fact table on disk: an append-only Delta table, partitioned by month.

Old versions stay readable for good: nothing is vacuumed and the log is never cut.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from deltalake.exceptions import DeltaError

from vaekst.lake import trouble
from vaekst.lake.incoming import MONTH
from vaekst.lake.place import Folder, Place

_SETTINGS = {
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
    "delta.checkpointInterval": "20",  # opening takes 2 ms per commit since the last checkpoint
    "delta.dataSkippingNumIndexedCols": "0",  # the files say it themselves, and a log keeps what was erased
}
_COMMIT = re.compile(r"(\d{20})\.json")
_UNDONE = 0
_AT_ONCE = 1 << 16  # rows handed to the writer together: a million at once take three times the memory
_LISTED = 1024  # versions whose files are remembered
_SEVERAL = 8  # files of one size in one month that are written together
_SIZES = tuple(2**exponent for exponent in (15, 18, 21, 24, 27))  # bytes; a file of the last size is left alone
# deltalake makes addresses of folder names, and breaks on these.
_UNUSABLE = frozenset("[]^|%\n") if os.sep == "\\" else frozenset("[]^|%\n\\")


def current(place: Place) -> int | None:
    """The newest version of the table, or None when there is none; read from the names in its log."""
    try:
        names = place.log()
    except OSError as error:
        raise trouble.reading(place.address, error) from error
    return max((int(match[1]) for name in names if (match := _COMMIT.fullmatch(name))), default=None)


@dataclass(frozen=True, slots=True)
class Files:
    """The Parquet files that make up a table at one version, and how many bytes each takes."""

    place: Place | None = None
    sizes: tuple[tuple[str, int], ...] = ()
    erased: int = 0  # when somebody was last erased from the lake: the same files hold less since

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.sizes)

    @property
    def bytes(self) -> int:
        return sum(size for _, size in self.sizes)

    @property
    def paths(self) -> tuple[str, ...]:
        """Where they can be read on this machine. Raises Trouble when they cannot be brought here."""
        if self.place is None:
            return ()
        try:
            return self.place.here(self.names)
        except OSError as error:
            raise trouble.reading(self.place.address, error) from error

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where other machines can read them."""
        return () if self.place is None else tuple(map(self.place.there, self.names))

    def since(self, month: str) -> Files:
        """Those of the month (`YYYY-MM`) and later ones."""
        return Files(self.place, tuple(each for each in self.sizes if month_of(each[0]) >= month), self.erased)


def files(place: Place, version: int) -> Files:
    """The files of the table at that version. Raises Trouble when the version is not there."""
    try:
        key = _commit_key(place, version)
        if key not in _listed:
            _remember(key, files_of(place, DeltaTable(place.address, version=version)))
        return _listed[key]
    except (OSError, DeltaError) as error:
        raise trouble.reading(place.address, error) from error


_listed: dict[Hashable, Files] = {}


def _commit_key(place: Place, version: int) -> Hashable:
    return place, version, place.stamp(f"{version:020}.json")


def _remember(key: Hashable, listed: Files) -> None:
    while len(_listed) >= _LISTED:
        _listed.pop(next(iter(_listed)), None)
    _listed[key] = listed


def files_of(place: Place, table: DeltaTable) -> Files:
    """The files of an opened table."""
    added = pa.table(table.get_add_actions(flatten=True)).select(["path", "size_bytes"])
    # Addresses may come whole; folder and file below the table are plain ASCII.
    names = ["/".join(path.rsplit("/", 2)[-2:]) for path in added["path"].to_pylist()]
    return Files(place, tuple(sorted(zip(names, added["size_bytes"].to_pylist(), strict=True))))


def parts_held(place: Place, import_id: str) -> int:
    """Into how many tables this import was spread, as this table remembers it; 0 when it does not hold it."""
    return open_table(place).transaction_version(import_id) or _UNDONE


def create(place: Place, schema: pa.Schema) -> None:
    """An empty table. Every column is nullable on disk, so that a later release may add columns."""
    if isinstance(place, Folder) and (broken := _UNUSABLE & set(place.address)):
        raise trouble.unusable(place.address, " ".join(sorted(broken)))
    place.make()
    nullable = pa.schema([field.with_nullable(True) for field in schema])
    DeltaTable.create(place.address, nullable, partition_by=[MONTH], configuration=dict(_SETTINGS))


def append(place: Place, rows: pa.Table, *, import_id: str, parts: int) -> bool:
    """Commit the rows, and that this import is held, in one step. False when it was held already."""
    table = open_table(place)
    if table.transaction_version(import_id):
        return False
    pieces = pa.Table.from_batches(rows.to_batches(max_chunksize=_AT_ONCE), rows.schema)
    write_deltalake(table, pieces, mode="append", schema_mode="merge", commit_properties=_commit(import_id, parts))
    _gather(place, table)
    return True


def _gather(place: Place, table: DeltaTable) -> None:
    """Write small files of a month together as a new version; those of older versions stay where they are."""
    try:
        table.update_incremental()
        listed = files_of(place, table)
        crowded = _crowded(listed.sizes)
        for month, size in crowded.items():
            table.optimize.compact([(MONTH, "=", month)], target_size=size)
        if not crowded:
            _remember(_commit_key(place, table.version()), listed)
    except (OSError, DeltaError):
        return  # only reading is slower; the next append tries again


def _crowded(sizes: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """The months with too many files of one size, and the size to write them together up to.

    Merging like with like writes a row a few times for each size, however long imports go on.
    """
    alike = Counter((month_of(name), step) for name, size in sizes for step in (_step(size),) if step < len(_SIZES))
    found: dict[str, int] = defaultdict(int)
    for (month, step), count in alike.items():
        if count >= _SEVERAL:
            found[month] = max(found[month], _SEVERAL * _SIZES[step])
    return found


def _step(size: int) -> int:
    return sum(size >= limit for limit in _SIZES)


def month_of(name: str) -> str:
    """The month a file is of, from its folder."""
    return name.split("/", 1)[0].removeprefix(f"{MONTH}=")


def replace_month(table: DeltaTable, month: str, rows: pa.Table) -> None:
    """Put these rows in the place of all of the month's, as a new version."""
    rows = rows.append_column(MONTH, pa.repeat(pa.scalar(month), rows.num_rows))
    write_deltalake(table, rows, mode="overwrite", predicate=f"{MONTH} = '{month}'")


def undo(place: Place, version: int, *, import_id: str) -> None:
    """Bring the table back to what it held at that version, and forget that the import was held."""
    open_table(place).restore(version, commit_properties=_commit(import_id, _UNDONE))


def retract(place: Place, import_id: str) -> int:
    """Leave the import's rows out of a new version and forget that it was held; how many there were.

    Older versions keep them.
    """
    predicate = "import_id = '" + import_id.replace("'", "''") + "'"
    told = open_table(place).delete(predicate, commit_properties=_commit(import_id, _UNDONE))
    return int(told["num_deleted_rows"] or 0)


def _commit(import_id: str, parts: int) -> CommitProperties:
    return CommitProperties(app_transactions=[Transaction(import_id, parts)])


def open_table(place: Place) -> DeltaTable:
    """The table as it is now. Raises Trouble when it cannot be read."""
    try:
        return DeltaTable(place.address)
    except DeltaError as error:
        raise trouble.reading(place.address, error) from error
