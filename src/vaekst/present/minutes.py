"""The minutes of a stand-up for people: one account of them, written as Markdown, as e-mail, and shown on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape

from vaekst.core.period import Week
from vaekst.core.sentence import N_
from vaekst.core.standup import BriefNote, DiagnosisNote, Earlier, KpiNote, Outcome, PlanNote, Record, Share
from vaekst.present import numbers
from vaekst.present.language import Language
from vaekst.present.words import label, mark, metric_label, say

BUSINESS_AS_USUAL = N_("Business as usual")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is told: a head with the tone of its colour, and lines below."""

    head: str
    lines: tuple[str, ...] = ()
    tone: str = "none"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what stands below it, and remarks: that there was nothing, or what could not be looked at."""

    title: str
    entries: tuple[Entry, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """The minutes in words: title, who and when, sections, and what it all rests on."""

    title: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    basis: str


def account(record: Record, language: Language, *, edition: int | None = None) -> Account:
    """The minutes in the language. Without an edition they are a draft."""
    say_ = language.gettext
    week = numbers.week(Week.parse(record.week), language)
    return Account(
        title=say_(N_("{brand}: stand-up of {week}")).format(brand=record.brand, week=week),
        facts=tuple(_facts(record, language, edition)),
        sections=(
            _kpis(record, language),
            _diagnoses(record, language),
            _section(
                say_(N_("Decisions")),
                (_outcome(one, language) for one in record.outcomes),
                say_(N_("Nothing was decided.")),
            ),
            *_undecided(record, language),
            *_plan(record, language),
            _section(
                say_(N_("New briefs")),
                (_brief(one, language) for one in record.briefs),
                say_(N_("No new brief was asked for.")),
            ),
        ),
        basis=say_(N_("Strategy version {version}, facts {lake}, as known on {moment}.")).format(
            version=record.strategy_version,
            lake=record.lake_version or say_(N_("none")),
            moment=numbers.moment(record.as_of, language),
        ),
    )


def _facts(record: Record, language: Language, edition: int | None) -> Iterable[str]:
    say_ = language.gettext
    has_begun = record.ended > record.started
    if has_begun:
        yield say_(N_("{start} to {end}, {minutes} min")).format(
            start=numbers.moment(record.started, language), end=clock(record.ended, language), minutes=record.lasted
        )
    if record.present:
        yield say_(N_("There: {people}")).format(people=", ".join(record.present))
    if edition is None:
        yield say_(N_("Draft: these minutes are not written down yet."))
        if not has_begun:
            yield say_(N_("The stand-up has not begun."))
    elif edition > 1:
        yield say_(N_("Edition {edition}; the earlier ones can still be read.")).format(edition=edition)
    if record.note:
        yield record.note


def _section(title: str, entries: Iterable[Entry], nothing: str, *missing: str) -> Section:
    """A section that says `nothing` where it has no entry, and what is missing where anything is."""
    listed = tuple(entries)
    return Section(title, listed, (*(() if listed else (nothing,)), *filter(None, missing)))


def _kpis(record: Record, language: Language) -> Section:
    count = record.without_data
    return _section(
        language.gettext(N_("KPIs off track")),
        (_kpi(one, language) for one in record.kpis),
        language.gettext(N_("No KPI with data is off track.")),
        language.ngettext("{n} KPI has no data.", "{n} KPIs have no data.", count).format(n=count) if count else "",
    )


def _diagnoses(record: Record, language: Language) -> Section:
    count = record.not_diagnosed
    missing = language.ngettext(
        "{n} diagnosis could not be made for want of data.",
        "{n} diagnoses could not be made for want of data.",
        count,
    )
    return _section(
        language.gettext(N_("Diagnoses")),
        (_diagnosis(one, language) for one in record.diagnoses),
        language.gettext(N_("No two figures that could be compared moved against each other beyond their noise.")),
        missing.format(n=count) if count else "",
    )


def clock(moment: datetime, language: Language) -> str:
    """The time of day alone: 09:31."""
    return numbers.moment(moment, language).rpartition(", ")[2]


def _kpi(one: KpiNote, language: Language) -> Entry:
    state = mark(one.status, language)
    name = metric_label(one.kpi, language)
    where = f"{name} · {one.channel}" if one.channel else name
    return Entry(f"{state.sign} {where}: {state.word}", (say(one.said, language), one.owner), state.tone)


def _diagnosis(one: DiagnosisNote, language: Language) -> Entry:
    name = language.gettext(one.name)
    head = f"{name} · {one.channel}" if one.channel else name
    return Entry(head, (say(one.action, language), *(say(reason, language) for reason in one.reasons)), "warn")


def _outcome(one: Outcome, language: Language) -> Entry:
    state = mark(one.verdict, language)
    return Entry(
        f"{state.sign} {one.concept} · {one.channel}: {state.word}",
        tuple(line for line in _outcome_lines(one, language) if line),
        state.tone,
    )


def _outcome_lines(one: Outcome, language: Language) -> Iterable[str]:
    say_ = language.gettext
    yield one.reason
    yield _evidence(one, language)
    said = say_(N_("{who}, {when}. Proposed was: {proposal}")) if one.proposal else "{who}, {when}"
    yield said.format(
        who=one.by,
        when=numbers.moment(one.at, language),
        proposal=label(one.proposal, language) if one.proposal else "",
    )
    yield from (_earlier(each, language) for each in one.earlier)


def _evidence(one: Outcome, language: Language) -> str:
    values = {
        "metric": metric_label(one.metric, language),
        "posts": language.ngettext("{n} post", "{n} posts", one.posts).format(n=one.posts),
        "mid": numbers.change(one.mid, language),
        "low": numbers.change(one.low, language),
        "high": numbers.change(one.high, language),
        "chance": numbers.chance(one.chance_better, language),
        "bar": numbers.chance(one.chance_above_bar, language),
    }
    if one.mid is None:
        return language.gettext(N_("{posts}, {metric}: not enough data for an estimate")).format(**values)
    template = N_(
        "{posts}, {metric}: {mid} against the baseline ({low} to {high}); chance to beat the baseline {chance}, the bar {bar}"
    )
    return language.gettext(template).format(**values)


def _earlier(one: Earlier, language: Language) -> str:
    template = N_("Before that: {verdict}, by {who}, {when}. {reason}")
    return (
        language.gettext(template)
        .format(
            verdict=label(one.verdict, language),
            who=one.by,
            when=numbers.moment(one.at, language),
            reason=one.reason,
        )
        .strip()
    )


def _undecided(record: Record, language: Language) -> Iterable[Section]:
    if record.undecided:
        yield Section(language.gettext(N_("Not decided")), tuple(Entry(name) for name in record.undecided))


def _plan(record: Record, language: Language) -> Iterable[Section]:
    if not record.plan:
        return
    week = numbers.week(Week.parse(record.week).later(), language)
    title = language.gettext(N_("Posts of {week}")).format(week=week)
    yield Section(title, tuple(_channel_plan(one, language) for one in record.plan))


def _channel_plan(one: PlanNote, language: Language) -> Entry:
    posts = language.ngettext("{n} post", "{n} posts", one.posts).format(n=one.posts)
    return Entry(f"{one.channel}: {posts}", tuple(_share(each, language) for each in one.shares))


def _share(one: Share, language: Language) -> str:
    name = one.concept or language.gettext(BUSINESS_AS_USUAL)
    template = _SHARES[bool(one.change), one.look]
    change = language.gettext(one.change) if one.change else ""
    return language.gettext(template).format(name=name, posts=one.posts, change=change)


_SHARES = {
    (False, False): N_("{name}: {posts}"),
    (True, False): N_("{name}: {posts}, with another {change}"),
    (False, True): N_("{name}: {posts}, a last look"),
    (True, True): N_("{name}: {posts}, a last look with another {change}"),
}
"""How a concept's posts are told: whether one thing changes, whether it is its last look."""


def _brief(one: BriefNote, language: Language) -> Entry:
    say_ = language.gettext
    head = say_(N_("{concept} · {channel}: change the {change}")).format(
        concept=one.concept, channel=one.channel, change=label(one.change, language)
    )
    whose = say_(N_("{owner}, by {day}")).format(owner=one.owner, day=numbers.day(one.due, language))
    return Entry(head, (whose, *(say(sentence, language) for sentence in one.why)))


def as_markdown(told: Account) -> str:
    """The account as Markdown that any reader of it shows alike."""
    lines = [f"# {_plain(told.title)}", ""]
    lines += [f"- {_plain(fact)}" for fact in told.facts]
    for section in told.sections:
        lines += ["", f"## {_plain(section.title)}", ""]
        lines += [line for entry in section.entries for line in _markdown(entry)]
        lines += [""] if section.entries and section.remarks else []
        lines += map(_plain, section.remarks)
    return "\n".join([*lines, "", f"_{_plain(told.basis)}_", ""])


def _markdown(entry: Entry) -> list[str]:
    return [f"- **{_plain(entry.head)}**", *(f"  - {_plain(line)}" for line in entry.lines)]


_MARKS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|"})


def _plain(text: str) -> str:
    """Somebody's words on one line, no mark of Markdown among them."""
    return " ".join(text.split()).translate(_MARKS)


_TONES = {"good": "#0d6b48", "warn": "#845000", "bad": "#ad231b", "note": "#1f4f9e", "none": "#15211d"}
_FONT = "font-family:Arial,Helvetica,sans-serif"


def as_email(told: Account, language: Language) -> str:
    """The account as a page for an e-mail: inline styles only, nothing loaded from anywhere."""
    parts = [f'<h1 style="margin:0 0 8px;font-size:22px;color:#15211d">{escape(told.title)}</h1>']
    parts += [f'<p style="margin:0 0 4px;color:#46554f">{escape(fact)}</p>' for fact in told.facts]
    for section in told.sections:
        parts.append(f'<h2 style="margin:24px 0 8px;font-size:17px;color:#15211d">{escape(section.title)}</h2>')
        parts += [_email_entry(entry) for entry in section.entries]
        parts += [f'<p style="margin:0;color:#46554f">{escape(remark)}</p>' for remark in section.remarks]
    parts.append(f'<p style="margin:24px 0 0;font-size:12px;color:#5c6a64">{escape(told.basis)}</p>')
    return (
        f'<!doctype html>\n<html lang="{language.code}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(told.title)}</title></head>\n'
        f'<body style="margin:0;padding:16px;background:#f4f6f2;{_FONT};font-size:15px;line-height:1.45">\n'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:640px;margin:0 auto;'
        'background:#ffffff;border:1px solid #dde3de"><tr><td style="padding:24px">\n'
        + "\n".join(parts)
        + "\n</td></tr></table>\n</body>\n</html>\n"
    )


def _email_entry(entry: Entry) -> str:
    lines = "".join(f'<br><span style="color:#46554f">{escape(line)}</span>' for line in entry.lines)
    colour = _TONES[entry.tone]
    return (
        f'<p style="margin:0 0 10px;padding:0 0 0 10px;border-left:3px solid {colour}">'
        f'<b style="color:{colour}">{escape(entry.head)}</b>{lines}</p>'
    )
