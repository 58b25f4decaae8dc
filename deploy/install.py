"""Make the virtual environment .venv and install a lock file into it, by hash, when it has changed.

    python3 deploy/install.py requirements.lock

It runs on whatever Python the machine calls python3 and uses only its standard library. So that it can tell
an old Python what is wrong, it is written in words that Python 3.6 understands.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = str(VENV / "bin" / "python")
OLDEST = (3, 11)
#: Tried in this order where the named Python is too old.
OTHERS = ("python3.13", "python3.12", "python3.11")


def stop(message):
    """End the program with one line that says what is wrong."""
    sys.exit(f"archive: {message}")


def say(message):
    """Tell the person at the terminal what goes on."""
    print(message, flush=True)


def version_of(python):
    """Give the version of an interpreter as two numbers, or None where it does not run."""
    code = "import sys; print(sys.version_info[0], sys.version_info[1])"
    try:
        answer = subprocess.run([python, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        major, minor = answer.stdout.split()
        return int(major), int(minor)
    except (OSError, ValueError):
        return None


def choose_python(named, others=OTHERS):
    """Give an interpreter that is new enough: the named one, else the first of the others that runs."""
    found = version_of(named)
    if found and found >= OLDEST:
        return named
    for other in others:
        path = shutil.which(other)
        version = version_of(path) if path else None
        if version and version >= OLDEST:
            return path
    state = "is Python {}.{}".format(*found) if found else "does not run"
    return stop(f"Python 3.11 or newer is needed; {named} {state}. Name another: make serve PYTHON=...")


def venv_works():
    """Tell whether .venv holds a Python that is new enough and can install packages."""
    version = version_of(VENV_PYTHON)
    return bool(version) and version >= OLDEST and _runs(VENV_PYTHON, "import pip")


def make_venv(python):
    """Make .venv anew, or end the program with the reason why that cannot be done."""
    if not _runs(python, "import venv, ensurepip"):
        stop(f"{python} has no venv module; install it (on Debian and Ubuntu: apt install python3-venv).")
    say("Making the virtual environment .venv ...")
    made = subprocess.run(
        [python, "-m", "venv", "--clear", str(VENV)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if made.returncode:
        stop(f"the virtual environment .venv cannot be made: {_reason(made.stdout)}")


def install(lock):
    """Install the lock file into .venv unless the very same one was installed last."""
    digest = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    stamp = VENV / f"installed-{lock}"
    if stamp.exists() and stamp.read_text() == digest:
        return
    say(f"Installing {lock} (a minute or two the first time) ...")
    pip = [VENV_PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    done = subprocess.run(
        [*pip, "install", "--require-hashes", "--requirement", lock],
        cwd=str(ROOT),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        (VENV / "install.log").write_bytes(done.stdout)
        reason = _reason(done.stdout)
        stop(f"the packages cannot be installed; .venv/install.log tells all, at its end: {reason}")
    stamp.write_text(digest)


def prepare(lock):
    """Make .venv where there is none that works and install the lock file into it."""
    if not venv_works():
        make_venv(choose_python(os.environ.get("PYTHON") or sys.executable))
    install(lock)


def _runs(python, code):
    try:
        return subprocess.run([python, "-c", code], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def _reason(output):
    """Give the last line that names an error, else the last line at all."""
    lines = [line.strip() for line in output.decode("utf-8", "replace").splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["no reason was given"])[-1]


if __name__ == "__main__":
    prepare(sys.argv[1])
