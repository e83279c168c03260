"""Closing a project: it is turned off, and everybody in its Workspace is signed out, all or nothing."""

from deskbell.kit.db import Tx
from deskbell.projects import Owner, close_project
from deskbell.team import end_all_sessions


def shut_project(tx: Tx, owner: Owner, *, typed_name: str) -> None:
    """Close the project whose name was typed. Its sockets end with the fact that says so."""
    close_project(tx, owner, typed_name=typed_name)
    end_all_sessions(tx, owner.project_id)
