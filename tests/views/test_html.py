"""Every type of page is HTML as the standard has it, and the data inside it is linked data."""

import json
import re

import pytest
from django.test import Client
from pyld import jsonld as processor

from tests import validator
from tests.exports import sample
from tests.views.pages import PAGES

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shown(standing_collection, django_db_blocker) -> dict[str, str]:
    """Every type of page, from left to right and from right to left, by its address."""
    addresses = [f"{language}{path.partition('#')[0]}" for language in ("", "/ar") for path in PAGES]
    client = Client()
    with django_db_blocker.unblock():
        return {address: client.get(address, follow=True).content.decode() for address in addresses}


def need_validator() -> None:
    if not validator.is_installed():
        pytest.skip("html-validate is not installed: run the suite html of tests/run.py")


@pytest.mark.html
def test_a_validator_finds_no_fault_on_any_type_of_page(shown, tmp_path):
    need_validator()
    files = {f"{place:03}.html": address for place, address in enumerate(shown)}
    for name, address in files.items():
        (tmp_path / name).write_text(shown[address])
    found = [(files[name], *fault) for name, *fault in validator.faults(tmp_path)]
    assert (min(map(len, shown.values())) > 1000, found) == (True, [])


@pytest.mark.html
def test_the_validator_says_where_a_page_is_wrong(tmp_path):
    need_validator()
    head = '<!doctype html>\n<html lang="en"><head><title>A</title></head>\n'
    (tmp_path / "one.html").write_text(f'{head}<body><p id="a b">B</body></html>\n')
    assert [fault[:3] for fault in validator.faults(tmp_path)] == [
        ("one.html", "no-implicit-close", "3:8"),
        ("one.html", "valid-id", "3:14"),
        ("one.html", "attribute-allowed-values", "3:14"),
    ]


@pytest.mark.html
def test_the_data_inside_a_page_is_an_event_and_stands_on_the_page_of_a_meeting_only(shown):
    found = {}
    for address, page in shown.items():
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL):
            (event,) = processor.expand(json.loads(block), {"documentLoader": sample.schema_org})
            found[address] = (event["@id"], event["@type"])
    assert found == {
        f"{language}/meetings/{number}/": (
            f"http://testserver/meetings/{number}/",
            ["https://schema.org/Event"],
        )
        for language in ("", "/ar")
        for number in (2, 3)
    }
