"""Duplicates at the desk: pairs, what a merge would move, and the way back."""

import pytest
from django.core.cache import cache

from meetings.models import Merge, NotTheSame, Person
from meetings.search import upkeep
from meetings.workflow.joining import join
from meetings.workflow.parting import part
from tests import builders as make
from tests.admin.conftest import member

LIST = "/admin/meetings/merge/"
PAIRS = "/admin/meetings/merge/duplicates/"
JOIN = "/admin/meetings/merge/join/person/"


@pytest.fixture
def pair(groups) -> tuple[Person, Person]:
    cache.clear()
    return make.make_person("Nikola Selaković"), make.make_person("Nikola Selakovic")


@pytest.fixture
def chief(client, groups):
    user = member("rev", "reviewer")
    client.force_login(user)
    return user


def test_a_pair_is_shown_with_its_reason_and_can_be_kept_as_two(client, pair, chief):
    page = client.get(PAIRS)
    (shown,) = page.context["pairs"]
    assert (shown["percent"], shown["candidate"].reasons) == (
        100, ("the same name in another spelling or order",),
    )  # fmt: skip
    data = {"kind": "person", "pk": [row.pk for row in pair]}
    assert client.post("/admin/meetings/merge/not-the-same/", data).status_code == 302
    assert NotTheSame.objects.get().by == chief
    assert client.get(PAIRS).context["pairs"] == []


def test_what_would_move_is_shown_before_anything_moves(client, pair, chief):
    kept, going = pair
    meeting = make.make_meeting(people=[{"person": going}])
    page = client.get(JOIN, {"pk": [kept.pk, going.pk], "kept": kept.pk})
    (made,) = page.context["plans"]
    assert [(one.name, list(map(str, one.rows))) for one in made.told()] == [
        ("participations", ["Nikola Selakovic"])
    ]
    assert str(meeting) in page.content.decode()
    assert meeting.participations.get().person == going


def test_three_are_merged_into_one_and_each_merge_is_taken_back(client, pair, chief):
    kept, going = pair
    third = make.make_person("N. Selaković")
    data = {"pk": [kept.pk, going.pk, third.pk], "kept": kept.pk, "note": "Entered thrice"}
    assert client.post(JOIN, data).headers["Location"] == f"/admin/meetings/person/{kept.pk}/change/"
    assert set(Person.objects.filter(merged_into=kept)) == {going, third}
    assert client.get(LIST).status_code == 200
    for merge in Merge.objects.all():
        address = f"{LIST}{merge.pk}/take-back/"
        assert client.get(address).status_code == 200
        assert client.post(address).status_code == 302
    assert Person.objects.filter(merged_into__isnull=False).count() == 0
    assert client.post(address).context["reasons"] == ["This merge was taken back already."]


def test_the_list_of_merges_tells_when_and_by_whom_in_words(client, chief):
    part(join(make.make_topic("Trade"), into=make.make_topic("Commerce")), by=chief)
    Merge.objects.update(created_at=make.NOON, undone_at=make.NOON)
    page = client.get(LIST).content.decode()
    noon = "26 September 2022, 12:00 UTC"
    assert [words in page for words in (noon, f"taken back by rev, {noon}", ">topic<")] == [True] * 3


def test_of_three_where_one_cannot_be_merged_none_is(client, pair, chief):
    kept, going = pair
    third = make.make_person("Third")
    make.make_meeting(people=[{"person": kept}, {"person": third}])
    answer = client.post(JOIN, {"pk": [kept.pk, going.pk, third.pk], "kept": kept.pk})
    assert answer.status_code == 200
    assert len(answer.context["reasons"]) == 1
    assert Person.objects.filter(merged_into__isnull=False).count() == 0


def test_the_action_of_a_list_leads_to_the_page(client, pair, chief):
    data = {"action": "merge_selected", "_selected_action": [row.pk for row in pair]}
    answer = client.post("/admin/meetings/person/", data)
    assert answer.headers["Location"] == f"{JOIN}?pk={pair[0].pk}&pk={pair[1].pk}"


def test_an_editor_sees_pairs_and_merges_nothing(client, pair, editor):
    page = client.get(PAIRS)
    assert (page.status_code, page.context["may"]) == (200, False)
    data = {"pk": [row.pk for row in pair], "kept": pair[0].pk, "kind": "person"}
    assert client.get(JOIN, data).status_code == 403
    assert client.post(JOIN, data).status_code == 403
    assert client.post("/admin/meetings/merge/not-the-same/", data).status_code == 403
    assert "merge_selected" not in client.get("/admin/meetings/person/").content.decode()


@pytest.mark.parametrize("query", ["?kind=country", "?kind=%27"])
def test_a_kind_that_is_not_sought_is_not_found(client, pair, chief, query):
    assert client.get(f"{PAIRS}{query}").status_code == 404


@pytest.mark.parametrize("pks", [["1"], ["x", "y"], ["9" * 30, "1"], []])
def test_ids_that_no_two_entries_have_are_not_found(client, pair, chief, pks):
    assert client.get(JOIN, {"pk": pks}).status_code == 404


def test_a_merged_person_is_no_choice_and_its_page_at_the_desk_is_kept(client, pair, chief):
    kept, going = pair
    client.post(JOIN, {"pk": [kept.pk, going.pk], "kept": kept.pk})
    found = client.get(
        "/admin/autocomplete/",
        {"app_label": "meetings", "model_name": "participation", "field_name": "person", "term": "Selak"},
    ).json()
    assert [one["id"] for one in found["results"]] == [str(kept.pk)]
    assert client.get(f"/admin/meetings/person/{going.pk}/change/").status_code == 200


def test_two_records_of_one_meeting_are_merged_with_a_preview_and_found_again(client, pair, chief):
    person = pair[0]
    people = [{"side": "principal", "country": make.make_country("mk")}, {"person": person}]
    kept, going = make.make_meeting(people=people), make.make_meeting(people=people)
    listed = client.get(f"{PAIRS}?kind=meeting")
    address = f"{LIST}join/meeting/?pk={kept.pk}&amp;pk={going.pk}"
    assert address in listed.text
    page = client.get(address.replace("&amp;", "&"))
    ((load, against),) = page.context["loads"]
    assert (against, [(name, len(rows)) for name, rows in load.told()]) == (
        [],
        [("sources of the meeting", 1)],
    )
    data = {"pk": [kept.pk, going.pk], "kept": kept.pk, "note": "Entered twice."}
    assert client.post(f"{LIST}join/meeting/", data).status_code == 302
    going.refresh_from_db()
    assert (going.merged_into, kept.sources.count()) == (kept, 2)
    lists = {
        query: [row.pk for row in client.get(f"/admin/meetings/meeting/{query}").context["cl"].result_list]
        for query in ("", "?merged=only", "?state__exact=draft")
    }
    assert lists == {"": [kept.pk], "?merged=only": [going.pk], "?state__exact=draft": [kept.pk]}
    assert f"/admin/meetings/meeting/{going.pk}/change/" in client.get(LIST).text
    merge = Merge.objects.get()
    assert client.post(f"{LIST}{merge.pk}/take-back/").status_code == 302
    going.refresh_from_db()
    assert going.merged_into is None


def test_public_meetings_are_not_merged_without_words(client, pair, chief):
    kept, going = make.published_meeting(), make.published_meeting()
    data = {"pk": [kept.pk, going.pk], "kept": kept.pk, "note": " "}
    answer = client.post(f"{LIST}join/meeting/", data)
    assert answer.context["reasons"] == ["A merge needs a reason that the public may read."]
    draft = make.make_meeting()
    page = client.get(f"{LIST}join/meeting/", {"pk": [draft.pk, going.pk], "kept": draft.pk})
    assert page.context["possible"] is False


def test_the_public_reason_of_a_merge_is_asked_for_where_the_public_reads_the_entry(client, pair, chief):
    kept, going = pair
    meeting = make.published_meeting(
        people=[{"side": "principal", "country": make.make_country("mk")}, {"person": going}]
    )
    data = {"pk": [kept.pk, going.pk], "kept": kept.pk}
    page = client.get(JOIN, data)
    assert (page.context["public"], "1 published meeting names the entry" in page.text) == (1, True)
    assert client.post(JOIN, data).context["reasons"] == [
        "Published meetings name the entry: a reason is needed that the public may read."
    ]
    assert client.post(JOIN, data | {"note": "One man.", "reason": "spelling"}).status_code == 302
    address = f"{LIST}{Merge.objects.get().pk}/take-back/"
    assert client.get(address).context["public"] == 1
    assert client.post(address, {"note": "Two men."}).status_code == 302
    told = meeting.change_notes.filter(action="renewed").values_list("reason", "note", "made_by")
    assert list(told) == [("spelling", "One man.", chief.pk), ("factual_error", "Two men.", chief.pk)]


def test_lists_that_follow_later_are_told_of_and_everybody_at_the_desk_can_see_how_far_they_are(
    client, pair, chief, monkeypatch
):
    monkeypatch.setattr(upkeep, "AT_ONCE", 0)
    kept, going = pair
    for _ in range(2):
        ours = {"side": "principal", "country": make.make_country("mk")}
        make.published_meeting(people=[ours, {"person": going}])
    data = {"pk": [kept.pk, going.pk], "kept": kept.pk, "note": "One."}
    told = client.post(JOIN, data, follow=True).text
    assert "Lists show 2 published meetings under their new names within the next minutes." in told
    (queue,) = [
        one for one in client.get("/admin/").context["queues"] if one["address"] == f"{LIST}renewals/"
    ]
    assert queue["count"] == 2
    client.force_login(member("ed", "editor"))
    assert "0 of 2 meetings" in client.get(f"{LIST}renewals/").text
    client.post(f"{LIST}renewals/")
    assert "All published meetings stand in lists" in client.get(f"{LIST}renewals/").text
