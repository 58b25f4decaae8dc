"""Words of a source marked beside the form: evidence with its place, and fields that are filled from it."""

import pytest

from meetings.models import Meeting, Person, Source, Statement
from tests import builders as make
from tests.admin import desk
from tests.admin.conftest import member

MARKING = "/admin/meetings/meeting/marking/"
WORDS = "/admin/meetings/meeting/source-words/"
TEXT = """The 🇦🇿 minister was in New York, on the margins of the 77th UN General Assembly.

Bayramov and his Polish counterpart, the acting chairman of the OSCE Zbigniew Rau, discussed energy security \
in New York on September 22.

"Glad to meet him," Bayramov said."""


@pytest.fixture
def item(world) -> Source:
    """A press item, and what it names."""
    source = world.source
    source.text = TEXT
    source.save()
    make.make_occasion("77th UN General Assembly", date="2022-09-13/2023-09-05")
    make.make_place("New York")
    for name in ("Energy security", "Regional security and stability", "Energy"):
        make.make_topic(name)
    return source


def marked(source, words, says, *, occurrence=0, units=True, **fields) -> dict:
    """A form in which words of the source are marked, as the script sends it."""
    start = -1
    for _time in range(occurrence + 1):
        start = TEXT.index(words, start + 1)
    asked = {"_mark_source": source.pk, "_mark_property": says}
    if units:
        before = len(TEXT[:start].encode("utf-16-le")) // 2
        asked |= {"_mark_start": before, "_mark_end": before + len(words.encode("utf-16-le")) // 2}
    else:
        asked |= {"_mark_words": words}
    begun = {"reports": [{"source": source.pk}], "participations": [{}, {}], "statements": [{}]}
    return desk.sent(**begun | fields) | {name: str(value) for name, value in asked.items()}


def values(answer) -> dict:
    return {name: [value for value, _label in found] for name, found in answer.json()["fields"].items()}


def statement(source, says, quote, **fields) -> dict:
    found = {
        "source": str(source.pk), "property": says, "about": "", "quote": quote, "value": "",
        "value_as_printed": "", "reason": "", "at": str(TEXT.index(quote)),
    }  # fmt: skip
    return {f"statements-0-{name}": [value] for name, value in {**found, **fields}.items()}


def test_a_day_without_a_year_is_that_of_the_occasion_and_marked_as_inferred(client, editor, item):
    occasion = make.make_occasion("General debate", date="2022-09-20/2022-09-26")
    words = "on September 22"
    found = values(client.post(MARKING, marked(item, words, "date", occasion=occasion.pk)))
    assert found == {"date": ["2022-09-22"], "date_basis": ["inferred"]} | statement(
        item,
        "date",
        words,
        value="2022-09-22",
        value_as_printed=words,
        reason="The year is that of the occasion.",
    )
    # A date that another source states stays, and the editor is told.
    stated = {"date": "2022-09-21", "date_basis": "stated", "occasion": occasion.pk}
    answer = client.post(MARKING, marked(item, words, "date", **stated))
    assert "date" not in values(answer)
    assert answer.json()["told"] == [
        "These words say 22 September 2022; the date of the form is another, and stays."
    ]
    assert values(client.post(MARKING, marked(item, words, "date", _mark_fill="1", **stated)))["date"] == [
        "2022-09-22"
    ]


def test_words_without_a_day_are_evidence_of_the_date_of_the_form(client, editor, item):
    form = {"date": "2022-09-13/2023-09-05", "date_basis": "bounded_by_occasion"}
    words = "the margins of the 77th UN General Assembly"
    assert values(client.post(MARKING, marked(item, words, "date", **form))) == statement(
        item, "date", words, value="2022-09-13/2023-09-05",
        reason="No day is given; it is one of those of the occasion.",
    )  # fmt: skip


def test_place_and_occasion_are_those_whose_names_stand_in_the_words(client, editor, item):
    for name, words in (("place", "in New York"), ("occasion", "margins of the 77th UN General Assembly")):
        answer = client.post(MARKING, marked(item, words, name))
        (row,) = Meeting._meta.get_field(name).related_model.objects.exclude(pk=0)
        assert values(answer) == {name: [str(row.pk)]} | statement(item, name, words, value=str(row))


def test_the_second_of_two_equal_places_is_kept_in_code_points(client, editor, item):
    found = values(client.post(MARKING, marked(item, "New York", "place", occurrence=1)))
    assert found["statements-0-at"] == [str(TEXT.rindex("New York"))]
    sent = marked(item, "New York", "place", occurrence=1) | {name: value[0] for name, value in found.items()}
    client.post(desk.ADD, sent | {"date": "2022-09-22", "date_basis": "stated"})
    row = Statement.objects.get()
    assert (row.start, row.end, row.prefix[-8:], row.suffix[:3]) == (
        TEXT.rindex("New York"), TEXT.rindex("New York") + 8, "rity in ", " on",
    )  # fmt: skip


def test_a_name_gives_the_person_and_the_role_printed_beside_it(client, editor, item, world):
    found = values(client.post(MARKING, marked(item, "Zbigniew Rau", "participant")))
    assert found == {
        "participations-0-name_as_printed": ["Zbigniew Rau"],
        "participations-0-role_as_printed": ["Polish counterpart, the acting chairman of the OSCE"],
        "participations-0-person": [str(world.rau.pk)],
    } | statement(
        item, "participant", "Zbigniew Rau", about="1", value="Zbigniew Rau", value_as_printed="Zbigniew Rau"
    )


def test_the_ministrys_own_minister_is_the_principal(client, editor, item, world):
    own = make.make_office(country=world.azerbaijan)
    make.make_appointment(world.bayramov, own, start="2020-07-16")
    world.bayramov.other_names.create(name="Bayramov", language="en", kind="alternative")
    found = values(client.post(MARKING, marked(item, "Bayramov", "participant")))
    assert found["participations-0-side"] == ["principal"]


def test_a_name_that_several_have_is_offered_and_one_that_nobody_has_begins_a_new_person(
    client, editor, item
):
    first, second = make.make_person("Glad"), make.make_person("Glad")
    answer = client.post(MARKING, marked(item, "Glad", "participant")).json()
    assert sorted(key for key, _label in answer["offered"]) == sorted([str(first.pk), str(second.pk)])
    chosen = marked(item, "Glad", "participant") | {"_mark_chosen": str(second.pk)}
    assert values(client.post(MARKING, chosen))["participations-0-person"] == [str(second.pk)]
    answer = client.post(MARKING, marked(item, "acting chairman", "participant")).json()
    assert answer["new"] == {"row": "participations-0-", "name": "acting chairman", "honorific_prefix": ""}
    assert Person.objects.count() == 4


def test_a_role_is_that_of_the_name_that_stands_nearest(client, editor, item, world):
    rows = [
        {"side": "principal", "person": world.bayramov.pk, "name_as_printed": "Bayramov"},
        {"person": world.rau.pk, "name_as_printed": "Zbigniew Rau"},
    ]
    found = values(client.post(MARKING, marked(item, "Polish counterpart", "role", participations=rows)))
    assert found == {"participations-1-role_as_printed": ["Polish counterpart"]} | statement(
        item, "role", "Polish counterpart", about="2", value_as_printed="Polish counterpart"
    )


def test_a_topic_joins_those_that_are_chosen_and_what_comes_near_is_offered(client, editor, item):
    energy_security, security, energy = [make.Topic.objects.get(name=name) for name in (
        "Energy security", "Regional security and stability", "Energy",
    )]  # fmt: skip
    form = marked(item, "energy security", "topic", topics=[str(security.pk)])
    answer = client.post(MARKING, form)
    assert values(answer) == {"topics": [str(security.pk), str(energy_security.pk)]} | statement(
        item, "topic", "energy security", value="Energy security"
    )
    assert answer.json()["offered"] == [[str(energy.pk), "Energy"]]
    # Words of which a topic's name is only a part decide nothing by themselves.
    answer = client.post(MARKING, marked(item, "security in New York", "topic")).json()
    assert (answer["fields"], [label for _key, label in answer["offered"]]) == ({}, ["Energy security"])


def test_a_quotation_has_the_speaker_who_is_named_beside_it(client, editor, item, world):
    rows = [{"person": world.bayramov.pk, "name_as_printed": "Bayramov"}, {"person": world.rau.pk}]
    found = values(client.post(MARKING, marked(item, "Glad to meet him", "quotation", participations=rows)))
    assert found["statements-0-speaker"] == ["Jeyhun Bayramov"]


def test_the_same_property_of_the_same_source_is_written_over_until_it_is_saved(client, editor, item):
    first = {"source": item.pk, "property": "place", "quote": "New York", "value": "New York"}
    found = values(client.post(MARKING, marked(item, "in New York", "place", statements=[first, {}])))
    assert found["statements-0-quote"] == ["in New York"]
    stored = first | {"id": "1"}
    found = values(client.post(MARKING, marked(item, "in New York", "place", statements=[stored])))
    assert found["statements-1-quote"] == ["in New York"]
    assert client.post(MARKING, marked(item, "in New York", "place", statements=[stored])).json()["rows"] == {
        "statements": 2
    }


def test_what_cannot_be_marked_is_refused_with_the_reason(client, editor, item):
    asked = marked(item, "in New York", "place", units=False)
    reasons = {
        client.post(MARKING, asked | changed).json()["reason"]
        for changed in (
            {"_mark_source": ""},
            {"_mark_source": "x" * 30},
            {"_mark_property": "weather"},
            {"_mark_words": "in Old York"},
            {"_mark_words": " "},
            {"_mark_words": "New York"},
        )
    }
    assert reasons == {
        "Choose the source first whose words these are.",
        "Say what these words are about.",
        "These words do not stand in the text of the source as the archive keeps it.",
        "No words are selected.",
        "These words stand in the text more than once; say which of them is meant.",
    }


def test_without_a_script_pasted_words_are_marked_and_an_empty_row_follows(client, editor, item):
    sent = desk.sent(
        reports=[{"source": item.pk}], participations=[{}, {}], statements=[{}], date="2022", button="_mark"
    ) | {"_mark_source": item.pk, "_mark_property": "place", "_mark_words": "New\u00a0York"}
    answer = client.post(desk.ADD, sent)
    assert "more than once" in desk.errors_of(answer)["__all__"][0]
    places = answer.context["marking"]["places"]
    assert places[0] == (1, "The 🇦🇿 minister was in [New York], on the margins of the 77th UN General")
    assert places[1] == (
        2,
        'gniew Rau, discussed energy security in [New York] on September 22. "Glad to meet him," B',
    )
    answer = client.post(desk.ADD, sent | {"_mark_place": "2"})
    rows = answer.context["inline_admin_formsets"][3].formset.forms
    assert [row["quote"].value() for row in rows] == ["New York", None]
    assert rows[0]["at"].value() == str(TEXT.rindex("New York"))
    assert Meeting.objects.count() == 0


def test_the_text_of_a_source_is_for_whoever_may_save_meetings(client, editor, item):
    assert client.get(WORDS, {"source": item.pk}).json() == {"title": str(item), "text": TEXT}
    assert client.get(WORDS, {"source": "9999"}).status_code == 404
    assert client.get(MARKING).status_code == 405
    guest = member("guest", "editor")
    guest.groups.clear()
    client.force_login(guest)
    assert client.get(WORDS, {"source": item.pk}).status_code == 403
    assert client.post(MARKING, {}).status_code == 403


def test_the_next_meeting_of_a_source_begins_with_its_words_on_the_circumstances(client, editor, item, world):
    place, occasion = make.Place.objects.get(), make.Occasion.objects.get()
    said = [
        {"property": "date", "quote": "77th UN General Assembly", "value": "2022-09-13/2023-09-05"},
        {
            "property": "place",
            "quote": "in New York",
            "value": "New York",
            "at": str(TEXT.rindex("in New York")),
        },
        {"property": "participant", "about": "2", "quote": "Zbigniew Rau"},
    ]
    sent = desk.complete(
        world, date="2022-09-13/2023-09-05", date_basis="bounded_by_occasion", place=place.pk,
        occasion=occasion.pk, statements=said, button="_addanother",
    )  # fmt: skip
    answer = client.get(client.post(desk.ADD, sent).url)
    rows = answer.context["inline_admin_formsets"][3].formset.forms
    assert [(row["property"].value(), row["quote"].value(), row["at"].value()) for row in rows] == [
        ("date", "77th UN General Assembly", TEXT.index("77th UN")),
        ("place", "in New York", TEXT.rindex("in New York")),
        (None, None, None),
    ]
    assert answer.context["marking"]["shown"] == item
    form = answer.context["adminform"].form
    assert form["date"].value() == "2022-09-13/2023-09-05"
    assert form["date_basis"].value() == "bounded_by_occasion"


def test_where_only_reading_is_allowed_the_place_of_a_quotation_is_told(client, editor, item, world):
    said = [{"property": "place", "quote": "in New York", "at": str(TEXT.rindex("in New York"))}]
    client.post(desk.ADD, desk.complete(world, statements=said))
    meeting, into = Meeting.objects.get(), make.make_meeting()
    Meeting.objects.filter(pk=meeting.pk).update(merged_into=into)
    page = client.get(desk.address(meeting)).content.decode()
    start = TEXT.rindex("in New York")
    assert f"{start}–{start + len('in New York')}" in page
    assert 'class="marking"' not in page
