"""Site keys as they are shown, with the snippet of each, and the form that opens another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.actions import collecting, strategies
from vaekst.actions.collecting import Told
from vaekst.core.errors import VaekstError
from vaekst.core.strategy import Strategy
from vaekst.store.models import Brand, SiteKey
from vaekst.web.shell.parts import FormField, Pair, Pill
from vaekst.web.shell.words import moment, number, say

_AT_NAME = frozenset({"site_name", "site_exists"})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

_SNIPPET = """<script>
  const vaekst = (event) =>
    fetch("{address}", {{
      method: "POST",
      keepalive: true,
      headers: {{"Content-Type": "application/json"}},
      body: JSON.stringify({{id: crypto.randomUUID(), consent: hasConsent(), visitor: visitorId(), ...event}}),
    }});
  vaekst({{type: "touch", url: location.href, referrer: document.referrer}});
  // {later}
  // vaekst({{type: "conversion", kind: "{kind}"}});
</script>"""
_PIXEL = '<img src="{address}pixel.gif?consent=0&url={page}" alt="" width="1" height="1">'
_SERVER = """curl {address} -H 'Content-Type: application/json' -d '{{
  "type": "conversion", "kind": "{kind}", "consent": true, "id": "order-1042", "visitor": "bo@example.org"}}'"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed into the form."""

    name: str = ""
    origins: str = ""

    @property
    def lines(self) -> list[str]:
        return self.origins.split()


@dataclass(frozen=True, slots=True)
class Snippet:
    """Something to copy."""

    id: str
    label: str
    text: str
    lines: int


@dataclass(frozen=True, slots=True)
class SiteCard:
    """An open key: whether anything comes by it, and what to put into the pages."""

    id: int
    name: str
    state: Pill
    facts: tuple[Pair, ...]
    origins: str
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class SitesPage:
    """The whole screen. `is_local` where the address in the snippets is this machine's alone."""

    cards: tuple[SiteCard, ...]
    closed: tuple[Pair, ...]
    form: tuple[FormField, ...]
    is_local: bool


def sites_page(brand: Brand, asked: Asked, error: VaekstError | None, *, here: str) -> SitesPage:
    """The keys of the brand; `here` is the address of this installation."""
    strategy, told = strategies.in_force(brand), collecting.told_by_key(brand)
    return SitesPage(
        cards=tuple(_card(key, told.get(key.key, Told()), strategy, here) for key in collecting.open_keys(brand)),
        closed=tuple(Pair(key.name, moment(key.closed_at)) for key in collecting.closed_keys(brand) if key.closed_at),
        form=tuple(_form(asked, error)),
        is_local=urlsplit(here).hostname in _LOOPBACK,
    )


def _card(key: SiteKey, told: Told, strategy: Strategy, here: str) -> SiteCard:
    newest = max(filter(None, (told.newest_at, told.waiting_at)), default=None)
    state = Pill("good", "check", _("events come")) if newest else Pill("none", "unknown", _("nothing came yet"))
    events = told.touches + told.conversions
    many = ngettext("%(n)s event", "%(n)s events", events) % {"n": number(events)}
    taken = _("%(events)s; conversions: %(n)s") % {"events": many, "n": number(told.conversions)}
    facts = (
        Pair(_("Taken in"), taken if events else None),
        Pair(_("Newest event"), moment(newest) if newest else None),
        Pair(_("Waiting to be taken in"), _("yes, at the latest for an hour") if told.waiting_at else None),
        Pair(_("Pages it takes events from"), ", ".join(key.origins) or _("none: servers alone")),
        Pair(_("Key"), key.key),
        Pair(_("Opened"), f"{moment(key.made_at)}, {key.made_by}"),
    )
    return SiteCard(
        id=key.pk,
        name=key.name,
        state=state,
        facts=tuple(pair for pair in facts if pair.value),
        origins="\n".join(key.origins),
        snippets=tuple(_snippets(key, strategy.conversions.primary, f"{here}/collect/{key.key}/")),
    )


def _snippets(key: SiteKey, kind: str, address: str) -> Iterator[Snippet]:
    texts = []
    if key.origins:
        later = _("when somebody does what the strategy counts:")
        texts += [
            (_("Into every page, with a script"), _SNIPPET.format(address=address, kind=kind, later=later)),
            (_("Without a script"), _PIXEL.format(address=address, page=f"{key.origins[0]}/")),
        ]
    texts.append((_("From a server"), _SERVER.format(address=address, kind=kind)))
    for place, (label, text) in enumerate(texts, start=1):
        yield Snippet(f"snippet-{key.pk}-{place}", label, text, max(2, text.count("\n") + 1))


def _form(asked: Asked, error: VaekstError | None) -> Iterator[FormField]:
    fault = say(error.sentence) if error else ""
    at_name = error is not None and error.code in _AT_NAME
    yield FormField(
        "name", _("Name"), "text", asked.name, _("Such as the website"), fault if at_name else "", is_needed=True
    )
    yield FormField(
        "origins",
        _("Addresses of the pages"),
        "lines",
        asked.origins,
        _("One a line, such as https://www.example.com. None: the key is for servers alone."),
        "" if at_name else fault,
    )
