"""Form fields that read the parameters of the query language."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meetings import dates, text
from meetings.filters.querystring import YES_AND_NO
from meetings.record.references import public_rows_at
from meetings.search import QueryError, read_query, reading
from meetings.vocabulary import number_of

#: More values of one parameter are refused: the work of a request stays bounded.
VALUES_AT_MOST = 50
SHOWN_LENGTH = 60


def shown(value: str) -> str:
    """A value as an error message repeats it: on one line, without hidden characters, not too long."""
    line = text.clean_line(value)
    return line if len(line) <= SHOWN_LENGTH else f"{line[:SHOWN_LENGTH]}…"


class Several(forms.MultipleHiddenInput):
    """Reads every value of a repeated parameter; empty ones ask for nothing."""

    def value_from_datadict(self, data, files, name):
        values = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        values = [values] if isinstance(values, str) else values
        return [value for value in values if value.strip()]


class SeveralField(forms.Field):
    """Any number of values; ``clean`` gives a mapping from each value to its number in the postings."""

    widget = Several

    def __init__(self, **kwargs):
        super().__init__(**{"required": False} | kwargs)

    def to_python(self, value):
        values = list(dict.fromkeys(one.strip().lower() for one in value or []))
        if len(values) > VALUES_AT_MOST:
            raise ValidationError(
                _("At most %(most)d values can be given at once; these are %(given)d."),
                code="too_many",
                params={"most": VALUES_AT_MOST, "given": len(values)},
            )
        return self.numbers(values) if values else {}

    def numbers(self, values: list[str]) -> dict[str, int]:
        raise NotImplementedError


class AddressesField(SeveralField):
    """Codes or slugs of rows that have a page, in any case; former addresses and merged people lead on.

    ``kind`` is that of the rows; ``unknown`` is the sentence for one that is not there, with ``%(value)s``.
    """

    def __init__(self, *, kind, unknown, **kwargs):
        super().__init__(**kwargs)
        self.kind = kind
        self.unknown = unknown

    def numbers(self, values):
        readable = frozenset(value for value in values if value.isprintable() and len(value) <= 100)
        question = ("addresses", self.kind, readable)
        # A country has its page whatever is published; all others are there when a meeting names them.
        asking = reading().known if self.kind == "country" else reading().remembered
        numbers = asking(question, lambda: self._numbers_of(readable))
        missing = [value for value in values if value not in numbers]
        if missing:
            raise ValidationError(
                [
                    ValidationError(self.unknown, code="unknown", params={"value": shown(value)})
                    for value in missing
                ]
            )
        return {value: numbers[value] for value in values}

    def _numbers_of(self, addresses: frozenset[str]) -> dict[str, int]:
        return {address: row.pk for address, row in public_rows_at(self.kind, set(addresses)).items()}


def unknown_word(value: str, known) -> ValidationError:
    """The error of a value that is none of the ``known`` words."""
    return ValidationError(
        _("“%(value)s” is none of: %(known)s."),
        code="unknown",
        params={"value": shown(value), "known": ", ".join(known)},
    )


def refuse_unknown(values: list[str], choices) -> None:
    """Raise ``ValidationError`` with the known words where one of ``values`` is none of ``choices``."""
    for value in values:
        if value not in choices.values:
            raise unknown_word(value, choices.values)


class ChoicesField(SeveralField):
    """Words of a closed vocabulary."""

    def __init__(self, *, choices, **kwargs):
        super().__init__(**kwargs)
        self.choices = choices

    def numbers(self, values):
        refuse_unknown(values, self.choices)
        return {value: number_of(self.choices(value)) for value in values}


class WordsField(ChoicesField):
    """Words of a closed vocabulary; ``clean`` gives a mapping from each to itself."""

    def numbers(self, values):
        refuse_unknown(values, self.choices)
        return {value: value for value in values}


class OneField(forms.CharField):
    """One value on one line; a parameter that is given twice with different values is refused."""

    widget = Several

    def __init__(self, **kwargs):
        super().__init__(**{"required": False} | kwargs)

    def clean(self, value):
        values = list(dict.fromkeys(value or []))
        if len(values) > 1:
            raise ValidationError(_("This parameter can be given once only."), code="repeated")
        return super().clean(values[0] if values else "")


class DayField(OneField):
    """Any EDTF date; ``clean`` gives the value with its bounds, or ``None``."""

    def clean(self, value):
        given = super().clean(value)
        if not given:
            return None
        try:
            return dates.parse(given)
        except dates.DateError as error:
            reason = dates.refusal_words(error, get_language() or "en", _)
            raise ValidationError(
                _("“%(value)s” is no date: %(reason)s"),
                code=error.code,
                params={"value": shown(given), "reason": reason},
            ) from error


class YesField(OneField):
    """``1`` or ``0``, in the words that forms and scripts use for them."""

    def clean(self, value):
        given = super().clean(value)
        word = YES_AND_NO.get(given.lower(), given)
        if word in ("", "0", "1"):
            return word == "1"
        raise ValidationError(
            _("“%(value)s” is neither 1 nor 0."), code="invalid", params={"value": shown(given)}
        )


class TextField(OneField):
    """Words to search for; ``clean`` gives a ``TextQuery`` or ``None``. Space counts as it was sent."""

    def __init__(self, **kwargs):
        super().__init__(**{"strip": False} | kwargs)

    def clean(self, value):
        try:
            return read_query(super().clean(value))
        except QueryError as error:
            raise ValidationError(error.reason, code="invalid") from error


class WordField(OneField):
    """One word of a closed vocabulary, or its default."""

    def __init__(self, *, choices, default, **kwargs):
        super().__init__(**kwargs)
        self.choices = choices
        self.default = default

    def clean(self, value):
        given = super().clean(value).lower()
        if not given:
            return self.default
        refuse_unknown([given], self.choices)
        return self.choices(given)


class SizeField(OneField):
    """One of a few numbers of rows, the first where none is given; ``clean`` gives the number."""

    def __init__(self, *, sizes, **kwargs):
        super().__init__(**kwargs)
        self.sizes = sizes

    def clean(self, value):
        given = super().clean(value)
        known = {str(size): size for size in self.sizes}
        if given and given not in known:
            raise unknown_word(given, known)
        return known.get(given, self.sizes[0])


class CursorField(OneField):
    """The cursor of a page, as an earlier page gave it."""

    REFUSAL = gettext_lazy("This is no cursor that a page of the archive gave.")

    def clean(self, value):
        given = super().clean(value)
        if given and not (given.isascii() and given.isdigit() and len(given) <= 16):
            raise ValidationError(self.REFUSAL, code="invalid")
        return given
