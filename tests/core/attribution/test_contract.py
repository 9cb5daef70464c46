"""Every choice that moves a credit is in the hash, and changing one says that all is counted anew."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from vaekst.core.attribution.contract import DAY_MS, Bots, Direct, PathContract
from vaekst.core.errors import BadInput

OTHERS = {
    "lookback_ms": 7 * DAY_MS,
    "half_life_ms": DAY_MS,
    "resets": False,
    "bots": Bots.KEPT,
    "direct": Direct.LEFT_OUT,
    "most_per_day": 50,
    "zone": "Europe/Copenhagen",
    "version": 2,
}


@pytest.mark.parametrize("name", [each.name for each in fields(PathContract)])
def test_another_choice_is_another_contract_and_says_so(name: str) -> None:
    changed = replace(PathContract(), **{name: OTHERS[name]})
    assert changed.hash != PathContract().hash
    told = changed.differs(PathContract())
    assert told is not None
    assert (told.code, told.values["changed"]) == ("paths_rebuilt", name)
    assert PathContract.from_json(changed.to_json()) == changed


def test_the_same_choices_are_the_same_contract() -> None:
    assert PathContract().hash == PathContract(lookback_ms=30 * DAY_MS).hash
    assert PathContract().differs(PathContract()) is None


@pytest.mark.parametrize(
    "wrong", [{"lookback_ms": 0}, {"half_life_ms": -1}, {"most_per_day": 0}, {"most_per_day": 5000}]
)
def test_spans_that_are_none_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(BadInput):
        PathContract(**wrong)
