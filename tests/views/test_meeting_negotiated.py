"""The address of a meeting leads whoever asks for another form than a page to it."""

import pytest

from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("application/json", "json"),
        ("application/ld+json", "jsonld"),
        ("text/calendar", "ics"),
        ("application/x-bibtex", "bib"),
        ("application/x-research-info-systems", "ris"),
        ("application/vnd.citationstyles.csl+json", "csl.json"),
        ("text/html;q=0.5, application/ld+json", "jsonld"),
    ],
)
@pytest.mark.parametrize("path", ["/meetings/1/", "/meetings/1/any-words/", "/fr/meetings/1/"])
def test_another_form_is_found_by_its_media_type(client, accept, suffix, path):
    builders.published_meeting()
    answer = client.get(f"{path}?as_of=2022-09-26", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Location"], answer.headers["Vary"]) == (
        303,
        f"/meetings/1.{suffix}?as_of=2022-09-26",
        "Accept",
    )
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    form = client.get(answer.headers["Location"], headers={"Accept": accept})
    assert (form.status_code, form.headers["Content-Type"].partition(";")[0]) == (
        200,
        accept.rpartition(" ")[2],
    )


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "text/html",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "application/xml",
        "application/json;q=0",
        "nonsense",
        "application/ld+json" * 500,
    ],
)
def test_whoever_does_not_ask_for_one_gets_the_page(client, accept):
    builders.published_meeting()
    answer = client.get("/meetings/1/", headers={"Accept": accept}, follow=True)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "Accept" in answer.headers["Vary"]


def test_a_form_of_what_is_not_there_is_not_there(client):
    builders.make_meeting()
    answer = client.get("/meetings/1/", headers={"Accept": "application/ld+json"}, follow=True)
    assert answer.status_code == 404
