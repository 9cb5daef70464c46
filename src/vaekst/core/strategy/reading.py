"""A strategy document from text: either the whole Strategy, or all that is wrong with the text at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from vaekst.core.errors import nearest
from vaekst.core.sentence import N_, Sentence, Value
from vaekst.core.strategy.document import Strategy, strange_channels
from vaekst.core.strategy.faults import BadStrategy, Fault, Path, Problem, Refused, dotted
from vaekst.core.strategy.tree import Mark, Tree, read_tree

MAX_FAULTS = 100

# pydantic's error type -> the wording. `{limit}` is the bound that was crossed.
_GROUP = ("not_group", N_("{path} is '{value}', and must be a group of settings. Leave it out for its defaults."))
_WHOLE = ("not_whole", N_("{path} is '{value}'. Write a whole number."))
_WORDINGS: Mapping[str, tuple[str, str]] = {
    "missing": ("missing", N_("{path} is missing. Add it.")),
    "string_type": ("not_text", N_("{path} is '{value}', and must be text. Put it in quotes if it is meant as text.")),
    "bool_type": ("not_true_false", N_("{path} is '{value}'. Write true or false.")),
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": ("not_number", N_("{path} is '{value}'. Write a number.")),
    "tuple_type": ("not_list", N_("{path} is '{value}', and must be a list: [one, two].")),
    "dict_type": _GROUP,
    "model_type": _GROUP,
    "greater_than_equal": ("too_small", N_("{path} is '{value}'. Allowed: {limit} or more.")),
    "less_than_equal": ("too_large", N_("{path} is '{value}'. Allowed: {limit} or less.")),
    "greater_than": ("too_small", N_("{path} is '{value}'. Allowed: more than {limit}.")),
    "less_than": ("too_large", N_("{path} is '{value}'. Allowed: less than {limit}.")),
    "string_too_short": ("no_text", N_("{path} holds no text. Write some, or leave the setting out.")),
    "string_too_long": ("text_too_long", N_("{path} is too long. Allowed: {limit} characters.")),
    "too_short": ("too_few", N_("{path} has too few entries. Needed: {limit} or more.")),
    "too_long": ("too_many", N_("{path} has too many entries. Allowed: {limit} or fewer.")),
}
_OTHER = ("bad_value", N_("{path} is '{value}', which cannot be used: {problem}."))
_LIMITS = ("ge", "le", "gt", "lt", "min_length", "max_length")


@lru_cache(maxsize=64)
def read_strategy(text: str) -> Strategy:
    """The strategy the YAML text holds. Raises BadStrategy with every fault found."""
    tree = read_tree(text)
    if tree.value is None and tree.faults:
        raise BadStrategy(tree.faults)
    strategy, faults = _validate(tree)
    spoiled = {fault.path for fault in tree.faults}
    faults = [*tree.faults, *(fault for fault in faults if fault.path not in spoiled)]
    if strategy is None or faults:
        raise BadStrategy(sorted(faults, key=lambda fault: (fault.line, fault.column))[:MAX_FAULTS])
    return strategy


def _validate(tree: Tree) -> tuple[Strategy | None, list[Fault]]:
    if not isinstance(tree.value, dict):
        template = N_("The document must be a group of settings that starts with 'vaekst: 1', not a list or a text.")
        mark = tree.mark(())
        return None, [Fault(mark.line, mark.column, "", None, Sentence("not_settings", template))]
    try:
        return Strategy.model_validate_json(json.dumps(tree.value)), []
    except ValidationError as error:
        details = _without_echoes(error.errors(include_url=False))
    faults = [fault for detail in details[: 2 * MAX_FAULTS] for fault in _faults_of(detail, tree)]
    if not any(detail["loc"] == () for detail in details):
        faults.extend(_refused(problem, (), tree) for problem in _loose_channels(tree.value))
    return None, faults


def _without_echoes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """The errors without lists called too short only because the entries in them are at fault."""
    lists_at_fault = {detail["loc"][:-2] for detail in details} | {detail["loc"][:-1] for detail in details}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in lists_at_fault]


def _faults_of(detail: ErrorDetails, tree: Tree) -> Iterator[Fault]:
    """The faults one pydantic error stands for; most stand for one."""
    path: Path = tuple(part for part in detail["loc"] if part != "[key]")
    context = detail.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, Refused):
        for problem in cause.problems:
            yield _refused(problem, path, tree, at_key=detail["loc"] != path)
    elif detail["type"] == "extra_forbidden":
        yield _unknown_key(path, tree)
    elif detail["type"] == "literal_error":
        yield _not_one_of(path, str(context["expected"]), tree)
    elif detail["type"] == "missing":
        yield _missing(path, tree)
    else:
        code, template = _WORDINGS.get(detail["type"], _OTHER)
        limit = next((context[name] for name in _LIMITS if name in context), None)
        yield _fault(tree.mark(path), path, tree, code, template, limit=limit, problem=detail["msg"])


def _refused(problem: Problem, path: Path, tree: Tree, *, at_key: bool = False) -> Fault:
    full = path + problem.below
    mark = tree.keys.get(full, tree.mark(full)) if at_key else tree.mark(full)
    return _fault(mark, full, tree, problem.code, problem.template, **{**problem.values, "nearest": problem.nearest})


def _unknown_key(path: Path, tree: Tree) -> Fault:
    allowed = settings_at(path[:-1])
    written = str(path[-1])
    name, colon, value = written.partition(":")
    if colon and name in allowed:
        template = N_("{path} lacks a space after its colon. Write '{nearest}'.")
        return _fault(tree.keys[path], path, tree, "no_space", template, nearest=f"{name}: {value}")
    near = nearest(written, allowed)
    if near:
        template = N_("{path} is not a setting. Did you mean '{nearest}'? Allowed here: {allowed}.")
    else:
        template = N_("{path} is not a setting. Allowed here: {allowed}.")
    return _fault(tree.keys[path], path, tree, "unknown_key", template, nearest=near, allowed=", ".join(allowed))


def _not_one_of(path: Path, expected: str, tree: Tree) -> Fault:
    allowed = re.findall(r"'([^']*)'", expected) or [expected]
    near = nearest(tree.written.get(path, ""), allowed)
    if near:
        template = N_("{path} is '{value}'. Did you mean '{nearest}'? Allowed: {allowed}.")
    else:
        template = N_("{path} is '{value}'. Allowed: {allowed}.")
    return _fault(tree.mark(path), path, tree, "not_one_of", template, nearest=near, allowed=", ".join(allowed))


def _missing(path: Path, tree: Tree) -> Fault:
    code, template = _WORDINGS["missing"]
    around = path[:-1]
    return _fault(tree.keys.get(around, tree.mark(around)), path, tree, code, template)


def _fault(mark: Mark, path: Path, tree: Tree, code: str, template: str, /, **values: Value) -> Fault:
    shown = _shown(path, tree)
    sentence = Sentence(code, template, **{"path": dotted(path), "value": shown, **values})
    near = values.get("nearest")
    return Fault(mark.line, mark.column, dotted(path), shown, sentence, None if near is None else str(near))


def _shown(path: Path, tree: Tree) -> str | None:
    """What was written at the path, short enough to repeat; lists and groups by their brackets."""
    if path in tree.written:
        written = tree.written[path] or "null"
        return written if len(written) <= 60 else f"{written[:59]}…"
    value: Any = tree.value
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return "[…]" if isinstance(value, list) else "{…}"


def settings_at(path: Path) -> tuple[str, ...]:
    """The names of the settings the group at the path may hold."""
    kind: Any = Strategy
    for part in path:
        if _is_group(kind):
            kind = kind.model_fields[str(part)].annotation
        else:
            kind = next(inner for inner in get_args(kind) if _is_group(inner))
    return tuple(kind.model_fields)


def _is_group(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _loose_channels(value: Mapping[str, Any]) -> Iterator[Problem]:
    """Channels that concepts name and the document lacks, in a document that has other faults too."""
    channels, concepts = value.get("channels"), value.get("concepts")
    if not isinstance(concepts, dict) or not isinstance(channels, dict | None):
        return
    wanted = {
        name: tuple(concept["channels"])
        for name, concept in concepts.items()
        if isinstance(concept, dict) and _is_words(concept.get("channels"))
    }
    yield from strange_channels(wanted, known=tuple(channels or ()))


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)
