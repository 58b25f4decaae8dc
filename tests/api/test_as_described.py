"""Whatever is asked, the interface answers as its OpenAPI description says.

Requests that fit the description and requests that do not are made up by schemathesis, with all its checks;
``API_CASES=1000`` asks for more of each operation than the few that every run has.
"""

import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import strategies
from schemathesis.specs.openapi.checks import positive_data_acceptance

from meetings.api.parameters import NAME_LENGTH
from meetings.search.query import TEXT_LENGTH
from tests.api.asking import API

KNOWN = {
    "country": ["az", "pl", "rs", "suhh"],
    "minister": ["jeyhun-bayramov", "zbigniew-rau"],
    "person": ["jeyhun-bayramov", "comfort-ero"],
    "organisation": ["osce", "international-crisis-group"],
    "office": ["osce-chairperson-in-office"],
    "occasion": ["unga-77"],
    "place": ["new-york"],
    "topic": ["energy", "peace-and-security"],
    "publisher": ["azernews", "news-az"],
    "source": ["0000000001", "0000000002"],
    "statement": ["1-1-1", "3-1-2"],
}
DATES = [
    "2022", "2022-09", "2022-09-22", "2022?", "2022-09-XX", "../2023", "2022-12-30/2023-01-02",
    "[2022-09-20..2022-09-26]", "0001", "9999-12-31",
]  # fmt: skip
for _name, _values in KNOWN.items():
    schemathesis.openapi.format(f"{_name}-identifier", strategies.sampled_from(_values))
schemathesis.openapi.format("edtf", strategies.sampled_from(DATES))
schemathesis.openapi.format("moment", strategies.sampled_from(["2022-09", "2026", "2100-01-01T00:00Z"]))
schemathesis.openapi.format("change-cursor", strategies.sampled_from(["0", "3", "2-6", "6"]))
#: Each with a letter that is more than a sign: a search for nothing but "ь" holds no word.
WORDS = strategies.from_regex(r"\A-?[\w\"]{0,3}[a-zа-щыэюяəğ]{1,9}( \w{1,9}){0,3}\Z")
#: None, as many as they may be, one fewer and one more: looked for in vain among the others, and for long.
EDGES = strategies.sampled_from(
    ["", *("a" * (most + beyond) for most in (NAME_LENGTH, TEXT_LENGTH) for beyond in (-1, 0, 1))]
)
schemathesis.openapi.format("words", (EDGES | WORDS).map(str))
#: What a description of single parameters cannot say: a period that ends before it starts, and the cursor of
#: another order.
BETWEEN_PARAMETERS = {("to", "invalid"), ("after", "invalid")}

DESCRIBED = schemathesis.openapi.from_wsgi(f"{API}schema/", get_wsgi_application())
DESCRIBED.config.generation.update(max_examples=int(os.environ.get("API_CASES", 5)), deterministic=True)


@pytest.fixture
def connection_kept() -> Iterator[None]:
    """What begins and ends a request leaves the test's connection alone, as Django's own client sees to."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("collection", "connection_kept")
@pytest.mark.django_db
@DESCRIBED.parametrize()
def test_every_answer_is_as_described(case):
    answer = case.call()
    excused = [positive_data_acceptance] if is_refused_for_values_together(answer) else []
    case.validate_response(answer, excluded_checks=excused)


def is_refused_for_values_together(answer) -> bool:
    """Whether a question was refused for nothing but what the description cannot say."""
    errors = answer.json().get("errors") if answer.status_code == 400 else None
    return bool(errors) and {(one["parameter"], one["code"]) for one in errors} <= BETWEEN_PARAMETERS
