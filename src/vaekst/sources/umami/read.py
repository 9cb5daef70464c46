"""Umami's tables as facts. Events become visits; who came is counted and forgotten."""

from __future__ import annotations

from collections import Counter
from zoneinfo import ZoneInfo

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.fields import Fields
from vaekst.sources.umami.events import events_of, reports_of
from vaekst.sources.umami.headers import EVENTS_KIND, HOST, OVERVIEW, SITE
from vaekst.sources.umami.recognise import SOURCE_NAME, base
from vaekst.sources.web.counted import table_of, visits_of
from vaekst.sources.web.undated import undated
from vaekst.sources.web.visits import added, reading_of

LIMIT = 500
"""Rows after which Umami stops."""


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """The facts of one table. Raises BadFile for several websites in one file, and for cells that are no times or counts."""
    ledger = Ledger(document, recognition, context)
    table = table_of(document.blocks, ledger)
    if recognition.kind == EVENTS_KIND:
        return _of_events(table, ledger)
    span, observed_at = undated(ledger)
    visits = added(visits_of(table, OVERVIEW[base(document)], [span] * len(table), ledger))
    if is_cut := len(table) == LIMIT:
        ledger.warn(
            "maybe_truncated_web",
            N_(
                "The table has {limit:number} rows, where the export stops: more may be missing. Export shorter periods."
            ),
            limit=LIMIT,
        )
    return reading_of(
        visits,
        ledger,
        website=SOURCE_NAME,
        platform=SOURCE_NAME,
        observed_at=observed_at,
        timezone=context.timezone or context.zone,
        is_truncated=is_cut,
    )


def _of_events(table: Fields, ledger: Ledger) -> Reading:
    """The visits the events make up, in the days of the brand's zone."""
    _check_one_website(table, ledger)
    zone = ledger.context.timezone or ledger.context.zone
    visits = reports_of(events_of(table, ZoneInfo(zone), ledger))
    newest = max((each.last for each in visits), default=None)
    hosts = Counter(host for host in table.texts(HOST) if host)
    return reading_of(
        visits,
        ledger,
        website=hosts.most_common(1)[0][0] if hosts else SOURCE_NAME,
        platform=SOURCE_NAME,
        observed_at=ledger.observed_at(newest=newest),
        timezone=zone,
    )


def _check_one_website(table: Fields, ledger: Ledger) -> None:
    """Raises BadFile where the events of several websites stand in one table: their visits are not one site's."""
    sites = {site for site in table.texts(SITE) if site}
    if len(sites) > 1:
        raise BadFile(
            "several_websites",
            N_("{file} holds the events of {sites} websites. Export each of them by itself."),
            file=ledger.document.name,
            sites=len(sites),
        )
