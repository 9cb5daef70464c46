"""The way from baseline to target, and how a figure stands on it."""

from __future__ import annotations

from enum import StrEnum
from math import isclose

from vaekst.core.metrics.units import Better
from vaekst.core.strategy import StatusRule


class Status(StrEnum):
    """Where a KPI stands."""

    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    NO_DATA = "no data"


def planned(baseline: float | None, target: float | None, *, elapsed: float) -> float | None:
    """Where the KPI should be on the straight way from baseline to target, `elapsed` (0 to 1) of the sprint being over."""
    if baseline is None or target is None:
        return None
    return baseline + (target - baseline) * elapsed


def status_of(
    value: float | None,
    *,
    baseline: float | None,
    target: float | None,
    trajectory: float | None,
    better: Better,
    rule: StatusRule,
) -> Status:
    """On track at the target, on the trajectory, or with nearly all of the planned change done; else by the share done."""
    if value is None or target is None:
        return Status.NO_DATA
    if _reaches(value, target, better):
        return Status.ON_TRACK
    if baseline is None or trajectory is None:
        return Status.NO_DATA
    if _reaches(value, trajectory, better):
        return Status.ON_TRACK
    to_do = better.sign * (trajectory - baseline)
    share = better.sign * (value - baseline) / to_do if to_do > 0 else 0.0
    if share >= rule.on_track:
        return Status.ON_TRACK
    return Status.AT_RISK if share >= rule.at_risk else Status.OFF_TRACK


def _reaches(value: float, mark: float, better: Better) -> bool:
    return better.sign * (value - mark) >= 0 or isclose(value, mark, rel_tol=1e-9)
