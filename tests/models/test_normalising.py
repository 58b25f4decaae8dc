"""Rows are stored in one form, whatever was typed; what follows from a column is saved with it."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from meetings.models import Country, Meeting, Person, Source
from meetings.models.fields import normalise_url
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Bo\u0301nkir", "Bónkir"),
        ("  Nikola\u00a0\u00a0Dimitrov\n", "Nikola Dimitrov"),
        ("Lav\u200brov\x00", "Lavrov"),
        ("\u202eevil\u202c", "evil"),
    ],
)
def test_a_name_is_stored_clean_and_found_as_typed(typed: str, stored: str) -> None:
    make.make_person(typed)
    assert Person.objects.get(name=typed).name == stored


def test_nul_bytes_in_prose_are_not_stored() -> None:
    meeting = make.make_meeting(summary="before\x00after\r\nnext", internal_note="a\x00b")
    assert meeting.texts.get().summary == "beforeafter\nnext"
    assert Meeting.objects.get().internal_note == "ab"


def test_a_name_of_nothing_visible_is_refused_by_the_form() -> None:
    with pytest.raises(ValidationError) as refused:
        Person(name=" \u200b\x00").full_clean()
    assert "name" in refused.value.message_dict


@pytest.mark.parametrize("date", ["2022-02-30", "0000", "10000", "soon", "2022-09-22/2022-09-01", "x" * 5000])
def test_an_impossible_date_is_refused_with_a_reason_at_its_field(date: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Meeting(date=date).full_clean()
    assert list(refused.value.message_dict) == ["date"]


def test_the_days_of_a_meeting_follow_its_date() -> None:
    meeting = make.make_meeting(date="2022-09-XX")
    meeting.refresh_from_db()
    days = [datetime.date(2022, 9, 1), datetime.date(2022, 9, 30)]
    assert [meeting.date_earliest, meeting.date_latest] == days
    assert [meeting.date_end_earliest, meeting.date_start_latest] == days


@pytest.mark.parametrize(("date", "latest"), [("2021", datetime.date(2021, 12, 31)), ("", None)])
def test_what_follows_from_a_field_is_saved_with_it(date: str, latest) -> None:
    meeting = make.make_meeting()
    meeting.date = date
    meeting.save(update_fields=["date"])
    assert Meeting.objects.get().date_latest == latest


def test_the_match_key_is_saved_with_the_name() -> None:
    person = make.make_person("Old Name")
    person.name = "Bujar Osmani"
    person.save(update_fields=["name"])
    assert Person.objects.by_spelling("OSMANI").get() == person


def test_country_codes_have_one_case() -> None:
    Country.objects.create(code="XK", name="Kosovo", alpha_2="xk", alpha_3="", numeric="")
    assert Country.objects.values_list("code", "alpha_2", "alpha_3", "numeric").get() == (
        "xk",
        "XK",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("HTTPS://Example.ORG:443/a b?q=é#top", "https://example.org/a%20b?q=%C3%A9"),
        ("http://user:secret@example.org", "http://example.org/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://[2001:DB8::1]:8080/", "https://[2001:db8::1]:8080/"),
        ("", ""),
    ],
)
def test_a_web_address_has_one_form(typed: str, stored: str) -> None:
    assert normalise_url(typed) == stored
    assert normalise_url(stored) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "data:text/html,a",
        "example.org",
        "https://",
        "https://a:99999999/",
        "http://[::1",
    ],
)
def test_what_is_no_web_address_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        normalise_url(typed)


def test_a_snapshot_is_hashed_as_it_is_stored() -> None:
    stored = Source.objects.get(pk=make.make_source(text="two\r\nlines\x00").pk)
    assert stored.text == "two\nlines"
    assert stored.sha256 == "edc8c1284585d703bec48f34f842bd911200142ddd602264c77df65168abae1d"
