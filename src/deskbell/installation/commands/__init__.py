"""What an operator does on the server's machine: projects, accounts and subscriptions by command.

Each command is one short transaction of its own beside the running server, which finds what was written by itself.
"""

from deskbell.installation.commands.accounts import account
from deskbell.installation.commands.projects import project
from deskbell.installation.commands.subscriptions import subscription

groups = [project, account, subscription]
