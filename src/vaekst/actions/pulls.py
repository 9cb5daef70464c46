"""Pulling figures: ask, keep every answer, read them like a file, append, remember.

A pull that breaks off, for whatever reason, goes on where it stopped. Its answers lie in a journal in the data home
until they are all there; then they become one document in the archive and one import with its receipt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from filelock import FileLock, Timeout

from vaekst.actions import audit, facts, imports, strategies
from vaekst.actions.audit import Actor
from vaekst.actions.connections import access_of, connections, expected, service
from vaekst.actions.imports import Choices
from vaekst.actions.people import Act, require
from vaekst.core.errors import Conflict, Trouble, UnknownName, VaekstError
from vaekst.core.period import DAY
from vaekst.core.receipt import Receipt
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy import Channel
from vaekst.sources.connected import read_pull
from vaekst.sources.pulling.contract import Account, Span
from vaekst.sources.pulling.documents import pulled_of, write_document
from vaekst.sources.pulling.failures import Failure, Kind, redacted
from vaekst.sources.pulling.wire import Manners, Wire
from vaekst.store.models import Brand, Connection, Pull, PullState

FIRST_DAYS = 400
"""How far back the first pull goes."""

POSTS_DAYS = 60
"""How long after it was published a post's counters are pulled again."""

GOES_ON = timedelta(hours=24)
"""After this long a pull that stopped begins anew: what it holds is too old to be mixed with answers of today."""

_GO_ON = frozenset({Kind.TRANSIENT, Kind.LATER, Kind.DENIED})
"""Failures after which the answers so far are still good."""

_NOTHING_NEW = frozenset({"no_rows", "nothing_kept"})
"""Refusals of a document that has no facts, which is no fault in a pull."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a pull brought: its record, and the receipt once all answers were there."""

    connection: Connection
    pull: Pull
    receipt: Receipt | None = None

    @property
    def errors(self) -> list[tuple[str, Sentence]]:
        """The figures that could not be had, and why."""
        return [(each["metric"], Sentence.from_json(each["said"])) for each in self.pull.errors]

    @property
    def why(self) -> Sentence | None:
        """Why it stopped, when it did."""
        return Sentence.from_json(self.pull.why) if self.pull.why else None


def chosen(brand: Brand, channel: str | None) -> list[Connection]:
    """The connections of a channel, by its id, its platform or the service's name; without one, all of them."""
    found = list(connections(brand))
    if channel is None:
        return found
    known = strategies.in_force(brand).channels
    named = [each for each in found if channel in (_channel(each, known), each.service, service(each.service).platform)]
    if not named:
        names = {_channel(each, known) or each.service for each in found}
        raise UnknownName("connected channel", channel, names, cure=N_("`vaekst connect` lists them."))
    return named


def _channel(held: Connection, known: Mapping[str, Channel]) -> str:
    """The strategy's name for the connection's channel; empty where it has none."""
    if held.channel:
        return held.channel
    api = service(held.service)
    fitting = [id_ for id_, each in known.items() if api.has_channel and each.platform == api.platform]
    return fitting[0] if len(fitting) == 1 else ""


def pulls(held: Connection) -> QuerySet[Pull]:
    """The pulls of a connection, newest first."""
    return held.pulls.select_related("by").order_by("-id")


def pull(actor: Actor, brand: Brand, held: Connection, manners: Manners, *, since: date | None = None) -> Outcome:
    """Pulls what is new, and what may have changed. What goes wrong stands on the outcome.

    `since` reaches further back than is usual. Raises NotAllowed for people who may not import, Conflict while the same
    account is being pulled already.
    """
    require(actor, brand, Act.IMPORT)
    now = manners.clock()
    with _alone(brand, held):
        waiting = pulls(held).first()
        if waiting is not None and waiting.not_before is not None and waiting.not_before > now:
            return Outcome(held, waiting)
        record = _opened(actor, held, now=now, since=since)
        return _pull(actor, brand, held, record, manners)


def _pull(actor: Actor, brand: Brand, held: Connection, record: Pull, manners: Manners) -> Outcome:
    """Asks what is still open, and takes the answers in."""
    api = service(held.service)
    wire: Wire | None = None
    secrets: tuple[str, ...] = ()
    try:
        access = access_of(held)
        secrets = access.secrets
        wire = Wire(_journal(brand, record), manners, secrets=secrets)
        with expected(api):
            api.pull(access, _account(held), _span(record), wire)
        receipt = _take_in(actor, brand, held, record, wire, now=manners.clock())
    except VaekstError as error:
        _stop(record, error, redacted(error.sentence, secrets), wire, now=manners.clock())
        return Outcome(held, record)
    except BaseException:  # Ctrl-C included: the answers are on disk, and the next pull goes on
        record.asked += wire.asked if wire else 0
        record.state = PullState.STOPPED
        record.save(update_fields=["asked", "state"])
        raise
    _finish(actor, brand, held, record, wire, receipt, now=manners.clock())
    return Outcome(held, record, receipt)


def _take_in(actor: Actor, brand: Brand, held: Connection, record: Pull, wire: Wire, *, now: datetime) -> Receipt:
    """The answers as one document, read like any file, kept and appended."""
    pulled = pulled_of(
        wire.lines,
        service=held.service,
        account=_account(held),
        server=held.server,
        channel=held.channel or None,
        span=_span(record),
        started_at=record.started_at,
    )
    path = wire.journal.with_suffix(".json")
    upload = write_document(pulled, path)
    strategy = strategies.in_force(brand)
    choices = Choices(channel=_channel(held, strategy.channels) or None)
    context = imports.context_of(brand, strategy, choices, now=now)
    try:
        return imports.keep(actor, brand, upload, read_pull(upload, context), now=now)
    finally:
        path.unlink(missing_ok=True)


def _opened(actor: Actor, held: Connection, *, now: datetime, since: date | None) -> Pull:
    """The pull that stopped a while ago, or a new one."""
    last = pulls(held).first()
    if last is not None and last.state in (PullState.RUNNING, PullState.STOPPED):
        if since is None and now - last.started_at < GOES_ON:
            last.state, last.why, last.not_before = PullState.RUNNING, None, None
            last.save(update_fields=["state", "why", "not_before"])
            return last
        _journal(held.brand, last).unlink(missing_ok=True)
    api = service(held.service)
    today = now.astimezone(ZoneInfo(api.zone)).date()
    before = held.pulls.filter(state=PullState.DONE).order_by("-last").values_list("last", flat=True).first()
    far = since or today - FIRST_DAYS * DAY
    is_first = before is None or since is not None
    return Pull.objects.create(
        connection=held,
        posts_from=far if is_first or before is None else before - POSTS_DAYS * DAY,
        first=far if is_first or before is None else min(before, today) - (api.refresh_days - 1) * DAY,
        last=today,
        started_at=now,
        by=actor.person,
    )


def _stop(record: Pull, error: VaekstError, why: Sentence, wire: Wire | None, *, now: datetime) -> None:
    """Remembers why the pull stopped, and when to go on."""
    goes_on = error.kind in _GO_ON if isinstance(error, Failure) else isinstance(error, Trouble)
    record.state = PullState.STOPPED if goes_on else PullState.FAILED
    record.why = why.to_json()
    record.asked += wire.asked if wire else 0
    record.ended_at = now
    if isinstance(error, Failure) and error.kind is Kind.LATER and error.after is not None:
        record.not_before = now + timedelta(seconds=error.after)
    record.errors = _errors(wire)
    record.save()
    if wire is not None and not goes_on:
        wire.journal.unlink(missing_ok=True)


def _finish(
    actor: Actor, brand: Brand, held: Connection, record: Pull, wire: Wire, receipt: Receipt, *, now: datetime
) -> None:
    record.asked += wire.asked
    record.state = PullState.DONE
    record.ended_at = now
    record.errors = _errors(wire)
    record.import_id = receipt.import_id
    if receipt.refusal is not None and receipt.refusal.code not in _NOTHING_NEW:
        record.state, record.why = PullState.FAILED, receipt.refusal.to_json()
    record.save()
    audit.record(actor, "pull", brand=brand, subject=str(held), after={"import_id": receipt.import_id})
    wire.journal.unlink(missing_ok=True)


def _errors(wire: Wire | None) -> list[dict[str, object]]:
    lines = wire.lines if wire else []
    return [{"metric": line["metric"], "said": line["said"]} for line in lines if "metric" in line]


def _account(held: Connection) -> Account:
    return Account(id=held.account, handle=held.handle, name=held.name)


def _span(record: Pull) -> Span:
    return Span(posts_from=record.posts_from, first=record.first, last=record.last)


def _journal(brand: Brand, record: Pull) -> Path:
    return facts.pulled(brand) / f"{record.uuid}.jsonl"


@contextmanager
def _alone(brand: Brand, held: Connection) -> Iterator[None]:
    """One pull of an account at a time, across processes. Raises Conflict for a second."""
    folder = facts.pulled(brand)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(folder / f"{held.uuid}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise Conflict(
            "pull_running", N_("{account} is being pulled already. Wait until that is done."), account=str(held)
        ) from None
    try:
        yield
    finally:
        lock.release()
