"""Admitting: somebody becomes an agent, by an owner's hand or with an invitation."""

from typing import NamedTuple

from sqlalchemy import insert

from deskbell.eventlog import Author
from deskbell.kit.db import Tx
from deskbell.kit.ids import new_id
from deskbell.kit.preferences import readable_language
from deskbell.kit.texts import email_key
from deskbell.service import routing_settings
from deskbell.team.stating import state_changed
from deskbell.team.tables import Role, agent


class Newcomer(NamedTuple):
    """Somebody who comes into a team. Whoever admits them has looked for a seat, and whether the address is new."""

    email: str
    name: str
    role: Role
    language: str
    password_hash: str | None = None
    client_id: str | None = None
    request_digest: str | None = None


def admit(tx: Tx, project_id: str, newcomer: Newcomer, *, by: Author | None = None) -> str:
    """Make them an agent, and tell the team; without `by` it was their own doing. Answers the agent's id."""
    agent_id = new_id()
    tx.execute(
        insert(agent).values(
            project_id=project_id,
            id=agent_id,
            email=newcomer.email,
            email_key=email_key(newcomer.email),
            name=newcomer.name,
            role=newcomer.role,
            password_hash=newcomer.password_hash,
            password_changed_at=None if newcomer.password_hash is None else tx.now,
            language=readable_language(newcomer.language),
            availability="online",
            conversation_limit=routing_settings(tx, project_id).default_limit,
            created_at=tx.now,
            client_id=newcomer.client_id,
            request_digest=newcomer.request_digest,
        )
    )
    state_changed(tx, project_id, agent_id, by=by or Author("agent", agent_id, newcomer.name))
    return agent_id
