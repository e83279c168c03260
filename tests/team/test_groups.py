import pytest

from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput, Conflict, NotFound, Refusal
from deskbell.team import groups_of, remove_agent
from deskbell.team.groups.grouping import GroupChange, NewGroup, change_group, make_group, remove_group
from deskbell.team.groups.rules import MAX_GROUPS
from tests.desk import new_agent, new_desk
from tests.rooms import new_client_id, team_facts, together


def test_an_administrator_makes_changes_and_removes_a_group(db: Database) -> None:
    desk = new_desk(db)
    ben, project = new_agent(db, desk.owner, "Ben"), desk.agent.project_id
    wanted = NewGroup(new_client_id(), "Sales", [ben.id, ben.id])
    made = db.write_now(make_group, desk.agent, wanted=wanted)
    assert db.write_now(make_group, desk.agent, wanted=wanted) == made
    assert (made.name, made.agent_ids, made.version) == ("Sales", [ben.id], 1)

    both = sorted([ben.id, desk.agent.id])
    change = GroupChange("Sales & more", both, 1)
    changed = db.write_now(change_group, desk.agent, group_id=made.id, change=change)
    assert (changed.name, changed.agent_ids, changed.version) == ("Sales & more", both, 2)
    with pytest.raises(Conflict) as refused:
        db.write_now(change_group, desk.agent, group_id=made.id, change=change)
    assert refused.value.code == "stale"

    # Whoever leaves the team leaves its groups.
    db.write_now(remove_agent, desk.owner, agent_id=ben.id)
    assert db.read_now(groups_of, project)[0].agent_ids == [desk.agent.id]
    for _ in range(2):
        db.write_now(remove_group, desk.agent, group_id=made.id)
    assert db.read_now(groups_of, project) == []
    told = [fact["group"]["name"] for fact in team_facts(db, project, "group_changed")]
    assert told == ["Sales", "Sales & more"]
    assert [fact["group_id"] for fact in team_facts(db, project, "group_removed")] == [made.id]


def test_what_cannot_be_a_group_is_refused_by_name(db: Database) -> None:
    desk, other = new_desk(db), new_desk(db, "other@example.com")
    first = NewGroup(new_client_id(), "Sales")
    made = db.write_now(make_group, desk.agent, wanted=first)

    def code(wanted: NewGroup) -> str:
        with pytest.raises((BadInput, Conflict)) as refused:
            db.write_now(make_group, desk.agent, wanted=wanted)
        return refused.value.code

    assert code(NewGroup(first.client_id, "Others")) == "client_id_reused"
    assert code(NewGroup(new_client_id(), "sALES")) == "group_exists"
    assert code(NewGroup(new_client_id(), " \u202e ")) == "blank_name"
    assert code(NewGroup(new_client_id(), "Support", [other.agent.id])) == "unknown_agent"
    for who, group_id in ((other.agent, made.id), (desk.agent, "nobody")):
        with pytest.raises(NotFound):
            db.write_now(change_group, who, group_id=group_id, change=GroupChange("Mine"))
        with pytest.raises(NotFound):
            db.write_now(remove_group, who, group_id=group_id)
    # A name is free again once its group is gone, and the list does not grow without end.
    db.write_now(remove_group, desk.agent, group_id=made.id)
    for number in range(MAX_GROUPS):
        db.write_now(make_group, desk.agent, wanted=NewGroup(new_client_id(), f"Sales {number or ''}"))
    assert code(NewGroup(new_client_id(), "One more")) == "too_many_groups"


def test_of_two_who_make_the_same_group_one_is_told(db: Database) -> None:
    desk = new_desk(db)
    wishes = [NewGroup(new_client_id(), "Sales"), NewGroup(new_client_id(), "sales")]
    answers = together([lambda wish=wish: db.write(make_group, desk.agent, wanted=wish) for wish in wishes])
    assert [one.code for one in answers if isinstance(one, Refusal)] == ["group_exists"]
