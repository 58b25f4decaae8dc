"""Asking everybody in turn, so that what disturbs the machine disturbs all alike."""

import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.client import Answer, Connection, throughput
from bench.forgetting import HEADER
from bench.peers import Peer
from bench.questions import Question
from bench.truth import Truth, WrongFigureError

ARCHIVES = ("sqlite", "postgres")
NOTHING = "/bench/nothing/"
#: So often each is asked in a round: answers that are remembered, and those that are made anew.
REMEMBERED, COMPUTED = 12, 3
#: What took longer than this for one answer is asked once a round only.
SLOW_SECONDS = 1.0
CONNECTIONS, LOADED_SECONDS = 8, 3.0
_FORGOTTEN = {HEADER: "1"}


@dataclass
class Results:
    """Everything that was measured: seconds by (question, peer, mode); what is absent; what is wrong."""

    seconds: dict[tuple[str, str, str], list[float]] = field(default_factory=dict)
    sizes: dict[tuple[str, str], int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    compared: int = 0
    loaded: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)
    index: dict[str, dict] = field(default_factory=dict)
    started: dict[str, float] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    meetings: int = 0
    lean: bool = False
    machine: str = ""

    def median(self, question: str, peer: str, mode: str) -> float | None:
        """The median of what was measured, in seconds; ``None`` where nothing was."""
        found = self.seconds.get((question, peer, mode))
        return statistics.median(found) if found else None

    def note(self, question: str, peer: str, mode: str, seconds: float) -> None:
        """Keep one measurement."""
        self.seconds.setdefault((question, peer, mode), []).append(seconds)

    @property
    def lists(self) -> list[str]:
        """The names of the questions that are lists of meetings and were answered."""
        return [one.name for one in self.questions if one.is_list and one.name not in self.absent]


def machine() -> str:
    """The machine in a few words, and how much else it has to do."""
    processors, load = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    return f"{platform.machine()}, {processors} processors, load {load:.1f} before"


def measure(
    peers: dict[str, Peer], questions: list[Question], truth: Truth, rounds: int, say: Callable[[str], None]
) -> Results:
    """Compare every figure once, then ask everybody everything in turn, so many rounds."""
    results = Results(questions=questions)
    connections = {name: Connection(peer.port) for name, peer in peers.items()}
    archives = [name for name in ARCHIVES if name in peers]
    for name in archives:
        results.started[name] = peers[name].started
        results.index[name] = _status(connections[name])
    present = _compare(connections, archives, questions, truth, results, say)
    slow: set[str] = set()
    for number in range(rounds):
        say(f"Round {number + 1} of {rounds}")
        for question in present:
            for name in archives:
                for _ in range(COMPUTED):
                    results.note("nothing", name, "remembered", connections[name].get(NOTHING).seconds)
                _ask_archive(connections[name], name, question, results)
            if "datasette" in peers and question.datasette:
                _ask_datasette(connections["datasette"], peers["datasette"], question, results, slow)
            _ask_sql(peers, question, results)
    say(f"{CONNECTIONS} connections")
    _load(peers, archives, present, results, rounds)
    for name in archives:
        results.memory[name] = memory(peers[name].pid)
        results.index[name] = _status(connections[name])
    return results


def _compare(connections, archives, questions, truth: Truth, results: Results, say) -> list[Question]:
    """Every question once to every archive, its figures compared; the questions that have an address."""
    present = []
    for question in questions:
        for name in archives:
            answer = connections[name].get(question.address, **_FORGOTTEN)
            if answer.status == 404:
                results.absent[question.name] = question.path
                continue
            if answer.status != 200:
                results.wrong.append(f"{question.name} on {name}: {answer.status}")
                continue
            results.sizes[question.name, name] = len(answer.body)
            if question.is_list:
                results.counts[question.name] = truth.of(question)[0]
                as_json = connections[name].get(question.interface)
                try:
                    results.compared += truth.compare(question, answer.body.decode())
                    results.compared += truth.compare_interface(question, as_json.body)
                except WrongFigureError as error:
                    results.wrong.append(f"{name}: {error}")
        if question.name not in results.absent:
            present.append(question)
        say(f"Compared: {question.name}" + (" (absent)" if question.name in results.absent else ""))
    return present


def _ask_archive(connection: Connection, name: str, question: Question, results: Results) -> None:
    answer = _ask(connection, name, question.name, question.address, "", results)
    if question.is_list:
        _ask(connection, name, question.name, question.interface, "json ", results)
    if tag := answer.headers.get("etag"):
        for _ in range(REMEMBERED):
            again: Answer = connection.get(question.address, If_None_Match=tag)
            if again.status != 304:
                results.wrong.append(f"{question.name} on {name}: {again.status} instead of 304")
                break
            results.note(question.name, name, "unchanged", again.seconds)


def _ask(connection: Connection, name: str, asked: str, address: str, form: str, results: Results) -> Answer:
    """One address, made anew and remembered."""
    for _ in range(COMPUTED):
        answer = connection.get(address, **_FORGOTTEN)
        results.note(asked, name, f"{form}computed", answer.seconds)
        if answer.seconds > SLOW_SECONDS:
            break
    answer = connection.get(address)
    for _ in range(REMEMBERED if answer.seconds < SLOW_SECONDS / 10 else 1):
        answer = connection.get(address)
        results.note(asked, name, f"{form}remembered", answer.seconds)
    return answer


def _ask_datasette(connection, peer: Peer, question: Question, results: Results, slow: set[str]) -> None:
    address = question.datasette.format(file=peer.file)
    for _ in range(1 if question.name in slow else COMPUTED):
        answer = connection.get(address)
        if answer.status != 200:
            results.absent[f"Datasette: {question.name}"] = str(answer.status)
            return
        results.note(question.name, "datasette", "computed", answer.seconds)
        results.sizes[question.name, "datasette"] = len(answer.body)
        if answer.seconds > SLOW_SECONDS:
            slow.add(question.name)
            break


def _ask_sql(peers: dict[str, Peer], question: Question, results: Results) -> None:
    """A page of keys and cards by SQL alone on SQLite, without count and facets, server and HTML."""
    if "sqlite" not in peers or not question.is_list:
        return
    from django.db import connection

    from meetings.search.postings import selected

    cards = selected(question.criteria())
    if after := dict(question.query).get("after"):
        cards = cards.filter(key__lt=int(after))
    page = cards.order_by("-key").values_list("key", "data")[:25]
    statement, parameters = page.query.sql_with_params()
    with connection.cursor() as cursor:
        started = time.perf_counter()
        cursor.execute(statement, parameters)
        cursor.fetchall()
        results.note(question.name, "sql", "computed", time.perf_counter() - started)


def _load(peers, archives, present: list[Question], results: Results, rounds: int) -> None:
    mixes = {
        "nothing": [NOTHING],
        "first page": ["/meetings/"],
        "all lists": [question.address for question in present if question.is_list],
        "all lists as JSON": [question.interface for question in present if question.is_list],
    }
    for _ in range(max(1, rounds // 2)):
        for name in archives:
            for mix, paths in mixes.items():
                found = throughput(peers[name].port, paths, CONNECTIONS, LOADED_SECONDS)
                results.loaded.setdefault((name, mix), []).append(found)


def memory(pid: int) -> float:
    """The megabytes that the largest worker of a server takes, with those that it shares."""
    workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    found = []
    for worker in workers:
        lines = Path(f"/proc/{worker}/status").read_text().splitlines()
        found += [int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS")]
    return max(found, default=0.0)


def _status(connection: Connection) -> dict:
    return json.loads(connection.get("/readyz").body).get("index") or {}
