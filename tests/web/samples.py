"""Made-up screens, to look at templates without a lake behind them. They live in tests only."""

from __future__ import annotations

from datetime import date

from django.utils.safestring import SafeString

from vaekst.web.board.tiles import (
    BaselinePanel,
    BaselineRow,
    BoardPage,
    NextStep,
    Origin,
    Reading,
    SourceFile,
    Sprint,
    Tile,
    Track,
)
from vaekst.web.review.cards import (
    ChannelCard,
    ConceptCard,
    DecideForm,
    Interval,
    ReviewPage,
    Ruling,
    Tick,
)
from vaekst.web.shell.parts import Change, Choice, Pair, Pill

ON_TRACK = Pill("good", "check", "on track")
AT_RISK = Pill("warn", "alert", "at risk")
OFF_TRACK = Pill("bad", "stop", "off track")
NO_DATA = Pill("none", "unknown", "no data")

SPARK = SafeString(
    '<svg class="spark" viewBox="0 0 120 40" preserveAspectRatio="none" role="img" aria-label="Ten weeks, rising">'
    '<line class="target" x1="0" x2="120" y1="8" y2="8"/>'
    '<polyline class="line" points="0,34 12,30 24,32 36,26 48,27 60,20 72,22 84,17 96,15 108,14"/>'
    '<polyline class="running" points="108,14 120,12"/></svg>'
)
ORIGIN = Origin(
    "Viewers still watching at three seconds, out of those who started. Median over posts at an age of seven days.",
    (
        Pair("Rows", "38 posts"),
        Pair("Coverage", "34 of 38 posts"),
        Pair("Newest data", "22 Nov 2026"),
        Pair("Strategy", "version 3"),
    ),
    (SourceFile("Table data.csv", "#"), SourceFile("content_2026.csv", "#")),
)


def reading(channel: str = "", value: str | None = "57.4 %", status: Pill = ON_TRACK, **changes: object) -> Reading:
    values: dict[str, object] = {
        "channel": channel,
        "value": value,
        "status": status,
        "sentence": "57.4 %, where 58.5 % is planned for today and 60.3 % is the target.",
        "origin": ORIGIN,
        "change": Change("good", "up", "+1.2 pp", "better than the 4 weeks before"),
        "track": Track(68, 78, "52.3 %", "60.3 %", "58.5 %"),
        "spark": SPARK,
    }
    return Reading(**(values | changes))  # type: ignore[arg-type]  # the sample's own words


def tile(name: str, lead: Reading, *others: Reading, owner: str = "Content Lead") -> Tile:
    return Tile(name.lower().replace(" ", "-"), name, lead.status, owner, "every week", lead, others)


def board_page() -> BoardPage:
    nothing = {"change": None, "track": None, "spark": None}
    tiktok = reading("TikTok", None, NO_DATA, sentence="No file from TikTok covers these weeks. Import one.", **nothing)
    tiles = (
        tile(
            "Posting cadence",
            reading("Instagram", "14", unit="posts a week", track=Track(96, 78, "8", "14", "12.7")),
            reading("YouTube", "3", AT_RISK, unit="posts a week"),
            tiktok,
        ),
        tile("3-second retention", reading("Instagram", chart_url="#"), reading("YouTube", "48 %", AT_RISK), tiktok),
        tile(
            "Average watch time",
            reading(
                "Instagram",
                "8.1 s",
                AT_RISK,
                change=Change("bad", "down", "−0.3 s", "worse than the 4 weeks before"),
                track=Track(30, 78, "7.5 s", "9.5 s", "9.1 s"),
            ),
            reading("YouTube", "2 min 12 s"),
            tiktok,
        ),
        tile(
            "CTR to the landing page",
            reading(
                "Instagram",
                "0.71 %",
                OFF_TRACK,
                change=Change("none", "level", "±0", "as in the 4 weeks before"),
                track=Track(0, 78, "0.80 %", "1.20 %", "1.1 %"),
            ),
            reading("YouTube", "1.1 %"),
            tiktok,
        ),
        tile(
            "Landing-page conversion",
            reading(
                "",
                "2.1 %",
                change=Change("note", "plus", "new", "nothing in the 4 weeks before"),
                track=Track(84, 78, "1.6 %", "2.2 %", "2.1 %"),
            ),
        ),
        tile(
            "Cost per lead",
            reading(
                "",
                "178 kr.",
                change=Change("good", "down", "−12 %", "better than the 4 weeks before"),
                track=Track(88, 78, "220 kr.", "170 kr.", "181 kr."),
            ),
        ),
        tile(
            "Production time per asset",
            reading(
                "",
                None,
                NO_DATA,
                sentence="No file states how long assets took. Import a production table with the columns date, asset and minutes.",
                **nothing,
            ),
        ),
        tile("Repurpose rate", reading("", "31 %", AT_RISK)),
    )
    baseline = BaselinePanel(
        "Frozen 14 September 2026 by Mette, over 17 August to 13 September, under strategy version 1.",
        True,
        ("Reach", "Engagement rate", "Click rate", "Conversion rate"),
        (
            BaselineRow(
                "Instagram",
                (
                    Pair("Reach", "4,120"),
                    Pair("Engagement rate", "4.8 %"),
                    Pair("Click rate", "0.80 %"),
                    Pair("Conversion rate", "1.6 %"),
                ),
                30,
            ),
            BaselineRow(
                "YouTube",
                (
                    Pair("Reach", None),
                    Pair("Engagement rate", "3.1 %"),
                    Pair("Click rate", None),
                    Pair("Conversion rate", None),
                ),
                11,
            ),
        ),
        (
            "YouTube gives no reach; unique viewers are not comparable.",
            "No landing-page visits for YouTube: a leads table with a channel column would supply them.",
        ),
    )
    return BoardPage(
        as_of=date(2026, 11, 22), today=date(2026, 11, 23), earlier=date(2026, 11, 15), later=date(2026, 11, 23),
        tiles=tiles, tally=(Pill("good", "check", "4 on track"), Pill("warn", "alert", "2 at risk"), Pill("bad", "stop", "1 off track"), Pill("none", "unknown", "1 no data")),
        sprint=Sprint("Day 70 of 90 · week 10", "ends 12 Dec", 78), baseline=baseline, next=NextStep("The review of week 47 waits", "7 concepts on 3 channels; 1 decision is recorded so far.", "#", "Review the week"), note="newest data of 22 Nov 2026", channels=(Choice("instagram", "Instagram"), Choice("youtube", "YouTube")),
    )  # fmt: skip


TICKS = (Tick(0, "−40 %", "start"), Tick(28.6, "0"), Tick(64.3, "+50 %"), Tick(100, "+100 %", "end"))
CHOICES = (Choice("scale", "Scale", True, "as proposed"), Choice("iterate", "Iterate"), Choice("stop", "Stop"))


def concept(name: str, proposal: Pill, interval: Interval | None, **changes: object) -> ConceptCard:
    values: dict[str, object] = {
        "id": name.lower(),
        "anchor": "instagram-" + name.lower().replace(" ", "-"),
        "name": name,
        "posts": "9 posts",
        "metric": "save rate",
        "proposal": proposal,
        "reasons": (
            "Estimated +38 % against the baseline; the 90 % interval runs from +9 % to +75 %.",
            "The chance that it beats the baseline is 98.7 %, if posts to come are like those so far.",
        ),
        "checks": (
            Pill("good", "check", "Stop rule: the median of its posts lies above the baseline."),
            Pill("good", "gate", "Gate passed: 3-second retention 57 %, minimum 45 %."),
            Pill("bad", "gate", "Gate not passed: click rate 0.6 %, minimum 0.8 %."),
        ),
        "posts_url": "#",
        "interval": interval,
        "choices": CHOICES,
        "form": DecideForm(),
    }
    return ConceptCard(**(values | changes))  # type: ignore[arg-type]  # the sample's own words


def review_page() -> ReviewPage:
    good = Interval(
        35, 55.7, 82, 28.6, TICKS, "good", "+38 %", "between +9 % and +75 %; 98.7 % chance to beat the baseline"
    )
    even = Interval(
        14, 30, 47, 28.6, TICKS, "none", "+2 %", "between −20 % and +26 %; 55 % chance to beat the baseline"
    )
    bad = Interval(3, 13, 25, 28.6, TICKS, "bad", "−22 %", "between −36 % and −5 %; 2 % chance to beat the baseline")
    scale, iterate, stop, wait = (
        Pill("good", "scale", "Scale"),
        Pill("note", "iterate", "Iterate"),
        Pill("bad", "stop", "Stop"),
        Pill("none", "wait", "Not enough data yet"),
    )
    ruling = Ruling(
        iterate,
        "Mette Holm",
        "20 November 2026, 10:14",
        "One more week with the shorter hook before we give up on it.",
        "Proposed was: stop",
        (
            Pair("Strategy", "version 3"),
            Pair("Data", "post_snapshot@12"),
            Pair("As of", "22 November 2026"),
            Pair("Estimate then", "−22 % (−36 % to −5 %)"),
        ),
    )
    instagram = ChannelCard(
        "instagram",
        "Instagram",
        "core",
        "Save rate · 30 posts in the baseline · hook: “the ride to work”",
        (
            concept("Ride along", scale, good),
            concept("Workshop tips", iterate, even),
            concept("Founder talks", stop, bad, decision=ruling, earlier=("13 November: iterate, by Mette",)),
        ),
    )
    tiktok = ChannelCard(
        "tiktok",
        "TikTok",
        "experimental",
        "3-second retention · 9 posts in the baseline",
        (
            concept(
                "Unboxing",
                wait,
                None,
                no_interval="No post with 3-second retention yet.",
                posts="0 posts",
                anchor="tiktok-unboxing",
            ),
        ),
    )
    return ReviewPage(
        week="2026-W47", number=47, days="16 to 22 November 2026", earlier="2026-W46", later=None, weeks=(Choice("2026-W47", "Week 47"), Choice("2026-W46", "Week 46")), is_newest=True,
        as_of="data as known on 22 November 2026", channels=(instagram, tiktok),
        tally=(Pill("good", "scale", "1 to scale"), Pill("note", "iterate", "1 to iterate"), Pill("bad", "stop", "1 to stop"), Pill("none", "wait", "1 with too little data")),
        method=("The post is the unit: nine posts are nine observations, however many people saw them.",), basis=(Pair("Strategy", "version 3"),),
    )  # fmt: skip
