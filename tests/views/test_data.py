"""The page of the dumps, and their files."""

import datetime
import gzip
import hashlib
import re

import pytest

from meetings.dumps.publishing import publish
from tests import builders

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 24)


@pytest.fixture
def folder(settings, tmp_path):
    """An empty folder of dumps."""
    settings.ARCHIVE_DATA_DIR = tmp_path / "data"
    return settings.ARCHIVE_DATA_DIR


@pytest.fixture
def dump(folder):
    builders.published_meeting()
    return publish(folder, on=DAY)


def links(page: str) -> list[str]:
    return re.findall(r'href="(/data/[^"]+)"', page)


def test_without_a_dump_the_page_says_so(client, folder):
    assert "None has been published yet." in client.get("/data/").content.decode()


def test_the_page_leads_to_every_file_and_tells_size_rows_and_version(client, dump):
    page = client.get("/data/").content.decode()
    assert links(page) == [f"/data/{dump.name}/{file.name}" for file in sorted_as_shown(dump)]
    assert "24 November 2026" in page
    assert "version 1, " in page
    rows = re.search(r"<code>participations</code></th><td class=\"num\">(\d+)</td>", page)
    assert rows[1] == "2"


def sorted_as_shown(dump):
    """The files table by table, and those about the dump at the end."""
    tables = [file for file in dump.files if file.table]
    return [*tables, *(file for file in dump.files if not file.table)]


def test_a_page_shows_so_many_dumps_the_newest_first_and_costs_no_query(
    client, folder, django_assert_num_queries
):
    for number in range(12):
        builders.published_meeting()
        publish(folder, on=DAY + datetime.timedelta(days=number))
    with django_assert_num_queries(0):
        first, second = (client.get(f"/data/?page={page}").content.decode() for page in (1, 2))
    shown = [re.findall(r'<h2 id="([^"]+)"', page) for page in (first, second)]
    named = [f"{DAY + datetime.timedelta(days=number)}-v{number + 1}" for number in reversed(range(12))]
    assert shown == [named[:10], named[10:]]
    assert client.get("/data/?page=3").status_code == 404


def test_every_file_is_served_whole_with_its_type_and_may_be_kept_for_ever(client, dump):
    types = {"datapackage.json": "application/json", "SHA256SUMS": "text/plain; charset=utf-8"}
    for file in dump.files:
        answer = client.get(f"/data/{dump.name}/{file.name}")
        body = answer.getvalue()
        assert hashlib.sha256(body).hexdigest() == file.sha256
        assert {
            name: answer[name]
            for name in ("Content-Type", "Content-Length", "Cache-Control", "ETag", "X-Content-Type-Options")
        } == {
            "Content-Type": types.get(file.name, "application/gzip"),
            "Content-Length": str(len(body)),
            "Cache-Control": "public, max-age=31536000, immutable",
            "ETag": f'"{file.sha256}"',
            "X-Content-Type-Options": "nosniff",
        }
        assert answer["Content-Disposition"] == f'attachment; filename="{dump.name}-{file.name}"'
    assert gzip.decompress(client.get(f"/data/{dump.name}/meetings.jsonl.gz").getvalue()).count(b"\n") == 1


def test_whoever_has_a_file_already_is_told_so(client, dump):
    [file] = [one for one in dump.files if one.name == "people.csv.gz"]
    address = f"/data/{dump.name}/people.csv.gz"
    answer = client.get(address, headers={"If-None-Match": f'W/"x", "{file.sha256}"'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert client.head(address)["Content-Length"] == str(file.size)
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "{name}/nothing.csv.gz",
        "{name}/secret.txt",
        "{name}/..%2f..%2fsecret.txt",
        "{name}/../../secret.txt",
        "{name}/%2e%2e",
        "..%2fdata%2f{name}/people.csv.gz",
        "2026-11-24-v2/people.csv.gz",
        "2026-11-25-v1/people.csv.gz",
        "linked/people.csv.gz",
        ".unfinished-0000/people.csv.gz",
        "x" * 5000 + "/people.csv.gz",
        "{name}/" + "x" * 5000,
    ],
)
def test_nothing_but_the_files_of_a_dump_is_served(client, folder, dump, path):
    (folder.parent / "secret.txt").write_text("secret")
    (dump.folder / "secret.txt").write_text("secret")
    (folder / ".unfinished-0000").mkdir()
    (folder / "2026-11-25-v1").symlink_to(dump.folder)
    assert client.get("/data/" + path.format(name=dump.name)).status_code in (400, 404)


def test_what_is_no_complete_dump_is_not_listed(client, folder, dump):
    for number, spoiled in enumerate(("datapackage.json", "SHA256SUMS", "people.csv.gz"), start=2):
        copy = folder / f"2026-11-24-v{number}"
        copy.mkdir()
        for path in dump.folder.iterdir():
            if path.name != spoiled:
                (copy / path.name).write_bytes(path.read_bytes())
    (folder / "2026-13-45-v9").mkdir()
    (folder / "notes.txt").write_text("mine")
    page = client.get("/data/").content.decode()
    assert re.findall(r'<h2 id="([^"]+)"', page) == [dump.name]


@pytest.mark.parametrize(
    ("licence", "shown"),
    [
        (
            ("CC-BY-4.0", "https://spdx.org/licenses/CC-BY-4.0.html"),
            '<a href="https://spdx.org/licenses/CC-BY-4.0.html" rel="license"><bdi>CC-BY-4.0</bdi></a>',
        ),
        (("Ours & <theirs>", ""), "<bdi>Ours &amp; &lt;theirs&gt;</bdi>"),
    ],
)
def test_a_licence_is_said_where_data_is_given(client, settings, folder, licence, shown):
    settings.ARCHIVE_LICENCE = licence
    number = builders.published_meeting().public_id
    publish(folder, on=DAY)
    assert [client.get(path).content.decode().count(shown) for path in ("/data/", "/about/")] == [1, 1]
    harvested = client.get(
        f"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:{number}"
    ).content.decode()
    rights = re.findall(r"<dc:rights>(.*?)</dc:rights>", harvested)
    assert rights == [
        part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for part in licence if part
    ]


def test_no_licence_is_stated_where_none_is_configured(client, dump):
    said = [client.get(path).content.decode() for path in ("/data/", "/about/")]
    assert ["No licence is stated" in page for page in said] == [True, True]
    assert ['rel="license"' in page for page in said] == [False, False]
