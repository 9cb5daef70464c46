"""Where a figure shall be at the end of the sprint: an amount, or a change from the brand's own baseline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from vaekst.core.sentence import N_
from vaekst.core.strategy.faults import refusal
from vaekst.core.strategy.numbers import Written, fraction, percent, plain_number, share_of, signed_percent, written

LARGEST = 1e12


@dataclass(frozen=True, slots=True)
class Target:
    """A target as it was written.

    `absolute`: `amount` is in the figure's own unit (a fraction for shares, whole currency units for money).
    `relative`: `amount` is the change as a fraction of the baseline, 0.15 for `+15 %`.
    `points`:   `amount` is added to a share, 0.08 for `+8 pp`.
    """

    kind: Literal["absolute", "relative", "points"]
    amount: float
    share: bool = False  # the figure is a share, written in percent

    def value(self, baseline: float | None) -> float | None:
        """The figure to reach; None when it hangs on a baseline that is not known. Shares stay within 0 and 1."""
        if self.kind == "absolute":
            return self.amount
        if baseline is None:
            return None
        reached = baseline * (1 + self.amount) if self.kind == "relative" else baseline + self.amount
        return min(max(reached, 0.0), 1.0) if self.share else reached

    @property
    def needs_baseline(self) -> bool:
        return self.kind != "absolute"

    def __str__(self) -> str:
        if self.kind == "relative":
            return signed_percent(self.amount)
        if self.kind == "points":
            return signed_percent(self.amount).replace("%", "pp")
        return percent(self.amount) if self.share else plain_number(self.amount)

    @classmethod
    def parse(cls, given: object, *, share: bool) -> Target:
        """The target written as a number or text. Raises Refused (a ValueError) that says what is allowed."""
        if isinstance(given, str) and (number := written(given)):
            return _from_words(number, share=share)
        if isinstance(given, (int, float)) and not isinstance(given, bool):
            return _from_number(given, share=share)
        raise _unreadable(share=share)


def _from_number(number: float, *, share: bool) -> Target:
    if number < 0:
        change = number if number > -1 else number / 100
        raise refusal(
            "target_sign",
            N_(
                "{path} is '{value}', and a target is not below zero. For a change from the baseline write '{nearest}'."
            ),
            nearest=signed_percent(change),
        )
    if share:
        return Target("absolute", fraction(number), share)
    if not number <= LARGEST:
        raise _unreadable(share=share)
    return Target("absolute", float(number), share)


def _from_words(number: Written, *, share: bool) -> Target:
    if number.suffix == "":
        if number.sign:
            raise refusal(
                "target_unit",
                N_("{path} is '{value}': a change needs a unit. Write '{nearest}' for a change from the baseline."),
                nearest=signed_percent(number.signed / 100),
            )
        return _from_number(number.plain, share=share)
    if number.suffix == "pp":
        return _points(number, share=share)
    if number.sign:
        return _relative(number, share=share)
    if share:
        return Target("absolute", share_of(number), share)
    raise refusal(
        "target_unit",
        N_("{path} is '{value}', and this figure is not a share. Write '{nearest}' for a change from the baseline."),
        nearest=signed_percent(number.amount / 100),
    )


def _relative(number: Written, *, share: bool) -> Target:
    if number.signed <= -100 or number.amount > 10_000:
        raise refusal("target_reach", N_("{path} is '{value}'. A change lies above -100 % and up to +10000 %."))
    return Target("relative", number.signed / 100, share)


def _points(number: Written, *, share: bool) -> Target:
    change = signed_percent(number.signed / 100)
    if not share:
        raise refusal(
            "target_unit",
            N_("{path} is '{value}', and only shares move by percentage points. Write '{nearest}' for a change."),
            nearest=change,
        )
    if not number.sign:
        raise refusal(
            "target_unit",
            N_("{path} is '{value}': percentage points are a change and carry a sign. Write '{nearest}'."),
            nearest=change.replace("%", "pp"),
        )
    if number.amount >= 100:
        raise refusal("target_reach", N_("{path} is '{value}'. A share moves by less than 100 percentage points."))
    return Target("points", number.signed / 100, share)


def _unreadable(*, share: bool) -> Exception:
    if share:
        return refusal(
            "bad_target", N_("{path} is '{value}'. Write a share such as 12 %, or a change: +15 % or +8 pp.")
        )
    return refusal("bad_target", N_("{path} is '{value}'. Write a number such as 14, or a change: +15 % or -20 %."))


@dataclass(frozen=True, slots=True)
class TargetOf:
    """How pydantic reads, writes and describes a Target; `share` tells whether the figure is a share."""

    share: bool

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read, serialization=core_schema.to_string_ser_schema())

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        change = r"[+\-−]\s?\d+([.,]\d+)?\s?"
        if self.share:
            number: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 1}
            pattern = rf"^(\d+([.,]\d+)?\s?%|{change}(%|pp))$"
        else:
            number, pattern = {"type": "number", "minimum": 0}, rf"^(\d+([.,]\d+)?|{change}%)$"
        words = "`12 %`, `+15 %`, `+8 pp`" if self.share else "`14`, `+15 %`, `-20 %`"
        return {"anyOf": [number, {"type": "string", "pattern": pattern}], "$comment": f"a target: {words}"}

    def read(self, given: object) -> Target:
        if isinstance(given, Target) and given.share == self.share:
            return given
        return Target.parse(given, share=self.share)
