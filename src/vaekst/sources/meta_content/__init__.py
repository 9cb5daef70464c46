"""Meta's content exports: posts of Instagram and Facebook, and videos of Facebook, with all they earned."""

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Source
from vaekst.sources.meta_content.read import read
from vaekst.sources.meta_content.recognise import FACEBOOK_POSTS, FACEBOOK_VIDEOS, INSTAGRAM_POSTS, NAME, recognise

SOURCE = Source(
    name=NAME,
    label=Sentence("source_meta_content", N_("Meta content export (Instagram and Facebook posts)")),
    platforms=("instagram", "facebook"),
    recognise=recognise,
    read=read,
    kinds={
        INSTAGRAM_POSTS: ("Post ID", "Account ID", "Publish time", "Permalink", "Views", "Reach"),
        FACEBOOK_POSTS: ("Post ID", "Page ID", "Publish time", "Permalink", "Views", "Reach", "Reactions"),
        FACEBOOK_VIDEOS: ("Video asset ID", "Publish time", "3-second video views"),
    },
)

__all__ = ["SOURCE"]
