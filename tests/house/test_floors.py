"""Each contract of the house is seen to break: a rule that nothing can break holds nothing."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services import SCRIPTS

ROOT = Path(__file__).parents[2]

Files = dict[str, str]
"""Files to add to the house, by path under `src/deskbell`."""

BREAKS: dict[str, tuple[str, Files, str]] = {
    "a room leans on a higher floor": (
        "floors",
        {"accounts/breaks.py": "import deskbell.projects"},
        "deskbell.accounts is not allowed to import deskbell.projects",
    ),
    "a room leans on its neighbour": (
        "floors",
        {"visitors/breaks.py": "import deskbell.team"},
        "deskbell.visitors is not allowed to import deskbell.team",
    ),
    "a follower leans on a follower": (
        "floors",
        {"routing/breaks.py": "import deskbell.notifications"},
        "deskbell.routing is not allowed to import deskbell.notifications",
    ),
    "the ground floor knows a room": (
        "floors",
        {"kit/breaks.py": "import deskbell.accounts"},
        "deskbell.kit is not allowed to import deskbell.accounts",
    ),
    "a room has no floor": (
        "floors",
        {"attic/__init__.py": ""},
        "- deskbell.attic",
    ),
    "a room is entered by a window": (
        "doors",
        {"accounts/hidden.py": "", "projects/breaks.py": "import deskbell.accounts.hidden"},
        "deskbell.projects.breaks imports deskbell.accounts.hidden",
    ),
    "a command asks who is asking": (
        "doors",
        {"accounts/web.py": "", "projects/breaks.py": "import deskbell.accounts.web"},
        "deskbell.projects.breaks imports deskbell.accounts.web",
    ),
    "a command knows the web framework": (
        "framework",
        {"accounts/breaks.py": "import litestar"},
        "deskbell.accounts.breaks is not allowed to import litestar",
    ),
    "a command knows the edge's helpers": (
        "framework",
        {"kit/http.py": "", "accounts/breaks.py": "import deskbell.kit.http"},
        "deskbell.accounts.breaks is not allowed to import deskbell.kit.http",
    ),
    "a rule reads the database": (
        "rules",
        {"accounts/breaks/__init__.py": "", "accounts/breaks/rules.py": "import sqlalchemy"},
        "deskbell.accounts.breaks.rules is not allowed to import sqlalchemy",
    ),
}

ALLOWED: dict[str, tuple[str, Files]] = {
    "a follower reads what facts say": (
        "doors",
        {"accounts/events.py": "", "routing/extra.py": "import deskbell.accounts.events"},
    ),
    "routes ask who is asking": (
        "doors",
        {
            "accounts/web.py": "",
            "projects/extra/__init__.py": "",
            "projects/extra/routes.py": "import deskbell.accounts.web",
        },
    ),
}


@pytest.fixture
def house(tmp_path: Path) -> Callable[[Files], Path]:
    """A copy of the package in which files can be added, with every room there, be it built yet or not."""

    def build(added: Files) -> Path:
        ignore = shutil.ignore_patterns("web", "__pycache__")
        shutil.copytree(ROOT / "src" / "deskbell", tmp_path / "deskbell", ignore=ignore)
        shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=ignore)
        shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
        for room in ("accounts", "projects", "visitors", "team", "routing", "notifications"):
            door = tmp_path / "deskbell" / room / "__init__.py"
            door.parent.mkdir(exist_ok=True)
            door.touch()
        for path, text in added.items():
            file = tmp_path / "deskbell" / path
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)
        return tmp_path

    return build


def lint_imports(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(SCRIPTS / "lint-imports"), "--no-cache", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("break_", BREAKS)
def test_the_contract_breaks(house: Callable[[Files], Path], break_: str) -> None:
    contract, added, complaint = BREAKS[break_]
    done = lint_imports(house(added), "--contract", contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert complaint in " ".join(done.stdout.split()), done.stdout


@pytest.mark.parametrize("case", ALLOWED)
def test_the_contract_holds(house: Callable[[Files], Path], case: str) -> None:
    contract, added = ALLOWED[case]
    done = lint_imports(house(added), "--contract", contract)
    assert done.returncode == 0, done.stdout + done.stderr
