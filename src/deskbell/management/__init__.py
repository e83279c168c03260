"""Management: the Console's project page, and the Workspace's team. It composes what the rooms below know of a project.

Projects are opened, closed and, when their time is over, erased here, because all rooms have a part in that.
"""

from deskbell.management.erasing import Eraser
from deskbell.management.opening import open_project
from deskbell.management.page import ProjectPage, project_page

__all__ = ["Eraser", "ProjectPage", "open_project", "project_page"]
