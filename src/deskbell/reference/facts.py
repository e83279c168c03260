"""The facts that the rooms state, found where they are declared: every room's `events.py`."""

import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TypeAlias

import msgspec

import deskbell

_NAMED = re.compile(r"`(?P<name>[a-z_]+)`(?P<team> \(team\))?: (?P<rest>.+)", re.DOTALL)
_TEAM_PART = "Team"

Shape: TypeAlias = type[msgspec.Struct]


class StatedFact(msgspec.Struct, frozen=True):
    """One kind of fact: its name, what it tells everybody who may see it, and what it tells the team besides."""

    name: str
    about: str
    data: Shape | None
    team: Shape | None


class RoomFacts(msgspec.Struct, frozen=True):
    """What one room's `events.py` declares, in its order: the facts, and the shapes that they are made of."""

    name: str
    about: str
    facts: list[StatedFact]
    shapes: list[Shape]


@cache
def stated_facts() -> tuple[RoomFacts, ...]:
    """Every room that states facts. A struct without words of its own is a mistake and raises `ValueError`."""
    return tuple(_of_room(name, import_module(f"deskbell.{name}.events")) for name in _rooms_with_events())


def fact_structs() -> Iterator[Shape]:
    """Everything that a fact's `data` or `team` can be or be made of."""
    for room in stated_facts():
        yield from room.shapes
        for fact in room.facts:
            yield from (part for part in (fact.data, fact.team) if part is not None)


def words_of(struct: Shape) -> str:
    """A struct's own docstring as one paragraph."""
    text = struct.__dict__.get("__doc__")
    if not text:
        raise ValueError(f"{struct.__module__}.{struct.__qualname__} has no docstring: it is the public reference")
    return " ".join(inspect.cleandoc(text).split())


def _rooms_with_events() -> list[str]:
    rooms = sorted(room.name for room in pkgutil.iter_modules(deskbell.__path__) if room.ispkg)
    return [name for name in rooms if _has_events(name)]


def _has_events(room: str) -> bool:
    folder = import_module(f"deskbell.{room}").__path__
    return any(module.name == "events" for module in pkgutil.iter_modules(folder))


def _of_room(name: str, module: ModuleType) -> RoomFacts:
    structs = {one.__name__: one for one in vars(module).values() if _is_declared_in(module, one)}
    facts = [fact for one in structs.values() if (fact := _fact(one, structs)) is not None]
    parts = {part for fact in facts for part in (fact.data, fact.team)}
    shapes = [one for one in structs.values() if one not in parts and one.__struct_fields__]
    return RoomFacts(name, " ".join(inspect.cleandoc(module.__doc__ or "").split()), facts, shapes)


def _is_declared_in(module: ModuleType, one: object) -> bool:
    return isinstance(one, type) and issubclass(one, msgspec.Struct) and one.__module__ == module.__name__


def _fact(struct: Shape, structs: dict[str, Shape]) -> StatedFact | None:
    """A fact's docstring begins with its name; `(team)`: the struct is `team`, and `data` is empty."""
    named = _NAMED.fullmatch(words_of(struct))
    if named is None:
        return None
    about = named["rest"][0].upper() + named["rest"][1:]
    if named["team"]:
        return StatedFact(named["name"], about, None, struct)
    return StatedFact(named["name"], about, struct, structs.get(struct.__name__ + _TEAM_PART))
