"""The links screen as values: the builder's choices, the register, and reports of checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from vaekst.actions import strategies
from vaekst.actions.links import BadWishes, Found, Listed, Report
from vaekst.actions.links.checks import corrected
from vaekst.core.errors import VaekstError
from vaekst.core.sentence import N_, clipped
from vaekst.core.strategy import Strategy
from vaekst.core.utm import DISTRIBUTIONS
from vaekst.store.models import Brand
from vaekst.web.links.asked import Asked
from vaekst.web.shell.brand_words import channel_name, concept_name
from vaekst.web.shell.names import format_name
from vaekst.web.shell.parts import Choice
from vaekst.web.shell.words import number, say

_FORMATS = ("short_video", "long_video", "image", "carousel", "story", "text", "link")
_CLASSES = {
    "owned": N_("on the brand's own channels"),
    "paid": N_("adverts and boosted posts"),
    "partner": N_("by a creator, medium or community"),
}
_TABLES = {
    "web_traffic": N_("visits"),
    "touch": N_("visits one by one"),
    "lead": N_("leads"),
    "post_snapshot": N_("posts"),
}
_LONGEST = 300  # characters of a link that was given
_SHOWN = 200  # links and faults on a page


@dataclass(frozen=True, slots=True)
class Builder:
    """The form that makes links, as it was filled in."""

    channels: tuple[Choice, ...]
    concepts: tuple[Choice, ...]
    formats: tuple[Choice, ...]
    classes: tuple[Choice, ...]
    asked: Asked
    landing_page: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link of the register."""

    code: str
    url: str
    short: str
    placement: str
    details: str
    group: str
    remark: str
    clicks: str
    robots: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class LinksPage:
    """The whole screen. `more` is how many links there are beside those shown."""

    builder: Builder
    rows: tuple[LinkRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A link that breaks the standard, what breaks it, and how it should read."""

    given: str
    where: str
    faults: tuple[str, ...]
    corrected: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What came of a check. `is_empty`: there was nothing to check."""

    summary: str
    tone: str
    broken: tuple[Broken, ...]
    more: int
    of_facts: bool
    is_empty: bool
    pasted: str


def links_page(found: tuple[Listed, ...], brand: Brand, asked: Asked, *, here: str) -> LinksPage:
    """The screen; `here` is the address of this installation, for short links that have no host of their own."""
    strategy = strategies.in_force(brand)
    rows = tuple(_row(each, strategy, here) for each in found[:_SHOWN])
    return LinksPage(_builder(strategy, asked), rows, max(0, len(found) - _SHOWN))


def check_page(report: Report, *, of_facts: bool, pasted: str = "") -> CheckPage:
    """A report in the reader's language."""
    broken = report.broken
    return CheckPage(
        summary=say(report.summary),
        tone="warn" if broken else "good" if report.found else "note",
        broken=tuple(_broken(each) for each in broken[:_SHOWN]),
        more=max(0, len(broken) - _SHOWN),
        of_facts=of_facts,
        is_empty=not report.found,
        pasted=pasted,
    )


def faults_of(error: VaekstError | None) -> tuple[str, ...]:
    """Everything that is wrong, a line each; for a list of links with the number of each."""
    if isinstance(error, BadWishes):
        lines = (
            _("Link %(number)s: %(why)s") % {"number": number(each.number), "why": say(each.error.sentence)}
            for each in error.faults
        )
        return (say(error.sentence), *lines) if len(error.faults) > 1 else (say(error.faults[0].error.sentence),)
    return () if error is None else (say(error.sentence),)


def _builder(strategy: Strategy, asked: Asked) -> Builder:
    return Builder(
        channels=tuple(_choices(strategy.channels, asked.channels, lambda id_: channel_name(strategy, id_))),
        concepts=tuple(_choices(strategy.concepts, asked.concepts, lambda id_: concept_name(strategy, id_))),
        formats=tuple(_choices(_FORMATS, asked.formats, lambda id_: format_name(id_).capitalize())),
        classes=tuple(
            Choice(id_, _(id_), chosen=id_ == asked.distribution, note=_(_CLASSES[id_])) for id_ in DISTRIBUTIONS
        ),
        asked=asked,
        landing_page=strategy.utm.landing_page or "",
    )


def _choices(ids: Iterable[str], chosen: tuple[str, ...], named: Callable[[str], str]) -> Iterator[Choice]:
    for id_ in ids:
        yield Choice(id_, named(id_), chosen=id_ in chosen)


def _row(each: Listed, strategy: Strategy, here: str) -> LinkRow:
    link = each.link
    short = each.short or ""
    parts = (
        channel_name(strategy, link.channel),
        concept_name(strategy, link.concept or None),
        format_name(link.format),
    )
    return LinkRow(
        code=link.code,
        url=link.url,
        short=short if short.startswith("https://") else f"{here}{short}" if short else "",
        placement=" · ".join(part for part in parts if part),
        details=" · ".join(filter(None, (link.batch_name, link.creator_name, _(link.distribution)))),
        group=each.group,
        remark=say(each.remark) if each.remark else "",
        clicks="" if each.clicks is None else number(each.clicks.people),
        robots="" if each.clicks is None or not each.clicks.robots else number(each.clicks.robots),
        made_at=link.made_at,
        made_by=str(link.made_by),
    )


def _broken(each: Found) -> Broken:
    if each.where in _TABLES:
        where = _("%(rows)s rows of %(table)s") % {"rows": number(each.rows), "table": _(_TABLES[each.where])}
    elif each.where:
        where = _("line %(line)s") % {"line": each.where}
        if each.rows > 1:
            where = _("line %(line)s, %(rows)s rows in all") % {"line": each.where, "rows": number(each.rows)}
    else:
        where = ""
    return Broken(
        given=clipped(each.given, _LONGEST),
        where=where,
        faults=tuple(say(fault.sentence) for fault in each.checked.faults),
        corrected=corrected(each) or "",
    )
