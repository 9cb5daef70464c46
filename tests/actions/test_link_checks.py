"""Which links keep the standard: pasted, in files, and in what was imported."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.actions.links_shop import NOW, PAGE, shop, wish
from tests.sources.web_files import report as ga4_report

from vaekst.actions import imports, links
from vaekst.actions.links import checks
from vaekst.core.errors import BadFile
from vaekst.store.models import Person

BROKEN = f"{PAGE}?utm_source=Instagram&utm_medium=Social&utm_campaign=Uge%2048&utm_content=ride-along.story.instagram"


def test_pasted_links_are_checked(owner: Person):
    actor, brand = shop(owner)
    right = links.make(actor, brand, wish(), now=NOW).url
    report = links.check_links(brand, [right, " ", BROKEN])
    assert report.summary.english() == "1 of 2 links break the standard."
    assert report.found[0].given == BROKEN
    told = checks.for_machines(report)
    assert (told["checked"], told["broken"]) == (2, 1)
    assert told["links"][0]["corrected"] == right
    assert [fault["code"] for fault in told["links"][0]["faults"]] == ["capitals", "capitals", "capitals", "spaces"]
    assert told["links"][1] == {
        "link": right, "where": None, "rows": 1, "keeps": True, "faults": [], "corrected": None
    }  # fmt: skip


def test_links_that_keep_the_standard_are_said_to(owner: Person):
    actor, brand = shop(owner)
    right = links.make(actor, brand, wish(), now=NOW).url
    assert links.check_links(brand, [right]).summary.english() == "All 1 links keep the standard."
    assert links.check_links(brand, []).summary.code == "nothing_checked"


@pytest.mark.parametrize(
    "text",
    [
        f"{BROKEN}\n{PAGE}?utm_source=x\n",
        f"name,Link\nOne,{BROKEN}\nTwo,{PAGE}?utm_source=x\n",
        f"post;when;where it leads\n1;mandag;{BROKEN}\n2;tirsdag;{PAGE}?utm_source=x\n",
    ],
    ids=["a list", "a column called link", "links somewhere"],
)
def test_links_in_a_file_are_found(owner: Person, tmp_path: Path, text: str):
    _, brand = shop(owner)
    path = tmp_path / "links.csv"
    path.write_text(text, "utf-8")
    report = links.check_file(brand, path, name="links.csv")
    assert {each.given for each in report.broken} == {f"{PAGE}?utm_source=x", BROKEN}


def test_fields_in_a_file_count_once_with_their_rows(owner: Person, tmp_path: Path):
    _, brand = shop(owner)
    path = tmp_path / "leads.csv"
    path.write_text(
        "utm_source,utm_medium,utm_campaign,utm_content\n"
        "instagram,social,uge-48,ride-along.story.instagram\n"
        "Instagram,social,uge-48,ride-along.story.instagram\n"
        "Instagram,social,uge-48,ride-along.story.instagram\n"
        "google,cpc,brand,\n"
        "(direct),(none),(direct),(not set)\n"
        ",,,\n",
        "utf-8",
    )
    report = links.check_file(brand, path, name="leads.csv")
    assert report.summary.english() == "1 of 2 links break the standard."
    (broken,) = report.broken
    assert (broken.rows, broken.where) == (2, "3")
    assert checks.corrected(broken).startswith("source=instagram · medium=social")


def test_sources_and_media_in_one_column_are_read_apart(owner: Person, tmp_path: Path):
    _, brand = shop(owner)
    path = tmp_path / "ga4.csv"
    path.write_text(
        "Session source / medium,Sessions\ninstagram / social,10\nig / sm,4\ninstagram.com / referral,9\n", "utf-8"
    )
    report = links.check_file(brand, path, name="ga4.csv")
    assert [each.given for each in report.broken] == ["source=ig · medium=sm"]
    assert len(report.found) == 2


def test_landing_pages_without_their_host_are_checked_by_their_fields(owner: Person, tmp_path: Path):
    _, brand = shop(owner)
    path = tmp_path / "ga4.csv"
    path.write_text(
        "Landing page + query string,Sessions\n"
        "/offer?utm_source=IG&utm_medium=social&utm_campaign=uge-48,12\n"
        "/offer,100\n/offer?page=2,3\n(not set),4\n",
        "utf-8",
    )
    report = links.check_file(brand, path, name="ga4.csv")
    (only,) = report.found
    assert only.given == "source=IG · medium=social · campaign=uge-48"
    assert {fault.sentence.code for fault in only.checked.faults} >= {"capitals", "missing"}


def test_what_is_no_link_in_a_column_of_links_is_told_of(owner: Person, tmp_path: Path):
    _, brand = shop(owner)
    path = tmp_path / "links.csv"
    path.write_text(f"url\n{BROKEN}\nexample.com/?utm_source=instagram\n\n", "utf-8")
    report = links.check_file(brand, path, name="links.csv")
    assert report.summary.english() == "2 of 2 links break the standard."
    told = {each.given: [fault.sentence.code for fault in each.checked.faults] for each in report.broken}
    assert told["example.com/?utm_source=instagram"] == ["not_a_link"]


def test_a_file_without_links_is_refused(owner: Person, tmp_path: Path):
    _, brand = shop(owner)
    path = tmp_path / "posts.csv"
    path.write_text("title,views\nRain,12\n", "utf-8")
    with pytest.raises(BadFile) as refused:
        links.check_file(brand, path, name="posts.csv")
    assert refused.value.code == "no_links"


def test_visits_that_were_imported_are_checked(owner: Person, tmp_path: Path, settings):
    settings.VAEKST_HOME = tmp_path / "home"
    actor, brand = shop(owner)
    path = tmp_path / "traffic.csv"
    path.write_bytes(
        ga4_report(
            ("Session source / medium", "Session campaign", "Session manual ad content", "Sessions"),
            ("instagram / social", "uge-48", "ride-along.story.instagram", 40),
            ("instagram / Social", "uge-48", "ride-along.story.instagram", 11),
            ("(direct) / (none)", "(direct)", "(not set)", 90),
        )
    )
    imports.import_file(actor, brand, path, now=datetime(2026, 11, 24, tzinfo=UTC))
    report = links.check_facts(brand, now=datetime(2026, 11, 25, tzinfo=UTC))
    assert report.summary.english() == "1 of 2 links break the standard."
    (broken,) = report.broken
    assert broken.where == "web_traffic"
    assert [fault.code for fault in broken.checked.faults] == ["capitals"]


def test_visits_one_by_one_are_checked_too(owner: Person, tmp_path: Path, settings):
    settings.VAEKST_HOME = tmp_path / "home"
    actor, brand = shop(owner)
    path = tmp_path / "touches.csv"
    path.write_text(
        "user_id,at,utm_source,utm_medium,utm_campaign,utm_content\n"
        "u1,2026-11-20T10:00:00Z,instagram,social,uge-48,ride-along.story.instagram\n"
        "u2,2026-11-20T11:00:00Z,instagram,social,Uge 48,ride-along.story.instagram\n"
        "u3,2026-11-20T12:00:00Z,instagram,social,Uge 48,ride-along.story.instagram\n"
        "u4,2026-11-20T13:00:00Z,,,,\n",
        "utf-8",
    )
    imports.import_file(actor, brand, path, now=datetime(2026, 11, 24, tzinfo=UTC))
    report = links.check_facts(brand, now=datetime(2026, 11, 25, tzinfo=UTC))
    assert report.summary.english() == "1 of 2 links break the standard."
    (broken,) = report.broken
    assert (broken.where, broken.rows) == ("touch", 2)


def test_a_brand_without_visits_has_nothing_to_check(owner: Person, tmp_path: Path, settings):
    settings.VAEKST_HOME = tmp_path / "home"
    _, brand = shop(owner)
    assert links.check_facts(brand, now=NOW).summary.code == "nothing_checked"
