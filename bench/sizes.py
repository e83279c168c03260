"""What visitors download: the loader, and the opened widget with all that its page loads at once.

Counted as web/built.test.ts counts it.
"""

import gzip
import posixpath
import re
from pathlib import Path

import deskbell
from bench.plan import Plan
from bench.table import Figure, at_most

_BUILT = Path(deskbell.__file__).parent / "web"
_LINK = re.compile(r'<(?:script|link)\b[^>]*\s(?:src|href)="/([^"]+\.(?:js|css))"')
_IMPORT = re.compile(r"""(?:^|[;}\n])(?:import|export)\b[^;()]*?["']([^"']+\.js)["']""")


def measure(_plan: Plan) -> list[Figure]:
    """In KB of gzip, level 9."""
    opened = _loaded_at_once("widget/app/index.html")
    return [
        at_most("loader, gzip", (_weight(["widget.js"]),), "KB", bars=(3,), aims=(2,)),
        at_most("opened widget, gzip", (_weight(opened),), "KB", bars=(30,), aims=(22,), more=f"{len(opened)} files"),
    ]


def _loaded_at_once(page: str) -> list[str]:
    found = {page: None}
    waiting: list[str] = _LINK.findall(_read(page))
    while waiting:
        file = waiting.pop()
        if file in found:
            continue
        found[file] = None
        if file.endswith(".js"):
            folder = posixpath.dirname(file)
            imported: list[str] = _IMPORT.findall(_read(file))
            waiting += [posixpath.normpath(posixpath.join(folder, name)) for name in imported]
    return list(found)


def _weight(files: list[str]) -> float:
    return sum(len(gzip.compress((_BUILT / file).read_bytes(), 9)) for file in files) / 1024


def _read(file: str) -> str:
    return (_BUILT / file).read_text("utf-8")
