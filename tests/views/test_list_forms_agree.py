"""Whatever is asked, the page and every form of the list hold the same meetings and say the same of them."""

import csv
import html
import io
import json
import random
import re

import icalendar
import openpyxl
import pytest
from django.conf import settings

from meetings.filters.facets import CHOICES, describe
from meetings.models import CardText, CardValue
from meetings.vocabulary import Facet, Sort, number_of
from tests.search import world

pytestmark = pytest.mark.django_db
QUESTIONS = 50
FACETS = [facet for facet in Facet if facet not in (Facet.YEAR, Facet.SOURCE)]
DATES = ["2022-09-22", "2022", "1866/2021", "2022-09-XX", "0999", ""]


def questions(chance: random.Random) -> list[str]:
    """Query strings from the values, dates and words that the archive holds."""
    known = {
        facet: [value for value, _label in describe(facet, sorted(numbers), "en").values()]
        for facet in FACETS
        if (numbers := set(CardValue.objects.filter(facet=number_of(facet)).values_list("value", flat=True)))
    }
    assert CHOICES.keys() < known.keys()
    words = sorted(
        {word for text in CardText.objects.values_list("words", flat=True) for word in text.split()}
    )
    return [_question(chance, known, words) for _ in range(QUESTIONS)]


def _question(chance: random.Random, known: dict[Facet, list[str]], words: list[str]) -> str:
    parts = [
        f"{facet.value}={value}"
        for facet in chance.sample(list(known), chance.choice([0, 1, 1, 2]))
        for value in chance.sample(known[facet], min(len(known[facet]), chance.choice([1, 2])))
    ]
    if chance.random() < 0.3:
        parts.append(f"q={chance.choice([word for word in words if word.isalnum()])}")
    if chance.random() < 0.3:
        parts.append(f"from={chance.choice(DATES)}&certain={chance.randint(0, 1)}")
    if chance.random() < 0.6:
        parts.append(f"sort={chance.choice(Sort.values)}")
    return "&".join(parts)


def on_page(client, query: str) -> list[tuple[int, str]]:
    """Number and title of the rows of the page."""
    page = client.get(f"/meetings/?{query}").content.decode()
    found = re.findall(r'<div class="who"><a href="/meetings/(\d+)/[^"]*"[^>]*>(.*?)</a>', page)
    # Words that were searched for are marked.
    return [(int(number), html.unescape(re.sub(r"<[^>]+>", "", title))) for number, title in found]


def in_csv(client, query: str) -> list[dict]:
    text = client.get(f"/meetings.csv?{query}").getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def in_xlsx(client, query: str) -> list[dict]:
    [sheet] = openpyxl.load_workbook(io.BytesIO(client.get(f"/meetings.xlsx?{query}").getvalue()))
    names, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(names, map(_as_text, row), strict=True)) for row in rows]


def _as_text(cell) -> str:
    if hasattr(cell, "date"):
        return cell.date().isoformat()
    return str(cell).lower() if isinstance(cell, bool) else "" if cell is None else str(cell)


def in_jsonl(client, query: str) -> list[dict]:
    return [json.loads(line) for line in client.get(f"/meetings.jsonl?{query}").getvalue().splitlines()]


def in_api(client, query: str) -> list[dict]:
    """What the programming interface says of what a row of the CSV says too; it refuses empty parameters."""
    asked = "&".join(part for part in query.split("&") if not part.endswith("="))
    page = client.get(f"/api/v1/meetings/?{asked}&size=100".replace("?&", "?")).json()
    assert page["next"] is None
    assert page["count"] == len(page["results"])
    return [_as_listed(one) for one in page["results"]]


def _as_listed(one: dict) -> dict:
    people = [row["person"] for row in one["participations"] if row["person"]]
    bodies = [row["organisation"]["id"] for row in one["participations"] if row["organisation"]]
    countries = [row["country"]["id"] for row in one["participations"] if row["country"]]
    date = one["date"] or dict.fromkeys(("edtf", "earliest", "latest", "basis"))
    place, occasion = one["place"], one["occasion"]
    row = {
        "id": one["id"],
        "title": one["title"],
        "date": date["edtf"],
        "date_earliest": date["earliest"],
        "date_latest": date["latest"],
        "date_basis": date["basis"],
        "kind": one["kind"],
        "status": one["status"],
        "place": place and place["name"],
        "place_slug": place and place["id"],
        "place_country": place and place["country"] and place["country"]["id"],
        "occasion_slug": occasion and occasion["id"],
        "countries": "; ".join(dict.fromkeys(countries)),
        "people": "; ".join({person["id"]: person["name"] for person in people}.values()),
        "people_slugs": "; ".join(dict.fromkeys(person["id"] for person in people)),
        "organisation_slugs": "; ".join(dict.fromkeys(bodies)),
        "topic_slugs": "; ".join(topic["id"] for topic in one["topics"]),
        "sources": one["source_count"],
        "sources_differ": one["sources_differ"],
        "edition": one["edition"],
    }
    return {name: _as_text(value) for name, value in row.items()}


def say_the_same(rows: list[dict], others: list[dict]) -> bool:
    """Whether others are the same rows, in the columns that they have."""
    narrowed = [{name: row[name] for name in other} for row, other in zip(rows, others, strict=False)]
    return len(rows) == len(others) and narrowed == others


def as_row(line: dict) -> dict:
    """What a line of JSON says of what a row of the CSV says too."""
    form, edition = line["form"], line["edition"]
    people = [row["person"]["slug"] for row in form["participations"] if row["person"]]
    return {
        "id": str(form["id"]),
        "url": line["url"],
        "date": form["date"]["edtf"] if form["date"] else "",
        "kind": form["kind"],
        "status": form["status"],
        "place_slug": form["place"]["slug"] if form["place"] else "",
        "occasion_slug": form["occasions"][0]["slug"] if form["occasions"] else "",
        "people_slugs": "; ".join(people),
        "topic_slugs": "; ".join(topic["slug"] for topic in form["topics"]),
        "sources": str(len(form["sources"])),
        "edition": str(edition["number"]),
        "published_at": edition["published_at"],
        "sha256": edition["sha256"],
    }


def test_the_page_and_every_form_agree_row_by_row(client):
    world.build(24)
    faults, held = [], 0
    for query in questions(random.Random(5)):
        rows = in_csv(client, query)
        held += len(rows)
        lines = [as_row(line) for line in in_jsonl(client, query)]
        listed = in_api(client, query) if settings.ARCHIVE_API else []
        calendar = icalendar.Calendar.from_ical(client.get(f"/meetings.ics?{query}").getvalue())
        events = [
            int(str(event["UID"]).split("@")[0].removeprefix("meeting-")) for event in calendar.walk("VEVENT")
        ]
        if (
            [(int(row["id"]), row["title"]) for row in rows] != on_page(client, query)
            or rows != in_xlsx(client, query)
            or not say_the_same(rows, lines)
            or (settings.ARCHIVE_API and not say_the_same(rows, listed))
            or [number for number in (int(row["id"]) for row in rows) if number in events] != events
            or len(events) + int(calendar["X-MEETINGS-LEFT-OUT"]) != len(rows)
        ):
            faults.append(query)
    assert faults == []
    # The questions found something to agree about.
    assert held > QUESTIONS
