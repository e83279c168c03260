"""What each side starts from: the Workspace, a returning visitor, and the widget before anybody has written."""

import msgspec

from deskbell.conversations.events import Tag
from deskbell.conversations.listing import Count, kept_counts, load_of_agents
from deskbell.conversations.tags.keeping import tags_of
from deskbell.conversations.thread import VisitorConversation, visitor_view
from deskbell.eventlog import head
from deskbell.files import MAX_ATTACHMENTS
from deskbell.kit.db import Tx
from deskbell.kit.texts import MAX_MESSAGE_BYTES
from deskbell.projects import Project, avatar_path, project_by_id, project_by_site_key
from deskbell.service import Opening, opening_now
from deskbell.team import Agent, AgentProfile, agent_cards, available_agents, groups_of
from deskbell.team.events import AgentCard, GroupCard
from deskbell.visitors import Visitor

_FACES = 5


class ProjectShown(msgspec.Struct):
    """The project as its team knows it."""

    id: str
    name: str
    site_key: str
    default_language: str
    time_zone: str
    avatar: str | None


class SendLimits(msgspec.Struct):
    """What can be sent: in one text, in one file, and how many files with one message."""

    max_text_bytes: int = MAX_MESSAGE_BYTES
    max_file_bytes: int = 10 * 1024 * 1024
    max_attachments: int = MAX_ATTACHMENTS


class Desk(msgspec.Struct):
    """What the Workspace starts from, as the log stood at `pos`."""

    agent: AgentProfile
    project: ProjectShown
    limits: SendLimits
    agents: list[AgentCard]
    groups: list[GroupCard]
    counts: list[Count]
    tags: list[Tag]
    epoch: str
    pos: int


class VisitorShown(msgspec.Struct):
    """The visitor as they see themselves."""

    id: str
    name: str
    email: str | None


class VisitorProject(msgspec.Struct):
    """The project as its visitors know it."""

    name: str
    default_language: str
    avatar: str | None


class AgentSeen(msgspec.Struct):
    """An agent at the desk, as visitors see one."""

    name: str


class Widget(msgspec.Struct):
    """What the widget shows before anybody has written; `online` when somebody is at the desk.

    `hours` is null where none are kept.
    """

    project: VisitorProject
    online: bool
    agents: list[AgentSeen]
    limits: SendLimits
    hours: Opening | None = None


class VisitorStart(msgspec.Struct):
    """What a returning visitor's widget starts from, as the log stood at `pos`."""

    visitor: VisitorShown
    project: VisitorProject
    conversations: list[VisitorConversation]
    epoch: str
    pos: int


def workspace_start(tx: Tx, agent: Agent, limits: SendLimits) -> Desk:
    """The agent, the project, the team and the kept counts. The position is taken before the rest."""
    end = head(tx, agent.project_id)
    project = project_by_id(tx, agent.project_id)
    load = load_of_agents(tx, agent.project_id)
    return Desk(
        agent.profile,
        _shown(project),
        limits,
        [msgspec.structs.replace(card, load=load.get(card.id, 0)) for card in agent_cards(tx, agent.project_id)],
        groups_of(tx, agent.project_id),
        kept_counts(tx, agent.project_id),
        tags_of(tx, agent.project_id),
        end.epoch,
        end.pos,
    )


def widget_start(tx: Tx, site_key: str, limits: SendLimits) -> Widget:
    project = project_by_site_key(tx, site_key)
    agents = [AgentSeen(one.name) for one in available_agents(tx, project.id)[:_FACES]]
    return Widget(_shown_to_visitors(project), bool(agents), agents, limits, opening_now(tx, project.id))


def visitor_start(tx: Tx, visitor: Visitor) -> VisitorStart:
    view = visitor_view(tx, visitor)
    project = project_by_id(tx, visitor.project_id)
    return VisitorStart(
        VisitorShown(visitor.id, visitor.name, visitor.email),
        _shown_to_visitors(project),
        view.conversations,
        view.epoch,
        view.pos,
    )


def _shown(one: Project) -> ProjectShown:
    avatar = avatar_path(one.avatar)
    return ProjectShown(one.id, one.name, one.site_key, one.default_language, one.time_zone, avatar)


def _shown_to_visitors(one: Project) -> VisitorProject:
    return VisitorProject(one.name, one.default_language, avatar_path(one.avatar))
