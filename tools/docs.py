"""The pages of docs/ that are written from the server's structs: one truth, and a check that it is fresh.

python tools/docs.py            write them
python tools/docs.py --check    fail when writing them would change them
"""

import sys
from pathlib import Path

from deskbell.reference import events_page, frames_page, webhooks_page

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main(*arguments: str) -> None:
    """Write the pages or check them."""
    pages = {
        DOCS / "events.md": events_page(),
        DOCS / "frames.md": frames_page(),
        DOCS / "webhooks.md": webhooks_page(),
    }
    if arguments == ("--check",):
        stale = [file.name for file, text in pages.items() if not file.exists() or file.read_text("utf-8") != text]
        if stale:
            sys.exit(f"docs/{' and docs/'.join(stale)} differ from what the structs say: run `make docs`")
    elif not arguments:
        for file, text in pages.items():
            file.write_text(text, encoding="utf-8")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
