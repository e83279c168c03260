"""Projects: the tenant. One brand or site, with its name, picture, languages, owners and the public key of its widget.

An `Owner` is an account looked up inside what it owns: whoever has one may change that project and no other. A closed
project lets nobody in, can be restored for a while, and is erased then.
"""

from deskbell.projects.closing import close_project, is_closed, restore_project
from deskbell.projects.creating import Created, NewProject, create_project
from deskbell.projects.events import ProjectRenamed
from deskbell.projects.finding import find_projects, owners_of, project_total, projects_owned
from deskbell.projects.leaving import give_up_project, ids_owned, owned_alone
from deskbell.projects.picturing import MAX_PICTURE_BYTES, remove_avatar, set_avatar, squared
from deskbell.projects.queries import (
    is_site_key,
    newest_site_key,
    owner_of,
    owners_to_write_to,
    project_by_id,
    project_by_site_key,
    project_is_open,
    projects_by_id,
    projects_by_site_key,
    projects_of,
    projects_to_erase,
)
from deskbell.projects.renaming import rename_project
from deskbell.projects.rules import GRACE_MS, avatar_path, erased_at
from deskbell.projects.settling import SettingsChange, change_settings
from deskbell.projects.tables import Owner, Project, Show

__all__ = [
    "GRACE_MS",
    "MAX_PICTURE_BYTES",
    "Created",
    "NewProject",
    "Owner",
    "Project",
    "ProjectRenamed",
    "SettingsChange",
    "Show",
    "avatar_path",
    "change_settings",
    "close_project",
    "create_project",
    "erased_at",
    "find_projects",
    "give_up_project",
    "ids_owned",
    "is_closed",
    "is_site_key",
    "newest_site_key",
    "owned_alone",
    "owner_of",
    "owners_of",
    "owners_to_write_to",
    "project_by_id",
    "project_by_site_key",
    "project_is_open",
    "project_total",
    "projects_by_id",
    "projects_by_site_key",
    "projects_of",
    "projects_owned",
    "projects_to_erase",
    "remove_avatar",
    "rename_project",
    "restore_project",
    "set_avatar",
    "squared",
]
