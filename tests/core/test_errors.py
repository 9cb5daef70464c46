"""Errors for people: what happened, with which value, and what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.errors import BadFile, BadInput, Conflict, NotAllowed, Trouble, UnknownName, VaekstError, nearest
from vaekst.core.strategy import BadStrategy


@pytest.mark.parametrize("kind", [BadFile, BadInput, BadStrategy, Conflict, NotAllowed, Trouble, UnknownName])
def test_all_errors_for_people_have_one_root(kind):
    assert issubclass(kind, VaekstError)


def test_an_error_reads_as_plain_english():
    error = Conflict("moved_on", "Version {number} was applied since.", number=4)
    assert str(error) == "Version 4 was applied since."
    assert error.code == "moved_on"


def test_an_unknown_name_comes_with_the_nearest():
    error = UnknownName("metric", "engagment_rate", ["engagement_rate", "reach"], cure="`vaekst metrics` lists all.")
    assert error.nearest == "engagement_rate"
    assert "Did you mean 'engagement_rate'?" in str(error)
    assert str(error).endswith("`vaekst metrics` lists all.")


def test_a_name_like_no_other_comes_with_those_there_are():
    error = UnknownName("brand", "zzz", ["fjord-cykler"])
    assert error.nearest is None
    assert "Known: fjord-cykler." in str(error)


def test_a_name_among_none_says_so():
    assert str(UnknownName("brand", "fjord", [])).startswith("There is no brand called 'fjord', nor any other yet.")


def test_a_name_left_empty_is_asked_for():
    assert str(UnknownName("channel", " ", ["tiktok", "instagram"])).strip() == (
        "No channel was named. Choose one of these: instagram, tiktok."
    )


def test_nearest_does_not_mind_capitals():
    assert nearest("INSTAGRAM", ["Instagram", "youtube"]) == "Instagram"


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=8))
def test_the_nearest_word_to_a_known_word_reads_the_same(known):
    found = nearest(known[0], known)
    assert found is not None
    assert found.casefold() == known[0].casefold()
