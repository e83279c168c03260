"""JSON schemas said in words: what the pages of the reference show of a field."""

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

Schema: TypeAlias = dict[str, Any]
Link: TypeAlias = Callable[[str], str]

_BOUNDS = (
    (("minLength", "maxLength"), "characters"),
    (("minimum", "maximum"), ""),
    (("minProperties", "maxProperties"), "entries"),
)
_PLAIN = {"string": "text", "null": "null", "boolean": "yes or no", "integer": "whole number", "number": "number"}


class Field(NamedTuple):
    """A line of a struct's table."""

    name: str
    kind: str
    required: bool
    about: str


def fields_of(schema: Schema, link: Link) -> Iterator[Field]:
    """The fields of an object; `link` makes the name of another struct a link to it."""
    required = schema.get("required", [])
    for name, field in schema.get("properties", {}).items():
        if name == "t" and "enum" in field:
            continue
        yield Field(name, kind_of(field, link), name in required, bounds_of(field))


def kind_of(schema: Schema, link: Link) -> str:
    """What a value is: `text`, `number`, a list of something, one of some words, another struct."""
    if "$ref" in schema:
        return link(schema["$ref"].rsplit("/", 1)[-1])
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return " | ".join(dict.fromkeys(kind_of(one, link) for one in schema[key]))
    if "enum" in schema:
        return " | ".join(json.dumps(one) for one in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"])
    return _plain(schema, link)


def bounds_of(schema: Schema) -> str:
    """The limits of a value, and what it is when absent."""
    parts = [_between(schema, *keys, words) for keys, words in _BOUNDS]
    if "default" in schema:
        parts.append(f"default {json.dumps(schema['default'], ensure_ascii=False)}")
    about = schema.get("description", "").rstrip(".")
    return ", ".join(filter(None, [about, *parts]))


def _between(schema: Schema, least: str, most: str, what: str) -> str:
    """The bounds of the value itself or of one of the kinds it may be, in words."""
    kinds = [schema, *schema.get("anyOf", []), *schema.get("oneOf", [])]
    low, high = (next((one[key] for one in kinds if key in one), None) for key in (least, most))
    if high is None:
        return "" if low is None else f"at least {low:.0f} {what}".rstrip()
    return (f"at most {high:.0f} {what}" if low is None else f"{low:.0f} to {high:.0f} {what}").rstrip()


def _plain(schema: Schema, link: Link) -> str:
    match schema.get("type"):
        case "array":
            return f"list of {kind_of(schema.get('items', {}), link)}"
        case "object":
            values: Any = schema.get("additionalProperties")
            return f"object of {kind_of(values, link)}" if values else "object"
        case str(name):
            return _PLAIN[name]
        case _:
            return "any JSON"
