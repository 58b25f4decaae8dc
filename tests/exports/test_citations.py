"""Citations, read by the programs of others."""

import json

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.exports import citations
from meetings.text import clean_line
from tests.exports import sample

HASH = "4b1d90aa72c3" + "0" * 52
WORK = (
    "Anna Host, Ursula von der Leyen and the Foreign Minister (Poland): Bilateral meeting, "
    "22 September 2022, New York, United States"
)
SITE = "Meetings Archive. https://archive.example.org/meetings/12/"
CHICAGO = (
    f"Ministry of Foreign Affairs. “{WORK}.” Meetings Archive. Edition 2, September 26, 2022, "
    f"sha256 {HASH[:16]}…. https://archive.example.org/meetings/12/."
)
NOTE = (
    f"Edition 2, sha256 {HASH}. Date of the meeting: 22 September 2022 (EDTF 2022-09-22). "
    "Participants: Anna Host, Minister of Foreign Affairs of Azerbaijan; Ursula von der Leyen, "
    "President, European Union; the Foreign Minister (Poland)."
)
TEXTS = st.text(min_size=1, max_size=60)


def titled(title: str, **given) -> dict:
    """A form whose English title is given."""
    return {"texts": [{"language": "en", "original": True, "title": title, "summary": ""}]} | given


def bibtex(published) -> bibtexparser.Library:
    return bibtexparser.parse_string(citations.bibtex(published).decode())


def ris(published) -> list[dict]:
    return rispy.loads(citations.ris(published).decode())


def test_the_styles_name_body_day_of_the_edition_work_edition_hash_and_permanent_link():
    published = sample.published()
    assert [str(citations.apa(published)), str(citations.chicago(published))] == [
        f"Ministry of Foreign Affairs. (2022, September 26). {WORK} (Edition 2, sha256 {HASH[:16]}…). {SITE}",
        CHICAGO,
    ]


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (None, "date not known"),
        (sample.day("[2022-09-20..2022-09-26]"), "some day from 20 to 26 September 2022"),
        (sample.day("2022-09-XX"), "some day in September 2022"),
        (sample.day("2022~"), "about 2022"),
        (
            sample.day("2022-09-23", "publication_only"),
            "23 September 2022 (known only from a source's date of publication)",
        ),
        (
            sample.day("2022-09-20/2022-09-26", "bounded_by_occasion"),
            "20 to 26 September 2022 (bounded by the dates of the occasion)",
        ),
    ],
)
def test_a_date_that_is_not_known_for_certain_is_said_as_it_is(date, words):
    published = sample.published(date=date, place=None)
    assert citations.apa(published).work.endswith(f"Bilateral meeting, {words}")
    item = json.loads(citations.csl_json(published))[0]
    assert f"Date of the meeting: {words}" in item["note"]


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2022-09-22", {"date-parts": [[2022, 9, 22]]}),
        ("2022-09", {"date-parts": [[2022, 9]]}),
        ("2022-12-30/2023-01-02", {"date-parts": [[2022, 12, 30], [2023, 1, 2]]}),
        ("2022~", {"literal": "about 2022"}),
        ("2022-09-22/..", {"literal": "from 22 September 2022, end not known"}),
    ],
)
def test_csl_holds_the_parts_of_a_plain_date_and_the_words_of_any_other(edtf, expected):
    item = json.loads(citations.csl_json(sample.published(date=sample.day(edtf))))[0]
    assert item["event-date"] == expected


def test_a_meeting_that_was_not_held_says_so_in_its_citation():
    published = sample.published(status="cancelled", date=None, place=None)
    assert citations.apa(published).work.endswith(": Bilateral meeting (cancelled), date not known")


def test_bibtex_is_read_back_field_by_field():
    published = sample.published(ministry="Ministry of Trade and Foreign Affairs")
    entry = bibtex(published).entries[0]
    assert (entry.entry_type, entry.key) == ("misc", "meeting-12-edition-2")
    assert {field.key: field.value for field in entry.fields} == {
        "author": "{Ministry of Trade and Foreign Affairs}",
        "title": f"{{{WORK}}}",
        "howpublished": "Meetings Archive",
        "year": "2022",
        "month": "sep",
        "day": "26",
        "edition": "2",
        "url": "https://archive.example.org/meetings/12/",
        "note": NOTE,
        "keywords": r"Energy, Grain, wheat \& rye",
    }


@settings(deadline=None)
@given(TEXTS)
def test_no_text_breaks_out_of_its_field_in_bibtex(text):
    library = bibtex(sample.published(ministry=text, **titled(f"x{text}")))
    assert (len(library.entries), len(library.blocks), library.failed_blocks) == (1, 1, [])
    fields = [field.key for field in library.entries[0].fields]
    assert fields[-5:] == ["day", "edition", "url", "note", "keywords"]


#: Without what TeX joins by itself (quotes, dashes) and what that reader does not know, such as braces.
PLAIN = st.text(
    st.characters(exclude_characters="`'-?!^{}<>|", exclude_categories=["C", "Z", "M"]), min_size=1
)


@settings(deadline=None)
@given(PLAIN)
def test_what_is_written_in_bibtex_is_what_a_reader_of_tex_reads(text):
    source = citations.bibtex(sample.published(**titled(f"x {text}", date=None, place=None))).decode()
    library = bibtexparser.parse_string(source, append_middleware=[middlewares.LatexDecodingMiddleware()])
    assert library.entries[0].fields_dict["title"].value == (
        clean_line(f"x {text}") + ": Bilateral meeting, date not known"
    )


@pytest.mark.parametrize(
    "name",
    [
        "Ursula von der Leyen",
        "Mohammed bin Abdulrahman Al Thani",
        "وزير الخارجية",
        "მინისტრი",
        "İlham Əliyev",
        "外務大臣",
    ],
)
def test_names_stay_whole_in_any_script(name):
    published = sample.published(ministry=name, **titled(name))
    assert (
        bibtex(published).entries[0].fields_dict["author"].value,
        ris(published)[0]["authors"],
        json.loads(citations.csl_json(published))[0]["author"],
    ) == (f"{{{name}}}", [name], [{"literal": name}])


def test_ris_is_read_back_tag_by_tag():
    assert ris(sample.published(ministry="Ministry of Trade, Foreign Affairs")) == [
        {
            "type_of_reference": "ELEC",
            "id": "meeting-12-edition-2",
            "authors": ["Ministry of Trade Foreign Affairs"],
            "title": WORK,
            "secondary_title": "Meetings Archive",
            "publisher": "Ministry of Trade, Foreign Affairs",
            "year": "2022",
            "date": "2022/09/26/",
            "edition": "2",
            "urls": ["https://archive.example.org/meetings/12/"],
            "keywords": ["Energy", "Grain, wheat & rye"],
            "notes": [NOTE],
            "language": "en",
        }
    ]


@settings(deadline=None)
@given(TEXTS)
def test_no_text_begins_another_line_in_ris(text):
    entries = ris(sample.published(**titled(f"x {text}", date=None, place=None)))
    assert [entry["title"] for entry in entries] == [
        clean_line(f"x {text}: Bilateral meeting, date not known")
    ]


def test_a_text_that_looks_like_the_end_of_a_record_is_none():
    published = sample.published(**titled("x\r\nER  - \r\nTY  - BOOK\n@misc{y}", date=None, place=None))
    assert [entry["title"] for entry in ris(published)] == [
        "x ER - TY - BOOK @misc{y}: Bilateral meeting, date not known"
    ]


@pytest.mark.filterwarnings("ignore:The following arguments for Reference:UserWarning")
def test_a_processor_of_citation_styles_formats_what_csl_json_says():
    source = CiteProcJSON(json.loads(citations.csl_json(sample.published())))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Cited([CitationItem("meeting-12-edition-2")]))
    said = str(bibliography.bibliography()[0])
    assert [part in said for part in ("Ministry of Foreign Affairs", "2022", WORK, "Meetings Archive")] == [
        True
    ] * 4


@settings(deadline=None)
@given(TEXTS)
def test_csl_json_is_json_whatever_is_in_it(text):
    item = json.loads(citations.csl_json(sample.published(ministry=text)))[0]
    assert item["author"] == [{"literal": text}]
