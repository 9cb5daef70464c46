"""A strategy document to begin with: every choice a team makes first, each with a word on what it means."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from textwrap import fill

from vaekst.core.errors import UnknownName
from vaekst.core.strategy.comparing import settings
from vaekst.core.strategy.document import Brand, Outcome, Strategy
from vaekst.core.strategy.kpis import Kpis
from vaekst.core.strategy.vocabulary import METRICS, PLATFORMS

PORTFOLIO = ("instagram", "youtube", "tiktok")
"""Two core channels and an experiment, for a brand that has not said where it is."""

_CORE_CHANNELS = 2

_OPENING = """\
# The strategy of {name}. Every review, decision and report names the version it was taken under.
# Anything left out has its default. `vaekst strategy check` says what is wrong, with line and column;
# docs/reference/strategy.md lists all settings.
vaekst: 1

brand:
  name: {quoted}
  currency: {currency}
  locale: {locale}  # language of screens and reports: en or da
  timezone: {timezone}

sprint:
  start: {start}  # first day; targets are for the last day
  days: {sprint.days}

# Two core channels and one experiment are what a small team can carry.
# platform: {platforms}
channels:
{channels}

# What the brand lives from: one to three, one of them primary.
outcomes:
{outcomes}

# Up to five figures that move before the outcomes do.
# Known: {metrics}
indicators: [{indicators}]

# The board. A target is an amount (14, 1.2 %) or a change from your measured baseline (+15 %, -20 %, +8 pp).
kpis:
{kpis}

# Creative ideas to test. A post belongs to the first concept, from the top, of which one match line fits;
# within a line all must fit. * stands for any text. Take {{}} and the # signs away and make it yours.
concepts: {{}}
#  ride-along:
#    name: Ride-along
#    channels: []  # all channels
#    metric: null  # the channel's metric
#    match:
#      - {{hashtag: ridealong}}
#      - {{title: "ride along*", format: short_video}}
#      - {{utm: "content=ride-*"}}

conversions:
  primary: {primary}  # the one event that counts
  micro: [{micro}]  # at most two small ones on the way

costs:
  hourly_rate: {rate}  # an hour of work in {currency}; null when unknown
  vat_unstated: null  # what amounts are that do not say: excl or incl VAT

rules:
  baseline: {{days: {baseline.days}}}  # complete days before the sprint, against which it is measured
  comparison: {{age_days: {comparison.age_days}, tolerance: {comparison.tolerance:g}}}  # posts are compared on their figures at this age
  stop: {{posts: {stop.posts}}}  # pause a concept that has not beaten the baseline by then
  gates: {{retention_3s: {gate_retention}, ctr: {gate_ctr}}}  # least before extra distribution; null opens a gate
  evidence: {{min_posts: {evidence.min_posts}, scale_at: {scale_at}, stop_at: {stop_at}, bar: {bar}}}
  risk: {{top_channel_share: {top_share}, reach_loss: {reach_loss}}}
  proof_share: {proof}  # assets with own data, an own case or an own stance
  measurable_share: {measurable}  # effort on each channel that can be measured
"""

_COMMENT_COLUMN = 44
_COMMENTED = re.compile(r"(?m)^(#? *[^#\s].*?)  (# .*)$")


def write_default(
    *,
    name: str,
    currency: str = "DKK",
    locale: str = "en",
    timezone: str = "Europe/Copenhagen",
    start: date | None = None,
    channels: Sequence[str] = PORTFOLIO,
) -> str:
    """A commented YAML document for a new brand.

    `channels` are platforms, the first two of them core; none stands for the usual three. Raises UnknownName
    for a platform that does not exist.
    """
    name = "".join(sign for sign in " ".join(name.split()) if sign.isprintable())
    strategy = Strategy(vaekst=1, brand=Brand(name=name))
    rules, shown = strategy.rules, settings(strategy)
    text = _OPENING.format(
        name=name,
        quoted=json.dumps(name, ensure_ascii=False),
        currency=currency,
        locale=locale,
        timezone=timezone,
        start="null" if start is None else start.isoformat(),
        sprint=strategy.sprint,
        platforms=", ".join(PLATFORMS),
        channels=_channels(channels or PORTFOLIO),
        outcomes=_outcomes(strategy.outcomes),
        metrics=fill(", ".join(METRICS), width=110, subsequent_indent="#        "),
        indicators=", ".join(strategy.indicators),
        kpis=_kpis(strategy.kpis),
        primary=strategy.conversions.primary,
        micro=", ".join(strategy.conversions.micro),
        rate="350" if currency == "DKK" else "null",
        baseline=rules.baseline,
        comparison=rules.comparison,
        stop=rules.stop,
        evidence=rules.evidence,
        gate_retention=shown["rules.gates.retention_3s"],
        gate_ctr=shown["rules.gates.ctr"],
        scale_at=shown["rules.evidence.scale_at"],
        stop_at=shown["rules.evidence.stop_at"],
        bar=shown["rules.evidence.bar"],
        top_share=shown["rules.risk.top_channel_share"],
        reach_loss=shown["rules.risk.reach_loss"],
        proof=shown["rules.proof_share"],
        measurable=shown["rules.measurable_share"],
    )
    return _COMMENTED.sub(lambda line: f"{line[1]:<{_COMMENT_COLUMN}}{line[2]}", text)


def _channels(platforms: Sequence[str]) -> str:
    lines: list[str] = []
    for position, platform in enumerate(platforms):
        if platform not in PLATFORMS:
            raise UnknownName("platform", platform, PLATFORMS)
        earlier = platforms[:position].count(platform)
        lines += [
            f"  {platform}-{earlier + 1}:" if earlier else f"  {platform}:",
            f"    platform: {platform}",
            f"    role: {'core' if position < _CORE_CHANNELS else 'experimental'}",
            "    hook: null  # the one promise this channel opens with",
            "    metric: null  # what posts here are judged by; rules.metric where null",
            "    budget: null  # money for the sprint",
            "    hours_per_week: null",
        ]
    return "\n".join(lines)


def _outcomes(outcomes: Sequence[Outcome]) -> str:
    return "\n".join(
        f"  - {{id: {outcome.id}, name: {outcome.name}, primary: {str(outcome.primary).lower()}, target: null}}"
        for outcome in outcomes
    )


def _kpis(kpis: Kpis) -> str:
    return "\n".join(
        f"  {name}: {{owner: {plan.owner}, cadence: {plan.cadence}, target: {plan.target}}}"
        for name, plan in kpis.plans().items()
    )
