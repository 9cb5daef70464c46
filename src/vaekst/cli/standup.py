"""`vaekst standup`: the agenda of the weekly meeting, and its minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.cli.weeks import WeekOption

if TYPE_CHECKING:
    from vaekst.actions.audit import Actor
    from vaekst.actions.standups import Meeting
    from vaekst.core.review import ReviewRow
    from vaekst.core.standup import Record

app = new_app()


@app.callback(invoke_without_command=True)
def standup(
    context: typer.Context, brand: BrandOption = None, week: WeekOption = None, json: JsonOption = False
) -> None:
    """Show the agenda of the weekly stand-up. Without a subcommand: what the meeting goes through.

    What is due and whose, the KPIs off track, the diagnoses, and every concept with its proposal and what would change it.
    The meeting itself is held in the web app, or with `vaekst decide`.
    """
    if context.invoked_subcommand is not None:
        return
    _, meeting = _opened(brand, week)
    from vaekst.actions.standups import for_machines
    from vaekst.cli.terminal import print_json

    if json:
        print_json(for_machines(meeting))
        return
    _show(meeting)


@app.command()
def minutes(
    week: WeekOption = None,
    brand: BrandOption = None,
    form: Annotated[str, typer.Option("--format", metavar="md|html", help="Markdown, or a page for an e-mail.")] = "md",
    edition: Annotated[
        int | None, typer.Option(min=1, help="An earlier edition; the one that holds if left out.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Print the minutes of a stand-up; a draft while none are written."""
    _, meeting = _opened(brand, week)
    import sys

    from vaekst.cli.terminal import print_json
    from vaekst.core.errors import UnknownName
    from vaekst.present.language import language
    from vaekst.present.minutes import account, as_email, as_markdown

    if form not in ("md", "html"):
        raise UnknownName("form of minutes", form, ("md", "html"))
    record, number = _record(meeting, edition)
    if json:
        print_json({"edition": number, **record.to_json()})
        return
    spoken = language(meeting.strategy.brand.locale)
    told = account(record, spoken, edition=number)
    sys.stdout.write(as_markdown(told) if form == "md" else as_email(told, spoken))


def _opened(brand: str | None, week: str | None) -> tuple[Actor, Meeting]:
    actor, chosen = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import reviews, standups
    from vaekst.core.period import Week

    asked = Week.parse(week) if week else reviews.week_in_view(chosen, now=now())
    return actor, standups.read_standup(chosen, asked, now=now())


def _record(meeting: Meeting, edition: int | None) -> tuple[Record, int | None]:
    """What is on record, and the edition it is; None for a draft."""
    from django.utils.timezone import now

    from vaekst.actions import minutes as records
    from vaekst.core.standup import Record

    written = records.edition_of(meeting, edition)
    if written is not None:
        return records.with_names(Record.from_json(written.content)), written.edition
    draft = records.record_of(meeting, present=records.decided_in(meeting), ended=now())
    return records.with_names(draft), None


def _show(meeting: Meeting) -> None:
    from rich.text import Text

    from vaekst.cli.terminal import note, out
    from vaekst.core.standup import Part, agenda

    shown = {
        Part.DUE: _show_due,
        Part.KPIS: _show_kpis,
        Part.DIAGNOSES: _show_diagnoses,
        Part.CONCEPTS: _show_concepts,
        Part.PLAN: _show_plan,
    }
    out().print(Text(f"{meeting.strategy.brand.name} · stand-up of {meeting.week}", style="bold"))
    for item in agenda(meeting.strategy.rhythm.review_minutes):
        if item.part in shown:
            out().print(Text.assemble("\n", (item.part.value, "bold cyan"), (f"  {item.minutes} min", "dim")))
            shown[item.part](meeting)
    known = meeting.review.known
    note(f"\nstrategy v{known.strategy_version.number} · lake {known.lake_version or 'empty'}")


def _show_due(meeting: Meeting) -> None:
    from vaekst.cli.terminal import note
    from vaekst.present.language import ENGLISH
    from vaekst.present.words import label, metric_label

    for duty in meeting.duties:
        _line(f"{duty.owner}: {', '.join(metric_label(kpi, ENGLISH) for kpi in duty.kpis)}")
    for brief in meeting.briefs:
        change = label(brief.change, ENGLISH)
        _line(f"new brief for {brief.channel}/{brief.concept}: {change}, {brief.owner}, by {brief.due}")
    if not meeting.duties and not meeting.briefs:
        note("  Nothing is due this week.")


def _show_kpis(meeting: Meeting) -> None:
    from vaekst.cli.terminal import note, told
    from vaekst.core.board import Status
    from vaekst.present.language import ENGLISH
    from vaekst.present.words import metric_label

    for row in meeting.off_track:
        where = f" · {row.channel}" if row.channel else ""
        _line(f"{metric_label(row.kpi.id, ENGLISH)}{where}  {row.status.value}: {told(row.sentence)}")
    if not meeting.off_track:
        note("  No KPI with data is off track.")
    if unknown := sum(row.status is Status.NO_DATA for row in meeting.board.board.rows):
        note(f"  Without data: {unknown}. `vaekst board` says which file would supply them.")


def _show_diagnoses(meeting: Meeting) -> None:
    from vaekst.cli.terminal import note, told

    for found in meeting.diagnoses.found:
        action = told(found.action) if found.action else ""
        _line(f"{found.channel or 'brand'}: {found.rule.name}. {action}")
    if missing := len(meeting.diagnoses.not_possible):
        note(f"  Not made for want of data: {missing}. `vaekst diagnose` says which file would help.")
    elif not meeting.diagnoses.found:
        note("  No two figures moved against each other beyond their noise.")


def _show_concepts(meeting: Meeting) -> None:
    from rich.text import Text

    from vaekst.cli.terminal import note, out, told
    from vaekst.core.standup import turning_points

    for row in meeting.rows:
        decided = meeting.decision(row)
        state = f"decided: {decided.verdict}" if decided else f"proposed: {row.proposal.value if row.proposal else '–'}"
        out().print(Text.assemble(f"  {row.channel}/{row.concept}  ", (state, "bold")), soft_wrap=True)
        _line(f"    {_estimated(row)}")
        for sentence in turning_points(row, meeting.review.rules):
            _line(f"    {told(sentence)}", "dim")
    if not meeting.rows:
        note("  There are no concepts to review yet.")


def _estimated(row: ReviewRow) -> str:
    """What is believed of the concept, or why nothing can be."""
    from vaekst.cli.terminal import told
    from vaekst.core.evidence import Estimate
    from vaekst.present.language import ENGLISH
    from vaekst.present.numbers import chance, change
    from vaekst.present.words import metric_label

    found = row.estimate
    if not isinstance(found, Estimate):
        return told(found.reason) if found else ""
    low, mid, high = (change(one, ENGLISH) for one in (found.low, found.mid, found.high))
    better = chance(found.chance_better, ENGLISH)
    judged = f"{metric_label(row.metric, ENGLISH)}, posts that count: {len(row.posts)}"
    return f"{mid} against the baseline ({low} to {high}), chance to beat it {better} · {judged}"


def _show_plan(meeting: Meeting) -> None:
    from vaekst.cli.terminal import note

    for channel in meeting.plan.ahead.channels:
        lines = ", ".join(f"{one.name} {one.posts}" for one in channel.lines if one.posts)
        _line(f"{channel.channel}: {channel.posts} posts" + (f" · {lines}" if lines else ""))
    note("  `vaekst plan-week` says why.")


def _line(text: str, style: str = "") -> None:
    from rich.text import Text

    from vaekst.cli.terminal import out

    out().print(Text(f"  {text}", style=style), soft_wrap=True)
