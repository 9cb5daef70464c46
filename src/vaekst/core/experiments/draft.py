"""A registration as somebody typed it, and the plan it makes, or everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from pydantic import ValidationError

from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.experiments.plan import Plan, Variable, is_share, one_metric
from vaekst.core.metrics.catalogue import METRICS, metric_named
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy import MatchRule, Strategy, Target
from vaekst.core.strategy.faults import Refused
from vaekst.core.strategy.fields import slug

DAYS, LONGEST = 28, 366
MOST_POSTS = 500
_TEXTS = {
    "name": (60, N_("Write a name of 1 to {most} letters.")),
    "hypothesis": (1000, N_("Write what is expected and why, in 1 to {most} letters.")),
}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, field by field. Empty means the default; `match` and `posts` hold one entry per line."""

    name: str = ""
    hypothesis: str = ""
    channel: str = ""
    concept: str = ""
    variable: str = ""
    metric: str = ""
    bar: str = ""
    min_posts: str = ""
    start: str = ""
    end: str = ""
    match: str = ""
    posts: str = ""

    @property
    def rules(self) -> tuple[str, ...]:
        return _lines(self.match)

    @property
    def named_posts(self) -> tuple[str, ...]:
        return _lines(self.posts)


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field of a draft."""

    field: str
    sentence: Sentence


class BadRegistration(BadInput):
    """A registration that cannot be used, with all its faults in the order of the fields."""

    def __init__(self, faults: Iterable[FieldFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            "bad_registration",
            N_("Faults in the registration: {count}. Nothing was registered."),
            count=len(self.faults),
        )


def default_bar(strategy: Strategy, metric: str) -> Target:
    """The bar the strategy holds a metric to: its own where it has one, else the lift worth having."""
    own = getattr(strategy.rules.experiments, metric, None)
    if own is not None:
        return Target("absolute", own, share=is_share(METRICS[metric]))
    return Target("relative", strategy.rules.evidence.bar, share=is_share(METRICS[metric]))


def draft_of(plan: Plan) -> Draft:
    """The plan as it would be typed."""
    return Draft(
        name=plan.name,
        hypothesis=plan.hypothesis,
        channel=plan.channel,
        concept=plan.concept,
        variable=plan.variable.value,
        metric=plan.metric,
        bar=str(plan.bar),
        min_posts=str(plan.min_posts),
        start=plan.start.isoformat(),
        end=plan.end.isoformat(),
        match="\n".join(_rule_text(rule) for rule in plan.match),
        posts="\n".join(plan.post_keys),
    )


def read_plan(
    draft: Draft,
    *,
    strategy: Strategy,
    today: date,
    posts: Mapping[str, str] | None = None,
    before: Plan | None = None,
    running: Iterable[Plan] = (),
) -> Plan:
    """The plan the draft describes. Raises BadRegistration with every fault.

    `posts` maps each post as it was typed to its key on the channel. `before` is the plan it takes the place of: its
    start may lie in the past, and its named posts stay. `running` are the other experiments' plans.
    """
    reader = _Reader(draft, strategy, today, posts or {}, before)
    plan = reader.plan()
    if plan is not None and (clash := one_metric(plan, running)):
        reader.faults.append(FieldFault("metric", clash))
    if plan is None or reader.faults:
        raise BadRegistration(reader.faults)
    return plan


class _Reader:
    """Reads a draft field by field and keeps what is wrong with each."""

    def __init__(
        self, draft: Draft, strategy: Strategy, today: date, posts: Mapping[str, str], before: Plan | None
    ) -> None:
        self.draft, self.strategy, self.today, self.posts, self.before = draft, strategy, today, posts, before
        self.faults: list[FieldFault] = []

    def plan(self) -> Plan | None:
        """The plan of the draft; None when a field it cannot do without is at fault."""
        name = self._read("name", lambda: self._text("name"))
        hypothesis = self._read("hypothesis", lambda: self._text("hypothesis"))
        channel = self._read("channel", self._channel)
        concept = self._read("concept", lambda: self._concept(channel))
        variable = self._read("variable", self._variable)
        metric = self._read("metric", lambda: self._metric(channel, concept))
        bar = self._read("bar", lambda: self._bar(metric)) if metric else None
        min_posts = self._read("min_posts", self._min_posts)
        start = self._read("start", self._start)
        end = self._read("end", lambda: self._end(start)) if start else None
        match = self._read("match", self._match)
        keys = self._read("posts", self._post_keys)
        if not (name and hypothesis and channel and concept and variable and metric and bar and min_posts):
            return None
        if start is None or end is None or match is None or keys is None:
            return None
        return Plan(
            name,
            hypothesis,
            channel,
            concept,
            variable,
            metric,
            bar,
            min_posts,
            start,
            end,
            match=match,
            post_keys=keys,
        )

    def _read(self, field: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except BadInput as error:
            self.faults.append(FieldFault(field, error.sentence))
        except UnknownName as error:
            self.faults.append(FieldFault(field, error.sentence))
        return None

    def _text(self, field: str) -> str:
        text = " ".join(str(getattr(self.draft, field)).split())
        most, template = _TEXTS[field]
        if not text or len(text) > most or (field == "name" and not slug(text)):
            raise BadInput(f"bad_{field}", template, most=most)
        return text

    def _channel(self) -> str:
        given = self.draft.channel.strip()
        if given not in self.strategy.channels:
            raise UnknownName("channel", given, self.strategy.channels)
        return given

    def _concept(self, channel: str | None) -> str:
        given = self.draft.concept.strip()
        known = self.strategy.concepts_on(channel) if channel else tuple(self.strategy.concepts)
        if given not in known:
            raise UnknownName("concept on this channel", given, known)
        return given

    def _variable(self) -> Variable:
        given = self.draft.variable.strip().casefold() or Variable.CONCEPT.value
        if given not in tuple(Variable):
            raise UnknownName("thing to vary", given, tuple(Variable))
        return Variable(given)

    def _metric(self, channel: str | None, concept: str | None) -> str:
        given = self.draft.metric.strip()
        if not given:
            return self.strategy.metric_of(channel, concept) if channel else self.strategy.rules.metric
        return metric_named(given).id

    def _bar(self, metric: str) -> Target:
        given = self.draft.bar.strip()
        if not given:
            return default_bar(self.strategy, metric)
        share = is_share(METRICS[metric])
        try:
            bar = Target.parse(given, share=share)
        except Refused:
            bar = None
        if bar is None or bar.kind == "points" or (bar.kind == "absolute" and bar.amount <= 0):
            template = N_(
                "The bar is '{given}'. Write what is to be reached, such as {amount}, or a lift over the baseline, such as +10 %."
            )
            raise BadInput("bad_bar", template, given=given, amount="1.2 %" if share else "9.5")
        return bar

    def _min_posts(self) -> int:
        least = self.strategy.rules.evidence.min_posts
        given = self.draft.min_posts.strip() or str(least)
        if not given.isdecimal() or not least <= int(given) <= MOST_POSTS:
            template = N_(
                "The least number of posts is '{given}'. Write a whole number from {least}, below which the strategy allows no verdict, to {most}."
            )
            raise BadInput("bad_min_posts", template, given=given, least=least, most=MOST_POSTS)
        return int(given)

    def _start(self) -> date:
        given = self.draft.start.strip()
        start = _day(given) if given else self.today
        unchanged = self.before is not None and start == self.before.start
        if start < self.today and not unchanged:
            template = N_(
                "{start:day} is past. Posts published before an experiment is registered do not count: start today or later."
            )
            raise BadInput("start_past", template, start=start)
        return start

    def _end(self, start: date) -> date:
        given = self.draft.end.strip()
        end = _day(given) if given else start + timedelta(days=DAYS - 1)
        first = max(start, self.today)
        last = start + timedelta(days=LONGEST - 1)
        if not first <= end <= last:
            template = N_("The end is {end:day}. Choose a day from {first:day} to {last:day}.")
            raise BadInput("bad_end", template, end=end, first=first, last=last)
        return end

    def _match(self) -> tuple[MatchRule, ...]:
        return tuple(_rule(line) for line in self.draft.rules)

    def _post_keys(self) -> tuple[str, ...]:
        for typed in self.draft.named_posts:
            if typed not in self.posts:
                template = N_(
                    "'{post}' is no post of this channel. Write its key or its link, and import the file it is in first."
                )
                raise BadInput("unknown_post_here", template, post=typed)
        kept = self.before.post_keys if self.before else ()
        return tuple(dict.fromkeys((*kept, *(self.posts[typed] for typed in self.draft.named_posts))))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        template = N_("'{given}' is not a day. Write year-month-day, such as 2026-11-23.")
        raise BadInput("bad_day", template, given=given) from None


def _rule(line: str) -> MatchRule:
    """The rule written as `hashtag=hook2; format=carousel`."""
    parts = [part.partition("=") for part in line.split(";") if part.strip()]
    named = {key.strip().casefold(): pattern.strip() for key, _, pattern in parts}
    try:
        if named.keys() <= MatchRule.model_fields.keys():
            return MatchRule.model_validate(named)
    except ValidationError:
        pass
    template = N_(
        "'{rule}' finds no posts. Write hashtag=, title=, utm= or format= with what is looked for, such as hashtag=ridealong; more than one on a line are parted by a semicolon."
    )
    raise BadInput("bad_rule", template, rule=line)


def _rule_text(rule: MatchRule) -> str:
    return "; ".join(f"{key}={pattern}" for key, pattern in rule.model_dump(exclude_none=True).items())
