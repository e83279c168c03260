"""What is promised has a test: the security page names tests that exist, and every requirement has one in a browser."""

import re

from tests.services import ROOT

_NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
# Managing and inviting agents (19, 20) has pages of its own, with tests of its own.
REQUIREMENTS = {*range(1, 41)} - {19, 20}


def test_every_test_that_the_security_page_names_exists() -> None:
    said = (ROOT / "docs" / "security.md").read_text("utf-8")
    lines = [line for line in said.splitlines() if line.startswith("| ")][1:]
    assert [line for line in lines if not _NAMED.search(line)] == []
    named = _NAMED.findall(said)
    assert len(named) > 50
    missing = [(path, name) for path, name in named if not _is_there(path, name)]
    assert missing == []


def test_every_requirement_has_a_browser_test() -> None:
    names = "".join(path.read_text("utf-8") for path in (ROOT / "tests" / "browser").glob("test_*.py"))
    found = {
        int(number) for name in re.findall(r"def test((?:_r\d\d)+)_", names) for number in re.findall(r"\d+", name)
    }
    assert found >= REQUIREMENTS


def _is_there(path: str, name: str) -> bool:
    file = ROOT / path
    return file.is_file() and (not name or f"def {name}(" in file.read_text("utf-8"))
