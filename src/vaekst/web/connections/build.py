"""Connected accounts as they are shown, and the forms that connect another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from vaekst.actions.connections import service, short_id
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy import Strategy
from vaekst.sources.connected import SERVICES
from vaekst.store.models import Connection, Pull, PullState
from vaekst.web.shell.brand_words import channel_name
from vaekst.web.shell.names import counter_name
from vaekst.web.shell.parts import Choice, Pair, Pill
from vaekst.web.shell.words import day, moment, number, say

_STATES: Mapping[str, tuple[str, str, str]] = {
    PullState.RUNNING: ("note", "wait", N_("being pulled")),
    PullState.STOPPED: ("warn", "wait", N_("stopped; goes on")),
    PullState.DONE: ("good", "check", N_("up to date")),
    PullState.FAILED: ("bad", "stop", N_("needs you")),
}


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure the platform did not give, and why."""

    metric: str
    why: str


@dataclass(frozen=True, slots=True)
class Card:
    """A connected account and how its last pull went."""

    id: str
    service: str
    account: str
    state: Pill
    facts: tuple[Pair, ...]
    why: str
    missing: tuple[Missing, ...]
    receipt: str  # address, or empty


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form that connects an account."""

    name: str
    id: str
    label: str
    hint: str = ""
    kind: str = "text"  # `password` and `document` are secrets
    value: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """What it takes to connect an account of one service."""

    service: str
    label: str
    fields: tuple[Field, ...]
    channels: tuple[Choice, ...]  # where the strategy has several of the platform


def card(held: Connection, last: Pull | None, strategy: Strategy) -> Card:
    """The account with its last pull, if there was one."""
    tone, icon, word = _STATES[last.state] if last else ("none", "unknown", N_("never pulled"))
    errors = last.errors if last else []
    return Card(
        id=short_id(held),
        service=service(held.service).label,
        account=held.handle or held.name or held.account,
        state=Pill(tone, icon, _(word)),
        facts=tuple(_facts(held, last, strategy)),
        why=say(Sentence.from_json(last.why)) if last and last.why else "",
        missing=tuple(Missing(counter_name(one["metric"]), say(Sentence.from_json(one["said"]))) for one in errors),
        receipt=_receipt(held, last),
    )


def _receipt(held: Connection, last: Pull | None) -> str:
    if last is None or not last.import_id or last.state != PullState.DONE:
        return ""
    return reverse("imports:receipt", args=[held.brand.slug, last.import_id])


def _facts(held: Connection, last: Pull | None, strategy: Strategy) -> list[Pair]:
    told = [
        Pair(_("Channel"), channel_name(strategy, held.channel) if held.channel else None),
        Pair(_("Server"), held.server or None),
        Pair(_("Connected"), f"{moment(held.connected_at)}, {held.by}"),
    ]
    if last is not None:
        told += [
            Pair(_("Last pull"), moment(last.ended_at or last.started_at)),
            Pair(_("Pulled up to"), day(last.last) if last.state == PullState.DONE else None),
            Pair(_("Questions asked"), number(last.asked)),
            Pair(_("Try again after"), moment(last.not_before) if last.not_before else None),
        ]
    return [pair for pair in told if pair.value]


def forms(strategy: Strategy) -> tuple[Form, ...]:
    """The form of every service."""
    return tuple(_form(name, strategy) for name in SERVICES)


def _form(name: str, strategy: Strategy) -> Form:
    api = service(name)
    fitting = strategy.channels_on(api.platform) if api.has_channel else ()
    choices = tuple(Choice(id_, channel_name(strategy, id_)) for id_ in fitting)
    return Form(name, api.label, _FIELDS[name](), choices if len(choices) > 1 else ())


def _mastodon() -> tuple[Field, ...]:
    return (
        Field("server", "mastodon-server", _("Server"), _("Such as https://social.example.")),
        Field(
            "secret",
            "mastodon-secret",
            _("Access token"),
            _("Made under Preferences, Development, with the rights read:accounts and read:statuses."),
            kind="password",
        ),
    )


def _bluesky() -> tuple[Field, ...]:
    return (
        Field("handle", "bluesky-handle", _("Handle"), _("Such as fjord.bsky.social.")),
        Field(
            "server", "bluesky-server", _("Server"), _("Yours, where the account has one."), value="https://bsky.social"
        ),
        Field(
            "secret",
            "bluesky-secret",
            _("App password"),
            _("Made under Settings, Privacy, App passwords. Never the account's own."),
            kind="password",
        ),
    )


def _youtube() -> tuple[Field, ...]:
    return (
        Field(
            "secret",
            "youtube-secret",
            _("JSON of the consent"),
            _("It holds client_id, client_secret and refresh_token."),
            kind="document",
        ),
    )


def _ga4() -> tuple[Field, ...]:
    return (
        Field("account", "ga4-account", _("Number of the property"), _("Such as 123456789.")),
        Field(
            "secret",
            "ga4-secret",
            _("JSON of the service account"),
            _("The service account needs the role Viewer in the property."),
            kind="document",
        ),
    )


_FIELDS = {"mastodon": _mastodon, "bluesky": _bluesky, "youtube": _youtube, "ga4": _ga4}
