"""The strategy in readable form: what it says, section by section, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.core.money import Money
from vaekst.core.strategy import Strategy
from vaekst.core.strategy.targets import Target
from vaekst.present import numbers
from vaekst.web.shell.brand_words import channel_name
from vaekst.web.shell.names import cadence_name, kpi_name, phase_name, platform_name
from vaekst.web.shell.parts import Pair
from vaekst.web.shell.words import change, day, label, metric, number, percent, reader
from vaekst.web.strategy.rule_words import rules_in_words


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[Pair, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the document: facts, a table, or sentences."""

    title: str
    words: str = ""
    pairs: tuple[Pair, ...] = ()
    table: Table | None = None
    lines: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        return slugify(self.title)


def sections(strategy: Strategy) -> tuple[Section, ...]:
    """What the brand is about, in the order people ask for it."""
    return (
        _frame(strategy),
        _channels(strategy),
        _outcomes(strategy),
        _kpis(strategy),
        _concepts(strategy),
        _links(strategy),
    )


def rule_sections(strategy: Strategy) -> tuple[Section, ...]:
    """The rules the brand decides by, as sentences."""
    return tuple(Section(title, lines=lines) for title, lines in rules_in_words(strategy))


def _frame(strategy: Strategy) -> Section:
    brand, sprint = strategy.brand, strategy.sprint
    days = ngettext("%(n)s day", "%(n)s days", sprint.days) % {"n": number(sprint.days)}
    pairs = (
        Pair(_("Brand"), brand.name),
        Pair(_("Sprint starts"), day(sprint.start) if sprint.start else _("not planned yet")),
        Pair(_("Length"), days),
        Pair(_("Currency"), brand.currency),
        Pair(_("Time zone"), brand.timezone),
        Pair(_("Primary outcome"), strategy.primary_outcome.name),
    )
    return Section(_("Brand and sprint"), pairs=pairs, lines=_phases(strategy))


def _phases(strategy: Strategy) -> tuple[str, ...]:
    template = _("Weeks %(first)s to %(last)s: %(name)s")
    return tuple(
        template % {"first": phase.first_week, "last": phase.last_week, "name": phase_name(phase.name)}
        for phase in strategy.sprint.phases
    )


def _channels(strategy: Strategy) -> Section:
    columns = (_("Channel"), _("Platform"), _("Role"), _("Judged by"), _("Hook"), _("Budget"), _("Hours a week"))
    rows = tuple(
        (
            channel_name(strategy, id_),
            platform_name(channel.platform),
            label(channel.role),
            metric(strategy.metric_of(id_)),
            channel.hook,
            _money(channel.budget, strategy.brand.currency),
            None if channel.hours_per_week is None else number(channel.hours_per_week),
        )
        for id_, channel in strategy.channels.items()
    )
    return _section(_("Channels"), columns, rows, none=_("No channel yet. Add them under `channels` in the document."))


def _outcomes(strategy: Strategy) -> Section:
    columns = (_("Outcome"), _("Weight"), _("Target"))
    rows = tuple(
        (outcome.name, _("primary") if outcome.primary else _("secondary"), _target(outcome.target, "", strategy))
        for outcome in strategy.outcomes
    )
    leading = ", ".join(metric(id_) for id_ in strategy.indicators)
    words = _("Leading indicators: %(names)s.") % {"names": leading} if leading else ""
    return _section(_("Outcomes"), columns, rows, words=words)


def _kpis(strategy: Strategy) -> Section:
    columns = (_("KPI"), _("Target on the last day"), _("Owner"), _("Cadence"))
    rows = tuple(
        (kpi_name(id_), _target(plan.target, id_, strategy), plan.owner, cadence_name(plan.cadence))
        for id_, plan in strategy.kpis.plans().items()
    )
    return _section(_("KPI board"), columns, rows)


def _concepts(strategy: Strategy) -> Section:
    columns = (_("Concept"), _("Channels"), _("Judged by"), _("Recognised by"))
    rows = tuple(
        (
            f"{concept.name} ({concept.pillar})" if concept.pillar else concept.name,
            ", ".join(channel_name(strategy, channel) for channel in concept.channels) or _("all"),
            metric(concept.metric) if concept.metric else _("the channel's metric"),
            " · ".join(_match_words(rule.model_dump(exclude_none=True)) for rule in concept.match) or _("hand alone"),
        )
        for concept in strategy.concepts.values()
    )
    none = _("No concept yet. A concept is a creative idea that is tested; add them under `concepts` in the document.")
    return _section(_("Concepts"), columns, rows, none=none)


def _links(strategy: Strategy) -> Section:
    utm = strategy.utm
    media = ", ".join(f"{_(name)}: {word}" for name, word in dict(utm.media).items())
    pairs = (
        Pair(_("Landing page"), utm.landing_page),
        Pair(_("Short links on"), utm.short_domain),
        Pair(_("Medium by class"), media),
        Pair("utm_campaign", utm.fields.campaign),
        Pair("utm_content", utm.fields.content),
        Pair("utm_term", utm.fields.term),
    )
    return Section(_("Links"), pairs=tuple(pair for pair in pairs if pair.value))


def _match_words(rule: dict[str, str]) -> str:
    names = {"hashtag": "#{}", "title": _("title “{}”"), "utm": "UTM {}", "format": _("format {}")}
    return " + ".join(names[kind].format(pattern.lstrip("#")) for kind, pattern in rule.items())


def _target(target: Target | None, kpi: str, strategy: Strategy) -> str | None:
    if target is None:
        return None
    if target.kind == "points":
        return numbers.points(target.amount, reader())
    if target.kind == "relative":
        return change(target.amount)
    if target.share:
        return percent(target.amount)
    return _money(target.amount, strategy.brand.currency) if kpi == "cost_per_lead" else number(target.amount)


def _money(amount: float | None, currency: str) -> str | None:
    return None if amount is None else numbers.money(Money.of(Decimal(str(amount)), currency), reader())


def _section(
    title: str, columns: tuple[str, ...], rows: tuple[tuple[str | None, ...], ...], *, words: str = "", none: str = ""
) -> Section:
    """A table that leaves out the columns nobody filled."""
    if not rows:
        return Section(title, words=none)
    kept = [place for place in range(len(columns)) if any(row[place] is not None for row in rows)]
    cells = tuple(tuple(Pair(columns[place], row[place]) for place in kept) for row in rows)
    return Section(title, words=words, table=Table(tuple(columns[place] for place in kept), cells))
