"""What happens to a project. These docstrings are the public reference."""

import msgspec


class ProjectRenamed(msgspec.Struct, frozen=True):
    """`project_renamed`: an owner gave the project another name. Only the team is told."""

    name: str
