"""The words Meta prints above the columns of its content exports, and inside the columns that hold words.

English words were seen in real files. The German list is known from a reconstruction, the Danish one is a
translation; neither was checked against a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

VERIFIED = frozenset({"en"})
"""Languages whose words were seen in real files."""

HEADERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "post_id": ("post id",),
        "account_id": ("account id",),
        "account_username": ("account username",),
        "page_id": ("page id",),
        "asset_id": ("video asset id",),
        "universal_id": ("universal video id",),
        "title": ("title",),
        "text": ("description",),
        "duration": ("duration (sec)", "duration (secs)"),
        "published": ("publish time",),
        "permalink": ("permalink",),
        "post_type": ("post type",),
        "data_comment": ("data comment",),
        "date": ("date",),
        "views": ("views",),
        "reach": ("reach",),
        "likes": ("likes",),
        "reactions": ("reactions",),
        "comments": ("comments",),
        "shares": ("shares",),
        "saves": ("saves",),
        "follows": ("follows",),
        "interactions": ("reactions, comments and shares",),
        "total_clicks": ("total clicks",),
        "link_clicks": ("link clicks",),
        "views_3s": ("3-second video views",),
        "views_60s": ("1-minute video views",),
        "seconds_viewed": ("seconds viewed",),
        "average_seconds": ("average seconds viewed",),
    },
    "de": {
        "post_id": ("beitrags-id",),
        "account_id": ("konto-id",),
        "account_username": ("konto-benutzername",),
        "page_id": ("seiten-id",),
        "title": ("titel",),
        "text": ("beschreibung",),
        "duration": ("dauer (sek.)",),
        "published": ("veröffentlichungszeitpunkt",),
        "permalink": ("permalink",),
        "post_type": ("beitragstyp",),
        "data_comment": ("datenkommentar",),
        "date": ("datum",),
        "views": ("aufrufe",),
        "reach": ("reichweite",),
        "likes": ("„gefällt mir“-angaben", '"gefällt mir"-angaben'),
        "comments": ("kommentare",),
        "shares": ("geteilte inhalte",),
        "saves": ("gespeicherte beiträge",),
        "follows": ("follows",),
    },
    "da": {
        "post_id": ("opslags-id",),
        "account_id": ("konto-id",),
        "account_username": ("kontoens brugernavn",),
        "page_id": ("side-id",),
        "title": ("titel",),
        "text": ("beskrivelse",),
        "duration": ("varighed (sek.)",),
        "published": ("udgivelsestidspunkt",),
        "permalink": ("permalink",),
        "post_type": ("opslagstype",),
        "data_comment": ("datakommentar",),
        "date": ("dato",),
        "views": ("visninger",),
        "reach": ("rækkevidde",),
        "likes": ("synes godt om",),
        "reactions": ("reaktioner",),
        "comments": ("kommentarer",),
        "shares": ("delinger",),
        "saves": ("gemte",),
        "follows": ("følgere",),
    },
}
"""Language -> field -> headers as compared (see `reading.words.plain`)."""

LIFETIME = frozenset({"lifetime", "gesamte laufzeit", "levetid", "hele perioden"})
"""Words in the column `Date` of rows that state everything earned so far."""

EARNINGS = re.compile(r"estimated earnings \(([a-z]{3})\)")
"""The one money column; its header names the currency."""

LEFT_OUT = re.compile(r"percentage of |3-second video views by |(?:average )?seconds viewed from ")
"""How the headers begin whose columns are not read; how many there are depends on the audience."""

_FORMATS = (
    ("short_video", re.compile(r"reel")),
    ("carousel", re.compile(r"carousel|karussell|karrusel|multi-photo|album")),
    ("story", re.compile(r"stor(?:y|ies)|histori")),
    ("live", re.compile(r"live")),
    ("image", re.compile(r"image|photo|foto|bild|billede")),
    ("link", re.compile(r"link")),
    ("text", re.compile(r"text|tekst|status")),
)
_SHORT_VIDEO_S = 180


def format_of(post_type: str, duration_s: float | None) -> str | None:
    """The format a post type means. A plain video is short up to three minutes; without a length nobody knows."""
    for name, pattern in _FORMATS:
        if pattern.search(post_type):
            return name
    if "video" in post_type and duration_s:
        return "short_video" if duration_s <= _SHORT_VIDEO_S else "long_video"
    return None
