"""llms.txt, and the way from every page to the programming interface."""

import re

import pytest

pytestmark = pytest.mark.django_db


def test_the_guide_names_every_form_of_the_data_and_every_address_answers(client, settings):
    answer = client.get("/llms.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    said = answer.content.decode()
    assert said.splitlines()[0] == "# Meetings Archive of the Ministry of Foreign Affairs"
    found = re.findall(r"^- \[[^]]+\]\(http://testserver([^)]+)\): \S", said, re.MULTILINE)
    interface = ["/api/v1/", "/api/v1/schema/", "/api/v1/docs/", "/api/v1/changes/"]
    assert [path for path in found if path != "/data/"] == [
        "/meetings/", "/coverage/", "/corrections/", *(interface if settings.ARCHIVE_API else []),
        "/meetings.csv", "/meetings.atom", "/meetings.ics", "/oai", "/reconcile",
        "/.well-known/api-catalog", "/sitemap.xml", "/about/",
    ]  # fmt: skip
    assert {client.get(path).status_code for path in found} == {200}


def test_the_guide_has_one_address_in_all_languages_and_is_english(client, settings):
    settings.ARCHIVE_BASE_URL = "https://archive.example.org"
    french = client.get("/llms.txt", headers={"Accept-Language": "fr"})
    assert french.content == client.get("/llms.txt").content
    assert b"](https://archive.example.org/meetings/): the list" in french.content
    assert client.get("/fr/llms.txt").status_code == 404


@pytest.mark.api
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "Programming interface"),
        ("/az/meetings/", "Proqram interfeysi"),
        ("/ru/about/", "Программный интерфейс"),
        ("/fr/countries/", "Interface de programmation"),
        ("/ar/", "واجهة برمجية"),
    ],
)
def test_every_page_leads_to_the_programming_interface(client, settings, path, words):
    link = f'<a href="/api/v1/docs/" hreflang="en">{words}</a>'
    assert client.get(path).content.decode().count(link) == 1
    settings.ARCHIVE_API = False
    assert client.get(path).content.decode().count("/api/") == 0
