"""Statistics: the charts of whatever the list of meetings can be asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from meetings.filters import MeetingFilterSet, chips, sentence
from meetings.filters.querystring import encode
from meetings.views import figures
from meetings.views.meetings import HTML_A_VALUE, refusal
from meetings.views.methods import read_only
from meetings.views.question import Question
from meetings.views.remembering import remembered_compressed


@read_only
@remembered_compressed
def statistics(request: HttpRequest) -> HttpResponse:
    """Charts of the meetings that fit the query string, which is that of the list and refused like there."""
    filterset = MeetingFilterSet(request.GET)
    if not filterset.is_valid():
        return render(request, "meetings/list.html", refusal(request, filterset), status=400)
    language = get_language() or "en"
    question = Question(filterset.criteria, request.GET, language)
    count = question.count()
    active = chips(filterset, language)
    number, said = sentence(filterset, active, count, language)
    context = {
        "count": count,
        "number": number,
        "said": said,
        "chips": active,
        "is_filtered": bool(active),
        "list_query": encode(request.GET),
    }
    if count:
        context["charts"] = _charts(question)
    return render(request, "meetings/statistics.html", context)


def _charts(question: Question) -> str:
    """The charts as HTML, remembered for a question: all of the work, and the same until a publication."""

    def made() -> str:
        drawn = {
            "per_year": figures.per_year(question),
            "calendar": figures.calendar(question),
            "topics": figures.topics(question),
            "partners": figures.partners(question),
            "net": figures.net(question),
            "country_map": figures.country_map(question),
            "place_map": figures.place_map(question),
        }
        return render_to_string("meetings/_charts.html", drawn)

    asked = ("statistics", question.language, question.address())
    return question.asked_of.remembered(asked, made, weigh=lambda html: len(html) // HTML_A_VALUE)
