"""What happens to a project. These docstrings are the public reference."""

import msgspec


class ProjectRenamed(msgspec.Struct, frozen=True):
    """`project_renamed` (team): an owner gave the project another name."""

    name: str
