"""A page is made once for as long as what it shows stays as it is, and never shown after that."""

import gzip

import pytest

from meetings import workflow
from meetings.models import Coverage, Meeting
from meetings.search import index
from meetings.vocabulary import ChangeReason, Side
from tests import builders

pytestmark = pytest.mark.django_db


def publish(title: str) -> Meeting:
    people = [
        {"side": Side.PRINCIPAL, "country": builders.make_country("az")},
        {"country": builders.make_country("pl")},
    ]
    return builders.published_meeting(title=title, people=people)


@pytest.fixture
def published():
    meeting = publish("Talks on gas")
    index.load()
    return meeting


@pytest.mark.parametrize(
    "address", ["/meetings/", "/meetings/?country=pl", "/countries/pl/", "/", "/az/topics/"]
)
def test_a_page_asked_again_costs_one_look_at_the_archives_version(
    client, published, address, django_assert_num_queries
):
    first = client.get(address)
    with django_assert_num_queries(1):
        again = client.get(address)
    assert (first.status_code, again.content, again.headers["ETag"]) == (
        200,
        first.content,
        first.headers["ETag"],
    )


def test_who_has_a_page_already_is_told_that_it_is_the_same(client, published):
    page = client.get("/meetings/")
    unchanged = client.get("/meetings/", headers={"If-None-Match": page.headers["ETag"]})
    other = client.get("/meetings/", headers={"If-None-Match": '"another"'})
    assert (unchanged.status_code, unchanged.content, other.status_code) == (304, b"", 200)
    assert unchanged.headers["ETag"] == page.headers["ETag"]


def test_a_shared_cache_may_keep_a_page_for_a_second_whatever_cookies_are_sent(client, published):
    client.force_login(builders.make_user())
    page = client.get("/meetings/")
    assert page.headers["Cache-Control"] == "public, max-age=0, s-maxage=1"
    assert "Vary" not in page.headers


@pytest.mark.parametrize("address", ["/meetings/", "/countries/pl/", "/meetings/1/talks-on-gas/"])
def test_a_publication_a_correction_and_a_withdrawal_are_seen_at_once(client, published, address):
    tags = [client.get(address).headers.get("ETag")]
    published.texts.update(summary="Gas and wind.")
    workflow.correct(Meeting.objects.get(pk=published.pk), reason=ChangeReason.ADDED_DETAIL, note="More.")
    publish("Talks on wind")
    tags.append(client.get(address).headers.get("ETag"))
    workflow.withdraw(
        Meeting.objects.get(pk=published.pk), reason=ChangeReason.NOT_A_MEETING, note="By mistake."
    )
    tags.append(client.get(address).headers.get("ETag"))
    assert len(set(tags)) == 3


def test_a_name_of_what_no_meeting_has_is_seen_at_once_too(client, published):
    country = builders.make_country("rs")
    before = client.get("/meetings/?country=rs").content.decode()
    country.name = "Another Name"
    country.save()
    after = client.get("/meetings/?country=rs").content.decode()
    assert ("Another Name" in before, "Another Name" in after) == (False, True)


def test_what_was_checked_is_seen_at_once(client, published):
    before = client.get("/coverage/").headers["ETag"]
    Coverage.objects.create(
        publisher=builders.make_organisation("The Gazette"), period="2020", checked_on="2021-01-01"
    )
    assert client.get("/coverage/").headers["ETag"] != before


def test_pages_of_two_hosts_are_two(client, published, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    one = client.get("/meetings/", headers={"Host": "one.example"}).content.decode()
    two = client.get("/meetings/", headers={"Host": "two.example"}).content.decode()
    assert ("one.example" in one, "one.example" in two) == (True, False)


@pytest.mark.parametrize("address", ["/meetings/?country=zz", "/countries/zz/", "/meetings/99/"])
def test_a_refusal_is_not_kept(client, published, address):
    assert "ETag" not in client.get(address).headers


def test_a_page_that_is_too_much_for_memory_is_made_again(client, published, monkeypatch):
    from meetings.search.index import snapshot

    monkeypatch.setattr(snapshot, "PAGES_WEIGH_AT_MOST", 100)
    first = client.get("/meetings/")
    assert client.get("/meetings/").headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize(
    "address", ["/meetings/", "/az/meetings/?country=pl", "/countries/pl/", "/meetings/1/talks-on-gas/"]
)
def test_a_page_given_again_says_all_that_it_said_at_first(client, published, address):
    first, again = client.get(address), client.get(address)
    assert (again.status_code, again.content, dict(again.items())) == (
        200,
        first.content,
        dict(first.items()) | {"X-Request-ID": again.headers["X-Request-ID"]},
    )


def test_nobody_is_given_the_cookie_of_another(client, published, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.views.test_remembering.Biscuits"]
    assert client.get("/meetings/").cookies["biscuit"].value == "1"
    assert client.get("/meetings/").cookies["biscuit"].value == "2"


class Biscuits:
    """Middleware that counts in a cookie."""

    def __init__(self, get_response):
        self.get_response, self.given = get_response, 0

    def __call__(self, request):
        response = self.get_response(request)
        self.given += 1
        response.set_cookie("biscuit", str(self.given))
        return response


def test_a_long_page_is_compressed_once_for_whoever_takes_it_so(client, published):
    address = "/relations/az/pl/"
    plain = client.get(address)
    assert (plain.headers["Vary"], "Content-Encoding" in plain.headers) == ("Accept-Encoding", False)
    for _ in range(2):
        zipped = client.get(address, headers={"Accept-Encoding": "gzip, br"})
        assert (zipped.headers["Content-Encoding"], gzip.decompress(zipped.content)) == (
            "gzip",
            plain.content,
        )
        assert zipped.headers["Content-Length"] == str(len(zipped.content))
        assert client.get(address).content == plain.content
        tag = {"If-None-Match": zipped.headers["ETag"]}
        assert client.get(address, headers=tag).status_code == 304


def test_whoever_asks_for_another_form_than_a_page_gets_it_after_a_page_was_kept(client, published):
    address = "/meetings/1/talks-on-gas/"
    kept = [client.get(address, headers={"Accept": "text/html,*/*;q=0.8"}).status_code for _ in range(2)]
    other = client.get(address, headers={"Accept": "application/json"})
    assert (kept, other.status_code) == ([200, 200], 303)
