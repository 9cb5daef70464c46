"""What a conversion is: its event, the lead's number in the CRM, and its worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vaekst.core.strategy.fields import slug
from vaekst.sources.contacts import contact_key
from vaekst.sources.events.cells import each, plain, texts
from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.numbers import NumberStyle
from vaekst.sources.table.money import in_header, money_of
from vaekst.sources.table.values import Amount

LEAD = "lead"
"""The event of rows that name none: the default of the strategy."""

_POINT = NumberStyle(decimal=".")


def described(table: Fields, ledger: Ledger) -> tuple[Mapping[str, pa.Array], Sequence[tuple[str, Any]]]:
    """Event, number and worth of every row, and the flaws of rows whose worth cannot be used."""
    kinds = each(texts(table, "kind"), lambda text: slug(text) or text.casefold(), pa.string())
    numbers = each(texts(table, "external_id"), lambda text: _number(text, ledger), pa.string())
    minor, currency, strange = _worth(table, ledger)
    negative = np.array([value is not None and value < 0 for value in minor], bool)
    return {
        "kind": pc.fill_null(kinds, LEAD),
        "external_id": numbers,
        "value_minor": pa.array(minor, pa.int64()),
        "value_currency": pa.array(currency, pa.string()),
    }, [("no_currency", strange), ("negative_amount", negative)]


def numbers_of_leads(kinds: pa.Array, numbers: pa.Array) -> pa.Array:
    """An id by event and number, NULL where there is no number."""
    return pc.binary_join_element_wise(plain(kinds), plain(numbers), pa.scalar(":"))


def _number(text: str, ledger: Ledger) -> str | None:
    """The CRM's number; an address that serves as one is made unreadable."""
    return contact_key(text, ledger) if "@" in text else text


def _worth(table: Fields, ledger: Ledger) -> tuple[list[int | None], list[str | None], np.ndarray[Any, Any]]:
    """Minor units and currency of each row's worth, and the rows in a currency nobody knows."""
    stated = table.numbers("value", otherwise=_POINT)
    beside, header = texts(table, "currency").to_pylist(), in_header(table.name("value"))
    brand = ledger.context.currency
    worth = [
        None
        if value is None
        else money_of(
            Amount(Decimal(str(value)), stated.currencies.get(row)), beside=beside[row], header=header, brand=brand
        )
        for row, value in enumerate(stated.values)
    ]
    strange = [value is not None and money is None for value, money in zip(stated.values, worth, strict=True)]
    return (
        [money.minor if money else None for money in worth],
        [money.currency if money else None for money in worth],
        np.array(strange, bool),
    )
