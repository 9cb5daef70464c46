"""The form in which an experiment is registered or revised: what was typed, and what is wrong with each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from babel.numbers import get_decimal_symbol
from django.http import QueryDict
from django.utils.translation import gettext as _

from vaekst.core.experiments import BadRegistration, Draft, Variable, default_bar
from vaekst.core.experiments.draft import DAYS
from vaekst.core.metrics.catalogue import METRICS
from vaekst.core.strategy import Strategy
from vaekst.web.experiments.words import field_name, varied
from vaekst.web.shell.brand_words import channel_name, concept_name
from vaekst.web.shell.parts import Choice, FormField
from vaekst.web.shell.words import metric, reader, say

_LINES = frozenset({"hypothesis", "match", "posts"})
_DAYS = frozenset({"start", "end"})
_CHANGE_ANEW = ("channel", "concept")
"""What a revision cannot change: that would be another experiment."""


@dataclass(frozen=True, slots=True)
class ExperimentForm:
    """The whole form. `number` is the version a revision is based on."""

    question: tuple[FormField, ...]
    measure: tuple[FormField, ...]
    posts: tuple[FormField, ...]
    error: str = ""
    why: str = ""
    number: int | None = None


def sent_draft(sent: QueryDict) -> Draft:
    """What was typed, field by field. Browsers send line ends as CR LF."""
    names = (field.name for field in fields(Draft))
    return Draft(**{name: sent.get(name, "").replace("\r\n", "\n") for name in names})


def fresh_draft(strategy: Strategy, asked: Mapping[str, str], *, today: date) -> Draft:
    """A draft to begin with: the concept in the address, judged as the strategy says, for four weeks from today."""
    channel = asked.get("channel", "")
    concept = asked.get("concept", "")
    known = channel in strategy.channels and concept in strategy.concepts_on(channel)
    judged_by = strategy.metric_of(channel, concept) if known else ""
    return Draft(
        channel=channel,
        concept=concept,
        metric=judged_by,
        bar=str(default_bar(strategy, judged_by)) if judged_by else "",
        min_posts=str(strategy.rules.evidence.min_posts),
        start=today.isoformat(),
        end=(today + timedelta(days=DAYS - 1)).isoformat(),
    )


def experiment_form(
    strategy: Strategy,
    draft: Draft,
    *,
    refused: BadRegistration | None = None,
    error: str = "",
    why: str = "",
    number: int | None = None,
) -> ExperimentForm:
    """The form with the draft in it, each fault at its field."""
    faults = {fault.field: say(fault.sentence) for fault in refused.faults} if refused else {}
    if refused and not error:
        unseen = [faults[name] for name in _CHANGE_ANEW if number is not None and name in faults]
        error = " ".join([say(refused.sentence), *unseen])
    made = {field.name: replace(field, error=faults.get(field.name, "")) for field in _fields(strategy, draft)}
    if number is not None:
        made = {name: field for name, field in made.items() if name not in _CHANGE_ANEW}
    pick = {
        "question": ("name", "hypothesis", "channel", "concept", "variable"),
        "measure": ("metric", "bar", "min_posts", "start", "end"),
        "posts": ("match", "posts"),
    }
    parts = {part: tuple(made[name] for name in names if name in made) for part, names in pick.items()}
    return ExperimentForm(**parts, error=error, why=why, number=number)


def _fields(strategy: Strategy, draft: Draft) -> Iterator[FormField]:
    hints = _hints()
    choices = _choices(strategy, draft)
    for name in (field.name for field in fields(Draft)):
        kind = "choice" if name in choices else "lines" if name in _LINES else "day" if name in _DAYS else "text"
        yield FormField(
            name=name,
            label=field_name(name),
            kind=kind,
            value=_decimal(draft.bar) if name == "bar" else getattr(draft, name),
            hint=hints.get(name, ""),
            choices=choices.get(name, ()),
            is_needed=name in ("name", "hypothesis", "channel", "concept"),
        )


def _decimal(bar: str) -> str:
    """The bar with the reader's decimal mark; both are understood."""
    return bar.replace(".", get_decimal_symbol(reader().locale))


def _choices(strategy: Strategy, draft: Draft) -> Mapping[str, tuple[Choice, ...]]:
    nothing = Choice("", _("Choose"))
    judged = Choice("", _("as the strategy says"))
    held = {
        "channel": [nothing, *(Choice(id_, channel_name(strategy, id_)) for id_ in strategy.channels)],
        "concept": [nothing, *(Choice(id_, concept_name(strategy, id_)) for id_ in strategy.concepts)],
        "variable": [Choice(each.value, varied(each)) for each in Variable],
        "metric": [judged, *(Choice(id_, metric(id_)) for id_ in METRICS)],
    }
    return {
        name: tuple(replace(each, chosen=each.value == getattr(draft, name)) for each in options)
        for name, options in held.items()
    }


def _hints() -> Mapping[str, str]:
    return {
        "hypothesis": _("What do you expect, and why? One sentence that can turn out wrong."),
        "variable": _("Change one thing only, or nobody knows what made the difference."),
        "metric": _("One metric. Whoever looks at several finds one that rose by luck."),
        "bar": _("An amount such as 1.2 %, or a lift over the baseline such as +10 %. Empty: as the strategy says."),
        "min_posts": _("No verdict before this many posts, however good they look."),
        "start": _("Today or later: posts published before an experiment is registered do not count."),
        "match": _(
            "One rule per line, such as hashtag=ridealong or title=Did you know*. Empty: every post of the concept, where the concept itself is tried."
        ),
        "posts": _(
            "Keys or links, one per line. A post can be named until its figures are read; after that only a rule can find it."
        ),
    }
