"""The ledger of what has been checked, so that silence is not read as "no meeting"."""

import calendar
import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F
from django.db.models.functions import ExtractMonth, ExtractYear
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings import dates
from meetings.models import CardValue, Coverage, Organisation
from meetings.views.entries import list_address
from meetings.views.methods import read_only
from meetings.views.remembering import remembered
from meetings.vocabulary import Facet, number_of

#: Years of one publisher that the page shows at most, the latest first.
YEARS_AT_MOST = 60


@dataclass(frozen=True)
class Month:
    """One month of one publisher: how many meetings it certainly reports, and what was checked of it.

    ``checked`` is ``whole``, ``part`` or ``none``; ``words`` say both for who does not see the table.
    """

    count: int
    checked: str
    words: str
    address: str


@dataclass(frozen=True)
class Publisher:
    """A publisher with its years, each a row of twelve months."""

    name: str
    slug: str
    is_public: bool
    checks: list[tuple[str, Coverage]]
    years: list[tuple[int, list[Month]]]
    #: That older years are left out, in words.
    cut: str = ""


@read_only
@remembered
def coverage(request: HttpRequest) -> HttpResponse:
    """Per publisher and month: what has been checked, and how many meetings are known."""
    language = get_language() or "en"
    checks: dict[int, list[Coverage]] = {}
    for row in Coverage.objects.order_by("period_earliest"):
        checks.setdefault(row.publisher_id, []).append(row)
    counted = _counted()
    wanted = checks.keys() | {publisher for publisher, _, _ in counted}
    rows = Organisation.objects.filter(pk__in=wanted).prefetch_related("other_names")
    public = set(Organisation.objects.published().filter(pk__in=wanted).values_list("pk", flat=True))
    publishers = [
        _publisher(row, row.pk in public, checks.get(row.pk, []), counted, language) for row in rows
    ]
    context = {"publishers": publishers, "months": dates.month_names(language)}
    return render(request, "meetings/coverage.html", context)


def _counted() -> Counter:
    """How many meetings each publisher reports in a month, by (publisher, year, month).

    Only meetings that certainly were in that month count.
    """
    reported = CardValue.objects.filter(
        facet=number_of(Facet.PUBLISHER),
        card__date_latest__year=F("card__date_earliest__year"),
        card__date_latest__month=F("card__date_earliest__month"),
    )
    months = reported.values_list(
        "value", ExtractYear("card__date_earliest"), ExtractMonth("card__date_earliest")
    ).annotate(found=Count("card"))
    return Counter({(publisher, year, month): found for publisher, year, month, found in months})


def _publisher(row, is_public: bool, checks: list[Coverage], counted: Counter, language: str) -> Publisher:
    years = {year for publisher, year, _ in counted if publisher == row.pk}
    for check in checks:
        years |= set(
            range(check.period_earliest.year, min(check.period_latest.year, timezone.localdate().year) + 1)
        )
    shown = sorted(years, reverse=True)[:YEARS_AT_MOST]
    return Publisher(
        name=row.label(language),
        slug=row.slug,
        is_public=is_public,
        checks=[(dates.words(dates.parse(check.period), language), check) for check in checks],
        cut=_("Years before %(year)s are not drawn.") % {"year": shown[-1]}
        if len(years) > len(shown)
        else "",
        years=[
            (year, [_month(row, checks, counted, year, month) for month in range(1, 13)]) for year in shown
        ],
    )


def _month(row, checks: list[Coverage], counted: Counter, year: int, month: int) -> Month:
    first = datetime.date(year, month, 1)
    last = first.replace(day=calendar.monthrange(year, month)[1])
    count = counted[row.pk, year, month]
    if any(check.period_earliest <= first and last <= check.period_latest for check in checks):
        checked, words = "whole", _("checked, %(count)d found") if count else _("checked, none")
    elif any(check.period_earliest <= last and first <= check.period_latest for check in checks):
        checked, words = "part", _("checked in part, %(count)d found")
    else:
        checked, words = "none", _("not checked, %(count)d found") if count else _("not checked")
    period = f"{year:04}-{month:02}"
    address = list_address(("publisher", row.slug), ("from", period), ("to", period), ("certain", "1"))
    return Month(count, checked, words % {"count": count}, address if count else "")
