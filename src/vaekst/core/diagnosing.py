"""Every diagnosis of a brand at the end of a week: each rule on each channel, or once for the brand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vaekst.core.baseline import channels_of
from vaekst.core.metrics.gather import Known
from vaekst.core.metrics.moving import Answer, NoMovement, Spans, movement
from vaekst.core.period import Period, Week
from vaekst.core.rules.diagnoses import PERFORMANCE, RULES, Diagnosis, DiagnosisRule, diagnose
from vaekst.core.strategy import DiagnosesRule, Strategy


def spans_of(week: Week, rule: DiagnosesRule, baseline: Period) -> Spans:
    """The days looked at up to the end of the week, and those they are compared with.

    Days of the baseline are not looked at when it is what they are compared with.
    """
    now = Period.ending(week.period.last, days=7 * rule.weeks)
    if rule.against == "weeks before":
        return Spans(now.previous(), now)
    first = max(now.first, min(baseline.after, now.last))
    return Spans(baseline, Period(first, now.last))


def diagnoses_of(known: Known, strategy: Strategy, spans: Spans) -> tuple[Diagnosis, ...]:
    """Every rule's answer, in the order of the rules and of the strategy's channels."""
    reader = _Reader(known, strategy, spans)
    return tuple(
        reader.diagnosis(rule, channel)
        for rule in RULES
        for channel in (channels_of(strategy, known) if rule.of_channel else (None,))
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    known: Known
    strategy: Strategy
    spans: Spans

    def diagnosis(self, rule: DiagnosisRule, channel: str | None) -> Diagnosis:
        first, second = self._answers(rule, channel)
        return diagnose(rule, (first, second), channel=channel, least=self.strategy.rules.diagnoses.least)

    def _answers(self, rule: DiagnosisRule, channel: str | None) -> Iterator[Answer]:
        for expected in rule.when:
            own = self.strategy.metric_of(channel) if channel and expected.metric == PERFORMANCE else expected.metric
            yield self._movement(own, channel)

    def _movement(self, metric: str, channel: str | None) -> Answer:
        """The channel's movement; of its landing page the brand's, where no table tells the channels apart."""
        found = self._moved(metric, channel)
        if metric != "landing_conversion" or channel is None or not isinstance(found, NoMovement):
            return found
        of_brand = self._moved(metric, None)
        return found if isinstance(of_brand, NoMovement) else of_brand

    def _moved(self, metric: str, channel: str | None) -> Answer:
        level = self.strategy.rules.diagnoses.level
        return movement(metric, self.known, self.strategy, channel=channel, spans=self.spans, level=level)
