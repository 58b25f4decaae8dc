"""What the page of a table shows: its rows as the drafts they become, and the questions they ask."""

from typing import Any

from meetings.forms.edtf import in_words
from meetings.intake.tables.mapping import Field
from meetings.models import Country, Import, ImportRow
from meetings.vocabulary import ImportFate

#: Questions are gathered from so many rows, and so many are shown at once.
_LOOKED_AT = 5_000
_ASKED_AT_ONCE = 30
_DECIDABLE = ("country", "person", "organisation", "place", "topic")


def questions_of(table: Import) -> list[dict[str, Any]]:
    """What words the rows ask about, with what may be answered; one question for all rows with them."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    rows = table.lines.filter(weight__lte=1).problems_first().values_list("number", "problems")
    for number, problems in rows[:_LOOKED_AT].iterator(chunk_size=500):
        for problem in problems:
            # Problems that were stored before words could stand for others in other rows ask by their value.
            words = problem.get("asks") or problem["value"]
            if problem["kind"] not in _DECIDABLE or not words:
                continue
            question = found.setdefault((problem["kind"], words), {**problem, "words": words, "rows": []})
            question["rows"].append(number)
    asked = sorted(found.values(), key=lambda question: -len(question["rows"]))[:_ASKED_AT_ONCE]
    if any(question["kind"] == "country" for question in asked):
        countries = list(Country.objects.order_by("name").values_list("code", "name"))
    for question in asked:
        question["number"] = len(question["rows"])
        question["answers"] = [
            (key, f"{label} ({score} of 100)" if score < 100 else label)
            for key, label, score in question["candidates"]
        ]
        if question["kind"] == "country":
            question["answers"] += [(code, f"{name} ({code})") for code, name in countries]
        elif question["kind"] != "topic":
            question["answers"].append(("new", "nobody of these: a new entry"))
    return asked


def asks_whose(table: Import) -> bool:
    """Whether nothing says for which country the minister of a row acts."""
    meant = {column["field"] for column in table.columns}
    return Field.PRINCIPAL_COUNTRY not in meant and not table.profile.get("constants", {}).get(
        "principal_country"
    )


def rows_shown(table: Import, rows: list[ImportRow], *, correctable: bool) -> list[dict[str, Any]]:
    """Rows as the page prints them: the draft in words, the words of the file, what there is to say.

    ``cells`` are what may be written in their columns, where that is still possible and asked for.
    """
    columns: dict[str, list[str]] = {}
    for column in table.columns:
        columns.setdefault(column["sheet"], []).append(column["name"])
    return [
        {
            "row": row,
            "parties": [_party(one) for one in _parties(row.planned)],
            "date": in_words(row.planned["date"]) if row.planned and row.planned["date"] else "",
            "place": row.planned["place"] if row.planned else "",
            "kind": row.planned["kind"] if row.planned else "",
            "cells": [
                (column, row.cells.get(column, ""))
                for column in columns.get(row.sheet, next(iter(columns.values()), []))
            ]
            if correctable and (row.weight <= 1 or row.fate == ImportFate.SKIPPED or _is_written_in(row))
            else [],
            "asks_for_words": row.fate == ImportFate.REFUSED and not any(one["kind"] for one in row.problems),
        }
        for row in rows
    ]


def _is_written_in(row: ImportRow) -> bool:
    return any(problem["code"] == "written_here" for problem in row.problems)


def _parties(planned: dict[str, Any] | None) -> list[dict[str, Any]]:
    return [planned["principal"], *planned["parties"]] if planned else []


def _party(party: dict[str, Any]) -> dict[str, str]:
    matched, office = party["person"] or party["body"], party.get("office")
    return {
        "who": party["name"] or party["organisation"] or party["role"] or party["country"].upper(),
        "what": ", ".join(
            part
            for part in (
                party["role"] if party["name"] or party["organisation"] else "",
                party["organisation"] if party["name"] else "",
                party["country"].upper(),
            )
            if part
        ),
        "match": matched[0] if matched else "",
        "label": party.get("known_as") or (matched[2] if matched else ""),
        "office": office[2] if office else "",
        "words": party["words"],
    }
