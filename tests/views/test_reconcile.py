"""Names of somebody's table find the entries they mean."""

import io
import json

import pytest

from meetings.models import Country, Identifier
from meetings.vocabulary import OfficeKind, OrganisationKind
from tests import builders

pytestmark = pytest.mark.django_db


def ask(client, **queries) -> dict:
    answer = client.post("/reconcile", {"queries": json.dumps(queries)})
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
    return {name: found["result"] for name, found in answer.json().items()}


def published(*people: dict) -> None:
    """A published meeting of North Macedonia with these counterparts."""
    principal = {"side": "principal", "country": builders.make_country("mk")}
    builders.published_meeting(people=[principal, *people])


@pytest.fixture
def rau():
    """A foreign minister of Poland in a published meeting, and a namesake in a draft only."""
    poland = builders.make_country("pl")
    person = builders.make_person("Zbigniew Rau")
    office = builders.make_office("Minister of Foreign Affairs of Poland", country=poland)
    builders.make_appointment(person, office)
    Identifier.objects.create(scheme="wikidata", value="Q12345", person=person)
    builders.make_other_name(person, "Збигнев Рау", language="ru")
    published({"person": person, "country": poland})
    builders.make_meeting(people=[{"person": builders.make_person("Zbigniew Rau"), "country": poland}])
    return person


def test_the_manifest_says_what_the_service_can(client, settings):
    settings.ARCHIVE_BASE_URL = "https://archive.example.org"
    found = client.get("/reconcile").json()
    assert (
        found["versions"],
        [one["id"] for one in found["defaultTypes"]],
        found["view"],
        found["extend"],
    ) == (
        ["0.2"],
        ["person", "country", "organisation", "topic", "office"],
        {"url": "https://archive.example.org/reconcile/entry/{{id}}"},
        {
            "propose_properties": {
                "service_url": "https://archive.example.org",
                "service_path": "/reconcile/properties",
            }
        },
    )


@pytest.mark.parametrize("text", ["Zbigniew Rau", "RAU, Zbigniew", "H.E. Zbigniew Rau", "Збигнев Рау"])
def test_any_spelling_of_a_name_means_its_entry(client, rau, text):
    assert ask(client, q0={"query": text})["q0"] == [
        {
            "id": "person/zbigniew-rau",
            "name": "Zbigniew Rau",
            "description": "Minister of Foreign Affairs of Poland",
            "type": [{"id": "person", "name": "Person"}],
            "score": 100.0,
            "match": True,
        }
    ]


def test_what_is_only_alike_is_proposed_and_not_matched(client, rau):
    (found,) = ask(client, q0={"query": "Zbignew Rao", "type": "person"})["q0"]
    assert (found["id"], found["match"], 60 <= found["score"] < 100) == ("person/zbigniew-rau", False, True)


def test_two_entries_of_one_name_are_told_apart_by_a_property(client):
    for code in ("pl", "rs"):
        person = builders.make_person("Jan Novak")
        country = builders.make_country(code)
        builders.make_appointment(person, builders.make_office(country=country))
        published({"person": person, "country": country})
    plain = {"query": "Jan Novak", "type": ["person"]}
    found = ask(
        client,
        both=plain,
        one=plain | {"properties": [{"pid": "country", "v": "Serbia"}]},
        other=plain | {"properties": [{"pid": "country", "v": {"id": "country/pl", "name": "Poland"}}]},
    )
    assert {
        name: [(one["id"], one["score"], one["match"]) for one in some] for name, some in found.items()
    } == {
        "both": [("person/jan-novak", 100.0, False), ("person/jan-novak-2", 100.0, False)],
        "one": [("person/jan-novak-2", 100.0, True), ("person/jan-novak", 80.0, False)],
        "other": [("person/jan-novak", 100.0, True), ("person/jan-novak-2", 80.0, False)],
    }


def test_types_limits_and_codes_narrow_what_is_meant(client):
    Country.objects.create(code="ge", alpha_2="GE", alpha_3="GEO", name="Georgia")
    builders.published_meeting(topics=[builders.make_topic("Georgia")])
    found = ask(
        client,
        all={"query": "Georgia"},
        country={"query": "Georgia", "type": "country"},
        code={"query": "GEO"},
        first={"query": "Georgia", "limit": 1},
    )
    assert {name: [one["id"] for one in some] for name, some in found.items()} == {
        "all": ["country/ge", "topic/georgia"],
        "country": ["country/ge"],
        "code": ["country/ge"],
        "first": ["country/ge"],
    }


def test_nothing_of_drafts_is_meant_suggested_extended_or_shown(client, rau):
    hidden = builders.make_person("Xyzzy Plugh")
    office = builders.make_office("Keeper of Xyzzy", kind=OfficeKind.OTHER)
    builders.make_appointment(hidden, office)
    builders.make_meeting(
        people=[{"person": hidden, "organisation": builders.make_organisation("Xyzzy Union")}],
        topics=[builders.make_topic("Xyzzy")],
    )
    assert ask(
        client, q0={"query": "Xyzzy Plugh"}, q1={"query": "Keeper of Xyzzy"}, q2={"query": "Xyzzy"}
    ) == {
        "q0": [],
        "q1": [],
        "q2": [],
    }
    assert client.get("/reconcile/suggest/entity?prefix=xyz").json() == {"result": []}
    extend = {"ids": ["person/xyzzy-plugh"], "properties": [{"id": "other_names"}]}
    assert client.get("/reconcile", {"extend": json.dumps(extend)}).json()["rows"] == {
        "person/xyzzy-plugh": {"other_names": []}
    }
    assert client.get("/reconcile/preview?id=person/xyzzy-plugh").status_code == 404
    assert client.get("/reconcile/entry/person/xyzzy-plugh").status_code == 404


def test_entries_are_suggested_by_how_their_words_begin(client, rau):
    found = client.get("/reconcile/suggest/entity?prefix=zbigniew r&type=person").json()
    assert found == {
        "result": [
            {
                "id": "person/zbigniew-rau",
                "name": "Zbigniew Rau",
                "description": "Minister of Foreign Affairs of Poland",
                "notable": [{"id": "person", "name": "Person"}],
            }
        ]
    }


def test_types_and_properties_are_suggested(client):
    assert client.get("/reconcile/suggest/type?prefix=Org").json()["result"] == [
        {"id": "organisation", "name": "Organisation"}
    ]
    assert client.get("/reconcile/suggest/property?prefix=wiki").json()["result"] == [
        {"id": "wikidata", "name": "Wikidata"}
    ]
    assert client.get("/reconcile/properties?type=topic").json() == {
        "type": "topic",
        "limit": 50,
        "properties": [
            {"id": "broader", "name": "Broader topic"},
            {"id": "other_names", "name": "Other names"},
            {"id": "meetings", "name": "Number of meetings"},
        ],
    }


def test_a_table_is_extended_by_properties(client, rau):
    extend = {
        "ids": ["person/zbigniew-rau", "country/pl", "person/nobody"],
        "properties": [{"id": "wikidata"}, {"id": "country"}, {"id": "meetings"}],
    }
    assert client.get("/reconcile", {"extend": json.dumps(extend)}).json() == {
        "meta": [
            {"id": "wikidata", "name": "Wikidata"},
            {"id": "country", "name": "Country"},
            {"id": "meetings", "name": "Number of meetings"},
        ],
        "rows": {
            "person/zbigniew-rau": {
                "wikidata": [{"str": "Q12345"}],
                "country": [{"id": "country/pl", "name": "Poland"}],
                "meetings": [{"float": 1}],
            },
            "country/pl": {"wikidata": [], "country": [], "meetings": [{"float": 1}]},
            "person/nobody": {"wikidata": [], "country": [], "meetings": []},
        },
    }


def test_an_id_leads_to_its_page_and_a_preview_may_be_framed(client, rau):
    assert client.get("/reconcile/entry/person/zbigniew-rau")["Location"] == "/people/zbigniew-rau/"
    office = "/reconcile/entry/office/minister-of-foreign-affairs-of-poland"
    assert client.get(office)["Location"] == "/countries/pl/"
    shown = client.get("/reconcile/preview?id=person/zbigniew-rau")
    assert shown.headers.get("X-Frame-Options") is None
    assert shown["Content-Security-Policy"].endswith("frame-ancestors *; object-src 'none'")
    assert "Zbigniew Rau" in shown.content.decode()


def test_a_former_address_still_means_the_entry(client, rau):
    rau.slug = "z-rau"
    rau.save()
    extend = {"ids": ["person/zbigniew-rau"], "properties": [{"id": "wikidata"}]}
    assert client.get("/reconcile", {"extend": json.dumps(extend)}).json()["rows"] == {
        "person/zbigniew-rau": {"wikidata": [{"str": "Q12345"}]}
    }


def test_an_organisation_is_found_by_its_abbreviation(client):
    body = builders.make_organisation(
        "Organization for Security", abbreviation="OSCE", classification=OrganisationKind.INTERGOVERNMENTAL
    )
    published({"organisation": body})
    assert [one["match"] for one in ask(client, q0={"query": "osce"})["q0"]] == [True]


@pytest.mark.parametrize(
    "data",
    [
        {"queries": "{"},
        {"queries": "[" * 100_000},
        {"queries": "[]"},
        {"queries": json.dumps({str(number): {"query": "x"} for number in range(26)})},
        {"queries": json.dumps({"q": {"query": 1}})},
        {"queries": json.dumps({"q": {"query": "x", "type": "planet"}})},
        {"queries": json.dumps({"q": {"query": "x", "limit": "many"}})},
        {"queries": json.dumps({"q": {"query": "x", "limit": -1}})},
        {"queries": json.dumps({"q": {"query": "x", "properties": [{"v": 1}]}})},
        {"queries": json.dumps({"q": {"query": "x", "properties": [{"pid": "a"}] * 11}})},
        {"extend": "null"},
        {"extend": json.dumps({"ids": ["x"] * 201, "properties": []})},
        {"extend": json.dumps({"ids": [1], "properties": []})},
        {"extend": json.dumps({"ids": ["x"], "properties": [{"id": "password"}]})},
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(client, data):
    answer = client.post("/reconcile", data)
    assert (answer.status_code, answer.json()["status"], bool(answer.json()["message"])) == (
        400,
        "error",
        True,
    )


@pytest.mark.parametrize(
    "body", ["&".join(f"a{n}=1" for n in range(6000)), "queries=" + "x" * 6_000_000], ids=["many", "long"]
)
def test_more_than_is_read_is_refused_as_data(client, body):
    answer = client.post("/reconcile", body, content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, answer.json()["status"]) == (400, "error")


@pytest.mark.parametrize("address", ["?queries=%00", "/suggest/entity?prefix=%ff", "/properties?type=%00"])
def test_an_address_that_is_no_text_is_refused_as_data(client, address):
    answer = client.get(f"/reconcile{address}")
    assert (answer.status_code, answer.json()["status"], answer["Access-Control-Allow-Origin"]) == (
        400,
        "error",
        "*",
    )


@pytest.mark.parametrize("address", ["?callback=f", "/suggest/entity?callback=f&prefix=Ra"])
def test_a_script_of_another_site_reads_json_and_is_given_no_code_to_run(client, address):
    answer = client.get(f"/reconcile{address}")
    assert (answer.status_code, answer["Content-Type"], answer.json()["status"]) == (
        400,
        "application/json",
        "error",
    )


@pytest.mark.parametrize("headers", [{"Content-Length": "100000000"}, {"Content-Encoding": "gzip"}], ids=str)
def test_a_body_that_is_endless_or_compressed_is_refused_unread(client, headers):
    class Unread(io.BytesIO):
        def read(self, *arguments):
            raise AssertionError("The body was read.")

    kind = "multipart/form-data; boundary=x"
    for path in ("/reconcile", "/oai"):
        answer = client.generic("POST", path, b"x", kind, headers=headers, **{"wsgi.input": Unread(b"x")})
        told = answer.json()["status"] if path == "/reconcile" else "badArgument" in answer.content.decode()
        assert (answer.status_code, told) in ((400, "error"), (200, True))


def test_odd_names_mean_nothing_and_break_nothing(client, rau):
    odd = ["", " ", "\x00", "x" * 100_000, "\ud83d\ude00", "'; DROP TABLE", "%", "\u202e"]
    found = ask(client, **{f"q{place}": {"query": text} for place, text in enumerate(odd)})
    assert list(found.values()) == [[]] * len(odd)
    extend = {"ids": ["person/\x00", "person/", "/", ""], "properties": [{"id": "wikidata"}]}
    assert client.post("/reconcile", {"extend": json.dumps(extend)}).status_code == 200


def test_questions_cost_the_same_queries_however_many_are_meant(client, django_assert_num_queries):
    for most in (1, 30):
        people = [
            {"person": builders.make_person(f"Jan Novak {n}"), "country": builders.make_country()}
            for n in range(most)
        ]
        published(*people)
        client.get("/reconcile")
        data = {"queries": json.dumps({"q": {"query": "Jan Novak", "type": "person", "limit": 50}})}
        client.post("/reconcile", data)
        with django_assert_num_queries(5):
            client.post("/reconcile", data)
