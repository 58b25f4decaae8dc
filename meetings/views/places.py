"""Places: the page of one, with the meetings held there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings import search
from meetings.models import Place
from meetings.search import Criteria
from meetings.views import entries, naming
from meetings.vocabulary import Facet


@entries.entry(Place, "place", "country__other_names")
def place(request: HttpRequest, row: Place) -> HttpResponse:
    """One place: in which country it is and who met there."""
    language = get_language() or "en"
    criteria, within = Criteria.of({Facet.PLACE: {row.pk}}), (("place", row.slug),)
    counted = search.counts(criteria, [Facet.COUNTRY, Facet.OCCASION, Facet.YEAR])
    headings = ((Facet.COUNTRY, _("Countries met here")), (Facet.OCCASION, _("Occasions")))
    context = {
        "place": row,
        "name": row.label(language),
        "country": row.country.label(language) if row.country else "",
        "names": naming.name_table(row, language),
        "ledger": entries.ledger(criteria, entries.list_address(*within), language),
        "period": entries.period(counted[Facet.YEAR]),
        "tallies": entries.tables(counted, headings, language, within=within),
    }
    return render(request, "meetings/place.html", context)
