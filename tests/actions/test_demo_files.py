"""The demo brand's files have the real byte shapes, tell one story, and hide a truth that is written down."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from math import log
from pathlib import Path
from statistics import mean, median, stdev
from zoneinfo import ZoneInfo

import pytest

from vaekst.actions.demo import IDEAS, DemoFile, DemoFiles, Idea, instagram, write_demo_files
from vaekst.actions.demo.world import World, simulate
from vaekst.core.receipt import Status
from vaekst.core.strategy import Strategy, read_strategy
from vaekst.core.strategy.matching import PostText, concept_of
from vaekst.sources import Context, Document, Profile, Reading, Upload, read_upload
from vaekst.sources.reading.documents import documents
from vaekst.sources.reading.permalinks import instagram_instant, tiktok_instant
from vaekst.sources.table import confirmed

SUNDAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
DOCUMENT = Path(__file__).parents[2] / "docs" / "explanation" / "demo-brand.md"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoFiles:
    return write_demo_files(tmp_path_factory.mktemp("demo"), last_day=SUNDAY)


@pytest.fixture(scope="module")
def world() -> World:
    return simulate(last_day=SUNDAY, seed=7)


@pytest.fixture(scope="module")
def strategy(demo: DemoFiles) -> Strategy:
    return read_strategy(demo.strategy)


@pytest.fixture(scope="module")
def readings(demo: DemoFiles) -> dict[str, list[Reading]]:
    """What every file is read as, by its name."""
    profiles: dict[str, Profile] = {}
    for file in demo.files:
        if file.columns:
            (document,) = documents(upload_of(file))
            assert isinstance(document, Document)
            profile = confirmed(document, "posts", file.columns, file.answers)
            profiles[profile.fingerprint] = profile
    assert len(profiles) == 1, "one answer serves all of the scheduler's files"
    return {file.path.name: read(file, profiles) for file in demo.files}


def read(file: DemoFile, profiles: Mapping[str, Profile]) -> list[Reading]:
    context = Context(
        now=NOW,
        currency="DKK",
        channel=file.channel,
        platform="instagram" if file.path.name in ("Views.csv", "Reach.csv") else file.channel,
        timezone="Europe/Copenhagen" if file.columns else None,
        profiles=profiles,
        contact_secret=b"secret",
    )
    return read_upload(upload_of(file), context)


def upload_of(file: DemoFile) -> Upload:
    content = file.path.read_bytes()
    return Upload(file.path.name, file.path, hashlib.sha256(content).hexdigest(), len(content))


def named(demo: DemoFiles, start: str) -> list[Path]:
    return [file.path for file in demo.files if file.path.name.startswith(start)]


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def test_the_same_seed_makes_the_same_bytes_and_another_seed_does_not(demo: DemoFiles, tmp_path: Path) -> None:
    again = write_demo_files(tmp_path / "again", last_day=SUNDAY)
    other = write_demo_files(tmp_path / "other", last_day=SUNDAY, seed=8)
    bytes_of = {file.path.name: file.path.read_bytes() for file in demo.files}
    assert {file.path.name: file.path.read_bytes() for file in again.files} == bytes_of
    assert {file.path.name: file.path.read_bytes() for file in other.files} != bytes_of


def test_the_demo_ends_on_a_sunday(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Sunday"):
        write_demo_files(tmp_path, last_day=SUNDAY + timedelta(days=1))


def test_every_file_is_recognised_and_kept_whole(readings: dict[str, list[Reading]]) -> None:
    receipts = [reading.receipt for each in readings.values() for reading in each]
    assert len(receipts) == 13 * (1 + 3 + 1) + 7 + 5 + 10
    assert {receipt.status for receipt in receipts} == {Status.IMPORTED}
    assert {reason for receipt in receipts for reason in receipt.rows_dropped} <= {"total_row", "before_publication"}
    assert all(total.agrees for receipt in receipts for total in receipt.control_totals)
    warned = {warning.code for receipt in receipts for warning in receipt.warnings}
    assert not warned & {
        "publish_zone_doubtful",
        "reach_above_views",
        "total_mismatch",
        "columns_unread",
        "timezone_doubtful",
    }


def test_a_content_export_has_metas_bytes_and_its_times_are_those_in_the_links(demo: DemoFiles) -> None:
    (path,) = named(demo, "Oct-26-2026_Nov-22-2026_")
    content = path.read_bytes()
    assert content.startswith(b'\xef\xbb\xbf"Post ID","Account ID","Account username"')
    assert b",Lifetime," in content
    assert b"\r" not in content
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"))):
        printed = datetime.strptime(row["Publish time"], "%m/%d/%Y %H:%M").replace(
            tzinfo=ZoneInfo("America/Los_Angeles")
        )
        made = instagram_instant(row["Permalink"])
        assert made is not None
        assert timedelta() <= made - printed < timedelta(minutes=1)


def test_a_daily_series_has_metas_bytes_and_every_day(demo: DemoFiles) -> None:
    (path,) = named(demo, "Link clicks")
    content = path.read_bytes()
    assert content.startswith(b"\xff\xfes\x00e\x00p\x00=\x00,\x00\n\x00")
    lines = content.decode("utf-16").splitlines()
    assert lines[1:4] == ['"Instagram link clicks"', '"Date","Primary"', lines[3]]
    days = [date.fromisoformat(line[1:11]) for line in lines[3:] if line]
    assert days == [demo.first_day + timedelta(days=n) for n in range(98)]
    assert days[-1] == SUNDAY


def test_a_studio_export_is_a_zip_of_three_with_the_period_in_its_name(demo: DemoFiles) -> None:
    names = [path.name for path in named(demo, "Content ")]
    assert names[-1] == "Content 2026-10-26_2026-11-22 Fjord Cykler.zip"
    with zipfile.ZipFile(named(demo, "Content ")[-1]) as archive:
        assert [entry.filename for entry in archive.infolist()] == ["Table data.csv", "Chart data.csv", "Totals.csv"]
        assert archive.read("Table data.csv").decode().splitlines()[1].startswith("Total,,,,")


def test_posts_of_the_core_channels_are_caught_once_between_seven_and_fourteen_days(
    readings: dict[str, list[Reading]], world: World
) -> None:
    caught: dict[str, int] = {}
    for reading in (reading for each in readings.values() for reading in each):
        for row in reading.batch["post_snapshot"].to_pylist() if "post_snapshot" in reading.batch else []:
            noon = datetime.combine(row["published_date"], datetime.min.time(), UTC) + timedelta(hours=12)
            age = (row["observed_at"] - (row["published_at"] or noon)) / timedelta(days=1)
            if (
                row["platform"] != "tiktok"
                and row["views_start"] is not None
                and row["grain"] == "lifetime"
                and 7 <= age <= 14
            ):
                caught[row["external_id"]] = caught.get(row["external_id"], 0) + 1
    old_enough = [
        post for post in world.posts if post.channel != "tiktok" and post.published.date() <= SUNDAY - timedelta(days=7)
    ]
    assert len(caught) == len(old_enough)
    assert set(caught.values()) == {1}


def test_the_schedulers_table_is_danish_and_says_what_its_columns_mean(demo: DemoFiles, world: World) -> None:
    (file,) = [file for file in demo.files if file.path.name == "TikTok 2026-10-26_2026-11-22.csv"]
    assert file.channel == "tiktok"
    assert file.columns is not None
    content = file.path.read_bytes()
    assert "Længde (sek.);Afspilninger".encode("cp1252") in content
    rows = list(csv.reader(io.StringIO(content.decode("cp1252"), newline=""), delimiter=";"))
    assert rows[0] == list(file.columns.values())
    assert content.count(b"\r\n") == len(rows)
    for row in rows[1:]:
        made = tiktok_instant(row[0])
        assert made is not None
        assert f"{made.astimezone(ZoneInfo('Europe/Copenhagen')):%d-%m-%Y %H:%M}" == row[1]
        assert re.fullmatch(r"\d+,\d", row[-1])


def test_tables_in_canonical_columns_name_the_same_posts_as_the_exports(demo: DemoFiles, world: World) -> None:
    known = {post.external_id for post in world.posts}
    rows = table(named(demo, "Opslagstal")[-1])
    assert {row["channel"] for row in rows} == {"instagram", "youtube"}
    assert all((row["post_id"] or row["permalink"].split("/")[-2]) in known for row in rows)
    assert all(0.3 < float(row["retention_3s"]) < 0.8 for row in rows if row["retention_3s"])


def test_every_lead_has_an_address_that_belongs_to_nobody(demo: DemoFiles) -> None:
    rows = table(named(demo, "leads")[0])
    leads = [row for row in rows if row["leads"]]
    assert all(row["email"].endswith("@example.com") and row["leads"] == "1" for row in leads)
    assert all(row["visits"] and not row["email"] for row in rows if not row["leads"])
    assert "@" not in "".join(path.read_text("utf-8") for path in (*named(demo, "costs"), *named(demo, "Opslagstal")))


def test_the_strategy_is_valid_and_the_sprint_is_in_its_tenth_week(strategy: Strategy) -> None:
    assert strategy.brand.locale == "da"
    assert strategy.sprint.start == SUNDAY - timedelta(days=10 * 7 - 1)
    assert {name: channel.role for name, channel in strategy.channels.items()} == {
        "instagram": "core",
        "youtube": "core",
        "tiktok": "experimental",
    }
    assert [len(strategy.concepts_on(name)) for name in strategy.channels] == [5, 4, 1]


def test_the_rules_find_each_posts_concept_and_leave_the_others_untagged(strategy: Strategy, world: World) -> None:
    for post in world.posts:
        tag = f"#{post.concept.hashtag}" if post.concept else ""
        text = PostText(post.channel, title=f"{post.opening} {tag}", text=instagram.caption(post))
        assert concept_of(text, strategy) == (post.concept.id if post.concept else None)
    sprint = [post for post in world.posts if strategy.sprint.start and post.published.date() >= strategy.sprint.start]
    assert 0.05 < mean(post.concept is None for post in sprint if post.channel != "tiktok") < 0.25
    assert not [post for post in world.posts if post.concept and post not in sprint], (
        "the baseline is business as usual"
    )


@pytest.mark.parametrize("idea", [idea for idea in IDEAS if idea.channel != "tiktok"], ids=lambda idea: idea.id)
def test_what_is_measured_agrees_with_the_truth(idea: Idea, world: World) -> None:
    sprint = demo_rates(world, idea.channel, concept=idea)
    baseline = demo_rates(world, idea.channel, until=world.first + timedelta(weeks=4))
    measured = log(mean(sprint) / mean(baseline))
    error = (
        stdev(sprint) ** 2 / len(sprint) / mean(sprint) ** 2
        + stdev(baseline) ** 2 / len(baseline) / mean(baseline) ** 2
    ) ** 0.5
    assert len(sprint) >= 8
    assert abs(measured - idea.effect) < 2.5 * error
    assert error < 0.25
    if abs(idea.effect) > 0.4:
        assert measured * idea.effect > 0, "winners look like winners, losers like losers"


def demo_rates(world: World, channel: str, *, concept: Idea | None = None, until: date | None = None) -> list[float]:
    events, whole = (("saves",), "reach") if channel == "instagram" else (("likes", "comments", "shares"), "views")
    chosen = [
        post
        for post in world.on(channel)
        if (until is None or post.published.date() < until) and (until is not None or post.concept is concept)
    ]
    return [sum(post.earned[name] for name in events) / post.earned[whole] for post in chosen]


def test_posts_differ_among_themselves_as_much_as_on_real_channels(world: World) -> None:
    rates = demo_rates(world, "instagram", until=world.first + timedelta(weeks=4))
    assert 0.35 < stdev(rates) / mean(rates) < 0.70


def test_the_baseline_lies_near_the_reference_and_the_sprint_improves_on_it(demo: DemoFiles, world: World) -> None:
    early = business(demo, demo.first_day, demo.first_day + timedelta(days=27))
    late = business(demo, SUNDAY - timedelta(days=27), SUNDAY)
    assert early == pytest.approx({"minutes": 75, "reused": 0.20, "conversion": 0.016, "cost": 220}, rel=0.06)
    assert late["minutes"] < 0.85 * early["minutes"]
    assert late["reused"] > early["reused"] + 0.10
    assert early["conversion"] < late["conversion"] < 0.020
    assert late["cost"] < 0.90 * early["cost"]
    watched = [(post.published.date() < demo.first_day + timedelta(weeks=4), post) for post in world.on("instagram")]
    assert median(post.retention_3s for is_early, post in watched if is_early and post.retention_3s) == pytest.approx(
        0.52, abs=0.015
    )
    assert median(post.watch_s for is_early, post in watched if is_early and post.watch_s) == pytest.approx(
        7.5, abs=0.3
    )


def business(demo: DemoFiles, first: date, last: date) -> dict[str, float]:
    """Median minutes per finished asset, share made from earlier ones, leads per visit, kroner per lead."""

    def within(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [row for row in rows if first <= date.fromisoformat(row["date"]) <= last]

    work = table(named(demo, "production")[0])
    finished = {row["asset_id"]: bool(row["reused_from"]) for row in within(work) if row["stage"] == "publish"}
    minutes = {asset: sum(int(row["minutes"]) for row in work if row["asset_id"] == asset) for asset in finished}
    leads = within(table(named(demo, "leads")[0]))
    won = sum(int(row["leads"] or 0) for row in leads)
    paid = sum(float(row["amount"]) for row in within(table(named(demo, "costs")[0])))
    worked = sum(int(row["minutes"]) for row in within(work)) / 60 * 220
    return {
        "minutes": median(minutes.values()),
        "reused": mean(finished.values()),
        "conversion": won / sum(int(row["visits"] or 0) for row in leads),
        "cost": (paid + worked) / won,
    }


def test_the_documented_truth_is_the_truth() -> None:
    told = re.findall(r"^\| `([\w-]+)` \| (\w+) \| ([+−]?\d\.\d\d) \|", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert {(name, channel, float(effect.replace("−", "-"))) for name, channel, effect in told} == {
        (idea.id, idea.channel, idea.effect) for idea in IDEAS
    }
