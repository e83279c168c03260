"""What administrators settle in the Workspace."""

import msgspec
import pytest
from sqlalchemy import select

from deskbell.audit.tables import audit_entry
from deskbell.eventlog import read_after
from deskbell.kit.db import Database
from deskbell.kit.errors import Conflict, Forbidden
from deskbell.management.settings.routes import general_settings
from deskbell.projects import SettingsChange, change_settings
from deskbell.team.rules import require_permission
from tests.desk import new_desk
from tests.rooms import rows


def test_an_administrator_settles_language_and_time_zone_and_the_team_is_told(db: Database) -> None:
    desk = new_desk(db)
    project_id = desk.owner.project_id
    change = SettingsChange("de", "en", "Europe/Berlin", "UTC")
    for _ in range(2):
        db.write_now(change_settings, desk.agent, change=change)
    now = db.read_now(general_settings, project_id)
    assert (now.name, now.default_language, now.time_zone) == ("Shop", "de", "Europe/Berlin")
    facts = [one for one in db.read_now(read_after, project_id, 0, 100) if one.type == "project_settled"]
    assert [one.visitor_id for one in facts] == [None]
    assert msgspec.json.decode(facts[0].body)["data"] == {"default_language": "de", "time_zone": "Europe/Berlin"}
    noted = select(audit_entry.c.by_name).where(audit_entry.c.action == "project.settings_changed")
    assert rows(db, noted) == [(desk.agent.name,)]
    with pytest.raises(Conflict, match="stale") as refused:
        db.write_now(change_settings, desk.agent, change=SettingsChange(time_zone="UTC", time_zone_was="Asia/Tokyo"))
    assert refused.value.params == {"now": "Europe/Berlin", "by": desk.agent.name}
    with pytest.raises(Forbidden):
        require_permission("agent", "settings.manage")
