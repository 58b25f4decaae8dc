"""Answering once before anybody asks, so that what every answer needs is loaded before processes are forked.

Addresses, templates and translations are read when the first answer needs them. Workers share the memory of
what is there before they are, and no reader waits for it.
"""

import logging
from collections.abc import Callable
from wsgiref.util import setup_testing_defaults

from django.conf import settings

#: The front page and the list of meetings, which between them use most of what there is.
PATHS = ("/", "/meetings/")
_log = logging.getLogger("archive.start")


def answer_once(application: Callable) -> list[str]:
    """Ask a WSGI application for these pages in every language, and give the statuses of its answers.

    What goes wrong is logged and keeps nobody from starting: the first reader would see it too.
    """
    statuses: list[str] = []
    for language, _ in settings.LANGUAGES:
        prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
        for path in PATHS:
            try:
                body = application(_environment(prefix + path), lambda status, *_: statuses.append(status))
                b"".join(body)
                body.close()
            except Exception:
                _log.exception("%s could not be answered before the start", prefix + path)
    return statuses


def _environment(path: str) -> dict:
    environment = {
        "PATH_INFO": path,
        "HTTP_HOST": settings.ALLOWED_HOSTS[0].lstrip("."),
        "wsgi.url_scheme": settings.SCHEME,
        "HTTP_X_FORWARDED_PROTO": settings.SCHEME,
    }
    setup_testing_defaults(environment)
    return environment
