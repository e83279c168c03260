"""Conversations over HTTP: the agents' side and the visitors'."""

from deskbell.conversations.about_visitors import routes as about_visitors
from deskbell.conversations.for_agents import routes as for_agents
from deskbell.conversations.for_visitors import routes as for_visitors
from deskbell.conversations.moving import routes as moving
from deskbell.conversations.searching import routes as searching
from deskbell.conversations.tags import routes as tags
from deskbell.conversations.views import routes as views

handlers = [
    *for_agents.handlers,
    *moving.handlers,
    *for_visitors.handlers,
    *tags.handlers,
    *searching.handlers,
    *views.handlers,
    *about_visitors.handlers,
]
