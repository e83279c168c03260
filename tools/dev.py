"""`make dev`: build the front-end at every change of web/, restart the server at every change of src/.

Arguments are passed on to ``deskbell serve``.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import frontend

SOURCE = frontend.ROOT / "src" / "deskbell"
STOPPING_SECONDS = 10


def main(*arguments: str) -> None:
    """Run both until Ctrl-C."""
    frontend.install()
    watch, environment = frontend.command("run", "--silent", "watch")
    builder = subprocess.Popen(watch, cwd=frontend.WEB, env=environment)
    serve = [str(Path(sys.executable).with_name("deskbell")), "serve", *arguments]
    server = subprocess.Popen(serve)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        seen = newest_change()
        while True:
            time.sleep(0.5)
            now = newest_change()
            if now != seen:
                print("make dev: the source changed, restarting the server")
                stop(server)
                seen, server = now, subprocess.Popen(serve)
    except KeyboardInterrupt:
        pass
    finally:
        stop(server)
        stop(builder)


def newest_change() -> tuple[int, int]:
    """When a Python file or a catalogue last changed, and how many there are."""
    files = [
        Path(folder, name).stat().st_mtime_ns
        for folder, folders, names in os.walk(SOURCE)
        if not _skip(folder, folders)
        for name in names
        if name.endswith((".py", ".json", ".toml"))
    ]
    return max(files), len(files)


def _skip(folder: str, folders: list[str]) -> bool:
    folders[:] = [name for name in folders if name != "__pycache__"]
    return Path(folder) == SOURCE / "web" or SOURCE / "web" in Path(folder).parents


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process politely, then not."""
    process.terminate()
    try:
        process.wait(STOPPING_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
