"""Probes for whoever keeps the archive running: is the process alive, can it serve."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from meetings.search import index

GetResponse = Callable[[HttpRequest], HttpResponse]


class Probes:
    """Middleware that answers ``/healthz`` and ``/readyz``, whatever the Host header says.

    A middleware and no view, because a load balancer asks by the machine's address, which the check of the
    Host header refuses before any view is reached.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a probe; hand anything else on."""
        probe = {"/healthz": alive, "/readyz": ready}.get(request.path_info)
        if probe is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        response = probe()
        response.headers["Cache-Control"] = "no-store"
        return response


def alive() -> HttpResponse:
    """Say that the process answers; asks nothing else, the database neither."""
    return JsonResponse({"status": "alive"})


def ready() -> HttpResponse:
    """Say whether the archive can serve: 200, or 503 with the one check that fails and no detail.

    ``index`` is what this process holds in memory, ``null`` before its first reader.
    """
    for name, check in (("database", _database_answers), ("migrations", _migrations_applied)):
        if not check():
            return JsonResponse({"status": "unavailable", "failed": name}, status=503)
    return JsonResponse({"status": "ready", "index": index.status()})


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def _migrations_applied() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    except DatabaseError:
        return False
