"""Takes the README's picture: a busy desk, with a conversation open.

python tools/readme_picture.py     into docs/picture.png
"""

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import expect, sync_playwright

from tests.browser import chromium
from tests.browser.shop import Shop, Visitor, client_id, sign_in
from tests.services import ROOT
from tests.serving import Server
from tests.walk import PASSWORD, Agent

FILE = ROOT / "docs" / "picture.png"
EARLIER = {
    "Sofia Marino": ("When do you open on Saturday?", "At nine, and the first coffee is on us. See you then!"),
    "Liam Connor": ("The grinder arrived. It is beautiful.", "I am glad. Start with the second notch."),
    "Ines Duarte": ("Can I still change my subscription to beans?", "Done: ground coffee from Monday on."),
    "Jonas Lind": ("One more thing: is the next delivery on Tuesday?", "Yes, between eight and ten."),
    "Lucas Meyer": ("Does the kettle keep its temperature?", "For an hour, to a degree."),
}
WAITING = {
    "Owen Price": "Can I change the address of my order?",
    "Amara Okafor": "Hello! Which beans do you suggest for a moka pot?",
    "Elif Kaya": "Does the kettle come with a British plug?",
}
TALK = (
    ("Hello, one of the four cups was broken when I opened the parcel.", ""),
    ("", "I am sorry to hear that. Shall we send you a new one?"),
    ("That would be lovely, thank you.", ""),
    ("", "The replacement cup goes out tonight."),
    ("Thank you, that is quick! Could it go to my office instead?", ""),
    ("", "Of course. What is the address?"),
    ("18 Beacon Street, third floor. Anybody at the desk can sign for it.", ""),
    ("", "Thank you, I have changed it."),
    ("You are a star. Will there be a tracking number?", ""),
)


def main() -> None:
    """Serve, let people talk, look."""
    with tempfile.TemporaryDirectory(prefix="deskbell-picture-") as made:
        server = Server(Path(made), settings={"sign_up": "open"}).start()
        try:
            with ExitStack() as here:
                _take(server.url, here)
        finally:
            server.stop()
    print(FILE.relative_to(ROOT))


def _take(url: str, here: ExitStack) -> None:
    shop = Shop(url, "Harbour Coffee", email="anna@harbour.example", password=PASSWORD)
    anna = Agent(url, shop.id, shop.email)
    for name, (question, answer) in EARLIER.items():
        _answer(anna, shop.visitor(name, question), answer)
    shop.step_away()
    emily = _talk(anna, shop)
    people = [emily, *(shop.visitor(name, text) for name, text in WAITING.items())]
    for one in people:
        here.enter_context(one.on_the_page())
    playwright = here.enter_context(sync_playwright())
    browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=list(chromium.FLAGS))
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-US")
    sign_in(page, shop, at=f"all/{emily.conversation}")
    expect(page.get_by_role("complementary", name="Details")).to_be_visible()
    # She has as many conversations as she can have: the others go on waiting.
    anna.browser.patch(f"/api/v1/workspace/{shop.id}/me", json={"availability": "online"}).raise_for_status()
    people[-1].type()
    page.get_by_role("main").get_by_role("textbox").last.fill(
        "There will. I send it to you as soon as the parcel leaves."
    )
    expect(page.get_by_text("You are a star.").last).to_be_visible()
    expect(page.get_by_text("is typing").first).to_be_visible()
    page.screenshot(path=FILE)
    browser.close()


def _talk(anna: Agent, shop: Shop) -> Visitor:
    emily = shop.visitor("Emily Carter", TALK[0][0])
    here = f"/conversations/{emily.conversation}"
    anna.post(f"{here}/claim")
    for asked, said in TALK[1:]:
        if asked:
            emily.write(asked)
        else:
            anna.post(f"{here}/messages", {"client_id": client_id(), "text": said})
            emily.read_all()
    for name, colour in (("Damaged", "red"), ("Delivery", "blue")):
        tag = anna.post("/tags", {"name": name, "colour": colour})
        anna.post(f"{here}/tags", {"add": [tag["id"]]})
    return emily


def _answer(anna: Agent, visitor: Visitor, text: str) -> None:
    here = f"/conversations/{visitor.conversation}"
    anna.post(f"{here}/claim")
    anna.post(f"{here}/messages", {"client_id": client_id(), "text": text})
    visitor.read_all()


if __name__ == "__main__":
    main()
