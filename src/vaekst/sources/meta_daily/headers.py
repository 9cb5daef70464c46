"""The titles Meta Business Suite prints above its tables. A series says what it counts nowhere else.

English and Portuguese titles were seen in real files unless set apart; the Danish list was never checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DATES: Mapping[str, str] = {"date": "en", "data": "pt", "dato": "da", "datum": "de"}
"""Header of the first column of a series -> language."""

PRIMARY = "primary"
"""Header of the second column; not translated."""


@dataclass(frozen=True, slots=True)
class Series:
    """What a title says: the canonical metric, and the platform where the title names it."""

    metric: str
    platform: str | None
    language: str
    verified: bool = True


_SEEN: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    "en": {
        "views": ("views_start", None),
        "viewers": ("reach_unique", None),
        "reach": ("reach_unique", None),
        "content interactions": ("interactions", None),
        "instagram profile visits": ("profile_visits", "instagram"),
        "instagram link clicks": ("clicks_out", "instagram"),
        "instagram follows": ("follows", "instagram"),
        "instagram reach": ("reach_unique", "instagram"),
        "new instagram followers": ("follows", "instagram"),
        "facebook visits": ("profile_visits", "facebook"),
        "facebook link clicks": ("clicks_out", "facebook"),
        "facebook follows": ("follows", "facebook"),
        "facebook page reach": ("reach_unique", "facebook"),
        "facebook page visits": ("profile_visits", "facebook"),
        "facebook page new likes": ("follows", "facebook"),
        "follows": ("follows", None),
    },
    "pt": {
        "visualizações": ("views_start", None),
        "alcance": ("reach_unique", None),
        "interações com o conteúdo": ("interactions", None),
        "visitas ao perfil do instagram": ("profile_visits", "instagram"),
        "cliques no link do instagram": ("clicks_out", "instagram"),
        "seguidores no instagram": ("follows", "instagram"),
    },
}

_UNVERIFIED: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    "en": {
        "interactions": ("interactions", None),
        "visits": ("profile_visits", None),
        "link clicks": ("clicks_out", None),
        "facebook reach": ("reach_unique", "facebook"),
    },
    "pt": {
        "espectadores": ("reach_unique", None),
        "alcance do instagram": ("reach_unique", "instagram"),
        "alcance da página do facebook": ("reach_unique", "facebook"),
        "visitas ao facebook": ("profile_visits", "facebook"),
        "cliques no link do facebook": ("clicks_out", "facebook"),
        "seguidores no facebook": ("follows", "facebook"),
        "novos seguidores do instagram": ("follows", "instagram"),
    },
    "da": {
        "visninger": ("views_start", None),
        "seere": ("reach_unique", None),
        "rækkevidde": ("reach_unique", None),
        "indholdsinteraktioner": ("interactions", None),
        "interaktioner med indhold": ("interactions", None),
        "besøg på instagram-profil": ("profile_visits", "instagram"),
        "instagram-profilbesøg": ("profile_visits", "instagram"),
        "instagram-linkklik": ("clicks_out", "instagram"),
        "klik på link på instagram": ("clicks_out", "instagram"),
        "instagram-følgere": ("follows", "instagram"),
        "nye instagram-følgere": ("follows", "instagram"),
        "facebook-besøg": ("profile_visits", "facebook"),
        "facebook-linkklik": ("clicks_out", "facebook"),
        "klik på link på facebook": ("clicks_out", "facebook"),
        "facebook-følgere": ("follows", "facebook"),
    },
}


PAGE_LIKES = frozenset({"facebook page new likes"})
"""Titles of series that count likes of a page, which was how a page was followed until 2023."""


def _titles() -> dict[str, Series]:
    found: dict[str, Series] = {}
    for verified, lists in ((True, _SEEN), (False, _UNVERIFIED)):
        for language, titles in lists.items():
            for title, (metric, platform) in titles.items():
                found.setdefault(title, Series(metric, platform, language, verified))
    return found


SERIES: Mapping[str, Series] = _titles()
"""Title as compared -> what the series below it counts."""

AUDIENCES: Mapping[str, tuple[str, str]] = {
    "top cities": ("city", "en"),
    "top towns/cities": ("city", "en"),
    "top countries": ("country", "en"),
    "age & gender": ("age_gender", "en"),
    "principais cidades": ("city", "pt"),
    "principais países": ("country", "pt"),
    "faixa etária e gênero": ("age_gender", "pt"),
    "største byer": ("city", "da"),
    "mest populære byer": ("city", "da"),
    "mest populære lande": ("country", "da"),
    "alder og køn": ("age_gender", "da"),
}
"""Title of an audience table -> dimension and language."""

PUBLISHED: Mapping[str, str] = {"published content": "en", "conteúdo publicado": "pt", "udgivet indhold": "da"}
"""Title of the table that counts posts by format -> language."""

GENDERS: Mapping[str, str] = {
    "women": "women",
    "men": "men",
    "mulheres": "women",
    "homens": "men",
    "kvinder": "women",
    "mænd": "men",
    "frauen": "women",
    "männer": "men",
}

FORMATS: Mapping[str, str] = {
    "reels": "short_video",
    "multi-photo": "carousel",
    "links": "link",
    "photos": "image",
    "text": "text",
    "stories": "story",
    "videos": "long_video",
    "live": "live",
    "others": "other",
    "fotos": "image",
    "outros": "other",
    "billeder": "image",
    "historier": "story",
    "andre": "other",
}
"""Header of a format column -> canonical format. Others (`Publicações`, posts of any format) keep their own name."""
