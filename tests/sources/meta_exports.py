"""Meta's files as bytes: the real shapes with invented numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

INSTAGRAM = [
    "Post ID",
    "Account ID",
    "Account username",
    "Account name",
    "Description",
    "Duration (sec)",
    "Publish time",
    "Permalink",
    "Post type",
    "Data comment",
    "Date",
    "Views",
    "Reach",
    "Likes",
    "Shares",
    "Follows",
    "Comments",
    "Saves",
]
INSTAGRAM_GERMAN = [
    "Beitrags-ID",
    "Konto-ID",
    "Konto-Benutzername",
    "Kontoname",
    "Beschreibung",
    "Dauer (Sek.)",
    "Veröffentlichungszeitpunkt",
    "Permalink",
    "Beitragstyp",
    "Datenkommentar",
    "Datum",
    "Aufrufe",
    "Reichweite",
    "„Gefällt mir“-Angaben",
    "Geteilte Inhalte",
    "Follows",
    "Kommentare",
    "Gespeicherte Beiträge",
]
INSTAGRAM_DANISH = [
    "Opslags-id",
    "Konto-id",
    "Kontoens brugernavn",
    "Kontonavn",
    "Beskrivelse",
    "Varighed (sek.)",
    "Udgivelsestidspunkt",
    "Permalink",
    "Opslagstype",
    "Datakommentar",
    "Dato",
    "Visninger",
    "Rækkevidde",
    "Synes godt om",
    "Delinger",
    "Følgere",
    "Kommentarer",
    "Gemte",
]
FACEBOOK = [
    *[
        "Post ID",
        "Page ID",
        "Page name",
        "Title",
        "Description",
        "Duration (secs)",
        "Publish time",
        "Caption type",
        "Permalink",
        "Is crosspost",
    ],
    *[
        "Is share",
        "Post type",
        "Languages",
        "Custom labels",
        "Funded content status",
        "Data comment",
        "Date",
        "Views",
        "Reach",
    ],
    "Reactions, comments and shares",
    *[
        "Reactions",
        "Comments",
        "Shares",
        "Total clicks",
        "Views",
        "Reach from Organic posts",
        "Reach from Boosted posts",
    ],
    *["3-second video views", "1-minute video views", "3-second viewers", "1-minute viewers"],
    *["3-second video views from Boosted posts", "3-second video views from Organic posts", "Engaged users"],
    *[
        "Negative feedback from users",
        "Unique negative feedback from users",
        "Seconds viewed",
        "Average Seconds viewed",
    ],
    *["Estimated earnings (USD)", "Ad CPM (USD)", "Ad impressions", "Other clicks"],
]
VIDEOS = [
    *[
        "Video asset ID",
        "Universal video ID",
        "Page ID",
        "Page name",
        "Title",
        "Duration (sec)",
        "Publish time",
        "Custom labels",
    ],
    *[
        "Data comment",
        "Date",
        "Reach",
        "3-second video views",
        "1-minute video views",
        "Seconds viewed",
        "Average Seconds viewed",
    ],
    *["3-second viewers", "1-minute viewers"],
    "Reactions, comments and shares",
    *[
        "Reactions",
        "Comments",
        "Shares",
        "Seconds viewed from Recommendations",
        "Average Seconds viewed from Boosted posts",
    ],
    *[f"Percentage of total views at interval {n}" for n in (1, 2, 3, 0, *range(4, 41))],
    *[f"Percentage of 15-second views at interval {n}" for n in range(41)],
    *["Estimated earnings (USD)", "Ad CPM (USD)", "Ad impressions"],
    "3-second video views by top audience (M, 45-54)",
    "3-second video views by country (Denmark (DK))",
]


def shortcode(moment: datetime) -> str:
    """The code Instagram would put into the link of a post made at this instant."""
    number = (int(moment.timestamp() * 1000) - 1_314_220_021_721 << 23) + 4711
    code = ""
    while number:
        number, digit = divmod(number, 64)
        code = ALPHABET[digit] + code
    return code


def instagram_post(number: int = 1, **cells: str) -> dict[str, str]:
    """A reel of the made-up bicycle shop, published at 08:00 in Denmark on day `number` of September 2026."""
    made = datetime(2026, 9, 1, 6, tzinfo=UTC) + timedelta(days=number - 1)
    return {
        "Post ID": f"1790000000000{number:04d}",
        "Account ID": "17841400000000001",
        "Account username": "made.up.cycles",
        "Account name": "Made Up Cycles",
        "Description": "Wet leaves, warm gloves 🚲\nWhich one first?\n#ridealong",
        "Duration (sec)": "17",
        "Publish time": made.astimezone(PACIFIC).strftime("%m/%d/%Y %H:%M"),
        "Permalink": f"https://www.instagram.com/reel/{shortcode(made)}/",
        "Post type": "IG reel",
        "Data comment": "",
        "Date": "Lifetime",
        "Views": str(1000 + number),
        "Reach": str(700 + number),
        "Likes": "40",
        "Shares": "7",
        "Follows": "2",
        "Comments": "3",
        "Saves": "11",
    } | cells


def facebook_post(number: int = 1, **cells: str) -> dict[str, str]:
    """A reel on the shop's page; only the columns that matter are filled."""
    return {
        "Post ID": f"122100000000{number:05d}",
        "Page ID": "100000000000001",
        "Page name": "Made Up Cycles",
        "Title": "Wet leaves, warm gloves",
        "Duration (secs)": "21",
        "Publish time": f"03/{number:02d}/2026 23:30",
        "Permalink": f"https://www.facebook.com/reel/90000000000{number:04d}/",
        "Post type": "Reels",
        "Date": "Lifetime",
        "Views": "250",
        "Reach": "180",
        "Reactions, comments and shares": "12",
        "Reactions": "9",
        "Comments": "2",
        "Shares": "1",
        "Total clicks": "14",
        "Seconds viewed": "1500.25",
        "Average Seconds viewed": "6.125",
        "Estimated earnings (USD)": "0.12",
    } | cells


def facebook_video(number: int = 1, **cells: str) -> dict[str, str]:
    return {
        "Video asset ID": f"90000000000{number:04d}",
        "Page ID": "100000000000001",
        "Title": "Wet leaves",
        "Duration (sec)": "10",
        "Publish time": f"10/{number + 12:02d}/2026 09:00",
        "Date": "Lifetime",
        "Reach": "400",
        "3-second video views": "310",
        "1-minute video views": "0",
        "Seconds viewed": "2500.5",
        "Average Seconds viewed": "5.5",
        "Reactions, comments and shares": "27",
        "Reactions": "24",
        "Comments": "1",
        "Shares": "2",
        "Percentage of total views at interval 0": "1",
        "Percentage of total views at interval 3": "1",
        "3-second video views by country (Denmark (DK))": "290",
    } | cells


def content_export(header: Sequence[str], posts: Sequence[Mapping[str, str]]) -> bytes:
    """UTF-8 with a byte order mark, LF, quotes where a blank or comma occurs. A second column of a name repeats it."""
    return ("\ufeff" + _lines(header, posts)).encode()


def translated(header: Sequence[str], posts: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The English posts under another language's headers, by position."""
    return [dict(zip(header, (post[name] for name in INSTAGRAM), strict=True)) for post in posts]


def wrapped(content: bytes) -> bytes:
    """The same file saved again by a spreadsheet with another list separator: every record quoted whole."""
    records = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    return ("\ufeff" + "".join(_quoted(_record(record)) + "\n" for record in records)).encode()


def _lines(header: Sequence[str], posts: Sequence[Mapping[str, str]]) -> str:
    records = [header, *([post.get(name, "") for name in header] for post in posts)]
    return "".join(_record(record) + "\n" for record in records)


def _record(cells: Sequence[str]) -> str:
    return ",".join(_quoted(cell) if any(mark in cell for mark in ' ,"\n') else cell for cell in cells)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def series(first: date, values: Sequence[int | str], *, hour: int = 0) -> list[tuple[str, str]]:
    """Days that follow each other, as Meta prints them."""
    return [(f"{first + timedelta(days=n)}T{hour:02d}:00:00", str(value)) for n, value in enumerate(values)]


def daily_export(*blocks: tuple[str, Sequence[str], Sequence[Sequence[str]]]) -> bytes:
    """UTF-16LE with a byte order mark, `sep=,`, and per block a title, a header and rows, all quoted."""
    parts = [
        "\n".join([f'"{title}"', *(",".join(f'"{cell}"' for cell in row) for row in (header, *rows))]) + "\n"
        for title, header, rows in blocks
    ]
    return b"\xff\xfe" + ("sep=,\n" + "\n".join(parts)).encode("utf-16-le")


def resaved(
    *blocks: tuple[str, Sequence[str], Sequence[Sequence[str]]], encoding: str = "utf-8", end: str = "\n"
) -> bytes:
    """The same, saved again: semicolons, no `sep=`, no quotes, every line padded to the widest."""
    lines: list[list[str]] = []
    for title, header, rows in blocks:
        lines += [[]] * bool(lines) + [[title], list(header), *map(list, rows)]
    width = max(map(len, lines))
    return "".join(";".join([*line, *[""] * (width - len(line))]) + end for line in lines).encode(encoding)
