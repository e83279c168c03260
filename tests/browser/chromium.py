"""A Chromium for the browser tests: the one on the machine, or one that is installed now."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Each window had a second page behind its address bar, which took as long as the page that is looked at.
_NOBODY_LOOKS_AT = (
    "SpareRendererForSitePerProcess",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
)
# What Playwright itself turns off: of two such lists Chromium reads only the last.
_TURNED_OFF_BY_PLAYWRIGHT = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
FLAGS = (
    "--headless",
    "--no-sandbox",  # tests also run as root, and in containers without user namespaces
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join((*_TURNED_OFF_BY_PLAYWRIGHT, *_NOBODY_LOOKS_AT))}",
)
# What to run, as root, for each package manager; the first that the machine has is used.
INSTALLERS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("apt-get", "update"), ("apt-get", "install", "--yes", "--no-install-recommends", "chromium")),
    (("dnf", "install", "--assumeyes", "chromium"),),
    (("apk", "add", "chromium"),),
    (("zypper", "--non-interactive", "install", "chromium"),),
    (("pacman", "--sync", "--noconfirm", "chromium"),),
)


def ensure() -> str | None:
    """The path of a Chromium; None for the one that Playwright keeps itself. Installs one if need be."""
    return find() or _by_package_manager() or _by_playwright()


def find() -> str | None:
    """The Chromium named by CHROMIUM, or the first on the PATH."""
    if named := os.environ.get("CHROMIUM"):
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _by_package_manager() -> str | None:
    commands = next((commands for commands in INSTALLERS if shutil.which(commands[0][0])), None)
    if commands is None or os.geteuid() != 0:
        return None
    print("installing Chromium for the browser tests with", commands[0][0], file=sys.stderr)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in commands:
        subprocess.run(command, env=environment, stdout=sys.stderr, check=False)
    return find()


def _by_playwright() -> None:
    print("installing Chromium for the browser tests with Playwright", file=sys.stderr)
    done = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if done.returncode:
        sys.exit(
            "The browser tests need Chromium, and neither the system's package manager nor Playwright could"
            " install it. Install Chromium or Google Chrome by hand, or name one: CHROMIUM=/path/to/chromium",
        )


if __name__ == "__main__":
    print(ensure() or "Playwright's own Chromium")
