"""What the document's words are called on a screen."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaekst.core.metrics.labels import COLUMNS
from vaekst.core.sentence import N_
from vaekst.present import brand_words
from vaekst.web.shell.words import reader

_KPIS = {
    "posting_cadence": N_("Posting cadence"),
    "retention_3s": N_("3-second retention"),
    "watch_time": N_("Average watch time"),
    "ctr": N_("Click rate to the landing page"),
    "landing_conversion": N_("Landing-page conversion"),
    "cost_per_lead": N_("Cost per lead"),
    "production_time": N_("Production time per asset"),
    "repurpose_rate": N_("Repurpose rate"),
}
_CADENCES = {
    "daily": N_("every day"),
    "weekly": N_("every week"),
    "every 2 weeks": N_("every two weeks"),
    "monthly": N_("every month"),
}
_WEEKDAYS = {
    "monday": N_("Monday"),
    "tuesday": N_("Tuesday"),
    "wednesday": N_("Wednesday"),
    "thursday": N_("Thursday"),
    "friday": N_("Friday"),
    "saturday": N_("Saturday"),
    "sunday": N_("Sunday"),
}
_FORMATS = {
    "short_video": N_("short video"),
    "long_video": N_("long video"),
    "video": N_("video"),
    "image": N_("image"),
    "carousel": N_("carousel"),
    "story": N_("story"),
    "text": N_("text"),
    "link": N_("link"),
    "live": N_("live"),
}
_COUNTERS = {  # beside those of `core.metrics.labels`
    "leads": N_("Leads"),
    "qualified": N_("Qualified leads"),
    "visits": N_("Landing-page visits"),
    "minutes": N_("Minutes"),
    "ai_minutes": N_("AI minutes"),
    "ai_tokens": N_("AI tokens"),
    "cost_minor": N_("Cost"),
    "amount_minor": N_("Amount"),
    "value_minor": N_("Value of deals"),
    "clicks_link": N_("Link clicks"),
    "conversions": N_("Conversions the platform claims"),
    "views_video": N_("Video views"),
    "impressions_paid": N_("Paid impressions"),
    "clicks_paid": N_("Paid clicks"),
    "likes_paid": N_("Paid likes"),
    "comments_paid": N_("Paid comments"),
    "reshares_paid": N_("Paid reshares"),
    "engagements_any": N_("Engagements of any kind"),
    "page_views": N_("Page views"),
    "words": N_("Words"),
}
_PHASES = (
    N_("Baseline and set-up"),
    N_("Concepts"),
    N_("Winners"),
    N_("Distribution at scale"),
    N_("Pipeline and governance"),
)
"""Names of the default phases; a phase the brand named itself is shown as it stands."""
_KINDS = {
    "table": N_("table of posts"),
    "chart": N_("days of posts"),
    "totals": N_("days in total"),
    "breakdown": N_("breakdown"),
    "breakdown chart": N_("breakdown by day"),
    "instagram posts": N_("posts"),
    "facebook posts": N_("posts"),
    "facebook videos": N_("videos"),
    "daily series": N_("days"),
    "audience": N_("audience"),
    "content formats": N_("formats"),
    "posts": N_("table of posts"),
    "channel_days": N_("table of days"),
    "production": N_("table of production"),
    "cost": N_("table of costs"),
    "lead": N_("table of leads"),
    "tags": N_("table of concepts"),
    "api": N_("figures pulled"),
    "policy_events": N_("table of policy events"),
    "comments": N_("table of comments"),
    "page days": N_("days of the page"),
    "page posts": N_("posts"),
    "new followers": N_("new followers"),
    "page visitors": N_("visitors of the page"),
    "page groups": N_("people by group"),
    "pinterest days": N_("days"),
    "pins": N_("pins"),
    "hubspot contacts": N_("contacts"),
    "hubspot deals": N_("deals"),
    "costs by campaign": N_("costs by campaign"),
    "costs by ad group": N_("costs by ad group"),
    "costs by ad": N_("costs by ad"),
    "costs of the account": N_("costs of the account"),
    "report": N_("report"),
    "exploration": N_("exploration"),
    "report snapshot": N_("report snapshot"),
    "search daily": N_("searches by day"),
    "search queries": N_("searches by query"),
    "search pages": N_("searches by page"),
    "search countries": N_("searches by country"),
    "search devices": N_("searches by device"),
    "search appearance": N_("searches by appearance"),
    "search filters": N_("filters of the searches"),
    "visitors": N_("visits by day"),
    "sources": N_("visits by source"),
    "pages": N_("visits by page"),
    "entry pages": N_("visits by first page"),
    "exit pages": N_("visits by last page"),
    "locations": N_("visits by place"),
    "devices": N_("visits by device"),
    "browsers": N_("visits by browser"),
    "operating systems": N_("visits by operating system"),
    "custom events": N_("events"),
    "events": N_("events"),
    "visits by day": N_("visits by day"),
    "visits by label": N_("visits by label"),
    "visitors by page": N_("visitors by page"),
    "visitors by referrer": N_("visitors by referrer"),
    "visitors by browser": N_("visitors by browser"),
    "visitors by system": N_("visitors by operating system"),
    "visitors by device": N_("visitors by device"),
    "visitors by country": N_("visitors by country"),
    "events by name": N_("events by name"),
    "touches": N_("visits one by one"),
    "conversions": N_("conversions one by one"),
}
_LANGUAGES = {
    "en": N_("English"),
    "da": N_("Danish"),
    "de": N_("German"),
    "fr": N_("French"),
    "pt": N_("Portuguese"),
}


def platform_name(id_: str) -> str:
    return brand_words.platform_name(id_, reader())


def kpi_name(id_: str) -> str:
    return _(_KPIS.get(id_, id_))


def cadence_name(id_: str) -> str:
    return _(_CADENCES.get(id_, id_))


def weekday_name(id_: str) -> str:
    return _(_WEEKDAYS.get(id_, id_))


def format_name(id_: str | None) -> str:
    """The format in words; empty when nobody said it."""
    return _(_FORMATS.get(id_, id_.replace("_", " "))) if id_ else ""


def counter_name(id_: str) -> str:
    """What is counted, by its fact column."""
    label = _COUNTERS.get(id_) or COLUMNS.get(id_)
    return _(label) if label else id_.replace("_", " ")


def kind_name(id_: str) -> str:
    """What sort of file it was."""
    return _(_KINDS[id_]) if id_ in _KINDS else id_.replace("_", " ")


def language_name(code: str | None) -> str:
    """The language in the reader's; empty where none was told."""
    return _(_LANGUAGES.get(code, code)) if code else ""


def phase_name(name: str) -> str:
    """The phase's name: translated while it is a default."""
    return _(name) if name in _PHASES else name
