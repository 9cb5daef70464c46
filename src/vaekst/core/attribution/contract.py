"""What a path is, as a value: every choice that moves a credit, hashed, and the hash kept with every result."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_, Sentence

SECOND_MS = 1_000
DAY_MS = 86_400 * SECOND_MS
"""A day in milliseconds, whatever the clocks of a zone do meanwhile: look-back is never counted in calendar days."""

MOST_PER_DAY = 1_000


class Bots(StrEnum):
    """What becomes of touches marked as a machine's."""

    CUT = "cut"
    KEPT = "kept"


class Direct(StrEnum):
    """What becomes of visits that came by no link."""

    KEPT = "kept"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class PathContract:
    """How touches become paths. Touches of one millisecond stand in the order they arrived in.

    A path holds the touches of the lead's visitor in the `lookback_ms` up to the lead and, where leads reset, after the
    visitor's lead before. A journey that nothing follows for `lookback_ms` has ended without a lead.
    """

    lookback_ms: int = 30 * DAY_MS
    half_life_ms: int = 7 * DAY_MS  # of time decay
    resets: bool = True  # whether a lead ends the path
    bots: Bots = Bots.CUT
    direct: Direct = Direct.KEPT
    most_per_day: int = 200  # touches of a visitor on one day in UTC; what is above is cut
    zone: str = "UTC"  # whose days are shown; it moves no touch
    version: int = 1  # of the meaning of all this

    def __post_init__(self) -> None:
        for name in ("lookback_ms", "half_life_ms", "most_per_day"):
            if getattr(self, name) <= 0:
                raise BadInput(
                    "path_span",
                    N_("{name} is {value}; it must be above zero."),
                    name=name,
                    value=getattr(self, name),
                )
        if self.most_per_day > MOST_PER_DAY:
            raise BadInput(
                "path_most",
                N_("At most {most} touches of a visitor count on one day, and {value} were asked for."),
                most=MOST_PER_DAY,
                value=self.most_per_day,
            )

    @property
    def hash(self) -> str:
        """Sixteen digits that are the same for the same choices and for no others."""
        return hashlib.sha256(json.dumps(self.to_json(), sort_keys=True).encode()).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        """The choices as plain JSON values."""
        return {name: value.value if isinstance(value, StrEnum) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> PathContract:
        """The contract `to_json` stored."""
        return cls(**{**stored, "bots": Bots(stored["bots"]), "direct": Direct(stored["direct"])})

    def differs(self, other: PathContract) -> Sentence | None:
        """What must be said before counts under the other contract are used under this one; None where nothing must.

        Counts of two contracts are never added: everything is counted anew.
        """
        changed = [each.name for each in fields(self) if getattr(self, each.name) != getattr(other, each.name)]
        if not changed:
            return None
        return Sentence(
            "paths_rebuilt",
            N_(
                "What a path is has changed ({changed}): contract {now} instead of {before}. All credits were counted anew; those of before are not comparable."
            ),
            changed=", ".join(changed),
            now=self.hash,
            before=other.hash,
        )
