"""The models side by side: what each gives to whom, how far they differ, and the leads that none can credit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vaekst.core.attribution.contract import PathContract
from vaekst.core.attribution.counts import Counts
from vaekst.core.attribution.intervals import LEVEL, SAMPLES, Amount, amounts, weights
from vaekst.core.attribution.models import TOLD, Model, credits_of, resampled
from vaekst.core.sentence import N_, Sentence, Value

_ALIKE = 0.5
"""Models that differ by no more leads than this say the same."""

_SAY_WHERE = frozenset({"channel", "utm_source"})
"""Asked by these, each tagged touch says something."""


@dataclass(frozen=True, slots=True)
class Credited:
    """What each model gives to one value asked for; `key` is None for touches that do not say."""

    key: str | None
    credits: Mapping[Model, Amount]

    @property
    def lowest(self) -> Model:
        return min(self.credits, key=lambda model: self.credits[model].leads)

    @property
    def highest(self) -> Model:
        return max(self.credits, key=lambda model: self.credits[model].leads)

    @property
    def disagreement(self) -> float:
        """How many leads lie between the model that gives most and the one that gives least."""
        return self.credits[self.highest].leads - self.credits[self.lowest].leads


@dataclass(frozen=True, slots=True)
class Comparison:
    """The credits of all models, most credited first. `unattributed` leads have no touch in their path; `tagged` have one
    that says where it came from. The contract's hash tells what a path was."""

    by: str
    models: tuple[Model, ...]
    rows: tuple[Credited, ...]
    leads: int
    unattributed: int
    tagged: int
    level: float
    contract: PathContract
    cut: int = 0

    @property
    def coverage(self) -> float | None:
        """The share of leads with a tagged touch; None where there are no leads."""
        return self.tagged / self.leads if self.leads else None

    @property
    def said(self) -> tuple[Sentence, ...]:
        """What must be read beside the table."""
        if not self.leads:
            return (
                Sentence("no_conversions", N_("There were no leads in these days, so there is no credit to give.")),
            )
        found = [_coverage(self)]
        if self.unattributed:
            found.append(_unattributed(self))
        if self.rows and (most := max(self.rows, key=lambda row: row.disagreement)).disagreement > _ALIKE:
            found.append(_disagreement(most))
        return tuple(found)


def compare(
    counts: Counts,
    contract: PathContract,
    *,
    by: str,
    models: Sequence[Model] = tuple(Model),
    level: float = LEVEL,
    samples: int = SAMPLES,
    seed: int = 0,
) -> Comparison:
    """The models' credits with their intervals, the same for the same seed. Values without any credit are left out."""
    drawn = weights(counts.groups, samples=samples, seed=seed)
    told = {model: amounts(credits_of(model, counts), resampled(model, counts, drawn), level=level) for model in models}
    reached, leads = int(counts.reached.sum()), int(counts.leads.sum())
    rows = [
        Credited(key, {model: told[model][place] for model in models})
        for place, key in enumerate(counts.keys)
        if any(told[model][place].leads > 0 for model in models)
    ]
    rows.sort(key=lambda row: -float(np.mean([each.leads for each in row.credits.values()])))
    return Comparison(
        by=by,
        models=tuple(models),
        rows=tuple(rows),
        leads=leads,
        unattributed=leads - reached,
        tagged=int(counts.tagged.sum()),
        level=level,
        contract=contract,
        cut=counts.cut,
    )


def _coverage(told: Comparison) -> Sentence:
    if told.by not in _SAY_WHERE:
        return _named(told)
    if told.tagged == told.leads:
        return Sentence("all_leads_tagged", N_("Each of {leads:number} leads has a tagged touch."), leads=told.leads)
    return Sentence(
        "tagged_leads",
        N_("{share:percent} of {leads:number} leads have a tagged touch. The rest came by ways no link tells of."),
        share=min(round(told.tagged / told.leads, 2), 0.99),
        leads=told.leads,
    )


def _named(told: Comparison) -> Sentence:
    """How many leads tell what was asked by: a tagged touch need not name a creator."""
    if told.tagged == told.leads:
        return Sentence(
            "all_leads_named", N_("Each of {leads:number} leads has a touch whose link tells this."), leads=told.leads
        )
    return Sentence(
        "named_leads",
        N_("{share:percent} of {leads:number} leads have a touch whose link tells this. Of the rest, no link does."),
        share=min(round(told.tagged / told.leads, 2), 0.99),
        leads=told.leads,
    )


def _unattributed(told: Comparison) -> Sentence:
    return Sentence(
        "unattributed_leads",
        N_(
            "{unattributed:number} of {leads:number} leads have no touch within {days:number} days; they are unattributed in every model."
        ),
        unattributed=told.unattributed,
        leads=told.leads,
        days=told.contract.lookback_ms // 86_400_000,
    )


def _disagreement(row: Credited) -> Sentence:
    lowest, highest = row.lowest, row.highest
    values: dict[str, Value] = {
        "lowest": TOLD[lowest].name,
        "highest": TOLD[highest].name,
        "least": round(row.credits[lowest].leads, 1),
        "most": round(row.credits[highest].leads, 1),
    }
    if row.key is None:
        return Sentence(
            "models_differ_untagged",
            N_(
                "The models differ most about touches without a tag: {least:number} leads by {lowest:word}, {most:number} by {highest:word}."
            ),
            **values,
        )
    return Sentence(
        "models_differ",
        N_(
            "The models differ most about {key}: {least:number} leads by {lowest:word}, {most:number} by {highest:word}."
        ),
        key=row.key,
        **values,
    )
