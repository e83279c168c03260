"""Somebody else's ids are answered exactly like ids that nothing has, by every operation that takes ids."""

from collections.abc import Iterator

import httpx

from tests.contents import contents
from tests.standing import Standing
from tests.tenancy.operations import IDS, Operation, operations
from tests.tenancy.people import UNKNOWN, Somebody, Tenant, smuggler, tenant

NOBODY = Somebody("nobody", {})
PUBLIC = {
    "stripe_webhook": "Stripe signs what it sends",
    "help": "what every owner may read",
    "live": "for whoever watches the server",
    "ready": "the same",
    "welcome": "what the sign-up page shows",
    "sign_up": "there is no account yet",
    "sign_in": "this is how one becomes somebody",
    "sign_out": "to sign out twice does no harm",
    "workspace_sign_in": "this is how one becomes somebody",
    "workspace_sessions": "answers what the browser's own cookies prove, which may be nothing",
    "open_password_link": "the token that was mailed says whose password it is",
    "set_password": "the same",
    "look_at_invitation": "the token that was mailed says who is invited",
    "join_team": "the same",
    "passkey_sign_in_options": "this is how one becomes somebody",
    "sign_in_with_passkey": "the same",
    "begin_openid": "the same",
    "finish_openid": "the same",
    "take_second_step": "the same",
    "confirm_email": "the token that was mailed says whose address it is",
    "follow_email_change": "the same",
    "reset_password": "the token that was mailed says whose password it is",
    "ask_for_password_link": "whoever asks has forgotten what would prove who they are",
    "ask_to_reset_password": "whoever asks has forgotten what would prove who they are",
    "widget": "what every visitor of a site may see",
    "meet_visitor": "this is how one becomes a visitor",
}
# What every role of the Workspace may do; anything else is refused to an agent.
OF_ANY_ROLE = {
    "workspace",
    "change_self",
    "notification_choices",
    "push_devices",
    "add_push_device",
    "remove_push_device",
    "choose_notifications",
    "workspace_sign_out",
    "agent_events",
    "agent_types",
    "list_conversations",
    "open_conversation",
    "search_messages",
    "search_conversations",
    "list_views",
    "save_view",
    "order_views",
    "change_view",
    "delete_view",
    "read_messages",
    "answer_visitor",
    "claim_conversation",
    "close_conversation",
    "reopen_conversation",
    "agent_saw",
    "agent_saw_mention",
    "change_conversation",
    "tag_conversation",
    "list_groups",
    "list_tags",
    "create_tag",
    "edit_visitor",
    "visitor_past",
    "visitors_here",
    "write_first",
    "transfer_conversation",
    "snooze_conversation",
    "wake_conversation",
    "do_to_many",
    "undo_many",
    "block_visitor",
    "unblock_visitor",
    "edit_message",
    "recall_message",
    "earlier_texts",
    "agent_sends_file",
    "agent_discards_file",
    "read_file",
    "read_thumbnail",
    "report",
    "counted_conversations",
    "export_counted",
    "list_replies",
    "save_reply",
    "read_reply",
    "use_reply",
}
# What ids and fields alone cannot do rightly, and how it is refused then; tests/accounts/ does it.
NEEDS_MORE = {
    "enable_two_step": "wrong_code",
    "add_passkey": "passkey_failed",
    "prove_again": "passkey_failed",
    "begin_openid_signed_in": "not_found",
    "unlink_identity": "not_found",
    "agent_sends_file": "empty_file",
    "visitor_sends_file": "empty_file",
}
# Who is here, letters on their way, and facts: each stands beside the rows that it is about, or follows a moment later.
PASSING = frozenset({"lease", "letter", "fact", "feed", "webhook_delivery"})
# What changes something without a line in an audit log, and why.
UNNOTED = {
    "save_reply": "one's own; what is everybody's has its line",
    "use_reply": "which of them is used most, for the order of a list",
    "ask_to_confirm_email": "a letter to oneself",
    "begin_two_step": "noted as soon as it is on",
    "invite_agents": "only that it was asked: all seats of this project are taken by then",
    "change_self": "one's own name and availability, which the team sees at once",
    "choose_notifications": "of what one hears oneself",
    **dict.fromkeys(("add_push_device", "remove_push_device"), "where one hears of something oneself"),
    **dict.fromkeys(("visitor_closes", "describe_visitor", "write_to_team"), "visitors are in no audit log"),
    **dict.fromkeys(
        ("claim_conversation", "close_conversation", "answer_visitor", "write_first"), "told in the conversation itself"
    ),
    **dict.fromkeys(("transfer_conversation", "snooze_conversation", "wake_conversation"), "told in the conversation"),
    **dict.fromkeys(("agent_discards_file", "visitor_discards_file"), "what nobody but its sender has seen"),
    **dict.fromkeys(("edit_message", "recall_message"), "the team can look up what it said before"),
    **dict.fromkeys(
        ("save_view", "order_views", "change_view", "delete_view"), "one's own list, or the team's, who see it"
    ),
    **dict.fromkeys(("change_conversation", "tag_conversation", "edit_visitor"), "the whole team sees it at once"),
}
# These end the rightful person's own session, so they come last.
ENDING = [
    "agent_discards_file",
    "visitor_discards_file",
    "delete_view",
    "delete_tag",
    "remove_webhook",
    "delete_reply",
    "remove_group",
    "change_agent",
    "disable_agent",
    "remove_agent",
    "workspace_sign_out",
    "remove_passkey",
    "end_my_other_sessions",
    "change_password",
    "modify_administrator",
    "disable_administrator",
    "remove_administrator",
    "delete_project",
    "sign_out",
    "block_account",
    "unblock_account",
]


def test_every_operation_is_understood() -> None:
    strange = {one.id: one.unknown_names for one in operations() if one.unknown_names}
    assert strange == {}, "say in tests/tenancy/operations.py whose these are or how to fill them"


def test_every_operation_says_who_may_call_it_or_why_everybody_may() -> None:
    open_to_all = {one.id for one in operations() if not one.schemes}
    assert open_to_all == {*PUBLIC}, "a new operation needs a principal, or a reason in PUBLIC"


def test_nobody_is_refused_where_somebody_is_asked_for(desk: Standing, wire: httpx.Client, victim: Tenant) -> None:
    before = contents(desk.database_url)
    for operation in (one for one in operations() if one.schemes):
        for caller in [NOBODY, *_of_another_kind(operation, victim)]:
            answer = caller.call(wire, operation.call(victim.agent.ids))
            assert _refusal(answer) == (401, "not_signed_in"), f"{operation.id} by {caller.name}"
    assert contents(desk.database_url) == before


def test_what_is_for_operators_is_not_found_by_others(
    desk: Standing, wire: httpx.Client, victim: Tenant, thief: Tenant
) -> None:
    before = contents(desk.database_url)
    tried = [one for one in operations() if "operator" in one.schemes]
    assert tried
    for operation in tried:
        for ids in (thief.owner.ids, victim.owner.ids, UNKNOWN):
            answer = thief.owner.call(wire, operation.call({**thief.owner.ids, **ids}))
            assert _refusal(answer) == (404, "not_found"), operation.id
    assert contents(desk.database_url) == before


def test_every_operation_says_which_role_may(desk: Standing, wire: httpx.Client, victim: Tenant) -> None:
    """What is new here is denied to agents until it stands in their role."""
    before = contents(desk.database_url)
    tried: set[str] = set()
    for operation in (one for one in operations() if "workspace" in one.schemes and one.id not in OF_ANY_ROLE):
        answer = victim.colleague.call(wire, operation.call(victim.colleague.ids))
        assert _refusal(answer) == (403, "forbidden"), operation.id
        tried.add(operation.id)
    assert {"invite_agents", "change_agent", "workspace_subscription"} <= tried
    assert contents(desk.database_url) == before


def test_a_strangers_ids_are_answered_like_unknown_ones(
    desk: Standing, wire: httpx.Client, victim: Tenant, thief: Tenant
) -> None:
    before = contents(desk.database_url)
    tried: set[str] = set()
    for operation in (one for one in operations() if one.ids):
        for stranger, own, theirs in _strangers(operation, victim, thief):
            for some in operation.choices_of_ids():
                foreign = stranger.call(wire, operation.call({**own, **{name: theirs[name] for name in some}}))
                unknown = stranger.call(wire, operation.call({**own, **{name: UNKNOWN[name] for name in some}}))
                what = f"{operation.id} by {stranger.name} with the victim's {', '.join(sorted(some))}"
                assert foreign.status_code in {401, 404}, f"{what}: {foreign.text}"
                assert _everything(foreign) == _everything(unknown), what
                tried.add(operation.id)
    assert tried == {one.id for one in operations() if one.ids}
    assert contents(desk.database_url) == before


def test_a_renamed_cookie_shows_nothing_of_the_other_project(desk: Standing, victim: Tenant, thief: Tenant) -> None:
    answer = httpx.get(f"{desk.url}/api/v1/workspace/sessions", headers=smuggler(thief, victim).headers)
    assert answer.json() == {"items": []}


def test_the_same_calls_work_for_whoever_they_belong_to_and_changes_are_noted(
    desk: Standing, wire: httpx.Client, operator: Somebody
) -> None:
    """Or the refusals above would prove nothing: a call that is wrong in itself is refused to everybody."""
    rightful = tenant(desk.url, "the rightful", operator)
    in_order = sorted((one for one in operations() if one.schemes), key=lambda one: [*_last(one), one.path, one.method])
    unnoted: dict[str, set[str]] = {}
    # What each changes is looked at once, on the quicker of the two databases.
    before = contents(desk.database_url, but=PASSING) if desk.database_url.startswith("sqlite") else {}
    for operation in in_order:
        for scheme in operation.schemes:
            owner = rightful.of(scheme)
            answer = owner.call(wire, operation.call(owner.ids))
            known_conflict = answer.status_code == 409
            needs_more = operation.id in NEEDS_MORE and answer.json()["code"] == NEEDS_MORE[operation.id]
            assert answer.is_success or known_conflict or needs_more, f"{operation.id} by {owner.name}: {answer.text}"
            if before and answer.is_success:
                now = contents(desk.database_url, but=PASSING)
                changed = {name for name, rows in now.items() if rows != before[name]}
                if changed and "audit_entry" not in changed:
                    unnoted[operation.id] = changed
                before = now
    assert {*unnoted} <= {*UNNOTED}, (
        f"a change by somebody needs its line in the audit log, or a reason in UNNOTED: {unnoted}"
    )


def _strangers(
    operation: Operation, victim: Tenant, thief: Tenant
) -> Iterator[tuple[Somebody, dict[str, str], dict[str, str]]]:
    """Who tries, with which ids of their own, and whose ids they put in."""
    for scheme in operation.schemes or {"workspace"}:
        yield thief.of(scheme), thief.of(scheme).ids, victim.of(scheme).ids
    if "workspace" in operation.schemes:
        yield smuggler(thief, victim), thief.agent.ids, victim.agent.ids
    if "visitor" in operation.schemes:
        yield victim.other_visitor, victim.other_visitor.ids, victim.visitor.ids
    yield NOBODY, victim.agent.ids, victim.agent.ids


def _of_another_kind(operation: Operation, victim: Tenant) -> list[Somebody]:
    """The very people of the project, with the proof that another door asks for."""
    kinds = {"console", "workspace", "visitor"} - operation.schemes
    if "operator" in operation.schemes:
        kinds.discard("console")  # whoever is signed in there is known, and finds nothing: a test of its own
    return [victim.of(scheme) for scheme in sorted(kinds)]


def _last(operation: Operation) -> list[int]:
    return [ENDING.index(operation.id) + 1 if operation.id in ENDING else 0]


def _refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def _everything(answer: httpx.Response) -> tuple[int, str, dict[str, str]]:
    """All that the other side can see of an answer, but the time of day."""
    return answer.status_code, answer.text, {name: value for name, value in answer.headers.items() if name != "date"}


assert {*UNKNOWN} == IDS
