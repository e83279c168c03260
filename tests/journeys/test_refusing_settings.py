"""A server that cannot run as it was told says why in words, and does not start."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from deskbell.cli import main
from tests.services import DESKBELL, PATIENCE


def _serve(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(DESKBELL), "serve", *options], capture_output=True, text=True, check=False, timeout=PATIENCE
    )


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--database-url", "mysql://localhost/x"), "sqlite:/// or postgresql://"),
        (("--database-url", "nonsense"), "sqlite:/// or postgresql://"),
        (("--database-url", "postgresql://127.0.0.1:1/nowhere"), "The database cannot be used just now"),
        (("--database-url", "sqlite:///:memory:"), "sqlite:/// or postgresql://"),
        (("--data", "/proc/nowhere"), "data folder /proc/nowhere cannot be used"),
    ],
)
def test_a_server_that_cannot_keep_anything_says_so_and_ends(
    tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    done = _serve("--data", str(tmp_path / "data"), *options)
    assert done.returncode == 1
    assert words in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("options", "environment", "words"),
    [
        ((), {"DESKBELL_PORT": "many"}, "port"),
        ((), {"DESKBELL_SIGN_UP": "maybe"}, "sign_up"),
        ((), {"DESKBELL_SECRET_KEY": "short"}, "secret key is too short"),
        ((), {"DESKBELL_PASSWORD_MEMORY": "18"}, "password_memory"),
        (("--config", "/nowhere.toml"), {}, "A setting cannot be used"),
    ],
)
def test_a_bad_setting_is_refused_in_words(
    tmp_path: Path, options: tuple[str, ...], environment: dict[str, str], words: str
) -> None:
    """In this process: nothing is served yet, so nothing has to be ended."""
    done = CliRunner().invoke(main, ["serve", "--data", str(tmp_path / "data"), *options], env=environment)
    assert done.exit_code == 1
    assert words in " ".join(done.stderr.replace("│", " ").split())


def test_an_unknown_setting_in_the_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "deskbell.toml"
    file.write_text("prot = 8000\n")
    done = CliRunner().invoke(main, ["serve", "--data", str(tmp_path / "data"), "--config", str(file)])
    assert done.exit_code == 1
    assert "prot" in done.stderr


def test_the_secret_key_is_made_once_and_kept_to_oneself(tmp_path: Path) -> None:
    data = tmp_path / "data"
    command = [str(DESKBELL), "migrate", "--data", str(data)]
    for _ in range(2):
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    key = data / "secret-key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_text()) == 64
