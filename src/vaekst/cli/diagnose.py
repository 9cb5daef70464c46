"""`vaekst diagnose`: which figures moved against each other, how surely, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand
from vaekst.cli.weeks import AsOfOption, WeekOption, day

if TYPE_CHECKING:
    from vaekst.actions.diagnoses import Diagnoses
    from vaekst.core.rules.diagnoses import Diagnosis

app = new_app()

_STYLES = {"found": "bold yellow", "not found": "dim", "no data": "dim"}


@app.command()
def diagnose(
    brand: BrandOption = None, week: WeekOption = None, as_of: AsOfOption = None, json: JsonOption = False
) -> None:
    """Say which figures moved against each other, and what to do.

    A movement counts only when noise does not explain it. What could not be diagnosed says which file would help.
    """
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import diagnoses, reviews
    from vaekst.cli.terminal import print_json
    from vaekst.core.period import Week

    chosen = Week.parse(week) if week else reviews.week_in_view(opened, as_of=day(as_of), now=now())
    page = diagnoses.read_diagnoses(opened, chosen, as_of=day(as_of), now=now())
    if json:
        print_json(diagnoses.for_machines(page))
        return
    _show(page)


def _show(page: Diagnoses) -> None:
    from rich.text import Text

    from vaekst.cli.terminal import note, out

    console = out()
    title = (f"{page.known.strategy.brand.name} · {page.week}", "bold")
    console.print(Text.assemble(title, f"  ({page.spans.now} against {page.spans.before})"), soft_wrap=True)
    for one in sorted(page.everything, key=lambda each: list(_STYLES).index(each.state.value)):
        _show_one(one)
    note(
        f"\nstrategy v{page.known.strategy_version.number} · lake {page.known.lake_version or 'empty'} · a movement counts "
        f"when its {page.known.strategy.rules.diagnoses.level:.0%} interval lies on one side of no change"
    )


def _show_one(one: Diagnosis) -> None:
    from rich.text import Text

    from vaekst.cli.terminal import out, told
    from vaekst.core.rules.diagnoses import DiagnosisState
    from vaekst.core.sentence import MOST_CERTAIN

    console = out()
    line = Text.assemble("\n", (one.rule.name, "bold"), "  ", (one.channel or "brand", "cyan"), "  ")
    line.append(one.state.value, _STYLES[one.state.value])
    if one.state is DiagnosisState.FOUND and one.confidence is not None:
        line.append(f"  {min(one.confidence, MOST_CERTAIN):.0%} sure or more", "dim")
    console.print(line, soft_wrap=True)
    for reason in one.reasons:
        console.print(Text(f"    {told(reason)}"), soft_wrap=True)
    if one.action:
        console.print(Text(f"    → {told(one.action)}", "bold"), soft_wrap=True)
