"""R-46: an agent and a visitor exchange pictures and papers by button, paste and drop, and look at them."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.shop import Shop, sign_in
from tests.files import made
from tests.serving import Server

NewPerson = Callable[..., Page]
GIVE = """([kind, name, numbers]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(numbers)], name, { type: "image/png" }));
  const more = { bubbles: true, cancelable: true };
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { ...more, clipboardData: data })
    : new DragEvent("drop", { ...more, dataTransfer: data });
  document.querySelector("textarea").dispatchEvent(event);
}"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    server = Server(tmp_path_factory.mktemp("data")).start()
    shop = Shop(server.url)
    shop.step_away()
    yield shop
    server.stop()


def test_r46_pictures_and_papers_by_button_paste_and_drop(shop: Shop, new_person: NewPerson) -> None:
    visitor, anna = new_person(viewport={"width": 390, "height": 844}), new_person()
    visitor.goto(f"{shop.url}/chat/{shop.site_key}")
    visitor.get_by_label("Write a message").fill("Which lamp do you have?")
    visitor.keyboard.press("Enter")
    sign_in(anna, shop, at="all")
    anna.get_by_role("link", name="Which lamp do you have?").click()

    # Without a word, with a word, and with a paper; what is refused says why and goes nowhere.
    with anna.expect_file_chooser() as chooser:
        anna.get_by_role("button", name="Attach files").click()
    chooser.value.set_files(
        [
            {"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": made.photo(800, 600)},
            {"name": "holiday.png", "mimeType": "image/png", "buffer": made.PROGRAM},
            {"name": "huge.png", "mimeType": "image/png", "buffer": made.enormous()},
        ]
    )
    expect(anna.get_by_text("Programs and scripts cannot be sent.")).to_be_visible()
    expect(anna.get_by_text("This picture is too large.")).to_be_visible()
    assert serious_problems(anna) == []
    anna.get_by_role("button", name="Send", exact=True).click()
    expect(anna.get_by_role("log").get_by_role("button", name="Look at lamp.jpg")).to_be_visible()
    for name in ("holiday.png", "huge.png"):
        anna.get_by_role("button", name=f"Remove {name}").click()
    for kind, name in (("paste", "pasted.png"), ("drop", "dropped.png")):
        anna.evaluate(GIVE, [kind, name, list(made.drawing())])
        expect(anna.get_by_role("button", name=f"Remove {name}")).to_be_visible()
    with anna.expect_file_chooser() as chooser:
        anna.get_by_role("button", name="Attach files").click()
    chooser.value.set_files(
        [{"name": "bill.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 " + bytes(20_000)}]
    )
    anna.get_by_label("Message to").fill("These three")
    expect(anna.get_by_role("button", name="Send", exact=True)).to_be_enabled()
    anna.keyboard.press("Enter")

    # The visitor sees them, and looks at one as large as the window.
    log = visitor.get_by_role("log")
    expect(log.get_by_text("These three")).to_be_visible()
    for name in ("lamp.jpg", "pasted.png", "dropped.png"):
        picture = log.get_by_role("img", name=name)
        expect(picture).to_be_visible()
        visitor.wait_for_function("(img) => img.complete && img.naturalWidth > 0", arg=picture.element_handle())
    with visitor.expect_download() as download:
        log.get_by_role("link", name="bill.pdf").click()
    assert download.value.suggested_filename == "bill.pdf"
    visitor.get_by_role("button", name="Look at pasted.png").click()
    box = visitor.get_by_role("dialog")
    expect(box.get_by_role("img", name="pasted.png")).to_be_visible()
    visitor.keyboard.press("ArrowRight")
    expect(box.get_by_role("img", name="dropped.png")).to_be_visible()
    visitor.keyboard.press("Escape")
    expect(box).to_be_hidden()

    _sends_back(visitor, anna)


def _sends_back(visitor: Page, anna: Page) -> None:
    """The visitor answers with pictures alone, by button, paste and drop; a program goes nowhere."""
    with visitor.expect_file_chooser() as chooser:
        visitor.get_by_role("button", name="Attach files").click()
    photo: FilePayload = {
        "name": "my-lamp.jpg",
        "mimeType": "image/jpeg",
        "buffer": made.photo(turned=True, where=True),
    }
    program: FilePayload = {"name": "virus.png", "mimeType": "image/png", "buffer": made.PROGRAM}
    chooser.value.set_files([photo, program])
    expect(visitor.get_by_text("Programs and scripts cannot be sent.")).to_be_visible()
    visitor.evaluate(GIVE, ["paste", "pasted-here.png", list(made.drawing())])
    expect(visitor.get_by_role("button", name="Remove pasted-here.png")).to_be_visible()
    visitor.evaluate(GIVE, ["drop", "dropped-here.png", list(made.drawing())])
    expect(visitor.get_by_role("button", name="Remove dropped-here.png")).to_be_visible()
    assert serious_problems(visitor) == []
    visitor.get_by_role("button", name="Send", exact=True).click()
    for name in ("my-lamp.jpg", "pasted-here.png", "dropped-here.png"):
        picture = anna.get_by_role("log").get_by_role("img", name=name)
        expect(picture).to_be_visible()
        anna.wait_for_function("(img) => img.complete && img.naturalWidth > 0", arg=picture.element_handle())
    expect(anna.get_by_role("link", name="Visitor").get_by_text("Picture")).to_be_visible()
