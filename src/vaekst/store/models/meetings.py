"""The weekly meeting: when it was held, what came of it, and the briefs it asked for."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from vaekst.store.models.appended import Appended
from vaekst.store.models.brand import Brand
from vaekst.store.models.people import Person
from vaekst.store.models.record import Decision


class StandUp(Appended):
    """A meeting about a week, from the moment somebody began it. The highest number of a week is the one that runs."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="standups")
    week = models.CharField(max_length=8)  # ISO, such as 2026-W47
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("brand", "week", "-number")
        constraints = (
            models.UniqueConstraint(fields=("brand", "week", "number"), name="one_meeting_per_week_and_number"),
        )

    def __str__(self) -> str:
        return f"{self.brand} stand-up {self.week}"


class Minutes(Appended):
    """What came of a meeting, as it was written down. A later edition supersedes it; both can be read."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="minutes")
    standup = models.ForeignKey(StandUp, on_delete=models.PROTECT, related_name="minutes")
    week = models.CharField(max_length=8)
    edition = models.PositiveIntegerField()
    written_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()  # see core.standup.minutes

    class Meta:
        ordering = ("brand", "week", "-edition")
        verbose_name_plural = "minutes"
        constraints = (
            models.UniqueConstraint(fields=("brand", "week", "edition"), name="one_edition_per_week_and_number"),
        )

    def __str__(self) -> str:
        return f"{self.brand} minutes {self.week}, edition {self.edition}"


class Rebrief(models.Model):
    """The new brief a decision asks for: what to change, why, who writes it, and by when.

    It holds until it is done, or until another decision takes its decision's place (see `queries.open_rebriefs`).
    """

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="rebriefs")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="rebrief")
    channel = models.CharField(max_length=60)
    concept = models.CharField(max_length=80)
    week = models.CharField(max_length=8)
    change = models.CharField(max_length=20)
    why = models.JSONField()  # sentences, as `Sentence.to_json` stores them
    owner = models.CharField(max_length=120)
    due = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("due", "id")
        indexes = (models.Index(fields=("brand", "done_at"), name="rebriefs_to_do"),)

    def __str__(self) -> str:
        return f"{self.week} {self.channel}/{self.concept}: {self.change}, {self.owner}"
