"""A verb that fails inside leaves the whole database as it was."""

import contextlib

import pytest
from django.apps import apps
from django.db import connection

from meetings import workflow
from meetings.models import Card, Meeting
from tests import builders as make
from tests.workflow.test_moves import LEADS_TO, VERBS, meeting_in

pytestmark = pytest.mark.django_db


def everything() -> dict[str, list[tuple]]:
    """Every row of every table of the app and of its history."""
    tables = {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for label in ("meetings", "reversion")
        for model in apps.get_app_config(label).get_models()
        if not model._meta.proxy
    }
    for model in apps.get_app_config("meetings").get_models():
        for field in model._meta.many_to_many:
            through = getattr(model, field.name).through
            tables[through._meta.label] = sorted(through._base_manager.values_list(), key=repr)
    return tables


class BrokenLineError(Exception):
    """The connection broke."""


class BreakingAt:
    """Lets so many writes through, and breaks at the next."""

    def __init__(self, writes: int):
        self.left = writes
        self.broke = False

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            if not self.left:
                self.broke = True
                raise BrokenLineError(sql)
            self.left -= 1
        return execute(sql, params, many, context)


@pytest.mark.parametrize(("state", "verb"), LEADS_TO)
def test_whichever_write_of_a_verb_fails_nothing_of_it_stays(state: str, verb: str) -> None:
    meeting = meeting_in(state)
    into = make.published_meeting()
    make.make_statement(meeting, property="topic", value="trade")
    before = everything()
    writes = 0
    while True:
        line = BreakingAt(writes)
        try:
            with connection.execute_wrapper(line):
                if verb == "merge":
                    workflow.merge(meeting, into=into, note="The same.")
                else:
                    VERBS[verb](meeting)
        except BrokenLineError:
            assert everything() == before
            writes += 1
        else:
            break
    assert not line.broke
    assert everything() != before
    assert writes >= 1
    assert Meeting.objects.get(pk=meeting.pk).state == LEADS_TO[state, verb]


@pytest.mark.django_db(transaction=True)
def test_a_name_whose_copies_cannot_be_renewed_does_not_change_either() -> None:
    meeting = make.published_meeting()
    person = meeting.participations.first().person
    before = everything()
    person.name, person.slug = "Another Name", "another-name"
    writes, broke = 0, True
    while broke:
        line = BreakingAt(writes)
        with contextlib.suppress(BrokenLineError), connection.execute_wrapper(line):
            person.save()
        broke = line.broke
        if broke:
            assert everything() == before
        writes += 1
    assert Card.objects.get().data.count("Another Name") == 1
    assert writes > 5
