"""What changes from one strategy document to the next, setting by setting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vaekst.core.strategy.document import Strategy
from vaekst.core.strategy.reading import read_strategy

Leaf = str | int | float | bool | None | list[Any]
"""A setting's value as the document writes it: shares as `12 %`, targets as `+15 %`, days as text."""


@dataclass(frozen=True, slots=True)
class Change:
    """One setting that differs. `before` or `after` is None where there was, or is, no such setting."""

    path: str
    before: Leaf
    after: Leaf


def differences(old: str, new: str) -> tuple[Change, ...]:
    """The settings in which two documents differ, defaults filled in; comments and layout do not count.

    Raises BadStrategy when either text is no strategy document.
    """
    return changes(read_strategy(old), read_strategy(new))


def changes(old: Strategy, new: Strategy) -> tuple[Change, ...]:
    """The settings in which two strategies differ, in document order."""
    before, after = settings(old), settings(new)
    paths = [*after, *(path for path in before if path not in after)]
    found = [
        Change(path, before.get(path), after.get(path))
        for path in paths
        if before.get(path) != after.get(path) or (path in before) != (path in after)
    ]
    return (*found, *_order(old, new))


def settings(strategy: Strategy) -> dict[str, Leaf]:
    """Every setting's value by its path, such as `channels.instagram.role` or `outcomes.leads.target`."""
    return dict(_leaves(strategy.model_dump(mode="json"), ""))


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Leaf]]:
    if isinstance(value, list) and value and all(isinstance(item, dict) and "id" in item for item in value):
        value = {item["id"]: {key: inner for key, inner in item.items() if key != "id"} for item in value}
    if not isinstance(value, Mapping):
        yield path, _without_nulls(value)
        return
    for key, inner in value.items():
        yield from _leaves(inner, f"{path}.{key}" if path else key)


def _without_nulls(value: Any) -> Any:
    """Match rules without the keys they leave out."""
    if not isinstance(value, list):
        return value
    return [
        {key: inner for key, inner in item.items() if inner is not None} if isinstance(item, dict) else item
        for item in value
    ]


def _order(old: Strategy, new: Strategy) -> Iterator[Change]:
    """Concepts that were moved: the first that fits a post takes it, so their order is a setting too."""
    before = [name for name in old.concepts if name in new.concepts]
    after = [name for name in new.concepts if name in old.concepts]
    if before != after:
        yield Change("concepts", before, after)
