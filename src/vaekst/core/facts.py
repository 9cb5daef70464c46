"""The fact tables: what happened, declared as data.

Every table is append-only. A row is known by its key; a later row with the same key restates it, and
*latest* means the newest `observed_at` that holds a value, metric by metric. A metric nobody reported is
NULL, never 0.

    post_snapshot   a post's counters, as the platform showed them at one moment
    post_day        what one post earned on one day
    channel_day     what a channel earned on one day
    breakdown       one figure per member of a dimension (country, age, …) over a period
    production      work on an asset: minutes and cost
    cost            money spent, with what an advertising platform says it bought
    lead            leads and landing-page visits
    web_traffic     visits to the website, by where they came from
    search          clicks and impressions in a search engine
    policy_event    strikes, removals and appeals
    comment         what kind of comment a post got; never its words
    touch           one visit to the brand's own pages, with the link it came by
    conversion      one thing a visitor did that the strategy counts: a lead, or a step towards one

Instants are UTC. A `local_date` is a day in the reporting zone of the source. Money is minor units.
Ratios are fractions from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from vaekst.core.fact_table import ARROW, PROVENANCE, Column, FactTable, Kind, NotWhole
from vaekst.core.fact_table import columns as _columns

__all__ = ["ARROW", "PROVENANCE", "Batch", "Column", "FactTable", "Kind", "NotWhole"]

# Canonical metrics. Definitions, units and comparability: `core.metrics`.
COUNTS = (
    "views_start",  # shown or played, counted at the first frame
    "views_engaged",  # the older, stricter view
    "views_3s",
    "views_60s",
    "views_video",  # counted by a minimum of the platform's own, such as two seconds
    "views_media",  # times an image, video or animation was looked at
    "impressions_feed",  # shown in a feed, not played
    "impressions_thumb",  # thumbnails shown
    "impressions_paid",  # bought, where a platform keeps them apart
    "reach_unique",  # people; never summed
    "viewers_new",  # people who had not watched before
    "viewers_returning",  # people who had
    "audience_engaged",  # people who did more than look
    "likes",
    "comments",
    "reshares_public",
    "shares_sent",
    "saves",
    "likes_paid",
    "comments_paid",
    "reshares_paid",
    "interactions",  # a platform's own sum of its reactions, comments, shares, saves; kept as a check
    "engagements_any",  # a platform's own sum with every click and expanded detail in it
    "clicks_out",  # left the platform
    "clicks_any",
    "clicks_paid",
    "clicks_call",  # on a telephone number
    "clicks_thumb",  # thumbnail impressions x their click rate, where a platform gives only the rate
    "profile_visits",
    "page_views",  # of the profile or page itself
    "page_visitors",  # people who looked at the profile or page itself
    "follows",
    "unfollows",
    "followers_net",  # won less lost, where a platform tells only the difference
    "followers_total",
    "followers_active",  # people there at that hour
    "leads_form",  # forms sent on the platform itself
)
_FIRST_NUMBERS = ("watch_time_s", "avg_view_s", "retention_3s", "avg_view_share")
_LATER_NUMBERS = ("retention_15s",)
NUMBERS = (*_FIRST_NUMBERS, *_LATER_NUMBERS)
METRICS = (  # new ones at the end: reports read these columns in this order
    *_columns(Kind.COUNT, *COUNTS),
    *_columns(Kind.NUMBER, *_FIRST_NUMBERS),
    Column("revenue_minor", Kind.COUNT),
    Column("revenue_currency", Kind.TEXT),
    *_columns(Kind.NUMBER, *_LATER_NUMBERS),
)

_CHANNEL = _columns(Kind.TEXT, "channel", "platform", required=True)

POST_SNAPSHOT = FactTable(
    "post_snapshot",
    key=("channel", "post_key"),
    day="published_date",
    columns=(
        *_CHANNEL,
        Column("post_key", Kind.TEXT, required=True),  # `platform:external id`, stable across imports
        *_columns(Kind.TEXT, "external_id", "permalink", "title", "text", "format", "platform_type"),
        Column("duration_s", Kind.NUMBER),
        Column("published_at", Kind.INSTANT),  # NULL where the platform tells only the day
        Column("published_date", Kind.DAY),
        Column("grain", Kind.TEXT, required=True),  # `lifetime`, or `period` when older posts are cut to a period
        *_columns(Kind.DAY, "period_from", "period_to"),
        *_columns(Kind.TEXT, "utm_campaign", "utm_content"),
        *METRICS,
        *PROVENANCE,
    ),
)
POST_DAY = FactTable(
    "post_day",
    key=("channel", "post_key", "local_date"),
    day="local_date",
    columns=(
        *_CHANNEL,
        Column("post_key", Kind.TEXT, required=True),
        Column("local_date", Kind.DAY, required=True),
        *METRICS,
        *PROVENANCE,
    ),
)
CHANNEL_DAY = FactTable(
    "channel_day",
    key=("channel", "local_date"),
    day="local_date",
    columns=(*_CHANNEL, Column("local_date", Kind.DAY, required=True), *METRICS, *PROVENANCE),
)
BREAKDOWN = FactTable(
    "breakdown",
    key=("channel", "dimension", "member", "period_from", "period_to"),
    day="period_to",
    columns=(
        *_CHANNEL,
        *_columns(Kind.TEXT, "dimension", "member", required=True),
        *_columns(Kind.DAY, "period_from", "period_to"),
        Column("share", Kind.NUMBER),
        *METRICS,
        *PROVENANCE,
    ),
)
PRODUCTION = FactTable(
    "production",
    key=("entry_id",),
    day="local_date",
    columns=(
        *_columns(Kind.TEXT, "entry_id", "asset_id", required=True),
        Column("local_date", Kind.DAY, required=True),
        *_columns(Kind.TEXT, "channel", "concept", "format", "post_key", "permalink", "stage", "reused_from"),
        *_columns(Kind.TEXT, "creator", "batch"),
        *_columns(Kind.NUMBER, "minutes", "ai_minutes"),
        *_columns(Kind.COUNT, "ai_tokens", "cost_minor"),
        Column("currency", Kind.TEXT),
        *PROVENANCE,
    ),
)
COST = FactTable(
    "cost",
    key=("entry_id",),
    day="local_date",
    columns=(
        Column("entry_id", Kind.TEXT, required=True),
        Column("local_date", Kind.DAY, required=True),
        *_columns(Kind.TEXT, "channel", "concept", "category", "note"),
        *_columns(Kind.TEXT, "format", "creator", "batch", "supplier"),
        Column("distribution", Kind.TEXT),  # `owned`, `paid`, `partner` or NULL
        Column("amount_minor", Kind.COUNT, required=True),
        Column("currency", Kind.TEXT, required=True),
        *_columns(Kind.TEXT, "platform", "account", "campaign", "campaign_id", "ad_group", "ad", "post_key"),
        *_columns(Kind.DAY, "period_from", "period_to"),  # of the row, or of the report it stands in
        Column("spend_basis", Kind.TEXT),  # `reported_daily`, `spread_from_period` or `manual`
        Column("vat", Kind.TEXT),  # `excl`, `incl` or NULL
        *_columns(Kind.COUNT, "impressions", "clicks_link", "clicks_any"),
        *_columns(Kind.NUMBER, "conversions", "results"),  # platforms give fractions of a conversion
        Column("result_indicator", Kind.TEXT),  # without it `results` means nothing
        *PROVENANCE,
    ),
)
LEAD = FactTable(
    "lead",
    key=("entry_id",),
    day="local_date",
    columns=(
        Column("entry_id", Kind.TEXT, required=True),
        Column("local_date", Kind.DAY, required=True),
        *_columns(Kind.TEXT, "channel", "concept", "contact_key"),
        *_columns(Kind.COUNT, "leads", "qualified", "visits"),
        *_columns(Kind.TEXT, "external_id", "stage"),
        Column("stage_date", Kind.DAY),
        Column("value_minor", Kind.COUNT),
        *_columns(Kind.TEXT, "value_currency", "original_source", "source_detail_1", "source_detail_2"),
        *_columns(Kind.TEXT, "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"),
        Column("is_test", Kind.FLAG),
        *PROVENANCE,
    ),
)
_TOUCH = ("channel_group", "source", "medium", "campaign", "content", "term", "referrer", "page", "member")
WEB_TRAFFIC = FactTable(
    "web_traffic",
    key=("property", "report", *_TOUCH, "period_from", "local_date"),
    day="local_date",
    columns=(
        # `report` names the dimensions the file is cut by; rows of two reports count the same visits.
        *_columns(Kind.TEXT, "property", "platform", "report", required=True),
        *_columns(Kind.TEXT, *_TOUCH),  # `member` is the value of any other dimension, such as a country
        Column("period_from", Kind.DAY),  # the same day as `local_date` in a daily row; NULL where nobody tells it
        Column("local_date", Kind.DAY, required=True),  # the last day of the period
        *_columns(Kind.COUNT, "sessions", "engaged_sessions", "users", "new_users", "pageviews", "bounces", "events"),
        *_columns(Kind.NUMBER, "key_events", "engagement_s"),
        Column("revenue_minor", Kind.COUNT),
        Column("revenue_currency", Kind.TEXT),
        *_columns(Kind.FLAG, "is_thresholded", "is_sampled"),
        *PROVENANCE,
    ),
)
SEARCH = FactTable(
    "search",
    key=("property", "dimension", "member", "period_from", "local_date"),
    day="local_date",
    columns=(
        *_columns(Kind.TEXT, "property", "platform", "dimension", "member", required=True),
        Column("period_from", Kind.DAY),  # as in `web_traffic`
        Column("local_date", Kind.DAY, required=True),
        *_columns(Kind.COUNT, "clicks", "impressions"),
        *_columns(Kind.NUMBER, "click_rate", "position"),  # both are averages and never summed
        *PROVENANCE,
    ),
)
POLICY_EVENT = FactTable(
    "policy_event",
    key=("entry_id",),
    day="local_date",
    columns=(
        Column("entry_id", Kind.TEXT, required=True),
        Column("local_date", Kind.DAY, required=True),
        *_columns(Kind.TEXT, "channel", "platform", "post_key", "permalink"),
        Column("event", Kind.TEXT, required=True),  # `strike`, `removal`, `restriction` or `warning`
        Column("reason", Kind.TEXT),
        Column("appeal_date", Kind.DAY),
        Column("outcome", Kind.TEXT),  # of the appeal: `pending`, `reinstated` or `upheld`
        Column("outcome_date", Kind.DAY),
        *PROVENANCE,
    ),
)
COMMENT = FactTable(
    "comment",
    key=("entry_id",),
    day="local_date",
    columns=(
        Column("entry_id", Kind.TEXT, required=True),
        Column("local_date", Kind.DAY, required=True),
        *_columns(Kind.TEXT, "channel", "platform", "post_key", "permalink", "author_key"),
        Column("kind", Kind.TEXT),  # `question`, `emoji` or `statement`
        *_columns(Kind.COUNT, "words", "likes"),
        Column("is_reply", Kind.FLAG),
        *PROVENANCE,
    ),
)
# Who did it: the keyed hash of what the website calls the visitor, and the first eight bytes of that hash as a number,
# by which millions of events are sorted into people. The order of arrival is `recorded_at`, then `source_row`.
_VISITOR = (Column("user_key", Kind.TEXT), Column("user_number", Kind.COUNT))
UTM = tuple(f"utm_{name}" for name in ("source", "medium", "campaign", "content", "term", "id", "creative_format"))
DIMENSIONS = ("channel", "format", "concept", "creator", "batch", "distribution")
"""What a link says of a touch, and attribution can be asked by. `distribution` is owned, paid, partner or direct."""

TOUCH = FactTable(
    "touch",
    key=("touch_id",),
    day="local_date",
    columns=(
        Column("touch_id", Kind.TEXT, required=True),
        *_VISITOR,
        Column("at", Kind.INSTANT, required=True),  # whole milliseconds
        Column("local_date", Kind.DAY, required=True),
        *_columns(Kind.TEXT, *UTM, *DIMENSIONS),
        *_columns(Kind.TEXT, "landing_page", "referrer_host"),  # without what follows `?` or `#`
        *_columns(Kind.FLAG, "is_bot", "consent"),
        *PROVENANCE,
    ),
)
CONVERSION = FactTable(
    "conversion",
    key=("conversion_id",),
    day="local_date",
    columns=(
        Column("conversion_id", Kind.TEXT, required=True),
        *_VISITOR,
        Column("at", Kind.INSTANT, required=True),  # whole milliseconds
        Column("local_date", Kind.DAY, required=True),
        Column("kind", Kind.TEXT, required=True),  # the event: `lead`, or the id of a smaller step
        Column("external_id", Kind.TEXT),  # what the CRM calls the lead
        Column("value_minor", Kind.COUNT),
        Column("value_currency", Kind.TEXT),
        *PROVENANCE,
    ),
)

TABLES: Mapping[str, FactTable] = {
    table.name: table
    for table in (
        *(POST_SNAPSHOT, POST_DAY, CHANNEL_DAY, BREAKDOWN, PRODUCTION, COST, LEAD),
        *(WEB_TRAFFIC, SEARCH, POLICY_EVENT, COMMENT, TOUCH, CONVERSION),
    )
}

Batch = Mapping[str, pa.Table]
"""Fact rows to append, by table name. Provenance columns may be missing until the import stamps them."""
