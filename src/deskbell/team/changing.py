"""An agent changes what others see of them, and how they read."""

from typing import Any

import msgspec
from sqlalchemy import and_, select, update

from deskbell.kit.db import Tx
from deskbell.kit.preferences import readable_language
from deskbell.kit.texts import readable_name
from deskbell.team.sessions import PROFILE
from deskbell.team.stating import state_changed
from deskbell.team.tables import Agent, AgentProfile, Availability, agent


def change_self(
    tx: Tx, actor: Agent, *, name: str | None, language: str | None, availability: Availability | None
) -> AgentProfile:
    """Change what is given; what is None stays. The team hears of a new name or availability."""
    this = and_(agent.c.project_id == actor.project_id, agent.c.id == actor.id)
    before = AgentProfile(*tx.execute(select(*PROFILE).where(this)).one())
    after = msgspec.structs.replace(
        before,
        name=before.name if name is None else readable_name(name),
        language=before.language if language is None else readable_language(language),
        availability=before.availability if availability is None else availability,
    )
    values: dict[str, Any] = {"name": after.name, "language": after.language, "availability": after.availability}
    if after.name != before.name:
        values["version"] = agent.c.version + 1
    tx.execute(update(agent).where(this).values(**values))
    if (after.name, after.availability) != (before.name, before.availability):
        state_changed(tx, actor.project_id, actor.id, by=actor.author)
    return after
