"""Ends the server the hard way while it saves, again and again, and looks at what is left.

    .venv/bin/python -m tests.admin.killing [--moments 50] [--seed 7] [ADDRESS]

ADDRESS is that of an archive with its tables that may be written into; without it an SQLite file and a
PostgreSQL are made, and one is tried after the other. Prints one JSON object for each database; the exit code
is 1 where something was lost.
"""

import argparse
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests import postgres
from tests.house import ROOT

#: What is interrupted, in turn: a new meeting, a change of it, the keeping of what is being typed.
ACTS = ("add", "change", "add", "change", "keep")
KEEP = "/admin/meetings/meeting/unfinished/"
_START_SECONDS = 60
_SECRET = "0123456789abcdef" * 2


@dataclass
class Found:
    """What was counted; the last four have to be zero.

    ``answered`` acts were over before the end came; of the others ``undone`` left no trace, and the rest was
    done without anybody having been told.
    """

    database: str
    moments: int = 0
    answered: int = 0
    undone: int = 0
    meetings: int = 0
    saves_lost: int = 0
    half_written: int = 0
    texts_lost: int = 0
    faults: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing was lost and nothing is half done."""
        return not (self.saves_lost or self.half_written or self.texts_lost or self.faults)


class Server:
    """The archive under gunicorn, which is ended in the middle of things and started again."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [sys.executable, "-m", "gunicorn", "archive.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        command += ["--workers", "1", "--log-level", "critical", "--no-control-socket"]
        # A group of its own, which is ended as one: nothing of it may go on writing.
        self.process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if self.ask("GET", "/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the server does not start")

    def kill(self) -> None:
        """End all of it at once, without a chance to finish anything."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ask(self, method: str, path: str, data: dict | None = None, session: str = "") -> tuple[int, str]:
        """The status and the text of the answer. Raises ``OSError`` or ``HTTPException`` where none comes."""
        headers = {"Cookie": f"sessionid={session}; csrftoken={_SECRET}", "X-CSRFToken": _SECRET}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(data, doseq=True) if data is not None else None
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as line:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode()

    def killed_at(self, seconds: float, path: str, data: dict, session: str) -> int | None:
        """Send a form and end the server so long after; the status, where the answer came before that."""
        end = threading.Timer(seconds, self.kill)
        end.start()
        try:
            return self.ask("POST", path, data, session)[0]
        except (OSError, http.client.HTTPException):
            return None
        finally:
            end.join()


class Round:
    """One archive, and one editor at work in it."""

    def __init__(self, name: str, seed: int) -> None:
        from meetings.workflow.permissions import load_groups
        from tests.admin import desk
        from tests.admin.conftest import new_world

        load_groups()
        self.desk, self.world = desk, new_world()
        self.found = Found(name)
        self.chance = random.Random(seed)
        self.server = Server()
        self.editor, self.session = _sign_in()
        self.seconds: dict[str, float] = {}

    def run(self, moments: int) -> Found:
        """Interrupt so many acts, each at a moment of chance within the time that it takes."""
        from meetings.models import Meeting
        from meetings.workflow.audit import CHECKS

        self.server.start()
        try:
            for act in ("add", "change", "keep"):
                # The first time is another: much is only loaded then.
                self.seconds[act] = min(self._time(act), self._time(act))
            for number in range(moments):
                act = ACTS[number % len(ACTS)]
                self._interrupt(act, f"moment {number}")
                self.found.moments += 1
        finally:
            if self.server.process.poll() is None:
                self.server.kill()
        self.found.meetings = Meeting.objects.count()
        self.found.faults = sum(1 for check in CHECKS.values() for _fault in check())
        return self.found

    # --- Acts --------------------------------------------------------------------------------------------

    def form(self, act: str, words: str) -> tuple[str, dict]:
        """Where the form is sent to, and what it holds: ``words`` in every kind of row."""
        said = {"value_as_printed": words, "property": "role", "about": "2", "source": self.world.source.pk}
        if act == "change":
            meeting = self._last()
            data = self.desk.resent(meeting, internal_note=words, _form_key=str(uuid.uuid4()))
            of_meeting = {"id": meeting.statements.get().pk, "meeting": meeting.pk}
            data |= {"participations-1-role_as_printed": words, "texts-0-summary": words}
            data |= self._rows("statements", [said | of_meeting], stored=1)
            return self.desk.address(meeting), data
        return self.desk.ADD, self.desk.complete(
            self.world,
            participations=[
                {"side": "principal", "person": self.world.bayramov.pk, "country": self.world.azerbaijan.pk},
                {"person": self.world.rau.pk, "country": self.world.poland.pk, "role_as_printed": words},
            ],
            internal_note=words,
            texts=[{"summary": words}],
            statements=[said],
            _form_key=str(uuid.uuid4()),
        )

    def _rows(self, prefix: str, rows: list[dict], stored: int) -> dict:
        sent = self.desk.sent(stored={prefix: stored}, **{prefix: rows})
        return {name: value for name, value in sent.items() if name.startswith(f"{prefix}-")}

    @staticmethod
    def _last():
        from meetings.models import Meeting

        return Meeting.objects.order_by("pk").last()

    def _time(self, act: str) -> float:
        """How long an act takes that nobody interrupts."""
        path, data = self.form(act, "undisturbed")
        began = time.monotonic()
        status, _text = self.server.ask("POST", KEEP if act == "keep" else path, data, self.session)
        assert status == (200 if act == "keep" else 302), status
        return time.monotonic() - began

    def _interrupt(self, act: str, words: str) -> None:
        path, typed = self.form(act, words)
        keep = f"{KEEP}?object={self._last().pk}" if act == "change" else KEEP
        assert self.server.ask("POST", keep, typed, self.session)[0] == 200
        before = self._state(typed)
        sent = typed | {"internal_note": f"{words}, more"} if act == "keep" else typed
        seconds = self.chance.uniform(0, 1.1 * self.seconds[act])
        status = self.server.killed_at(seconds, keep if act == "keep" else path, sent, self.session)
        self.found.answered += status is not None
        self.server.start()
        if act == "keep":
            self._look_at_kept(typed, sent, answered=status is not None)
        else:
            self._look_at_saved(act, words, before, path, typed, answered=status is not None)

    # --- What is left ------------------------------------------------------------------------------------

    @staticmethod
    def _state(typed: dict) -> tuple:
        """Every row that a save writes, counted; and what was last said in each kind."""
        from reversion.models import Version

        from meetings.models import Meeting, MeetingSource, MeetingText, Participation, Statement

        last = Meeting.objects.order_by("pk").last()
        rows = (Meeting, MeetingSource, MeetingText, Participation, Statement)
        return (
            *(model.objects.count() for model in rows),
            Version.objects.count(),
            last.lock_version,
            last.internal_note,
            last.texts.get().summary,
            last.participations.last().role_as_printed,
            last.statements.get().value_as_printed,
        )

    def _look_at_saved(self, act, words, before, path, typed, *, answered: bool) -> None:
        """Either all of it was saved and its text is finished with, or nothing and the text is there."""
        after = self._state(typed)
        kept = self._kept(typed)
        if after == before:
            self.found.undone += 1
            self.found.saves_lost += answered
            self.found.texts_lost += kept != _as_kept(typed) or not self._is_given_back(path, words, typed)
            self._save_again(path, typed)
            after = self._state(typed)
        else:
            self.found.texts_lost += kept is not None
        self.found.half_written += not self._is_whole(act, words, before, after)

    @staticmethod
    def _is_whole(act: str, words: str, before: tuple, after: tuple) -> bool:
        rows, version = (1, 1, 1, 2, 1), 1
        if act == "change":
            rows, version = (0, 0, 0, 0, 0), before[6] + 1
        counted = tuple(number + more for number, more in zip(before[:5], rows, strict=True))
        return after[:5] == counted and after[5] > before[5] and after[6:] == (version, *[words] * 4)

    def _look_at_kept(self, first: dict, second: dict, *, answered: bool) -> None:
        """What was kept last is there, whole; without an answer it may be what was kept before."""
        from meetings.models import UnfinishedForm

        kept = self._kept(first)
        whole = (_as_kept(second),) if answered else (_as_kept(first), _as_kept(second))
        self.found.texts_lost += kept not in whole
        self.found.undone += kept == whole[0] != _as_kept(second)
        UnfinishedForm.objects.filter(key=first["_form_key"]).delete()

    @staticmethod
    def _kept(typed: dict) -> dict | None:
        from meetings.models import UnfinishedForm

        kept = UnfinishedForm.objects.filter(key=typed["_form_key"]).first()
        return kept.data if kept else None

    def _is_given_back(self, path: str, words: str, typed: dict) -> bool:
        """Whether the page of the form offers what was typed and gives it back, in every kind of row."""
        from meetings.models import UnfinishedForm

        kept = UnfinishedForm.objects.filter(key=typed["_form_key"]).first()
        if kept is None or str(kept.pk) not in self.server.ask("GET", path, None, self.session)[1]:
            return False
        page = self.server.ask("POST", path, {"_restore": kept.pk}, self.session)[1]
        return page.count(words) >= 4

    def _save_again(self, path: str, typed: dict) -> None:
        assert self.server.ask("POST", path, typed, self.session)[0] == 302


def _as_kept(typed: dict) -> dict:
    """What was typed in the form in which it is kept."""
    return {name: [str(value)] for name, value in typed.items()}


def _sign_in():
    """An editor, and the key of their session."""
    from django.test import Client

    from tests.admin.conftest import member

    editor, client = member(f"ed-{uuid.uuid4().hex[:8]}", "editor"), Client()
    client.force_login(editor)
    return editor, client.cookies["sessionid"].value


def try_out(address: str, moments: int, seed: int) -> Found:
    """Interrupt so many acts on one archive, in this process, which has to be a fresh one."""
    os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    return Round(connection.vendor, seed).run(moments)


def in_a_process(address: str, moments: int, seed: int) -> int:
    """The same in a process of its own; its exit code."""
    command = [sys.executable, "-m", "tests.admin.killing", "--moments", str(moments), "--seed", str(seed)]
    return subprocess.run([*command, address], cwd=ROOT, check=False).returncode


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address", nargs="?")
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    told = parser.parse_args()
    if told.address:
        found = try_out(told.address, told.moments, told.seed)
        sys.stdout.write(f"{json.dumps(asdict(found))}\n")
        sys.stdout.flush()
        return 0 if found.is_sound else 1
    with tempfile.TemporaryDirectory() as folder, postgres.server() as database:
        places = (f"sqlite:///{Path(folder) / 'archive.sqlite3'}", database)
        return max(in_a_process(place, told.moments, told.seed) for place in places)


if __name__ == "__main__":
    sys.exit(main())
