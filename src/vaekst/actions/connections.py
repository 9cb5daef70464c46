"""Accounts figures are pulled from: connecting them, and letting them go.

A secret is proved before it is kept, kept encrypted, and never shown again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from vaekst.actions import audit, secrets, strategies
from vaekst.actions.audit import Actor
from vaekst.actions.people import Act, require
from vaekst.core.errors import BadInput, UnknownName, VaekstError
from vaekst.core.sentence import N_
from vaekst.sources.connected import SERVICES
from vaekst.sources.pulling import failures
from vaekst.sources.pulling.addresses import Reachable
from vaekst.sources.pulling.contract import Access, Account, Service
from vaekst.sources.pulling.failures import redacted
from vaekst.store.models import Brand, Connection

SECRETS: Mapping[str, str] = {
    "youtube": "credentials",
    "ga4": "credentials",
    "mastodon": "token",
    "bluesky": "password",
}
"""What the one secret of each service is called."""

_LONGEST = 300  # characters of a name


def connections(brand: Brand) -> QuerySet[Connection]:
    """The accounts that are connected."""
    return Connection.objects.filter(brand=brand, disconnected_at=None).select_related("by")


def connection(brand: Brand, id_: str) -> Connection:
    """The connected account with this id (the first characters of it suffice). Raises UnknownName."""
    found = [each for each in connections(brand) if id_ and str(each.uuid).startswith(id_)]
    if len(found) == 1:
        return found[0]
    known = [short_id(each) for each in connections(brand)]
    raise UnknownName("connection", id_, known, cure=N_("`vaekst connect` lists them."))


def short_id(connection: Connection) -> str:
    """The id people type."""
    return str(connection.uuid)[:8]


def service(name: str) -> Service:
    """The API called so. Raises UnknownName with the nearest."""
    if name not in SERVICES:
        raise UnknownName("service", name, SERVICES)
    return SERVICES[name]


def reachable() -> Reachable:
    """Where servers may be, by the installation's settings."""
    return Reachable(private=frozenset(settings.PRIVATE_SERVERS))


def connect(
    actor: Actor,
    brand: Brand,
    name: str,
    *,
    secret: Mapping[str, str],
    now: datetime,
    server: str = "",
    handle: str = "",
    account: str = "",
    channel: str = "",
) -> Connection:
    """Connects an account after its service confirmed the secret; an account connected before gets the new secret.

    Raises BadInput for what cannot be right, Failure where the service refuses, UnknownName for a channel the strategy
    does not have, NotAllowed for anyone but an owner.
    """
    require(actor, brand, Act.CONNECT)
    api = service(name)
    _check_channel(brand, api, channel)
    given = {key: value.strip() for key, value in secret.items()}
    if not all(given.values()):
        raise BadInput("no_secret", N_("{service} needs a token or password to be asked with."), service=api.label)
    hosts = reachable()
    access = Access(
        server=hosts.server(server) if server else "",
        handle=handle.strip().lstrip("@"),
        account=account.strip(),
        secret=given,
        reachable=hosts,
    )
    try:
        with expected(api):
            found = api.check(access)
    except VaekstError as error:
        error.sentence = redacted(error.sentence, access.secrets)
        error.args = (error.sentence.english(),)
        raise
    return _remember(actor, brand, api, access, found, channel=channel, now=now)


@transaction.atomic
def _remember(
    actor: Actor, brand: Brand, api: Service, access: Access, found: Account, *, channel: str, now: datetime
) -> Connection:
    kept, _ = Connection.objects.update_or_create(
        brand=brand,
        service=api.name,
        server=access.server,
        account=found.id[:_LONGEST],
        disconnected_at=None,
        defaults={
            "handle": (found.handle or access.handle)[:_LONGEST],
            "name": found.name[:_LONGEST],
            "channel": channel,
            "secret": secrets.sealed(access.secret),
            "connected_at": now,
            "by": actor.person,
        },
    )
    audit.record(actor, "connect", brand=brand, subject=str(kept), after={"server": kept.server, "channel": channel})
    return kept


@transaction.atomic
def disconnect(actor: Actor, brand: Brand, id_: str, *, now: datetime) -> Connection:
    """Lets an account go and forgets its secret. What was pulled stays."""
    require(actor, brand, Act.CONNECT)
    held = connection(brand, id_)
    held.secret = ""
    held.disconnected_at = now
    held.save(update_fields=["secret", "disconnected_at"])
    audit.record(actor, "disconnect", brand=brand, subject=str(held))
    return held


@contextmanager
def expected(api: Service) -> Iterator[None]:
    """An answer of another shape than the API's own is a Failure, not a mistake of ours."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise failures.broken(api.label, type(error).__name__) from error


def access_of(held: Connection) -> Access:
    """What is needed to ask in the connection's name."""
    return Access(
        server=held.server,
        handle=held.handle,
        account=held.account,
        secret=secrets.opened(held.secret),
        reachable=reachable(),
    )


def renew_key(actor: Actor, brand: Brand) -> int:
    """Seals the secrets of all brands with a new key and forgets the old one; how many there were."""
    require(actor, brand, Act.CONNECT)
    secrets.add_key()
    with transaction.atomic():
        sealed = list(Connection.objects.select_for_update().exclude(secret=""))
        for held in sealed:
            held.secret = secrets.resealed(held.secret)
            held.save(update_fields=["secret"])
        audit.record(actor, "connections.renew_key", brand=brand, after={"secrets": len(sealed)})
    secrets.forget_old_keys()
    return len(sealed)


def _check_channel(brand: Brand, api: Service, channel: str) -> None:
    if not channel:
        return
    known = strategies.in_force(brand).channels
    fitting = [id_ for id_, each in known.items() if each.platform == api.platform]
    if not api.has_channel or channel not in fitting:
        raise UnknownName("channel", channel, fitting)
