"""Citations: APA, Chicago, BibTeX, RIS and CSL-JSON.

What is cited is an edition, published on a day that is known; when the meeting was is said in words, as
certain as it is, and no day is made up. The ministry is the author, as a body: its name and the names of
people stay whole, whatever particles or scripts they have.
"""

import json
import re
from dataclasses import dataclass

from django.utils import dateformat, translation

from meetings import dates, text
from meetings.dates import Precision
from meetings.exports.published import (
    Published,
    date_in_words,
    kind_in_words,
    name_in_words,
    participants_in_words,
    place_in_words,
)

ARCHIVE = "Meetings Archive"
#: How much of a hash stands in a citation that people read; files have the whole.
_SHORT = 16


@dataclass(frozen=True)
class Citation:
    """A citation that people read, in a style; ``work`` is what the style sets in italics."""

    style: str
    before: str
    work: str
    after: str

    def __str__(self) -> str:
        return self.before + self.work + self.after


def apa(published: Published) -> Citation:
    """The citation in the style of the American Psychological Association, 7th edition."""
    day = _day(published, "Y, F j")
    edition = f" (Edition {published.edition}, sha256 {published.sha256[:_SHORT]}…)."
    return Citation(
        "APA",
        f"{_closed(published.ministry)} ({day}). ",
        _work(published),
        f"{edition} {ARCHIVE}. {published.permanent}",
    )


def chicago(published: Published) -> Citation:
    """The bibliography entry in the Chicago style, 17th edition."""
    work = _work(published).translate(str.maketrans("“”", "‘’")).replace('"', "'")
    edition = f"Edition {published.edition}, {_day(published, 'F j, Y')}"
    return Citation(
        "Chicago",
        f"{_closed(published.ministry)} “{_closed(work)}” ",
        "",
        f"{ARCHIVE}. {edition}, sha256 {published.sha256[:_SHORT]}…. {published.permanent}.",
    )


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _day(published: Published, shape: str) -> str:
    """The day on which the edition was published."""
    with translation.override("en"):
        return dateformat.format(published.published_at, shape)


def _work(published: Published) -> str:
    """What is cited, in words: who met, what kind of encounter it was, when and where."""
    form = published.form
    facts = [kind_in_words(form), date_in_words(form), place_in_words(form)]
    return f"{name_in_words(form)}: {', '.join(fact for fact in facts if fact)}"


def _note(published: Published) -> str:
    """Edition, whole hash, the meeting's date as EDTF, and who took part."""
    form = published.form
    date = f" (EDTF {form['date']['edtf']})" if form["date"] else ""
    return (
        f"Edition {published.edition}, sha256 {published.sha256}. "
        f"Date of the meeting: {date_in_words(form)}{date}. "
        f"Participants: {'; '.join(participants_in_words(form))}."
    )


def _topics(published: Published) -> list[str]:
    return [topic["name"] for topic in published.form["topics"]]


#: The names that BibTeX has for the months.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BIBTEX = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "<": "\\textless{}",
    ">": "\\textgreater{}",
    "|": "\\textbar{}",
} | {character: f"\\{character}" for character in "$&#_%"}
_BIBTEX_SPECIAL = re.compile("[" + re.escape("".join(_BIBTEX)) + "]")


def escape_bibtex(value: str) -> str:
    """``value`` as it stands between braces in BibTeX: one line, nothing in it a command or a brace."""
    return _BIBTEX_SPECIAL.sub(lambda match: _BIBTEX[match.group()], text.clean_line(value))


def bibtex(published: Published) -> bytes:
    """The citation for BibTeX and biblatex, in UTF-8."""
    at = published.published_at
    fields = {
        "author": f"{{{escape_bibtex(published.ministry)}}}",
        "title": f"{{{escape_bibtex(_work(published))}}}",
        "howpublished": escape_bibtex(ARCHIVE),
        "year": f"{at.year:04}",
        "month": _MONTHS[at.month - 1],
        "day": f"{at.day}",
        "edition": f"{published.edition}",
        "url": published.permanent,
        "note": escape_bibtex(_note(published)),
        "keywords": escape_bibtex(", ".join(_topics(published))),
    }
    # The month is one of the macros that every style knows, and therefore stands without braces.
    lines = [
        f"  {name} = {value if name == 'month' else '{' + value + '}'},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@misc{{{published.key},", *lines, "}", ""]).encode()


def ris(published: Published) -> bytes:
    """The citation in the RIS format, in UTF-8: every value on one line."""
    at = published.published_at
    fields = [
        ("TY", "ELEC"),
        ("ID", published.key),
        # A comma divides the names of a person there, and nothing can escape it.
        ("AU", " ".join(published.ministry.replace(",", " ").split())),
        ("TI", _work(published)),
        ("T2", ARCHIVE),
        ("PB", published.ministry),
        ("PY", f"{at.year:04}"),
        ("DA", f"{at.year:04}/{at.month:02}/{at.day:02}/"),
        ("ET", f"{published.edition}"),
        ("UR", published.permanent),
        *(("KW", topic) for topic in _topics(published)),
        ("N1", _note(published)),
        ("LA", "en"),
    ]
    lines = [f"{tag}  - {cleaned}" for tag, value in fields if (cleaned := text.clean_line(value))]
    return "\r\n".join([*lines, "ER  - ", ""]).encode()


def csl_json(published: Published) -> bytes:
    """The citation as CSL-JSON: a list of one item."""
    at, form = published.published_at, published.form
    item = {
        "id": published.key,
        "type": "webpage",
        "author": [{"literal": published.ministry}],
        "title": _work(published),
        "container-title": ARCHIVE,
        "publisher": published.ministry,
        "issued": {"date-parts": [[at.year, at.month, at.day]]},
        "event-date": _csl_date(form["date"]),
        "event-title": form["occasions"][0]["name"] if form["occasions"] else "",
        "event-place": place_in_words(form),
        "version": f"{published.edition}",
        "URL": published.permanent,
        "keyword": ", ".join(_topics(published)),
        "note": _note(published),
        "language": "en",
    }
    fields = ",\n  ".join(
        f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in item.items()
        if value
    )
    return f"[{{\n  {fields}\n}}]\n".encode()


def _csl_date(date: dict | None) -> dict | None:
    """The date as CSL can hold it: its parts where nothing is left open, else its words."""
    if date is None:
        return None
    read = dates.parse(date["edtf"])
    points = read.text.split("/") if read.precision == Precision.INTERVAL else [read.text]
    if date["basis"] in ("", "stated", "inferred") and all(
        re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", point) for point in points
    ):
        return {"date-parts": [[int(part) for part in point.split("-")] for point in points]}
    return {"literal": dates.words(read, "en")}
