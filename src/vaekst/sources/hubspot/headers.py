"""The words of HubSpot's exports of contacts and deals. The labels are those of its properties; no real file was seen."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.core.leads.stages import OVER

VERIFIED: frozenset[str] = frozenset()
"""Languages whose words were seen in real files."""

HEADERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "id": ("record id", "record id - contact", "record id - deal", "contact id", "deal id"),
        "created": ("create date",),
        "email": ("email", "email address"),
        "stage": ("lifecycle stage",),
        "deal_stage": ("deal stage",),
        "deal_name": ("deal name",),
        "close_date": ("close date",),
        "amount": ("amount", "amount in company currency"),
        "currency": ("currency", "deal currency code"),
        "source": ("original traffic source", "original source", "original source type"),
        "detail_1": ("original traffic source drill-down 1", "original source drill-down 1"),
        "detail_2": ("original traffic source drill-down 2", "original source drill-down 2"),
    },
    "da": {
        "id": ("post-id", "registrerings-id"),
        "created": ("oprettelsesdato",),
        "email": ("e-mail", "e-mailadresse"),
        "stage": ("livscyklusfase", "livscyklustrin"),
        "deal_stage": ("aftalefase", "handelsfase"),
        "deal_name": ("aftalenavn", "handelsnavn"),
        "close_date": ("lukkedato",),
        "amount": ("beløb",),
        "currency": ("valuta",),
        "source": ("oprindelig trafikkilde", "oprindelig kilde"),
        "detail_1": ("oprindelig trafikkilde – detaljeniveau 1", "oprindelig kilde – detaljeniveau 1"),
        "detail_2": ("oprindelig trafikkilde – detaljeniveau 2", "oprindelig kilde – detaljeniveau 2"),
    },
}
"""Language -> field -> headers as compared (see `reading.words.plain`)."""

SOCIAL = frozenset({"organic social", "paid social", "organic_social", "social_media", "paid_social"})
"""Sources whose first detail is a network, and whose second is a campaign."""

CAMPAIGNS = SOCIAL | {"email marketing", "email_marketing", "other campaigns", "other_campaigns"}
"""Sources whose second detail is a campaign, or `source / medium`."""

NETWORKS: Mapping[str, str] = {
    **{name: name for name in ("youtube", "instagram", "facebook", "tiktok", "linkedin", "pinterest", "threads", "x")},
    "twitter": "x",
}
"""First detail of a social source -> platform."""

WON_OR_LOST = OVER

SAMPLE = "(sample contact)"
"""What HubSpot writes behind the names of contacts it makes up."""

SAMPLE_ADDRESSES = frozenset({"bh@hubspot.com", "emailmaria@hubspot.com"})
"""Addresses of contacts that HubSpot itself puts into every new account."""

TEST_DOMAINS = ("@example.com", "@example.org", "@example.net", ".test", ".invalid")
"""Ends of addresses that are nobody's."""
