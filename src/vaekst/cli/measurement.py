"""`vaekst measurement`: what every KPI is measured from, and who looks after it."""

from __future__ import annotations

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand

app = new_app()


@app.command()
def measurement(brand: BrandOption = None, json: JsonOption = False) -> None:
    """Show what each KPI is measured from, and whose it is.

    The measurement plan: a line a source, with how fresh it is, and the cadence and owner of each KPI.
    """
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions.measurement import for_machines, read_plan
    from vaekst.cli.terminal import print_json, table

    plan = read_plan(opened, now=now())
    if json:
        print_json(for_machines(plan))
        return
    rows = (
        (
            line.kpi.label if place == 0 else "",
            each.channel or "the brand",
            each.stream,
            ", ".join(dict.fromkeys(platform or "own table" for platform, _ in each.kinds)) or None,
            each.state.value,
            each.newest,
            line.cadence if place == 0 else "",
            line.owner if place == 0 else "",
        )
        for line in plan.lines
        for place, each in enumerate(line.sources)
    )
    columns = ("KPI", "channel", "source", "from", "state", "newest", "cadence", "owner")
    table(columns, rows, title=f"{opened.name}, strategy version {plan.version}, {plan.today}")
