"""What is committed: lock files that any machine can use, and opt-outs that say why."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.services import ROOT

CANONICAL = {"https://pypi.org", "https://files.pythonhosted.org"}
OPT_OUT = re.compile(r"#\s*(?:noqa|type: ignore|pyright: ignore|pragma)\b(?P<rest>.*)")
REASON = re.compile(r"^[^#]*?\s-\s\S.{7,}")


def test_python_packages_come_from_the_canonical_registry() -> None:
    text = (ROOT / "uv.lock").read_text()
    assert set(re.findall(r"https?://[^/\"]+", text)) <= CANONICAL


def test_web_packages_are_locked_by_hash_and_not_by_address() -> None:
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text())["packages"]
    locked = {name: package for name, package in packages.items() if name}
    assert [name for name, package in locked.items() if "resolved" in package] == []
    assert [name for name, package in locked.items() if not _is_sealed(package)] == []


def test_every_opt_out_from_a_lint_says_why() -> None:
    silent = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in _committed("*.py")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if (found := OPT_OUT.search(line)) and not REASON.search(found["rest"]) and file != Path(__file__)
    ]
    assert silent == [], "write the reason behind it, as in: # noqa: S104 - compared, not bound"


def _is_sealed(package: dict[str, str]) -> bool:
    return "integrity" in package or "link" in package or "bundled" in package or "inBundle" in package


def _committed(pattern: str) -> Iterator[Path]:
    command = ["git", "ls-files", "-z", "--", pattern]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    yield from (ROOT / name for name in names.split("\0") if name and (ROOT / name).exists())
