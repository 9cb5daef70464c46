"""What people ask for becomes a placement, or they learn what is wrong with it."""

import pytest
from tests.core.utm.shop import placement, standard, strategy

from vaekst.core.errors import BadInput, Conflict, UnknownName
from vaekst.core.strategy import Brand, Channel, Strategy
from vaekst.core.utm import Names, Placement, Wish, every, placement_of, standard_of

KNOWN = Names(creators={"aase": "Åse"}, batches={"uge-48": "Uge 48"})


def meant(**given):
    return placement_of(Wish(**{"channel": "instagram", "batch": "2026-w48", **given}), standard(), KNOWN)


def test_a_wish_in_peoples_own_words_is_understood():
    wished = meant(
        channel=" Instagram",
        concept="RIDE-ALONG",
        format="Short video",
        creator="åse",
        distribution="Partner",
        batch="uge 48",
    )
    assert wished == Placement("instagram", "uge-48", "ride-along", "short_video", "aase", "partner")


def test_names_stand_for_ids():
    channels = {"ig": Channel(platform="instagram", name="Fjord Cykler")}
    shop = standard_of(Strategy(vaekst=1, brand=Brand(name="F"), channels=channels))
    assert placement_of(Wish("fjord  cykler", "w"), shop, Names()).channel == "ig"
    assert strategy().concepts["ride-along"].name == "Ride-along"


def test_what_was_not_said_is_not_there():
    assert meant() == placement(concept=None, format=None)


@pytest.mark.parametrize(
    ("given", "kind", "code"),
    [
        ({"channel": "instagrm"}, UnknownName, "unknown_name"),
        ({"concept": "tandem"}, UnknownName, "unknown_name"),
        ({"concept": "workshop-hour"}, BadInput, "concept_elsewhere"),
        ({"batch": "  "}, BadInput, "no_batch"),
        ({"batch": "Юра"}, BadInput, "no_slug"),
        ({"format": "short vidoe"}, BadInput, "unknown_format"),
        ({"creator": "Aåse"}, None, ""),
        ({"creator": "Ååse"}, None, ""),
        ({"creator": "Ase"}, None, ""),
        ({"batch": "Uge-48!"}, Conflict, "same_slug"),
        ({"distribution": "free"}, UnknownName, "unknown_name"),
    ],
)
def test_what_cannot_be_meant_is_refused(given, kind, code):
    if kind is None:
        assert meant(**given).creator not in (None, "aase")
        return
    with pytest.raises(kind) as refused:
        meant(**given)
    assert refused.value.code == code


def test_two_creators_of_one_slug_are_told_apart_by_name():
    with pytest.raises(Conflict) as refused:
        placement_of(Wish("instagram", "w", creator="Aase!"), standard(), KNOWN)
    assert "'Aase!'" in str(refused.value)
    assert "'Åse'" in str(refused.value)


def test_a_format_of_ones_own_is_taken():
    assert meant(format="Zine").format == "zine"


def test_a_batch_becomes_a_wish_for_every_place():
    like = Wish("", "w48", creator="Åse", page="https://example.com/")
    wishes = list(
        every(
            channels=("instagram", "tiktok"),
            concepts=("ride-along", "workshop-hour"),
            formats=("story", "image"),
            standard=standard(),
            like=like,
        )
    )
    assert len(wishes) == 6  # the workshop hour runs on TikTok alone
    assert wishes[0] == Wish("instagram", "w48", "ride-along", "story", "Åse", "", "https://example.com/")
    assert {each.channel for each in wishes if each.concept == "workshop-hour"} == {"tiktok"}


def test_without_concepts_and_formats_every_channel_gets_one_link():
    wishes = every(channels=("instagram", "x"), concepts=(), formats=(), standard=standard(), like=Wish("", "w"))
    assert list(wishes) == [Wish("instagram", "w"), Wish("x", "w")]
