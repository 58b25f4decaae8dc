"""The charts of a question: each figure counted by the search, with the list that it counts."""

from itertools import accumulate

from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from meetings import charts, dates, text
from meetings.charts import Chart
from meetings.charts.marks import number
from meetings.dates.languages import MONTHS
from meetings.models import Appointment, Place
from meetings.reference.land import country_points
from meetings.search import Timeline
from meetings.views.question import Question
from meetings.vocabulary import MINISTERIAL_OFFICES, Facet

#: So much is drawn of each; what is left out is said.
YEARS_AT_MOST, CALENDAR_YEARS, STREAM_YEARS, DAYS_AT_MOST = 100, 20, 25, 40
PARTNERS_AT_MOST, TOPICS_AT_MOST, PLACES_AT_MOST = 15, 6, 100
#: So many are looked at for the net, and so many drawn.
MINISTERS_COUNTED, MINISTERS_TIED, COUNTRIES_TIED = 40, 10, 14


def per_year(question: Question) -> Chart | None:
    """Meetings per year, certain and possible; nothing where there is no second year to compare with."""
    years = question.timeline.years()
    if len(years) < 2:
        return None
    shown = _busiest(question.timeline)
    marks = [question.within_days(found, str(found.first.year)) for found in question.timeline.by_year(shown)]
    note = _joined(_not_drawn(years, shown), _undated(question.timeline))
    return charts.per_period(
        marks, title=_("Meetings per year"), heading=_("Year"), note=note, rtl=get_language_bidi()
    )


def per_day(question: Question) -> Chart | None:
    """Meetings on each day of an occasion of some weeks; nothing where the days are too few or too many."""
    days = question.timeline.days(DAYS_AT_MOST)
    if len(days) < 2:
        return None
    marks = [question.within_days(found, _said(found.first.isoformat(), question.language)) for found in days]
    ticks = [str(found.first.day) for found in days]
    return charts.per_period(
        marks,
        title=_("Meetings per day"),
        heading=_("Day"),
        note=_undated(question.timeline),
        rtl=get_language_bidi(),
        under=ticks,
    )


def calendar(question: Question) -> Chart | None:
    """A calendar of days where all is within one year, else of months, the latest year first."""
    years = question.timeline.years()
    if not years:
        return None
    if len(years) == 1:
        return _days(question, years[0])
    shown = _busiest(question.timeline)[-CALENDAR_YEARS:]
    by_month = {
        (found.first.year, found.first.month): question.within_days(
            found, _said(f"{found.first:%Y-%m}", question.language)
        )
        for found in question.timeline.by_month(shown)
    }
    rows = [
        charts.HeatRow(str(year), str(year), [by_month.get((year, month)) for month in range(1, 13)])
        for year in reversed(shown)
    ]
    return charts.heat(
        rows,
        [(_short(name), name[:1]) for name in _months(question.language)],
        title=_("Month by month"),
        heading=_("Year"),
        note=_not_drawn(years, shown),
        rtl=get_language_bidi(),
    )


def _days(question: Question, year: int) -> Chart:
    by_day = {
        (found.first.month, found.first.day): question.within_days(
            found, _said(found.first.isoformat(), question.language)
        )
        for found in question.timeline.by_day(year)
    }
    names = _months(question.language)
    rows = [
        charts.HeatRow(
            names[month - 1], _short(names[month - 1]), [by_day.get((month, day)) for day in range(1, 32)]
        )
        for month in sorted({month for month, _day in by_day})
    ]
    return charts.heat(
        rows,
        [(str(day), str(day) if day == 1 or day % 5 == 0 else "") for day in range(1, 32)],
        title=_("Day by day in %(year)s") % {"year": year},
        heading=_("Month"),
        rtl=get_language_bidi(),
    )


def topics(question: Question) -> Chart | None:
    """The most frequent topics over the years."""
    counted = question.counts(Facet.TOPIC)
    chosen = list(counted)[:TOPICS_AT_MOST]
    found = question.asked_of.timelines(question.criteria, Facet.TOPIC, chosen)
    years = question.timeline.years()
    if not chosen or not years:
        return None
    shown = _busiest(question.timeline)[-STREAM_YEARS:]
    names = question.names(Facet.TOPIC, chosen)
    bands = [
        charts.Band(
            question.valued("topic", slug, label, counted[pk]),
            [
                question.within_days(one, f"{label}, {one.first.year}", ("topic", slug))
                for one in found[pk].by_year(shown)
            ],
        )
        for pk in chosen
        for slug, label in [names[pk]]
    ]
    return charts.streams(
        bands,
        [str(year) for year in shown],
        title=_("Topics over the years"),
        heading=_("Year"),
        note=_joined(_not_drawn(years, shown), _left_out(question, "topic")),
        rtl=get_language_bidi(),
    )


def partners(question: Question) -> Chart | None:
    """The countries of the most meetings."""
    marks = [mark for _code, mark in question.countries.values()][:PARTNERS_AT_MOST]
    if not marks:
        return None
    return charts.ranking(
        marks,
        title=_("Countries met most"),
        heading=_("Country"),
        note=_left_out(question, question.country_parameter),
        rtl=get_language_bidi(),
    )


def country_map(question: Question) -> Chart | None:
    """A dot for every country met."""
    points = country_points()
    dots = [charts.Dot(*points[code], mark) for code, mark in question.countries.values() if code in points]
    if not dots:
        return None
    note = _left_out(question, question.country_parameter)
    return charts.world(dots, title=_("Countries met"), heading=_("Country"), note=note)


def place_map(question: Question) -> Chart | None:
    """A dot for every place where meetings were held."""
    counted = question.counts(Facet.PLACE)
    chosen = list(counted)[:PLACES_AT_MOST]
    names = question.names(Facet.PLACE, chosen)
    located = Place.objects.filter(pk__in=chosen, latitude__isnull=False)
    points = {pk: (float(x), float(y)) for pk, x, y in located.values_list("pk", "longitude", "latitude")}
    dots = [
        charts.Dot(*points[pk], question.valued("place", *names[pk], counted[pk]))
        for pk in chosen
        if pk in points
    ]
    if not dots:
        return None
    note = _left_out(question, "place")
    return charts.world(dots, title=_("Where meetings were held"), heading=_("Place"), note=note)


def net(question: Question) -> Chart | None:
    """Which minister met which country how often, among the most frequent of both."""
    counted = question.counts(Facet.MINISTER)
    ministers = list(counted)[:MINISTERS_COUNTED]
    countries = list(question.countries)[:COUNTRIES_TIED]
    pairs = question.asked_of.together(
        question.country_criteria.without(Facet.MINISTER),
        (Facet.MINISTER, ministers),
        (Facet.COUNTRY, countries),
    )
    served = _served(ministers)
    pairs = {pair: found for pair, found in pairs.items() if pair not in served}
    ministers = [pk for pk in ministers if any(pair[0] == pk for pair in pairs)][:MINISTERS_TIED]
    countries = [pk for pk in countries if any(pair[0] in ministers and pair[1] == pk for pair in pairs)]
    names = question.names(Facet.MINISTER, ministers)
    ties = [
        _tie(
            question,
            names[one],
            question.countries[other],
            (ministers.index(one), countries.index(other), found),
        )
        for (one, other), found in pairs.items()
        if one in ministers
    ]
    if not ties:
        return None
    return charts.network(
        [question.valued("minister", *names[pk], counted[pk]) for pk in ministers],
        [question.countries[pk][1] for pk in countries],
        ties,
        title=_("Ministers and countries"),
        headings=(_("Minister"), _("Country")),
        note=_left_out(question, "minister", question.country_parameter),
        rtl=get_language_bidi(),
    )


def _served(people: list[int]) -> set[tuple[int, int]]:
    """Which minister was a minister of which country: that they met it would say nothing."""
    held = Appointment.objects.filter(person__in=people, office__kind__in=MINISTERIAL_OFFICES)
    return set(held.values_list("person", "office__country").distinct())


def _tie(
    question: Question, minister: tuple[str, str], country: tuple, at: tuple[int, int, int]
) -> charts.Tie:
    (slug, name), (code, mark), (first, second, found) = minister, country, at
    parameter = question.country_parameter
    address = question.address(("minister", slug), (parameter, code), drop=("minister", parameter))
    return charts.Tie(first, second, charts.Mark.of(f"{name}, {mark.label}", found, address))


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _said(edtf: str, language: str) -> str:
    return dates.words(dates.parse(edtf), language)


def _months(language: str) -> list[str]:
    return [text.upper_first(name, language) for name in MONTHS.get(language, MONTHS["en"])]


def _short(month: str) -> str:
    """A month at the head of a column; an Arabic name, whose letters do not stand apart, stays whole."""
    return month if len(month) <= 4 or not month[0].isupper() else month[:3]


def _busiest(timeline: Timeline) -> list[int]:
    """The years to draw: as many as have room, those of the most meetings where there are more.

    One date of another age, right or wrong, does not push everything else from the page.
    """
    years = timeline.years()
    if len(years) <= YEARS_AT_MOST:
        return years
    numbers = [found.possible for found in timeline.by_year(years)]
    sums = [0, *accumulate(numbers)]
    starts = range(len(years) - YEARS_AT_MOST + 1)
    best = max(starts, key=lambda start: (sums[start + YEARS_AT_MOST] - sums[start], start))
    told = [place for place in range(best, best + YEARS_AT_MOST) if numbers[place]]
    return years[told[0] : told[-1] + 1]


def _not_drawn(years: list[int], shown: list[int]) -> str:
    """That there are years before or after those shown."""
    before = _("Years before %(year)s are not drawn.") % {"year": shown[0]}
    after = _("Years after %(year)s are not drawn.") % {"year": shown[-1]}
    return _joined(before if years[0] < shown[0] else "", after if years[-1] > shown[-1] else "")


def _undated(timeline: Timeline) -> str:
    if not timeline.undated:
        return ""
    said = ngettext("%(count)s meeting has no date.", "%(count)s meetings have no date.", timeline.undated)
    return said % {"count": number(timeline.undated)}


def _left_out(question: Question, *parameters: str) -> str:
    """That a chart does not keep to what was asked of the very thing that it compares."""
    if not any(question.data.getlist(parameter) for parameter in parameters):
        return ""
    return _("To compare with others, this chart leaves out what was asked of its own subject.")
