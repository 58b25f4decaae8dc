"""The UNGA 77 collection: six meetings, what each source says, and nothing overwritten later."""

import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase

from meetings import workflow
from meetings.management.collection import NotLoaded, load_collection
from meetings.models import Card, Edition, Meeting, OtherName, Person, Source
from meetings.record.disagreements import disagreements
from meetings.reference.collection import read_collection
from meetings.reference.loading import load
from meetings.reference.tables import DATASETS
from meetings.vocabulary import ChangeReason, PublicationState

WEEK = "[2022-09-20..2022-09-26]"


@pytest.mark.django_db
def test_without_reference_data_the_command_says_what_is_missing():
    with pytest.raises(NotLoaded, match="run load_reference first"):
        load_collection()
    with pytest.raises(CommandError, match="load_reference"):
        call_command("load_unga77")
    assert not Meeting.objects.exists()
    assert not Person.objects.exists()


def test_no_quotation_is_longer_than_a_few_words():
    for meeting in read_collection()["meetings"]:
        for statement in meeting["statements"]:
            assert 1 <= len(statement["quote"].split()) <= 8, statement


def test_texts_are_written_in_the_script_of_their_language():
    for meeting in read_collection()["meetings"]:
        for text in meeting["texts"]:
            cyrillic = re.search("[\u0400-\u04ff]", text["summary"])
            assert bool(cyrillic) == (text["language"] == "ru"), text
            arabic = re.search("[\u0600-\u06ff]", text["summary"])
            assert bool(arabic) == (text["language"] == "ar"), text


class TestTheCollection(TestCase):
    """The archive after its first start."""

    @classmethod
    def setUpTestData(cls):
        load(DATASETS)
        load_collection()

    def form(self, family_name):
        meeting = Meeting.objects.get(participations__person__family_name=family_name)
        return json.loads(meeting.editions.get().form)

    def participation(self, family_name):
        return self.form(family_name)["participations"][1]

    def test_six_meetings_are_public(self):
        assert Meeting.objects.published().count() == 6
        assert Card.objects.filter(live=True).count() == 6
        assert list(Edition.objects.values_list("number", flat=True)) == [1] * 6

    def test_every_meeting_has_its_text_in_the_languages_of_the_site(self):
        for edition in Edition.objects.all():
            texts = json.loads(edition.form)["texts"]
            assert [text["language"] for text in texts if text["original"]] == ["en"]
            assert sorted(text["language"] for text in texts) == ["ar", "az", "en", "fr", "ru"]
            assert all(text["summary"] for text in texts)

    def test_one_person_stands_in_two_capacities(self):
        rau = self.participation("Rau")
        assert rau["country"]["code"] == "pl"
        assert rau["organisation"]["slug"] == "osce"
        assert sorted(held["office"]["kind"] for held in rau["appointments"]) == ["chair", "foreign_minister"]

    def test_only_one_participant_of_all_meetings_speaks_as_a_chair(self):
        chairs = [
            row["person"]["name"]
            for edition in Edition.objects.all()
            for row in json.loads(edition.form)["participations"]
            if any(held["office"]["kind"] == "chair" for held in row["appointments"])
        ]
        assert chairs == ["Zbigniew Rau"]

    def test_a_head_of_an_organisation_speaks_for_no_country(self):
        ero = self.participation("Ero")
        assert ero["country"] is None
        assert ero["organisation"]["slug"] == "international-crisis-group"

    def test_the_sources_disagree_about_a_role_and_the_archive_says_which_it_keeps(self):
        form = self.form("Kovačevski")
        assert [source["publisher"]["name"] for source in form["sources"]] == ["Azernews", "News.Az"]
        found = {row["property"]: row for row in disagreements(form)}
        assert set(found) == {"date", "role"}
        assert found["role"]["contradict"] is True
        assert found["date"]["contradict"] is False
        said = [form["statements"][place] for place in found["role"]["statements"]]
        assert [(row["value"], row["rank"]) for row in said] == [
            ("Minister of Foreign Affairs", "normal"),
            ("Prime Minister", "preferred"),
        ]
        assert "Bujar Osmani" in said[1]["reason"]
        said = [form["statements"][place] for place in found["date"]["statements"]]
        assert [(row["value"], row["rank"]) for row in said] == [
            (WEEK, "normal"),
            ("2022-09-22", "preferred"),
        ]
        (held,) = self.participation("Kovačevski")["appointments"]
        assert held["office"]["kind"] == "head_of_government"

    def test_two_meetings_have_a_day_and_four_are_bounded_by_the_week(self):
        dates = Meeting.objects.order_by("public_id").values_list("date", "date_basis")
        bounded = (WEEK, "bounded_by_occasion")
        assert list(dates) == [
            bounded,
            ("2022-09-22", "stated"),
            ("2022-09-22", "stated"),
            bounded,
            bounded,
            bounded,
        ]

    def test_a_quotation_has_its_speaker(self):
        (quotation,) = [row for row in self.form("Selaković")["statements"] if row["property"] == "quotation"]
        assert quotation["speaker"] == "Jeyhun Bayramov"
        assert "Twitter" in quotation["reason"]

    def test_the_reception_has_its_host_and_is_no_bilateral_meeting(self):
        form = self.form("Biden")
        assert form["kind"] == "reception"
        assert [row["side"] for row in form["participations"]] == ["principal", "host"]
        assert form["topics"] == []

    def test_one_person_is_found_by_every_spelling(self):
        for spelling in ("Kovacevski", "Kovachevski", "Kovaçevski", "Kovačevski", "KOVAČEVSKI"):
            assert [person.family_name for person in Person.objects.by_spelling(spelling)] == [
                "Kovačevski"
            ], spelling

    def test_no_snapshot_is_shipped(self):
        assert set(Source.objects.values_list("text", "sha256")) == {("", "")}

    def test_loading_again_changes_nothing(self):
        before = [list(model.objects.order_by("pk").values()) for model in (Meeting, Edition, Person, Source)]
        again = load_collection()
        assert [(done.created, done.updated, done.removed, done.left_alone) for done in again] == [
            (0, 0, 0, 0)
        ] * len(again)
        after = [list(model.objects.order_by("pk").values()) for model in (Meeting, Edition, Person, Source)]
        assert before == after

    def test_what_editors_did_since_is_left_alone(self):
        person = Person.objects.get(family_name="Rau")
        person.name = "Zbigniew Włodzimierz Rau"
        person.save()
        OtherName.objects.filter(name="Dimitar Kovacevski").delete()
        meeting = Meeting.objects.get(public_id=1)
        meeting.texts.update(summary="Another summary.")
        workflow.correct(meeting, reason=ChangeReason.ADDED_DETAIL, note="The summary says more.")
        workflow.withdraw(
            Meeting.objects.get(public_id=6), reason=ChangeReason.NOT_A_MEETING, note="No meeting took place."
        )
        load_collection()
        assert Person.objects.get(family_name="Rau").name == "Zbigniew Włodzimierz Rau"
        assert not OtherName.objects.filter(name="Dimitar Kovacevski").exists()
        assert set(meeting.texts.values_list("summary", flat=True)) == {"Another summary."}
        assert meeting.editions.count() == 2
        assert Meeting.objects.get(public_id=6).state == PublicationState.WITHDRAWN
        assert Meeting.objects.count() == 6
