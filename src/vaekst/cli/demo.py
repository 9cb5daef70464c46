"""`vaekst demo`: a made-up bicycle shop to look around in."""

from __future__ import annotations

from typing import Annotated

import typer

from vaekst.cli.opening import new_app, open_store
from vaekst.core.errors import Trouble

app = new_app()


@app.command()
def demo(
    serve: Annotated[bool, typer.Option("--serve", help="Open the web app afterwards.")] = False,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The port of the web app; 8000, or a free one, if left out.")
    ] = None,
) -> None:
    """Make a made-up bicycle shop to look around in.

    Its 14 weeks of numbers are invented, but come as export files in the platforms' own shapes, through the same import as
    yours. Made once; afterwards the same brand is opened again.
    """
    actor = open_store()
    from django.utils.timezone import localdate, now

    from vaekst.actions.demo import open_demo
    from vaekst.cli.terminal import done, err
    from vaekst.store.models import Brand

    known = Brand.objects.count()
    with err().status("Making the shop …") as status:

        def told(step: int, steps: int) -> None:
            status.update(f"Importing the shop's files … {step + 1} of {steps}")

        brand = open_demo(actor, today=localdate(), now=now(), progress=told)
    is_new = Brand.objects.count() > known
    done(
        f"[bold]{brand.name}[/] is {'ready' if is_new else 'there already'}. Look around: vaekst board --brand {brand.slug}"
    )
    if serve:
        _become_server(_usual_or_free() if port is None else port)


def _become_server(port: int) -> None:
    """Turns this process into `vaekst serve`, afresh: the lake's threads do not survive the server's fork."""
    import os
    import sys

    sys.stdout.flush()
    command = [sys.executable, "-m", "vaekst.cli", "serve", "--port", str(port)]
    os.execv(sys.executable, command)  # noqa: S606 (our own command, and no shell)


def _usual_or_free() -> int:
    """Port 8000, or 0 (any that is free) where something else listens there."""
    from vaekst.cli.serve import usable_port

    try:
        return usable_port("127.0.0.1", 8000)
    except Trouble:
        return 0
