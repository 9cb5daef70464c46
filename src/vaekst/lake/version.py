"""Which version of every fact table: enough to read the same facts again, whatever was appended since."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

_PART = re.compile(r"([a-z_]+)@(\d+)")
EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class LakeVersion(Mapping[str, int]):
    """A mapping from table name to Delta version; tables without facts are left out.

    Written `cost@3+post_snapshot@12`, or `empty` for a lake without facts.
    """

    pairs: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, versions: Mapping[str, int]) -> Self:
        return cls(tuple(sorted(versions.items())))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The version that `str()` wrote. Raises ValueError for anything else."""
        if text == EMPTY:
            return cls()
        matches = [_PART.fullmatch(part) for part in text.split("+")]
        found = {match[1]: int(match[2]) for match in matches if match}
        if len(found) != len(matches):
            raise ValueError(f"'{text}' is not a lake version. One looks like 'cost@3+post_snapshot@12'.")
        return cls.of(found)

    def __getitem__(self, table: str) -> int:
        for name, version in self.pairs:
            if name == table:
                return version
        raise KeyError(table)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __str__(self) -> str:
        return "+".join(f"{name}@{version}" for name, version in self.pairs) or EMPTY
