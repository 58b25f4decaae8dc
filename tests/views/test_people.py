"""The indexes of ministers and people and the page of a person."""

import re

import pytest

from meetings.models import Identifier
from meetings.vocabulary import Side
from tests import builders
from tests.views.reading import counts_of, headings_of, rows_of, text_of

pytestmark = pytest.mark.django_db
#: An office in a drawing: the list it leads to, its title and its time.
OFFICES = re.compile(
    r'<a href="([^"]*)" tabindex="-1"><title>([^<]*?): (16 January 2020 – June 2022)</title>'
)


def meeting_of(*people, **fields):
    """A published meeting of the ministry with people, each with a country: ``(person, code)``."""
    host = {"side": Side.PRINCIPAL, "country": builders.make_country("az"), "name_as_printed": "The Host"}
    guests = [{"person": person, "country": builders.make_country(code)} for person, code in people]
    return builders.published_meeting(people=[host, *guests], **fields)


def make_minister(name: str, code: str = "pl", **fields):
    person = builders.make_person(name, **fields)
    office = builders.make_office(f"Minister of {name}", country=builders.make_country(code))
    builders.make_appointment(person, office, start="2020-01-16", end="2022-06")
    return person


def test_ministers_stand_by_family_name_in_any_script_and_others_among_the_people_only(client):
    meeting_of(
        (make_minister("Ann Zed"), "pl"),
        (make_minister("Mevlüt Çavuşoğlu", family_name="Çavuşoğlu", given_name="Mevlüt"), "tr"),
        (builders.make_person("Bo Clerk"), "rs"),
    )
    ministers, people = client.get("/ministers/"), client.get("/people/")
    assert headings_of(ministers) == ["C", "Z"]
    assert counts_of(ministers) == {
        "Mevlüt Çavuşoğlu": ("/meetings/?minister=mevlut-cavusoglu", 1),
        "Ann Zed": ("/meetings/?minister=ann-zed", 1),
    }
    assert list(counts_of(people)) == ["Mevlüt Çavuşoğlu", "Bo Clerk", "Ann Zed"]
    assert "Ann Zed PL Minister of Ann Zed" in text_of(ministers)


def test_a_page_says_names_offices_in_words_and_identifiers(client):
    person = make_minister("Zbigniew Rau", honorific_prefix="Prof.")
    chair = builders.make_office("Chair", kind="chair", organisation=builders.make_organisation("League"))
    builders.make_appointment(person, chair, start="2022", acting=True)
    builders.make_other_name(person, "Збигнев Рау", language="ru", kind="preferred")
    Identifier.objects.create(person=person, scheme="wikidata", value="Q123")
    meeting_of((person, "pl"))
    page = client.get("/ministers/zbigniew-rau/")
    words = text_of(page)
    assert "Prof. Zbigniew Rau" in words
    assert (
        "Chair (acting) League 2022 not known Minister of Zbigniew Rau Poland 16 January 2020 June 2022"
        in words
    )
    assert "Збигнев Рау Russian preferred in its language" in words
    assert b'href="https://www.wikidata.org/wiki/Q123"' in page.content


def test_a_page_lists_meetings_and_whom_the_person_met_most(client):
    host, guest, other = (
        make_minister("Ann Host", "rs"),
        make_minister("Bo Guest"),
        make_minister("Cy Other", "tr"),
    )
    topic = builders.make_topic("Energy")
    meeting_of((host, "rs"), (guest, "pl"), date="2022-01-01", topics=[topic])
    meeting_of((host, "rs"), (guest, "pl"), date="2022-01-02")
    meeting_of((host, "rs"), (other, "tr"), date="2022-01-03")
    page = client.get("/people/ann-host/")
    assert rows_of(page) == [
        "The Host, Ann Host and Cy Other",
        "The Host, Ann Host and Bo Guest",
        "The Host, Ann Host and Bo Guest",
    ]
    assert counts_of(page) == {
        "Poland": ("/meetings/?country=pl&person=ann-host", 2),
        "Türkiye": ("/meetings/?country=tr&person=ann-host", 1),
        "Bo Guest": ("/meetings/?minister=bo-guest&person=ann-host", 2),
        "Cy Other": ("/meetings/?minister=cy-other&person=ann-host", 1),
        "Energy": ("/meetings/?person=ann-host&topic=energy", 1),
    }
    assert b'href="/meetings/?person=ann-host">' in page.content


def test_both_addresses_of_a_minister_show_the_page_that_is_canonical_among_the_ministers(client):
    meeting_of((make_minister("Ann Host"), "pl"))
    for path in ("/people/ann-host/", "/ministers/ann-host/"):
        assert b'rel="canonical" href="http://testserver/ministers/ann-host/"' in client.get(path).content


def test_somebody_who_is_no_minister_is_found_among_the_people_for_now(client):
    meeting_of((builders.make_person("Bo Clerk"), "pl"))
    answer = client.get("/ministers/bo-clerk/")
    assert (answer.status_code, answer["Location"]) == (302, "/people/bo-clerk/")
    assert b'href="http://testserver/people/bo-clerk/"' in client.get("/people/bo-clerk/").content


def test_merged_people_and_former_addresses_lead_on_for_ever(client):
    kept, merged, twice = (builders.make_person(name) for name in ("Kept One", "Merged Two", "Merged Three"))
    meeting_of((kept, "pl"))
    merged.merged_into = kept
    merged.save()
    twice.merged_into = merged
    twice.save()
    kept.slug = "kept-newly"
    kept.save()
    for slug in ("merged-two", "merged-three", "kept-one", "KEPT-Newly"):
        answer = client.get(f"/people/{slug}/?page=1")
        assert (answer.status_code, answer["Location"]) == (301, "/people/kept-newly/?page=1")


def test_former_addresses_of_people_known_from_drafts_only_are_not_found(client):
    person = builders.make_person("Secret One")
    builders.make_meeting(people=[{"person": person, "country": builders.make_country("pl")}])
    merged = builders.make_person("Secret Two", merged_into=person)
    person.slug = "secret-newly"
    person.save()
    for slug in ("secret-one", "secret-newly", merged.slug, "nobody"):
        assert client.get(f"/people/{slug}/").status_code == 404
        assert client.get(f"/ministers/{slug}/").status_code == 404


def test_a_name_that_is_markup_is_shown_as_it_is(client):
    meeting_of((builders.make_person("<b>Bo</b> & Co", slug="bo"), "pl"), (builders.make_person("Ann"), "rs"))
    page = client.get("/people/bo/").content
    assert b"&lt;b&gt;Bo&lt;/b&gt; &amp; Co" in page
    assert b"<b>Bo</b>" not in page


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "9" * 5000, "٢", "1.0", ""])
def test_a_page_of_an_index_that_is_not_there_is_not_found(client, page):
    assert client.get("/people/", {"page": page}).status_code == 404


def test_a_long_index_is_divided_into_pages(client, monkeypatch):
    monkeypatch.setattr("meetings.views.entries.INDEX_SIZE", 2)
    meeting_of(*((builders.make_person(f"Person {letter}"), "pl") for letter in "ABC"))
    first, last = client.get("/people/"), client.get("/people/?page=2")
    assert (list(counts_of(first)), list(counts_of(last))) == (["Person A", "Person B"], ["Person C"])
    assert b'href="?page=2"' in first.content


def test_the_offices_of_a_minister_are_drawn_over_the_years_each_with_the_meetings_of_its_time(client):
    person = make_minister("Ann Host", "rs")
    meeting_of((person, "rs"), date="2019-05-05")
    meeting_of((person, "rs"), date="2021")
    page = client.get("/ministers/ann-host/")
    found = [(address, name) for address, name, _rest in OFFICES.findall(page.content.decode())]
    assert found == [
        ("/meetings/?person=ann-host&amp;from=2020-01-16&amp;to=2022-06-30", "Minister of Ann Host"),
    ]
    assert len(rows_of(client.get(found[0][0].replace("&amp;", "&")))) == 1
    assert headings_of(page)[:2] == ["Offices", "Meetings per year"]


def test_somebody_of_whose_offices_no_day_is_known_has_no_drawing_of_them(client):
    person = builders.make_person("Bo Clerk")
    builders.make_appointment(person, builders.make_office("Clerk", country=builders.make_country("pl")))
    meeting_of((person, "pl"))
    assert "tenures" not in client.get("/people/bo-clerk/").content.decode()
