"""What happens to a project. These docstrings are the public reference."""

import msgspec


class ProjectRenamed(msgspec.Struct, frozen=True):
    """`project_renamed`: an owner gave the project another name. Only the team is told."""

    name: str


class ProjectSettled(msgspec.Struct, frozen=True):
    """`project_settled`: the project has another default language or time zone. Only the team is told."""

    default_language: str
    time_zone: str


class ProjectClosed(msgspec.Struct, frozen=True):
    """`project_closed`: an owner closed the project; it is erased later. Every connection of it ends."""


class ProjectRestored(msgspec.Struct, frozen=True):
    """`project_restored`: an owner opened the closed project again, as it was."""
