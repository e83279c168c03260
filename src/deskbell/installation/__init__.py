"""The installation: what its operators see and do. Projects, accounts, subscriptions; never what is said in a project.

Each operation is for accounts that administer the installation, and for the command line on its machine; to everybody
else there is nothing here.
"""

from deskbell.installation.deciding import (
    Grant,
    grant_subscription,
    resume_subscription,
    suspend_subscription,
)
from deskbell.installation.looking import (
    account_page,
    overview,
    project_details,
    project_named,
    project_page,
    subscription_page,
)

__all__ = [
    "Grant",
    "account_page",
    "grant_subscription",
    "overview",
    "project_details",
    "project_named",
    "project_page",
    "resume_subscription",
    "subscription_page",
    "suspend_subscription",
]
