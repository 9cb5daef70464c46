"""The words Search Console prints above its columns.

English words were seen in real files. French ones stand in the tests of a public project; German and Danish ones are
candidates that no file has confirmed.
"""

from __future__ import annotations

from collections.abc import Mapping

VERIFIED = frozenset({"en"})
"""Languages whose words were seen in real files."""

# What a table is cut by -> header of its first column.
DIMENSIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "day": ("date",),
        "query": ("top queries", "queries", "query"),
        "page": ("top pages", "pages", "page"),
        "country": ("country", "countries"),
        "device": ("device", "devices"),
        "appearance": ("search appearance",),
    },
    "fr": {
        "day": ("date", "jour"),
        "query": ("requêtes les plus fréquentes", "requêtes"),
        "page": ("pages les plus populaires", "pages"),
        "country": ("pays",),
        "device": ("appareil", "appareils"),
        "appearance": ("apparence dans les résultats de recherche",),
    },
    "de": {
        "day": ("datum",),
        "query": ("häufigste suchanfragen", "suchanfragen"),
        "page": ("die häufigsten seiten", "häufigste seiten", "seiten"),
        "country": ("land", "länder"),
        "device": ("gerät", "geräte"),
        "appearance": ("darstellung in der suche",),
    },
    "da": {
        "day": ("dato",),
        "query": (
            "populæreste forespørgsler",
            "mest populære forespørgsler",
            "populære forespørgsler",
            "forespørgsler",
        ),
        "page": ("populæreste sider", "mest populære sider", "populære sider", "sider"),
        "country": ("land", "lande"),
        "device": ("enhed", "enheder"),
        "appearance": ("visning i søgeresultater", "udseende i søgning"),
    },
}

# Column -> header.
METRICS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {"clicks": ("clicks",), "impressions": ("impressions",), "click_rate": ("ctr",), "position": ("position",)},
    "fr": {"clicks": ("clics",), "impressions": ("impressions",), "click_rate": ("ctr",), "position": ("position",)},
    "de": {"clicks": ("klicks",), "impressions": ("impressionen",), "click_rate": ("ctr",), "position": ("position",)},
    "da": {
        "clicks": ("klik",),
        "impressions": ("eksponeringer", "visninger"),
        "click_rate": ("ctr", "klikrate"),
        "position": ("placering", "position"),
    },
}

FILTERS = frozenset({("filter", "value"), ("filtre", "valeur"), ("filter", "wert"), ("filter", "værdi")})
"""Headers of the table that names the filters of the export."""
