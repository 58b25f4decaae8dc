"""``make serve``: what it says where it cannot start, and what it makes only once."""

import importlib.util
import os
import socket
import stat
import subprocess
import sys

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from tests import house


@pytest.fixture(scope="module")
def install():
    """The module deploy/install.py."""
    return load("install")


@pytest.fixture(scope="module")
def serve(install):
    """The module deploy/serve.py."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "install", install)
        return load("serve")


def load(name):
    spec = importlib.util.spec_from_file_location(f"deploy_{name}", house.ROOT / "deploy" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def interpreter(folder, name, prints):
    """Make a program that answers as a Python of some version would."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{prints}\n")
    path.chmod(0o755)
    return str(path)


def test_a_port_that_is_taken_is_said_in_one_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert house.run("deploy/serve.py", PORT=str(port)) == (
            1,
            f"archive: port {port} is taken; choose another: make serve PORT={port + 1}\n",
        )


@pytest.mark.parametrize("port", ["0", "65536", "80a", "-1", "8000 8001", "²"])
def test_a_port_that_is_no_port_is_said_in_one_line(port):
    assert house.run("deploy/serve.py", PORT=port) == (
        1,
        f"archive: PORT is {port!r}; it must be a number from 1 to 65535.\n",
    )


def test_an_old_python_is_refused_in_one_line(install, tmp_path):
    old = interpreter(tmp_path, "python3", "echo 3 9")
    with pytest.raises(SystemExit) as refused:
        install.choose_python(old, others=())
    assert str(refused.value) == (
        f"archive: Python 3.11 or newer is needed; {old} is Python 3.9. Name another: make serve PYTHON=..."
    )


def test_a_python_that_does_not_run_is_refused_in_one_line(install, tmp_path):
    gone = str(tmp_path / "python9")
    with pytest.raises(SystemExit) as refused:
        install.choose_python(gone, others=())
    assert str(refused.value) == (
        f"archive: Python 3.11 or newer is needed; {gone} does not run. Name another: make serve PYTHON=..."
    )


def test_a_newer_python_beside_an_old_one_is_found(install, tmp_path):
    old = interpreter(tmp_path, "python3", "echo 3 9")
    broken = interpreter(tmp_path, "python3.13", "exit 127")
    good = interpreter(tmp_path, "python3.12", "echo 3 12")
    assert install.choose_python(old, others=(broken, good)) == good


def test_a_python_without_venv_is_refused_in_one_line(install, tmp_path):
    bare = interpreter(tmp_path, "python3", "exit 1")
    with pytest.raises(SystemExit) as refused:
        install.make_venv(bare)
    assert str(refused.value) == (
        f"archive: {bare} has no venv module; install it (on Debian and Ubuntu: apt install python3-venv)."
    )


def test_packages_that_cannot_be_installed_are_said_in_one_line(install, tmp_path, monkeypatch, capsys):
    lock = tmp_path / "missing.lock"
    lock.write_text("there-is-no-such-package==1 --hash=sha256:" + "0" * 64 + "\n")
    monkeypatch.setattr(install, "VENV", tmp_path)
    monkeypatch.setattr(install, "ROOT", tmp_path)
    monkeypatch.setattr(install, "VENV_PYTHON", sys.executable)
    for name, value in {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as refused:
        install.install(lock.name)
    assert str(refused.value) == (
        "archive: the packages cannot be installed; .venv/install.log tells all, at its end: "
        "ERROR: No matching distribution found for there-is-no-such-package==1"
    )
    assert (tmp_path / "install.log").exists()
    assert not (tmp_path / "installed-missing.lock").exists()


def test_a_lock_that_is_installed_is_not_installed_again(install, tmp_path, monkeypatch):
    lock = tmp_path / "empty.lock"
    lock.write_text("# nothing\n")
    monkeypatch.setattr(install, "VENV", tmp_path)
    monkeypatch.setattr(install, "ROOT", tmp_path)
    monkeypatch.setattr(install, "VENV_PYTHON", sys.executable)
    install.install(lock.name)
    monkeypatch.setattr(install, "VENV_PYTHON", str(tmp_path / "would fail"))
    install.install(lock.name)


def test_the_secret_key_is_made_once_and_for_its_owner_only(serve, tmp_path):
    path = tmp_path / "var" / "secret_key"
    made = serve.secret_key(path)
    assert (len(made) >= 80, serve.secret_key(path)) == (True, made)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["secret_key"]


def test_a_secret_key_cut_short_is_made_anew(serve, tmp_path):
    (tmp_path / "secret_key.new").write_text("half")
    assert len(serve.secret_key(tmp_path / "secret_key")) >= 80


def test_what_the_caller_has_set_is_kept(serve, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "the caller's own")
    monkeypatch.setenv("ALLOWED_HOSTS", "localhost")
    given = serve.environment(8123)
    assert (given["SECRET_KEY"], given["ALLOWED_HOSTS"], given["ARCHIVE_BIND"]) == (
        "the caller's own",
        "localhost",
        "127.0.0.1:8123",
    )


def test_no_python_at_all_is_said_in_one_line():
    done = subprocess.run(
        ["make", "--no-print-directory", "serve", "PYTHON=no-such-python"],
        cwd=house.ROOT,
        env={**os.environ, "MAKEFLAGS": ""},
        capture_output=True,
        text=True,
    )
    assert done.stderr.splitlines()[0] == (
        "archive: there is no no-such-python; Python 3.11 or newer is needed."
    )
    assert done.returncode == 2


@pytest.mark.django_db
def test_the_first_editor_is_printed_once_and_can_log_in(capsys, client):
    call_command("first_editor")
    first, second = capsys.readouterr().out.splitlines()
    name, password = first.removeprefix("Editor login: ").split(" / ")
    assert (name, client.login(username=name, password=password)) == ("admin", True)
    assert second == "It is shown this once; change it in the admin under 'Change password'."
    call_command("first_editor")
    assert (capsys.readouterr().out, get_user_model().objects.count()) == ("", 1)


@pytest.mark.django_db
def test_the_first_editor_takes_no_name_that_somebody_has(capsys):
    get_user_model().objects.create_user("admin", password="of somebody else")
    call_command("first_editor")
    assert capsys.readouterr().out.startswith("Editor login: admin1 / ")
