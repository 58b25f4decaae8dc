"""Programs for the examples of docs/api.md: ``make test`` says which are missing, and runs without them."""

import os
import shutil
import subprocess

#: So long, in seconds, CI may take to install R; it took 30 where that was measured.
_PATIENCE = 120
_R = ["r-base-core", "r-cran-jsonlite"]


def missing() -> list[str]:
    """The languages whose example of docs/api.md cannot run here, each with what it needs."""
    found = {"the shell": shutil.which("curl"), "JavaScript": shutil.which("node"), "R": _has_r()}
    needs = {"the shell": "curl", "JavaScript": "Node", "R": "Rscript with jsonlite"}
    return [f"{language}, which needs {needs[language]}" for language, there in found.items() if not there]


def install_r() -> None:
    """Install Debian's R, as root and where there is apt-get; whatever fails or takes too long is left."""
    if _has_r() or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *_R]):
        try:
            subprocess.run(
                ["apt-get", "-qq", *command],
                env=environment,
                stdin=subprocess.DEVNULL,
                check=True,
                timeout=_PATIENCE,
            )
        except (OSError, subprocess.SubprocessError):
            return


def _has_r() -> bool:
    program = shutil.which("Rscript")
    asked = [program or "", "-e", "library(jsonlite)"]
    return bool(program) and not subprocess.run(asked, capture_output=True, check=False).returncode
