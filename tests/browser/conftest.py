"""Browsers for the tests in this folder.

The pages' content security policy has no ``unsafe-eval``, so ``page.wait_for_function("expression")`` fails:
wait with ``expect(locator)``. Assert that things are *visible*, not merely there.
"""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import chromium
from tests.services import PATIENCE, ROOT

ARTIFACTS = ROOT / "artifacts"
"""Screenshots: of each test that failed, and those that a test takes for people to look at."""

FAILED = pytest.StashKey[bool]()
NewPerson = Callable[..., Page]

_PATIENCE_MS = PATIENCE * 1_000
expect.set_options(timeout=_PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark these tests, so that `-m "not browser"` leaves them out."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a file of tests; each test's people get contexts of their own.

    Not one for the session: while Playwright runs, this thread has an event loop; no test could start one.
    """
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.ensure(), args=list(chromium.FLAGS))
        yield started
        started.close()


@pytest.fixture
def new_person(browser: Browser, request: pytest.FixtureRequest) -> Iterator[NewPerson]:
    """Pages of people who share nothing: each call opens a page in a browser context of its own.

    Takes what ``browser.new_context`` takes, such as ``locale="zh-CN"`` or ``color_scheme="dark"``.
    They have asked for less motion, so that what is measured stands still.
    When the test fails, what each person saw is kept under artifacts/. A page that throws an error fails it.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(**options: object) -> Page:
        usual = {"locale": "en-US", "reduced_motion": "reduce"}
        context = browser.new_context(**{**usual, **options})  # pyright: ignore[reportArgumentType] - passed on
        context.on("weberror", lambda error: errors.append(str(error.error)))
        context.set_default_timeout(_PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield open_page
    if request.node.stash.get(FAILED, False):
        for number, context in enumerate(contexts):
            for page in context.pages:
                page.screenshot(path=ARTIFACTS / "failed" / f"{_file_name(request.node.name)}-{number}.png")
    for context in contexts:
        context.close()
    assert not errors, "\n".join(errors)


@pytest.fixture
def person(new_person: NewPerson) -> Page:
    """A page of one person."""
    return new_person()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test failed, for its fixtures to take screenshots."""
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
    return report


def _file_name(test: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in test)
