"""Words are found by the same rules on every database, whatever is typed into the field."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings import search, workflow
from meetings.models import Card, CardText, Meeting
from meetings.search import Criteria, QueryError, engines, read_query
from meetings.search.words import BOUNDARY, words_of
from tests import builders as make

#: What names are written in, what the two query languages mean something by, and what breaks quoting.
PIECES = st.sampled_from(
    [
        *r"""
    a b ab Kovačevski Kovachevski Çavuşoğlu cavusoglu İlham ilham ı ə NEAR AND OR NOT near( ) * ab* a* -
    -a -ab " "a "a_b" "b_a" -"a_b" ' '' \ \' ; -- /* % %s %(a)s ? : :* & | ! <-> <2> ^ { } + words:
    words:a $1 ¦ a¦b وزير الخارجية والخارجية 王毅 外交部 王 キョウ 🇺🇸 ½ ① ٣ 2022 ２０２２ ﷺ O’Brien O'Brien
    Amon-Tanoh C5+1 U.S. a.b a_b @ministerBlok https://a.b/c?d=e ss ß
    """.split(),  # noqa: SIM905
        *("👩\u200d💻", "e\u0301", "\u0301", "a\u0301b", "\u200b", "a\u200bb"),
    ]
) | st.text(max_size=6)
TEXTS = st.lists(PIECES, max_size=8).map(lambda pieces: " ".join(pieces).replace("_", " "))


def form(title: str, summary: str) -> dict:
    """A public form of nobody, with a text."""
    empty = {
        "participations": [],
        "place": None,
        "occasions": [],
        "topics": [],
        "sources": [],
        "statements": [],
    }
    return empty | {"date": None, "texts": [{"language": "en", "title": title, "summary": summary}]}


def index(*texts: tuple[str, str]) -> dict[int, list[str]]:
    """Cards with nothing but words, by public number, which is their key; returns the words as stored."""
    meetings = Meeting.objects.bulk_create([Meeting() for _ in texts])
    Card.objects.bulk_create(
        [Card(meeting=meeting, public_id=key, key=key, version=1) for key, meeting in enumerate(meetings, 1)]
    )
    engines.current().write({key: words_of(form(*text), {}, {}) for key, text in enumerate(texts, 1)})
    return {key: words.split() for key, words in CardText.objects.values_list("pk", "words")}


def has(words: list[str], term) -> bool:
    """Whether the words of a term follow one another somewhere, in one of its spellings."""
    for spelling in term.spellings:
        for place in range(len(words) - len(spelling) + 1):
            there = words[place : place + len(spelling)]
            last = there[-1].startswith(spelling[-1]) if term.prefix else there[-1] == spelling[-1]
            if there[:-1] == list(spelling[:-1]) and last and BOUNDARY not in there:
                return True
    return False


def expected(stored: dict[int, list[str]], typed: str) -> set[int] | None:
    """What the rules of the search say, without a database; ``None`` for all."""
    query = read_query(typed)
    if query is None:
        return set(stored)
    return {
        key
        for key, words in stored.items()
        if all(has(words, term) for term in query.wanted)
        and not any(has(words, term) for term in query.unwanted)
    }


def found(typed: str) -> set[int]:
    return set(search.selected(Criteria(text=read_query(typed))).values_list("key", flat=True))


class TestTheSameRules(TestCase):
    """The database finds what a plain reading of the rules finds."""

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(texts=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4), typed=st.lists(TEXTS, max_size=4))
    @example(
        texts=[("a b", "b a")], typed=['"a b"', '"b b"', '"b a"', "a*", "-a", '-"b b"', '"', "NEAR(a b)"]
    )
    def test_any_words_are_found_by_any_question(self, texts, typed) -> None:
        stored = index(*texts)
        for question in typed:
            try:
                read_query(question)
            except QueryError:
                continue
            assert found(question) == expected(stored, question), question


@given(st.text(st.characters(codec=None, categories=None), max_size=80) | TEXTS)
def test_any_text_is_a_question_or_refused_with_a_reason(typed: str) -> None:
    try:
        query = read_query(typed)
    except QueryError as error:
        said = error.reason
    else:
        said = query is None or query.wanted + query.unwanted
    assert said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Dimitar Kovačevski", "kovachevski"),
        ("Dimitar Kovačevski", "KOVACEVSKI"),
        ("Dimitar Kovačevski", "Ковачевски"),
        ("Mevlüt Çavuşoğlu", "cavusoglu"),
        ("Mevlüt Çavuşoğlu", "chavushoglu"),
        ("Volkan Bozkır", "BOZKIR"),
        ("İlham Əliyev", "ilham əliyev"),
        ("İlham Əliyev", "ilham aliyev"),
        ("İlham Əliyev", "Eliyev"),
        ("Ceyhun Bayramov, Məmməd Əhmədzadə", "Mammad Ahmadzada"),
        ("Moses Wetang’ula", "wetang'ula"),
        ("Moses Wetang’ula", "Wetangʼula"),
        ("Abdullatif bin Rashid Al Zayani", "Al-Zayani"),
        ("Abdullatif bin Rashid Al Zayani", "Alzayani"),
        ("وزير الخارجية الإيراني", "الخارجية"),
        ("وزير الخارجية الإيراني", "الايراني"),
        ("王毅外交部长", "外交"),
        ("王毅外交部长", "王毅"),
        ("In ２０２２ at the U.N.", "2022"),
        ("In 2022 at the U.N.", '"at the u n"'),
        ("Amon-Tanoh", '"amon tanoh"'),
        ("Said 🇺🇸 Ambassador", "🇺🇸 ambassador"),
        ("Zero\u200bwidth", "zerowidth"),
        ("Robert'); DROP TABLE meetings_card;--", "Robert'); DROP TABLE meetings_card;--"),
    ],
)
def test_names_are_found_in_any_spelling(printed: str, typed: str) -> None:
    meeting = make.make_meeting()
    make.make_participation(meeting, country=make.make_country("rs"), name_as_printed=printed)
    workflow.publish(meeting)
    make.published_meeting()
    assert [row["id"] for row in search.find(Criteria(text=read_query(typed))).rows] == [meeting.public_id]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("trade", {1, 2}),
        ("trade -energy", {1}),
        ("-trade", {3}),
        ('"trade and energy"', {2}),
        ('"energy and trade"', set()),
        ('-"trade and energy"', {1, 3}),
        ("ener*", {2, 3}),
        ("-ener*", {1}),
        ("ene* trade", {2}),
        ('"trade and ener"', set()),
        ("ener", set()),
        ("TRADE NOT energy", set()),
        ("trade*", {1, 2}),
        ('"second first"', set()),
        ("   ", {1, 2, 3}),
    ],
)
def test_the_language_of_the_search_field(typed: str, hits: set[int]) -> None:
    index(("On trade", "first"), ("On trade and energy", "second"), ("Energy", "third"))
    assert found(typed) == hits


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("a" * 401, "A search has at most 400 characters; this one has 401."),
        ("a " * 100_000, "A search has at most 400 characters; this one has 200000."),
        ("a " * 21, "A search has at most 20 words."),
        ('"', "There is no word in this search."),
        ("***", "There is no word in this search."),
        ("\x00", "There is no word in this search."),
        ("-", "There is no word in this search."),
    ],
)
def test_what_cannot_be_searched_for_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(QueryError) as refused:
        read_query(typed)
    assert refused.value.reason == reason


@pytest.mark.django_db
@pytest.mark.parametrize(
    "summary",
    [
        " ".join(f"{number:x}".rjust(80, "w") for number in range(16_100)),
        " ".join("w" + chr(0x10A0 + number % 30) * 70 + str(number) for number in range(5_500)),
        "w " * 100_000,
        "w" * 1_000_000,
        "王" * 100_000,
    ],
    ids=["long words", "longer words", "many words", "one word", "no spaces"],
)
def test_a_text_of_any_length_is_published_and_its_people_are_found(summary: str) -> None:
    person = make.make_person("Bujar Osmani")
    meeting = make.make_meeting(title="A title", summary=summary)
    make.make_participation(meeting, person=person)
    workflow.publish(meeting)
    assert search.count(Criteria(text=read_query("title osmani"))) == 1
