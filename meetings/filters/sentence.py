"""What a list shows, said in a sentence, and the chips that undo each part of it."""

import re
from dataclasses import dataclass
from functools import partial

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from meetings import dates, text
from meetings.filters.facets import CHOICES, describe
from meetings.filters.querystring import FURTHER, encode
from meetings.search import reading
from meetings.vocabulary import Facet

_QUOTED = re.compile('["“”«»]')
#: How the values of each parameter are said, joined by "or". Languages in which a value would change its form
#: behind a preposition name the facet instead: "country: Poland".
_SAID = {
    "country": pgettext_lazy("country", "with %(values)s"),
    "partner": pgettext_lazy("country", "with %(values)s"),
    "organisation": pgettext_lazy("organisation", "with %(values)s"),
    "minister": pgettext_lazy("minister", "of %(values)s"),
    "person": pgettext_lazy("person", "with %(values)s"),
    "met": pgettext_lazy("person", "with %(values)s"),
    "capacity": pgettext_lazy("capacity", "with somebody speaking as %(values)s"),
    "topic": pgettext_lazy("topic", "about %(values)s"),
    "occasion": pgettext_lazy("occasion", "on the margins of %(values)s"),
    "place": pgettext_lazy("place", "in %(values)s"),
    "kind": pgettext_lazy("kind", "of the kind %(values)s"),
    "status": pgettext_lazy("status", "that are %(values)s"),
    "publisher": pgettext_lazy("publisher", "reported by %(values)s"),
}
#: Parameters that ask for two who take part in the same meeting, which are said together.
_TOGETHER = {
    ("country", "partner"): pgettext_lazy("countries", "of %(first)s with %(second)s"),
    ("person", "met"): pgettext_lazy("people", "of %(first)s with %(second)s"),
    ("minister", "met"): pgettext_lazy("people", "of %(first)s with %(second)s"),
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
        # Who searches for a phrase has set marks around it.
        quoted = words if _QUOTED.search(words) else _("“%(words)s”") % {"words": words}
        found.append(Chip("q", quoted, encode(data, drop=["q"])))
    for name in _SAID:
        asked = given.get(name)
        if not asked:
            continue
        facet = _facet(name)
        labels = reading().labels(facet, language, set(asked.values()), partial(_described, facet, language))
        for value, number in asked.items():
            if number in labels:
                found.append(Chip(name, labels[number][1], encode(data, drop=[(name, value)])))
    for name, said in (("from", _("from %(date)s")), ("to", _("until %(date)s"))):
        if given[name]:
            label = said % {"date": dates.words(given[name], language)}
            found.append(Chip(name, label, encode(data, drop=[name])))
    if given["certain"]:
        found.append(Chip("certain", _("only what is certain"), encode(data, drop=["certain"])))
    return found


def _described(facet: Facet, language: str, numbers: set[int]) -> dict[int, tuple[str, str]]:
    return describe(facet, sorted(numbers), language)


def sentence(filterset, found: list[Chip], count: int, language: str = "en") -> tuple[str, str]:
    """The number of meetings in words, and the rest of the sentence that says which they are.

    ``found`` are the chips of the same question.
    """
    written = number_format(count, force_grouping=True)
    number = ngettext("%(count)s meeting", "%(count)s meetings", count) % {"count": written}
    values = {name: labels for name in _SAID if (labels := _labels(name, found, language))}
    parts = []
    for (first, second), said in _TOGETHER.items():
        if first in values and second in values:
            both = {"first": any_of(values.pop(first)), "second": any_of(values.pop(second))}
            parts.append(str(said) % both)
    parts += [str(_SAID[name]) % {"values": any_of(labels)} for name, labels in values.items()]
    if words := [chip.label for chip in found if chip.facet == "q"]:
        parts.append(_("that mention %(words)s") % {"words": words[0]})
    if period := _period(filterset, language):
        parts.append(period)
    return number, pgettext("between the parts of a sentence", ", ").join(parts)


def _facet(name: str) -> Facet:
    """The facet that a parameter asks about."""
    return FURTHER.get(name) or Facet(name)


def _labels(name: str, found: list[Chip], language: str) -> list[str]:
    labels = [chip.label for chip in found if chip.facet == name]
    return [text.lower_first(label, language) for label in labels] if _facet(name) in CHOICES else labels


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
