"""Clicks on short links, counted from the files they wait in: each once, whenever a process was killed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import F

from vaekst.actions import facts
from vaekst.lake import Spool, lines_of
from vaekst.store.models import Brand, ClickBatch, LinkClicks

ELSEWHERE = "elsewhere"
"""The referrer of clicks from more places than are told apart."""

_PLACES = 40  # hosts told apart per link and hour


@dataclass(frozen=True, slots=True)
class Click:
    """What a click is counted under: the link by its number, the first moment of the hour, the host it came from."""

    link: int
    hour: datetime
    referrer: str
    is_bot: bool

    def to_line(self) -> bytes:
        """The click as a line of a spool."""
        return json.dumps([self.link, self.hour.isoformat(), self.referrer, self.is_bot]).encode()

    @classmethod
    def of_line(cls, line: bytes) -> Click:
        """The click `to_line` wrote."""
        link, hour, referrer, is_bot = json.loads(line)
        return cls(link, datetime.fromisoformat(hour), referrer, is_bot)


def count_all() -> None:
    """Count the clicks that wait, of every brand that has a link."""
    for brand in Brand.objects.exclude(links=None):
        count_waiting(brand)


def count_waiting(brand: Brand) -> None:
    """Count the brand's clicks that wait. Interrupted, and done again, each is counted once."""
    for path in Spool(facts.clicked(brand)).take():
        with transaction.atomic():
            _batch, is_new = ClickBatch.objects.get_or_create(brand=brand, name=path.name)
            if is_new and path.exists():  # else it is counted, here before a crash or by somebody else just now
                for click, times in _clicks(path).items():
                    _add(brand, click, times)
        path.unlink(missing_ok=True)
        ClickBatch.objects.filter(brand=brand, name=path.name).delete()


def _clicks(path: Path) -> Mapping[Click, int]:
    """How often each line stands there, in the order of their first."""
    return {Click.of_line(line): times for line, times in Counter(lines_of(path)).items()}


def _add(brand: Brand, click: Click, times: int) -> None:
    """Add the clicks to the count of their hour and place."""
    hour = LinkClicks.objects.filter(link_id=click.link, hour=click.hour, is_bot=click.is_bot)
    if hour.filter(referrer=click.referrer).update(count=F("count") + times):
        return
    referrer = click.referrer if hour.count() < _PLACES or not click.referrer else ELSEWHERE
    counted, is_new = hour.get_or_create(
        link_id=click.link,
        hour=click.hour,
        is_bot=click.is_bot,
        referrer=referrer,
        defaults={"brand_id": brand.pk, "count": times},
    )
    if not is_new:
        LinkClicks.objects.filter(pk=counted.pk).update(count=F("count") + times)
