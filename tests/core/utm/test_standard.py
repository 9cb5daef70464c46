"""A placement becomes a link and the link a placement again, whatever happens on the way."""

from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.utm.shop import PAGE, PLATFORMS, placement, standard

from vaekst.core.errors import BadInput
from vaekst.core.strategy.utm import Fields
from vaekst.core.utm import DISTRIBUTIONS, LONGEST_LINK, Placement, Tags, tagged, tags_in

slugs = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,39}", fullmatch=True)
placements = st.builds(
    Placement,
    channel=st.one_of(st.sampled_from(PLATFORMS), slugs),
    batch=slugs,
    concept=st.none() | slugs,
    format=st.none() | slugs,
    creator=st.none() | slugs,
    distribution=st.sampled_from(DISTRIBUTIONS),
)
pages = st.builds(
    "https://example.com{}{}{}".format,
    st.sampled_from(("", "/", "/offer", "/p%C3%A5ske/")),
    st.sampled_from(("", "?", "?a=1", "?a=1&b=%20x", "?q")),
    st.sampled_from(("", "#top")),
)
templates = st.sampled_from(
    (
        Fields(),
        Fields(term=None, content="{concept}.{format}.{channel}.{creator}"),
        Fields(campaign="spring.{batch}", content="{channel}.{concept}", term="{creator}.{format}"),
        Fields(id=None, source_platform="{channel}", creative_format=None, marketing_tactic="vaekst.{distribution}"),
    )
)


def as_lower(link):
    return link.lower()


def with_click_ids(link):
    """Parameters platforms add of their own accord; a fragment stays the last thing."""
    address, mark, fragment = link.partition("#")
    return f"{address}&fbclid=IwAR0aB_c-9&igshid=NTc4MTIwNjQ2YQ%3D%3D&ttclid=E.C.P.x{mark}{fragment}"


def with_slash(link):
    return link if "#" in link else f"{link}/"


def with_text_fragment(link):
    return f"{link.partition('#')[0]}#:~:text=offer"


def with_encoded_dots(link):
    head, mark, query = link.partition("?")
    return head + mark + query.replace(".", "%2E").replace("_", "%5F", 3)


def wrapped_once_more(link):
    """A redirector that encodes values that were encoded."""
    head, mark, query = link.partition("?")
    pairs = [pair.partition("=") for pair in query.partition("#")[0].split("&")]
    return head + mark + "&".join(f"{name}={quote(quote(value))}" for name, _, value in pairs)


mangled = st.lists(
    st.sampled_from((as_lower, with_click_ids, with_slash, with_text_fragment, with_encoded_dots)), max_size=4
)


@given(placements, pages, templates, mangled)
@example(Placement("instagram", batch="a", distribution="partner"), "https://example.com", Fields(), [])
def test_a_link_reads_back_as_the_placement_it_was_made_for(given, page, fields, ways):
    shop = standard(fields=fields)
    link = shop.link(given, page)
    for way in ways:
        link = way(link)
    assert shop.read(tags_in(link)) == given


@given(placements)
def test_a_value_encoded_once_more_is_still_read(given):
    shop = standard()
    assert shop.read(tags_in(wrapped_once_more(shop.link(given, PAGE)))) == given


@given(placements, placements)
def test_two_placements_never_share_a_link(one, two):
    shop = standard()
    assert (shop.tags(one) == shop.tags(two)) == (one == two)


@given(placements, pages)
def test_what_the_page_had_stays_in_the_link(given, page):
    link = standard().link(given, page)
    address, mark, fragment = page.partition("#")
    query = address.partition("?")[2]
    assert query in link
    assert link.endswith(mark + fragment)


def test_a_link_says_the_standard_fields_in_order():
    assert standard().link(placement(creator="anna"), PAGE) == (
        "https://example.com/offer?utm_source=instagram&utm_medium=social&utm_campaign=2026-w48"
        "&utm_content=ride-along.short_video.instagram&utm_term=anna"
        f"&utm_id={placement(creator='anna').id}&utm_source_platform=instagram&utm_creative_format=short_video"
        "&utm_marketing_tactic=owned"
    )


def test_a_partners_link_names_the_partner_as_its_source():
    shop = standard()
    assert shop.tags(placement(creator="anna", distribution="partner")).source == "anna"
    assert shop.tags(placement(distribution="partner")).source == "partner"


def test_x_has_the_name_google_knows_it_by_and_a_newsletter_its_own():
    shop = standard(sources={"threads": "threads-net"})
    sources = {channel: shop.tags(placement(channel)).source for channel in ("x", "club", "threads", "gone")}
    assert sources == {"x": "twitter", "club": "club", "threads": "threads-net", "gone": "gone"}


def test_tags_of_another_standard_are_not_read():
    shop = standard()
    right = shop.tags(placement())
    assert shop.read(right) == placement()
    for wrong in ({"medium": "cpc"}, {"medium": None}, {"source": "youtube"}, {"source": None}, {"content": "hello"}):
        changed = {**right.told(), **wrong}
        assert shop.read(Tags(**changed)) is None


def test_the_id_of_a_placement_is_its_own_and_stays():
    assert placement().id == "ax6dpvfa"
    assert placement().id != placement(creator="anna").id


@pytest.mark.parametrize(
    "wrong", [{"channel": "Instagram"}, {"batch": ""}, {"concept": "a.b"}, {"distribution": "free"}]
)
def test_a_placement_is_made_of_slugs(wrong):
    with pytest.raises(ValueError, match="is no"):
        Placement(**{"channel": "instagram", "batch": "w", **wrong})


def test_tags_a_page_has_are_replaced():
    link = tagged("https://example.com/?UTM_Source=old&utm_foo=1&a=1", Tags(source="new", medium="m"))
    assert link == "https://example.com/?a=1&utm_source=new&utm_medium=m"


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("example.com", "not_a_link"),
        ("javascript:alert(1)", "not_a_link"),
        ("https://", "not_a_link"),
        ("https://exa mple.com", "not_a_link"),
        ("https://[::1", "not_a_link"),
        ("https://example.com:http/", "not_a_link"),
        ("/".join(("x",) * 100), "not_a_link"),
        ("https://bank.com@example.com/", "link_with_password"),
        ("https://example.com/" + "x" * 8000, "link_too_long"),
        ("https://example.com/" + "x" * (LONGEST_LINK - 30), "link_too_long"),
    ],
)
def test_a_page_that_cannot_be_linked_is_refused(page, code):
    with pytest.raises(BadInput) as refused:
        standard().link(placement(), page)
    assert refused.value.code == code
    assert len(str(refused.value)) < 300
