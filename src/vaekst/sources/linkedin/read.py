"""A sheet of a LinkedIn page's export as facts: days, posts, followers, visitors, or groups of people."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.linkedin.days import make_days
from vaekst.sources.linkedin.groups import make_groups
from vaekst.sources.linkedin.headers import VERIFIED
from vaekst.sources.linkedin.made import Made
from vaekst.sources.linkedin.posts import make_posts
from vaekst.sources.linkedin.recognise import DAYS, FOLLOWERS, GROUPS, NAME, POSTS, PROFILE, VISITORS, table_of
from vaekst.sources.reading.fields import Fields, fields_of
from vaekst.sources.reading.words import plain

ZONE = "UTC"
"""LinkedIn names no zone on its page exports; its advertising reports are in UTC."""

_TOTALS = frozenset({"total", "totals", "i alt"})
_SEEN = frozenset({DAYS, POSTS})
"""Kinds whose English headers were seen in real files."""

_MAKERS: Mapping[str, Callable[[Fields, Ledger], Made]] = {
    DAYS: make_days,
    POSTS: make_posts,
    FOLLOWERS: make_days,
    VISITORS: make_days,
    GROUPS: make_groups,
}


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """The facts of one sheet. Raises BadFile for a person's own workbook, and where cells cannot be read."""
    if recognition.kind == PROFILE:
        raise BadFile(
            "personal_profile",
            N_(
                "{file} comes from a person's own LinkedIn profile. Only exports of a page are read: open the page as "
                "administrator, choose Analytics, and export from there."
            ),
            file=document.name,
        )
    ledger = Ledger(document, recognition, context)
    table = _table(document, recognition, ledger)
    made = _MAKERS[recognition.kind](table, ledger)
    observed_at = ledger.observed_at(newest=max((day for day in made.days if day), default=None))
    channel = context.channel or NAME
    owner: Row = {"channel": channel, "platform": NAME, "observed_at": observed_at}
    return ledger.reading(
        {name: [{**owner, **row} for row in rows] for name, rows in made.rows.items()},
        observed_at=observed_at,
        channel=channel,
        platform=NAME,
        timezone=context.timezone or ZONE,
        days=made.days,
        control_totals=made.control_totals,
    )


def _table(document: Document, recognition: Recognition, ledger: Ledger) -> Fields:
    """The rows below the header, without sums; what was not checked against a real file is told."""
    table, others = fields_of(table_of(document, recognition), recognition.columns)
    is_row = [plain(row[0]) not in _TOTALS for row in table.rows]
    others["total_row"] += is_row.count(False)
    for reason, rows in others.items():
        if rows:
            ledger.read += rows
            ledger.drop(reason, rows)
    if not any(is_row):
        raise ledger.nothing_kept()
    if recognition.language not in VERIFIED or recognition.kind not in _SEEN:
        ledger.warn(
            "headers_unverified",
            N_("The headers were matched by a word list that was never checked against a real file. Check the totals."),
        )
    return table.where(is_row)
