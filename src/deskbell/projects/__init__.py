"""Projects: the tenant. One brand or site, with its name, languages and the public key of its widget.

An `Owner` is an account looked up inside what it owns: whoever has one may change that project and no other.
"""

from deskbell.projects.creating import Created, NewProject, create_project
from deskbell.projects.events import ProjectRenamed
from deskbell.projects.finding import find_projects, owners_of, project_total, projects_owned
from deskbell.projects.queries import (
    newest_site_key,
    owner_of,
    owners_to_write_to,
    project_by_id,
    project_by_site_key,
    projects_by_id,
    projects_of,
)
from deskbell.projects.renaming import rename_project
from deskbell.projects.tables import Owner, Project

__all__ = [
    "Created",
    "NewProject",
    "Owner",
    "Project",
    "ProjectRenamed",
    "create_project",
    "find_projects",
    "newest_site_key",
    "owner_of",
    "owners_of",
    "owners_to_write_to",
    "project_by_id",
    "project_by_site_key",
    "project_total",
    "projects_by_id",
    "projects_of",
    "projects_owned",
    "rename_project",
]
