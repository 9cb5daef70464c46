"""Which concept a post belongs to."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.strategy import (
    Brand,
    Concept,
    MatchRule,
    PostText,
    Strategy,
    concept_of,
    hashtags_in,
    matching_concepts,
    read_strategy,
)
from vaekst.core.strategy.matching import fold


def looking_for(*rules, channels=()):
    concepts = {"ride-along": Concept(name="Ride-along", match=tuple(MatchRule(**rule) for rule in rules))}
    return Strategy(vaekst=1, brand=Brand(name="F"), concepts=concepts)


def post(**given):
    return PostText(**{"channel": "instagram", **given})


def fits(rule, **given):
    return concept_of(post(**given), looking_for(rule)) == "ride-along"


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Med på turen! #MedPåTuren #fjord", {"medpåturen", "fjord"}),
        ("#ÆBLE,#Øl.#ål", {"æble", "øl", "ål"}),
        ("#a#b", {"a", "b"}),
        ("\N{FULLWIDTH NUMBER SIGN}cykel", {"cykel"}),
        ("#100km og #1", {"100km"}),
        ("#हिन्दी", {"हिन्दी"}),
        ("https://example.com/#top &#39; C#5 x#y", set()),
        ("# alene #", set()),
        ("", set()),
    ],
)
def test_hashtags_are_found_in_any_script(text, tags):
    assert hashtags_in(text) == {fold(tag) for tag in tags}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_accent_may_be_written_in_two_ways(form):
    assert fits({"hashtag": "påturen"}, text=unicodedata.normalize(form, "Så er vi #PÅTUREN"))


@pytest.mark.parametrize(
    ("rule", "given"),
    [
        ({"hashtag": "#RideAlong"}, {"text": "out again #ridealong"}),
        ({"hashtag": "ridealong"}, {"title": "#RideAlong today"}),
        ({"hashtag": "ridealong"}, {"hashtags": ("#RideAlong",)}),
        ({"title": "ride along*"}, {"title": "Ride  along: to the sea"}),
        ({"title": "*sea"}, {"title": None, "text": "\nOut to the sea\nand back"}),
        ({"title": "ride ?"}, {"title": "Ride 7"}),
        ({"utm": "content=ride-*"}, {"utm_content": "Ride-7"}),
        ({"utm": "utm_campaign = spring"}, {"utm_campaign": "spring"}),
        ({"format": "short_video"}, {"format": "Short video"}),
        ({"format": "carousel", "hashtag": "x"}, {"format": "carousel", "text": "#x"}),
    ],
)
def test_a_post_fits_a_rule(rule, given):
    assert fits(rule, **given)


@pytest.mark.parametrize(
    ("rule", "given"),
    [
        ({"hashtag": "ridealong"}, {"text": "#ridealongs ridealong"}),
        ({"title": "ride"}, {"title": "ride along"}),
        ({"title": "ride*"}, {}),
        ({"utm": "content=*"}, {"utm_campaign": "ride"}),
        ({"utm": "content=ride-*"}, {"utm_content": "walk-1"}),
        ({"format": "carousel"}, {"format": None}),
        ({"format": "carousel", "hashtag": "x"}, {"format": "carousel"}),
        ({"format": "carousel", "hashtag": "x"}, {"text": "#x"}),
    ],
)
def test_a_post_does_not_fit_a_rule(rule, given):
    assert not fits(rule, **given)


def test_one_rule_of_several_is_enough():
    strategy = looking_for({"hashtag": "a"}, {"hashtag": "b"})
    assert concept_of(post(text="#b"), strategy) == "ride-along"
    assert concept_of(post(text="#c"), strategy) is None


AMBIGUOUS = """
vaekst: 1
brand: {name: F}
channels: {instagram: {platform: instagram}, youtube: {platform: youtube}}
concepts:
  wide: {name: Wide, match: [{hashtag: fjord}]}
  narrow: {name: Narrow, channels: [youtube], match: [{hashtag: fjord, format: carousel}]}
  unruled: {name: By hand}
"""


def test_the_first_concept_in_the_document_wins_and_the_others_are_told():
    strategy = read_strategy(AMBIGUOUS)
    one = PostText("youtube", text="#fjord", format="carousel")
    assert matching_concepts(one, strategy) == ("wide", "narrow")
    assert concept_of(one, strategy) == "wide"


def test_a_concept_takes_no_post_from_a_channel_it_does_not_run_on():
    strategy = read_strategy(AMBIGUOUS)
    assert matching_concepts(PostText("instagram", text="#fjord", format="carousel"), strategy) == ("wide",)


words = st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=12)


@given(words, st.sampled_from([str.upper, str.lower, str.title]))
def test_capitals_never_matter(word, case):
    tag = f"å{word}"
    assert hashtags_in(f"ude #{case(tag)} igen") == hashtags_in(f"#{tag}") or case(tag).casefold() != tag.casefold()


@given(st.text(max_size=60))
def test_any_text_may_be_looked_through(text):
    assert all(tag and not tag.isdigit() and " " not in tag for tag in hashtags_in(text))
    assert fold(fold(text)) == fold(text)
