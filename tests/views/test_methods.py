"""A public address that is only read refuses every other method as such, and asks nobody for a token."""

import pytest
from django.conf import settings
from django.test import Client

from tests.views.pages import PAGES

pytestmark = pytest.mark.django_db
FILES = [
    "/meetings.csv", "/meetings.xlsx", "/meetings.jsonl", "/meetings.ics", "/meetings.atom",
    "/meetings/2.json", "/meetings/2.bib", "/data/2026-11-24-v1/SHA256SUMS",
    "/llms.txt", "/.well-known/api-catalog",
    "/reconcile/preview", "/sitemap.xml", "/robots.txt",
    *(["/api/v1/docs/", "/api/v1/meetings/"] if settings.ARCHIVE_API else ()),
]  # fmt: skip


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_is_only_read_answers_405_and_says_what_is_allowed(method):
    client = Client(enforce_csrf_checks=True)
    reading = [path.partition("#")[0] for path in [*PAGES, *FILES] if path != "/no-such-page/"]
    answers = {path: getattr(client, method)(path) for path in reading}
    refused = {path: (answer.status_code, answer.headers.get("Allow")) for path, answer in answers.items()}
    assert {path: found for path, found in refused.items() if found != (405, "GET, HEAD")} == {}
