"""`vaekst serve`: the web app, on this machine unless told otherwise."""

from __future__ import annotations

import ipaddress
import os
import socket
import subprocess
import sys
import time
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from vaekst.cli.opening import new_app, open_store
from vaekst.core.errors import BadInput, Trouble
from vaekst.core.sentence import N_

if TYPE_CHECKING:
    from vaekst.actions.audit import Actor

app = new_app()

_DRAINED_FIRST, _DRAINED_EVERY = 60.0, 3600.0  # seconds; figures are of whole days, so an hour is soon enough


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    public: Annotated[
        bool, typer.Option("--public", help="Listen beyond this machine; everyone has to sign in.")
    ] = False,
    allowed_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="With --public: a name people reach it by; repeatable.")
    ] = None,
) -> None:
    """Open the web app on this machine.

    Prints a link that signs you in once. The address is this machine's own, so nobody else can reach it.
    With [bold]--public --allowed-host growth.example.org[/] others can, through your own HTTPS proxy.
    """
    names = allow(host, public=public, names=allowed_host or [])
    if names:
        os.environ["VAEKST_HOSTS"] = ",".join(names)
    run(open_store(), host=host, port=port, base=f"https://{names[0]}" if names else None)


def allow(host: str, *, public: bool, names: list[str]) -> list[str]:
    """The names to answer to beside this machine's own. Raises BadInput unless going public was said in full."""
    if not public:
        if is_loopback(host) and not names:
            return []
        raise BadInput(
            "not_public",
            N_(
                "{host} can be reached from other machines, so Vaekst does not listen there unasked. Leave --host out, "
                "or say it in full: --public --host {host} --allowed-host growth.example.org"
            ),
            host=host,
        )
    if not names:
        raise BadInput(
            "no_allowed_host",
            N_("--public needs the name people will use: --allowed-host growth.example.org"),
        )
    return names


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def run(actor: Actor, *, host: str = "127.0.0.1", port: int = 8000, base: str | None = None) -> None:
    """Answer requests until interrupted, having printed a one-time link for the actor."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from vaekst.cli.sign_in import link_for, remember_address

    port = usable_port(host, port)
    base = base or f"http://{f'[{host}]' if ':' in host else host}:{port}"
    remember_address(base)
    server = Granian(
        "vaekst.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=min(8, 2 * (os.cpu_count() or 1)),
        websockets=False,
        log_level=LogLevels.warning,
    )
    link = link_for(actor.person, base=base)
    Thread(target=_welcome, args=(host, port, base, link), daemon=True).start()
    Thread(target=_drain, daemon=True).start()
    server.serve()


def _drain() -> None:
    """Take collected events into the facts every hour, in a process of its own, as long as the web app runs.

    This thread only sleeps and waits: the web app's processes are forked from this one, and must find nothing half done.
    """
    time.sleep(_DRAINED_FIRST)
    while True:
        subprocess.run([sys.executable, "-m", "vaekst.cli", "collect", "drain", "--all"], stdout=subprocess.DEVNULL)
        time.sleep(_DRAINED_EVERY)


def _welcome(host: str, port: int, base: str, link: str) -> None:
    """Print the link as soon as the web app answers, so that nobody follows it too early."""
    from vaekst.cli.terminal import note, out

    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (looked up, not listened on)
    while not _answers(reachable, port):
        time.sleep(0.05)
    console = out()
    console.print(
        f"\n  Vaekst is open at [bold]{base}[/]\n  Sign in, once, with [bold cyan]{link}[/]\n", soft_wrap=True
    )
    console.file.flush()  # whoever reads the link from a pipe waits for it
    note("  The link works for 15 minutes; `vaekst sign-in` prints another. Ctrl+C closes Vaekst.")


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host.strip("[]"), port), timeout=1):
            return True
    except OSError:
        return False


def usable_port(host: str, port: int) -> int:
    """The port itself, or a free one for 0. Raises Trouble when something listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host.strip("[]"), port))
        except OSError as error:
            raise Trouble(
                "port_taken",
                N_("Vaekst cannot listen on {host}, port {port}: {why}. Try another: --port {other}"),
                host=host,
                port=str(port),
                why=(error.strerror or str(error)).lower(),
                other=str(port + 1 if port < 65535 else 0),
            ) from None
        return int(trial.getsockname()[1])
