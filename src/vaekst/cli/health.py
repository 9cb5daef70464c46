"""`vaekst health`: what is covered, how fresh it is, and what to export next."""

from __future__ import annotations

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand

app = new_app()


@app.command()
def health(brand: BrandOption = None, json: JsonOption = False) -> None:
    """Show what is covered, how fresh it is, and what to export next.

    One line a stream: the posts and days of every channel, leads, costs and the production log.
    """
    _, chosen = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions.health import for_machines, read_health
    from vaekst.cli.terminal import note, print_json, table
    from vaekst.present.language import ENGLISH
    from vaekst.present.words import say

    report = read_health(chosen, now=now())
    if json:
        print_json(for_machines(report))
        return
    rows = (
        (
            each.health.stream.channel or "the brand",
            each.health.stream.name,
            each.health.state.value,
            each.health.newest,
            each.health.covered,
            len(each.health.missing),
            len(each.warnings),
        )
        for each in report.streams
    )
    columns = ("channel", "stream", "state", "newest", "days known", "gaps", "warnings")
    table(columns, rows, title=f"{chosen.name}, the last {report.streams[0].health.window.days} days")
    for each in report.streams:
        if each.next_step:
            note(f"{each.health.stream.channel or 'the brand'}: {say(each.next_step, ENGLISH)}")
