"""Every rate, mean and count a post can be judged on. A new one is one entry here.

A `Rate` is events per trial and is recomputed from both. A `Mean` is an amount per play. A `Count` grows with a
post's age and is therefore compared only at equal age.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vaekst.core.errors import UnknownName
from vaekst.core.metrics.forms import Form, Ratio, Stated
from vaekst.core.metrics.units import Better, Unit
from vaekst.core.sentence import N_

HIGHER = Better.HIGHER
PERCENT, SECONDS, COUNT, PEOPLE = Unit.PERCENT, Unit.SECONDS, Unit.COUNT, Unit.PEOPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Events per trial. Of `part`, the columns most posts carry are added; of `whole`, one is chosen.

    Both are empty for a share that nobody counts and everybody states.
    """

    id: str
    label: str
    formula: str
    part: tuple[str, ...]
    whole: tuple[str, ...]
    stated: str | None = None  # a column in which some platforms state the share itself
    unit: Unit = PERCENT
    better: Better = HIGHER

    @property
    def forms(self) -> tuple[Form, ...]:
        """All ways to work it out, the preferred first."""
        ratios: tuple[Form, ...] = tuple(Ratio(self.part, whole) for whole in self.whole)
        return (*ratios, Stated(self.stated)) if self.stated else ratios

    @property
    def needs_equal_age(self) -> bool:
        """False: a settled rate read later is still the same rate."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """An amount per play, as stated or as a total over the plays."""

    id: str
    label: str
    formula: str
    stated: str
    total: str
    whole: tuple[str, ...]
    unit: Unit
    better: Better = HIGHER

    @property
    def forms(self) -> tuple[Form, ...]:
        return (Stated(self.stated), *(Ratio((self.total,), whole) for whole in self.whole))

    @property
    def needs_equal_age(self) -> bool:
        """False: a settled mean read later is still the same mean."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number that only grows. Of `columns`, one is chosen."""

    id: str
    label: str
    formula: str
    columns: tuple[str, ...]
    unit: Unit = COUNT
    better: Better = HIGHER

    @property
    def forms(self) -> tuple[Form, ...]:
        return tuple(Stated(column) for column in self.columns)

    @property
    def needs_equal_age(self) -> bool:
        """True: an older post has had longer to grow."""
        return True


Metric = Rate | Mean | Count

_VIEWS = ("views_start", "views_engaged")
_AUDIENCE = ("reach_unique", *_VIEWS, "impressions_feed")

_ALL: tuple[Metric, ...] = (
    Rate(
        id="engagement_rate",
        label=N_("Engagement rate"),
        formula=N_("likes, comments, shares and saves per person reached; else per view, else per impression"),
        part=("likes", "comments", "reshares_public", "shares_sent", "saves"),
        whole=_AUDIENCE,
    ),
    Rate(
        id="save_rate",
        label=N_("Save rate"),
        formula=N_("saves per person reached; else per view, else per impression"),
        part=("saves",),
        whole=_AUDIENCE,
    ),
    Rate(
        id="share_rate",
        label=N_("Share rate"),
        formula=N_("public and private shares per person reached; else per view, else per impression"),
        part=("reshares_public", "shares_sent"),
        whole=_AUDIENCE,
    ),
    Rate(
        id="comment_rate",
        label=N_("Comment rate"),
        formula=N_("comments per person reached; else per view, else per impression"),
        part=("comments",),
        whole=_AUDIENCE,
    ),
    Rate(
        id="like_rate",
        label=N_("Like rate"),
        formula=N_("likes or reactions per person reached; else per view, else per impression"),
        part=("likes",),
        whole=_AUDIENCE,
    ),
    Rate(
        id="ctr",
        label=N_("CTR"),
        formula=N_("clicks that left the platform per view; else per impression"),
        part=("clicks_out",),
        whole=(*_VIEWS, "impressions_feed"),
    ),
    Rate(
        id="retention_3s",
        label=N_("3-second retention"),
        formula=N_("plays of at least three seconds per play; else the share the platform states"),
        part=("views_3s",),
        whole=("views_start",),
        stated="retention_3s",
    ),
    Rate(
        id="retention_15s",
        label=N_("15-second retention"),
        formula=N_("the share of plays of at least fifteen seconds, as it is stated"),
        part=(),
        whole=(),
        stated="retention_15s",
    ),
    Mean(
        id="avg_watch_time",
        label=N_("Average watch time"),
        formula=N_("seconds watched per view, as stated; else watch time per view"),
        stated="avg_view_s",
        total="watch_time_s",
        whole=_VIEWS,
        unit=SECONDS,
    ),
    Count(id="reach", label=N_("Reach"), formula=N_("people who saw the post"), columns=("reach_unique",), unit=PEOPLE),
    Count(id="views", label=N_("Views"), formula=N_("plays and displays of the post"), columns=_VIEWS),
    Rate(
        id="follow_rate",
        label=N_("Follow rate"),
        formula=N_("new followers per person reached; else per view, else per impression"),
        part=("follows",),
        whole=_AUDIENCE,
    ),
    Rate(
        id="thumb_ctr",
        label=N_("Thumbnail CTR"),
        formula=N_("views begun at a thumbnail per thumbnail shown"),
        part=("clicks_thumb",),
        whole=("impressions_thumb",),
    ),
)

METRICS: Mapping[str, Metric] = {metric.id: metric for metric in _ALL}

# How a comparison names the form it chose, by the column everything is measured against.
MEASURED_AGAINST: Mapping[str, str] = {
    "reach_unique": N_("Measured per person reached."),
    "views_start": N_("Measured per view."),
    "views_engaged": N_("Measured per engaged view, the older and stricter count."),
    "impressions_feed": N_("Measured per impression."),
    "impressions_thumb": N_("Measured per thumbnail shown."),
}
AS_STATED = N_("As the platform states it.")


def metric_named(id_: str) -> Metric:
    """The catalogue's metric with this id. Raises UnknownName with the nearest one."""
    if id_ not in METRICS:
        raise UnknownName("metric", id_, METRICS)
    return METRICS[id_]
