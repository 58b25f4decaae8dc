"""The examples of docs/api.md do what they say, against a running archive."""

import json
import re
import shutil
import subprocess
import sys
import urllib.request

import pytest

from meetings.vocabulary import Side
from tests import builders, house

pytestmark = pytest.mark.django_db(transaction=True)
SITE = "https://archive.example.org"


def example(language: str) -> str:
    """The one example in a language."""
    (found,) = re.findall(
        rf"^```{language}\n(.*?)^```$", (house.ROOT / "docs/api.md").read_text(), re.DOTALL | re.MULTILINE
    )
    assert SITE in found
    return found


def program(name: str) -> str:
    """The path of a program; without it the test is skipped, and says so."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"there is no {name} to run the example of docs/api.md")
    return found


def said(*command: str) -> str:
    """What a program prints. It has to end well, and to complain of nothing."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture
def site(live_server) -> str:
    """Three meetings: with Poland and with Serbia in September 2022, and one of the OSCE later."""
    for number, (code, date) in enumerate([("pl", "2022-09"), ("rs", "2022-09-20"), ("mk", "2023")], start=1):
        host = {"side": Side.PRINCIPAL, "country": builders.make_country("az"), "name_as_printed": "Host"}
        guest = {"person": builders.make_person(f"Guest {number}"), "country": builders.make_country(code)}
        source = builders.make_source(f"Report {number}")
        title = "On the OSCE" if code == "mk" else ""
        builders.published_meeting(people=[host, guest], date=date, sources=[source], title=title)
    return live_server.url


def test_the_question_with_curl_is_answered(site):
    program("curl")
    answer = json.loads(said("sh", "-c", example("sh").replace(SITE, site)))
    assert (answer["count"], [one["participations"][1]["country"]["id"] for one in answer["results"]]) == (
        2,
        ["pl"],
    )


def test_the_follower_in_python_has_every_meeting(site):
    assert said(sys.executable, "-c", example("python").replace(SITE, site)) == "3 meetings at 3\n"


def test_the_script_in_javascript_finds_the_sources(site):
    command = [program("node"), "--input-type=module", "--eval", example("javascript").replace(SITE, site)]
    assert said(*command) == "Report 3\n"


def test_the_script_in_r_reads_what_the_interface_gives(site):
    """Holds the script to what it asks and reads, also where there is no R to run it."""
    script = example("r")
    (address,) = re.findall(r'fromJSON\("([^"]+)"\)', script)
    with urllib.request.urlopen(address.replace(SITE, site)) as answer:
        read = json.load(answer)
    (path,) = re.findall(r"countries <- page((?:\$\w+)+)", script)
    for name in path.split("$")[1:]:
        read = read[name]
    (columns,) = re.findall(r"countries\[order\(-countries\$count\), c\((.+)\)\]", script)
    wanted = re.findall(r'"(\w+)"', columns)
    assert [[row[name] for name in wanted] for row in read] == [
        ["Azerbaijan", 3], ["Poland", 1], ["Serbia", 1], ["North Macedonia", 1],
    ]  # fmt: skip


def test_the_script_in_r_counts_the_countries(site, tmp_path):
    interpreter = program("Rscript")
    if subprocess.run([interpreter, "-e", "library(jsonlite)"], capture_output=True, check=False).returncode:
        pytest.skip("R has no package jsonlite to run the example of docs/api.md")
    script = tmp_path / "example.R"
    script.write_text(example("r").replace(SITE, site))
    lines = said(interpreter, str(script)).splitlines()
    assert [line.split()[-1] for line in lines] == ["count", "3", "1", "1", "1"]
