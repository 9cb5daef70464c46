"""A board row in one sentence, by the unit of its figures."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.core.metrics.figure import Figure
from vaekst.core.metrics.units import Unit
from vaekst.core.sentence import N_, Sentence

_AGAINST_PLAN: Mapping[Unit, str] = {
    Unit.PERCENT: N_(
        "{value:percent}, where {trajectory:percent} is planned for today and {target:percent} is the target."
    ),
    Unit.SECONDS: N_(
        "{value:duration}, where {trajectory:duration} is planned for today and {target:duration} is the target."
    ),
    Unit.MINUTES: N_(
        "{value:number} minutes, where {trajectory:number} is planned for today and {target:number} is the target."
    ),
    Unit.MONEY: N_("{value:money}, where {trajectory:money} is planned for today and {target:money} is the target."),
    Unit.PER_WEEK: N_(
        "{value:number} posts a week, where {trajectory:number} is planned for today and {target:number} is the target."
    ),
}
_AGAINST_TARGET: Mapping[Unit, str] = {
    Unit.PERCENT: N_("{value:percent}; the target is {target:percent}."),
    Unit.SECONDS: N_("{value:duration}; the target is {target:duration}."),
    Unit.MINUTES: N_("{value:number} minutes; the target is {target:number}."),
    Unit.MONEY: N_("{value:money}; the target is {target:money}."),
    Unit.PER_WEEK: N_("{value:number} posts a week; the target is {target:number}."),
}
_ALONE: Mapping[Unit, str] = {
    Unit.PERCENT: N_("{value:percent}; there is no target to hold it against."),
    Unit.SECONDS: N_("{value:duration}; there is no target to hold it against."),
    Unit.MINUTES: N_("{value:number} minutes; there is no target to hold it against."),
    Unit.MONEY: N_("{value:money}; there is no target to hold it against."),
    Unit.PER_WEEK: N_("{value:number} posts a week; there is no target to hold it against."),
}


def in_words(now: Figure, *, target: float | None, trajectory: float | None) -> Sentence:
    """The figure beside what is planned and aimed at, as far as both are known; or why there is no figure."""
    if now.unknown is not None:
        return now.unknown
    said: dict[str, float | str | None] = {"value": now.value}
    if now.currency is not None:
        said["currency"] = now.currency
    if target is None:
        return Sentence("alone", _ALONE[now.unit], **said)
    if trajectory is None:
        return Sentence("against_target", _AGAINST_TARGET[now.unit], **said, target=target)
    return Sentence("against_plan", _AGAINST_PLAN[now.unit], **said, target=target, trajectory=trajectory)
