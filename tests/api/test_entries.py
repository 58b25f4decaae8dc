"""People, countries and the other entries: what their pages show, page after page."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.api.schema.shapes import members
from meetings.api.views.entries import SHAPES
from meetings.models import CountrySuccession, Identifier
from meetings.search import index
from tests import builders
from tests.api.asking import ask, errors, everything
from tests.views.test_entry_queries import archive_of

pytestmark = pytest.mark.django_db

#: The queries of a list: the figures come from the index, names and rows in so many steps.
QUERIES = {
    "people": 10, "ministers": 10, "countries": 11, "organisations": 5, "offices": 7, "occasions": 12,
    "places": 6, "topics": 8, "sources": 23, "statements": 17,
}  # fmt: skip


@pytest.mark.parametrize("number", [1, 30])
def test_a_list_of_entries_costs_the_same_queries_whatever_the_rows(client, number):
    archive_of(number)
    index.load()
    found = {}
    for name in QUERIES:
        with CaptureQueriesContext(connection) as queries:
            ask(client, f"{name}/?size=100")
        found[name] = len(queries)
    assert found == QUERIES


def test_every_list_is_complete_in_the_order_of_identifiers_and_leads_to_each_object(client):
    archive_of(3)
    for name, shape in SHAPES.items():
        found = everything(client, f"{name}/?size=2")
        assert len(found) == ask(client, f"{name}/")["count"]
        assert [one["id"] for one in found] == sorted(one["id"] for one in found)
        for one in found:
            assert set(one) == set(members(shape))
            assert client.get(one["url"]).json() == one
            if one["page"]:
                assert client.get(one["page"]).status_code == 200


def test_pages_of_entries_lead_back_too(client):
    for name in "ABCDE":
        person = {"person": builders.make_person(f"Person {name}"), "country": builders.make_country("pl")}
        host = {"side": "principal", "country": builders.make_country("az")}
        builders.published_meeting(people=[host, person])
    last = ask(client, "people/?size=2&after=person-d")
    assert [one["id"] for one in last["results"]] == ["person-e"]
    before = client.get(last["previous"]).json()
    assert [one["id"] for one in before["results"]] == ["person-c", "person-d"]
    first = client.get(before["previous"]).json()
    assert ([one["id"] for one in first["results"]], first["previous"]) == (["person-a", "person-b"], None)
    # A cursor of which nothing is left is a place all the same.
    assert [one["id"] for one in ask(client, "people/?after=person-cx")["results"]] == [
        "person-d",
        "person-e",
    ]


def test_a_person_is_found_by_any_spelling_with_offices_and_identifiers(client):
    poland = builders.make_country("pl")
    person = builders.make_person("Mevlüt Çavuşoğlu")
    held = builders.make_appointment(person, builders.make_office(country=poland), start="2014-08/2023-06")
    Identifier.objects.create(person=person, scheme="wikidata", value="Q57603")
    host = {"side": "principal", "country": builders.make_country("az")}
    builders.published_meeting(people=[host, {"person": person, "country": poland, "appointments": [held]}])
    found = ask(client, "people/?q=cavusoglu")["results"]
    assert [one["id"] for one in found] == ["mevlut-cavusoglu"]
    assert (found[0]["page"], found[0]["is_minister"], found[0]["meeting_count"]) == (
        "http://testserver/ministers/mevlut-cavusoglu/",
        True,
        1,
    )
    assert found[0]["identifiers"] == [{"scheme": "wikidata", "value": "Q57603"}]
    assert found[0]["appointments"][0]["start"]["earliest"] == "2014-08-01"
    assert len(client.get(found[0]["meetings_url"]).json()["results"]) == 1
    office = ask(client, "offices/")["results"][0]
    assert [holder["person"]["id"] for holder in office["holders"]] == ["mevlut-cavusoglu"]
    assert ask(client, "people/?q=nobody")["count"] == 0


def test_a_country_tells_what_came_before_and_after_it(client):
    old, new = builders.make_country("yucs"), builders.make_country("rs")
    CountrySuccession.objects.create(
        predecessor=old, successor=new, on=datetime.date(2003, 2, 4), kind="dissolved"
    )
    assert [(one["country"]["id"], one["on"]) for one in ask(client, "countries/yucs/")["successors"]] == [
        ("rs", "2003-02-04")
    ]
    assert ask(client, "countries/rs/")["predecessors"][0]["country"]["id"] == "yucs"


def test_a_former_identifier_and_one_in_capitals_lead_to_the_present_one(client):
    person = builders.make_person("Old Name")
    host = {"side": "principal", "country": builders.make_country("az")}
    builders.published_meeting(people=[host, {"person": person, "country": builders.make_country("pl")}])
    person.slug = "new-name"
    person.save()
    for path, location in {
        "people/old-name/?fields=id": "people/new-name/?fields=id",
        "people/NEW-name/": "people/new-name/",
        "countries/PL/": "countries/pl/",
    }.items():
        answer = client.get(f"/api/v1/{path}")
        assert (answer.status_code, answer.headers["Location"]) == (
            301,
            f"http://testserver/api/v1/{location}",
        )
    assert ask(client, "ministers/new-name/", 404)["status"] == 404


def test_what_is_not_public_of_what_is_linked_is_left_out(client):
    host = {"side": "principal", "country": builders.make_country("az")}
    hidden = builders.make_organisation("Hidden Body")
    place = builders.make_place("Hidden Hall")
    occasion = builders.make_occasion("Assembly", organisation=hidden, place=place)
    builders.published_meeting(people=[host, {"country": builders.make_country("pl")}], occasion=occasion)
    found = ask(client, "occasions/assembly/")
    assert (found["place"], found["organisation"]) == (None, None)


def test_members_of_entries_can_be_chosen_and_unknown_ones_are_refused(client):
    builders.make_country("pl")
    assert ask(client, "countries/pl/?fields=id,alpha_2") == {"id": "pl", "alpha_2": "PL"}
    assert errors(client, "countries/?fields=secret") == [("fields", "unknown")]
