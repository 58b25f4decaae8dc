"""The documents say what the code does, and no file holds what belongs to one machine."""

import re
import tomllib

import pytest
from django.contrib.staticfiles import finders

from tests import house

CONFIGURATION = (house.ROOT / "docs" / "configuration.md").read_text()
#: Addresses of package registries and paths of somebody's machine.
PRIVATE = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|/work/|/root/|/opt/|(?<!\w)/tmp/"
)


def table_of(text):
    """Give the variables that stand in the first column of a document's tables."""
    return set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))


def test_the_configuration_page_lists_exactly_what_is_read():
    assert table_of(CONFIGURATION) == house.variables_read()


def test_the_readme_shows_only_variables_that_are_read():
    shown = table_of((house.ROOT / "README.md").read_text())
    assert (len(shown) >= 5, shown - house.variables_read()) == (True, set())


def test_every_option_of_a_database_address_is_documented():
    from archive.databases import _POSTGRES_OPTIONS

    assert [option for option in (*_POSTGRES_OPTIONS, "pool") if f"`{option}`" not in CONFIGURATION] == []


def test_every_link_leads_to_a_file():
    broken = []
    for document in house.tracked("*.md"):
        links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text())
        broken += [(document.name, link) for link in links if not (document.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize("document", ["README.md", "docs/architecture.md", "docs/configuration.md"])
def test_every_path_that_is_named_exists(document):
    text = (house.ROOT / document).read_text()
    named = re.findall(r"`([a-z][\w-]*/(?:[\w./-]*)|[\w.-]+\.(?:md|py|toml|lock|txt))`", text)
    made = ("var/",)
    missing = [path for path in named if not path.startswith(made) and not (house.ROOT / path).exists()]
    assert (len(named) > 0, missing) == (True, [])


def test_the_architecture_page_lists_the_floors_that_are_linted():
    linted = tomllib.loads((house.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][
        0
    ]
    shown = re.search(
        r"```floors\n(.*?)```", (house.ROOT / "docs" / "architecture.md").read_text(), re.DOTALL
    )
    floors = [re.sub(r"[()]", "", floor) for floor in linted["layers"]]
    assert shown.group(1).splitlines() == floors


def test_every_pin_is_exact_and_in_its_lock():
    for name in ("requirements", "requirements-dev"):
        chosen = (house.ROOT / f"{name}.txt").read_text()
        pins = re.findall(r"^([A-Za-z][\w.-]*)(?:\[.*?\])?==(\S+)", chosen, re.MULTILINE)
        lines = [line for line in chosen.splitlines() if line and not line.startswith(("#", "-r"))]
        locked = (house.ROOT / f"{name}.lock").read_text().lower()
        assert len(pins) == len(lines)
        assert [
            pin for pin in pins if f"{pin[0].lower()}=={pin[1]}" not in re.sub(r"\[.*?\]", "", locked)
        ] == []


def test_no_file_names_a_registry_or_a_path_of_some_machine():
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in house.tracked()}
    this = house.ROOT / "tests" / "archive" / "test_house.py"
    found = [str(path) for path, text in texts.items() if path != this and PRIVATE.search(text)]
    assert found == []


def test_the_site_speaks_the_five_languages_of_its_readers(settings):
    assert [code for code, name in settings.LANGUAGES] == ["en", "az", "ru", "fr", "ar"]


@pytest.mark.api
def test_every_static_file_that_a_template_names_exists():
    named = set()
    for template in house.tracked("*.html"):
        named |= set(re.findall(r"{%\s*static\s+[\"']([^\"']+)[\"']", template.read_text()))
    assert [path for path in sorted(named) if finders.find(path) is None] == []
