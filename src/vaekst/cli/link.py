"""`vaekst link`: links that say where visits come from: made, listed, checked, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand

if TYPE_CHECKING:
    from vaekst.actions.links import Listed, Report
    from vaekst.core.utm import Wish
    from vaekst.store.models import Brand

app = new_app(needs_subcommand=True)

Batch = Annotated[str, typer.Option(help="The batch, such as 2026-w48: the campaign its visits are counted in.")]
Creator = Annotated[str, typer.Option(help="Whom the posts are made by or with.")]
Class = Annotated[str, typer.Option("--class", help="How the posts are spread: owned, paid or partner.")]
Page = Annotated[str, typer.Option(help="Where the links lead; the strategy's landing page where left out.")]
_SHOWN, _WRITTEN_OUT = 40, 5  # links of a table, and of those written out whole below it
_LONGEST = 240  # characters of a link on a terminal


@app.command()
def build(
    channel: Annotated[str, typer.Option(help="The channel, by id or name.")],
    batch: Batch,
    brand: BrandOption = None,
    concept: Annotated[str, typer.Option(help="The concept, by id or name.")] = "",
    format: Annotated[str, typer.Option(help="The format, such as short_video.")] = "",  # noqa: A002 (what people type)
    creator: Creator = "",
    distribution: Class = "owned",
    page: Page = "",
    json: JsonOption = False,
) -> None:
    """Make one link and put it into the register."""
    actor, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import links
    from vaekst.core.utm import Wish

    wish = Wish(channel, batch, concept, format, creator, distribution, page)
    made = links.make(actor, opened, wish, now=now())
    _tell_made(opened, links.described(opened, [made]), made=1, json=json)


@app.command()
def bulk(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A table with a link a line: channel, batch, concept, …")
    ] = None,
    brand: BrandOption = None,
    batch: Annotated[str, typer.Option(help="Without a file: the batch.")] = "",
    channel: Annotated[list[str] | None, typer.Option(help="Without a file: a channel; as often as needed.")] = None,
    concept: Annotated[list[str] | None, typer.Option(help="A concept, by id; as often as needed.")] = None,
    format: Annotated[list[str] | None, typer.Option(help="A format; as often as needed.")] = None,  # noqa: A002
    creator: Creator = "",
    distribution: Class = "owned",
    page: Page = "",
    json: JsonOption = False,
) -> None:
    """Make the links of a batch: a line of a table each, or every channel with every concept and format.

    All of them or none. A placement that has its link already keeps it.
    """
    actor, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import links
    from vaekst.core.utm import Wish, every

    wishes: tuple[Wish, ...]
    if file is not None:
        wishes = links.wishes_in(file, name=file.name)
    elif not channel:
        raise typer.BadParameter("Name a file, or channels with --channel.")
    else:
        like = Wish("", batch, "", "", creator, distribution, page)
        rules = links.standard(opened)
        wishes = tuple(every(channels=channel, concepts=concept or (), formats=format or (), standard=rules, like=like))
    made = links.make_many(actor, opened, wishes, now=now())
    _tell_made(opened, links.described(opened, made.links), made=len(made.fresh), json=json)


@app.command("list")
def list_links(
    brand: BrandOption = None,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Withdrawn links, too.")] = False,
    json: JsonOption = False,
) -> None:
    """List the links of the register with their clicks."""
    _, opened = open_brand(brand)
    from vaekst.actions import links
    from vaekst.actions.links.listing import for_machines
    from vaekst.cli.terminal import note, print_json

    found = links.register_of(opened, withdrawn=withdrawn)
    if json:
        print_json([for_machines(each) for each in found])
        return
    if not found:
        note("The register is empty. Make a link: vaekst link build --channel instagram --batch 2026-w48")
        return
    _print(found[:_SHOWN])
    note(f"{min(len(found), _SHOWN)} of {len(found)} links")


@app.command()
def check(
    link: Annotated[list[str] | None, typer.Argument(metavar="[LINK]...", help="Links to check.")] = None,
    brand: BrandOption = None,
    file: Annotated[
        Path | None, typer.Option(help="A CSV, a workbook or a list of links, such as an export of Google Analytics.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Check links against the UTM standard; without any, those your visits, leads and posts came by.

    Exits with 1 when a link breaks the standard.
    """
    _, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import links
    from vaekst.actions.links.checks import for_machines
    from vaekst.cli.terminal import print_json

    if file is not None:
        report = links.check_file(opened, file, name=file.name)
    elif link:
        report = links.check_links(opened, link)
    else:
        report = links.check_facts(opened, now=now())
    if json:
        print_json(for_machines(report))
    else:
        _tell(report)
    if report.broken:
        raise typer.Exit(1)


@app.command()
def withdraw(
    code: Annotated[str, typer.Argument(help="The link's code, as `vaekst link list` shows it.")],
    brand: BrandOption = None,
) -> None:
    """Free a placement for another link. The short form goes on leading where it led."""
    actor, opened = open_brand(brand)
    from django.utils.timezone import now

    from vaekst.actions import links
    from vaekst.cli.terminal import done

    done(f"The link {links.withdraw(actor, opened, code, now=now()).code} is withdrawn.")


@app.command()
def qr(
    code: Annotated[str, typer.Argument(help="The link's code, as `vaekst link list` shows it.")],
    to: Annotated[Path, typer.Option(help="The file to write: its name ends in .svg or .png.")],
    brand: BrandOption = None,
) -> None:
    """Write a link of the register as a QR code."""
    _, opened = open_brand(brand)
    from vaekst.actions import links
    from vaekst.cli.terminal import done
    from vaekst.core.errors import UnknownName
    from vaekst.present.qr import Shape, qr_code

    found = {each.link.code: each for each in links.register_of(opened, withdrawn=True)}
    if code not in found:
        raise UnknownName("link", code, found)
    shape = to.suffix.removeprefix(".").lower()
    if shape not in list(Shape):
        raise UnknownName("format", shape, list(Shape))
    to.write_bytes(qr_code(found[code].to_share, Shape(shape)))
    done(f"{to} leads to {found[code].to_share}")


def _tell_made(brand: Brand, found: tuple[Listed, ...], *, made: int, json: bool) -> None:
    from vaekst.actions.links.listing import for_machines
    from vaekst.cli.terminal import done, note, print_json

    if json:
        print_json([for_machines(each) for each in found])
        return
    _print(found)
    done(f"{made} links made for {brand.name}." if made != 1 else f"A link was made for {brand.name}.")
    if len(found) > made:
        note(f"{len(found) - made} of them stood in the register already.")
    for remark in {each.remark for each in found if each.remark}:
        note(remark.english())


def _print(found: Sequence[Listed]) -> None:
    """The links as a table, and, where they are few, each on a line of its own to be copied."""
    from vaekst.cli.terminal import note, out, table

    columns = ("code", "channel", "concept", "format", "batch", "class", "clicks", "short form")
    rows = (
        (
            each.link.code,
            each.link.channel,
            each.link.concept or None,
            each.link.format or None,
            each.link.batch,
            each.link.distribution,
            None if each.clicks is None else each.clicks.people,
            each.short,
        )
        for each in found
    )
    table(columns, rows)
    if len(found) > _WRITTEN_OUT:
        note("The whole links: add --json.")
        return
    for each in found:
        out().print(each.link.url, soft_wrap=True, markup=False)


def _tell(report: Report) -> None:
    """The broken links, shortened on a terminal and whole in a file."""
    from rich.markup import escape

    from vaekst.actions.links.checks import corrected
    from vaekst.cli.terminal import note, out, say
    from vaekst.core.sentence import clipped

    on_screen = out().is_terminal

    def shown(link: str) -> str:
        return escape(clipped(link, _LONGEST) if on_screen else link)

    say(f"[bold]{report.summary.english()}[/]")
    for each in report.broken[: _SHOWN if on_screen else None]:
        place = f" [dim]({escape(each.where)}, {each.rows} rows)[/]" if each.where else ""
        say(f"\n{shown(each.given)}{place}")
        for fault in each.checked.faults:
            say(f"  [red]•[/] {escape(fault.sentence.english())}")
        if right := corrected(each):
            say(f"  [green]→[/] {shown(right)}")
    if on_screen and (more := len(report.broken) - _SHOWN) > 0:
        note(f"{more} more break it. All of them, and whole: add --json, or write to a file.")
