"""The index of countries and the page of one."""

import datetime

import pytest

from meetings import workflow
from meetings.models import CountrySuccession
from meetings.vocabulary import ChangeReason, Side, SuccessionKind
from tests import builders
from tests.views.reading import counts_of, fact, headings_of, rows_of, text_of

pytestmark = pytest.mark.django_db


def meeting_of(*codes: str, **fields):
    """A published meeting of the ministry with somebody for each country: "Bo of Poland"."""
    host = {"side": Side.PRINCIPAL, "country": builders.make_country("az"), "name_as_printed": "The Host"}
    countries = [builders.make_country(code) for code in codes]
    guests = [
        {"person": builders.make_person(f"Bo of {country}"), "country": country} for country in countries
    ]
    return builders.published_meeting(people=[host, *guests], **fields)


def test_countries_that_met_stand_first_each_with_the_list_that_its_number_counts(client):
    builders.make_country("pl", region="Europe")
    builders.make_country("az", region="Asia")
    builders.make_country("tr", region="Asia")
    builders.make_country("rs", region="Europe")
    meeting_of("pl", "tr")
    meeting_of("pl")
    page = client.get("/countries/")
    assert counts_of(page) == {
        "Azerbaijan": ("/meetings/?country=az", 2),
        "Türkiye": ("/meetings/?country=tr", 1),
        "Poland": ("/meetings/?country=pl", 2),
    }
    assert headings_of(page) == ["Countries met", "Asia", "Europe", "All other countries and their codes"]
    assert "Serbia RS" in text_of(page).partition("All other countries")[2]


def test_a_country_of_drafts_and_of_withdrawn_meetings_is_one_without_meetings(client):
    builders.make_country("rs")
    builders.make_meeting(people=[{"country": builders.make_country("rs")}])
    gone = meeting_of("pl")
    workflow.withdraw(gone, reason=ChangeReason.LEGAL, note="Ordered.", at=builders.NOON)
    assert counts_of(client.get("/countries/")) == {}
    assert "No published meeting with Serbia." in text_of(client.get("/countries/rs/"))
    assert "No published meeting with Poland." in text_of(client.get("/countries/pl/"))


def test_a_former_state_is_marked_with_its_years(client):
    builders.make_country(
        "suhh",
        name="Soviet Union",
        exists_from=datetime.date(1922, 12, 30),
        exists_until=datetime.date(1991, 12, 26),
    )
    assert "Soviet Union 1922–1991 SUHH" in text_of(client.get("/countries/"))


def test_a_page_says_what_the_country_was_called_and_since_when(client):
    country = builders.make_country("mk", official_name="Republic of North Macedonia", alpha_3="MKD")
    builders.make_other_name(
        country, "Macedonia", language="en", kind="former", valid_until=datetime.date(2019, 2, 12)
    )
    page = client.get("/countries/mk/")
    assert fact(page, "Called before") == "Macedonia until 12 February 2019"
    assert fact(page, "Codes") == "mk in this archive · MK MKD ISO 3166"
    assert "Republic of North Macedonia" in text_of(page)


def test_predecessors_and_successors_lead_to_each_other_and_say_how(client):
    union = builders.make_country("suhh", name="Soviet Union")
    heir = builders.make_country("az")
    CountrySuccession.objects.create(
        predecessor=union, successor=heir, on=datetime.date(1991, 8, 30), kind=SuccessionKind.DISSOLVED
    )
    before, after = client.get("/countries/az/"), client.get("/countries/suhh/")
    assert fact(before, "Before it") == "Soviet Union , which dissolved (30 August 1991)"
    assert fact(after, "After it") == "Azerbaijan , into which it dissolved (30 August 1991)"
    assert b'href="/countries/suhh/"' in before.content


@pytest.mark.parametrize("kind", SuccessionKind)
def test_every_kind_of_succession_is_said(client, kind):
    CountrySuccession.objects.create(
        predecessor=builders.make_country("pl"), successor=builders.make_country("rs"), kind=kind
    )
    assert fact(client.get("/countries/pl/"), "After it").startswith("Serbia , ")
    assert fact(client.get("/countries/rs/"), "Before it").startswith("Poland , ")


def test_a_page_lists_its_meetings_and_who_took_part_for_the_country_only(client):
    topic = builders.make_topic("Energy")
    meeting_of("rs", "pl", topics=[topic])
    meeting_of("rs", "tr")
    page = client.get("/countries/pl/")
    assert rows_of(page) == ["The Host, Bo of Serbia and Bo of Poland"]
    assert counts_of(page) == {
        "Bo of Poland": ("/meetings/?country=pl&person=bo-of-poland", 1),
        "Energy": ("/meetings/?country=pl&topic=energy", 1),
    }


def test_every_number_of_a_page_is_that_of_the_list_it_leads_to(client):
    topic = builders.make_topic("Energy")
    for day in ("2022-01-01", "2022-01-02"):
        meeting_of("pl", topics=[topic], date=day)
    meeting_of("rs", topics=[topic])
    for address, number in counts_of(client.get("/countries/pl/")).values():
        assert len(rows_of(client.get(address))) == number


def test_a_code_in_capitals_leads_on_for_ever_with_what_was_asked(client):
    builders.make_country("pl")
    answer = client.get("/countries/PL/?x=1")
    assert (answer.status_code, answer["Location"]) == (301, "/countries/pl/?x=1")


@pytest.mark.parametrize("code", ["zz", "ZZ", "z" * 300, "0", "-"])
def test_an_unknown_code_is_not_found(client, code):
    assert client.get(f"/countries/{code}/").status_code == 404
