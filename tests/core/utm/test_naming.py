"""Names become slugs, and two names never the same one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.errors import BadInput, Conflict
from vaekst.core.utm import as_told, format_slug, kept_apart, slugged
from vaekst.core.utm.placement import is_slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Åse Bæk", "aase-baek"),
        ("  SØREN  ", "soeren"),
        ("Café Crème", "cafe-creme"),
        ("Uge 48/2026", "uge-48-2026"),
        ("a_b-c", "a_b-c"),
    ],
)
def test_a_name_becomes_a_slug(name, slug):
    assert slugged(name) == slug


@given(st.text(max_size=60))
def test_a_slug_can_stand_in_a_link_and_stays_what_it_is(name):
    try:
        made = slugged(name)
    except BadInput:
        return
    assert is_slug(made)
    assert slugged(made) == made


@pytest.mark.parametrize(
    ("name", "code"), [("", "no_slug"), ("Юра", "no_slug"), ("🚲", "no_slug"), ("a" * 41, "long_slug")]
)
def test_a_name_that_makes_no_slug_is_refused(name, code):
    with pytest.raises(BadInput) as refused:
        slugged(name)
    assert refused.value.code == code


def test_a_format_is_spelt_as_facts_spell_it():
    assert format_slug("Short video") == format_slug("short-video") == "short_video"


def test_two_names_of_one_slug_are_refused_and_both_are_told():
    with pytest.raises(Conflict) as refused:
        kept_apart("creator", "Aase", {"aase": "Åse"})
    assert "'Aase'" in str(refused.value) or "'Åse'" in str(refused.value)


@pytest.mark.parametrize("name", ["Åse", "åse", " ÅSE "])
def test_capitals_and_spaces_make_no_other_name(name):
    assert kept_apart("creator", name, {"aase": "Åse"}) == "aase"


def test_a_name_nobody_has_is_free():
    assert kept_apart("batch", "Uge 48", {"uge-47": "Uge 47"}) == "uge-48"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Instagram", "instagram"),
        (" Smørrebrød & Café ", "smoerrebroed-cafe"),
        ("Инстаграм  Ads", "инстаграм ads"),
        ("Телеграм Ads", "телеграм ads"),
        ("🚲", "🚲"),
    ],
)
def test_a_name_from_elsewhere_is_an_id_or_stays_as_it_is_written(name, told):
    assert as_told(name) == told
