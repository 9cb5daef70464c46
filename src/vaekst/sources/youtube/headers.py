"""The headers of YouTube Studio's exports, in the languages seen and, marked as such, in those only guessed.

Numbers and dates are the same in all of them: point decimals, English month names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vaekst.sources.reading.words import plain

Words = Mapping[str, Mapping[str, str]]

SEEN: Words = {
    "day": {"en": "Date", "de": "Datum", "pt": "Data"},
    "video": {"en": "Content", "de": "Video|Videos", "pt": "Conteúdo"},
    "title": {"en": "Video title", "de": "Videotitel", "pt": "Título do vídeo"},
    "published": {
        "en": "Video publish time",
        "de": "Veröffentlichungszeitpunkt des Videos",
        "pt": "Horário de publicação do vídeo",
    },
    "duration": {"en": "Duration", "de": "Dauer"},
    "views": {"en": "Views", "de": "Aufrufe", "pt": "Visualizações"},
    "views_share": {"pt": "Visualizações (%)"},
    "watch_hours": {"en": "Watch time (hours)", "de": "Wiedergabezeit (Stunden)", "pt": "Tempo de exibição (horas)"},
    "subscribers": {"en": "Subscribers", "de": "Abonnenten", "pt": "Inscritos"},
    "avg_view": {"en": "Average view duration"},
    "avg_share": {"en": "Average percentage viewed (%)"},
    "impressions": {"en": "Impressions", "de": "Impressionen", "pt": "Impressões"},
    "ctr": {
        "en": "Impressions click-through rate (%)",
        "de": "Klickrate der Impressionen (%)",
        "pt": "Taxa de cliques de impressões (%)",
    },
    "likes": {"en": "Likes"},
    "comments": {"en": "Comments added"},
    "shares": {"en": "Shares"},
    "revenue": {"en": "Estimated revenue", "de": "Geschätzter Umsatz", "pt": "Receita estimada"},
    "viewers": {"pt": "Espectadores únicos"},
    "country": {"en": "Geography"},
    "traffic_source": {"en": "Traffic source"},
    "city": {"en": "Cities"},
    "city_name": {"en": "City name"},
    "age": {"pt": "Idade do espectador"},
}
"""Field -> language -> the header; several spellings are divided by `|`. Money headers carry a currency behind."""

UNVERIFIED: Words = {
    "day": {"da": "Dato"},
    "video": {"da": "Indhold"},
    "title": {"da": "Videotitel"},
    "published": {"da": "Tidspunkt for videoens udgivelse|Videoens udgivelsestidspunkt"},
    "duration": {"da": "Varighed", "pt": "Duração"},
    "views": {"da": "Visninger"},
    "views_share": {"en": "Views (%)", "de": "Aufrufe (%)", "da": "Visninger (%)"},
    "views_engaged": {"en": "Engaged views"},
    "watch_hours": {"da": "Seertid (timer)|Visningstid (timer)"},
    "subscribers": {"da": "Abonnenter"},
    "avg_view": {
        "de": "Durchschnittliche Wiedergabedauer",
        "pt": "Duração média da visualização",
        "da": "Gennemsnitlig visningsvarighed|Gennemsnitlig seertid",
    },
    "avg_share": {
        "de": "Durchschnittlicher Prozentsatz der Wiedergabe (%)",
        "pt": "Porcentagem visualizada média (%)",
        "da": "Gennemsnitlig procentdel set (%)",
    },
    "impressions": {"da": "Eksponeringer"},
    "ctr": {"da": "Klikrate for eksponeringer (%)"},
    "likes": {"de": "Positive Bewertungen", "pt": 'Marcações "Gostei"', "da": "Likes|Synes godt om"},
    "comments": {"de": "Hinzugefügte Kommentare", "pt": "Comentários adicionados", "da": "Tilføjede kommentarer"},
    "shares": {"de": "Geteilte Inhalte", "pt": "Compartilhamentos", "da": "Delinger"},
    "revenue": {"da": "Anslået omsætning|Estimeret indtægt"},
    "viewers": {"en": "Unique viewers", "de": "Einzelne Zuschauer", "da": "Unikke seere"},
    "country": {"de": "Geografie|Standort", "pt": "Região geográfica", "da": "Geografi|Geografisk område"},
    "traffic_source": {"de": "Zugriffsquelle", "pt": "Origem do tráfego", "da": "Trafikkilde"},
    "city": {"de": "Städte", "pt": "Cidades", "da": "Byer"},
    "city_name": {"de": "Name der Stadt", "pt": "Nome da cidade", "da": "Bynavn"},
    "age": {"en": "Viewer age", "de": "Alter der Zuschauer", "da": "Seernes alder"},
    "gender": {
        "en": "Viewer gender",
        "de": "Geschlecht der Zuschauer",
        "pt": "Gênero do espectador",
        "da": "Seernes køn",
    },
    "device": {"en": "Device type", "de": "Gerätetyp", "pt": "Tipo de dispositivo", "da": "Enhedstype"},
    "subscription": {
        "en": "Subscription status",
        "de": "Abostatus",
        "pt": "Status da inscrição",
        "da": "Abonnementsstatus",
    },
}
"""Guesses that no public file confirms. They are tried after the seen ones."""

DIMENSIONS = ("country", "traffic_source", "city", "age", "gender", "device", "subscription")
METRICS = (
    "views",
    "views_share",
    "views_engaged",
    "watch_hours",
    "subscribers",
    "avg_view",
    "avg_share",
    "impressions",
    "ctr",
    "likes",
    "comments",
    "shares",
    "revenue",
    "viewers",
)

TOTAL_WORDS = frozenset({"total", "gesamt", "totalt", "i alt", "samlet", "summe"})
"""First cell of a row that sums the others, normalised."""

_MONEY = re.compile(r"(.+) \(([a-z]{3})\)")


@dataclass(frozen=True, slots=True)
class Header:
    """What a header cell means. `currency` is set for money; `verified` is False for a guessed word."""

    field: str
    languages: frozenset[str]
    verified: bool
    currency: str | None = None


def meaning(cell: str) -> Header | None:
    """What the header cell means, or None when YouTube is not known to use it."""
    word = plain(cell)
    if found := _BY_WORD.get(word):
        return found if found.field != "revenue" else None
    if (money := _MONEY.fullmatch(word)) and (found := _BY_WORD.get(money[1])) and found.field == "revenue":
        return Header(found.field, found.languages, found.verified, money[2].upper())
    return None


def language_of(headers: Sequence[Header]) -> str | None:
    """The language most of the headers are in; of equals the one seen most often in the wild."""
    votes = {language: sum(language in header.languages for header in headers) for language in ("en", "de", "pt", "da")}
    best = max(votes, key=lambda language: votes[language])
    return best if votes[best] else None


def _by_word() -> dict[str, Header]:
    words: dict[str, Header] = {}
    for verified, vocabulary in ((True, SEEN), (False, UNVERIFIED)):
        for field, languages in vocabulary.items():
            for language, spellings in languages.items():
                for word in map(plain, spellings.split("|")):
                    known = words.get(word)
                    if known is None:
                        words[word] = Header(field, frozenset({language}), verified)
                    elif known.field == field:
                        words[word] = Header(field, known.languages | {language}, known.verified)
    return words


_BY_WORD = _by_word()
