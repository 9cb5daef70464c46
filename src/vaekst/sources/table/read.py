"""One's own table as facts, and its receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.fields import Fields, fields_of
from vaekst.sources.table.comments import make_comments
from vaekst.sources.table.kinds import (
    CHANNEL_DAYS,
    COMMENTS,
    COST,
    KINDS,
    LEAD,
    POLICY_EVENTS,
    POSTS,
    PRODUCTION,
    TAGS,
)
from vaekst.sources.table.leads import make_leads
from vaekst.sources.table.lines import rows_kept
from vaekst.sources.table.own import Made, Own
from vaekst.sources.table.policy import make_policy
from vaekst.sources.table.posts import make_days, make_posts, make_tags
from vaekst.sources.table.recognise import profile_of
from vaekst.sources.table.values import values_of
from vaekst.sources.table.work import make_cost, make_production

_MAKERS: Mapping[str, Callable[[Own], Made]] = {
    POSTS.name: make_posts,
    CHANNEL_DAYS.name: make_days,
    PRODUCTION.name: make_production,
    COST.name: make_cost,
    LEAD.name: make_leads,
    POLICY_EVENTS.name: make_policy,
    COMMENTS.name: make_comments,
    TAGS.name: make_tags,
}


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """The facts of a table whose columns are known. Raises BadFile for cells that cannot be what their column holds."""
    ledger = Ledger(document, recognition, context)
    kind = KINDS[recognition.kind]
    profile = profile_of(document, context)
    options = profile.options if profile is not None else {}
    table = _table(document, recognition, ledger)
    values = values_of(table, kind, options, today=context.now.date())
    own = Own(values, options, context, ledger)
    made = _MAKERS[kind.name](own)
    if not made.rows and not made.tables and not made.tags:
        raise ledger.nothing_kept()
    own.note_strangers()
    if made.rows or made.tables:
        observed_at = ledger.observed_at(newest=max((day for day in (*made.days, *made.later) if day), default=None))
    else:
        observed_at = context.now  # tags are a person's own words and hold from now on
    for row in (row for rows in made.rows.values() for row in rows):
        row["observed_at"] = observed_at
    tables = {name: _observed(facts, observed_at) for name, facts in made.tables.items()}
    channels, platforms = (_held(made, name) for name in ("channel", "platform"))
    reading = ledger.reading(
        {**made.rows, **tables},
        observed_at=observed_at,
        channel="",
        platform="",
        timezone=context.timezone,
        days=made.days,
    )
    receipt = replace(
        reading.receipt,
        channel=channels.pop() if len(channels) == 1 else None,
        platform=platforms.pop() if len(platforms) == 1 else None,
    )
    return replace(reading, receipt=receipt, tags=made.tags, profile=profile)


def _observed(facts: pa.Table, observed_at: datetime) -> pa.Table:
    """The facts with the moment at which the platform showed them."""
    place = facts.schema.get_field_index("observed_at")
    moments = pa.repeat(pa.scalar(observed_at, facts.schema.field(place).type), len(facts))
    return facts.set_column(place, facts.schema.field(place), moments)


def _held(made: Made, name: str) -> set[str | None]:
    """All values of a column of the facts."""
    one_by_one = {row.get(name) for rows in made.rows.values() for row in rows}
    return one_by_one.union(*(pc.unique(facts[name]).to_pylist() for facts in made.tables.values()))


def _table(document: Document, recognition: Recognition, ledger: Ledger) -> Fields:
    """The rows below the header, without sums, remarks at the end and rows that do not fit it."""
    blocks = document.blocks
    if document.delimiter is None and len(blocks) > 1:  # further tables, or notes below the table
        ledger.warn(
            "tables_unread",
            N_("The sheet holds {tables} more tables; only the first was read."),
            tables=len(blocks) - 1,
        )
        blocks = blocks[:1]
    table, others = fields_of(blocks, recognition.columns, pad=True)
    keep, left_out = rows_kept(table)
    for reason, rows in (others + left_out).items():
        if rows:
            ledger.read += rows
            ledger.drop(reason, rows)
    return table.where(keep)
