"""What a list shows, said in a sentence, and the chips that undo each part of it."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from meetings import dates, text
from meetings.filters.facets import CHOICES, describe
from meetings.filters.querystring import encode
from meetings.vocabulary import Facet

#: How each facet is said, with its values joined by "or". Languages in which a value would change its form
#: behind a preposition name the facet instead: "country: Poland".
_SAID = {
    Facet.COUNTRY: pgettext_lazy("country", "with %(values)s"),
    Facet.ORGANISATION: pgettext_lazy("organisation", "with %(values)s"),
    Facet.MINISTER: pgettext_lazy("minister", "of %(values)s"),
    Facet.PERSON: pgettext_lazy("person", "with %(values)s"),
    Facet.CAPACITY: pgettext_lazy("capacity", "with somebody speaking as %(values)s"),
    Facet.TOPIC: pgettext_lazy("topic", "about %(values)s"),
    Facet.OCCASION: pgettext_lazy("occasion", "on the margins of %(values)s"),
    Facet.PLACE: pgettext_lazy("place", "in %(values)s"),
    Facet.KIND: pgettext_lazy("kind", "of the kind %(values)s"),
    Facet.STATUS: pgettext_lazy("status", "that are %(values)s"),
    Facet.PUBLISHER: pgettext_lazy("publisher", "reported by %(values)s"),
}


@dataclass(frozen=True)
class Chip:
    """One active filter in words, and the query string of the list without it."""

    facet: str
    label: str
    query: str


def chips(filterset, language: str = "en") -> list[Chip]:
    """A chip for every active filter of a valid question, in the order of the sentence."""
    data, given = filterset.data, filterset.form.cleaned_data
    found = []
    if given["q"]:
        words = text.clean_line(data.get("q", ""))
        quoted = _("“%(words)s”") % {"words": words}
        found.append(Chip("q", quoted, encode(data, drop=["q"])))
    for facet in _SAID:
        asked = given.get(facet) or {}
        labels = describe(facet, sorted(set(asked.values())), language)
        for value, number in asked.items():
            if number in labels:
                without = encode(data, drop=[(facet.value, value)])
                found.append(Chip(facet.value, labels[number][1], without))
    for name, said in (("from", _("from %(date)s")), ("to", _("until %(date)s"))):
        if given[name]:
            label = said % {"date": dates.words(given[name], language)}
            found.append(Chip(name, label, encode(data, drop=[name])))
    if given["certain"]:
        found.append(Chip("certain", _("only what is certain"), encode(data, drop=["certain"])))
    return found


def sentence(filterset, found: list[Chip], count: int, language: str = "en") -> tuple[str, str]:
    """The number of meetings in words, and the rest of the sentence that says which they are.

    ``found`` are the chips of the same question.
    """
    written = number_format(count, force_grouping=True)
    number = ngettext("%(count)s meeting", "%(count)s meetings", count) % {"count": written}
    parts = []
    for facet, said in _SAID.items():
        labels = [chip.label for chip in found if chip.facet == facet.value]
        if labels:
            if facet in CHOICES:
                labels = [text.lower_first(label, language) for label in labels]
            parts.append(str(said) % {"values": any_of(labels)})
    if words := [chip.label for chip in found if chip.facet == "q"]:
        parts.append(_("that mention %(words)s") % {"words": words[0]})
    if period := _period(filterset, language):
        parts.append(period)
    return number, pgettext("between the parts of a sentence", ", ").join(parts)


def any_of(labels: list[str]) -> str:
    """ "Poland, Serbia or Türkiye"."""
    if len(labels) == 1:
        return labels[0]
    return _("%(first)s or %(last)s") % {"first": listed(labels[:-1]), "last": labels[-1]}


def listed(labels: list[str]) -> str:
    """ "Poland, Serbia, Türkiye"."""
    return pgettext("between the items of a list", ", ").join(labels)


def _period(filterset, language: str) -> str:
    given = filterset.form.cleaned_data
    first, last = given["from"], given["to"]
    if first is None and last is None:
        return ""
    said = _between(first, last, language)
    kind = _("certainly %(when)s") if given["certain"] else _("possibly %(when)s")
    return kind % {"when": said}


def _between(first, last, language: str) -> str:
    values = {
        "date": dates.words(first or last, language),
        "first": first and dates.words(first, language),
        "last": last and dates.words(last, language),
    }
    if last is None:
        return _("from %(date)s") % values
    if first is None:
        return _("until %(date)s") % values
    if first != last:
        return _("from %(first)s until %(last)s") % values
    return (_("in %(date)s") if first.earliest != first.latest else _("on %(date)s")) % values
