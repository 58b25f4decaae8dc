"""Asking for two countries, or two people, who take part in the same meeting."""

import pytest

from tests import builders
from tests.views.test_meeting_list import titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_meetings():
    """Azerbaijan with Poland, with Serbia, and with both."""
    anna = builders.make_person("Anna Host")
    bo, cy = builders.make_person("Bo Pole"), builders.make_person("Cy Serb")
    host = {"person": anna, "country": builders.make_country("az"), "side": "principal"}
    pole = {"person": bo, "country": builders.make_country("pl")}
    serb = {"person": cy, "country": builders.make_country("rs")}
    for day, guests in enumerate(([pole], [serb], [pole, serb]), start=1):
        builders.published_meeting(people=[host, *guests], date=f"2022-09-0{day}")


BOTH, SERB, POLE = "Anna Host, Bo Pole and Cy Serb", "Anna Host and Cy Serb", "Anna Host and Bo Pole"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("country=az&partner=pl", [BOTH, POLE]),
        ("country=pl&partner=az", [BOTH, POLE]),
        ("country=PL&partner=RS", [BOTH]),
        ("country=pl&country=rs&partner=az", [BOTH, SERB, POLE]),
        ("country=az&partner=pl&partner=rs", [BOTH, SERB, POLE]),
        ("partner=rs", [BOTH, SERB]),
        ("country=az&partner=az", [BOTH, SERB, POLE]),
        ("country=az&partner=tr", []),
        ("person=bo-pole&met=cy-serb", [BOTH]),
        ("person=anna-host&met=cy-serb&partner=pl", [BOTH]),
        ("met=bo-pole", [BOTH, POLE]),
    ],
)
def test_a_second_parameter_asks_for_a_second_party_in_the_same_meeting(client, three_meetings, query, found):
    builders.make_country("tr")
    assert titles(client.get(f"/meetings/?{query}")) == found


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("country=az&partner=pl", "<b>2 meetings</b> of Azerbaijan with Poland."),
        ("partner=pl&partner=rs", "<b>3 meetings</b> with Poland or Serbia."),
        (
            "country=pl&partner=rs&kind=bilateral",
            "<b>1 meeting</b> of Poland with Serbia, of the kind bilateral",
        ),
        ("person=bo-pole&met=cy-serb", "<b>1 meeting</b> of Bo Pole with Cy Serb."),
    ],
)
def test_the_sentence_says_who_met_with_whom(client, three_meetings, query, said):
    assert said in client.get(f"/meetings/?{query}").content.decode()


def test_each_of_the_two_has_a_chip_that_takes_it_away(client, three_meetings):
    page = client.get("/meetings/?country=az&partner=PL").content.decode()
    assert '<li><a href="/meetings/?partner=pl" rel="nofollow">' in page
    assert '<li><a href="/meetings/?country=az" rel="nofollow">' in page


def test_the_counts_beside_the_list_keep_the_second_country(client, three_meetings):
    page = client.get("/meetings/?country=rs&partner=pl").content.decode()
    assert '<bdi>Serbia</bdi></a><span class="num quiet">1</span>' in page
    assert '<bdi>Azerbaijan</bdi></a><span class="num quiet">2</span>' in page


@pytest.mark.parametrize(
    ("query", "reason"),
    [("partner=zz", "There is no country “zz”."), ("met=nobody", "There is no person “nobody”.")],
)
def test_who_is_not_known_is_refused_with_the_reason(client, query, reason):
    response = client.get(f"/meetings/?{query}")
    assert (response.status_code, reason in response.content.decode()) == (400, True)


def test_a_person_of_a_draft_is_not_known(client):
    builders.make_meeting(people=[{"person": builders.make_person("Dee Draft")}])
    assert client.get("/meetings/?met=dee-draft").status_code == 400
