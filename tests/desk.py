"""A project with people at both sides of the desk, acting through the rooms' own doors."""

import asyncio
from typing import NamedTuple

from deskbell.conversations import Ack, claim_conversation, queue_message
from deskbell.conversations.listing import ConversationItem, Count, item_of, kept_counts
from deskbell.conversations.thread import MessagePage, messages_page
from deskbell.kit.db import Database, Tx
from deskbell.kit.ids import new_id, new_token
from deskbell.presence import Lease, keep_leases
from deskbell.projects import Owner
from deskbell.realtime.presence import Node
from deskbell.team import Agent, AgentProfile, NewAdministrator, add_administrator, administrators
from deskbell.visitors import Arrival, Visitor, meet_visitor
from tests.rooms import new_account, new_client_id, new_project


class Desk(NamedTuple):
    """A project with one agent and one visitor."""

    owner: Owner
    agent: Agent
    visitor: Visitor


def new_desk(db: Database, email: str = "owner@example.com") -> Desk:
    owner = new_project(db, new_account(db, email))
    first = db.read_now(administrators, owner.project_id)[0]
    return Desk(owner, _agent(owner, first.id, first.email, first.name), new_visitor(db, owner.project_id))


def new_agent(db: Database, owner: Owner, name: str) -> Agent:
    wanted = NewAdministrator(new_client_id(), f"{name.lower()}@example.com", name, None)
    added = db.write_now(add_administrator, owner, wanted=wanted, language="en")
    return _agent(owner, added.id, added.email, added.name)


def new_visitor(db: Database, project_id: str) -> Visitor:
    arrival = Arrival(project_id=project_id, token=new_token(), ip="192.0.2.7", user_agent="Mozilla/5.0", language="en")
    return db.write_now(meet_visitor, arrival)


def post(
    db: Database,
    author: Visitor | Agent,
    text: str = "Hello",
    *,
    to: str | None = None,
    client_id: str | None = None,
) -> Ack:
    """Post one message and wait until it is durable."""

    async def posted() -> Ack:
        return await queue_message(db, author, conversation_id=to, client_id=client_id or new_client_id(), text=text)

    return asyncio.run(posted())


def come_to_the_desk(db: Database, *agents: Agent) -> None:
    """Give agents a live connection, as far as routing can tell."""
    for agent in agents:
        lease = Lease(agent.id, "node", agent.project_id, "agent", db.read_now(_now) + 60_000)
        db.write_now(keep_leases, Node("node"), [lease])


def claim(db: Database, agent: Agent, conversation_id: str) -> None:
    db.write_now(claim_conversation, agent, conversation_id=conversation_id)


def seen_by(db: Database, agent: Agent, conversation_id: str) -> ConversationItem:
    """The conversation as this agent's list shows it."""
    item = db.read_now(item_of, agent, conversation_id)
    assert item is not None
    return item


def thread(db: Database, reader: Agent | Visitor, conversation_id: str) -> MessagePage:
    return db.read_now(messages_page, reader, conversation_id=conversation_id, limit=100)


def counts(db: Database, project_id: str) -> dict[tuple[str, str | None], int]:
    """The kept counts by status and responsible agent."""
    kept: list[Count] = db.read_now(kept_counts, project_id)
    return {(one.status, one.assignee_id): one.n for one in kept}


def _agent(owner: Owner, id_: str, email: str, name: str) -> Agent:
    profile = AgentProfile(id_, email, name, "administrator", "en", "online", 6, 0)
    return Agent(owner.project_id, new_id(), profile)


def _now(tx: Tx) -> int:
    return tx.now
