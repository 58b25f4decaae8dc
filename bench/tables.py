"""Tables to import, of any number of rows: made from columns and words of their own, no row twice."""

import csv
import datetime
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COLUMNS = (
    "No",
    "Date",
    "Minister",
    "Name",
    "Position",
    "Country",
    "Organisation",
    "City",
    "Purpose",
    "Remarks",
)
FORMS = ("csv", "xlsx", "jsonl")

_of = str.split
_FIRST = _of("An Bel Cor Dan El Fa Gro Ha Il Jo Ka Le Mi No Or Pa Ro Sa Ti Ur Va We Ya Zo")
_MIDDLE = _of("ba de ga ki la me ni po ra se ti vo")
_LAST = _of("dar ev ian ko lski man nov ova quist rra sen tti ub vic wara yev")
_COUNTRIES = _of(
    "Azerbaijan Poland Germany France Italy Spain Norway Sweden Finland Estonia Latvia Lithuania Ukraine "
    "Kenya Ghana Nigeria Senegal Morocco Tunisia Egypt Jordan Lebanon Iraq Kuwait Qatar Bahrain Oman India "
    "Nepal Bangladesh Thailand Malaysia Indonesia Philippines Japan Mongolia Canada Mexico Peru Chile "
    "Argentina Brazil Uruguay Bolivia Ecuador Panama Jamaica Australia Fiji Samoa"
)
_ROLES = (
    "Foreign Minister",
    "Prime Minister",
    "President",
    "Ambassador",
    "State Secretary",
    "Speaker of the Parliament",
    "Minister of Trade",
)
_BODIES = _of("Institute Foundation Railways University Bank")
_SUBJECTS = _of("trade visas energy water transport culture education fisheries security migration")
_VERBS = ("review", "discuss", "prepare an agreement on", "sign a memorandum on", "follow up on")
_FIRST_DAY = datetime.date(1992, 1, 6)


def rows(number: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Rows of one ministry: a fifth are sentences, a tenth name an organisation, some tell of travel alone.

    There are about a sixth as many different people as rows, and six places in each country.
    """
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    cities = {country: [_word(chance) for _ in range(6)] for country in _COUNTRIES}
    ministers = [_name(chance) for _ in range(12)]
    people = [
        (_name(chance), chance.choice(_ROLES), chance.choice(_COUNTRIES)) for _ in range(number // 6 + 1)
    ]
    for place in range(number):
        name, role, country = people[int(len(people) * chance.random() ** 2)]
        purpose = f"{chance.choice(_VERBS)} {chance.choice(_SUBJECTS)} and {chance.choice(_SUBJECTS)}"
        row: dict[str, Any] = dict.fromkeys(COLUMNS, "")
        row |= {
            "No": place + 1,
            "Date": _FIRST_DAY + datetime.timedelta(days=place * 11_000 // number),
            "Minister": ministers[place * len(ministers) // number],
            "City": chance.choice(cities[country]),
            "Purpose": f"To {purpose}",
        }
        kind = chance.random()
        if kind < 0.2:
            row["Remarks"] = f"Met with {role} {name} of {country} to {purpose}."
        elif kind < 0.3:
            row |= {"Organisation": f"{row['City']} {chance.choice(_BODIES)}", "Name": name}
        elif kind < 0.33:
            row["Remarks"] = f"Travel to {country}."
        else:
            row |= {"Name": name, "Position": role, "Country": country}
        yield row


def _word(chance: random.Random) -> str:
    return chance.choice(_FIRST) + chance.choice(_MIDDLE) + chance.choice(_LAST)


def _name(chance: random.Random) -> str:
    first = chance.choice(_FIRST) + chance.choice(_MIDDLE)
    return f"{first} {_word(chance)}{chance.choice(_MIDDLE)}{chance.choice(_LAST)}"


def table(folder: Path, form: str, number: int) -> Path:
    """A file of one of the ``FORMS`` with so many rows."""
    path = folder / f"table.{form}"
    {"csv": _as_csv, "xlsx": _as_xlsx, "jsonl": _as_json_lines}[form](path, number)
    return path


def _as_csv(path: Path, number: int) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerows(row.values() for row in rows(number))


def _as_xlsx(path: Path, number: int) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Meetings")
    sheet.append(COLUMNS)
    for row in rows(number):
        sheet.append([value if value != "" else None for value in row.values()])
    book.save(path)


def _as_json_lines(path: Path, number: int) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for row in rows(number):
            told = {name: value for name, value in row.items() if value != ""}
            stream.write(json.dumps(told, default=str) + "\n")
