"""What the introduction shows: from signing up to the first visitor answered. The words are in `help/video/words`."""

import re

from playwright.sync_api import BrowserContext, Locator, expect

from tools.video.stage import Stage, Window

HOST = "desk.example.com"
_PASSWORD = "three quiet otters swim"  # noqa: S105 - of a project that lives for a minute
_EMAIL = "olga@kilnandkettle.com"


class Walk:
    """The owner, who is also the first administrator; and a visitor."""

    def __init__(self, stage: Stage, words: dict[str, str], owner: BrowserContext, visitor: BrowserContext) -> None:
        self._stage = stage
        self._words = words
        self._owner = owner
        self._visitor = visitor

    def play(self) -> None:
        """All of it."""
        self._stage.card("title", seconds=2.6)
        console = self._sign_up()
        self._set_password(console)
        desk = self._enter_workbench(console)
        self._answer(console, desk)
        self._look_around(console)
        self._stage.card("end", seconds=2.8)

    def _sign_up(self) -> Window:
        stage = self._stage
        stage.card("card.project", number="1")
        page = self._owner.new_page()
        page.goto(f"http://{HOST}/console/sign-up")
        expect(page.get_by_role("heading", name="Create your account")).to_be_visible()
        console = Window(page, self._words["tab.console"], f"{HOST}/console")
        stage.enter(console)
        stage.say("say.sign_up")
        stage.write(page.get_by_label("Your name"), "Olga Berg")
        stage.write(page.get_by_label("E-mail"), _EMAIL)
        stage.write(page.get_by_label("Password", exact=True), _PASSWORD)
        stage.rest(0.3)
        stage.press(page.get_by_role("button", name="Create account"))
        name = page.get_by_label("Project name")
        expect(name).to_be_visible()
        stage.look(fade=8)
        stage.say("say.project")
        stage.write(name, "Kiln & Kettle")
        stage.rest(0.3)
        stage.press(page.get_by_role("button", name="Create project"))
        expect(page.get_by_role("heading", level=1, name="Kiln & Kettle")).to_be_visible()
        expect(page.get_by_role("heading", name="Common questions")).to_be_visible()
        stage.look(fade=10)
        stage.say("say.page")
        stage.rest(1)
        return console

    def _set_password(self, console: Window) -> None:
        stage, page = self._stage, console.page
        stage.card("card.password", number="2")
        stage.enter(console)
        stage.say("say.password")
        management = page.get_by_role("region", name="Management")
        stage.scroll(management)
        stage.press(management.get_by_role("button", name="Set password"))
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        stage.look(fade=7)
        stage.write(dialog.get_by_label("Password", exact=True), _PASSWORD)
        save = dialog.get_by_role("button", name="Save")
        save.scroll_into_view_if_needed()
        stage.look()
        stage.rest(0.4)
        stage.press(save)
        expect(dialog).to_be_hidden()
        expect(page.get_by_text("1 of 5 done")).to_be_visible()
        stage.look(fade=7)
        stage.rest(1.2)
        stage.hush()
        # In the film's own time nobody waits for the notice to go.
        expect(page.get_by_text("Saved.")).to_be_hidden()

    def _enter_workbench(self, console: Window) -> Window:
        stage, page = self._stage, console.page
        stage.card("card.workbench", number="3")
        stage.enter(console)
        stage.say("say.enter")
        enter = page.get_by_role("link", name="Enter Workbench")
        stage.scroll(page.get_by_role("region", name="Workspace"), above=100)
        stage.point(page.get_by_role("button", name="Copy the workspace address"))
        stage.rest(0.8)
        with self._owner.expect_page() as opened:
            stage.press(enter)
        page = opened.value
        expect(page.get_by_role("heading", name="Sign in to the Workspace")).to_be_visible()
        desk = Window(page, self._words["tab.workspace"], f"{HOST}/workspace")
        stage.enter(desk)
        stage.say("say.sign_in")
        stage.write(page.get_by_label("E-mail"), _EMAIL)
        stage.write(page.get_by_label("Password", exact=True), _PASSWORD)
        stage.press(page.get_by_role("button", name="Sign in"))
        expect(page.get_by_text("You have no open conversations")).to_be_visible()
        stage.look(fade=9)
        stage.say("say.inbox")
        stage.rest(1)
        return desk

    def _answer(self, console: Window, desk: Window) -> None:
        stage, page = self._stage, desk.page
        stage.card("card.answer", number="4")
        site = self._ring(console)
        panel = site.page.frame_locator("deskbell-widget iframe")
        field = panel.get_by_label("Write a message")
        stage.say("say.ring")
        stage.write(field, "Do you have a teapot for two?")
        stage.rest(0.3)
        site.page.keyboard.press("Enter")
        expect(panel.get_by_role("log").get_by_text("teapot for two")).to_be_visible()
        expect(panel.get_by_role("log").get_by_text("takes care of this conversation")).to_be_visible()
        stage.look()
        stage.rest(1)

        row = page.get_by_role("link", name=re.compile("teapot for two"))
        page.bring_to_front()
        expect(row).to_be_visible()
        stage.enter(desk)
        stage.say("say.arrives")
        stage.rest(0.8)
        stage.press(row)
        thread = page.get_by_role("region", name="Conversation")
        expect(thread.get_by_role("log").get_by_text("teapot for two")).to_be_visible()
        stage.look(fade=8)
        stage.say("say.answer")
        stage.write(page.get_by_placeholder("Write an answer…"), "We do: the small round one, glazed in blue.")
        stage.rest(0.3)
        page.keyboard.press("Enter")
        expect(thread.get_by_role("log").get_by_text("glazed in blue")).to_be_visible()
        stage.look()
        stage.rest(0.8)

        site.page.bring_to_front()
        expect(panel.get_by_role("log").get_by_text("glazed in blue")).to_be_visible()
        stage.enter(site)
        stage.say("say.read")
        stage.write(field, "Lovely, thank you!")
        site.page.keyboard.press("Enter")
        expect(panel.get_by_role("log").get_by_text("Lovely")).to_be_visible()
        stage.look()
        stage.rest(0.8)

        page.bring_to_front()
        expect(thread.get_by_role("log").get_by_text("Lovely")).to_be_visible()
        stage.enter(desk)
        stage.say("say.close")
        stage.press(thread.get_by_role("button", name="Close"))
        expect(thread.get_by_text("ended the conversation")).to_be_visible()
        stage.look(fade=8)
        stage.rest(1)

    def _ring(self, console: Window) -> Window:
        """From the Console to the preview page, and its bell rung."""
        stage, page = self._stage, console.page
        page.bring_to_front()
        page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")
        preview = page.get_by_role("link", name="Open the preview page")
        expect(preview).to_be_visible(timeout=15_000)
        stage.enter(console)
        stage.say("say.preview")
        stage.rest(0.5)
        address = preview.get_attribute("href")
        stage.press(preview)
        site = Window(self._visitor.new_page(), self._words["tab.site"], f"{HOST}/preview", visitor=True)
        site.page.goto(f"{address}")
        bell = site.page.locator("deskbell-widget button")
        expect(bell).to_be_visible()
        stage.enter(site)
        stage.rest(0.6)
        stage.press(bell)
        panel = site.page.frame_locator("deskbell-widget iframe")
        expect(panel.get_by_label("Write a message")).to_be_visible()
        expect(panel.get_by_text("We are here and answer")).to_be_visible()
        stage.look(fade=8)
        return site

    def _look_around(self, console: Window) -> None:
        stage, page = self._stage, console.page
        stage.card("card.subscription", number="5")
        page.bring_to_front()
        page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")
        expect(page.get_by_text("4 of 5 done")).to_be_visible(timeout=15_000)
        stage.enter(console)
        stage.say("say.ticked")
        stage.rest(1.2)
        stage.say("say.subscription")
        subscription = page.get_by_role("region", name="Subscription")
        stage.scroll(subscription)
        self._dwell(subscription)
        stage.say("say.management")
        management = page.get_by_role("region", name="Management")
        stage.scroll(management)
        stage.point(management.get_by_role("button", name="Modify").first)
        stage.rest(1.2)
        stage.say("say.questions")
        questions = page.get_by_role("complementary", name="Common questions")
        stage.scroll(questions.get_by_role("heading", name="Common questions"))
        stage.press(questions.get_by_role("button", name=re.compile("How do I try the chat")))
        expect(questions.get_by_text("It is a page that we host")).to_be_visible()
        stage.look(fade=6)
        stage.rest(1.2)

    def _dwell(self, on: Locator) -> None:
        self._stage.point(on.get_by_text(re.compile("seats to try")))
        self._stage.rest(1.5)
