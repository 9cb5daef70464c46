"""What attribution learns from a visit's tags."""

from tests.core.utm.shop import placement, standard

from vaekst.core.utm import UNTOLD, Dimensions, Tags, dimensions


def test_a_link_of_the_standard_says_all_its_dimensions():
    shop = standard()
    link = placement(creator="anna", distribution="paid")
    assert dimensions(shop.tags(link), shop) == Dimensions(
        "instagram", "short_video", "ride-along", "anna", "2026-w48", "paid", keeps=True
    )


def test_other_tags_say_what_is_beyond_doubt():
    shop = standard(sources={"insta-workshop": "workshop"})
    assert dimensions(Tags(source="YT", medium="Ads"), shop) == Dimensions("youtube", distribution="paid")
    assert dimensions(Tags(source="workshop", medium="social"), shop) == Dimensions(
        "insta-workshop", distribution="owned"
    )
    assert dimensions(Tags(source="tiktok", medium="radio"), shop) == Dimensions("tiktok")


def test_a_source_two_channels_share_names_neither():
    shop = standard()
    assert dimensions(Tags(source="instagram", medium="social"), shop) == UNTOLD
    assert dimensions(Tags(source="ig", medium="social"), shop) == UNTOLD


def test_a_search_engine_is_no_channel_of_ours():
    assert dimensions(Tags(source="google", medium="cpc", campaign="brand"), standard()) == UNTOLD
    assert dimensions(Tags(), standard()) == UNTOLD
