"""The catalogue of interfaces (RFC 9727), which every address of leads somewhere."""

from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.django_db

CATALOGUE = "/.well-known/api-catalog"


def path_of(address: str) -> str:
    """What a client of this host asks."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def test_the_catalogue_names_every_interface_and_what_describes_it(client, settings):
    answer = client.get(CATALOGUE)
    assert answer["Content-Type"] == (
        'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
    )
    first, *described = answer.json()["linkset"]
    assert first["anchor"] == f"http://testserver{CATALOGUE}"
    interface = ["/api/v1/"] if settings.ARCHIVE_API else []
    files = ["/meetings.csv", "/meetings.jsonl", "/meetings.atom", "/meetings.ics"]
    items = [path_of(item["href"]) for item in first["item"]]
    assert items == [*interface, "/oai", "/reconcile", "/data/", *files]
    assert [path_of(each["anchor"]) for each in described] == items


def test_every_address_of_the_catalogue_answers_in_the_type_it_names(client):
    _, *described = client.get(CATALOGUE).json()["linkset"]
    named = [link for each in described for key, links in each.items() if key != "anchor" for link in links]
    found = {
        link["href"]: client.get(path_of(link["href"]), headers={"Accept": link["type"]}) for link in named
    }
    assert {link["href"]: link["type"] for link in named} == {
        href: answer["Content-Type"].partition(";")[0] for href, answer in found.items()
    }
    assert {
        path_of(each["anchor"]): client.get(path_of(each["anchor"])).status_code for each in described
    } == {path_of(each["anchor"]): 200 for each in described}


def test_the_catalogue_is_found_by_its_link_without_its_body(client):
    answer = client.head(CATALOGUE)
    assert answer.content == b""
    assert answer["Link"] == f'<http://testserver{CATALOGUE}>; rel="api-catalog"'


@pytest.mark.parametrize("path", [CATALOGUE, "/llms.txt", "/oai?verb=Identify"])
def test_scripts_of_other_sites_may_read_where_the_data_is(client, path):
    assert client.get(path)["Access-Control-Allow-Origin"] == "*"
