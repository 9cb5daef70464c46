"""Icons, and values written the way the reader writes them."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from vaekst.core.sentence import Sentence
from vaekst.web.shell import words
from vaekst.web.shell.icons import ICONS

register = template.Library()

_ICONS = {
    name: mark_safe(  # noqa: S308  (our own drawings)
        f'<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" '
        f'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="{path}"/></svg>'
    )
    for name, path in ICONS.items()
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """The icon's drawing. It says nothing to a screen reader: a word always stands beside it."""
    return _ICONS[name]


@register.filter
def number(value: float | None) -> str:
    return words.number(value)


@register.filter
def day(value: date) -> str:
    return words.day(value)


@register.filter
def moment(value: datetime) -> SafeString:
    """The moment as people write it, with the machine's form beside it."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words.moment(value))


@register.filter
def said(sentence: Sentence | str) -> str:
    """The sentence in the page's language; plain text stays as it is."""
    return words.say(sentence) if isinstance(sentence, Sentence) else sentence
