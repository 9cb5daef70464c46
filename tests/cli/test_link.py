"""`vaekst link`: made, listed, checked, withdrawn, drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.actions.links_shop import shop
from tests.cli.terminal import answer, vaekst

BUILD = ("link", "build", "--channel", "instagram", "--batch", "Uge 48", "--concept", "ride-along")


@pytest.fixture(autouse=True)
def brand(keyboard, settings, tmp_path):
    settings.VAEKST_HOME = tmp_path / "home"
    return shop(keyboard)[1]


def test_a_link_is_built_and_listed():
    (made,) = answer(*BUILD, "--format", "Short video", "--creator", "Åse", "--class", "partner")
    assert made["url"].startswith("https://example.com/offer?utm_source=aase&utm_medium=affiliate&utm_campaign=uge-48")
    assert answer("link", "list") == [made]
    assert made["code"] in vaekst("link", "list").stdout


def test_what_is_odd_about_a_link_is_remarked():
    told = vaekst("link", "build", "--channel", "instagram", "--batch", "bike-shop")
    assert "A link was made for" in told.stdout
    assert "as Organic Shopping" in told.stderr


def test_a_batch_is_made_from_choices_and_again_without_doubles():
    words = ("link", "bulk", "--batch", "w48", "--channel", "instagram", "--channel", "tiktok", "--concept", "workshop")
    words += ("--concept", "ride-along", "--format", "story")
    assert [(each["channel"], each["concept"]) for each in answer(*words)] == [
        ("instagram", "ride-along"),
        ("tiktok", "workshop"),
        ("tiktok", "ride-along"),
    ]
    again = vaekst(*words)
    assert "0 links made" in again.stdout
    assert "3 of them stood in the register already" in again.stderr


def test_a_batch_is_made_from_a_table(tmp_path: Path):
    table = tmp_path / "week.csv"
    table.write_text("channel,batch,concept\ninstagram,w48,ride-along\ntiktok,w48,tandem\n", "utf-8")
    refused = vaekst("link", "bulk", str(table))
    assert refused.exit_code == 1
    assert "Link 2: There is no concept called 'tandem'" in refused.stderr
    assert answer("link", "list") == []
    table.write_text("channel,batch,concept\ninstagram,w48,ride-along\ntiktok,w48,workshop\n", "utf-8")
    assert len(answer("link", "bulk", str(table))) == 2


def test_a_batch_needs_a_table_or_channels():
    assert vaekst("link", "bulk").exit_code == 2


def test_links_are_checked_and_the_exit_code_tells():
    (made,) = answer(*BUILD)
    assert vaekst("link", "check", made["url"]).exit_code == 0
    broken = vaekst("link", "check", made["url"].replace("=social", "=Social"))
    assert broken.exit_code == 1
    assert "1 of 1 links break the standard." in broken.stdout
    assert made["url"] in broken.stdout.replace("\n", "")


def test_a_file_is_checked_and_machines_get_codes(tmp_path: Path):
    path = tmp_path / "links.txt"
    path.write_text("https://example.com/?utm_source=instagram\nhttps://example.com/\n", "utf-8")
    result = vaekst("link", "check", "--file", str(path), "--json")
    assert result.exit_code == 1
    assert '"no_tags"' in result.stdout
    assert '"missing"' in result.stdout


def test_without_links_those_of_the_visits_are_checked():
    assert "no tagged link to check" in vaekst("link", "check").stdout


def test_a_link_is_withdrawn():
    (made,) = answer(*BUILD)
    assert "is withdrawn" in vaekst("link", "withdraw", made["code"]).stdout
    assert answer("link", "list") == []
    assert answer("link", "list", "--withdrawn")[0]["withdrawn_at"]
    assert vaekst("link", "withdraw", made["code"]).exit_code == 1


def test_a_code_is_drawn(tmp_path: Path):
    (made,) = answer(*BUILD)
    assert vaekst("link", "qr", made["code"], "--to", str(tmp_path / "code.png")).exit_code == 0
    assert (tmp_path / "code.png").read_bytes().startswith(b"\x89PNG")
    assert "svg" in vaekst("link", "qr", made["code"], "--to", str(tmp_path / "code.pdf")).stderr
    assert "Did you mean" in vaekst("link", "qr", made["code"][:-1], "--to", str(tmp_path / "code.svg")).stderr


def test_an_empty_register_says_how_to_begin():
    assert "vaekst link build" in vaekst("link", "list").stderr


def test_a_link_is_shortened_on_a_terminal_and_whole_in_a_file(monkeypatch: pytest.MonkeyPatch):
    long = f"https://shop.example/?utm_source=instagram&utm_campaign={'x' * 8000}"
    assert long in vaekst("link", "check", long).stdout
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich then takes its output for a terminal
    shown = vaekst("link", "check", long).stdout
    assert "xxx…xxx" in shown.replace("\n", "")
    assert len(shown) < 1500
