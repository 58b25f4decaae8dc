"""What a list shows, said in a sentence, and the chips that undo each part of it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings import dates, text
from meetings.filters.facets import CHOICES, describe
from meetings.filters.querystring import encode
from meetings.vocabulary import Facet

#: How each facet is said, with its values joined by "or".
_SAID = {
    Facet.COUNTRY: gettext_lazy("with %(values)s"),
    Facet.ORGANISATION: gettext_lazy("with %(values)s"),
    Facet.MINISTER: gettext_lazy("of %(values)s"),
    Facet.PERSON: gettext_lazy("with %(values)s"),
    Facet.CAPACITY: gettext_lazy("with somebody speaking as %(values)s"),
    Facet.TOPIC: gettext_lazy("about %(values)s"),
    Facet.OCCASION: gettext_lazy("on the margins of %(values)s"),
    Facet.PLACE: gettext_lazy("in %(values)s"),
    Facet.KIND: gettext_lazy("of the kind %(values)s"),
    Facet.STATUS: gettext_lazy("that are %(values)s"),
    Facet.PUBLISHER: gettext_lazy("reported by %(values)s"),
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
        found.append(Chip("q", f"“{words}”", encode(data, drop=["q"])))
    for facet in _SAID:
        asked = given.get(facet) or {}
        labels = describe(facet, sorted(set(asked.values())), language)
        for value, number in asked.items():
            written = [(facet.value, one) for one in data.getlist(facet) if one.strip().lower() == value]
            if number in labels:
                found.append(Chip(facet.value, labels[number][1], encode(data, drop=written)))
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
    number = ngettext("%(count)s meeting", "%(count)s meetings", count) % {"count": f"{count:,}"}
    parts = []
    for facet, said in _SAID.items():
        labels = [chip.label for chip in found if chip.facet == facet.value]
        if labels:
            if facet in CHOICES:
                labels = [label.lower() for label in labels]
            parts.append(said % {"values": any_of(labels)})
    if words := [chip.label for chip in found if chip.facet == "q"]:
        parts.append(_("that mention %(words)s") % {"words": words[0]})
    if period := _period(filterset, language):
        parts.append(period)
    return number, ", ".join(parts)


def any_of(labels: list[str]) -> str:
    """ "Poland, Serbia or Türkiye"."""
    if len(labels) == 1:
        return labels[0]
    return _("%(first)s or %(last)s") % {"first": ", ".join(labels[:-1]), "last": labels[-1]}


def _period(filterset, language: str) -> str:
    given = filterset.form.cleaned_data
    first, last = given["from"], given["to"]
    if first is None and last is None:
        return ""
    if first is not None and last is not None and first == last:
        when = _("in %(date)s") if first.earliest != first.latest else _("on %(date)s")
        said = when % {"date": dates.words(first, language)}
    else:
        bounds = []
        if first is not None:
            bounds.append(_("from %(date)s") % {"date": dates.words(first, language)})
        if last is not None:
            bounds.append(_("until %(date)s") % {"date": dates.words(last, language)})
        said = " ".join(bounds)
    kind = _("certainly %(when)s") if given["certain"] else _("possibly %(when)s")
    return kind % {"when": said}
