"""The section of the strategy document that sets the UTM standard."""

import pytest

from vaekst.core.strategy import BadStrategy, read_strategy


def faults_of(section):
    with pytest.raises(BadStrategy) as refused:
        read_strategy(f"vaekst: 1\nbrand: {{name: F}}\nutm:\n  {section}\n")
    return [(fault.path, fault.sentence.code) for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("section", "path", "code"),
    [
        ("landing_page: example.com", "utm.landing_page", "bad_address"),
        ("landing_page: ftp://example.com", "utm.landing_page", "bad_address"),
        ("short_domain: https://go.example.com", "utm.short_domain", "bad_host"),
        ("media: {owned: Social}", "utm.media.owned", "bad_id"),
        ("media: {paid: social}", "utm.media.paid", "medium_twice"),
        ("fields: {campaign: '{bacth}'}", "utm.fields.campaign", "unknown_part"),
        ("fields: {campaign: 'Spring {batch}'}", "utm.fields.campaign", "bad_template"),
        ("fields: {campaign: '{batch}.{creator}'}", "utm.fields.term", "carried_twice"),
        ("fields: {term: null}", "utm.fields", "not_carried"),
        ("fields: {term: '{creator}.{distribution}'}", "utm.fields.term", "not_carried"),
        ("sources: {instagram: 'ig shop'}", "utm.sources.instagram", "bad_id"),
    ],
)
def test_a_standard_that_cannot_be_kept_is_refused(section, path, code):
    assert (path, code) in faults_of(section)


def test_a_standard_of_ones_own_is_taken():
    text = "landing_page: https://example.com/a\n  short_domain: go.example.com\n  fields: {campaign: 'f.{batch}'}"
    utm = read_strategy(f"vaekst: 1\nbrand: {{name: F}}\nutm:\n  {text}\n").utm
    assert (utm.landing_page, utm.short_domain, utm.fields.campaign) == (
        "https://example.com/a",
        "go.example.com",
        "f.{batch}",
    )
