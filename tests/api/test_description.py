"""The OpenAPI description: every answer has an example, which is what the archive gives."""

import datetime
import json
import os
from pathlib import Path

import jsonschema
import pytest

from meetings.api.schema import describing
from meetings.api.schema.describing import PROBLEM, examples
from meetings.api.schema.operations import OPERATIONS
from meetings.api.views.description import description
from tests.api.asking import API, ask, everything

EXAMPLES = Path(describing.__file__).parent / "examples.json"


def schema_of(answer: dict, media_type: str) -> dict:
    """The schema of an answer, which may refer to the shapes of the description."""
    return {**answer["content"][media_type]["schema"], "components": description()["components"]}


FORMATS = jsonschema.FormatChecker(["date"])


@FORMATS.checks("date-time", ValueError)
def is_time(value) -> bool:
    return datetime.datetime.fromisoformat(value).tzinfo is not None if isinstance(value, str) else True


@FORMATS.checks("uri")
def is_address(value) -> bool:
    return value.startswith("https://archive.example.org/") if isinstance(value, str) else True


def is_valid(value, schema: dict) -> bool:
    return jsonschema.Draft202012Validator(schema, format_checker=FORMATS).is_valid(value)


@pytest.mark.usefixtures("collection")
@pytest.mark.django_db
def test_the_examples_are_what_the_first_collection_answers(client, settings):
    """``API_EXAMPLES=write`` brings the file up to date where answers are meant to have changed."""
    settings.ARCHIVE_BASE_URL = "https://archive.example.org"
    found = {
        path: {"asked": example["asked"], "answer": ask(client, example["asked"].removeprefix("/"))}
        for path, example in json.loads(EXAMPLES.read_text()).items()
    }
    if os.environ.get("API_EXAMPLES") == "write":
        EXAMPLES.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        examples.cache_clear()
    assert found == examples()


def test_every_address_has_an_example_that_is_not_empty():
    assert set(examples()) == set(OPERATIONS)
    assert [path for path, one in examples().items() if one["answer"].get("results") == []] == []


@pytest.mark.parametrize("path", OPERATIONS)
def test_the_example_of_an_answer_fits_its_description(path):
    answer = description()["paths"][path]["get"]["responses"]["200"]
    (example,) = answer["content"]["application/json"]["examples"].values()
    assert example["value"] == examples()[path]["answer"]
    assert is_valid(example["value"], schema_of(answer, "application/json"))


@pytest.mark.parametrize("path", OPERATIONS)
def test_every_problem_has_an_example_that_fits(path):
    for status, answer in description()["paths"][path]["get"]["responses"].items():
        if int(status) >= 400:
            (example,) = answer["content"][PROBLEM]["examples"].values()
            assert (status, example["value"]["status"]) == (status, int(status))
            assert is_valid(example["value"], schema_of(answer, PROBLEM))


def test_a_member_too_few_does_not_fit():
    answer = description()["paths"]["/changes/"]["get"]["responses"]["200"]
    without = {**examples()["/changes/"]["answer"]}
    del without["since"]
    assert not is_valid(without, schema_of(answer, "application/json"))


def test_identifiers_in_addresses_have_examples_that_lead_somewhere():
    for path, operation in description()["paths"].items():
        given = {
            one["name"]: next(iter(one["examples"].values()))["value"]
            for one in operation["get"].get("parameters", [])
            if one["in"] == "path"
        }
        assert path.format(**given) == examples()[path]["asked"].partition("?")[0]


def test_the_description_is_served_whole(client):
    assert client.get(f"{API}schema/").json() == json.loads(json.dumps(description()))


@pytest.mark.usefixtures("collection")
@pytest.mark.django_db
def test_a_list_counts_what_it_has_where_its_description_does_not_say_why_not(client):
    lists = {path: one for path, one in OPERATIONS.items() if one.is_list}
    assert [path for path, one in lists.items() if one.uncounted] == ["/statements/", "/changes/"]
    for path, operation in lists.items():
        asked = path.removeprefix("/").replace("{number}", "1")
        counted = None if operation.uncounted else len(everything(client, asked))
        assert (path, ask(client, asked)["count"]) == (path, counted)
