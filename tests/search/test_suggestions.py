"""The nearest names to a search that found nothing."""

import pytest

from meetings.search import read_query, suggestions
from meetings.vocabulary import Side
from tests import builders

pytestmark = pytest.mark.django_db


def publish_with(name: str) -> None:
    builders.published_meeting(
        people=[
            {
                "side": Side.PRINCIPAL,
                "person": builders.make_person("Anna Host"),
                "country": builders.make_country("az"),
            },
            {"person": builders.make_person(name), "country": builders.make_country("tr")},
        ]
    )


@pytest.mark.parametrize("typed", ["Cavusoglo", "mevlut cavusolu", "Çavuşoülu"])
def test_a_misspelt_name_leads_to_the_name(typed):
    publish_with("Mevlüt Çavuşoğlu")
    assert suggestions(read_query(typed)) == ["Mevlüt Çavuşoğlu"]


def test_a_name_that_only_a_draft_holds_is_not_suggested():
    publish_with("Bo Guest")
    builders.make_meeting(
        people=[{"side": Side.PRINCIPAL, "person": builders.make_person("Mevlüt Çavuşoğlu")}]
    )
    assert suggestions(read_query("Cavusoglo")) == []


def test_words_like_no_name_suggest_nothing():
    publish_with("Bo Guest")
    assert suggestions(read_query("xqzwv")) == []
