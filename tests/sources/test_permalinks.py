"""A link or a number names a post; rows of the same post meet under one key."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.sources.reading.permalinks import (
    identity_in,
    instagram_instant,
    intact_id,
    platform_of,
    post_key_of,
    tiktok_instant,
)


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=12s", "youtube:dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ?si=abc", "youtube:dQw4w9WgXcQ"),
        ("https://m.youtube.com/shorts/dQw4w9WgXcQ", "youtube:dQw4w9WgXcQ"),
        ("youtube.com/shorts/dQw4w9WgXcQ/", "youtube:dQw4w9WgXcQ"),
        ("https://www.instagram.com/reel/DKabc12-_xy/", "instagram:DKabc12-_xy"),
        ("https://instagram.com/p/DKabc12-_xy?igsh=1", "instagram:DKabc12-_xy"),
        ("https://www.instagram.com/some.shop/p/DKabc12-_xy/", "instagram:DKabc12-_xy"),
        ("https://www.tiktok.com/@shop/video/7527623000473079054", "tiktok:7527623000473079054"),
        ("https://www.facebook.com/shop/posts/pfbid02Abc", "facebook:pfbid02Abc"),
        ("https://www.facebook.com/reel/1234567890123/", "facebook:1234567890123"),
        ("https://www.facebook.com/permalink.php?story_fbid=998877&id=5", "facebook:998877"),
        ("https://www.linkedin.com/feed/update/urn:li:activity:7300000000000000001", "linkedin:7300000000000000001"),
        ("https://x.com/shop/status/1900000000000000001", "x:1900000000000000001"),
    ],
)
def test_every_form_of_a_link_gives_the_same_key(link: str, key: str) -> None:
    assert post_key_of(platform="instagram", permalink=link) == key


def test_an_intact_and_a_rounded_number_meet_under_the_link() -> None:
    link = "https://www.instagram.com/p/DKabc12-_xy/"
    whole = post_key_of(platform="instagram", permalink=link, external_id="17912345678901234")
    rounded = post_key_of(platform="instagram", permalink=link, external_id="1.79123E+16")
    assert whole == rounded == "instagram:DKabc12-_xy"


def test_without_a_link_an_intact_number_is_the_key() -> None:
    assert post_key_of(platform="facebook", external_id="122158000000001") == "facebook:122158000000001"
    assert post_key_of(platform="facebook", external_id="1.22158E+17") is None
    assert post_key_of(platform="facebook") is None


def test_a_link_without_identity_is_known_by_itself_whatever_was_added_to_track_it() -> None:
    plain = post_key_of(platform="blog", permalink="https://www.example.com/a/?p=3")
    tracked = post_key_of(platform="blog", permalink="http://example.com/a?utm_source=x&p=3")
    assert plain == tracked
    assert plain != post_key_of(platform="blog", permalink="https://example.com/a?p=4")


@pytest.mark.parametrize("number", ["1.22158E+17", "6,49e+17", "12215800000000000000000", "17912345678901234.0", ""])
def test_a_rounded_number_is_no_identity(number: str) -> None:
    assert intact_id(number) is None


def test_a_number_written_as_text_is_intact() -> None:
    assert intact_id("'17912345678901234") == "17912345678901234"
    assert intact_id("12345.0") == "12345"


def test_the_shortcode_tells_when_instagram_made_the_post() -> None:
    """Known answer: id 2^23 milliseconds steps after the network's epoch."""
    milliseconds = int(datetime(2026, 5, 26, 17, 23, tzinfo=UTC).timestamp() * 1000) - 1_314_220_021_721
    number, code = milliseconds << 23, ""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    while number:
        number, digit = divmod(number, 64)
        code = alphabet[digit] + code
    assert instagram_instant(f"https://www.instagram.com/reel/{code}/") == datetime(2026, 5, 26, 17, 23, tzinfo=UTC)
    assert instagram_instant("https://www.instagram.com/some.shop/") is None


@given(st.text("ABCxyz019-_", min_size=9, max_size=14))
def test_no_shortcode_however_damaged_tells_an_impossible_instant(code: str) -> None:
    instant = instagram_instant(f"https://www.instagram.com/p/{code}/")
    assert instant is None or 2011 <= instant.year < 2050


def test_the_video_number_tells_when_tiktok_made_it() -> None:
    seconds = int(datetime(2025, 9, 4, 1, 8, tzinfo=UTC).timestamp())
    link = f"https://www.tiktok.com/@shop/video/{(seconds << 32) + 17}"
    assert tiktok_instant(link) == datetime(2025, 9, 4, 1, 8, tzinfo=UTC)
    assert tiktok_instant("https://www.tiktok.com/@shop/video/1234567890") is None


@pytest.mark.parametrize(
    "text", ["", "not a link", "https://[", "https://example.com/watch?v=dQw4w9WgXcQ", "file:///x"]
)
def test_other_text_leads_nowhere(text: str) -> None:
    assert platform_of(text) is None
    assert identity_in(text) is None
    assert instagram_instant(text) is None
