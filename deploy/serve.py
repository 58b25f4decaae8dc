"""Run the archive on this machine: everything it needs is made on the first run and kept on the next.

    make serve            the site on http://127.0.0.1:8000
    make serve PORT=8001  on another port

What was entered is never reset. Where the archive cannot start, one line says why. Like install.py, this is
written so that an old Python can still read it and say that it is too old.
"""

import os
import secrets
import socket
import subprocess
import sys

import install

SECRET_KEY_FILE = install.ROOT / "var" / "secret_key"
LOOPBACK = "127.0.0.1"
#: Each may be run again at any time and changes nothing that is already as it should be.
STEPS = (
    ("migrate", "--noinput", "--verbosity=0"),
    ("load_groups",),
    ("load_reference",),
    ("load_unga77",),
    ("collectstatic", "--noinput", "--verbosity=0"),
    ("first_editor",),
)


def read_port(value):
    """Give the port as a number, or end the program with the reason."""
    if not value.isdecimal() or len(value) > 5 or not 1 <= int(value) <= 65535:
        install.stop(f"PORT is {value!r}; it must be a number from 1 to 65535.")
    return int(value)


def need_free(port):
    """End the program where the port cannot be listened on."""
    probe = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        # As gunicorn does, so that connections of the last run that fade away do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((LOOPBACK, port))
    except PermissionError:
        install.stop(f"port {port} is not for this user; choose another: make serve PORT=8001")
    except OSError:
        install.stop(f"port {port} is taken; choose another: make serve PORT={min(port + 1, 65535)}")
    finally:
        probe.close()


def secret_key(path=SECRET_KEY_FILE):
    """Give this machine's own secret key, made on the first run and readable by its owner only."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            # Under another name until it is whole, so that a run cut short leaves no empty key behind.
            unfinished = path.with_name("secret_key.new")
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            with os.fdopen(os.open(str(unfinished), flags, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(64))
            unfinished.replace(path)
        return path.read_text().strip()
    except OSError as error:
        return install.stop(f"the file var/secret_key cannot be read or written: {error.strerror}.")


def environment(port):
    """Give the environment the archive runs in: what the caller has set, else that of a single machine."""
    given = dict(os.environ)
    given.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost")
    given.setdefault("ARCHIVE_SCHEME", "http")
    given.setdefault("LOG_LEVEL", "WARNING")
    given.setdefault("ARCHIVE_SELF_REVIEW", "1")
    given.setdefault("ARCHIVE_BIND", f"{LOOPBACK}:{port}")
    if not given.get("SECRET_KEY"):
        given["SECRET_KEY"] = secret_key()
    return given


def manage(arguments, given):
    """Run a management command; end the program where it fails, which it has then said itself."""
    done = subprocess.run([install.VENV_PYTHON, "manage.py", *arguments], env=given)
    if done.returncode:
        install.stop(f"'manage.py {arguments[0]}' failed, so the archive was not started.")


def main(arguments):
    """Serve; or, with arguments, run that management command in the environment of ``make serve``."""
    os.chdir(str(install.ROOT))
    port = read_port(os.environ.get("PORT") or "8000")
    if not arguments:
        need_free(port)
    install.prepare("requirements.lock")
    given = environment(port)
    if arguments:
        sys.exit(subprocess.run([install.VENV_PYTHON, "manage.py", *arguments], env=given).returncode)
    for step in STEPS:
        manage(step, given)
    install.say(f"The archive is on http://{LOOPBACK}:{port}/ (Ctrl-C stops it)")
    server = [install.VENV_PYTHON, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "archive.wsgi"]
    os.execve(install.VENV_PYTHON, server, given)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        install.stop("stopped.")
