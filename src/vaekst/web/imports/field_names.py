"""What the fields, kinds and answers of one's own tables are called on a screen."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaekst.sources.table.words import ANSWER_WORDS, FIELD_WORDS, KIND_WORDS


def table_kind_name(id_: str) -> str:
    """What one row of such a table is."""
    return _(KIND_WORDS[id_]) if id_ in KIND_WORDS else id_.replace("_", " ")


def field_name(id_: str) -> str:
    return _(FIELD_WORDS[id_]) if id_ in FIELD_WORDS else id_.replace("_", " ")


def answer_name(id_: str) -> str:
    return _(ANSWER_WORDS[id_]) if id_ in ANSWER_WORDS else id_
