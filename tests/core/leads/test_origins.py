"""The origin a customer system notes, as the touch it stands for."""

from __future__ import annotations

import pytest
from tests.core.costs.made import known, lead

from vaekst.core.costs.dimension import Dimension
from vaekst.core.leads.lead import leads_of, nothing_read
from vaekst.core.leads.origins import Origin, origin_of


def origin(read=nothing_read, **cells) -> Origin | None:
    (found,) = leads_of(known(leads=[lead(**cells)]), read=read)
    return origin_of(found, read=read)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            {"utm_source": "Instagram", "utm_campaign": "w45"},
            {"channel": "instagram", "utm_source": "Instagram", "utm_campaign": "w45"},
        ),
        ({"utm_source": "Инстаграм  Ads"}, {"channel": "инстаграм ads", "utm_source": "Инстаграм  Ads"}),
        ({"channel": "tiktok", "utm_source": "tt"}, {"channel": "tiktok", "utm_source": "tt"}),
        ({"concept": "ride-along"}, {"concept": "ride-along"}),
        ({"utm_medium": "cpc"}, {"utm_medium": "cpc", "distribution": "paid"}),
        ({"original_source": "Email marketing"}, {"channel": "email-marketing", "distribution": "owned"}),
        ({"original_source": "ORGANIC_SEARCH"}, {"distribution": "owned"}),
        ({"original_source": "Referrals"}, {}),
        ({"original_source": "DIRECT_TRAFFIC"}, {"channel": "direct", "distribution": "direct"}),
    ],
)
def test_tags_and_names_are_an_origin(cells, told):
    found = origin(**cells)
    assert found is not None
    assert found.told == told
    assert found.is_direct == (told.get("channel") == "direct")


@pytest.mark.parametrize("cells", [{}, {"original_source": "Offline sources"}, {"stage": "customer"}])
def test_a_source_in_words_alone_is_no_touch(cells):
    assert origin(**cells) is None


def test_a_platform_in_words_is_the_brands_channel_there():
    def read(tags):
        return {Dimension.CHANNEL: "ig"} if tags.get("utm_source") == "instagram" else {}

    found = origin(read, original_source="Instagram")
    assert found is not None
    assert found.told == {"channel": "ig"}
    assert origin(read, original_source="A friend") is None


def test_the_standard_reads_the_names():
    found = origin(lambda _: {Dimension.CHANNEL: "instagram", Dimension.BATCH: "w45"}, utm_source="ig")
    assert found is not None
    assert found.told == {"channel": "instagram", "batch": "w45", "utm_source": "ig"}
