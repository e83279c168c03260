"""The front-end's types, written from the server's OpenAPI: one truth, and a check that it is fresh.

python tools/api_types.py            write web/shared/api/schema.ts
python tools/api_types.py --check    fail when writing it would change it
"""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import frontend

SCHEMA = frontend.WEB / "shared" / "api" / "schema.ts"
HEADER = "// Written by `make api` from the server's OpenAPI. Change the server, not this file.\n\n"


def main(*arguments: str) -> None:
    """Write the types or check them."""
    types = HEADER + _generate(_openapi())
    if arguments == ("--check",):
        if not SCHEMA.exists() or SCHEMA.read_text(encoding="utf-8") != types:
            sys.exit("web/shared/api/schema.ts is not what the server's OpenAPI says: run `make api`")
    elif not arguments:
        SCHEMA.write_text(types, encoding="utf-8")
    else:
        sys.exit(__doc__)


def _openapi() -> str:
    program = Path(sys.executable).with_name("deskbell")
    done = subprocess.run([str(program), "openapi"], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"deskbell openapi failed (exit status {done.returncode})")
    return done.stdout


def _generate(openapi: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        source, types = Path(folder, "openapi.json"), Path(folder, "schema.ts")
        source.write_text(openapi, encoding="utf-8")
        frontend.run("openapi-typescript", str(source), "--output", str(types), quiet=True)
        return types.read_text(encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
