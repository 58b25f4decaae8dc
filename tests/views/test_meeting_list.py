"""The list of meetings as a reader gets it."""

import re

import pytest

from meetings import workflow
from meetings.models import Meeting
from meetings.search import index
from meetings.vocabulary import ChangeReason, Side
from tests import builders

pytestmark = pytest.mark.django_db

#: Queries of a list page without filters: the version, the cards and the names of facet values.
QUERIES = 7


def titles(response) -> list[str]:
    """The titles of the rows, in their order."""
    return re.findall(r'<div class="who"><a [^>]*>([^<]*)</a>', response.content.decode())


def meeting_of(code: str, name: str, **fields) -> Meeting:
    principal = {
        "side": Side.PRINCIPAL,
        "person": builders.make_person("Anna Host"),
        "country": builders.make_country("az"),
    }
    guest = {"person": builders.make_person(name), "country": builders.make_country(code)}
    return builders.published_meeting(people=[principal, guest], **fields)


def test_the_newest_meeting_stands_first_and_undated_ones_last(client):
    meeting_of("pl", "Bo Undated", date="", date_basis="")
    meeting_of("pl", "Bo Older", date="2020-01-05")
    meeting_of("pl", "Bo Newer", date="2021")
    assert titles(client.get("/meetings/")) == [
        "Anna Host and Bo Newer",
        "Anna Host and Bo Older",
        "Anna Host and Bo Undated",
    ]
    assert titles(client.get("/meetings/?sort=oldest")) == [
        "Anna Host and Bo Older",
        "Anna Host and Bo Newer",
        "Anna Host and Bo Undated",
    ]


def test_a_meeting_without_an_end_stands_where_it_began(client):
    meeting_of("pl", "Bo Open", date="2020-05-04/..")
    meeting_of("pl", "Bo Older", date="2020-05-03")
    meeting_of("pl", "Bo Newer", date="2020-05-05")
    assert titles(client.get("/meetings/")) == [
        "Anna Host and Bo Newer",
        "Anna Host and Bo Open",
        "Anna Host and Bo Older",
    ]
    assert len(titles(client.get("/meetings/?from=2021-01-01"))) == 1


@pytest.mark.parametrize("code", ["pl", "PL", "Pl"])
def test_a_country_is_found_by_its_code_in_any_case(client, code):
    meeting_of("pl", "Bo Pole")
    meeting_of("rs", "Bo Serb")
    assert titles(client.get(f"/meetings/?country={code}")) == ["Anna Host and Bo Pole"]


def test_every_way_of_writing_a_question_names_the_one_address_of_its_answer(client):
    meeting_of("pl", "Bo Pole")
    meeting_of("rs", "Bo Serb")
    for written in ("country=pl&country=rs", "country=RS&utm_source=x&country=PL&sort=newest&from="):
        page = client.get(f"/ar/meetings/?{written}").content.decode()
        assert re.findall(r'<link rel="canonical" href="([^"]*)">', page) == [
            "http://testserver/ar/meetings/?country=pl&amp;country=rs"
        ]
        assert re.findall(r'hreflang="(en|x-default)" href="([^"]*)">', page) == [
            ("en", "http://testserver/meetings/?country=pl&amp;country=rs"),
            ("x-default", "http://testserver/meetings/?country=pl&amp;country=rs"),
        ]


def test_a_parameter_given_twice_means_any_of_its_values_and_two_parameters_mean_both(client):
    meeting_of("pl", "Bo Pole", date="2020-01-01")
    meeting_of("rs", "Bo Serb", date="2020-01-02", kind="reception")
    meeting_of("tr", "Bo Turk", date="2020-01-03")
    assert titles(client.get("/meetings/?country=pl&country=rs")) == [
        "Anna Host and Bo Serb",
        "Anna Host and Bo Pole",
    ]
    assert titles(client.get("/meetings/?country=pl&country=rs&kind=reception")) == ["Anna Host and Bo Serb"]


def test_an_unknown_country_is_refused_with_the_reason_and_lists_nothing(client):
    meeting_of("pl", "Bo Pole")
    response = client.get("/meetings/?country=zz")
    assert response.status_code == 400
    assert titles(response) == []
    assert "There is no country “zz”." in response.content.decode()


def test_a_parameter_that_does_not_exist_is_passed_over(client):
    meeting_of("pl", "Bo Pole")
    assert titles(client.get("/meetings/?utm_source=x&page=7")) == ["Anna Host and Bo Pole"]


def test_days_ask_for_what_possibly_happened_and_certain_for_what_certainly_did(client):
    meeting_of("pl", "Bo Exact", date="2022-09-22")
    meeting_of("pl", "Bo Week", date="[2022-09-20..2022-09-26]")
    meeting_of("pl", "Bo Later", date="2022-09-23")
    possible = client.get("/meetings/?from=2022-09-22&to=2022-09-22")
    assert titles(possible) == ["Anna Host and Bo Week", "Anna Host and Bo Exact"]
    assert "1 of them certainly." in possible.content.decode()
    certain = client.get("/meetings/?from=2022-09-22&to=2022-09-22&certain=1")
    assert titles(certain) == ["Anna Host and Bo Exact"]


def test_the_sentence_says_what_is_shown_and_each_chip_takes_a_part_away(client):
    meeting_of("pl", "Bo Pole")
    page = client.get("/meetings/?country=pl&from=2022-09").content.decode()
    assert "<b>1 meeting</b> with Poland, possibly from September 2022." in page
    assert re.findall(r'<li><a href="([^"]*)" rel="nofollow"><span class="unseen">', page) == [
        "/meetings/?from=2022-09",
        "/meetings/?country=pl",
    ]


def test_each_facet_counts_with_its_own_filter_left_out(client):
    meeting_of("pl", "Bo Pole")
    meeting_of("rs", "Bo Serb")
    page = client.get("/meetings/?country=pl").content.decode()
    counted = re.findall(r"<bdi>(Azerbaijan|Poland|Serbia)</bdi></a><span class=\"num quiet\">(\d+)<", page)
    assert counted == [("Azerbaijan", "2"), ("Poland", "1"), ("Serbia", "1")]
    people = re.findall(
        r"<bdi>Reception|<bdi>(Bilateral meeting)</bdi></a><span class=\"num quiet\">(\d+)<", page
    )
    assert people == [("Bilateral meeting", "1")]


def test_pages_lead_forth_and_back_over_every_row(client):
    for day in range(1, 31):
        meeting_of("pl", f"Bo {day:02}", date=f"2022-09-{day:02}")
    first = client.get("/meetings/")
    following = re.search(r'<a href="([^"]*)" rel="next"', first.content.decode())[1]
    second = client.get(following)
    preceding = re.search(r'<a href="([^"]*)" rel="prev"', second.content.decode())[1]
    assert titles(first) + titles(second) == [f"Anna Host and Bo {day:02}" for day in range(30, 0, -1)]
    assert titles(client.get(preceding)) == titles(first)


def sizes_of(response) -> list[tuple[str, str]]:
    """The page sizes that are offered, each with its list."""
    offered = re.search(r'<span class="sizes">(.*?)</span>', response.content.decode(), re.DOTALL)
    links = re.findall(r'<a href="([^"]*)"[^>]*>(\d+)</a>', offered[1]) if offered else []
    return [(number, address.replace("&amp;", "&")) for address, number in links]


def test_a_reader_chooses_how_many_meetings_a_page_shows_and_keeps_the_place(client):
    for day in range(1, 31):
        meeting_of("pl", f"Bo {day:02}", date=f"2022-09-{day:02}")
    first = client.get("/meetings/?country=pl")
    assert sizes_of(first) == [
        ("25", "/meetings/?country=pl"),
        ("50", "/meetings/?country=pl&size=50"),
        ("100", "/meetings/?country=pl&size=100"),
    ]
    assert len(titles(client.get("/meetings/?size=50"))) == 30
    following = re.search(r'<a href="([^"]*)" rel="next"', first.content.decode())[1].replace("&amp;", "&")
    second = client.get(following)
    larger = client.get(dict(sizes_of(second))["50"])
    assert titles(larger) == titles(second) == [f"Anna Host and Bo {day:02}" for day in range(5, 0, -1)]


def test_everything_that_leads_on_keeps_the_size_of_the_page(client):
    for day in range(1, 31):
        meeting_of("pl", f"Bo {day:02}", date=f"2022-09-{day:02}", kind="visit" if day > 28 else "bilateral")
    page = client.get("/meetings/?size=50&kind=visit&kind=bilateral").content.decode()
    links = re.findall(r'href="(/meetings/(?:values/[a-z]+/)?\?[^"]*)"', page)
    without = [link for link in links if "size=" not in link]
    # The menu of sizes has one link to the usual one.
    assert (len(links) > 10, without) == (True, ["/meetings/?kind=visit&amp;kind=bilateral"])
    assert '<input type="hidden" name="size" value="50">' in page


def test_a_short_list_offers_no_sizes(client):
    meeting_of("pl", "Bo Pole")
    assert sizes_of(client.get("/meetings/")) == []


@pytest.mark.parametrize("number", [1, 50])
def test_a_list_costs_the_same_queries_whatever_the_rows(client, number, django_assert_num_queries):
    for year in range(1, number + 1):
        meeting_of("pl", f"Bo {year:02}", date=f"{1970 + year}-09-22", topics=[builders.make_topic()])
    index.load()
    with django_assert_num_queries(QUERIES):
        client.get("/meetings/")


def test_a_facet_shows_the_new_name_of_what_was_renamed_since_it_was_shown(client):
    meeting_of("pl", "Bo Pole")
    meeting_of("rs", "Bo Serb")
    before = client.get("/meetings/").content.decode()
    poland = builders.make_country("pl")
    poland.name = "Republic of Poland"
    poland.save()
    after = client.get("/meetings/").content.decode()
    shown = [re.findall(r"<bdi>((?:Republic of )?Poland|Serbia)</bdi></a>", page) for page in (before, after)]
    assert shown == [["Poland", "Serbia"], ["Republic of Poland", "Serbia"]]


def test_the_filters_of_one_question_are_not_those_of_another(client):
    meeting_of("pl", "Bo Pole")
    links = [
        re.findall(r'href="([^"]*country=az[^"]*)"', client.get(f"/meetings/{query}").content.decode())
        for query in ("", "?kind=bilateral", "?sort=oldest&kind=bilateral")
    ]
    assert [set(found) for found in links] == [
        {"/meetings/?country=az"},
        {"/meetings/?country=az&amp;kind=bilateral"},
        {"/meetings/?country=az&amp;kind=bilateral&amp;sort=oldest"},
    ]


def test_a_list_sets_no_cookie(client):
    meeting_of("pl", "Bo Pole")
    assert dict(client.get("/meetings/").cookies) == {}


def test_drafts_submitted_and_withdrawn_meetings_are_on_no_list(client):
    meeting_of("pl", "Bo Public")
    builders.make_meeting(title="Zyzzyva draft")
    workflow.submit(builders.make_meeting(title="Zyzzyva submitted"))
    withdrawn = meeting_of("pl", "Bo Zyzzyva", title="Zyzzyva withdrawn")
    workflow.withdraw(withdrawn, reason=ChangeReason.LEGAL, note="A reason.")
    assert titles(client.get("/meetings/")) == ["Anna Host and Bo Public"]
    assert "<b>0 meetings</b>" in client.get("/meetings/?q=zyzzyva").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "x" * 100_000,
        "country=" + "9" * 400,
        "person=" + "٩" * 50,
        "from=0000-00-00",
        "to=2022-02-30",
        "from=2023&to=2022",
        "certain=maybe",
        "sort=random",
        "size=0",
        "size=26",
        "size=100000",
        "size=25&size=50",
        "after=-1",
        "after=1e9",
        "after=99999999999999999999",
        "kind=%3Cscript%3E",
        "topic=%E2%80%AE",
        "q=%22%22",
        "q=***",
        "&".join(f"country=c{number}" for number in range(2000)),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(client, query):
    response = client.get(f"/meetings/?{query}")
    assert response.status_code == 400
    assert "The question cannot be answered as it stands." in response.content.decode()


@pytest.mark.parametrize("query", ["q=%00", "country=%00", "q=%ff", "country=pl%00"])
def test_a_query_that_is_no_text_is_refused(client, query):
    assert client.get(f"/meetings/?{query}").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "q=Robert')%3B DROP TABLE--",
        "q={{7*7}}",
        "q=NEAR(a b)",
        "q=a AND OR NOT",
        "q=%D9%88%D8%B2%D9%8A%D8%B1",
        "q=👍 x",
    ],
)
def test_odd_words_are_only_words(client, query):
    meeting_of("pl", "Bo Pole")
    response = client.get(f"/meetings/?{query}")
    assert response.status_code == 200
    assert titles(response) == []


def test_markup_in_a_search_is_shown_as_text(client):
    page = client.get("/meetings/?q=<img src=x onerror=alert(1)>").content.decode()
    assert page.count("<img") == 0
    assert page.count("&lt;img src=x onerror=alert(1)&gt;") == 4


def test_hits_are_marked_in_the_row_or_in_a_snippet_beneath(client):
    meeting_of("pl", "Bo Kovačevski", summary="They spoke of gas & oil.")
    seen = re.findall(r"<mark>([^<]*)</mark>", client.get("/meetings/?q=kovachevski").content.decode())
    assert seen == ["Kovačevski"]
    beneath = re.findall(
        r'<p class="about" dir="auto">(.*?)</p>', client.get("/meetings/?q=gas").content.decode()
    )
    assert beneath == ["They spoke of <mark>gas</mark> &amp; oil."]


def test_a_search_that_finds_nothing_offers_the_nearest_name(client):
    meeting_of("tr", "Mevlüt Çavuşoğlu")
    page = client.get("/meetings/?q=cavusoglo").content.decode()
    assert re.findall(r'Did you mean: <a href="([^"]*)"><bdi>([^<]*)</bdi>', page) == [
        ("/meetings/?q=Mevl%C3%BCt%20%C3%87avu%C5%9Fo%C4%9Flu", "Mevlüt Çavuşoğlu")
    ]


def values_on(response) -> list[tuple[str, str]]:
    return re.findall(r"<bdi>([^<]*)</bdi></a><span class=\"num quiet\">(\d+)<", response.content.decode())


def test_the_page_of_a_facet_lists_all_its_values_and_narrows_them_by_any_spelling(client):
    meeting_of("tr", "Mevlüt Çavuşoğlu")
    meeting_of("pl", "Bo Pole")
    assert values_on(client.get("/meetings/values/country/")) == [
        ("Azerbaijan", "2"),
        ("Türkiye", "1"),
        ("Poland", "1"),
    ]
    assert values_on(client.get("/meetings/values/country/?find=turki&country=pl")) == [("Türkiye", "1")]
    assert values_on(client.get("/meetings/values/country/?kind=reception")) == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("nonsense/", 404),
        ("source/", 404),
        ("country/?country=zz", 400),
        ("country/?find=" + "x" * 5000, 200),
        ("year/?find=%E2%80%AE", 200),
        ("kind/?find=%00", 400),
    ],
)
def test_an_odd_question_for_values_is_answered_in_words(client, address, status):
    assert client.get(f"/meetings/values/{address}").status_code == status


def test_broader_topics_hold_their_narrower_ones(client):
    energy = builders.make_topic("Energy")
    gas = builders.make_topic("Natural gas", broader=energy)
    meeting_of("pl", "Bo Pole", topics=[gas])
    page = client.get("/meetings/").content.decode()
    tree = re.search(r'data-facet="topic".*?</details>\s*</li>', page, re.S)[0]
    assert re.findall(r"<bdi>([^<]*)</bdi>|<details>", tree) == ["Energy", "", "Natural gas"]
