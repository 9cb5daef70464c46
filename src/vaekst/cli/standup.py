"""`vaekst standup`: the agenda of the weekly meeting, and its minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.cli.weeks import WeekOption

if TYPE_CHECKING:
    from vaekst.actions.audit import Actor
    from vaekst.actions.standups import Meeting
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

    console = out()
    minutes = {item.part: item.minutes for item in agenda(meeting.strategy.rhythm.review_minutes)}

    def heading(part: Part) -> None:
        console.print(Text.assemble("\n", (part.value, "bold cyan"), (f"  {minutes[part]} min", "dim")))

    console.print(Text(f"{meeting.strategy.brand.name} · stand-up of {meeting.week}", style="bold"))
    heading(Part.DUE)
    for duty in meeting.duties:
        console.print(Text(f"  {duty.owner}: {', '.join(kpi.replace('_', ' ') for kpi in duty.kpis)}"), soft_wrap=True)
    for brief in meeting.briefs:
        words = f"  new brief for {brief.channel}/{brief.concept}: {brief.change}, {brief.owner}, by {brief.due}"
        console.print(Text(words), soft_wrap=True)
    heading(Part.KPIS)
    for row in meeting.off_track:
        where = f" · {row.channel}" if row.channel else ""
        words = f"  {row.kpi.id.replace('_', ' ')}{where}  {row.status.value}: {row.sentence.english()}"
        console.print(Text(words), soft_wrap=True)
    if not meeting.off_track:
        note("  No KPI with data is off track.")
    heading(Part.DIAGNOSES)
    for found in meeting.diagnoses.found:
        action = found.action.english() if found.action else ""
        console.print(Text(f"  {found.channel or 'brand'}: {found.rule.name}. {action}"), soft_wrap=True)
    if missing := len(meeting.diagnoses.not_possible):
        note(f"  Not made for want of data: {missing}. `vaekst diagnose` says which file would help.")
    elif not meeting.diagnoses.found:
        note("  No two figures moved against each other beyond their noise.")
    heading(Part.CONCEPTS)
    _show_concepts(meeting)
    note(
        f"\nstrategy v{meeting.review.known.strategy_version.number} · lake {meeting.review.known.lake_version or 'empty'}"
    )


def _show_concepts(meeting: Meeting) -> None:
    from rich.text import Text

    from vaekst.cli.terminal import note, out
    from vaekst.core.standup import turning_points

    for row in meeting.rows:
        decided = meeting.decision(row)
        state = f"decided: {decided.verdict}" if decided else f"proposed: {row.proposal.value if row.proposal else '–'}"
        out().print(Text.assemble(f"  {row.channel}/{row.concept}  ", (state, "bold")), soft_wrap=True)
        for sentence in turning_points(row, meeting.review.rules):
            out().print(Text(f"      {sentence.english()}", style="dim"), soft_wrap=True)
    if not meeting.rows:
        note("  There are no concepts to review yet.")
