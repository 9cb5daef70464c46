"""What is measured on posts: how many there are, and what they reach at comparable age."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from vaekst.core.comparison import ComparisonRule, Histories, PostFigures, PostHistory, figures_of
from vaekst.core.comparison.histories import moment_of
from vaekst.core.figures import PostFigure, SourceRow
from vaekst.core.metrics.catalogue import Metric
from vaekst.core.metrics.figure import Coverage, Figure
from vaekst.core.metrics.forms import form_named
from vaekst.core.metrics.gather import Known, lineage_of
from vaekst.core.metrics.measured import Series, alike
from vaekst.core.metrics.units import Unit
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence

SHORT_VIDEO_S = 180.0
POSTS = "posts:"

# Why no post of a period has a figure, by the reason most of them were left out for.
_NONE: Mapping[str, str] = {
    "period_only": N_(
        "The numbers of {channel}'s posts are cut to a period, so they have no comparable age. Import an export with "
        "lifetime numbers."
    ),
    "too_young": N_("The posts on {channel} of these days are younger than {days} days. They count once they are not."),
    "not_read_at_age": N_(
        "The posts on {channel} of these days were last read before they were {days} days old. Import a newer export."
    ),
    "read_too_late": N_(
        "The posts on {channel} of these days were first read long after day {days}, and counts keep growing. Import "
        "exports more often."
    ),
    "nothing_tried": N_("Nobody saw the posts on {channel} of these days, so a rate has no meaning."),
    "redefined_meanwhile": N_(
        "The platform redefined what it counts on {channel} while these posts were counted, so they cannot be compared."
    ),
    "other_definition": N_(
        "The posts on {channel} of these days were counted under another definition than later ones."
    ),
}
NOPOSTS_THEN = N_(
    "The files for {channel} hold no post published from {first:day} to {last:day}. Import an export of these days."
)


@dataclass(frozen=True, slots=True)
class Cadence:
    """Posts published per week on a channel."""

    known: Known
    channel: str
    supply: str
    basis: str = "posts"

    def over(self, period: Period) -> Figure:
        posts = list(self.known.histories.where(channel=self.channel))
        within = [post for post in posts if post.published in period]
        reason = self._unknown(posts, within, period)
        first = min((post.published for post in posts if post.published), default=period.after)
        days = (period.last - max(first, period.first)).days + 1
        return Figure(
            measure="posting_cadence",
            channel=self.channel,
            unit=Unit.PER_WEEK,
            period=period,
            value=None if reason else len(within) * 7 / period.days,
            unknown=reason,
            basis=self.basis,
            coverage=Coverage("days", max(days, 0), period.days),
            posts=tuple(sorted(post.post_key for post in within)),
            lineage=lineage_of(self.rows(period)),
        )

    def rows(self, period: Period) -> Sequence[SourceRow]:
        """The newest row about each post of the period; where there is none, the newest that would tell of one."""
        posts = self.known.histories.where(channel=self.channel)
        within = posts.where(published=period).posts or sorted(posts, key=lambda post: post.seen)[-1:]
        return [
            SourceRow(post.post_key, post.published, {}, *post.told_by, observed=moment_of(post.seen))
            for post in within
        ]

    def _unknown(self, posts: Sequence[PostHistory], within: Sequence[PostHistory], period: Period) -> Sentence | None:
        """Why the number of posts is not known: files that end too early or begin too late."""
        if not posts:
            return Sentence("not_supplied", self.supply, channel=self.channel)
        read = moment_of(max(post.seen for post in posts))
        if read < datetime.combine(period.after, time(), UTC):
            return Sentence(
                "not_read_since",
                N_(
                    "The newest file about posts on {channel} is of {read:day}, before {last:day} was over. Import a newer "
                    "export."
                ),
                channel=self.channel,
                read=read.date(),
                last=period.last,
            )
        if not within and not any(post.published and post.published < period.first for post in posts):
            return _no_posts_then(self.channel, period)
        return None


@dataclass(frozen=True, slots=True)
class OfPosts:
    """One number from the posts of a period, each at comparable age: `summary` makes it."""

    measure: str
    channel: str
    unit: Unit
    figures: PostFigures
    summary: Callable[[Series], float | None]
    supply: str
    any_posts: bool

    @property
    def basis(self) -> str:
        form = self.figures.forms.get(self.channel)
        return f"{POSTS}{form}" if form else ""

    def over(self, period: Period) -> Figure:
        then = self.figures.published(period)
        return self._figure(period, then, then.figures)

    def as_then(self, period: Period) -> Figure:
        """The measure over the period by the definition that held for the newest of its posts."""
        then = self.figures.published(period)
        everything = sorted([*then.figures, *then.otherwise], key=lambda figure: figure.published)
        if not then.otherwise:
            return self._figure(period, then, then.figures)
        standard = everything[-1].meaning
        return self._figure(period, then, [figure for figure in everything if alike(figure.meaning, standard)])

    def rows(self, period: Period) -> Sequence[SourceRow]:
        """The rows of files the measure over the period rests on."""
        return [row for figure in self.figures.published(period).figures for row in figure.rows]

    def _figure(self, period: Period, then: PostFigures, used: Sequence[PostFigure]) -> Figure:
        value = self.summary(Series.of(figure.counted for figure in used)) if used else None
        return Figure(
            measure=self.measure,
            channel=self.channel,
            unit=self.unit,
            period=period,
            value=value,
            unknown=None if value is not None else self._unknown(then, period),
            basis=self.basis,
            coverage=Coverage("posts", len(used), len(then.figures) + len(then.without)),
            posts=tuple(figure.post_key for figure in used),
            definitions=used[-1].meaning if used else then.definitions.get(self.channel, ()),
            lineage=lineage_of([row for figure in used for row in figure.rows]),
            notes=then.notes,
        )

    def _unknown(self, then: PostFigures, period: Period) -> Sentence:
        if not self.any_posts:
            return Sentence("not_supplied", self.supply, channel=self.channel)
        if not then.without:
            return _no_posts_then(self.channel, period)
        reason = max(then.left_out, key=lambda each: then.left_out[each])
        if reason not in _NONE:
            return Sentence("not_supplied", self.supply, channel=self.channel)
        return Sentence(reason, _NONE[reason], channel=self.channel, days=then.age_days)


def of_posts(
    measure: str,
    metric: Metric,
    histories: Histories,
    *,
    channel: str,
    period: Period,
    rule: ComparisonRule,
    supply: str,
    basis: str | None,
    summary: Callable[[Series], float | None],
) -> OfPosts:
    """The metric over a channel's posts. Without a `basis`, the form most posts of `period` carry is used throughout."""
    if basis:
        forms = {channel: form_named(basis.removeprefix(POSTS))}
    else:
        forms = dict(figures_of(histories.where(published=period), metric, rule=rule).forms)
    figures = figures_of(histories, metric, rule=rule, forms=forms)
    return OfPosts(measure, channel, metric.unit, figures, summary, supply, bool(histories.posts))


def middle(posts: Series) -> float | None:
    """The median of the posts' values."""
    return posts.middle()


def together(posts: Series) -> float | None:
    """All events of the posts over all their trials."""
    return posts.total().value


def is_short_video(post: PostHistory) -> bool:
    """Whether the post is a short video; True where nothing says otherwise."""
    if post.format == "short_video":
        return True
    if post.duration_s is not None:
        return 0 < post.duration_s <= SHORT_VIDEO_S
    return post.format is None


def _no_posts_then(channel: str, period: Period) -> Sentence:
    return Sentence("no_posts_then", NOPOSTS_THEN, channel=channel, first=period.first, last=period.last)
