"""Whatever is sent, the desk answers with a page: a clear word and nothing lost, on every database."""

import pytest

from meetings.models import Meeting
from tests.admin import desk

NULL = "Null characters are not allowed."
HUGE = "9" * 30


def refused(client, data) -> dict:
    answer = client.post(desk.ADD, data)
    assert answer.status_code == 200
    assert Meeting.objects.count() == 0
    return desk.errors_of(answer)


@pytest.mark.parametrize(
    ("prefix", "field"),
    [
        ("", "date"), ("", "internal_note"), ("", "timezone"),
        ("participations", "role_as_printed"), ("participations", "name_as_printed"),
        ("texts", "title"), ("texts", "summary"), ("texts", "language"),
        ("statements", "value"), ("statements", "value_as_printed"), ("statements", "quote"),
        ("statements", "speaker"), ("statements", "reason"),
    ],
)  # fmt: skip
def test_a_null_character_is_refused_beside_its_field(client, editor, world, prefix, field):
    row = {"source": world.source.pk, "property": "role", "value": "v", "person": world.rau.pk}
    fields = {prefix: [{**row, field: "a\x00b"}]} if prefix else {field: "a\x00b"}
    name = f"{prefix}-0-{field}" if prefix else field
    assert NULL in refused(client, desk.complete(world, **fields))[name]


@pytest.mark.parametrize(
    ("prefix", "field"),
    [
        ("", "place"), ("", "topics"), ("participations", "person"), ("participations", "appointments"),
        ("reports", "source"), ("statements", "source"), ("participations", "id"),
    ],
)  # fmt: skip
def test_a_forged_key_is_an_error_and_what_was_typed_stays(client, editor, world, prefix, field):
    for key in ("x", "-1", "0", HUGE, "1\x00", "' OR 1=1"):
        row = {"source": world.source.pk, "property": "role", "value": "v", "person": world.rau.pk}
        fields = {prefix: [{**row, field: key}]} if prefix else {field: key}
        data = desk.complete(world, internal_note="typed with care", **fields)
        if field == "id":
            data["participations-INITIAL_FORMS"] = "1"
        answer = client.post(desk.ADD, data)
        assert answer.status_code == 200
        assert "typed with care" in answer.text
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize("number", ["-1", "32768", HUGE, "1.5", "", "x"])
def test_a_position_that_no_database_holds_is_refused(client, editor, world, number):
    rows = [{"person": world.rau.pk, "position": number}]
    assert list(refused(client, desk.complete(world, participations=rows))) == ["participations-0-position"]


@pytest.mark.parametrize(
    "typed", ["2022-02-30", "31 April 2022", "yesterday", "05/06/2020", "0000-01-01", "x" * 500, "22 Sep 44"]
)
def test_an_impossible_date_is_refused_with_a_reason_and_stays(client, editor, world, typed):
    answer = client.post(desk.ADD, desk.complete(world, date=typed))
    assert list(desk.errors_of(answer)) == ["date"]
    assert f'value="{typed}"' in answer.text


@pytest.mark.parametrize(
    ("prefix", "field", "longest"),
    [("participations", "role_as_printed", 300), ("texts", "title", 300), ("texts", "language", 12)],
)
def test_a_text_that_is_too_long_is_refused_with_its_length(client, editor, world, prefix, field, longest):
    rows = [{"person": world.rau.pk, field: "a" * 100_000}]
    errors = refused(client, desk.complete(world, **{prefix: rows}))
    said = f"Ensure this value has at most {longest} characters (it has 100000)."
    assert said in errors[f"{prefix}-0-{field}"]


def test_a_long_summary_with_markup_and_every_script_is_kept(client, editor, world):
    summary = (
        "<script>alert(1)</script> وزير الخارجية ' OR 1=1; {{ 7*7 }} {% include 'x' %} 🇺🇸 " + "ə" * 100_000
    )
    client.post(desk.ADD, desk.complete(world, texts=[{"summary": summary}]))
    meeting = Meeting.objects.get()
    assert meeting.texts.get().summary == summary
    page = client.get(desk.address(meeting)).text
    assert "<script>alert(1)</script>" not in page


def test_what_nobody_can_see_is_no_text(client, editor, world):
    rows = [{"person": world.rau.pk, "role_as_printed": "\u202eretsiniM\u202c\u200b"}]
    client.post(desk.ADD, desk.complete(world, participations=rows))
    assert Meeting.objects.get().participations.get().role_as_printed == "retsiniM"


def test_a_form_without_its_counts_of_rows_is_refused(client, editor, world):
    data = desk.complete(world, internal_note="typed")
    for forged in ("", "x", HUGE):
        answer = client.post(desk.ADD, {**data, "participations-TOTAL_FORMS": forged})
        assert answer.status_code == 200
        assert "typed" in answer.text
    assert Meeting.objects.count() == 0


def test_ten_thousand_rows_are_refused(client, editor, world):
    data = desk.complete(world) | {"participations-TOTAL_FORMS": "10000"}
    assert "participations" in refused(client, data)


@pytest.mark.parametrize("number", ["0", "-5", HUGE, "x", "1\u0000"])
def test_a_statement_about_an_odd_number_is_refused(client, editor, world, number):
    row = {"source": world.source.pk, "property": "role", "value": "v", "about": number}
    assert list(refused(client, desk.complete(world, statements=[row]))) == ["statements-0-about"]


@pytest.mark.parametrize(
    "address",
    [
        "/admin/meetings/meeting/99999999999999999999999/change/",
        "/admin/meetings/meeting/x/change/",
        "/admin/meetings/meeting/99999999999999999999999/history/",
        "/admin/meetings/meeting/99999999999999999999999/delete/",
        "/admin/meetings/person/99999999999999999999999/change/",
        "/admin/meetings/meeting/?q=" + "a+" * 1000,
        "/admin/meetings/meeting/?q=%F0%9F%87%BA%27%22%3C",
        "/admin/meetings/meeting/?country=zz&occasion=nothing",
        "/admin/meetings/meeting/?state__exact=nothing",
        "/admin/meetings/meeting/?id__exact=99999999999999999999999",
        "/admin/meetings/meeting/?p=99999999999999999999999",
        "/admin/meetings/meeting/?o=99999999999999999999999",
        "/admin/meetings/person/?q=" + "a+" * 1000,
        "/admin/meetings/appointment/?q=" + "a+" * 1000,
        "/admin/meetings/source/?q=" + "a+" * 1000,
    ],
)
def test_no_address_of_the_desk_fails(client, editor, world, address):
    assert client.get(address, follow=True).status_code in (200, 404)
