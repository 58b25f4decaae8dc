"""Editors and what they work with."""

import pytest
from django.contrib.auth.models import Group, User

from meetings.models import Country, Office, Organisation, Person, Source
from meetings.workflow.permissions import load_groups
from tests.admin import desk

PASSWORD = "a long enough password"


@pytest.fixture
def groups(db):
    load_groups()


def member(name: str, group: str) -> User:
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor(groups, client):
    user = member("ed", "editor")
    client.force_login(user)
    return user


@pytest.fixture
def reviewer(groups):
    return member("rev", "reviewer")


@pytest.fixture
def world(db) -> desk.World:
    """The least that a meeting can be made of."""
    return new_world()


def new_world() -> desk.World:
    """The least that a meeting can be made of, made."""
    azerbaijan = Country.objects.create(code="az", name="Azerbaijan")
    poland = Country.objects.create(code="pl", name="Poland")
    minister = Office.objects.create(
        title="Minister of Foreign Affairs", kind="foreign_minister", country=poland
    )
    return desk.World(
        azerbaijan=azerbaijan,
        poland=poland,
        bayramov=Person.objects.create(name="Jeyhun Bayramov"),
        rau=Person.objects.create(name="Zbigniew Rau"),
        office=minister,
        source=Source.objects.create(
            title="Minister meets counterpart",
            url="https://news.example/1",
            publisher=Organisation.objects.create(name="Example News"),
            text="The minister met his counterpart on 22 September in New York.",
        ),
    )
