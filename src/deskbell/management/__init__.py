"""Management: the Console's project page. It opens projects and composes what the rooms below know of one."""

from deskbell.management.opening import open_project
from deskbell.management.page import ProjectPage, project_page

__all__ = ["ProjectPage", "open_project", "project_page"]
