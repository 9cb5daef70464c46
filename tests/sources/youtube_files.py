"""YouTube Studio's exports as it writes them: UTF-8 without BOM, comma, LF, few quotes. All numbers are invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tests.sources.files import table, zipped

ZIP_NAME = "Content 2026-09-14_2026-10-31 Fjord Cykler.zip"

# The soft hyphens of the German files, at the places seen.
DE_PUBLISHED = "Ver\u00adöf\u00adfent\u00adli\u00adchungs\u00adzeit\u00adpunkt des Vi\u00adde\u00ados"
TABLE_HEADERS = {
    "en": "Content|Video title|Video publish time|Duration|Views|Watch time (hours)|Subscribers|Average view duration|"
    "Impressions|Impressions click-through rate (%)",
    "de": f"Vi\u00addeo|Vi\u00adde\u00adoti\u00adtel|{DE_PUBLISHED}|Auf\u00adru\u00adfe|Wie\u00adder\u00adga\u00adbe\u00adzeit (Stun\u00adden)|"
    "Abon\u00adnen\u00adten|Im\u00adpres\u00adsio\u00adnen|Klick\u00adra\u00adte der Im\u00adpres\u00adsio\u00adnen (%)",
    "pt": "Conteúdo|Título do vídeo|Horário de publicação do vídeo|Visualizações|Tempo de exibição (horas)|Inscritos|"
    "Receita estimada (USD)|Impressões|Taxa de cliques de impressões (%)",
    "da": "Indhold|Videotitel|Tidspunkt for videoens udgivelse|Varighed|Visninger|Seertid (timer)|Abonnenter|"
    "Eksponeringer|Klikrate for eksponeringer (%)",
}
TOTAL_WORDS = {"en": "Total", "de": "Ge\u00adsamt", "pt": "Total", "da": "I alt"}
LIMIT_NOTES = {
    "en": "Showing top 500 results",
    "de": "Die 500 bes\u00adten Er\u00adgeb\u00adnis\u00adse wer\u00adden an\u00adge\u00adzeigt",
    "pt": "Mostrando os primeiros 500 resultados,",
}

RIDE = ("aB3dE5gH7jK", "Ride-along: Ærø på en dag", "Sep 29, 2026", "44", 5210, "61.3", 12, "0:00:42", 21800, "6.27")
TOUR = ("q-W_rT1yU2i", "Værkstedet, del 1", "Oct 3, 2026", "612", 1790, "98.704", -2, "0:03:19", 15400, "2.5")
VIDEOS = (RIDE, TOUR)
_ENGLISH = TABLE_HEADERS["en"].split("|")
_ORDER = {
    "en": range(10),
    "de": (0, 1, 2, 4, 5, 6, 8, 9),
    "pt": (0, 1, 2, 4, 5, 6, None, 8, 9),
    "da": (0, 1, 2, 3, 4, 5, 6, 8, 9),
}


def videos_table(
    *videos: Sequence[object],
    language: str = "en",
    total: bool = True,
    note: bool = False,
    revenue: str = "1.234",
    delimiter: str = ",",
    end: str = "\n",
) -> bytes:
    """`Table data.csv` and its sisters: the total first, then a row per video."""
    videos = videos or VIDEOS
    lines = [[revenue if at is None else video[at] for at in _ORDER[language]] for video in videos]
    header = TABLE_HEADERS[language].split("|")
    out = [header]
    if total:
        views = sum(int(str(video[4])) for video in videos)
        hours = round(sum(float(str(video[5])) for video in videos), 4)
        row = {header[0]: TOTAL_WORDS[language]}
        for at, name in zip(_ORDER[language], header, strict=True):
            if at in (4, 5):
                row[name] = str(views if at == 4 else hours)
        out.append([row.get(name, "") for name in header])
    content = table(*out, *lines, delimiter=delimiter, end=end)
    return content + (LIMIT_NOTES[language] + end).encode() if note else content


def chart(
    *views: int, first: str = "2026-09-27", video: Sequence[object] = RIDE, end: str = "\n", header: bool = True
) -> bytes:
    """`Chart data.csv`: a row per day for a plotted video."""
    lines: list[list[object]] = (
        [["Date", "Content", "Video title", "Video publish time", "Duration", "Views"]] if header else []
    )
    lines += [[day, *video[:4], count] for day, count in zip(days(first, len(views)), views, strict=True)]
    return table(*lines, end=end)


def totals(
    *views: int, first: str = "2026-09-14", names: tuple[str, str] = ("Date", "Views"), end: str = "\n"
) -> bytes:
    """`Totals.csv`: a row per day."""
    return table(list(names), *zip(days(first, len(views)), views, strict=True), end=end)


def days(first: str, count: int) -> list[str]:
    start = date.fromisoformat(first)
    return [(start + timedelta(days=n)).isoformat() for n in range(count)]


def studio_zip(**members: bytes) -> bytes:
    """The three files as the browser downloads them."""
    return zipped(
        {
            "Table data.csv": members.get("table", videos_table()),
            "Chart data.csv": members.get("chart", chart(0, 0, 9, 12, 7)),
            "Totals.csv": members.get("totals", totals(*range(100, 148))),
        }
    )
