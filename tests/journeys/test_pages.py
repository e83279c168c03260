"""The pages: cached as they may be, compressed where the reader can, and in words where there is nothing."""

import re

import httpx
import pytest

from tests.walk import Owner


@pytest.fixture
def url(standing_url: str) -> str:
    return standing_url


def test_an_unknown_site_key_gets_a_page_that_says_so(url: str) -> None:
    chat = httpx.get(f"{url}/chat/no-such-site-key-here")
    assert (chat.status_code, chat.headers["content-type"]) == (404, "text/html; charset=utf-8")
    preview = httpx.get(f"{url}/preview/no-such-site-key-here")
    assert (preview.status_code, preview.headers["location"]) == (302, "/chat/no-such-site-key-here")
    for key in ("..%2f..%2fetc", "%00", "a%0d%0ab", "x" * 3_000):
        assert httpx.get(f"{url}/preview/{key}").status_code in {302, 400, 404}
        assert httpx.get(f"{url}/chat/{key}").status_code in {400, 404}


BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("en-GB", "nothing at this address"), ("zh-CN", "此地址没有内容"), ("zh-TW", "此網址沒有內容")],
)
def test_a_browser_that_is_lost_gets_a_page_in_its_language(url: str, language: str, words: str) -> None:
    answer = httpx.get(f"{url}/no/such/page", headers={**BROWSER, "accept-language": language})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert words in answer.text
    assert "unsafe" not in answer.headers["content-security-policy"]
    for thing in re.findall(r'<link [^>]*href="([^"]+)"', answer.text):
        assert httpx.get(url + thing).status_code == 200


def test_programs_and_the_interface_get_no_page(url: str) -> None:
    for answer in (httpx.get(f"{url}/no/such/page"), httpx.get(f"{url}/api/v1/nothing", headers=BROWSER)):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_what_cannot_be_done_somewhere_says_what_can(url: str) -> None:
    answer = httpx.put(f"{url}/api/v1/console/session", json={})
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers.get_list("allow") == ["DELETE, GET, HEAD, OPTIONS, POST"]
    assert answer.headers["allow"] in answer.json()["message"]


def test_only_the_chat_may_be_framed_by_others(url: str) -> None:
    site_key = Owner.sign_up(url).project["site_key"]
    for page in ("/console/", "/workspace/", f"/preview/{site_key}"):
        policy = httpx.get(url + page).headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
    policy = httpx.get(f"{url}/chat/{site_key}").headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "unsafe" not in policy


def test_files_are_compressed_and_asked_for_again_only_when_they_changed(url: str) -> None:
    loader = httpx.get(f"{url}/widget.js", headers={"accept-encoding": "br, gzip"})
    assert loader.headers["content-encoding"] == "br"
    assert "max-age=300" in loader.headers["cache-control"]
    assert loader.headers["cross-origin-resource-policy"] == "cross-origin"
    again = httpx.get(f"{url}/widget.js", headers={"if-none-match": loader.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = httpx.get(f"{url}/widget.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text.startswith(("(", "!", "var", '"use strict"'))


@pytest.mark.parametrize("page", ["/console/", "/workspace/"])
def test_the_font_comes_from_here_before_the_style_asks_for_it(url: str, page: str) -> None:
    html = httpx.get(url + page)
    assert "font-src 'self'" in html.headers["content-security-policy"]
    [font] = re.findall(r'rel="preload"\s+href="([^"]+)"\s+as="font"', html.text)
    answer = httpx.get(url + font)
    assert answer.headers["content-type"] == "font/woff2"
    assert answer.content[:4] == b"wOF2"
    styles = re.findall(r'rel="stylesheet" crossorigin href="([^"]+)"', html.text)
    assert any(font in httpx.get(url + style).text for style in styles)


def test_head_asks_without_a_body(url: str) -> None:
    for path in ("/widget.js", "/console/", "/health/ready"):
        answer = httpx.head(url + path)
        assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("path", ["/assets/..%2fconsole/index.html", "/assets/%2e%2e/widget.js", "/assets/nothing.js"])
def test_no_path_leads_out_of_the_assets(url: str, path: str) -> None:
    assert httpx.get(url + path).status_code == 404
