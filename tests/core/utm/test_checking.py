"""What breaks the standard, and how it should read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.utm.shop import PAGE, placement, standard
from tests.core.utm.test_standard import placements

from vaekst.core.utm import FIELDS, Placement, Tags, check_link, check_tags, is_tagged, tags_in

RIGHT = standard().link(placement(), PAGE)


def instead(field, value):
    """The right link with another value, as it would stand in an address."""
    shop = standard()
    told = {**shop.tags(placement()).told(), field: value}
    return f"{PAGE}?" + "&".join(f"utm_{name}={each}" for name, each in told.items() if each is not None)


def codes(url, **utm):
    return [fault.code for fault in check_link(url, standard(**utm)).faults]


@given(placements)
def test_a_link_of_known_channel_and_concept_keeps_the_standard(made):
    shop = standard()
    known = Placement("tiktok", batch=made.batch, concept="ride-along", format="story", creator=made.creator)
    assert check_link(shop.link(known, PAGE), shop).keeps


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("medium", "Social", "capitals"),
        ("campaign", "2026%20w48", "spaces"),
        ("campaign", "2026+w48", "spaces"),
        ("campaign", "2026%2520w48", "encoded_twice"),
        ("content", "ride-al%D0%BEng.short_video.instagram", "lookalike_letters"),
        ("campaign", "2026|w48", "signs"),
        ("campaign", "%C2%B72026-w48", "letters"),
        ("medium", "sm", "unknown_medium"),
        ("medium", "socal", "unknown_medium"),
        ("source", "ig", "wrong_source"),
        ("source", "youtube", "wrong_source"),
        ("content", "ride-alng.short_video.instagram", "unknown_concept"),
        ("content", "ride-along.short_vidoe.instagram", "unknown_format"),
        ("content", "ride-along.short-video.instagram", "unknown_format"),
        ("content", "ride-along.short_video.instagrm", "unknown_channel"),
        ("id", "aaaaaaaa", "wrong_id"),
    ],
)
def test_what_can_be_known_is_put_right(field, value, code):
    found = check_link(instead(field, value), standard())
    assert code in [fault.code for fault in found.faults]
    assert found.link == RIGHT
    assert all(fault.sentence.english() for fault in found.faults)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("medium", None, "missing"),
        ("campaign", "", "missing"),
        ("content", "(not%20set)", "missing"),
        ("campaign", "%D1%83%D0%B3%D0%B5-48", "foreign_letters"),
        ("campaign", "x" * 64, "value_too_long"),
        ("campaign", "x." * 101, "value_too_long"),
        ("content", "hello", "wrong_shape"),
        ("medium", "radio", "unknown_medium"),
        ("content", "tandem.short_video.instagram", "unknown_concept"),
        ("content", "ride-along.short_video.telegraph", "unknown_channel"),
    ],
)
def test_what_cannot_be_known_is_told_without_a_guess(field, value, code):
    found = check_link(instead(field, value), standard())
    assert code in [fault.code for fault in found.faults]
    assert found.link is None


def test_a_value_encoded_without_end_is_told_as_it_stands():
    assert "encoded_twice" in codes(instead("campaign", "p%25252525252525C3%25252525252525A5ske"))


def test_a_missing_source_is_known_from_the_rest():
    assert check_link(instead("source", None), standard()).link == RIGHT


def test_a_wrong_term_is_a_fault_of_the_term():
    shop = standard(fields={"content": "{concept}.{format}", "term": "{creator}.{channel}"})
    link = shop.link(placement(creator="anna"), PAGE).replace("anna.instagram", "anna")
    (fault,) = check_link(link, shop).faults
    assert (fault.field, fault.code) == ("term", "wrong_shape")


def test_a_template_without_a_field_says_nothing_of_it():
    shop = standard(fields={"content": "{concept}.{format}.{channel}.{creator}", "term": None})
    assert check_link(shop.link(placement(), PAGE), shop).keeps
    broken = shop.link(placement(), PAGE).replace("short_video.instagram", "short_video") + "&utm_term=shoes"
    assert [fault.code for fault in check_link(broken, shop).faults] == ["wrong_shape"]


def test_a_format_of_the_brands_own_is_let_be():
    assert check_link(standard().link(placement(format="zine"), PAGE), standard()).keeps
    assert check_link(standard().link(placement(format=None, concept=None), PAGE), standard()).keeps


def test_several_faults_of_a_link_are_all_told():
    url = f"{PAGE}?UTM_Source=Instagram&utm_medum=social&utm_campaign=a&utm_campaign=b&utm_content=hi#utm_source=x"
    assert codes(url) == [
        "field_case", "unknown_field", "field_twice", "behind_hash", "capitals", "missing", "wrong_shape",
    ]  # fmt: skip


def test_a_right_link_written_wrongly_is_corrected_as_a_whole():
    url = RIGHT.replace("utm_source=", "UTM_SOURCE=") + "#utm_source=instagram"
    found = check_link(url, standard())
    assert [fault.code for fault in found.faults] == ["field_case", "behind_hash"]
    assert found.placement == placement()


def test_a_parameter_of_the_shops_own_is_no_utm_field():
    assert codes(RIGHT + "&utmost=1&width=2") == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        (PAGE, "no_tags"),
        ("hello", "not_a_link"),
        (f"{PAGE}?utm_source=" + "x" * 8000, "link_too_long"),
        ("https://me:secret@example.com/", "link_with_password"),
    ],
)
def test_what_is_no_tagged_link_is_one_fault(url, code):
    assert codes(url) == [code]


def test_a_link_that_would_grow_too_long_is_not_offered():
    tags = "utm_source=instagram&utm_medium=Social&utm_campaign=a&utm_content=-.-.instagram"
    url = f"{PAGE}?a={'x' * 1870}&{tags}"
    found = check_link(url, standard())
    assert found.corrected is not None
    assert found.link is None


def test_fields_nobody_looked_at_are_not_missing():
    shop = standard()
    told = ("source", "medium")
    assert check_tags(Tags(source="instagram", medium="social"), shop, told=told).keeps
    found = check_tags(Tags(source="insta", medium="social"), shop, told=told)
    assert [fault.code for fault in found.faults] == ["unknown_source"]
    assert "instagram" in found.faults[0].sentence.english()
    found = check_tags(Tags(source="radio", medium="social"), shop, told=told)
    assert "Known:" in found.faults[0].sentence.english()
    assert check_tags(Tags(source="anna", medium="affiliate"), shop, told=told).keeps
    assert [f.code for f in check_tags(Tags(medium="social"), shop, told=told).faults] == ["missing"]


@pytest.mark.parametrize(
    ("tags", "is_ours"),
    [
        (Tags("instagram", "social", "spring"), True),
        (Tags("insta", "bio", "(not set)"), True),
        (Tags("instagram.com", "referral", "(referral)"), False),
        (Tags("(direct)", "(none)", "(direct)"), False),
        (Tags("google", "cpc", "brand"), False),
        (Tags("Google", "organic"), False),
        (Tags(None, None, None, "ride-along"), True),
        (Tags(), False),
    ],
)
def test_rows_that_came_from_no_link_are_not_checked(tags, is_ours):
    assert is_tagged(tags, standard()) is is_ours


@given(st.text(max_size=200), st.sampled_from(FIELDS))
def test_no_value_breaks_the_check(value, field):
    shop = standard()
    told = {**shop.tags(placement()).told(), field: value}
    found = check_tags(Tags(**told), shop)
    if found.corrected is not None:
        assert check_tags(found.corrected, shop).keeps


@given(st.text(max_size=300))
def test_no_text_breaks_the_check(text):
    check_link(text, standard())
    check_link(f"{PAGE}?utm_source={text}", standard())


def test_a_corrected_link_keeps_the_standard():
    shop = standard()
    found = check_link(instead("medium", "SM"), shop)
    assert found.link is not None
    assert shop.read(tags_in(found.link)) == placement()


def test_a_word_in_another_alphabet_names_all_its_letters_not_only_those_without_a_double():
    (fault,) = [
        each for each in check_link(instead("campaign", "инста"), standard()).faults if each.field == "campaign"
    ]
    assert fault.code == "foreign_letters"
    assert fault.sentence.values["letters"] == "инста"
