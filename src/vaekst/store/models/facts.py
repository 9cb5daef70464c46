"""What a person told us about the facts: files, the meaning of their columns, and which posts are which concept."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from vaekst.store.models.appended import Appended
from vaekst.store.models.brand import Brand
from vaekst.store.models.people import Person


class ImportRecord(models.Model):
    """A file (or one member of a ZIP) that was imported, and the receipt its person got."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="imports")
    import_id = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)  # of the original in the archive
    file = models.CharField(max_length=400)
    platform = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=20)
    receipt = models.JSONField(default=dict)
    lake_version = models.TextField(blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-recorded_at", "-id")
        constraints = (models.UniqueConstraint(fields=("brand", "import_id"), name="one_record_per_import"),)
        indexes = (
            models.Index(fields=("brand", "-recorded_at"), name="import_newest"),
            models.Index(fields=("brand", "sha256"), name="import_by_content"),
        )

    def __str__(self) -> str:
        return f"{self.file} ({self.status})"


class MappingProfile(models.Model):
    """What the columns of a table with this header mean, confirmed by a person once and then remembered."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="mappings")
    fingerprint = models.CharField(max_length=64)
    name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=60)
    mapping = models.JSONField(default=dict)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("brand", "name")
        constraints = (models.UniqueConstraint(fields=("brand", "fingerprint"), name="one_mapping_per_header"),)

    def __str__(self) -> str:
        return self.name or self.fingerprint[:12]


class TagOrigin(models.TextChoices):
    """Where a tagging came from."""

    WEB = "web"
    CSV = "csv"
    CLI = "cli"


class Tagging(Appended):
    """A post given to a concept by a person. No concept means: to none, whatever the matching rules say.

    The newest tagging of a post counts, among those whose batch was not taken back.
    """

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="taggings")
    batch = models.UUIDField()
    channel = models.CharField(max_length=60)
    post_key = models.CharField(max_length=400)
    concept = models.CharField(max_length=80, null=True, blank=True)  # NULL and '' differ: see above
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=TagOrigin.choices)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("brand", "batch", "post_key"), name="one_tagging_per_post_and_batch"),
        )
        indexes = (models.Index(fields=("brand", "post_key", "-id"), name="tagging_newest"),)

    def __str__(self) -> str:
        return f"{self.post_key} → {self.concept}"


class TagUndo(Appended):
    """A batch of taggings that was taken back: its posts are what they were before."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="tag_undos")
    batch = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("brand", "batch"), name="one_undo_per_batch"),)

    def __str__(self) -> str:
        return f"undo of {self.batch}"
