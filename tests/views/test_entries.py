"""The pages of organisations, occasions, topics and places, and their indexes."""

import pytest

from meetings.vocabulary import Side
from tests import builders
from tests.views.reading import counts_of, fact, headings_of, rows_of, text_of

pytestmark = pytest.mark.django_db


def meeting_with(**fields):
    """A published meeting of the ministry with Bo of Poland."""
    host = {"side": Side.PRINCIPAL, "country": builders.make_country("az"), "name_as_printed": "The Host"}
    guest = {"person": builders.make_person("Bo"), "country": builders.make_country("pl")}
    return builders.published_meeting(people=[host, fields.pop("guest", guest)], **fields)


def test_organisations_stand_by_kind_as_parties_or_as_sources(client):
    league = builders.make_organisation("League", abbreviation="LG")
    paper = builders.make_organisation("Gazette", classification="media")
    builders.make_organisation("Never Named")
    meeting_with(
        guest={"person": builders.make_person("Cy"), "organisation": league},
        sources=[builders.make_source(publisher=paper)],
    )
    page = client.get("/organisations/")
    assert headings_of(page) == ["Intergovernmental organisation", "News medium"]
    assert counts_of(page) == {
        "League": ("/meetings/?organisation=league", 1),
        "Gazette": ("/meetings/?publisher=gazette", 1),
    }


def test_an_organisation_shows_its_meetings_and_the_sources_it_published(client):
    league = builders.make_organisation("League", country=builders.make_country("rs"))
    source = builders.make_source("Readout of the day", publisher=league, published="2022-09-23")
    meeting_with(guest={"person": builders.make_person("Cy"), "organisation": league}, sources=[source])
    page = client.get("/organisations/league/")
    assert rows_of(page) == ["The Host and Cy"]
    assert fact(page, "Seat") == "Serbia"
    assert fact(page, "Meetings") == "took part in 1 , reported 1"
    assert "Readout of the day News item · League · 23 September 2022" in text_of(page)


def test_an_occasion_shows_its_meetings_day_by_day_and_its_parts(client):
    hall = builders.make_place("Hall")
    whole = builders.make_occasion("Assembly", date="2022-09", place=hall)
    part = builders.make_occasion("High-level week", date="2022-09-20/2022-09-26", parent=whole)
    builders.make_occasion("Unseen part", parent=whole)
    meeting_with(occasion=part, date="2022-09-22", title="Second day")
    meeting_with(occasion=whole, date="2022-09-21", title="First day")
    page = client.get("/occasions/assembly/")
    assert rows_of(page) == ["First day", "Second day"]
    assert fact(page, "When") == "September 2022"
    assert fact(page, "Where") == "Hall"
    assert fact(page, "Its parts") == "High-level week 20 to 26 September 2022 1 meeting"
    assert "21 September 2022 21 September Wednesday First day" in text_of(page)
    assert fact(client.get("/occasions/high-level-week/"), "Part of") == "Assembly"


def test_an_occasion_names_a_place_without_meetings_but_does_not_link_it(client):
    occasion = builders.make_occasion("Assembly", place=builders.make_place("Empty Hall"))
    meeting_with(occasion=occasion)
    page = client.get("/occasions/assembly/")
    assert (fact(page, "Where"), b"/places/" in page.content) == ("Empty Hall", False)
    assert client.get("/places/empty-hall/").status_code == 404


def test_occasions_stand_by_the_year_they_began_in_with_the_undated_ones_last(client):
    for name, date in (("Old", "1999"), ("New", "2022-09/2023-09"), ("Undated", "")):
        meeting_with(occasion=builders.make_occasion(name, date=date))
    page = client.get("/occasions/")
    assert headings_of(page) == ["2022", "1999", "Undated"]
    assert list(counts_of(page)) == ["New", "Old", "Undated"]


def test_a_broader_topic_counts_the_meetings_of_the_narrower_ones(client):
    peace = builders.make_topic("Peace", description="The absence of war.")
    talks = builders.make_topic("Talks", broader=peace)
    builders.make_topic("Never met about", broader=peace)
    meeting_with(topics=[talks])
    meeting_with(topics=[peace])
    assert counts_of(client.get("/topics/")) == {
        "Peace": ("/meetings/?topic=peace", 2),
        "Talks": ("/meetings/?topic=talks", 1),
    }
    page = client.get("/topics/peace/")
    assert len(rows_of(page)) == 2
    assert counts_of(page)["Talks"] == ("/meetings/?topic=talks", 1)
    assert counts_of(page)["Poland"] == ("/meetings/?country=pl&topic=peace", 2)
    assert "Topics › Peace Talks" in text_of(client.get("/topics/talks/"))
    assert client.get("/topics/never-met-about/").status_code == 404


def test_a_place_says_its_country_and_coordinates_and_lists_its_meetings(client):
    place = builders.make_place("Hall", country=builders.make_country("us"), latitude="40.5", longitude="-73")
    meeting_with(place=place)
    page = client.get("/places/hall/")
    assert rows_of(page) == ["The Host and Bo"]
    assert fact(page, "Country") == "United States US"
    assert fact(page, "Coordinates") == "40.5000, -73.0000 WGS 84"


def test_other_names_are_shown_with_language_kind_and_days(client):
    topic = builders.make_topic("Peace")
    builders.make_other_name(topic, "Paix", language="fr", kind="preferred")
    builders.make_other_name(topic, "No war", language="en")
    meeting_with(topics=[topic])
    assert "No war English alternative Paix French preferred" in text_of(client.get("/topics/peace/"))


@pytest.mark.parametrize("kind", ["organisation", "occasion", "topic", "place"])
def test_a_former_address_leads_on_for_ever(client, kind):
    row = getattr(builders, f"make_{kind}")("Former Name")
    field = {"topic": {"topics": [row]}, "organisation": {"guest": {"organisation": row}}}.get(
        kind, {kind: row}
    )
    meeting_with(**field)
    row.slug = "present-name"
    row.save()
    answer = client.get(f"/{kind}s/former-name/")
    assert (answer.status_code, answer["Location"]) == (301, f"/{kind}s/present-name/")


@pytest.mark.parametrize("index", ["organisations", "occasions", "topics", "people", "ministers", "sources"])
def test_an_index_of_nothing_says_so(client, index):
    page = client.get(f"/{index}/")
    assert (page.status_code, counts_of(page), rows_of(page)) == (200, {}, [])
