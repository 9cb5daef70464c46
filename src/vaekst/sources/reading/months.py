"""Month and weekday words as exports and spreadsheets print them, in the languages seen in the wild."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[int, str] = {
    1: "jan january januar janeiro enero ene janvier janv januari jän jänner ян яну янв января януари",
    2: "feb february februar fevereiro fev febrero février févr februari фев февр февраля февруари",
    3: "mar march marts märz mrz mär março marzo mars mart мар март марта",
    4: "apr april abril abr avril avr апр април апреля",
    5: "may maj mai maio mayo mei май мая",
    6: "jun june juni junho junio juin юни июн июня",
    7: "jul july juli julho julio juillet juil юли июл июля",
    8: "aug august agosto ago août augusti авг август августа",
    9: "sep sept september setembro set septiembre septembre сеп септ сен септември сентября",
    10: "oct october okt oktober outubro out octubre octobre окт октомври октября",
    11: "nov november novembro noviembre novembre ное ноя ноем ноември ноября",
    12: "dec december dez dezember dezembro dic diciembre décembre déc дек декември декабря",
}

MONTHS: Mapping[str, int] = {word: month for month, words in _WORDS.items() for word in words.split()}
"""Casefolded month word -> month number."""

CYRILLIC_DAMAGE = frozenset(
    word.encode("cp1251").decode("cp1252", "replace").casefold() for word in MONTHS if "а" <= word[0] <= "я"
)
"""Cyrillic month words of a cp1251 file as they look when it is read as Western European (`àïð`)."""

_DAYS = (
    "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday "
    "man mandag tir tirs tirsdag ons onsdag tor tors torsdag fre fredag lør lørdag søn søndag "
    "mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag so sonntag "
    "seg ter qua qui sex sáb dom"
)

WEEKDAYS = frozenset(_DAYS.split())
"""Casefolded weekday words; they are skipped, never checked."""
