"""Tables of what platforms did against posts and accounts: strikes, removals, restrictions, warnings, and appeals."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.sources.ledger import Row
from vaekst.sources.reading.permalinks import platform_of
from vaekst.sources.reading.words import plain
from vaekst.sources.table.own import Made, Own, dated, first_reason, post_key

EVENTS: Mapping[str, frozenset[str]] = {
    "strike": frozenset({"strike", "community guidelines strike", "copyright strike", "prik"}),
    "removal": frozenset({"removal", "removed", "taken down", "deleted", "fjernelse", "fjernet", "slettet"}),
    "restriction": frozenset(
        {"restriction", "restricted", "limited", "age restricted", "demonetised", "begrænsning", "begrænset"}
    ),
    "warning": frozenset({"warning", "warned", "advarsel"}),
}
OUTCOMES: Mapping[str, frozenset[str]] = {
    "pending": frozenset({"pending", "open", "in review", "under review", "afventer", "åben", "under behandling"}),
    "reinstated": frozenset(
        {"reinstated", "won", "restored", "approved", "overturned", "genoprettet", "medhold", "vundet"}
    ),
    "upheld": frozenset({"upheld", "lost", "rejected", "denied", "fastholdt", "afvist", "tabt"}),
}
"""What happened, and what became of the appeal -> the words for it in English and Danish."""


def make_policy(own: Own) -> Made:
    """One row per event. Words nobody knows are refused row by row; an appeal without an outcome is pending."""
    made = Made()
    for place in own.places():
        own.ledger.read += 1
        cell = own.values.cell
        day, appealed = cell("date", place), cell("appealed_on", place)
        event, outcome = _meant(cell("event", place), EVENTS), _meant(cell("outcome", place), OUTCOMES)
        reason = first_reason(
            (day is None, "no_date"),
            (own.ledger.is_future(day) or own.ledger.is_future(appealed), "future_date"),
            (event is None, "unknown_event"),
            (outcome is None and cell("outcome", place) is not None, "unknown_outcome"),
        )
        if reason:
            own.ledger.drop(reason)
            continue
        made.add(
            "policy_event",
            {
                **_placed(own, place, event),
                "event": event,
                "reason": cell("reason", place),
                "appeal_date": appealed,
                "outcome": outcome or ("pending" if appealed else None),
                "outcome_date": cell("outcome_date", place),
            },
            day=day,
            later=[appealed, cell("outcome_date", place)],
        )
    return made


def _meant(written: str | None, words: Mapping[str, frozenset[str]]) -> str | None:
    """The canonical word for what is written, or None."""
    word = plain(written or "").replace("_", " ").replace("-", " ")
    return next((name for name, spoken in words.items() if word in spoken), None)


def _placed(own: Own, place: int, event: str | None) -> Row:
    """Where it happened. The id leaves out what comes later, so that an outcome restates its event."""
    cell = own.values.cell
    channel, link = own.channel(place), cell("permalink", place)
    post = post_key(own, place, channel)
    return {
        **dated(own, place),
        "entry_id": cell("entry_id", place) or own.entry("policy", cell("date", place), channel, post, event),
        "channel": channel,
        "platform": cell("platform", place) or (platform_of(link) if link else None) or own.platform(channel),
        "post_key": post,
        "permalink": link,
    }
