"""Words of a source that an editor marks: where they stand, and what they are to say of the meeting."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from meetings.forms.choices import is_id
from meetings.models import Source
from meetings.text import Span, find, from_utf16, whole
from meetings.vocabulary import Property

#: What the fields of the pane are called, and the button.
SOURCE, WORDS, START, END, PLACE = "_mark_source", "_mark_words", "_mark_start", "_mark_end", "_mark_place"
PROPERTY, ABOUT, CHOSEN, FILL = "_mark_property", "_mark_about", "_mark_chosen", "_mark_fill"
BUTTON = "_mark"
#: Of the words around a place so many characters are shown where one of several places is to be chosen.
AROUND = 40
#: More places than this are no choice.
MOST_PLACES = 12


class NotMarked(Exception):
    """Nothing was marked; the text is the reason, for the editor. ``places`` are what to choose from."""

    def __init__(self, reason: str, places: tuple[tuple[int, str], ...] = ()):
        super().__init__(reason)
        self.places = places


@dataclass(frozen=True)
class Asked:
    """Words of ``source`` at ``span`` (code points of its snapshot), and the property that they are about.

    ``about`` is the number of the participant's row on the page, where the editor gave one; ``chosen`` the
    key of the entry that the editor took where the words alone could mean several.
    """

    source: Source
    span: Span
    says: Property
    about: int | None = None
    chosen: int | None = None

    @property
    def words(self) -> str:
        """The words as the source prints them."""
        return self.source.text[self.span.start : self.span.end]


def asked(data) -> Asked:
    """What a browser asks to mark. Raises ``NotMarked`` with the reason.

    The words are those between two places in UTF-16 units, as scripts count, or else the words themselves,
    which are looked for. Words that stand in several places are asked for, unless the number of one is given.
    """
    key = data.get(SOURCE, "")
    source = Source.objects.filter(pk=key).first() if is_id(key) else None
    if source is None:
        raise NotMarked(_("Choose the source first whose words these are."))
    if data.get(PROPERTY) not in Property:
        raise NotMarked(_("Say what these words are about."))
    return Asked(
        source,
        _span(source.text, data),
        Property(data[PROPERTY]),
        _number(data.get(ABOUT, "")),
        _number(data.get(CHOSEN, "")),
    )


def _number(given: str) -> int | None:
    return int(given) if is_id(given) else None


def _span(text: str, data) -> Span:
    start, end = _number(data.get(START, "")), _number(data.get(END, ""))
    if start is not None and end is not None:
        span = whole(text, Span(from_utf16(text, start), from_utf16(text, end)))
        if span is None:
            raise NotMarked(_("No words are selected."))
        return span
    found = find(text, data.get(WORDS, ""), most=MOST_PLACES)
    if not found:
        raise NotMarked(
            _("These words do not stand in the text of the source as the archive keeps it.")
            if data.get(WORDS, "").strip()
            else _("No words are selected.")
        )
    if len(found) == 1:
        return found[0]
    place = _number(data.get(PLACE, ""))
    if place is None or not 1 <= place <= len(found):
        raise NotMarked(
            _("These words stand in the text more than once; say which of them is meant."),
            tuple((number, _around(text, span)) for number, span in enumerate(found, start=1)),
        )
    return found[place - 1]


def _around(text: str, span: Span) -> str:
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    shown = f"{before}[{text[span.start : span.end]}]{after}"
    return " ".join(shown.split())
