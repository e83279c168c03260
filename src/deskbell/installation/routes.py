"""The operators' pages, under `/api/v1/console/installation`."""

from deskbell.installation.accounts import routes as accounts
from deskbell.installation.auditing import routes as auditing
from deskbell.installation.billing import routes as billing
from deskbell.installation.mail import routes as mail
from deskbell.installation.projects import routes as projects
from deskbell.installation.subscriptions import routes as subscriptions

handlers = [
    *projects.handlers,
    *subscriptions.handlers,
    *billing.handlers,
    *accounts.handlers,
    *mail.handlers,
    *auditing.handlers,
]
