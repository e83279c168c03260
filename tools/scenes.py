"""What there is to see: who looks where, and what they do first. `tools/pictures.py` takes the pictures."""

from collections.abc import Callable
from typing import NamedTuple

from tests.browser.everything import EMAIL, Everything
from tests.walk import PASSWORD
from tools.deeds import (
    Do,
    carry_keys,
    choose,
    fill,
    follow,
    hit,
    host,
    note,
    one_after_the_other,
    opened,
    paste,
    press,
    read_letter,
    recovery_codes,
    scroll_to,
    see,
    write,
)


class Scene(NamedTuple):
    """One picture: who looks (`owner`, `operator`, `agent`, `newcomer` or nobody), where, and what they do first.

    A path that has to be made first, such as a link of a letter, is a function.
    """

    name: str
    who: str
    path: str | Callable[[], str]
    do: Do | None = None

    @property
    def whole(self) -> bool:
        """A page in its full height, and not what lies over it; the Workspace scrolls in itself."""
        return self.path == "" or (self.do is None and "/workspace/" not in str(self.path))


def scenes(all_: Everything) -> list[Scene]:
    """What there is to see."""
    project = f"/console/projects/{all_.id}"
    found = f"/console/installation/projects/{all_.id}"
    security = "/console/account/security"
    site_key = all_.project["site_key"]
    person = "More for bartholomew"
    team = f"/workspace/{all_.id}/team"
    member = "More for Bartholomew"
    mail = all_.server.data / "mail"
    return [
        Scene("sign-in", "", "/console/sign-in"),
        Scene("sign-in-refused", "", "/console/sign-in", one_after_the_other(
            fill("E-mail", EMAIL), fill("Password", "not this one", "Sign in"))),
        Scene("sign-up", "", "/console/sign-up", fill("Password", "lamps and shades")),
        Scene("sign-up-empty", "", "/console/sign-up", press("Create account")),
        Scene("reset", "", "/console/reset"),
        Scene("reset-sent", "", "/console/reset", fill("E-mail", EMAIL, "Mail me a link")),
        Scene("reset-new", "", "/console/reset#a-token", fill("New password", "three quiet otters")),
        Scene("confirm", "", "/console/confirm#a-token"),
        Scene("confirm-over", "", "/console/confirm#a-token", press("Confirm address")),
        Scene("change-email", "", "/console/change-email#a-token"),
        Scene("join-signed-out", "", f"/console/join-owners#{all_.link.partition('#')[2]}"),
        Scene("join", "newcomer", f"/console/join-owners#{all_.link.partition('#')[2]}"),
        Scene("join-over", "newcomer", "/console/join-owners#a-token"),
        Scene("provider-refused", "", "/console/signed-in?error=access_denied&state=x"),
        Scene("lost", "owner", "/console/nowhere"),
        Scene("lost-page", "", "/nowhere"),
        Scene("project-unknown", "owner", "/console/projects/nobody"),
        Scene("project-closed", "owner", f"/console/projects/{all_.gone['id']}"),
        Scene("project-new", "owner", "/console/", press("New project")),
        Scene("first-project", "newcomer", "/console/"),
        Scene("projects", "owner", "/console/"),
        Scene("project", "owner", project),
        Scene("project-name", "owner", project, press("Edit")),
        Scene("project-name-blank", "owner", project, one_after_the_other(
            press("Edit"), lambda page: page.get_by_role("textbox", name="Project name").fill(" "), press("Submit"))),
        Scene("project-switch", "owner", project, press("Project", exact=False)),
        Scene("administrator-add", "owner", project, press("Add administrator")),
        Scene("administrator-twice", "owner", project, one_after_the_other(
            press("Add administrator"), fill("Account (e-mail)", "dora@lamps.example"), fill("Name", "Dóra", "Save"))),
        Scene("administrator-generated", "owner", project, one_after_the_other(
            lambda page: page.get_by_role("button", name="Modify").last.click(), press("Generate", "Save"),
            opened("Password saved"))),
        Scene("administrator-modify", "owner", project, press("Modify")),
        Scene("administrator-menu", "owner", project, choose(person)),
        Scene("administrator-remove", "owner", project, choose(person, "Remove…")),
        Scene("administrator-link", "owner", project, choose(person, "Send a new link")),
        Scene("later-project", "owner", f"/console/projects/{all_.later['id']}"),
        Scene("question", "owner", project, press("What is a seat, and what if all are taken?")),
        Scene("question-none", "owner", project, fill("Search", "qqqqqq")),
        Scene("introduction", "owner", project, press("Watch the introduction", exact=False)),
        Scene("help", "owner", f"{project}/settings", press("Help")),
        Scene("settings", "owner", f"{project}/settings"),
        Scene("owner-invite", "owner", f"{project}/settings", press("Invite owner")),
        Scene("owner-invited", "owner", f"{project}/settings", one_after_the_other(
            press("Invite owner"), fill("E-mail", "olaf@example.com", "Send invitation"))),
        Scene("transfer", "owner", f"{project}/settings", press("Transfer…")),
        Scene("delete-project", "owner", f"{project}/settings", press("Delete project")),
        Scene("subscription", "owner", f"{project}/subscription"),
        Scene("subscription-seats", "owner", f"{project}/subscription", one_after_the_other(
            press("Change seats"), fill("Number of seats", "1"))),
        Scene("payment-arriving", "owner", f"{project}/subscription?payment=done"),
        Scene("payment-left", "owner", f"{project}/subscription?payment=cancelled"),
        Scene("subscription-grace", "owner", lambda: all_.ended(2, 7)),
        Scene("subscription-expired", "owner", lambda: all_.ended(20, 7)),
        Scene("subscription-suspended", "owner", all_.suspended),
        Scene("audit", "owner", f"{project}/audit"),
        Scene("audit-none", "owner", f"{project}/audit", fill("From", "2099-12-31")),
        Scene("account-menu", "owner", "/console/", press("Account of", exact=False)),
        Scene("language-menu", "owner", "/console/", press("Language", exact=False)),
        Scene("account", "owner", "/console/account"),
        Scene("account-email", "owner", "/console/account", press("Change e-mail address")),
        Scene("account-email-waits", "owner", "/console/account", one_after_the_other(
            press("Change e-mail address"), fill("New e-mail address", "anna@berg.example", "Mail the links"))),
        Scene("account-leave", "owner", "/console/account", press("Delete my account")),
        Scene("security", "owner", security),
        Scene("proof", "stale", security, one_after_the_other(press("Turn on"), opened("Is it still you?"))),
        Scene("password", "owner", security, press("Change password")),
        Scene("two-step", "newcomer", security, one_after_the_other(
            press("Turn on"), opened("Two-step sign-in"))),
        Scene("recovery-codes", "newcomer", security, recovery_codes),
        Scene("passkey", "newcomer", security, one_after_the_other(
            carry_keys, press("Add a passkey"), opened("Add a passkey"))),
        Scene("sessions", "owner", "/console/account/sessions"),
        Scene("account-audit", "owner", "/console/account/audit"),
        Scene("session-ended", "newcomer", "/console/", one_after_the_other(
            lambda page: page.context.clear_cookies(), fill("Project name", "Typed", "Create project"))),
        Scene("installation", "operator", "/console/installation"),
        Scene("installation-project", "operator", found),
        Scene("grant", "operator", found, press("Grant a plan")),
        Scene("invoice", "operator", found, press("Issue an invoice")),
        Scene("invoice-open", "operator", found, choose("INV-000002")),
        Scene("invoice-paid", "operator", found, choose("INV-000002", "Mark as paid")),
        Scene("suspend", "operator", found, press("Suspend subscription")),
        Scene("installation-none", "operator", "/console/installation", fill("Find a project", "zebra")),
        Scene("installation-accounts", "operator", "/console/installation/accounts"),
        Scene("block", "operator", "/console/installation/accounts", choose(
            f"What to do with {EMAIL}", "Block account")),
        Scene("installation-subscriptions", "operator", "/console/installation/subscriptions"),
        Scene("installation-mail", "operator", "/console/installation/mail"),
        Scene("installation-letter", "operator", "/console/installation/mail", press("olaf@example.com", exact=False)),
        Scene("installation-audit", "operator", "/console/installation/audit"),
        Scene("workspace-sign-in", "", f"/workspace/{all_.id}/"),
        Scene("workspace-closed", "", f"/workspace/{all_.gone['id']}/"),
        Scene("workspace-refused", "", f"/workspace/{all_.id}/", one_after_the_other(
            fill("E-mail", EMAIL), fill("Password", "not this one", "Sign in"))),
        Scene("workspace-password", "", all_.password_path, fill("Password", "three quiet otters")),
        Scene("workspace-join", "", all_.invitation_path, fill("Your name", "Frida Lund")),
        Scene("workspace-join-over", "", "/workspace/join#a-token"),
        Scene("team", "agent", team),
        Scene("team-below", "agent", team, scroll_to("table")),
        Scene("team-invite", "agent", team, one_after_the_other(
            press("Invite agents"), paste("ben@lamps.example, not-an-address "))),
        Scene("team-menu", "agent", team, press(member, exact=False)),
        Scene("team-role", "agent", team, choose(member, "Role and limit…")),
        Scene("team-remove", "agent", team, choose(member, "Remove…")),
        Scene("reports", "agent", f"/workspace/{all_.id}/reports?range=7"),
        Scene("reports-below", "agent", f"/workspace/{all_.id}/reports?range=7", see("Day by day")),
        Scene("reports-times", "agent", f"/workspace/{all_.id}/reports?range=7", see("How long it took")),
        Scene("reports-hours", "agent", f"/workspace/{all_.id}/reports?range=7", see("When conversations begin")),
        Scene("reports-live", "agent", f"/workspace/{all_.id}/reports/live"),
        Scene("reports-behind", "agent", f"/workspace/{all_.id}/reports?range=7&number=started"),
        Scene("workspace-settings", "agent", f"/workspace/{all_.id}/settings"),
        Scene("workspace-visitors", "agent", f"/workspace/{all_.id}/visitors"),
        Scene("workspace-notifications", "agent", f"/workspace/{all_.id}/notifications"),
        Scene("workspace-routing", "agent", f"/workspace/{all_.id}/settings/routing"),
        Scene("workspace-webhooks", "agent", f"/workspace/{all_.id}/settings/webhooks"),
        Scene("workspace-new-webhook", "agent", f"/workspace/{all_.id}/settings/webhooks", press("Add a webhook")),
        Scene("workspace-note", "agent", f"/workspace/{all_.id}/all/{all_.conversation}", one_after_the_other(
            press("Note"), note("She asked for moss green before. @Bar"))),
        Scene("workspace-replies", "agent", f"/workspace/{all_.id}/settings/replies"),
        Scene("workspace-reply-edit", "agent", f"/workspace/{all_.id}/settings/replies", one_after_the_other(
            press("More about the reply “hello”"), lambda page: page.get_by_role("menuitem", name="Edit").click())),
        Scene("workspace-reply-choose", "agent", f"/workspace/{all_.id}/all/{all_.conversation}", note("/")),
        Scene("workspace-link-over", "", "/workspace/set-password#a-token"),
        Scene("workspace-empty", "agent", f"/workspace/{all_.id}/replied"),
        Scene("workspace-list", "agent", f"/workspace/{all_.id}/all"),
        Scene("workspace-conversation", "agent", f"/workspace/{all_.id}/all/{all_.conversation}"),
        Scene("workspace-mine", "agent", f"/workspace/{all_.id}/my"),
        Scene("workspace-search", "agent", f"/workspace/{all_.id}/all?search=green"),
        Scene("workspace-search-none", "agent", f"/workspace/{all_.id}/all?search=a+green+parcel&status=closed"),
        Scene("workspace-filters", "agent", f"/workspace/{all_.id}/all?from=2026-01-01", press("Filters")),
        Scene("workspace-filtered", "agent", f"/workspace/{all_.id}/all?from=2026-01-01&tag=0000000000000009"),
        Scene("workspace-found", "agent", f"/workspace/{all_.id}/all?search=moss", follow("moss")),
        Scene("workspace-palette", "agent", f"/workspace/{all_.id}/all", hit("Control+k")),
        Scene("workspace-keys", "agent", f"/workspace/{all_.id}/all", hit("?")),
        Scene("workspace-me", "agent", f"/workspace/{all_.id}/all", press("Anna Berg", exact=False)),
        Scene("workspace-details", "agent", f"/workspace/{all_.id}/all/{all_.conversation}", press(
            "Details", exact=False)),
        Scene("chat", "", f"/chat/{site_key}"),
        Scene("chat-written", "", f"/chat/{site_key}", write("Do you ship to Norway?", "And how long does it take?")),
        Scene("preview-shut", "", f"/preview/{site_key}"),
        Scene("preview", "", f"/preview/{site_key}#open", write()),
        Scene("preview-written", "", f"/preview/{site_key}", write("Do you ship to Norway?")),
        Scene("panel-unknown", "", "/preview-of-nobody", host("nobody", all_.url)),
        Scene("letter-owner", "", "", read_letter(mail, "olaf@example.com")),
        Scene("letter-password", "", "", read_letter(mail, "bartholomew")),
        Scene("letter-confirm", "", "", read_letter(mail, EMAIL)),
        Scene("chat-unknown", "", "/chat/nobody"),
        Scene("leaving", "leaver", "/console/"),
        Scene("second-step", "two-step", "/console/sign-in", one_after_the_other(
            fill("E-mail", EMAIL), fill("Password", PASSWORD, "Sign in"))),
        Scene("two-step-on", "owner", security),
        Scene("two-step-off", "owner", security, press("Turn off")),
    ]  # fmt: skip
