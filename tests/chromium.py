"""Where the machine keeps a Chromium that the browser tests can drive."""

import os
import shutil
import subprocess

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find() -> str | None:
    """Give the program named in CHROMIUM, else the first that is installed, else nothing."""
    named = os.environ.get("CHROMIUM")
    for name in (named,) if named else _NAMES:
        path = shutil.which(name)
        if path:
            return path
    return None


def install() -> str | None:
    """Install Debian's Chromium, as root and where there is apt-get; give the program or nothing."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", "chromium"],
    ):
        if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode:
            return None
    return find()
