"""Makes the tables of countries and offices in ``data/`` anew. For developers only.

Run it as ``python -m meetings.reference.make`` with pycountry and Babel installed, after a new release of
either or after a change of the hand-written tables in ``hand/``; commit what it writes. The archive itself
reads only ``data/`` and needs neither package.

It writes ``countries.csv``, ``country_names.csv``, ``offices.csv`` and ``office_names.csv``. What ISO 3166
and the Unicode CLDR know (codes, names in five languages) comes from the packages. What they do not know
(dates of existence, former names, names of former states, neutral short names, titles of offices) comes
from ``hand/``, and wins where both speak.
"""

import csv
import re
import unicodedata
from pathlib import Path

import pycountry
from babel import Locale

HERE = Path(__file__).parent
LANGUAGES = ("en", "az", "ru", "fr", "ar")
COUNTRY_FIELDS = (
    "code", "alpha_2", "alpha_3", "numeric", "alpha_4", "name", "official_name",
    "region", "subregion", "exists_from", "exists_until",
)  # fmt: skip
OFFICE_FIELDS = ("slug", "title", "kind", "country", "organisation")
OFFICE_NAME_FIELDS = ("slug", "language", "name", "kind", "valid_from", "valid_until")
NAME_FIELDS = ("code", "language", "name", "kind", "valid_from", "valid_until")
#: ISO 3166-3 entries that were only a change of name: their alpha-4 stands on the present country.
RENAMED = {
    "dj": "AIDJ", "mm": "BUMM", "bj": "DYBJ", "bf": "HVBF",
    "vu": "NHVU", "zw": "RHZW", "tl": "TPTL", "cd": "ZRCD",
}  # fmt: skip
#: Countries whose English name takes the article: "Minister of Foreign Affairs of the Netherlands".
WITH_ARTICLE = (
    "ae", "bs", "cd", "cf", "cg", "ck", "do", "gb", "gm", "km", "mh", "mv", "nl", "ph", "sb", "us", "va",
    "suhh",
)  # fmt: skip
Row = dict[str, str]
#: Metropolitan France was a part of France: neither a country of the archive nor a former name of one.
NO_COUNTRY = {"FXFR"}
#: Names that take a side or only repeat an address form; the archive does not ship them.
UNWANTED = {"Taiwan, Province of China", "Hong Kong SAR China", "Macao SAR China"}


def read_hand(name: str) -> list[Row]:
    """The rows of a hand-written table."""
    with (HERE / "hand" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_data(path: Path, fields: tuple[str, ...], rows: list[Row]) -> None:
    """Write a table with Unix line ends, so that a regenerated file differs only in facts."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def iso_entries() -> dict[str, Row]:
    """The ISO codes of every country of the archive, by its public code."""
    entries = {
        country.alpha_2.lower(): {
            "alpha_2": country.alpha_2,
            "alpha_3": country.alpha_3,
            "numeric": country.numeric,
            "alpha_4": RENAMED.get(country.alpha_2.lower(), ""),
        }
        for country in pycountry.countries
    }
    entries["xk"] = {"alpha_2": "XK", "alpha_3": "XKX", "numeric": "", "alpha_4": ""}
    for country in pycountry.historic_countries:
        if country.alpha_4 in NO_COUNTRY or country.alpha_4 in RENAMED.values():
            continue
        entries[country.alpha_4.lower()] = {
            "alpha_2": country.alpha_2,
            "alpha_3": country.alpha_3,
            "numeric": getattr(country, "numeric", ""),
            "alpha_4": country.alpha_4,
        }
    return entries


def tidy(name: str) -> str:
    """An English name of the CLDR in the archive's spelling: no ampersands, no abbreviated saints."""
    return name.replace(" & ", " and ").replace("St. ", "Saint ").replace("\u2019", "'")


def cldr_names(code: str) -> Row:
    """The names of a present country in the archive's languages, as the CLDR gives them."""
    names = {language: Locale(language).territories.get(code.upper(), "") for language in LANGUAGES}
    names["en"] = tidy(names["en"])
    return names


def preferred_names(codes: list[str]) -> dict[str, Row]:
    """One name a language for every country: hand-written where there is one, else of the CLDR."""
    by_hand = {row["code"]: row for row in read_hand("preferred_names.csv")}
    names = {}
    for code in codes:
        chosen = cldr_names(code) if len(code) == 2 else {}
        chosen |= {language: text for language in LANGUAGES if (text := by_hand.get(code, {}).get(language))}
        names[code] = chosen
    return names


def country_rows(entries: dict[str, Row], names: dict[str, Row]) -> list[Row]:
    """The rows of ``countries.csv``, sorted by code, the present ones first."""
    facts = {row["code"]: row for row in (*read_hand("present.csv"), *read_hand("former.csv"))}
    regions = {
        code: {"region": row["region"], "subregion": row["subregion"]}
        for row in read_hand("regions.csv")
        for code in row["codes"].split()
    }
    rows = []
    for code in sorted(entries, key=lambda code: (len(code), code)):
        iso = pycountry.countries.get(alpha_2=code.upper()) if len(code) == 2 else None
        official = getattr(iso, "official_name", "")
        row = {"code": code, "name": names[code]["en"], "official_name": official}
        empty = dict.fromkeys(COUNTRY_FIELDS, "")
        rows.append(empty | row | entries[code] | regions[code] | facts.get(code, {}))
    return rows


def further_names(country: Row) -> list[str]:
    """English names of a country by which people may look for it, beside the preferred one."""
    iso = pycountry.countries.get(alpha_2=country["alpha_2"]) if len(country["code"]) == 2 else None
    cldr = cldr_names(country["code"])["en"] if iso else ""
    found = [country["official_name"], getattr(iso, "name", ""), getattr(iso, "common_name", ""), cldr]
    skipped = UNWANTED | {"", country["name"]}
    return [name for name in dict.fromkeys(found) if name not in skipped]


def name_rows(countries: list[Row], names: dict[str, Row]) -> list[Row]:
    """The rows of ``country_names.csv``: preferred names, then those of ``hand/``, then further ones."""
    rows = [
        {"code": country["code"], "language": language, "name": name, "kind": "preferred"}
        for country in countries
        for language, name in names[country["code"]].items()
    ]
    rows += read_hand("other_names.csv")
    known = {(row["code"], row["language"], row["name"]) for row in rows}
    rows += [
        {"code": country["code"], "language": "en", "name": name, "kind": "alternative"}
        for country in countries
        for name in further_names(country)
        if (country["code"], "en", name) not in known
    ]
    rows = [{**dict.fromkeys(NAME_FIELDS, ""), **row} for row in rows]
    order = {language: place for place, language in enumerate(LANGUAGES)}
    return sorted(rows, key=lambda row: (len(row["code"]), row["code"], order[row["language"]]))


def slug(text: str) -> str:
    """A public address made of a title: ASCII letters and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def of_country(title: str, language: str, country: str, article: bool) -> str:
    """A title with its country; in brackets where the language would inflect the name."""
    if language != "en":
        return f"{title} ({country})"
    return f"{title} of {'the ' if article else ''}{country}"


def national_offices(names: dict[str, Row]) -> tuple[list[Row], list[Row]]:
    """The offices of countries, and their names in languages and under former names of the country."""
    former: dict[str, list[Row]] = {}
    for row in read_hand("other_names.csv"):
        if row["kind"] == "former":
            former.setdefault(row["code"], []).append(row)
    offices, other_names = [], []
    for title in read_hand("office_titles.csv"):
        words = {"en": title["title"], **{language: title[language] for language in LANGUAGES[1:]}}
        for code in title["codes"].split():
            name = of_country(title["title"], "en", names[code]["en"], code in WITH_ARTICLE)
            office = {"slug": slug(name), "title": name, "kind": title["kind"], "country": code}
            offices.append({**dict.fromkeys(OFFICE_FIELDS, ""), **office})
            preferred = [
                {"language": language, "name": names[code][language], "kind": "preferred"}
                for language in LANGUAGES[1:]
            ]
            for row in (*preferred, *former.get(code, [])):
                of_then = of_country(words[row["language"]], row["language"], row["name"], False)
                other_names.append(row | {"slug": office["slug"], "name": of_then})
    return offices, other_names


def organisation_offices() -> tuple[list[Row], list[Row]]:
    """The offices of organisations and their names in other languages."""
    offices, other_names = [], []
    for row in read_hand("organisation_offices.csv"):
        offices.append({field: row.get(field, "") for field in OFFICE_FIELDS})
        other_names += [
            {"slug": row["slug"], "language": language, "name": row[language], "kind": "preferred"}
            for language in LANGUAGES[1:]
            if row[language]
        ]
    return offices, other_names


def write_offices(folder: Path, names: dict[str, Row]) -> None:
    """Write the tables of offices."""
    offices, office_names = (
        first + second for first, second in zip(national_offices(names), organisation_offices(), strict=True)
    )
    write_data(folder / "offices.csv", OFFICE_FIELDS, offices)
    office_names += read_hand("office_other_names.csv")
    rows = [{field: row.get(field, "") for field in OFFICE_NAME_FIELDS} for row in office_names]
    write_data(folder / "office_names.csv", OFFICE_NAME_FIELDS, rows)


def main(folder: Path = HERE / "data") -> None:
    """Write all four tables to ``folder``."""
    entries = iso_entries()
    names = preferred_names(list(entries))
    countries = country_rows(entries, names)
    write_data(folder / "countries.csv", COUNTRY_FIELDS, countries)
    write_data(folder / "country_names.csv", NAME_FIELDS, name_rows(countries, names))
    write_offices(folder, names)


if __name__ == "__main__":
    main()
