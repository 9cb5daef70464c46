"""A brand to torture: made in a data home of its own, fed with exports whose every sum is known."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAYS = 5


@dataclass(frozen=True)
class Shop:
    """Where the brand lives. All its methods are to be called in a child."""

    home: Path

    def open(self) -> Any:
        """The person at the keyboard and the brand, made on first use."""
        from vaekst.actions.brands import create_brand
        from vaekst.actions.people import at_the_keyboard
        from vaekst.store.models import Brand
        from vaekst.store.upgrade import bring_up_to_date

        bring_up_to_date()
        actor = at_the_keyboard()
        brand = Brand.objects.first() or create_brand(
            actor, "Fjord Cykler", start=NOW.date(), currency="DKK", locale="da", channels=("youtube",)
        )
        return actor, brand

    def take_in(self, *files: Path, now: datetime = NOW) -> list[str]:
        """Imports the files; the status of each."""
        from vaekst.actions.imports import import_files

        actor, brand = self.open()
        return [receipt.status.value for receipt in import_files(actor, brand, files, now=now)]

    def held(self) -> dict[str, dict[str, int]]:
        """By import: its rows and its views in the lake, as a reader sees them now."""
        from vaekst.actions import facts

        _, brand = self.open()
        rows, views = Counter[str](), Counter[str]()
        for row in facts.lake(brand).rows("channel_day").collect().iter_rows(named=True):
            rows[row["import_id"]] += 1
            views[row["import_id"]] += row["views_start"] or row["views_engaged"]
        return {import_id: {"rows": rows[import_id], "views": views[import_id]} for import_id in rows}

    def recorded(self) -> list[str]:
        """The imports the store has on record."""
        from vaekst.store.models import ImportRecord

        self.open()
        return list(ImportRecord.objects.values_list("import_id", flat=True))


def load(home: Path) -> Shop:
    """Vaekst loaded for a data home of its own, so that children start at once."""
    os.environ["VAEKST_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vaekst.site.settings")
    import django

    django.setup()
    from vaekst.actions import brands, imports  # noqa: F401 (loaded here so that no child has to)
    from vaekst.sources import registry  # noqa: F401 (loaded here so that no child has to)

    return Shop(home)


def export(folder: Path, number: int) -> Path:
    """A YouTube export of five days; its views are five times its number and ten, so no two exports are alike."""
    first = date(2020, 1, 1) + timedelta(days=DAYS * (number % 500))
    lines = ["Date,Views", *(f"{first + timedelta(days=n)},{number + n}" for n in range(DAYS))]
    path = folder / f"{number}.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def views(number: int) -> int:
    """The views the export of this number holds."""
    return DAYS * number + sum(range(DAYS))
