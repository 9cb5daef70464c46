"""The rules a brand decides by, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from vaekst.core.money import Money
from vaekst.core.strategy import Strategy
from vaekst.core.strategy.rules import BorrowingRule
from vaekst.present import numbers
from vaekst.web.shell.names import weekday_name
from vaekst.web.shell.words import change, metric, number, percent, reader


def rules_in_words(strategy: Strategy) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Groups of rules: a title and its sentences."""
    yield _("How posts are compared"), tuple(_comparing(strategy))
    yield _("How decisions are proposed"), tuple(_deciding(strategy))
    yield _("How the next week is planned"), tuple(_planning(strategy))
    yield _("When a KPI is on track"), tuple(_status(strategy))
    yield _("What the sprint holds"), tuple(_sprint(strategy))
    yield _("The team's week"), tuple(_rhythm(strategy))
    yield _("Risks and standards"), tuple(_standards(strategy))


def _comparing(strategy: Strategy) -> Iterator[str]:
    rules = strategy.rules
    yield _("The baseline covers the last %(days)s complete days before it is frozen.") % {
        "days": number(rules.baseline.days)
    }
    yield _("A post is read when it is %(age)s days old, or as soon as possible until day %(until)s.") % {
        "age": number(rules.comparison.age_days),
        "until": number(rules.comparison.age_days * rules.comparison.tolerance),
    }
    yield _("Where neither concept nor channel names a metric, posts are judged by: %(metric)s.") % {
        "metric": metric(rules.metric)
    }
    yield from _borrowing(rules.borrowing)


def _borrowing(rule: BorrowingRule) -> Iterator[str]:
    if rule.formats:
        yield _("Posts are compared at equal format.")
    kin = [told for holds, told in ((rule.channels, _("its other channels")), (rule.pillars, _("its pillar"))) if holds]
    if kin:
        yield _("A concept is told about by its kin as well: %(kin)s.") % {"kin": ", ".join(kin)}
    if rule.sprints:
        yield _("A sprint begins with what the one before taught of scatter and spread.")
    if rule.early:
        yield _("Posts too young to be compared count by their %(metric)s after %(days)s days.") % {
            "metric": metric(rule.early),
            "days": number(rule.early_days),
        }


def _deciding(strategy: Strategy) -> Iterator[str]:
    rules = strategy.rules
    yield _(
        "Stop rule: a concept that has not beaten the baseline after %(posts)s posts is paused and briefed anew."
    ) % {"posts": number(rules.stop.posts)}
    yield _("Nothing is proposed before %(posts)s posts can be compared.") % {"posts": number(rules.evidence.min_posts)}
    yield _("Scale is proposed from a chance of %(chance)s to beat the baseline.") % {
        "chance": percent(rules.evidence.scale_at)
    }
    yield _("Stop is proposed when the chance to clear %(bar)s falls to %(chance)s.") % {
        "bar": change(rules.evidence.bar),
        "chance": percent(rules.evidence.stop_at),
    }
    for id_, minimum in rules.gates.model_dump(exclude_none=True).items():
        yield _("Gate before extra distribution: %(metric)s of at least %(minimum)s.") % {
            "metric": metric(id_),
            "minimum": percent(minimum),
        }
    yield _(
        "A diagnosis compares the last %(weeks)s weeks with %(against)s; a movement counts from %(least)s, when its "
        "%(level)s interval lies on one side of no change."
    ) % {
        "weeks": number(rules.diagnoses.weeks),
        "against": _("the baseline") if rules.diagnoses.against == "baseline" else _("as many before them"),
        "least": percent(rules.diagnoses.least),
        "level": percent(rules.diagnoses.level),
    }


def _planning(strategy: Strategy) -> Iterator[str]:
    rule = strategy.rules.volume
    yield _("A channel gets more posts only while these hold against the baseline: %(metrics)s.") % {
        "metrics": ", ".join(map(metric, rule.watch)) or "–"
    }
    yield _(
        "Its posts rise, or are cut, by at most %(rise)s from one week to the next, and are at least %(least)s."
    ) % {
        "rise": percent(rule.rise),
        "least": number(rule.least_posts),
    }
    yield _("%(share)s of its posts stay business as usual, to compare the concepts with.") % {
        "share": percent(rule.control)
    }
    if rule.minutes_per_post is not None:
        yield _("A post takes %(minutes)s minutes of work.") % {"minutes": number(rule.minutes_per_post)}


def _status(strategy: Strategy) -> Iterator[str]:
    status = strategy.rules.status
    yield _("On track: at least %(share)s of the change planned by that day is done.") % {
        "share": percent(status.on_track)
    }
    yield _("At risk: at least %(share)s of it. Below that: off track.") % {"share": percent(status.at_risk)}


def _sprint(strategy: Strategy) -> Iterator[str]:
    sprint, rules = strategy.sprint, strategy.rules
    yield _("The baseline phase wants %(least)s to %(most)s posts.") % {
        "least": number(sprint.baseline_posts.least),
        "most": number(sprint.baseline_posts.most),
    }
    yield _("%(all)s concepts are tested, %(each)s on each channel; the best %(best)s on each are carried on.") % {
        "all": number(sprint.concepts),
        "each": number(sprint.concepts_per_channel),
        "best": number(sprint.winners_per_channel),
    }
    yield _("The portfolio holds %(core)s core channels and %(trial)s on trial.") % {
        "core": number(rules.portfolio.core),
        "trial": number(rules.portfolio.experimental),
    }
    yield _("The library keeps %(least)s to %(most)s templates.") % {
        "least": number(strategy.library.templates.least),
        "most": number(strategy.library.templates.most),
    }
    if rules.experiments.retention_15s is not None:
        yield _("An experiment is held to a retention of %(share)s after 15 seconds.") % {
            "share": percent(rules.experiments.retention_15s)
        }
    if rules.experiments.ctr is not None:
        yield _("An experiment is held to a click rate of %(share)s.") % {"share": percent(rules.experiments.ctr)}


def _rhythm(strategy: Strategy) -> Iterator[str]:
    rhythm = strategy.rhythm
    week = rhythm.week
    yield _(
        "%(research)s research, %(production)s production, %(editing)s editing and checks, "
        "%(publishing)s publishing, %(review)s review and decisions."
    ) % {name: weekday_name(day) for name, day in week.model_dump().items()}
    yield _("Each week: %(hooks)s hooks, %(briefs)s briefs, %(least)s to %(most)s assets, %(outreach)s outreach.") % {
        "hooks": number(rhythm.hooks),
        "briefs": number(rhythm.briefs),
        "least": number(rhythm.assets.least),
        "most": number(rhythm.assets.most),
        "outreach": number(rhythm.outreach),
    }
    yield _("The weekly review takes %(minutes)s minutes.") % {"minutes": number(rhythm.review_minutes)}


def _standards(strategy: Strategy) -> Iterator[str]:
    rules = strategy.rules
    yield _("At least %(share)s of the assets carry own data, an own case or an own stance.") % {
        "share": percent(rules.proof_share)
    }
    yield _("No channel brings more than %(share)s of traffic or leads.") % {
        "share": percent(rules.risk.top_channel_share)
    }
    yield _("At least %(share)s of the effort on each channel can be measured.") % {
        "share": percent(rules.measurable_share)
    }
    yield _("Brief to asset and asset to publishing: %(change)s in the sprint.") % {"change": change(rules.cycle_time)}
    yield _("The risk profile asks what happens when the largest channel loses %(share)s of its reach.") % {
        "share": percent(rules.risk.reach_loss)
    }
    yield _("At most %(strikes)s policy strikes in %(days)s days.") % {
        "strikes": number(rules.risk.strikes),
        "days": number(rules.risk.strike_days),
    }
    yield from _costs(strategy)
    yield _("The one event that counts: %(primary)s. On the way: %(micro)s.") % {
        "primary": strategy.conversions.primary,
        "micro": ", ".join(strategy.conversions.micro) or "–",
    }


def _costs(strategy: Strategy) -> Iterator[str]:
    costs = strategy.costs

    def money(amount: float) -> str:
        return numbers.money(Money.of(Decimal(str(amount)), strategy.brand.currency), reader())

    if costs.hourly_rate is not None:
        yield _("An hour of work costs %(money)s.") % {"money": money(costs.hourly_rate)}
    if costs.token_price is not None:
        yield _("A million AI tokens cost %(money)s.") % {"money": money(costs.token_price)}
    yield _("The cost of work is carried over %(days)s days or more, as long as its concept lives.") % {
        "days": number(costs.lifetime_days)
    }
    yield _("Nothing is told of what a lead costs before there are %(leads)s.") % {"leads": number(costs.least_leads)}
    if costs.vat is not None:
        yield {"excl": _("Costs are counted without VAT."), "incl": _("Costs are counted with VAT.")}[costs.vat]
    if costs.vat_rate is not None:
        yield _("VAT is %(share)s.") % {"share": percent(costs.vat_rate)}
    if costs.vat_unstated is not None:
        yield {
            "excl": _("Amounts that do not say are without VAT."),
            "incl": _("Amounts that do not say are with VAT."),
        }[costs.vat_unstated]
