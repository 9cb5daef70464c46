"""What money is worth in a brand's own currency."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from vaekst.store.models.appended import Appended
from vaekst.store.models.brand import Brand
from vaekst.store.models.people import Person


class ExchangeRate(Appended):
    """One unit of `currency` in the brand's own, from the day `since`. Of two from one day the one told last holds."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="rates")
    currency = models.CharField(max_length=3)
    since = models.DateField()
    per_unit = models.DecimalField(max_digits=18, decimal_places=9)
    into = models.CharField(max_length=3)  # the brand's currency when the rate was given
    told_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("brand", "currency", "since", "id")
        indexes = (models.Index(fields=("brand", "currency", "since"), name="rate_by_day"),)

    def __str__(self) -> str:
        return f"1 {self.currency} = {self.per_unit.normalize():f} {self.into} from {self.since}"
