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
paths = ["/", "/meetings/", "/meetings/1.json", "/countries/", "/people/comfort-ero/", "/about/"]
print([client.get(path).status_code for path in paths])
paths = ["/api/", "/api/v1/", "/api/v1/meetings/", "/api/v1/schema/", "/api/v1/docs/"]
print([client.get(path).status_code for path in paths])
print([page.find("/api/") for page in (client.get(path).content.decode() for path in ("/", "/llms.txt"))])
print([name for name in sys.modules if name.startswith(("rest_framework", "drf_", "meetings.api"))])
"""


def test_the_archive_runs_where_rest_framework_cannot_be_imported(tmp_path):
    environment = {"DEBUG": "1", "ALLOWED_HOSTS": "127.0.0.1", "LOG_LEVEL": "ERROR"}
    environment["DATABASE_URL"] = f"sqlite:///{tmp_path}/archive.sqlite3"
    environment["DJANGO_SETTINGS_MODULE"] = "archive.settings"
    code, said = house.run("-c", PROGRAM, python=sys.executable, ARCHIVE_API="off", **environment)
    assert (code, said.splitlines()[-4:]) == (
        0,
        ["[200, 200, 200, 200, 200, 200]", "[404, 404, 404, 404, 404]", "[-1, -1]", "[]"],
    )
