"""What cannot be answered is refused as a problem that names the parameter, and never fails."""

import pytest

from tests import builders
from tests.api.asking import ask, errors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("meetings/?countri=pl", [("countri", "unknown_parameter")]),
        ("meetings/?country=", [("country", "empty")]),
        ("meetings/?country=zz", [("country", "unknown")]),
        ("meetings/?country=zz&country=qq", [("country", "unknown"), ("country", "unknown")]),
        ("meetings/?country=zz&x=1", [("x", "unknown_parameter"), ("country", "unknown")]),
        ("meetings/?from=2022-13", [("from", "month")]),
        ("meetings/?from=2023&to=2022", [("to", "invalid")]),
        ("meetings/?size=1000000000", [("size", "invalid")]),
        ("meetings/?size=0", [("size", "invalid")]),
        ("meetings/?size=-1", [("size", "invalid")]),
        ("meetings/?size=25&size=30", [("size", "repeated")]),
        ("meetings/?size=%D9%A2", [("size", "invalid")]),
        ("meetings/?after=99999999999999999", [("after", "invalid")]),
        ("meetings/?after=-1", [("after", "invalid")]),
        ("meetings/?facets=perhaps", [("facets", "invalid")]),
        ("meetings/?fields=id,secret", [("fields", "unknown")]),
        ("meetings/?expand=person.appointments.office.country", [("expand", "unknown")]),
        ("meetings/?expand=" + "person," * 500, [("expand", "unknown")]),
        ("meetings/?" + "&".join(f"country=c{number}" for number in range(2000)), [("country", "too_many")]),
        ("meetings/1/?as_of=2022&as_of=2023", [("as_of", "repeated")]),
        ("meetings/1/?q=x", [("q", "unknown_parameter")]),
        ("meetings/1/editions/?after=x", [("after", "invalid")]),
        ("sources/?" + "fields=id&" * 51, [("fields", "too_many")]),
        ("people/?q=" + "x" * 301, [("q", "max_length")]),
        ("people/?q=rau" + "%0B" * 298, [("q", "max_length")]),
        ("meetings/?q=rau" + "%0B" * 398, [("q", "invalid")]),
        ("people/?after=%27--", [("after", "invalid")]),
        ("people/?after=" + "x" * 101, [("after", "invalid")]),
        ("statements/?source=nothing", [("source", "unknown")]),
        ("statements/?property=weather", [("property", "unknown")]),
        ("changes/?size=1001", [("size", "invalid")]),
        ("schema/?format=yaml", [("format", "unknown_parameter")]),
        ("?x=1", [("x", "unknown_parameter")]),
    ],
)  # fmt: skip
def test_a_parameter_that_cannot_be_read_is_named(client, path, expected):
    builders.published_meeting()
    assert errors(client, path) == expected


def test_a_reason_is_said_in_words_and_repeats_little_of_what_was_sent(client):
    found = ask(client, "meetings/?country=" + "z" * 5000 + "%E2%80%AE", 400)["errors"][0]
    assert (len(found["detail"]) < 120, "\u202e" in found["detail"]) == (True, False)


@pytest.mark.parametrize("path", ["meetings/", "people/", "changes/", "meetings/1/", "nothing/at/all/"])
@pytest.mark.parametrize("query", ["?q=%00", "?q=%ff", "?" + "&".join(f"a{n}=1" for n in range(6000))])
def test_a_query_that_is_no_text_or_endless_is_a_problem(client, path, query):
    answer = client.get(f"/api/v1/{path}{query}")
    assert (answer.status_code in (400, 404), answer.headers["Content-Type"]) == (
        True,
        "application/problem+json",
    )


@pytest.mark.parametrize(
    "path", ["nothing/", "meetings/x/", "v2/", "people/%F0%9F%92%A9/", "people/a b/", "sources/..%2f/"]
)
def test_an_address_that_nothing_has_is_a_problem(client, path):
    assert ask(client, path, 404)["title"] == "Not Found"


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 200),
        ("*/*", 200),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 200),
        ("application/*", 200),
        ("", 200),
        ("nonsense", 200),
        ("application/json;q=x, */*;q=0.1", 406),
        ("application/xml", 406),
        ("text/html", 406),
        ("application/json;q=0, */*", 406),
        ("text/csv" + ", text/csv" * 5000, 406),
    ],
)
def test_the_answer_is_json_or_nothing(client, accept, status):
    answer = client.get("/api/v1/meetings/", headers={"Accept": accept})
    assert answer.status_code == status
    if status == 406:
        assert answer.json()["detail"] == "The answer is JSON: accept application/json."


@pytest.mark.parametrize("tag", ['"x", ' * 20_000, '"' * 100_000, "W/" * 50_000, "é", "\\"])
def test_a_huge_or_broken_tag_is_no_match_and_no_failure(client, tag):
    assert client.get("/api/v1/meetings/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, method):
    answer = getattr(client, method)("/api/v1/meetings/")
    assert (answer.status_code, answer.headers["Allow"], answer.json()["status"]) == (405, "GET, HEAD", 405)


def test_a_head_is_a_get_without_its_body(client):
    asked, headed = client.get("/api/v1/meetings/"), client.head("/api/v1/meetings/")
    assert (headed.status_code, headed.content, headed.headers["ETag"]) == (200, b"", asked.headers["ETag"])


def test_scripts_of_every_site_may_read(client):
    for path, status in {"meetings/": 200, "meetings/?x=1": 400, "nothing/": 404, "meetings/9/": 404}.items():
        answer = client.get(f"/api/v1/{path}", headers={"Origin": "https://elsewhere.example.org"})
        assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (status, "*")
        assert "Access-Control-Allow-Credentials" not in answer.headers
    asked = {"Origin": "https://elsewhere.example.org", "Access-Control-Request-Method": "GET"}
    answer = client.options("/api/v1/meetings/", headers=asked)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert "Access-Control-Allow-Origin" not in client.get("/meetings/").headers
