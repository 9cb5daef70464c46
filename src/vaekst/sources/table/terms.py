"""The terms of a cost: whether VAT is in the amount, and by which class of distribution it was spent."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.core.sentence import N_
from vaekst.sources.ledger import Row
from vaekst.sources.reading.words import plain
from vaekst.sources.table.own import Own

VAT: Mapping[str, str] = {
    **dict.fromkeys(("excl", "excl.", "ex", "excluded", "excluding vat", "excl. vat", "net"), "excl"),
    **dict.fromkeys(("ekskl", "ekskl.", "ekskl. moms", "uden", "uden moms", "netto", "no", "nej"), "excl"),
    **dict.fromkeys(("incl", "incl.", "included", "including vat", "incl. vat", "gross"), "incl"),
    **dict.fromkeys(("inkl", "inkl.", "inkl. moms", "med", "med moms", "brutto", "yes", "ja"), "incl"),
}
"""What people write in a column on VAT, as compared."""

DISTRIBUTION: Mapping[str, str] = {
    **dict.fromkeys(("owned", "own", "organic", "ejet", "egen", "egne", "organisk"), "owned"),
    **dict.fromkeys(("paid", "ads", "betalt", "annoncer"), "paid"),
    **dict.fromkeys(("partner", "partners", "creator", "partnere", "samarbejde"), "partner"),
}
"""What people write for the class of distribution, as compared."""


class Terms:
    """The columns on VAT and distribution; words nobody knows are left out and told of once."""

    def __init__(self, own: Own) -> None:
        self.own = own
        self._strange: dict[str, None] = {}

    def of(self, place: int) -> Row:
        """The terms of a row; None where the table does not say."""
        return {"vat": self._read("vat", VAT, place), "distribution": self._read("distribution", DISTRIBUTION, place)}

    def tell(self) -> None:
        """Warn of words that were not understood."""
        if self._strange:
            self.own.ledger.warn(
                "unknown_terms",
                N_(
                    "These words say nothing about VAT or distribution: {words}. Write excl or incl for VAT, and owned, "
                    "paid or partner for distribution. The amounts were kept without them."
                ),
                words=", ".join(self._strange),
            )

    def _read(self, field: str, words: Mapping[str, str], place: int) -> str | None:
        written = self.own.values.cell(field, place)
        if written is None:
            return None
        if (found := words.get(plain(written))) is None:
            self._strange[written] = None
        return found
