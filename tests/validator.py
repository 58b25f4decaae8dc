"""The validator of HTML: html-validate, pinned in ``tests/html/package-lock.json``, run by Node.

Four of its recommendations are not ours, and JSON has no place to say why. A parameter that is given twice
means any of its values, so that a form may hold a name twice (``form-dup-name``). A title is as long as the
names of those who met (``long-title``). RIS ends its records with a space (``no-trailing-whitespace``). And a
frame in which a wide table scrolls is a region to the reader who moves by keyboard, but no section of the
text (``prefer-native-element``).
"""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests import house

HOME = house.ROOT / "tests" / "html"
_PROGRAM = HOME / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
#: What was installed, to tell whether the lock has changed since.
_INSTALLED = HOME / "node_modules" / ".installed-lock.json"
_LOCK = HOME / "package-lock.json"


def is_installed() -> bool:
    """Whether the validator that the lock names can run here."""
    return (
        shutil.which("node") is not None
        and _PROGRAM.exists()
        and _INSTALLED.exists()
        and _INSTALLED.read_bytes() == _LOCK.read_bytes()
    )


def install() -> str | None:
    """Install the validator where it is not there yet; returns why it cannot run here, if it cannot."""
    if is_installed():
        return None
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "there is no Node with npm"
    done = subprocess.run(
        ["npm", "ci", "--silent"],
        cwd=HOME,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return f"html-validate cannot be installed: {(done.stderr or done.stdout).strip()[-300:]}"
    shutil.copyfile(_LOCK, _INSTALLED)
    return None


def faults(folder: Path) -> list[tuple[str, str, str, str]]:
    """What is wrong in the HTML files of a folder: file, rule, place and message, in the order of files."""
    command = ["node", str(_PROGRAM), "--config", "htmlvalidate.json", "--formatter", "json"]
    # To a file: the program ends without waiting for a pipe that is full.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            [*command, str(folder / "*.html")],
            cwd=HOME,
            stdout=said,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        said.seek(0)
        files = said.read()
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr or files)
    return [
        (Path(file["filePath"]).name, found["ruleId"], f"{found['line']}:{found['column']}", found["message"])
        for file in json.loads(files)
        for found in file["messages"]
    ]
