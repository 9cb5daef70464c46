"""The diagnoses of a week, as of a moment: which two figures moved against each other, how surely, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from vaekst.actions import reviews
from vaekst.actions.baselines import facts_of
from vaekst.actions.known import Known
from vaekst.actions.memory import Memory
from vaekst.core.board.reading import LOOK_BACK
from vaekst.core.diagnosing import diagnoses_of, spans_of
from vaekst.core.metrics import gather
from vaekst.core.metrics.moving import Answer, NoMovement, Spans
from vaekst.core.period import Week
from vaekst.core.rules.diagnoses import Diagnosis, DiagnosisState
from vaekst.store.models import Brand


@dataclass(frozen=True, slots=True)
class Diagnoses:
    """Every rule's answer for a week, and what it was read from: the same facts as the week's review."""

    week: Week
    known: Known
    spans: Spans
    everything: tuple[Diagnosis, ...]

    @property
    def found(self) -> tuple[Diagnosis, ...]:
        """Those that hold, the surest first."""
        held = [one for one in self.everything if one.state is DiagnosisState.FOUND]
        return tuple(sorted(held, key=lambda one: -(one.confidence or 0)))

    @property
    def not_possible(self) -> tuple[Diagnosis, ...]:
        """Those that could not be made; their reasons say which file would help."""
        return tuple(one for one in self.everything if one.state is DiagnosisState.NOT_POSSIBLE)


def read_diagnoses(brand: Brand, week: Week, *, as_of: date | datetime | None = None, now: datetime) -> Diagnoses:
    """The diagnoses at the end of the week, from what the week's review is read from.

    Raises BadInput for a week or a moment nothing can be known of.
    """
    page = reviews.read_review(brand, week, as_of=as_of, now=now)
    known = page.known
    spans = spans_of(week, known.strategy.rules.diagnoses, page.baseline_period)
    everything = _ANSWERS.answer((known.question, spans), lambda: _read(known, spans))
    return Diagnoses(week, known, spans, everything)


def _read(known: Known, spans: Spans) -> tuple[Diagnosis, ...]:
    return diagnoses_of(gathered(known, spans), known.strategy, spans)


def gathered(known: Known, spans: Spans) -> gather.Known:
    """The brand's facts of both spans, as plain values. Diagnoses and the plan of a week are read from the same."""
    since = min(known.as_of.date() - LOOK_BACK, spans.whole.first)
    return _GATHERED.answer(
        (known.question, since), lambda: gather.gather(facts_of(known), as_of=known.as_of, since=since)
    )


_GATHERED: Memory[gather.Known] = Memory(size=4)


_ANSWERS: Memory[tuple[Diagnosis, ...]] = Memory(size=64)


def for_machines(page: Diagnoses) -> list[dict[str, object]]:
    """The diagnoses under the stable names of `vaekst diagnose --json`, each with what it was read from."""
    read_from = {
        "week": str(page.week),
        "as_of": page.known.as_of.isoformat(),
        "strategy_version": page.known.strategy_version.number,
        "lake_version": str(page.known.lake_version),
        "now": [page.spans.now.first.isoformat(), page.spans.now.last.isoformat()],
        "before": [page.spans.before.first.isoformat(), page.spans.before.last.isoformat()],
    }
    return [_for_machines(one) | read_from for one in page.everything]


def _for_machines(one: Diagnosis) -> dict[str, object]:
    return {
        "diagnosis": one.rule.id,
        "name": one.rule.name,
        "channel": one.channel,
        "state": one.state.value,
        "confidence": one.confidence,
        "action": one.action and one.action.english(),
        "reasons": [reason.english() for reason in one.reasons],
        "reason_codes": [reason.code for reason in one.reasons],
        "movements": [_movement(answer) for answer in one.answers],
    }


def _movement(answer: Answer) -> dict[str, object]:
    about: dict[str, object] = {"metric": answer.metric, "channel": answer.channel}
    if isinstance(answer, NoMovement):
        return about | {"unknown": answer.reason.english()}
    moved = answer.moved
    return about | {
        "unit": answer.currency or answer.unit.value,
        "before": answer.before,
        "now": answer.now,
        "change": {"low": moved.low, "mid": moved.mid, "high": moved.high},
        "level": moved.level,
        "chance_up": moved.chance_up,
        "units": answer.units,
        "units_before": answer.before_units,
        "units_now": answer.now_units,
        "imports": list(answer.lineage.imports),
        "rows": answer.lineage.rows,
    }
