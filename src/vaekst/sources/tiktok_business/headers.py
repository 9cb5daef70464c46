"""The words TikTok Business Suite prints above the columns of its exports.

English words were seen in real files. The Spanish ones stand in the tests of a public project or are guesses; no
Spanish file was seen.
"""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.sources.reading.columns import Words

VERIFIED = frozenset({"en"})
"""Languages whose words were seen in real files."""

DAYS: Words = {
    "date": ("date",),
    "views": ("video views",),
    "reach": ("reached audience",),
    "profile_views": ("profile views",),
    "likes": ("likes",),
    "shares": ("shares",),
    "comments": ("comments",),
    "phone_clicks": ("phone number clicks",),
    "leads": ("leads submission",),
    "net_growth": ("net growth",),
    "new_followers": ("new followers",),
    "lost_followers": ("lost followers",),
    "followers": ("total followers",),
    "engaged": ("engaged audience",),
}

VIDEOS: Mapping[str, Words] = {
    "en": {
        "text": ("video title",),
        "permalink": ("video link",),
        "published": ("post time",),
        "views": ("video views",),
        "likes": ("likes",),
        "comments": ("comments",),
        "shares": ("shares",),
        "saves": ("add to favorites",),
    },
    "es": {
        "text": ("título del video", "título del vídeo"),
        "permalink": ("enlace del video", "enlace del vídeo", "enlace al video", "enlace al vídeo"),
        "published": ("hora de publicación", "fecha de publicación"),
        "views": ("visualizaciones totales", "visualizaciones de video", "visualizaciones del vídeo"),
        "likes": ("me gusta totales",),
        "comments": ("comentarios totales",),
        "shares": ("veces compartido",),
        "saves": ("agregar a favoritos", "añadir a favoritos"),
    },
}

METRICS: Mapping[str, str] = {
    "views": "views_start",
    "reach": "reach_unique",
    "profile_views": "profile_visits",
    "likes": "likes",
    "shares": "shares_sent",
    "comments": "comments",
    "saves": "saves",
    "phone_clicks": "clicks_call",
    "leads": "leads_form",
    "net_growth": "followers_net",
    "new_followers": "follows",
    "lost_followers": "unfollows",
    "followers": "followers_total",
    "engaged": "audience_engaged",
}
"""Field of the export -> canonical metric."""
