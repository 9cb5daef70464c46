"""What platforms claim to have won, beside what the ledger holds. Claims overlap, so they are never added to anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from vaekst.core.costs.dimension import Dimension
from vaekst.core.costs.kinds import Distribution
from vaekst.core.leads.lead import Lead
from vaekst.core.metrics.gather import Known, within
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence

ADS = N_("conversions its ads claim")
RESULTS = N_("leads its ads claim")
FORMS = N_("forms sent on the platform")
KEY_EVENTS = N_("key events of any kind")


@dataclass(frozen=True, slots=True)
class Claim:
    """What `platform` claims as `what`; `ledger` is what the ledger holds of the same, None where it cannot tell.

    An advertisement's claim stands beside the leads of its channel that were paid for, where the ledger tells how leads came; a
    website's beside all leads of the `days` it speaks of, None where it speaks of the whole period.
    """

    platform: str
    channel: str | None
    what: str
    claimed: float
    ledger: int | None
    days: int | None = None

    @property
    def difference(self) -> float | None:
        """How many more are claimed than the ledger holds; below 0 where it holds more."""
        return None if self.ledger is None else self.claimed - self.ledger

    @property
    def sentence(self) -> Sentence:
        """The two beside each other, in words."""
        template = N_("{platform} claims {claimed} {what:word}; the ledger holds {ledger} of that channel.")
        if self.channel is None:
            template = N_("{platform} claims {claimed} {what:word}; the ledger holds {ledger} leads of these days.")
        if self.ledger is None:
            template = N_("{platform} claims {claimed} {what:word}; the ledger does not tell its leads apart.")
        return Sentence(
            "claim", template, platform=self.platform, claimed=self.claimed, what=self.what, ledger=self.ledger
        )


def claims_of(known: Known, leads: Sequence[Lead], *, period: Period) -> list[Claim]:
    """The claims of the period, by platform and channel."""
    came = [lead for lead in leads if lead.day in period]
    of_platforms = [
        Claim(platform, channel, what, claimed, None if channel is None else _held(came, channel, what))
        for (platform, channel, what), claimed in sorted(_claimed(known, period), key=lambda each: str(each[0]))
    ]
    return [*of_platforms, *_of_website(known, came if leads else None, period)]


def _of_website(known: Known, leads: Sequence[Lead] | None, period: Period) -> Iterator[Claim]:
    """What the website's analytics counts as results, beside the leads of the days it tells of; None: there is no table of them."""
    rows = within(known.key_events, period)
    if not rows:
        return
    days = {row.day for row in rows}
    yield Claim(
        platform=str(rows[0].cells["platform"]),
        channel=None,
        what=KEY_EVENTS,
        claimed=fsum(float(row.cells["key_events"]) for row in rows),
        ledger=None if leads is None else sum(lead.leads for lead in leads if lead.day in days),
        days=len(days) if len(days) < period.days else None,
    )


def _held(leads: Sequence[Lead], channel: str, what: str) -> int:
    """The leads of the channel; of an advertisement only those that were paid for, where any tells its class."""
    of_channel = [lead for lead in leads if lead.names.get(Dimension.CHANNEL) == channel]
    if what != FORMS and any(Dimension.DISTRIBUTION in lead.names for lead in of_channel):
        of_channel = [lead for lead in of_channel if lead.names.get(Dimension.DISTRIBUTION) == Distribution.PAID]
    return sum(lead.leads for lead in of_channel)


def _claimed(known: Known, period: Period) -> Iterator[tuple[tuple[str, str | None, str], float]]:
    ads: dict[tuple[str, str | None, str], list[float]] = {}
    for row in within(known.costs, period):
        if "platform" not in row.cells:
            continue
        about = (str(row.cells["platform"]), row.cells.get("channel"))
        if "conversions" in row.cells:
            ads.setdefault((*about, ADS), []).append(float(row.cells["conversions"]))
        if "results" in row.cells and "lead" in str(row.cells.get("result_indicator", "")).casefold():
            ads.setdefault((*about, RESULTS), []).append(float(row.cells["results"]))
    yield from _sums(ads)
    forms: dict[tuple[str, str | None, str], list[float]] = {}
    for channel, days in known.channel_days.items():
        for row in within(days, period):
            if "leads_form" in row.cells:
                forms.setdefault((str(row.cells["platform"]), channel, FORMS), []).append(
                    float(row.cells["leads_form"])
                )
    yield from _sums(forms)


def _sums(
    claimed: Mapping[tuple[str, str | None, str], Sequence[float]],
) -> Iterator[tuple[tuple[str, str | None, str], float]]:
    yield from ((key, fsum(each)) for key, each in claimed.items())
