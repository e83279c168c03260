"""An import-linter contract: a room is entered by its door.

What a room's ``__init__.py`` imports is its door; the modules behind it are private to the room. Its facts
(``events.py``) lie in the open, for followers. A *side door* (``web.py``: "who is asking") is open to other rooms'
``routes`` and ``web`` and to the gateway.
"""

from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


def _names() -> frozenset[str]:
    # import-linter replaces the field by what the contract says, when it reads the contract.
    field = fields.SetField(subfield=fields.StringField(), required=False, default=frozenset())
    return cast("frozenset[str]", field)


class Doors(Contract):
    """No module outside a room imports a module behind the room's door."""

    type_name = "doors"

    package = cast("str", fields.StringField())
    open_rooms = _names()
    everywhere = _names()
    in_the_open = _names()
    side_doors = _names()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - import-linter's signature
        """Find every import that climbs through a window."""
        windows = [
            (importer, behind)
            for behind in sorted(graph.find_descendants(self.package))
            for importer in sorted(graph.find_modules_that_directly_import(behind))
            if self._climbs(importer.split("."), behind.split("."))
        ]
        return ContractCheck(kept=not windows, metadata={"windows": windows})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import, and the door it should have come by."""
        for importer, behind in check.metadata["windows"]:
            room = ".".join(behind.split(".")[:2])
            output.print_error(
                f"- {importer} imports {behind}: take it from {room}, whose __init__ names it", bold=False
            )

    def _climbs(self, importer: list[str], behind: list[str]) -> bool:
        if len(behind) == 2 or behind[1] in self.open_rooms:  # noqa: PLR2004 - package and room: the door itself
            return False
        if importer[1:2] == behind[1:2] or set(importer[1:2]) <= self.everywhere:
            return False
        if behind[2] in self.in_the_open:
            return False
        return not (behind[2] in self.side_doors and importer[-1] in self._edge())

    def _edge(self) -> frozenset[str]:
        return self.side_doors | {"routes", "gateway"}
