"""A small catalogue of their own, so that these tests say what the code does, not what the translators chose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from vaekst.present import language

DANISH = {
    "no data": "ingen data",
    "unknown": "ukendt",
    "over {share}": "over {share}",
    "under {share}": "under {share}",
    "{points} pp": "{points} pp.",
    "{posts} a week": "{posts} om ugen",
    "week {week}, {year}": "uge {week}, {year}",
    "new": "ny",
    "scale": "skalér",
    "concept": "koncept",
    "CTR": "klikrate",
    "baseline": "baseline",
    "target": "mål",
    "not enough data yet": "ikke nok data endnu",
    "{hours} h {minutes} min": "{hours} t {minutes} min",
    "From {first} to {last}; lowest {low}, highest {high}.": "Fra {first} til {last}; lavest {low}, højest {high}.",
    "There is no {what:word} called '{given}'. Known: {known}. {cure:word}": (
        "Der er ikke noget {what:word}, der hedder '{given}'. Kendte: {known}. {cure:word}"
    ),
    "{brand}: stand-up of {week}": "{brand}: stand-up for {week}",
    "Edition {edition}; the earlier ones can still be read.": "Udgave {edition}; de tidligere kan stadig læses.",
    "{concept} · {channel}: change the {change}": "{concept} · {channel}: ændr {change}",
    "angle": "vinkel",
    "{chance:chance} on {when:day} for {cost:money}": "{chance:chance} den {when:day} for {cost:money}",
}


@pytest.fixture(autouse=True)
def own_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    catalogue = Catalog(locale="da")
    for english, translated in DANISH.items():
        catalogue.add(english, translated)
    catalogue.add(("{count} post", "{count} posts"), ("{count} opslag", "{count} opslag"))
    path = tmp_path / "da" / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(language, "CATALOGUES", tmp_path)
    language._catalogue.cache_clear()
    yield
    language._catalogue.cache_clear()
