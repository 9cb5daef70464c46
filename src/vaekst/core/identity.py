"""The same post across files that name it differently.

One file knows a post by its number, another by its link, a third has both, and a spreadsheet has rounded the number.
A post keeps the key it was first known by; later rows that share its number or its link are given that key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from vaekst.core.facts import Batch

_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|igsh|igshid|si|t|feature)=", re.IGNORECASE)
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PostNames:
    """The names one row gives a post. A number that a spreadsheet rounded (`1.22E+17`) is no name."""

    key: str
    platform: str
    external_id: str | None = None
    permalink: str | None = None

    def others(self) -> Iterable[str]:
        """The names beside the key, marked by what they are."""
        if self.external_id and not _ROUNDED.fullmatch(self.external_id):
            yield f"id {self.platform} {self.external_id}"
        if self.permalink:
            yield _link(self.permalink)


@dataclass(slots=True)
class Identities:
    """The posts known so far, by every name they were given."""

    keys: set[str] = field(default_factory=set)
    by_name: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Iterable[PostNames]) -> Identities:
        identities = cls()
        for names in known:
            identities.learn(names)
        return identities

    def learn(self, names: PostNames) -> str:
        """The key of the post these names belong to; a post not known yet becomes known by them."""
        key = self.key_of(names)
        self.keys.add(key)
        for name in names.others():
            self.by_name.setdefault(name, key)
        return key

    def key_of(self, names: PostNames) -> str:
        """The key the post is known by, or its own when it is new."""
        if names.key in self.keys:
            return names.key
        return next((self.by_name[name] for name in names.others() if name in self.by_name), names.key)

    def find(self, written: str) -> str | None:
        """The key of the post a person means by its key, its link or its bare number; None when that is not one post."""
        if written in self.keys:
            return written
        if "://" in written:
            return self.by_name.get(_link(written))
        found = {key for name, key in self.by_name.items() if name.startswith("id ") and name.endswith(f" {written}")}
        return found.pop() if len(found) == 1 else None


def _link(permalink: str) -> str:
    """A link in one spelling, without what was added to track the click. `watch?v=` names the post and is kept.

    Capitals count after the host: `/p/Cab` and `/p/CAB` are two posts.
    """
    address, _, query = permalink.split("#")[0].partition("?")
    kept = sorted(part for part in query.split("&") if part and not _TRACKING.match(part))
    _, _, rest = address.rpartition("://")
    host, slash, path = rest.rstrip("/").partition("/")
    spelled = f"{host.casefold().removeprefix('www.')}{slash}{path}"
    return f"link {spelled}?{'&'.join(kept)}".rstrip("?")


def settle(batch: Batch, known: Identities) -> Batch:
    """The same facts with every post under the key it was first known by."""
    renamed: dict[str, str] = {}
    tables = dict(batch)
    for name in ("post_snapshot", "production"):
        if name in tables:
            tables[name] = _settled(tables[name], known, renamed, is_new=name == "post_snapshot")
    if renamed and "post_day" in tables:
        tables["post_day"] = _replaced(
            tables["post_day"], [renamed.get(key, key) for key in tables["post_day"]["post_key"].to_pylist()]
        )
    return tables


def _settled(rows: pa.Table, known: Identities, renamed: dict[str, str], *, is_new: bool) -> pa.Table:
    columns: Mapping[str, list[str | None]] = {
        name: rows[name].to_pylist() if name in rows.column_names else [None] * rows.num_rows
        for name in ("post_key", "platform", "external_id", "permalink")
    }
    keys: list[str | None] = []
    for key, platform, external_id, permalink in zip(*columns.values(), strict=True):
        if key is None:
            keys.append(None)
            continue
        names = PostNames(key, platform or key.partition(":")[0], external_id, permalink)
        settled = known.learn(names) if is_new else known.key_of(names)
        if settled != key:
            renamed[key] = settled
        keys.append(settled)
    return _replaced(rows, keys)


def _replaced(rows: pa.Table, keys: Sequence[str | None]) -> pa.Table:
    place = rows.schema.get_field_index("post_key")
    return rows.set_column(place, rows.schema.field(place), pa.array(keys, pa.string()))
