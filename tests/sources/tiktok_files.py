"""TikTok's files as bytes: the real shapes with invented numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from tests.sources.files import table

ACCOUNT = [
    *("Date", "Video views", "Reached audience", "Profile views", "Likes", "Shares", "Comments"),
    *("Phone number clicks ", "Leads submission", "Net growth", "New followers", "Lost followers"),
]
AUDIENCE = ["Date", "New followers", "Total followers", "Reached audience", "Engaged audience"]
VIDEOS = [
    *("Video title", "Video link", "Post time", "Video views", "Likes", "Comments", "Shares", "Add to Favorites"),
]
VIDEOS_SPANISH = [
    *("Título del video", "Enlace del video", "Hora de publicación", "Visualizaciones totales"),
    *("Me gusta totales", "Comentarios totales", "Veces compartido", "Tiempo promedio de visualización"),
]
OVERVIEW = ["Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"]
VIEWERS = ["Date", "Total Viewers", "New Viewers", "Returning Viewers"]
CONTENT = [
    *("Time", "Video title", "Video link", "Post time"),
    *("Total likes", "Total comments", "Total shares", "Total views"),
]
FOLLOWERS = ["Date", "Followers", "Difference in followers from previous day"]
ACTIVITY = ["Date", "Hour", "Active followers"]
GENDER = ["Gender", "Distribution"]
TERRITORIES = ["Top territories", "Distribution"]

MADE = datetime(2026, 9, 1, 16, 30, tzinfo=UTC)
"""When the first made-up video was published."""


def number(made: datetime) -> str:
    """The number TikTok would give a video made at this instant."""
    return str((int(made.timestamp()) << 32) + 81069079)


def link(made: datetime, *, kind: str = "video") -> str:
    return f"https://www.tiktok.com/@made.up.cycles/{kind}/{number(made)}"


def business(header: Sequence[str], *rows: Sequence[object]) -> bytes:
    """UTF-8 with a byte order mark, LF, quotes only where needed, no line end after the last row."""
    return b"\xef\xbb\xbf" + table(header, *rows).removesuffix(b"\n")


def account_days(first: date, *days: Mapping[str, object]) -> list[list[object]]:
    """Rows of the account, day after day; what a day does not say is an ordinary figure."""
    usual = dict(zip(ACCOUNT, ("", 900, 850, 20, 30, 4, 3, 0, 0, 5, 6, 1), strict=True))
    return [
        [*({**usual, "Date": f"{first + timedelta(days=n):%Y/%m/%d}"} | dict(day)).values()]
        for n, day in enumerate(days)
    ]


def video(n: int = 0, *, after: timedelta = timedelta(seconds=4), **cells: object) -> list[object]:
    """A video published `n` days after the first, its printed time some seconds after the instant in its number."""
    made = MADE + timedelta(days=n)
    row = {
        "Video title": "Wet leaves, \u201cwarm\u201d gloves \U0001f6b2\u200d\n#ridealong",
        "Video link": link(made),
        "Post time": f"{made + after:%Y/%m/%d %H:%M:%S}",
        "Video views": 1200 + n,
        "Likes": 40,
        "Comments": 3,
        "Shares": 7,
        "Add to Favorites": 11,
    }
    return [*(row | cells).values()]


def studio(header: Sequence[str], *rows: Sequence[object]) -> bytes:
    """UTF-8 with a byte order mark, LF, every cell quoted."""
    lines = [header, *rows]
    quoted = (",".join('"' + str(cell).replace('"', '""') + '"' for cell in line) for line in lines)
    return b"\xef\xbb\xbf" + "".join(line + "\n" for line in quoted).encode()


def days(first: date, values: Iterable[Sequence[object]]) -> list[list[object]]:
    """Rows that follow each other by day, the day printed without its year."""
    return [[_printed(first + timedelta(days=n)), *cells] for n, cells in enumerate(values)]


def _printed(day: date) -> str:
    return f"{day:%B} {day.day}"
