"""The index in memory answers as SQL does, whatever is asked and whatever happened before."""

import random

import pytest
from django.db import connection, transaction

from meetings import workflow
from meetings.management.generation import generate
from meetings.models import Meeting, Person, Topic
from meetings.search import Criteria, count, exposure, find, index, postings, read_query
from meetings.search.index import building, crossing, keeper
from meetings.vocabulary import ChangeReason, Facet, PublicationState
from tests import builders, house
from tests.search import racing
from tests.search.questions import Questions, differences

pytestmark = pytest.mark.django_db
EVERYTHING = Criteria()


@pytest.fixture(autouse=True)
def few_are_frequent(monkeypatch):
    """In an archive of a few hundred meetings some values are told of by rows, and others are counted."""
    monkeypatch.setattr(crossing, "FREQUENT", 4)


@pytest.fixture
def forgotten(monkeypatch):
    """A process that has no index and would not build one while a reader waits."""
    monkeypatch.setattr(keeper, "LOADED_AT_ONCE", -1)
    monkeypatch.setattr(keeper.Keeper, "rebuild_beside", lambda self: None)


def test_index_and_sql_answer_two_hundred_questions_alike():
    generate(250, seed=7)
    # PostgreSQL gathers statistics by and by; without them it takes minutes over some of the questions.
    connection.cursor().execute("ANALYZE")
    questions = Questions(random.Random(11))
    for number in range(200):
        assert differences(questions.draw(), over_time=number % 8 == 0) == []


def test_any_cursor_gives_the_same_page_from_index_and_sql():
    generate(150, seed=3)
    chance = random.Random(5)
    keys = [row["id"] for row in find(EVERYTHING, size=5).rows]
    cursors = [str(chance.randrange(1 << 52)) for _ in range(20)] + [str(key) for key in keys] + ["0", "1"]
    for cursor in cursors:
        for sort in ("newest", "oldest"):
            criteria = Criteria(sort=sort)
            assert index.reading().find(criteria, after=cursor, size=9) == postings.find(
                criteria, after=cursor, size=9
            )


def _publish(chance: random.Random) -> None:
    builders.published_meeting(
        date=chance.choice(["", "2020-05-05", "1992", "[2022-09-20..2022-09-26]", "../1995-01-01"]),
        date_basis="stated",
        topics=list(Topic.objects.order_by("?")[:2]),
        summary=chance.choice(["zebra crossing", "energy", ""]),
    )


def _correct(chance: random.Random, meeting: Meeting) -> None:
    meeting.refresh_from_db()
    meeting.date = chance.choice(["2019-01-01", "2021", "2022-03-04?", meeting.date])
    meeting.date_basis = "stated"
    meeting.kind = "video" if meeting.kind != "video" else "visit"
    meeting.save()
    workflow.correct(meeting, reason=ChangeReason.FACTUAL_ERROR, note="Another day.")


def _rename(chance: random.Random) -> None:
    named = chance.choice([Person, Topic]).objects.order_by("?").first()
    named.name = f"Renamed {chance.randint(1, 99)}"
    named.save()


def _happen(chance: random.Random) -> None:
    """One of the things that change what is public."""
    public = list(Meeting.objects.published().order_by("pk"))
    withdrawn = list(
        Meeting.objects.filter(state=PublicationState.WITHDRAWN, merged_into__isnull=True).order_by("pk")
    )
    what = chance.choice(["publish", "correct", "withdraw", "restore", "merge", "rename"])
    if what == "correct":
        _correct(chance, chance.choice(public))
    elif what == "withdraw":
        workflow.withdraw(chance.choice(public), reason=ChangeReason.LEGAL, note="A reason.")
    elif what == "restore" and withdrawn:
        workflow.restore(chance.choice(withdrawn), note="Back again.")
    elif what == "merge":
        one, other = chance.sample(public, 2)
        workflow.merge(one, into=other, note="The same.")
    elif what == "rename":
        _rename(chance)
    else:
        _publish(chance)


@pytest.mark.parametrize("seed", range(2))
def test_index_and_sql_stay_alike_through_everything_that_changes_what_is_public(seed):
    builders.make_topic()
    generate(60, seed=seed, first_year=2012)
    chance = random.Random(seed)
    assert differences(EVERYTHING) == []
    for _ in range(20):
        _happen(chance)
        questions = Questions(chance)
        assert differences(EVERYTHING) == []
        asked = [questions.draw() for _ in range(3)]
        assert [differences(criteria, over_time=False) for criteria in asked] == [[], [], []]


def test_a_corrected_meeting_is_found_by_its_new_words_only_although_a_search_was_remembered():
    meeting = builders.published_meeting(summary="about walruses")
    by_walrus = Criteria(text=read_query("walruses"))
    assert (count(by_walrus), count(Criteria(text=read_query("-walruses")))) == (1, 0)
    text = meeting.texts.get()
    text.summary = "about narwhals"
    text.save()
    workflow.correct(meeting, reason=ChangeReason.FACTUAL_ERROR, note="Another animal.")
    assert (count(by_walrus), count(Criteria(text=read_query("narwhals")))) == (0, 1)


def _publish_and_fail() -> None:
    with transaction.atomic():
        builders.published_meeting()
        assert index.reading() is None
        assert count(EVERYTHING) == 2
        raise ZeroDivisionError


def test_what_a_transaction_wrote_is_read_within_it_and_forgotten_when_it_is_taken_back():
    builders.published_meeting()
    assert count(EVERYTHING) == 1
    with pytest.raises(ZeroDivisionError):
        _publish_and_fail()
    assert count(EVERYTHING) == 1
    builders.published_meeting()
    assert differences(EVERYTHING) == []


def test_without_an_index_sql_answers(forgotten):
    builders.published_meeting()
    assert index.reading() is None
    assert count(EVERYTHING) == 1


def test_so_many_changes_that_a_rebuild_costs_less_are_answered_by_sql_until_it_is_there(monkeypatch):
    for _ in range(3):
        builders.published_meeting()
    assert count(EVERYTHING) == 3
    monkeypatch.setattr(building, "CHANGES_AT_MOST", 2)
    monkeypatch.setattr(keeper, "LOADED_AT_ONCE", 0)
    monkeypatch.setattr(keeper.Keeper, "rebuild_beside", lambda self: None)
    exposure.rebuild()
    assert index.reading() is None
    assert count(EVERYTHING) == 3
    index.load()
    assert differences(EVERYTHING) == []


def test_a_database_that_went_back_to_an_earlier_version_is_read_anew():
    builders.published_meeting()
    before = transaction.savepoint()
    builders.published_meeting()
    assert count(EVERYTHING) == 2
    transaction.savepoint_rollback(before)
    assert count(EVERYTHING) == 1


def test_an_empty_archive_has_nothing_to_count():
    assert index.reading().count(EVERYTHING) == 0
    assert index.reading().counts(EVERYTHING, [Facet.COUNTRY]) == {Facet.COUNTRY: {}}
    assert index.reading().find(EVERYTHING).rows == []


def test_a_source_is_asked_for_in_the_database():
    meeting = builders.published_meeting()
    builders.published_meeting()
    criteria = Criteria.of({Facet.SOURCE: {meeting.reports.get().source_id}})
    assert index.reading().count(criteria) == 1
    assert differences(criteria) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a file of its own is SQLite's")
def test_readers_see_what_a_neighbour_publishes_and_nothing_older(tmp_path):
    code, said = house.run(
        "-m",
        "tests.search.racing",
        DJANGO_SETTINGS_MODULE="tests.settings",
        DATABASE_URL=f"sqlite:///{tmp_path}/race.sqlite3",
    )
    assert (code, said.splitlines()[-1:]) == (0, ["no fault"])


@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads need a server that lets them write")
@pytest.mark.django_db(transaction=True)
def test_readers_see_what_another_connection_publishes_and_nothing_older():
    assert racing.race() == []


def test_a_rebuild_beside_takes_the_place_of_what_was_held(monkeypatch):
    builders.published_meeting()
    assert count(EVERYTHING) == 1
    monkeypatch.setattr(keeper, "LATE_AT_MOST", 0)
    begun = []
    monkeypatch.setattr(keeper.Keeper, "rebuild_beside", lambda self: begun.append(self))
    builders.published_meeting()
    assert (count(EVERYTHING), len(begun)) == (2, 1)
    begun[0].rebuild()
    assert (len(begun[0].current()[0].order.late_keys), differences(EVERYTHING)) == (0, [])


def test_a_question_asked_again_costs_one_look_at_the_version(django_assert_num_queries):
    builders.published_meeting()
    count(EVERYTHING)
    with django_assert_num_queries(1):
        count(EVERYTHING)


def test_one_publication_is_followed_in_four_queries(django_assert_num_queries):
    builders.published_meeting()
    count(EVERYTHING)
    builders.published_meeting()
    # The version twice, since another thread may have been quicker, the cards and their values.
    with django_assert_num_queries(4):
        assert count(EVERYTHING) == 2
