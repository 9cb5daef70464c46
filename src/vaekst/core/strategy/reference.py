"""The strategy document described: a JSON Schema for editors, and the reference page for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from vaekst.core.strategy.document import Strategy
from vaekst.core.strategy.numbers import percent, signed_percent
from vaekst.core.strategy.targets import Target

_HEAD = """\
# The strategy document

One YAML file per brand holds every choice that governs it. Write only what differs from the defaults below:
`vaekst: 1` and a brand name are a whole document. Unknown names are faults, never ignored. `vaekst strategy
check` lists all faults with line, column and cure; `vaekst strategy schema` prints the JSON Schema your editor
completes from.

Numbers may carry a decimal comma, `%` stands for hundredths, and a real minus sign is read as one. A **share** is a
fraction: `12 %` and `0.12` are the same, a bare `1` is refused. A **target** is an amount (`14`, `1.2 %`) or a
change from the brand's own baseline: `+15 %` and `-20 %` are relative, `+8 pp` adds percentage points to a share.
Money is in whole units of the brand's currency. Text that starts with one of `# * & ! % @` goes in quotes.
Anchors, aliases and tags of YAML are not used.
"""


class _Schema(GenerateJsonSchema):
    def encode_default(self, dft: Any) -> Any:
        return str(dft) if isinstance(dft, Target) else super().encode_default(dft)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the document, with descriptions and defaults, for completion in editors."""
    schema = Strategy.model_json_schema(schema_generator=_Schema)
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **schema, "title": "Vaekst strategy document"}


def reference_page() -> str:
    """The reference page in Markdown: each setting with its default, what is allowed, and what it means."""
    schema = json_schema()
    parts = [_HEAD]
    for name, group in schema["properties"].items():
        rows = list(_rows(group, name, schema, default=_MISSING))
        parts.append(
            f"\n## {name}\n\n{_intro(group, schema)}\n\n| setting | default | allowed | meaning |\n|---|---|---|---|\n"
        )
        parts.extend(f"| `{row.path}` | {row.default} | {row.allowed} | {row.meaning} |\n" for row in rows)
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Row:
    path: str
    default: str
    allowed: str
    meaning: str


_MISSING = object()


def _rows(node: Mapping[str, Any], path: str, schema: Mapping[str, Any], *, default: Any) -> Iterator[_Row]:
    """The rows of a setting: its own, or those of the settings inside it."""
    default = node.get("default", default)
    target = _resolved(node, schema)
    if "properties" in target:
        for name, inner in target["properties"].items():
            given = default.get(name, _MISSING) if isinstance(default, dict) else _MISSING
            yield from _rows(inner, f"{path}.{name}", schema, default=given)
        return
    inside, mark = target.get("items"), "[]"
    if by_id := target.get("patternProperties"):
        (inside,), mark = by_id.values(), ".<id>"
    group = inside is not None and "properties" in _resolved(inside, schema)
    yield _Row(path, _default_words(default, target), _allowed(target, schema), node.get("description", ""))
    if inside is not None and group:
        yield from _rows(inside, path + mark, schema, default=_MISSING)


def _resolved(node: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = node.get("$ref")
    return schema["$defs"][reference.rpartition("/")[2]] if reference else node


def _intro(group: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    return str(group.get("description") or _resolved(group, schema).get("description", ""))


def _default_words(default: Any, node: Mapping[str, Any]) -> str:
    if default is _MISSING:
        return "none" if node.get("type") == "object" else "**needed**"
    if default is None:
        return "`null`"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, list):
        return "`[" + ", ".join(str(item["id"]) if isinstance(item, dict) else str(item) for item in default) + "]`"
    words = _comment(node)
    if isinstance(default, float) and words.startswith("a share"):
        return f"`{percent(default)}`"
    if isinstance(default, float) and words.startswith("a change"):
        return f"`{signed_percent(default)}`"
    return f"`{default}`"


def _comment(node: Mapping[str, Any]) -> str:
    """The words for what may be written, of the field itself or of what it may hold beside null."""
    return str(
        node.get("$comment") or next((inner["$comment"] for inner in node.get("anyOf", ()) if "$comment" in inner), "")
    )


def _allowed(node: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    if "$comment" in node:
        return str(node["$comment"])
    if "anyOf" in node:
        return ", or ".join(_allowed(inner, schema) for inner in node["anyOf"])
    if "const" in node:
        return f"`{node['const']}`"
    if "enum" in node:
        return ", ".join(f"`{word}`" for word in node["enum"])
    match node["type"]:
        case "array":
            inner = _resolved(node["items"], schema)
            each = "a list of groups" if "properties" in inner else f"a list of: {_allowed(inner, schema)}"
            return each + _bounds(node, "minItems", "maxItems").replace(", ", "; ", 1)
        case "object":
            return "groups by id" + _bounds(node, "minProperties", "maxProperties")
        case "integer":
            return "a whole number" + _bounds(node, "minimum", "maximum")
        case "number":
            return "a number" + _bounds(node, "minimum", "maximum")
        case other:
            return _SIMPLE[other]


_SIMPLE = {"null": "`null`", "boolean": "`true`, `false`", "string": "text"}


def _bounds(node: Mapping[str, Any], least: str, most: str) -> str:
    """` 7 to 180`, ` up to 5`, or nothing."""
    low, high = node.get(least), node.get(most)
    if high is None:
        return "" if low is None else f", at least {low:g}"
    return f", at most {high:g}" if low is None else f", {low:g} to {high:g}"
