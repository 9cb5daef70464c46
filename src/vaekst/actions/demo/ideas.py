"""What the shop posts: its concepts with their true effects, and the words they are told in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

BRAND = "Fjord Cykler"


@dataclass(frozen=True, slots=True)
class Idea:
    """A concept of the demo brand. `effect` is true and hidden: the log of its rate over the channel's baseline.

    `formats` are drawn from alike; each `opening` becomes a caption's first line, filled with one of `subjects`.
    """

    id: str
    name: str
    channel: str
    hashtag: str
    effect: float
    formats: tuple[str, ...]
    openings: tuple[str, ...]
    subjects: tuple[str, ...]


REEL, CAROUSEL, IMAGE, SHORT = "IG reel", "IG carousel", "IG image", "short"
FORMATS: Mapping[str, str] = {REEL: "short_video", CAROUSEL: "carousel", IMAGE: "image", SHORT: "short_video"}
"""What the platform calls a post -> Vaekst's own word for its format."""

IDEAS: tuple[Idea, ...] = (
    Idea(
        "pendlerruter",
        "Pendlerruter",
        "instagram",
        "pendlerrute",
        0.45,
        (REEL, REEL, CAROUSEL),
        ("Gem ruten: {} uden et eneste lyskryds", "{} på cykel, trin for trin", "Sådan kommer du hurtigst fra {}"),
        (
            "Roskilde til Lejre",
            "Hillerød til Allerød",
            "Valby til Østerport",
            "Køge til Ølby",
            "Lyngby til Nørrebro",
            "Amager til Frederiksberg",
        ),
    ),
    Idea(
        "foer-efter",
        "Før og efter",
        "instagram",
        "foerogefter",
        0.03,
        (REEL, CAROUSEL),
        ("Før og efter: {}", "Fra container til cykelsti: {}"),
        ("en Raleigh fra 1978", "en rusten ladcykel", "mormors damecykel", "en racer fra loftet"),
    ),
    Idea(
        "kundehistorie",
        "Kundehistorier",
        "instagram",
        "kundehistorie",
        -0.03,
        (REEL, IMAGE),
        ("Mød {}", "Hvorfor cykler {}?"),
        ("Signe, der solgte bilen", "Omar og hans ladcykel", "Birgit på 74", "familien Juhl"),
    ),
    Idea(
        "cykeltips",
        "60 sekunders værksted",
        "instagram",
        "60sekvaerksted",
        0.05,
        (REEL,),
        ("{} på 60 sekunder", "Du kan selv: {}"),
        ("Stram bremserne", "Lap en slange", "Smør kæden rigtigt", "Skift bremseklodser", "Ret et gear"),
    ),
    Idea(
        "konkurrence",
        "Månedens konkurrence",
        "instagram",
        "fjordkonkurrence",
        -0.50,
        (IMAGE, REEL),
        ("Vind {}!", "Tag en ven og vind {}"),
        ("en hjelm", "et lygtesæt", "et serviceeftersyn", "et gavekort"),
    ),
    Idea(
        "vaerkstedet",
        "Værkstedet forklarer",
        "youtube",
        "vaerkstedet",
        0.42,
        (SHORT,),
        ("Mekanikeren forklarer: {}", "Det ingen siger om {}", "Sandheden om {}", "Et minut om {}"),
        (
            "kranken, der knirker",
            "kæden, der hopper",
            "bremsen, der hyler",
            "batteriet i frostvejr",
            "punkteringer om natten",
            "det skæve baghjul",
        ),
    ),
    Idea(
        "testtur",
        "Testturen",
        "youtube",
        "testtur",
        0.0,
        (SHORT,),
        ("Vi testede {}", "100 km med {}", "En uge med {}"),
        (
            "en elcykel til 9.000",
            "en gravelcykel i regn",
            "en foldecykel i S-toget",
            "en brugt racer",
            "pigdæk i november",
        ),
    ),
    Idea(
        "myter",
        "Cykelmyter",
        "youtube",
        "cykelmyter",
        0.05,
        (SHORT,),
        ("Myte eller sandhed: {}", "Passer det, at {}?", "Vi spurgte ti cyklister: {}?"),
        (
            "man skal smøre kæden hver uge",
            "brede dæk er langsomme",
            "elcykler er snyd",
            "hjelme har udløbsdato",
            "man fryser mest om fingrene",
        ),
    ),
    Idea(
        "nyheder",
        "Nyt i butikken",
        "youtube",
        "nytibutikken",
        -0.45,
        (SHORT,),
        ("Nyt i butikken: {}", "Lige landet: {}", "Vi har fået {}"),
        ("vinterens lygter", "tre nye ladcykler", "lædersadler", "cykeltasker i filt", "børnehjelme i uld"),
    ),
    Idea(
        "hverdag",
        "Hverdag i butikken",
        "tiktok",
        "hverdagibutikken",
        0.0,
        (SHORT,),
        ("En dag som {}", "Når {} kommer ind ad døren"),
        ("cykelmekaniker", "lærling", "en kunde med 14 punkteringer", "vinterens første kunde"),
    ),
)
"""The shop's concepts. Two truly win, two truly lose, the others are as good as the baseline or close to it."""

USUAL: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "instagram": (
        ("{} i butikken", "Et kig ind: {}", "{} ved fjorden"),
        ("Lørdag", "Ugens cykel", "Morgenkaffe", "Nye åbningstider", "Tak for en god uge", "Efterår"),
    ),
    "youtube": (
        ("{} hos Fjord Cykler", "Ugens klip: {}"),
        ("morgen på værkstedet", "regnvejrstur", "klargøring til vinter", "besøg i kælderen"),
    ),
    "tiktok": (
        ("{}", "Bare {}"),
        ("kæder og kaffe", "lyden af et friløb", "tirsdag", "værkstedets hund"),
    ),
}
"""What is posted without a concept: openings and subjects by channel. Its effect is 0, and nobody tags it."""
