"""What administrators settle in the Workspace."""

import msgspec
import pytest
from sqlalchemy import select

from deskbell.audit.tables import audit_entry
from deskbell.eventlog import read_after
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput, Conflict, Forbidden
from deskbell.management.settings.routes import general_settings, routing_shown
from deskbell.projects import SettingsChange, change_settings
from deskbell.service import RoutingSettings, settle_routing
from deskbell.team.rules import require_permission
from tests.desk import new_agent, new_desk
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
    assert (refused.value.params["now"], refused.value.params["by"]) == ("Europe/Berlin", desk.agent.name)
    with pytest.raises(Forbidden):
        require_permission("agent", "settings.manage")


def test_stale_rules_of_routing_are_refused_by_name_and_only_what_is_new_is_noted(db: Database) -> None:
    desk = new_desk(db)
    ben = new_agent(db, desk.owner, "Ben")
    project_id = desk.owner.project_id
    as_it_comes = db.read_now(routing_shown, project_id)
    assert (as_it_comes.version, as_it_comes.changed_by, as_it_comes.routing.mode) == (0, None, "rounds")
    wanted = RoutingSettings(mode="least_loaded", first_reply_minutes=5)
    for _ in range(2):
        db.write_now(settle_routing, desk.agent, wanted=wanted, version=0)
    now = db.read_now(routing_shown, project_id)
    assert (now.version, now.changed_by, now.routing) == (1, desk.agent.name, wanted)
    with pytest.raises(Conflict, match="stale") as refused:
        db.write_now(settle_routing, ben, wanted=RoutingSettings(mode="manual"), version=0)
    assert refused.value.params == {"by": desk.agent.name}
    with pytest.raises(BadInput) as bad:
        db.write_now(settle_routing, ben, wanted=RoutingSettings(idle_minutes=-1), version=1)
    assert (bad.value.code, bad.value.field) == ("bad_number", "idle_minutes")
    noted = select(audit_entry.c.target).where(audit_entry.c.action == "routing.changed")
    assert rows(db, noted) == [("mode = least_loaded, first_reply_minutes = 5",)]
