from typing import Any

import httpx

from tests.services import wait_until
from tests.standing import Standing
from tests.walk import Owner, answered


def test_a_page_that_asks_for_the_widget_is_seen_in_the_console_without_a_reload(standing: Standing) -> None:
    owner = Owner.sign_up(standing.url)
    key = owner.project["site_key"]
    assert f'/widget.js?key={key}"' in owner.project["snippet"]

    def page() -> dict[str, Any]:
        return answered(owner.browser.get(f"/api/v1/console/projects/{owner.project['id']}"))

    def opens(path: str, referer: str, dest: str) -> int:
        headers = {b"referer": referer.encode("latin-1"), b"sec-fetch-dest": dest.encode()}
        return httpx.get(f"{standing.url}{path}", headers=headers).status_code

    loader = f"/widget.js?key={key}"
    for nothing in (f"{standing.url}/preview/{key}", "", "javascript:alert(1)", "https://\xff\xfe/", "x" * 4_000):
        assert opens(loader, nothing, "script") == 200
    assert opens("/widget.js?key=%00%ff&key=1", "https://nul.example/", "script") == 200
    assert opens(f"/chat/{key}", "https://links-here.example/", "document") == 200
    assert opens(f"/chat/{key}", f"{standing.url}/preview/{key}", "iframe") == 200
    assert opens(loader, "https://shop.example/lamps?session=secret", "script") == 200
    wait_until(lambda: bool(page()["seen_on"]), "the page to be seen")
    assert opens(f"/chat/{key}", "https://blog.example/", "iframe") == 200
    wait_until(lambda: len(page()["seen_on"]) > 1, "the frame to be seen")
    seen = page()
    assert [one["page"] for one in seen["seen_on"]] == ["https://blog.example/", "https://shop.example/lamps"]
    assert seen["checklist"]["widget_installed"] is True
