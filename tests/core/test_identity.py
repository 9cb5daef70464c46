"""A post keeps the key it was first known by, whatever later files call it."""

import pytest

from vaekst.core.facts import POST_DAY, POST_SNAPSHOT, PRODUCTION
from vaekst.core.identity import Identities, PostNames, settle

LINK = "https://www.instagram.com/p/Cabc123/"


def snapshot(key, external_id=None, permalink=None):
    return {
        "post_key": key,
        "channel": "instagram",
        "platform": "instagram",
        "grain": "lifetime",
        "external_id": external_id,
        "permalink": permalink,
    }


def keys(batch, table="post_snapshot"):
    return batch[table]["post_key"].to_pylist()


def test_a_row_with_the_same_number_is_the_same_post():
    known = Identities.of([PostNames("instagram:Cabc123", "instagram", "17900000000000001", LINK)])
    batch = {"post_snapshot": POST_SNAPSHOT.batch([snapshot("instagram:17900000000000001", "17900000000000001")])}
    assert keys(settle(batch, known)) == ["instagram:Cabc123"]


@pytest.mark.parametrize(
    "written",
    [
        LINK,
        LINK.rstrip("/"),
        LINK + "?utm_source=ig",
        LINK.replace("https://www.instagram", "http://Instagram") + "#top",
    ],
)
def test_a_row_with_the_same_link_is_the_same_post_however_the_link_is_written(written):
    known = Identities.of([PostNames("instagram:1", "instagram", None, LINK)])
    assert keys(settle({"post_snapshot": POST_SNAPSHOT.batch([snapshot("x", None, written)])}, known)) == [
        "instagram:1"
    ]


def test_two_videos_whose_links_differ_only_behind_the_question_mark_are_two_posts():
    watch = "https://www.youtube.com/watch?v="
    known = Identities.of([PostNames("youtube:a", "youtube", "a", watch + "a")])
    assert known.key_of(PostNames("youtube:b", "youtube", "b", watch + "b")) == "youtube:b"
    assert known.find(watch + "a&t=12s") == "youtube:a"


def test_links_that_differ_in_capitals_are_two_posts():
    known = Identities.of([PostNames("instagram:Cabc123", "instagram", None, LINK)])
    other = PostNames("instagram:cABC123", "instagram", None, LINK.replace("Cabc", "cABC"))
    assert known.key_of(other) == "instagram:cABC123"


@pytest.mark.parametrize("rounded", ["1.22158E+17", "6,49e17", "1E+17"])
def test_a_number_a_spreadsheet_rounded_joins_nothing(rounded):
    known = Identities.of([PostNames("facebook:a", "facebook", rounded)])
    assert known.key_of(PostNames("facebook:b", "facebook", rounded)) == "facebook:b"


def test_numbers_of_two_platforms_are_not_the_same_name():
    known = Identities.of([PostNames("a", "instagram", "17")])
    assert known.key_of(PostNames("b", "facebook", "17")) == "b"


def test_two_new_rows_of_one_file_meet():
    rows = [snapshot("instagram:1", "1", LINK), snapshot("instagram:other", None, LINK)]
    assert keys(settle({"post_snapshot": POST_SNAPSHOT.batch(rows)}, Identities())) == ["instagram:1", "instagram:1"]


def test_days_and_production_follow_their_post():
    known = Identities.of([PostNames("youtube:k", "youtube", "k", "https://youtu.be/k")])
    snapshots = [snapshot("youtube:new", "k") | {"platform": "youtube"}]
    batch = {
        "post_snapshot": POST_SNAPSHOT.batch(snapshots),
        "post_day": POST_DAY.batch([{"post_key": "youtube:new"}, {"post_key": "youtube:else"}]),
        "production": PRODUCTION.batch(
            [{"entry_id": "1", "post_key": "made-up", "permalink": "https://youtu.be/k"}, {"entry_id": "2"}]
        ),
    }
    settled = settle(batch, known)
    assert keys(settled, "post_day") == ["youtube:k", "youtube:else"]
    assert keys(settled, "production") == ["youtube:k", None]


def test_a_post_already_known_stays_itself():
    known = Identities.of([PostNames("a", "instagram", "17"), PostNames("b", "instagram", "18")])
    assert known.key_of(PostNames("b", "instagram", "17")) == "b"


def test_other_tables_pass_untouched():
    assert settle({}, Identities()) == {}


@pytest.mark.parametrize("written", ["instagram:Cabc123", "17900000000000001", LINK])
def test_a_person_may_name_a_post_by_key_number_or_link(written):
    known = Identities.of([PostNames("instagram:Cabc123", "instagram", "17900000000000001", LINK)])
    assert known.find(written) == "instagram:Cabc123"


def test_a_number_that_two_platforms_use_names_no_post():
    known = Identities.of([PostNames("a", "instagram", "17"), PostNames("b", "facebook", "17")])
    assert known.find("17") is None
    assert known.find("https://example.com/else") is None
