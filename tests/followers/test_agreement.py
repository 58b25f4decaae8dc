"""Whatever editors do, and whenever somebody looks, all who follow the archive have the same editions."""

import contextlib
import datetime
import tempfile
from pathlib import Path
from unittest import mock

from django.db.models import Max
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings import workflow
from meetings.models import Edition, Meeting, MeetingText, Merge, Person
from meetings.search import index
from meetings.views import feed
from meetings.views.oai import records
from meetings.vocabulary import ChangeReason
from meetings.workflow import Refused, joining, parting
from tests import builders
from tests.followers.followers import FOLLOWERS

ACTS = (
    "publish", "publish", "correct", "withdraw", "restore", "merge", "redact", "rename", "join", "part",
    "look", "look",
)  # fmt: skip
#: An act, and the places of two meetings in the order in which they were made.
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 7), st.integers(0, 7)), min_size=4, max_size=16
)


class Editors:
    """Do what they are told where the archive lets them, an hour after each other."""

    def __init__(self) -> None:
        self._at = builders.NOON
        self._host, self._guest = builders.make_country("mk"), builders.make_country("pl")
        self._person, self._source = builders.make_person("Ada"), builders.make_source()
        self._people = [self._person, builders.make_person("Bo"), builders.make_person("Cy")]
        self._made: list[int] = []

    def act(self, verb: str, one: int, other: int) -> None:
        """One act on the meetings at two places; nothing where it is refused."""
        self._at += datetime.timedelta(hours=1)
        if verb == "publish" or not self._made:
            self._publish()
        elif verb == "rename":
            person = Person.objects.get(pk=self._person.pk)
            person.name += "x"
            person.save()
        elif verb in ("join", "part"):
            with contextlib.suppress(Refused):
                self._one_or_two(verb, *(self._people[place % 3].pk for place in (one, other)))
        else:
            meeting, second = (
                Meeting.objects.get(pk=self._made[place % len(self._made)]) for place in (one, other)
            )
            with contextlib.suppress(Refused):
                self._move(verb, meeting, second)

    def _publish(self) -> None:
        guest = Person.objects.get(pk=self._people[len(self._made) % 3].pk)
        while guest.merged_into:
            # Nobody can be named by an entry that became another.
            guest = guest.merged_into
        people = [
            {"side": "principal", "country": self._host, "role_as_printed": "the Minister"},
            {"person": guest, "country": self._guest},
        ]
        self._made.append(builders.published_meeting(at=self._at, people=people, sources=[self._source]).pk)

    def _one_or_two(self, verb: str, going: int, kept: int) -> None:
        if verb == "join":
            one, other = Person.objects.get(pk=going), Person.objects.get(pk=kept)
            joining.join(one, into=other, note="As they say.", at=self._at)
        elif merge := Merge.objects.filter(kind="person", undone_at=None).first():
            parting.part(merge, note="As they say.", at=self._at)

    def _move(self, verb: str, meeting: Meeting, second: Meeting) -> None:
        at, note = self._at, "As they say."
        if verb == "correct":
            MeetingText.objects.update_or_create(
                meeting=meeting, language="en", defaults={"title": f"Talks of {at.isoformat()}"}
            )
            workflow.correct(meeting, reason=ChangeReason.ADDED_DETAIL, note=note, at=at)
        elif verb == "withdraw":
            workflow.withdraw(meeting, reason=ChangeReason.OTHER, note=note, at=at)
        elif verb == "restore":
            workflow.restore(meeting, note=note, at=at)
        elif verb == "merge":
            workflow.merge(meeting, into=second, note=note, at=at)
        else:
            workflow.redact(meeting, numbers=[1], reason=ChangeReason.LEGAL, note=note, at=at)


def published() -> dict[int, tuple[int, str]]:
    """What every follower should have: the newest edition of each public meeting."""
    found = Edition.objects.filter(meeting__in=Meeting.objects.published())
    newest = found.values("meeting").annotate(newest=Max("number")).values_list("meeting", "newest")
    return {
        edition.meeting.public_id: (edition.number, edition.sha256)
        for pk, number in newest
        for edition in found.select_related("meeting").filter(meeting=pk, number=number)
    }


class TestFollowers(TestCase):
    """Each example begins with an archive without meetings."""

    # A history of a few acts is read quickly enough; to find the shortest would take minutes.
    @settings(
        max_examples=8,
        deadline=None,
        phases=(Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(steps=STEPS)
    def test_all_followers_end_with_the_editions_that_are_public(self, steps) -> None:
        # What an example left in memory is of an archive that is no more.
        index.forget()
        # Small parts, so that even short histories come in several.
        with (
            tempfile.TemporaryDirectory() as folder,
            mock.patch.object(records, "PART", 2),
            mock.patch.object(feed, "PAGE_SIZE", 3),
        ):
            editors = Editors()
            followers = [kind(Client(), Path(folder)) for kind in FOLLOWERS]
            for verb, one, other in steps:
                if verb == "look":
                    followers[one % len(followers)].follow()
                else:
                    editors.act(verb, one, other)
            told = {}
            for follower in followers:
                follower.follow()
                told[type(follower).__name__] = follower.known
            assert told == {kind.__name__: published() for kind in FOLLOWERS}
