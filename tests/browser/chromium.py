"""Finds Chromium on this machine, installs it where the package manager can, or says how to."""

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox where the tests run as root, and no calls home from a machine that may have no network.
ARGUMENTS = [
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
HOW_TO = (
    "The browser tests need Chromium on the PATH (as one of: " + ", ".join(NAMES) + "). "
    "Debian and Ubuntu: sudo apt-get install chromium. Fedora: sudo dnf install chromium. "
    "macOS: brew install --cask chromium."
)


def find_chromium() -> str | None:
    """The browser's path, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def require_chromium() -> str:
    """The browser's path, after installing it where that is possible; exits saying how where it is not."""
    if found := find_chromium():
        return found
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium with apt-get (about 350 MB)", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "-q", "update"], env=quiet, stdin=subprocess.DEVNULL, check=False)
        subprocess.run(
            ["apt-get", "-q", "-y", "--no-install-recommends", "install", "chromium"],
            env=quiet,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    found = find_chromium()
    if not found:
        raise SystemExit(HOW_TO)
    return found


def launch_arguments() -> list[str]:
    """What Chromium is started with."""
    return [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
