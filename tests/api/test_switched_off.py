"""Without the interface nothing of it is loaded, its addresses lead nowhere, and the pages do not notice."""

import sys

from tests import house

PROGRAM = """
import sys

from importlib.machinery import PathFinder

class WithoutInterface:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in ("rest_framework", "drf_spectacular", "drf_spectacular_sidecar"):
            return None
        return PathFinder.find_spec(name, path, target)

sys.meta_path[:] = [WithoutInterface if finder is PathFinder else finder for finder in sys.meta_path]
import django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
call_command("load_reference", verbosity=0)
call_command("load_unga77", verbosity=0)
client = Client(SERVER_NAME="127.0.0.1")
from tests.views.pages import PAGES
files = ["/meetings/1.json", "/meetings/1.jsonld", "/meetings/1.bib", "/meetings/1.ris", "/meetings.csv",
    "/meetings.xlsx", "/meetings.jsonl", "/meetings.ics", "/meetings.atom",
    "/oai?verb=ListRecords&metadataPrefix=meeting", "/reconcile", "/llms.txt",
    "/.well-known/api-catalog", "/robots.txt", "/sitemap.xml"]
asked = {path: client.get(path) for path in [*PAGES, *files]}
print({path: answer.status_code for path, answer in asked.items() if answer.status_code not in (200, 301)})
print([path for path, answer in asked.items() if b"/api/" in b"".join(answer)])
paths = ["/api/", "/api/v1/", "/api/v1/meetings/", "/api/v1/schema/", "/api/v1/docs/"]
print([client.get(path).status_code for path in paths])
print([name for name in sys.modules if name.startswith(("rest_framework", "drf_", "meetings.api"))])
"""


def test_the_archive_runs_where_rest_framework_cannot_be_imported(tmp_path):
    environment = {"DEBUG": "1", "ALLOWED_HOSTS": "127.0.0.1", "LOG_LEVEL": "ERROR"}
    environment["DATABASE_URL"] = f"sqlite:///{tmp_path}/archive.sqlite3"
    environment["DJANGO_SETTINGS_MODULE"] = "archive.settings"
    code, said = house.run("-c", PROGRAM, python=sys.executable, ARCHIVE_API="off", **environment)
    absent = {
        "/meetings/?country=zz&from=2022-13": 400,
        "/sources/unga77/": 404,
        "/relations/?country=pl&partner=pl": 400,
        "/no-such-page/": 404,
    }
    assert (code, said.splitlines()[-4:]) == (0, [str(absent), "[]", "[404, 404, 404, 404, 404]", "[]"])
