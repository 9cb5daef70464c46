"""Where Google Analytics counts a visit."""

import pytest
from tests.core.utm.shop import PLATFORMS, placement, standard

from vaekst.core.utm import DISTRIBUTIONS, channel_group, group_remark
from vaekst.core.utm.ga4 import RULES


@pytest.mark.parametrize(
    ("source", "medium", "campaign", "group"),
    [
        ("(direct)", "(none)", "(not set)", "Direct"),
        ("(direct)", "(not set)", None, "Direct"),
        ("google", "cpc", "cross-network", "Cross-network"),
        ("ebay", "cpc", "spring", "Paid Shopping"),
        ("facebook", "cpc", "shopping-week", "Paid Shopping"),
        ("google", "cpc", "brand", "Paid Search"),
        ("Facebook", "Paid_Social", "spring", "Paid Social"),
        ("instagram", "cpc", "spring", "Paid Social"),
        ("instagram", "retargeting", "spring", "Paid Social"),
        ("youtube", "paid_social", "spring", "Paid Video"),
        ("anything", "banner", "spring", "Display"),
        ("threads", "paid_social", "spring", "Paid Other"),
        ("ebay", "web", "spring", "Organic Shopping"),
        ("instagram", "social", "bike-shop", "Organic Shopping"),
        ("instagram", "social", "eshop", "Organic Shopping"),
        ("instagram", "social", "workshop", "Organic Social"),
        ("instagram", "affiliate", "spring", "Organic Social"),
        ("threads", "social", "spring", "Organic Social"),
        ("youtube", "web", "spring", "Organic Video"),
        ("blog", "live-video", "spring", "Organic Video"),
        ("bing", "web", "spring", "Organic Search"),
        ("blog", "organic", "spring", "Organic Search"),
        ("blog", "referral", "spring", "Referral"),
        ("club", "email", "spring", "Email"),
        ("e-mail", "club", "spring", "Email"),
        ("anna", "affiliate", "spring", "Affiliates"),
        ("pod", "audio", "spring", "Audio"),
        ("sms", "club", "spring", "SMS"),
        ("app", "web-push", "spring", "Mobile Push Notifications"),
        ("firebase", "club", "spring", "Mobile Push Notifications"),
        ("anna", "partner", "spring", "Unassigned"),
        (None, None, None, "Unassigned"),
    ],
)
def test_a_visit_is_counted_in_the_first_group_whose_rule_holds(source, medium, campaign, group):
    assert channel_group(source, medium, campaign) == group


def test_every_rule_has_a_way_to_hold():
    assert all(rule.ways for rule in RULES)


@pytest.mark.parametrize("distribution", DISTRIBUTIONS)
@pytest.mark.parametrize("channel", [*PLATFORMS, "insta-workshop", "club"])
def test_every_default_link_lands_where_it_is_meant_to(channel, distribution):
    shop = standard()
    link = placement(channel, creator="anna", distribution=distribution)
    assert shop.group(link) == shop.intended_group(link)
    assert group_remark(link, shop) is None


@pytest.mark.parametrize(
    ("distribution", "channel", "group"),
    [
        ("owned", "youtube", "Organic Social"),
        ("owned", "threads", "Organic Social"),
        ("paid", "instagram", "Paid Social"),
        ("paid", "x", "Paid Social"),
        ("paid", "youtube", "Paid Video"),
        ("paid", "threads", "Paid Other"),
        ("partner", "instagram", "Affiliates"),
    ],
)
def test_owned_paid_and_partner_have_groups_of_their_own(distribution, channel, group):
    assert standard().group(placement(channel, distribution=distribution)) == group


def test_a_campaign_that_google_takes_for_shopping_is_remarked_on():
    remark = group_remark(placement(batch="bike-shop"), standard())
    assert remark is not None
    assert "as Organic Shopping, not as Organic Social" in remark.english()
