"""`vaekst people`: who may do what in a brand."""

from __future__ import annotations

from typing import Annotated

import typer

from vaekst.cli.opening import BrandOption, JsonOption, new_app, open_brand

app = new_app()

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The e-mail address they are known by.")]
RoleArgument = Annotated[str, typer.Argument(metavar="ROLE", help="owner, editor, reviewer or viewer.")]


@app.callback(invoke_without_command=True)
def people(context: typer.Context, brand: BrandOption = None, json: JsonOption = False) -> None:
    """Invite people and say what they may do. Without a subcommand: list them.

    An [bold]owner[/] may do everything, people included.

    An [bold]editor[/] imports files, freezes the baseline, changes the strategy, tags and decides.

    A [bold]reviewer[/] tags and decides.

    A [bold]viewer[/] looks.
    """
    if context.invoked_subcommand is None:
        list_people(brand, json=json)


@app.command("list")
def list_people(brand: BrandOption = None, json: JsonOption = False) -> None:
    """List who is in the brand."""
    _, chosen = open_brand(brand)
    from vaekst.cli.terminal import print_json, table
    from vaekst.store import queries

    members = queries.members(chosen)
    if json:
        print_json([{"email": m.person.email, "name": m.person.name, "role": m.role} for m in members])
        return
    table(("e-mail", "name", "role"), ((m.person.email, m.person.name, m.role) for m in members), title=chosen.name)


@app.command()
def invite(
    email: Email,
    role: RoleArgument = "viewer",
    name: Annotated[str, typer.Option(help="What to call them.")] = "",
    brand: BrandOption = None,
    json: JsonOption = False,
) -> None:
    """Give someone a role, and print the link that lets them in. It works once, for seven days."""
    actor, chosen = open_brand(brand)
    from vaekst.actions.people import invite as invite_person
    from vaekst.cli.sign_in import address_of
    from vaekst.cli.terminal import done, note, print_json, say

    invitation = invite_person(actor, chosen, email, role, name=name)
    link = address_of(invitation.token) if invitation.token else None
    if json:
        print_json({"email": invitation.person.email, "role": invitation.role.value, "link": link, "days": 7})
        return
    done(f"{invitation.person.email} is {invitation.role.value} of {chosen.name}.")
    say(f"  [bold cyan]{link}[/]")
    note("  Send them this link. It is shown this once, and works once within seven days.")


@app.command()
def role(email: Email, role: RoleArgument, brand: BrandOption = None) -> None:
    """Give a member another role."""
    actor, chosen = open_brand(brand)
    from vaekst.actions.people import change_role
    from vaekst.cli.terminal import done

    member = change_role(actor, chosen, email, role)
    done(f"{member.person.email} is {member.role} of {chosen.name}.")


@app.command()
def remove(email: Email, brand: BrandOption = None) -> None:
    """Take someone out of the brand. What they did there stays."""
    actor, chosen = open_brand(brand)
    from vaekst.actions.people import remove as remove_person
    from vaekst.cli.terminal import done

    remove_person(actor, chosen, email)
    done(f"{email} is not in {chosen.name} any more.")
