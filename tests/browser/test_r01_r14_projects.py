"""R-1 to R-14: a project's page, the two applications, the way to the Workbench, who becomes administrator."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_problems
from tests.browser.conftest import NewPerson
from tests.browser.owners import (
    PASSWORD,
    administrators_of,
    may_use_the_clipboard,
    opened,
    owner_at,
    project_of,
)
from tests.browser.shop import Shop
from tests.serving import Server


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = Server(tmp_path_factory.mktemp("projects"), settings={"sign_up": "open"}).start()
    yield server.url
    server.stop()


def test_r01_creating_a_project_makes_its_management_page_reachable(url: str, person: Page) -> None:
    owner_at(person, url)
    person.goto(f"{url}/console/")
    person.get_by_label("Project name").fill("Blue Lobby")
    person.get_by_role("button", name="Create project").click()
    expect(person.get_by_role("heading", level=1, name="Blue Lobby")).to_be_visible()
    expect(person.get_by_role("link", name="Project Management")).to_have_attribute("aria-current", "page")
    person.reload()
    expect(person.get_by_role("heading", level=1, name="Blue Lobby")).to_be_visible()
    person.get_by_role("link", name="All projects").first.click()
    person.get_by_role("main").get_by_role("link", name="Blue Lobby").click()
    expect(person.get_by_role("link", name="Project Management")).to_be_visible()


def test_r02_the_page_holds_administrators_subscription_and_name(url: str, person: Page) -> None:
    email = owner_at(person, url)
    opened(person, url, "All in one")
    expect(person.get_by_role("heading", level=1, name="All in one")).to_be_visible()
    expect(person.get_by_role("button", name="Edit", exact=True)).to_be_visible()
    expect(person.get_by_role("region", name="Subscription")).to_contain_text("Validity period")
    expect(person.get_by_role("region", name="Management")).to_contain_text(email)


def test_r03_no_conversation_can_be_answered_there(url: str, person: Page) -> None:
    shop = Shop(url)
    shop.visitor("Mei Lin", "Is anybody here?")
    person.context.add_cookies([{"name": name, "value": value, "url": url} for name, value in shop.cookies.items()])
    person.goto(f"{url}/console/projects/{shop.id}")
    expect(person.get_by_role("region", name="Management")).to_be_visible()
    expect(person.get_by_text("Is anybody here?")).to_have_count(0)
    expect(person.get_by_role("textbox", name=re.compile("Message"))).to_have_count(0)
    answer = person.request.get(f"{url}/api/v1/workspace/{shop.id}/conversations")
    assert (answer.status, answer.json()["code"]) == (401, "not_signed_in")


def test_r04_somebody_elses_project_is_not_found(url: str, new_person: NewPerson) -> None:
    owner, stranger = new_person(), new_person()
    owner_at(owner, url)
    project = opened(owner, url, "Mine alone")
    owner_at(stranger, url)
    for some_id in (project["id"], "0000000000000000", "not-an-id"):
        stranger.goto(f"{url}/console/projects/{some_id}")
        expect(stranger.get_by_text("This project could not be opened")).to_be_visible()
        expect(stranger.get_by_text("There is nothing here by that name, or it is not yours.")).to_be_visible()
        expect(stranger.get_by_text("Mine alone")).to_have_count(0)


def test_r05_r06_console_and_workspace_have_sign_ins_and_sessions_of_their_own(url: str, person: Page) -> None:
    email = owner_at(person, url)
    project = opened(person, url, "Two doors")
    person.goto(project["workspace_url"])
    expect(person.get_by_role("heading", name="Sign in to the Workspace")).to_be_visible()
    # The Console's account and password open nothing here.
    person.get_by_label("E-mail").fill(email)
    person.get_by_label("Password", exact=True).fill(PASSWORD)
    person.get_by_role("button", name="Sign in").click()
    expect(person.get_by_text("The e-mail address and the password do not match.")).to_be_visible()
    person.goto(f"{url}/console/")
    expect(person.get_by_role("heading", name="Projects")).to_be_visible()


def test_r06_a_workspace_session_opens_no_console(url: str, person: Page) -> None:
    shop = Shop(url)
    person.goto(f"{url}/workspace/{shop.id}/")
    person.get_by_label("E-mail").fill(shop.email)
    person.get_by_label("Password", exact=True).fill(shop.password)
    person.get_by_role("button", name="Sign in").click()
    expect(person.get_by_role("navigation", name="Parts")).to_be_visible()
    person.goto(f"{url}/console/projects/{shop.id}")
    expect(person.get_by_role("heading", name="Sign in to the Console")).to_be_visible()


def test_r07_each_application_says_which_one_it_is(url: str, person: Page) -> None:
    shop = Shop(url)
    person.context.add_cookies([{"name": name, "value": value, "url": url} for name, value in shop.cookies.items()])
    person.goto(f"{url}/console/projects/{shop.id}")
    expect(person.get_by_role("banner")).to_contain_text("Console")
    expect(person).to_have_title(re.compile("Deskbell Console"))
    person.goto(f"{url}/workspace/{shop.id}/")
    expect(person.get_by_role("heading", name="Sign in to the Workspace")).to_be_visible()
    expect(person).to_have_title(re.compile("Workspace"))


def test_r08_the_page_explains_the_difference(url: str, person: Page) -> None:
    owner_at(person, url)
    opened(person, url, "Explained")
    region = person.get_by_role("region", name="Workspace")
    expect(region.get_by_role("term").filter(has_text="Console")).to_contain_text("You are here")
    expect(region.get_by_text("Where the owner sets things up")).to_be_visible()
    expect(region.get_by_text("Where administrators and agents work")).to_be_visible()


def test_r09_r10_enter_workbench_and_its_address_to_copy(url: str, person: Page) -> None:
    owner_at(person, url)
    project = opened(person, url, "Front desk")
    may_use_the_clipboard(person.context)
    region = person.get_by_role("region", name="Workspace")
    expect(region.get_by_text(project["workspace_url"], exact=True)).to_be_visible()
    region.get_by_role("button", name="Copy the workspace address").click()
    expect(region.get_by_role("button", name="Workspace address copied")).to_be_visible()
    assert person.evaluate("() => navigator.clipboard.readText()") == project["workspace_url"]
    with person.context.expect_page() as opening:
        region.get_by_role("link", name="Enter Workbench").click()
    workbench = opening.value
    expect(workbench.get_by_role("heading", name="Sign in to the Workspace")).to_be_visible()
    assert workbench.url.startswith(project["workspace_url"].rstrip("/"))
    # What was on the page is still there.
    expect(person.get_by_role("heading", level=1, name="Front desk")).to_be_visible()


def test_r11_any_agent_signs_in_at_the_address_without_the_console(url: str, new_person: NewPerson) -> None:
    shop = Shop(url)
    email, password = shop.add_colleague("Ben Okafor")
    agent = new_person()
    agent.goto(f"{url}/workspace/{shop.id}/")
    expect(agent.get_by_role("heading", name="Sign in to the Workspace")).to_be_visible()
    agent.get_by_label("E-mail").fill(email)
    agent.get_by_label("Password", exact=True).fill(password)
    agent.get_by_role("button", name="Sign in").click()
    expect(agent.get_by_role("navigation", name="Parts")).to_be_visible()
    assert {cookie["name"] for cookie in agent.context.cookies()} == {f"deskbell_agent_{shop.id}"}  # pyright: ignore[reportTypedDictNotRequiredAccess] - a cookie has a name


def test_r12_r13_the_first_project_alone_gets_the_account_as_administrator(url: str, person: Page) -> None:
    email = owner_at(person, url)
    first = opened(person, url, "First")
    management = person.get_by_role("region", name="Management")
    expect(management.get_by_text(email)).to_be_visible()
    assert [one["email"] for one in administrators_of(person, url, first["id"])] == [email]
    later = opened(person, url, "Second")
    expect(management.get_by_text("No administrator yet")).to_be_visible()
    expect(management.get_by_role("button", name="Add an administrator")).to_be_visible()
    assert administrators_of(person, url, later["id"]) == []


def test_r14_a_doubled_create_makes_one_project_and_one_administrator(url: str, person: Page) -> None:
    email = owner_at(person, url)
    person.goto(f"{url}/console/")
    person.get_by_label("Project name").fill("Once")
    person.get_by_role("button", name="Create project").dblclick()
    expect(person.get_by_role("heading", level=1, name="Once")).to_be_visible()
    projects = person.request.get(f"{url}/api/v1/console/projects").json()["items"]
    assert [one["name"] for one in projects] == ["Once"]
    assert [one["email"] for one in administrators_of(person, url, projects[0]["id"])] == [email]


def test_the_walk_in_simplified_chinese(url: str, new_person: NewPerson) -> None:
    person = new_person(locale="zh-CN")
    email = owner_at(person, url, "王芳")
    person.request.patch(f"{url}/api/v1/console/account", data={"language": "zh-Hans"})
    person.goto(f"{url}/console/")
    person.get_by_label("项目名称").fill("蓝色大厅")
    person.get_by_role("button", name="创建项目").click()
    expect(person.get_by_role("heading", level=1, name="蓝色大厅")).to_be_visible()
    person.get_by_role("button", name="编辑", exact=True).click()
    person.get_by_role("dialog", name="编辑项目名称").get_by_label("项目名称").fill("绿色大厅")
    person.get_by_role("button", name="提交").click()
    expect(person.get_by_role("heading", level=1, name="绿色大厅")).to_be_visible()
    expect(person.get_by_role("region", name="管理")).to_contain_text(email)
    expect(person.get_by_role("region", name="管理")).to_contain_text("尚未设置密码")
    expect(person.get_by_role("region", name="订阅")).to_be_visible()
    expect(person.get_by_role("link", name="进入工作台")).to_be_visible()
    person.get_by_role("link", name="设置", exact=True).click()
    expect(person.get_by_role("region", name="所有者")).to_contain_text("王芳")
    assert serious_problems(person) == []
    project_of(person, url, "第二个")
    person.get_by_role("button", name="切换到其他项目").click()
    person.get_by_role("searchbox", name="搜索项目").fill("第二")
    expect(person.get_by_role("dialog").get_by_role("listitem")).to_have_count(1)
    person.keyboard.press("ArrowDown")
    person.keyboard.press("Enter")
    expect(person.get_by_role("heading", level=1, name="第二个")).to_be_visible()
