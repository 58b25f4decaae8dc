"""What the tests of the house itself share: its files, its settings, and running its programs for real."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: The programs that read the environment through ``archive.env`` or hand names on to it.
_READERS = ("archive/settings.py", "deploy/gunicorn.conf.py")


def variables_read() -> set[str]:
    """Give the names of the environment variables that settings and server read."""
    text = "".join((ROOT / path).read_text() for path in _READERS)
    return set(re.findall(r'(?:env|databases|mail)\.\w+\(\s*"([A-Z_]+)"', text))


def tracked(shape: str = "*") -> list[Path]:
    """Give the files of the work tree of that shape which git does not ignore."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", shape]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file()]


def run(*command: str, python: str = sys.executable, **environment: str) -> tuple[int, str]:
    """Run a program of the archive with these settings and no other; give its exit code and what it said."""
    ours = {*variables_read(), "DJANGO_SETTINGS_MODULE", "PYTHON", "PORT"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    done = subprocess.run(
        [python, *command], cwd=ROOT, env={**kept, **environment}, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr
