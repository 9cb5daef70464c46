"""The totals a report states of itself. Several of them overlap; none is ever added to the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vaekst.core.money import Money
from vaekst.core.receipt import ControlTotal
from vaekst.core.sentence import N_
from vaekst.sources.ledger import Ledger
from vaekst.sources.spend.figures import Figures
from vaekst.sources.spend.sheet import Sheet

_WORDS = {
    "amount_minor": N_("cost"),
    "impressions": N_("impressions"),
    "clicks_link": N_("link clicks"),
    "clicks_any": N_("clicks"),
    "conversions": N_("conversions"),
}
_COUNTED = ("impressions", "clicks_link", "clicks_any", "conversions")


def controls(sheet: Sheet, figures: Figures, places: Sequence[int]) -> tuple[ControlTotal, ...]:
    """What the total of the whole table says beside the sum over these places; nothing where the file has no total.

    Of several totals the first that agrees in cost is the table's: others are of the account, or of one type of campaign.
    """
    total = _of_table(sheet, figures, places)
    if total is None:
        return ()
    found = []
    money = figures.money[total]
    if money is not None and (summed := _spent(figures, places, money.currency)) is not None:
        found.append(_amount(money, summed, len(places)))
    for name in _COUNTED:
        column: Sequence[float | None] = figures.counts.get(name) or figures.numbers.get(name) or ()
        if column and (stated := column[total]) is not None:
            found.append(ControlTotal(name, stated, round(sum(column[place] or 0 for place in places), 4)))
    return tuple(found)


def agree(sheet: Sheet, figures: Figures, places: Sequence[int]) -> bool | None:
    """Whether the cost of these places is what a total of the file says; None where none says."""
    checked = [total.agrees for total in controls(sheet, figures, places) if total.metric == "amount_minor"]
    return checked[0] if checked else None


def warn_of_difference(found: Iterable[ControlTotal], ledger: Ledger) -> None:
    """Tell when the rows do not add up to the file's own total: what was filtered away is in the total all the same."""
    differing = [_WORDS[total.metric] for total in found if total.agrees is False]
    if differing:
        ledger.warn(
            "totals_differ",
            N_(
                "The rows do not add up to the file's own total ({metrics:words}). Rows may have been filtered or deleted; "
                "the total was not used."
            ),
            metrics=", ".join(differing),
        )


def _of_table(sheet: Sheet, figures: Figures, places: Sequence[int]) -> int | None:
    first = None
    for total in sheet.totals:
        money = figures.money[total]
        if money is None:
            continue
        first = total if first is None else first
        summed = _spent(figures, places, money.currency)
        if summed is not None and _amount(money, summed, len(places)).agrees:
            return total
    return first


def _spent(figures: Figures, places: Sequence[int], currency: str) -> int | None:
    """The cost of the places in minor units; None when they are not all of one currency."""
    spent = [money for place in places if (money := figures.money[place]) is not None]
    return sum(money.minor for money in spent) if all(money.currency == currency for money in spent) else None


def _amount(stated: Money, summed: int, rows: int) -> ControlTotal:
    """Each row was rounded to a minor unit, and so was the total."""
    return ControlTotal("amount_minor", stated.minor, summed, slack=min((rows + 1) / 2, 1 + 1.2 * rows**0.5))
