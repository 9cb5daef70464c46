"""The words a strategy document may use: metrics, platforms, roles, cadences, languages, currencies."""

from __future__ import annotations

from typing import Literal, get_args

Metric = Literal[
    "engagement_rate",
    "save_rate",
    "share_rate",
    "comment_rate",
    "like_rate",
    "ctr",
    "retention_3s",
    "retention_15s",
    "avg_watch_time",
    "reach",
    "views",
    "follow_rate",
    "thumb_ctr",
]
"""Metrics a post can be judged by. What each is and how it is worked out: `core.metrics`."""

Platform = Literal[
    "youtube",
    "instagram",
    "facebook",
    "tiktok",
    "linkedin",
    "x",
    "threads",
    "bluesky",
    "mastodon",
    "pinterest",
    "snapchat",
    "other",
]
Role = Literal["core", "experimental"]
Cadence = Literal["daily", "weekly", "every 2 weeks", "monthly"]
Locale = Literal["en", "da"]
VatBasis = Literal["excl", "incl"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

METRICS: tuple[str, ...] = get_args(Metric)
PLATFORMS: tuple[str, ...] = get_args(Platform)
CADENCES: tuple[str, ...] = get_args(Cadence)
LOCALES: tuple[str, ...] = get_args(Locale)

# ISO 4217, currencies in use; funds codes and metals left out.
_ISO_4217 = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
    CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
    HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL
    LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP
    PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT
    TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES: frozenset[str] = frozenset(_ISO_4217.split())
