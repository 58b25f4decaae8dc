"""Statistics: every figure is the length of the list that it leads to, for whatever is asked."""

import html
import re

import pytest
from django.http import QueryDict

from meetings import search
from meetings.filters import MeetingFilterSet
from tests import builders
from tests.search import world
from tests.views.reading import headings_of, text_of
from tests.views.test_entry_secrets import SECRET, everything_secret

pytestmark = pytest.mark.django_db

#: Queries of the page without filters: the version of the archive and the names of what is counted.
QUERIES = 11
#: Questions that take the page through every way of counting.
QUESTIONS = (
    "",
    "from=2022&to=2022",
    "from=2022-09-15&to=2022-11",
    "from=2021&to=2022&certain=1",
    "country=pl",
    "country=pl&partner=rs",
    "partner=pl&kind=bilateral&kind=reception",
    "country=pl&country=rs&topic=energy",
    "person=person-a&met=person-b",
    "minister=person-b&minister=person-c&minister=person-d",
    "place=new-york",
    "q=gas",
    "status=held&sort=oldest",
)


def listed(address: str) -> int:
    """How many meetings the list at an address holds."""
    path, _mark, query = html.unescape(address).partition("?")
    filterset = MeetingFilterSet(QueryDict(query))
    assert (path, filterset.is_valid()) == ("/meetings/", True)
    return search.count(filterset.criteria)


def drawn(response) -> list[tuple[str, str, int]]:
    """The marks of all charts: address, name, and the number of the list that they lead to."""
    page = response.content.decode()
    found = re.findall(r'<a href="([^"]*)" tabindex="-1"><title>(.*?): ([^:]*?)</title>', page)
    return [(address, name, int(figure.split()[-1])) for address, name, figure in found]


def tabled(response) -> list[tuple[str, int]]:
    """The linked figures of all tables of charts."""
    found = re.findall(r'<t[dh][^>]*><a href="([^"]*)"><bdi>([^<]*)</bdi>', response.content.decode())
    return [(address, int(text.split()[-1])) for address, text in found if re.fullmatch(r"[\d to]+", text)]


def test_every_figure_is_the_length_of_the_list_it_leads_to(client):
    world.build()
    wrong = []
    for query in QUESTIONS:
        response = client.get(f"/statistics/?{query}")
        marks = [(address, number) for address, _name, number in drawn(response)]
        cells = tabled(response)
        assert (query, response.status_code, min(len(marks), len(cells)) > 0) == (query, 200, True)
        # All of the unfiltered page; of each of the others enough to meet every kind of mark.
        followed = [*marks, *cells] if not query else [*marks[::9], *cells[::9]]
        wrong += [(query, *found) for found in followed if listed(found[0]) != found[1]]
    assert wrong == []


def test_a_year_that_is_certain_and_possible_is_a_span(client):
    builders.published_meeting(date="2021-03-01")
    builders.published_meeting(date="[2021-12..2022-01]")
    page = client.get("/statistics/").content.decode()
    assert '<a href="/meetings/?from=2021&amp;to=2021" tabindex="-1"><title>2021: 1 to 2</title>' in page
    assert '<td><a href="/meetings/?from=2021&amp;to=2021&amp;certain=1"><bdi>1</bdi></a></td>' in page


def test_one_year_is_shown_by_day_and_several_by_month(client):
    builders.published_meeting(date="2022-09-22")
    assert headings_of(client.get("/statistics/"))[0] == "Day by day in 2022"
    builders.published_meeting(date="2021-09-22")
    assert headings_of(client.get("/statistics/"))[:2] == ["Meetings per year", "Month by month"]
    assert headings_of(client.get("/statistics/?from=2021&to=2021"))[0] == "Day by day in 2021"


def test_the_sentence_and_the_chips_are_those_of_the_list_and_stay_on_the_page(client):
    builders.published_meeting()
    page = client.get("/statistics/?country=pl&from=2022").content.decode()
    assert "<b>1 meeting</b> with Poland, possibly from 2022." in page
    assert re.findall(r'<li><a href="([^"]*)" rel="nofollow"><span class="unseen">', page) == [
        "/statistics/?from=2022",
        "/statistics/?country=pl",
    ]
    assert '<a href="/meetings/?country=pl&amp;from=2022">As a list, with all filters</a>' in page


def test_the_list_leads_to_its_charts_and_keeps_the_question(client):
    builders.published_meeting()
    assert (
        '<a href="/statistics/?country=pl&amp;from=2022"'
        in client.get("/meetings/?country=pl&from=2022").content.decode()
    )


@pytest.mark.parametrize("query", ["country=zz", "from=2022-13", "certain=maybe", "partner=zz"])
def test_what_the_list_refuses_is_refused_in_the_same_words(client, query):
    answers = [client.get(f"{path}?{query}") for path in ("/statistics/", "/meetings/")]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert text_of(answers[0]) == text_of(answers[1])


def test_a_date_of_another_age_does_not_push_the_others_from_the_page(client):
    for date in ("0999", "2021-05-05", "2022", "2022-09-22", "9999-12-31"):
        builders.published_meeting(date=date)
    page = client.get("/statistics/")
    years = [name for _address, name, _number in drawn(page) if re.fullmatch(r"\d+", name)]
    assert years == ["2021", "2022"]
    assert "Years before 2021 are not drawn. Years after 2022 are not drawn." in text_of(page)


def test_no_meeting_makes_no_chart(client):
    page = client.get("/statistics/?q=zyzzyva")
    assert (page.status_code, "No meeting fits all of this." in text_of(page)) == (200, True)
    assert drawn(page) == []


def test_the_archives_own_country_is_not_ranked_unless_another_is_asked_for(client, settings):
    settings.ARCHIVE_COUNTRY = "mk"
    builders.published_meeting()
    ranked = {name for _address, name, _number in drawn(client.get("/statistics/"))}
    assert {"Poland", "North Macedonia"} & ranked == {"Poland"}
    asked = {name for _address, name, _number in drawn(client.get("/statistics/?country=pl"))}
    assert {"Poland", "North Macedonia"} & asked == {"North Macedonia"}


def test_a_minister_is_not_tied_to_the_country_they_served(client):
    office = builders.make_office(country=builders.make_country("pl"))
    person = builders.make_person("Bo Pole")
    held = builders.make_appointment(person, office)
    builders.published_meeting(
        people=[
            {"person": person, "country": builders.make_country("pl"), "appointments": [held]},
            {"country": builders.make_country("rs"), "side": "principal"},
        ]
    )
    names = [name for _address, name, _number in drawn(client.get("/statistics/"))]
    assert [name for name in names if name.startswith("Bo Pole, ")] == ["Bo Pole, Serbia"]


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_costs_the_same_queries_whatever_the_rows(client, number, django_assert_num_queries):
    host = builders.make_country("az")
    for day in range(1, number + 1):
        country = builders.make_country(f"q{chr(96 + (day % 26 or 26))}zz")
        person = builders.make_person(f"Minister {day}")
        office = builders.make_office(f"Minister of {day}", country=host)
        builders.published_meeting(
            date=f"{1990 + day}-09-{day:02}",
            topics=[builders.make_topic()],
            place=builders.make_place(latitude=day, longitude=day),
            people=[
                {
                    "person": person,
                    "country": host,
                    "side": "principal",
                    "appointments": [builders.make_appointment(person, office)],
                },
                {"person": builders.make_person(), "country": country},
            ],
        )
    builders.published_meeting(date="1985")
    search.index.load()
    with django_assert_num_queries(QUERIES):
        client.get("/statistics/")


def test_a_draft_changes_nothing(client):
    builders.published_meeting()
    before = client.get("/statistics/").content
    everything_secret()
    assert client.get("/statistics/").content == before
    assert SECRET.encode() not in before


def test_charts_have_no_style_and_no_script_of_their_own(client):
    world.build(12)
    page = client.get("/statistics/").content.decode()
    assert re.findall(r"<style\b|<script>|\sstyle=|\son\w+=", page) == []


def test_names_that_are_markup_are_text_in_charts(client):
    builders.published_meeting(topics=[builders.make_topic("<script>alert(1)</script>")])
    page = client.get("/statistics/").content.decode()
    assert (page.count("<script>"), page.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 0) == (0, True)


def test_the_front_page_and_the_index_of_countries_show_the_countries_on_a_map(client):
    for number, code in enumerate(("pl", "pl", "rs", "suhh")):
        country = builders.make_country(code, name="Soviet Union" if code == "suhh" else code.upper())
        people = [{"country": country}, {"country": builders.make_country("az"), "side": "principal"}]
        builders.published_meeting(people=people, date=f"1988-05-0{number + 1}")
    for path in ("/", "/countries/"):
        assert drawn(client.get(path)) == [
            ("/meetings/?country=pl", "PL", 2),
            ("/meetings/?country=rs", "RS", 1),
            ("/meetings/?country=suhh", "Soviet Union", 1),
        ]


def test_the_page_of_a_country_shows_its_years_and_whom_it_met_and_leads_to_its_relations(client):
    builders.published_meeting(date="2021-05-05")
    builders.published_meeting(date="2022")
    response = client.get("/countries/pl/")
    assert drawn(response) == [
        ("/meetings/?country=pl&amp;from=2021&amp;to=2021", "2021", 1),
        ("/meetings/?country=pl&amp;from=2022&amp;to=2022", "2022", 1),
        ("/meetings/?country=pl&amp;partner=mk", "North Macedonia", 2),
    ]
    assert '<a href="/relations/?country=pl">with another country</a>' in response.content.decode()


def test_a_topic_shows_its_years_and_an_occasion_its_days(client):
    topic, occasion = builders.make_topic("Energy"), builders.make_occasion("Assembly", date="2022-09")
    for date in ("2022-09-20", "2022-09-22", "2022-09-22", "2022-09", "2021"):
        builders.published_meeting(date=date, topics=[topic], occasion=occasion)
    days, years = client.get("/occasions/assembly/"), client.get("/topics/energy/")
    assert [(name, number) for _address, name, number in drawn(days)] == [
        ("20 September 2022", 2),
        ("21 September 2022", 1),
        ("22 September 2022", 3),
    ]
    assert [(name, number) for _address, name, number in drawn(years)] == [("2021", 1), ("2022", 4)]
    marks = drawn(days) + drawn(years)
    assert [found for found in marks if listed(found[0]) != found[2]] == []


def test_an_occasion_of_one_day_or_of_months_has_no_days_to_compare(client):
    day, year = builders.make_occasion("Day", date="2022-09-20"), builders.make_occasion("Year", date="2022")
    builders.published_meeting(date="2022-09-20", occasion=day)
    for date in ("2022-01-01", "2022-09-20"):
        builders.published_meeting(date=date, occasion=year)
    assert [drawn(client.get(f"/occasions/{slug}/")) for slug in ("day", "year")] == [[], []]
