"""The page of one meeting, its history, its editions and its tombstone."""

import re

import pytest
from django.utils.html import escape

from meetings import workflow
from meetings.models import Country, Meeting, MeetingText, OtherName
from meetings.vocabulary import ChangeReason, NameKind, Property, Rank, Side
from tests import builders

pytestmark = pytest.mark.django_db


def disputed_meeting() -> Meeting:
    """Two sources on one meeting: they give two roles and two dates, and one of each is preferred."""
    first = builders.make_source("A first account", attribution="citing the ministry")
    second = builders.make_source("A second account")
    people = [
        {
            "side": Side.PRINCIPAL,
            "person": builders.make_person("Anna Host"),
            "country": builders.make_country("az"),
        },
        {
            "person": builders.make_person("Bo Guest"),
            "country": builders.make_country("mk"),
            "role_as_printed": "Prime Minister",
        },
    ]
    meeting = builders.make_meeting(people=people, sources=[first, second], date="2022-09-22")
    guest = meeting.participations.last()
    builders.make_statement(
        meeting,
        first,
        property=Property.ROLE,
        participation=guest,
        value="Foreign Minister",
        quote="his counterpart",
    )
    builders.make_statement(
        meeting, second, property=Property.ROLE, participation=guest, value="Prime Minister",
        quote="the Prime Minister", rank=Rank.PREFERRED, reason="He led the government then.",
    )  # fmt: skip
    builders.make_statement(meeting, first, value="[2022-09-20..2022-09-26]", quote="in that week")
    builders.make_statement(
        meeting,
        second,
        value="2022-09-22",
        quote="on September 22",
        rank=Rank.PREFERRED,
        reason="It alone gives a day.",
    )
    workflow.publish(meeting, at=builders.NOON)
    return meeting


def text_of(response) -> str:
    """What a reader reads of a page: its main part without tags, white space folded."""
    main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def page_of(client, meeting: Meeting):
    return client.get(f"/meetings/{meeting.public_id}/", follow=True)


def test_the_number_alone_leads_to_the_page_for_ever(client):
    meeting = disputed_meeting()
    response = client.get(f"/meetings/{meeting.public_id}/")
    assert (response.status_code, response["Location"]) == (
        301,
        f"/meetings/{meeting.public_id}/anna-host-and-bo-guest/",
    )
    stale = client.get(f"/meetings/{meeting.public_id}/an-old-title/?x=1")
    assert (stale.status_code, stale["Location"]) == (
        301,
        f"/meetings/{meeting.public_id}/anna-host-and-bo-guest/?x=1",
    )


def test_sources_stand_side_by_side_with_who_says_which_and_what_is_preferred_why(client):
    page = page_of(client, disputed_meeting()).content.decode()
    table = re.search(r'<table class="both">.*?</table>', page, re.S)[0]
    rows = [
        [
            " ".join(re.sub(r"<[^>]*>", " ", cell).split())
            for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.S)
        ]
        for row in re.findall(r"<tr>.*?</tr>", table, re.S)
    ]
    assert rows == [
        ["Fact", "A first account, citing the ministry", "A second account"],
        [
            "Date not equally exact",
            "“ in that week ” some day from 20 to 26 September 2022",
            "“ on September 22 ” 22 September 2022 preferred",
        ],
        [
            "Role Bo Guest sources differ",
            "“ his counterpart ” Foreign Minister",
            "“ the Prime Minister ” Prime Minister preferred",
        ],
    ]
    reasons = [
        " ".join(re.sub(r"<[^>]*>", " ", note).split())
        for note in re.findall(r'<div class="note"><b>Preferred.*?</div>', page, re.S)
    ]
    assert reasons == [
        "Preferred date: 22 September 2022. It alone gives a day. All statements are kept.",
        "Preferred role: Prime Minister. He led the government then. All statements are kept.",
    ]


def test_every_mark_leads_to_a_note_that_is_there(client):
    page = page_of(client, disputed_meeting()).content.decode()
    marks = re.findall(r'class="mark" id="([^"]*)" href="#([^"]*)"', page)
    notes = re.findall(r'<div class="note" id="([^"]*)">.*?class="back" href="#([^"]*)"', page)
    assert (marks, notes) == ([("f1", "n1"), ("f2", "n2")], [("n1", "f1"), ("n2", "f2")])


def test_a_country_has_the_name_of_the_day_and_a_word_about_today(client):
    builders.make_country("mk")
    OtherName.objects.create(
        country=Country.objects.get(code="mk"),
        language="en",
        name="Macedonia",
        kind=NameKind.FORMER,
        valid_until="2019-02-12",
    )
    people = [
        {
            "side": Side.PRINCIPAL,
            "person": builders.make_person("Anna Host"),
            "country": builders.make_country("az"),
        },
        {"person": builders.make_person("Bo Guest"), "country": builders.make_country("mk")},
    ]
    before = builders.published_meeting(people=people, date="2019-02-11")
    after = builders.published_meeting(people=people, date="2019-02-12")
    assert "Macedonia is now North Macedonia" in text_of(page_of(client, before))
    assert "is now" not in text_of(page_of(client, after))


def test_a_correction_leaves_the_first_edition_readable_and_its_note_public(client):
    meeting = builders.published_meeting(summary="They spoke of gas.", at=builders.NOON)
    MeetingText.objects.filter(meeting=meeting).update(summary="They spoke of grain.")
    before = text_of(page_of(client, meeting))
    workflow.correct(
        meeting, reason=ChangeReason.FACTUAL_ERROR, note="It was grain, not gas.", at=builders.NOON
    )
    after = text_of(page_of(client, meeting))
    assert [("gas" in page, "grain" in page) for page in (before, after)] == [(True, False), (False, True)]
    first = client.get(f"/meetings/{meeting.public_id}/history/1/")
    assert first.status_code == 200
    assert "They spoke of gas." in text_of(first)
    assert "Edition 1, as it was published on 26 September 2022." in text_of(first)
    assert "An error of fact — It was grain, not gas." in text_of(
        client.get(f"/meetings/{meeting.public_id}/history/")
    )


def test_an_uncorrected_change_on_the_desk_is_not_public(client):
    meeting = builders.published_meeting(summary="They spoke of gas.")
    MeetingText.objects.filter(meeting=meeting).update(summary="Zyzzyva.")
    workflow.publishing.note_changes(meeting)
    for address in ("", "history/", "history/1/"):
        assert (
            "Zyzzyva"
            not in client.get(f"/meetings/{meeting.public_id}/{address}", follow=True).content.decode()
        )


def test_a_withdrawn_meeting_answers_gone_with_the_public_reason_and_nothing_else(client):
    meeting = builders.published_meeting(title="Zyzzyva", summary="Zyzzyva.", internal_note="Zyzzyva")
    workflow.withdraw(meeting, reason=ChangeReason.NOT_A_MEETING, note="It was a letter.")
    number = meeting.public_id
    for address in (f"/meetings/{number}/", f"/meetings/{number}/zyzzyva/", f"/meetings/{number}/history/1/"):
        response = client.get(address)
        assert response.status_code == 410
        assert "No meeting took place. It was a letter." in text_of(response)
        assert "Zyzzyva" not in response.content.decode()
    told = client.get(f"/meetings/{number}/history/")
    assert (told.status_code, "Zyzzyva" in told.content.decode()) == (410, False)


def test_a_merged_meeting_leads_to_the_kept_one(client):
    kept, merged = builders.published_meeting(), builders.published_meeting()
    workflow.merge(merged, into=kept, note="The same encounter.")
    response = client.get(f"/meetings/{merged.public_id}/")
    assert (response.status_code, response["Location"]) == (301, f"/meetings/{kept.public_id}/")


def test_a_redacted_edition_says_so_and_shows_nothing(client):
    meeting = builders.published_meeting(summary="Zyzzyva.")
    MeetingText.objects.filter(meeting=meeting).update(summary="Removed.")
    workflow.correct(meeting, reason=ChangeReason.LEGAL, note="A court's order.")
    workflow.redact(meeting, numbers=[1], reason=ChangeReason.LEGAL, note="A court's order of May.")
    response = client.get(f"/meetings/{meeting.public_id}/history/1/")
    assert response.status_code == 410
    assert "Required by law. A court's order of May." in text_of(response).replace("&#x27;", "'")
    assert "Zyzzyva" not in response.content.decode()


@pytest.mark.parametrize("number", ["0", "7", "2147483647", "2147483648", "9" * 30])
def test_a_number_that_is_no_public_meeting_is_not_found(client, number):
    builders.make_meeting()
    for address in ("", "x/", "history/", "history/1/"):
        assert client.get(f"/meetings/{number}/{address}").status_code == 404


def test_a_draft_is_not_found_under_its_own_key(client):
    draft = builders.make_meeting(title="Zyzzyva")
    response = client.get(f"/meetings/{draft.pk}/")
    assert (response.status_code, "Zyzzyva" in response.content.decode()) == (404, False)


def test_what_editors_wrote_is_text_and_a_summary_is_only_harmless_markup(client):
    nasty = "<script>alert(1)</script> [x](javascript:alert(1)) ![i](http://x/y.png) *yes* <b onclick=x>b</b>"
    meeting = builders.published_meeting(title=nasty[:90], summary=nasty)
    page = page_of(client, meeting).content.decode()
    assert [
        page.count(part)
        for part in ("<script", "</script", "<img", "onclick=x>", 'href="javascript', "<em>yes</em>")
    ] == [2, 2, 0, 0, 0, 1]
    assert '<script type="application/ld+json">' in page
    assert escape(nasty[:30]) in page


def test_snapshots_notes_and_editors_are_on_no_page(client):
    editor = builders.make_user("publish_meeting", first_name="Zyzzyva", email="zyzzyva@example.org")
    source = builders.make_source(text="Zyzzyva is the whole snapshot.")
    meeting = builders.make_meeting(sources=[source], internal_note="Zyzzyva", created_by=editor)
    workflow.publish(meeting, by=editor)
    for address in ("", "history/", "history/1/"):
        page = client.get(f"/meetings/{meeting.public_id}/{address}", follow=True).content.decode()
        assert ("zyzzyva" in page.lower(), editor.username in page) == (False, False)


@pytest.mark.parametrize("number", [2, 30])
def test_a_meeting_page_costs_the_same_queries_whatever_the_participants(
    client, number, django_assert_num_queries
):
    people = [
        {
            "side": Side.PRINCIPAL if not place else Side.COUNTERPART,
            "person": builders.make_person(),
            "country": builders.make_country("pl"),
        }
        for place in range(number)
    ]
    meeting = builders.published_meeting(people=people, topics=[builders.make_topic() for _ in range(number)])
    address = client.get(f"/meetings/{meeting.public_id}/")["Location"]
    with django_assert_num_queries(9):
        client.get(address)
