"""Event files as facts, column by column, and the receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vaekst.core.facts import CONVERSION, TOUCH, FactTable
from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.events.cells import MOMENT, days, each, instants, milliseconds, plain, texts
from vaekst.sources.events.conversions import described, numbers_of_leads
from vaekst.sources.events.flags import flag, is_machine
from vaekst.sources.events.headers import AGENT, AT, CONVERSIONS, TOUCHES, USER
from vaekst.sources.events.links import DISTRIBUTION, dimensions, places, tags
from vaekst.sources.events.people import visitors
from vaekst.sources.events.recognise import SOURCE_NAME
from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.fields import Fields, fields_of
from vaekst.sources.sifting import sift

_SLACK_MS = 86_400_000
"""How far ahead of ours a clock may be: a day, as everywhere."""

Columns = Mapping[str, Any]


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """The facts of a file of events. Raises BadFile for cells that are no moment, no amount, or neither yes nor no."""
    ledger = Ledger(document, recognition, context)
    table, others = fields_of(document.blocks[:1], recognition.columns, pad=True)
    for reason, rows in others.items():
        ledger.read += rows
        ledger.drop(reason, rows)
    ledger.read += len(table)
    zone = context.times_in or context.timezone or context.zone
    facts, make = _MAKERS[recognition.kind]
    moments = instants(table, AT, zone=zone)
    keys, numbers = visitors(texts(table, USER), ledger)
    ids, columns, flaws = make(table, moments, keys, ledger)
    kept = _kept(ledger, moments, ids, flaws)
    _tell(ledger, milliseconds(moments)[kept], numbers.take(pa.array(kept)))
    observed_at = ledger.observed_at(newest=_newest(moments, zone))
    told = {
        facts.key[0]: ids,
        "user_key": keys,
        "user_number": numbers,
        "at": moments,
        "local_date": days(moments, zone),
        "source_row": pa.array(np.asarray(table.lines, np.int64)),
        **columns,
    }
    rows = pa.array(kept)
    made = facts.table(
        {name: plain(column.take(rows)) for name, column in told.items()} | {"observed_at": observed_at}, rows=len(kept)
    )
    return ledger.reading(
        {facts.name: made},
        observed_at=observed_at,
        channel=None,
        platform=SOURCE_NAME,
        timezone=zone,
        days=pc.unique(made["local_date"]).to_pylist(),
    )


def _touches(
    table: Fields, moments: pa.Array, keys: pa.Array, ledger: Ledger
) -> tuple[pa.Array, Columns, Sequence[tuple[str, Any]]]:
    """Ids, columns and flaws of touches."""
    tagged, told = tags(table), places(table)
    named = dimensions(table, tagged, told["referrer_host"], ledger.context.standard)
    _tell_strange(texts(table, "distribution"), ledger)
    agents = each(texts(table, AGENT), is_machine, pa.bool_())
    columns = {
        **tagged,
        **told,
        **named,
        "is_bot": pc.coalesce(flag(table, "is_bot"), agents),
        "consent": flag(table, "consent"),
    }
    return _ids(texts(table, "touch_id"), moments, keys), columns, ()


def _conversions(
    table: Fields, moments: pa.Array, keys: pa.Array, ledger: Ledger
) -> tuple[pa.Array, Columns, Sequence[tuple[str, Any]]]:
    """Ids, columns and flaws of conversions. A lead the CRM numbers is one lead however often it is told."""
    columns, flaws = described(table, ledger)
    stated = _ids(texts(table, "conversion_id"), moments, keys)
    numbered = numbers_of_leads(columns["kind"], columns["external_id"])
    return pc.coalesce(numbered, plain(stated)), columns, flaws


_MAKERS: Mapping[str, tuple[FactTable, Callable[..., tuple[pa.Array, Columns, Sequence[tuple[str, Any]]]]]] = {
    TOUCHES: (TOUCH, _touches),
    CONVERSIONS: (CONVERSION, _conversions),
}


def _kept(ledger: Ledger, moments: pa.Array, ids: pa.Array, flaws: Sequence[tuple[str, Any]]) -> Any:
    """The places of the rows that become facts."""
    latest = int(ledger.context.now.timestamp() * 1000) + _SLACK_MS
    known = pc.is_valid(moments).to_numpy(zero_copy_only=False)
    told = [("no_date", ~known), ("future_date", milliseconds(moments) > latest), *flaws]
    codes = ids if pa.types.is_dictionary(ids.type) else ids.dictionary_encode(null_encoding="encode")
    return sift(ledger, told, key=[codes.indices.to_numpy().astype(np.int64)])


def _ids(stated: pa.DictionaryArray, moments: pa.Array, keys: pa.DictionaryArray) -> pa.Array:
    """The ids of events: as stated, else by visitor, moment and how many of both came before, so that the same event of
    another export has the same id."""
    if not stated.null_count and not stated.dictionary.null_count:
        return stated
    at, people = milliseconds(moments), plain(keys)
    short = pc.fill_null(pc.utf8_slice_codeunits(people, 0, 16), "-")
    who = short.dictionary_encode().indices.to_numpy().astype(np.int64)
    order = np.lexsort((at, who))
    same = np.zeros(len(at), bool)
    same[1:] = (at[order][1:] == at[order][:-1]) & (who[order][1:] == who[order][:-1])
    starts = np.maximum.accumulate(np.where(same, 0, np.arange(len(at))))
    nth = np.empty(len(at), np.int64)
    nth[order] = np.arange(len(at)) - starts
    made = pc.binary_join_element_wise(
        short, pa.array(at).cast(pa.string()), pa.array(nth).cast(pa.string()), pa.scalar(":")
    )
    return pc.coalesce(plain(stated), made)


def _newest(moments: pa.Array, zone: str) -> Any:
    newest = pc.max(moments)
    return days(pa.array([newest.as_py()], MOMENT), zone)[0].as_py() if newest.is_valid else None


def _tell(ledger: Ledger, at: np.ndarray[Any, np.dtype[np.int64]], numbers: pa.Array) -> None:
    """Says how many rows name nobody, and how many came after younger ones."""
    if nobody := numbers.null_count:
        ledger.warn(
            "events_of_nobody",
            N_(
                "{rows} rows name no visitor. They were kept, and belong to no path: nothing can be credited through them."
            ),
            rows=nobody,
        )
    late = int(np.count_nonzero(at < np.maximum.accumulate(at))) if len(at) else 0
    if late:
        ledger.warn(
            "events_late",
            N_(
                "{rows} rows are older than a row above them. They are put in the order of time; of one moment, the upper comes first."
            ),
            rows=late,
        )


def _tell_strange(written: pa.DictionaryArray, ledger: Ledger) -> None:
    """Says which words for a distribution mean nothing."""
    strange = {text for text in written.dictionary.to_pylist() if text and text.casefold() not in DISTRIBUTION}
    if strange:
        ledger.warn(
            "distribution_unknown",
            N_("These distributions were not kept: {words}. Known: {known}."),
            words=", ".join(sorted(strange)[:5]),
            known=", ".join(sorted(DISTRIBUTION)),
        )
