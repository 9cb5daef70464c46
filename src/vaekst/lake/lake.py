"""One brand's facts: append, pin a version, read rows, read the latest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa
from deltalake.exceptions import DeltaError
from filelock import FileLock, Timeout

from vaekst.core.errors import Trouble, UnknownName
from vaekst.core.facts import TABLES, Batch, FactTable
from vaekst.lake import delta, engines, erasure, trouble
from vaekst.lake.engines import Engine
from vaekst.lake.erasure import Erased
from vaekst.lake.incoming import ready
from vaekst.lake.place import Folder, Place, Store, is_address
from vaekst.lake.version import LakeVersion

_LOCK = ".writer.lock"
_TURN = ".turn.lock"
_ERASED = ".erased"
_SPARE = 4 * 2**20  # bytes of disk kept free beside the rows themselves


class Lake:
    """The fact tables of one brand, below one folder or one address of an object store such as `s3://bucket/brand`.

    `near` is the folder of this machine that holds the locks of an address, and copies of what was read from it. `tables` are those of `core.facts`, `engine` is found by `lake.engines`.
    Writers take turns, across processes; readers never wait and never see half an append of a table.
    """

    def __init__(
        self,
        root: Path | str,
        *,
        near: Path | None = None,
        engine: Engine = engines.DUCKDB,
        patience: float = 30.0,
        tables: Mapping[str, FactTable] = TABLES,
    ) -> None:
        self.root = str(root).rstrip("/") if is_address(root) else Path(str(root).removeprefix("file://")).absolute()
        if near is None and isinstance(self.root, str):
            raise ValueError("A lake in an object store needs a folder of this machine for its locks: near=…")
        self.near = self.root if isinstance(self.root, Path) else Path(near or "")
        self.patience = patience
        self.tables = tables
        self.engine = engine

    def append(self, batch: Batch, *, import_id: str) -> LakeVersion:
        """The version after the rows were added; rows of an import already held are not added again.

        Appending the same import again after a crash adds exactly what is missing. Raises Trouble, with
        nothing kept, when the lake is busy, the disk full or the folder closed.
        """
        rows = {name: ready(self._table(name), part) for name, part in sorted(batch.items()) if part.num_rows}
        if not rows:
            return self.version()
        with self._writing():
            self._make_sure_of_room(sum(part.nbytes for part in rows.values()))
            self._append(rows, import_id)
            return self.version()

    def take_back(self, import_id: str, *, to: LakeVersion) -> None:
        """Bring every table back to that version, when an import failed after its facts were appended.

        Only for an importer whose `turn` it is; otherwise rows of others might be taken back with them.
        """
        with self._writing():
            now = self.version()
            self._put_back({name: to.get(name) for name in now if now[name] != to.get(name)}, import_id)

    def retract(self, import_id: str) -> Mapping[str, int]:
        """Leave the rows of an import out from now on; how many of each table. Pinned versions keep them.

        The same import can be appended again. Raises Trouble when the lake is busy or cannot be written.
        """
        with self._writing():
            try:
                places = {name: self._place(name) for name in self.version()}
                held = [name for name, place in places.items() if delta.parts_held(place, import_id)]
                return {name: delta.retract(places[name], import_id) for name in held}
            except (OSError, DeltaError) as error:
                raise trouble.writing(self.root, error) from error

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Importers take turns, across processes: what one finds out about the brand holds until it is done."""
        with self._locked(_TURN, patience=10 * self.patience):
            yield

    def version(self) -> LakeVersion:
        """The newest version of every table."""
        places = [self._place(name) for name in self.tables]
        if isinstance(self.root, Path):
            numbers = list(map(delta.current, places))
        else:  # a store is asked for all of them at once
            with ThreadPoolExecutor(len(places)) as hands:
                numbers = list(hands.map(delta.current, places))
        found = dict(zip(self.tables, numbers, strict=True))
        return LakeVersion.of({name: version for name, version in found.items() if version is not None})

    def holds(self, import_id: str) -> bool:
        """Whether every row of the import is here. False when a crash left only some of its tables."""
        parts = [delta.parts_held(self._place(name), import_id) for name in self.version()]
        held = [spread for spread in parts if spread]
        return bool(held) and len(held) >= max(held)

    def rows(self, table: str, *, version: LakeVersion | None = None) -> nw.LazyFrame[Any]:
        """Every row ever told, with the import and the line it came from; empty when there are none."""
        return self.engine.rows(self._table(table), self._files(table, version))

    def latest(
        self,
        table: str,
        *,
        as_of: datetime | None = None,
        version: LakeVersion | None = None,
        told: Sequence[str] = (),
    ) -> nw.LazyFrame[Any]:
        """One row per key: the newest value of every column as known at `as_of` (see `lake.asof`).

        For each column of `told`, `<column>__told` names the import, line and microsecond its value is from.
        """
        return self.engine.latest(self._table(table), self._files(table, version), as_of=as_of, told=told)

    def readings(
        self, *, as_of: datetime, age_days: float, since: date | None = None, version: LakeVersion | None = None
    ) -> nw.LazyFrame[Any]:
        """The post snapshots that comparisons at `age_days` need, of posts published since a day (see `lake.readings`)."""
        files = self._files("post_snapshot", version)
        return self.engine.readings(self._table("post_snapshot"), files, as_of=as_of, age_days=age_days, since=since)

    def erase_brand(self) -> Mapping[str, int]:
        """Delete every fact of the brand for good; how many rows each table held."""
        with self._writing():
            gone = {name: _count(self.rows(name)) for name in self.version()}
            for name in gone:
                self._place(name).erase()
            self._mark_erasure()
        return gone

    def about_person(self, *marks: str) -> Erased:
        """What `erase_person` would delete: how many rows of each table, and the imports that brought them."""
        try:
            return erasure.together(self._of_every_table(erasure.about_person, marks))
        except (OSError, DeltaError) as error:
            raise trouble.reading(self.root, error) from error

    def erase_person(self, *marks: str) -> Erased:
        """Delete every row that bears one of the marks for good, from every version (see `lake.erasure`).

        Doing it again after a crash finishes it. Raises Trouble when the lake is busy or cannot be written.
        """
        with self._writing():
            try:
                gone = self._of_every_table(erasure.erase_person, marks)
            except (OSError, DeltaError) as error:
                raise trouble.writing(self.root, error) from error
            finally:
                self._mark_erasure()
        return erasure.together(gone)

    def _of_every_table(
        self, do: Callable[[FactTable, Place, Collection[str]], Erased], marks: Collection[str]
    ) -> Mapping[str, Erased]:
        return {name: do(self.tables[name], self._place(name), marks) for name in self.version()}

    def _append(self, rows: Mapping[str, pa.Table], import_id: str) -> None:
        """Commit table by table; when one fails, it and those before it are put back as they were."""
        touched: dict[str, int | None] = {}
        for name, part in rows.items():
            place = self._place(name)
            try:
                touched[name] = delta.current(place)
                if touched[name] is None:
                    delta.create(place, part.schema)
                delta.append(place, part, import_id=import_id, parts=len(rows))
            except (OSError, DeltaError) as error:
                self._put_back(touched, import_id)
                raise trouble.writing(self.root, error) from error

    def _put_back(self, touched: Mapping[str, int | None], import_id: str) -> None:
        for name, before in touched.items():
            place = self._place(name)
            try:
                if before is None:
                    place.erase()
                elif delta.current(place) != before:
                    delta.undo(place, before, import_id=import_id)
            except (OSError, DeltaError, Trouble):
                continue  # the table keeps its rows; a retry of the same import completes the others

    def _make_sure_of_room(self, needed: int) -> None:
        if isinstance(self.root, Path) and trouble.free_bytes(self.root) < needed + _SPARE:
            raise trouble.full(self.root)

    def _writing(self) -> AbstractContextManager[None]:
        """The lake's one writer lock, held across processes."""
        return self._locked(_LOCK, patience=self.patience)

    @contextmanager
    def _locked(self, name: str, *, patience: float) -> Iterator[None]:
        lock = FileLock(self.near / name, timeout=patience)
        try:
            self.near.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as timeout:
            raise trouble.busy(self.root, patience) from timeout
        except OSError as error:
            raise trouble.writing(self.root, error) from error
        try:
            yield
        finally:
            lock.release()

    def _files(self, table: str, version: LakeVersion | None) -> delta.Files:
        place = self._place(table)
        number = delta.current(place) if version is None else version.get(table)
        return delta.Files() if number is None else replace(delta.files(place, number), erased=self._erased())

    def _mark_erasure(self) -> None:
        """From now on no process answers from rows it has kept in memory."""
        (self.near / _ERASED).touch()

    def _erased(self) -> int:
        try:
            return (self.near / _ERASED).stat().st_mtime_ns
        except OSError:
            return 0

    def _table(self, name: str) -> FactTable:
        if name not in self.tables:
            raise UnknownName("fact table", name, self.tables)
        return self.tables[name]

    def _place(self, table: str) -> Place:
        if isinstance(self.root, Path):
            return Folder(self.root / table)
        return Store(f"{self.root}/{table}", self.near / table)


def _count(rows: nw.LazyFrame[Any]) -> int:
    return int(rows.select(nw.len()).collect().item())
