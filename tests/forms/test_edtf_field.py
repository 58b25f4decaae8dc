"""A date in any words becomes EDTF; what cannot be one is refused with the reason."""

import pytest
from django.core.exceptions import ValidationError

from meetings.forms.edtf import EdtfFormField, EdtfInput


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("22 Sep 2022", "2022-09-22"),
        ("September 2022", "2022-09"),
        ("2022-09-22/2022-09-24", "2022-09-22/2022-09-24"),
        ("between 20 and 26 September 2022", "[2022-09-20..2022-09-26]"),
        ("  22 sentyabr 2022 ", "2022-09-22"),
        ("", ""),
    ],
)
def test_a_date_is_taken_as_people_write_it(typed, stored):
    assert EdtfFormField(required=False).clean(typed) == stored


@pytest.mark.parametrize("typed", ["yesterday", "2022-13", "31 April 2022", "1\x00", "x" * 5000, "\u202e"])
def test_what_is_no_date_is_refused_with_a_reason(typed):
    with pytest.raises(ValidationError) as refusal:
        EdtfFormField(required=False).clean(typed)
    assert refusal.value.messages[0]


def test_the_same_date_in_other_words_is_no_change():
    field = EdtfFormField(required=False)
    assert field.has_changed("2022-09-22", "22 Sept 2022") is False
    assert field.has_changed("2022-09-22", "23 Sept 2022") is True
    assert field.has_changed("2022-09-22", "nonsense") is True
    assert field.has_changed(None, "") is False


def test_the_words_stand_beside_the_field_and_markup_in_it_stays_text():
    assert "September 2022" in EdtfInput().render("date", "2022-09", {"id": "id_date"})
    assert "<b>" not in EdtfInput().render("date", "<b>2022</b>", {"id": "id_date"})
