"""Counts of sealed days, kept as one file each below the data home, so that a new process counts the new days alone.

They are worked out of the facts and can be worked out again: a file that is missing, damaged, or of another release is none.
It says which rows of which imports were counted. Where one of them was taken back, or somebody was erased, the file is not
used any more.
"""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np

from vaekst.actions import facts
from vaekst.core.attribution.contract import PathContract
from vaekst.core.attribution.counts import Counts
from vaekst.core.attribution.incremental import Sealed
from vaekst.store.models import Brand

FORMAT = 1
"""Of the file, and of the meaning of the counts in it."""

MOST = 24
"""Files of a brand; those longest unused go first."""

Imports = Mapping[str, int]
"""`table import moment` -> how many rows of it there are."""

_ARRAYS = ("places", "members", "leads", "reached", "tagged")
_BROKEN = (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile)


@dataclass(frozen=True, slots=True)
class KeptCounts:
    """Sealed counts, how many touches were read for them, how many of those a machine made, and what they were read from."""

    sealed: Sealed
    touches: int
    bots: int
    imports: Imports


@dataclass(frozen=True, slots=True)
class Shelf:
    """The place of the counts that answer one question, under one contract or another.

    `by` is what credit is asked by, `kind` the conversion that counts, `first` the first day of the question.
    """

    brand: Brand
    by: str
    kind: str
    first: date

    def read(self, contract: PathContract) -> KeptCounts | None:
        """What was kept under the contract, if it can be read."""
        path = self._path(contract.hash)
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
                kept = _unpacked(held)
            os.utime(path)
        except _BROKEN:
            return None
        return kept if kept is not None and kept.sealed.contract == contract else None

    def keep(self, kept: KeptCounts) -> None:
        """Keeps the counts in the place of earlier ones. A full disk keeps nothing, and costs nothing but time."""
        path = self._path(kept.sealed.contract.hash)
        unfinished = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                np.savez_compressed(file, **_packed(kept))
            unfinished.replace(path)
            for old in sorted(path.parent.glob("*.npz"), key=lambda each: each.stat().st_mtime)[:-MOST]:
                old.unlink(missing_ok=True)
        except OSError:
            with suppress(OSError):
                unfinished.unlink()

    def other_contract(self, contract: PathContract) -> PathContract | None:
        """The contract that the same question was last counted under, where it is another."""
        others = (each for each in facts.counted(self.brand).glob(f"{self._name}.*.npz"))
        for path in sorted(others, key=lambda each: -each.stat().st_mtime):
            try:
                with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
                    found = PathContract.from_json(_about(held)["contract"])
            except _BROKEN:
                continue
            return None if found == contract else found
        return None

    @property
    def _name(self) -> str:
        return f"{self.by}.{quote(self.kind, safe='')}.{self.first}"

    def _path(self, contract_hash: str) -> Path:
        return facts.counted(self.brand) / f"{self._name}.{contract_hash}.npz"


def forget(brand: Brand) -> None:
    """Drop everything that was kept of the brand."""
    shutil.rmtree(facts.counted(brand), ignore_errors=True)


def _packed(kept: KeptCounts) -> dict[str, Any]:
    """The arrays of a file. Most steps never happen: only those that do are written."""
    counts, sealed = kept.sealed.counts, kept.sealed
    steps = np.flatnonzero(counts.flows)
    about = {
        "format": FORMAT,
        "contract": sealed.contract.to_json(),
        "until": sealed.until,
        "since": sealed.since,
        "flows_since": sealed.flows_since,
        "keys": counts.keys,
        "cut": counts.cut,
        "touches": kept.touches,
        "bots": kept.bots,
        "imports": dict(kept.imports),
    }
    return {
        "about": np.frombuffer(json.dumps(about).encode(), np.uint8),
        "steps": steps,
        "times": counts.flows.ravel()[steps],
        **{name: getattr(counts, name) for name in _ARRAYS},
    }


def _unpacked(held: Mapping[str, Any]) -> KeptCounts | None:
    about = _about(held)
    if about["format"] != FORMAT:
        return None
    arrays = {name: held[name] for name in _ARRAYS}
    size = len(about["keys"]) + 1
    flows = np.zeros((len(arrays["leads"]), size, size), np.int64)
    flows.ravel()[held["steps"]] = held["times"]
    counts = Counts(tuple(about["keys"]), flows=flows, cut=about["cut"], **arrays)
    contract = PathContract.from_json(about["contract"])
    sealed = Sealed(contract, about["until"], counts, about["since"], about["flows_since"])
    return KeptCounts(sealed, about["touches"], about["bots"], about["imports"])


def _about(held: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(held["about"].tobytes())
    return told
