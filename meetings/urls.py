"""The addresses that ``meetings`` answers, grouped by what they begin with.

``urlpatterns`` are the pages for people, each at the same path in every language of the site, behind the
prefix of the language (``/az/meetings/``). ``machines`` are the addresses for programs, which have none.
"""

from django.contrib.sitemaps.views import index as sitemap_index
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from meetings.views import (
    about,
    catalogue,
    corrections,
    countries,
    coverage,
    data,
    files,
    guide,
    history,
    home,
    listing,
    meeting,
    meetings,
    oai,
    occasions,
    organisations,
    people,
    places,
    preview,
    reconcile,
    relations,
    sources,
    statistics,
    topics,
)
from meetings.views.methods import read_only
from meetings.views.sitemaps import SITEMAPS

_meetings = [
    path("", meetings.meeting_list, name="meetings"),
    path("values/<slug:facet>/", meetings.facet_page, name="facet"),
    path("<int:number>/", meeting.meeting, name="meeting-number"),
    path("<int:number>/history/", history.history, name="meeting-history"),
    path("<int:number>/history/<int:edition_number>/", meeting.edition, name="meeting-edition"),
    path("<int:number>/<slug:slug>/", meeting.meeting, name="meeting"),
]
_entries = [
    path("countries/", countries.index, name="countries"),
    path("countries/<slug:code>/", countries.country, name="country"),
    path("ministers/", people.ministers, name="ministers"),
    path("ministers/<slug:slug>/", people.minister, name="minister"),
    path("people/", people.index, name="people"),
    path("people/<slug:slug>/", people.person, name="person"),
    path("organisations/", organisations.index, name="organisations"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("occasions/", occasions.index, name="occasions"),
    path("occasions/<slug:slug>/", occasions.occasion, name="occasion"),
    path("topics/", topics.index, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    path("places/<slug:slug>/", places.place, name="place"),
    path("sources/", sources.index, name="sources"),
    path("sources/<slug:public_id>/", sources.source, name="source"),
]
_seeing = [
    path("statistics/", statistics.statistics, name="statistics"),
    path("relations/", relations.pick, name="relations"),
    path("relations/<slug:first>/<slug:second>/", relations.relation, name="relation"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("meetings/", include(_meetings)),
    *_entries,
    *_seeing,
    path("coverage/", coverage.coverage, name="coverage"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("data/", data.index, name="data"),
    path("about/", about.about, name="about"),
    path("preview/<int:key>/", preview.preview, name="preview"),
]

_reconcile = [
    path("suggest/<slug:what>", reconcile.suggest, name="reconcile-suggest"),
    path("properties", reconcile.propose_properties, name="reconcile-properties"),
    path("entry/<slug:kind>/<slug:address>", reconcile.entry, name="reconcile-entry"),
    path("preview", reconcile.preview, name="reconcile-preview"),
]
machines = [
    path("meetings.<str:suffix>", listing.file, name="meetings-file"),
    path("meetings/<int:number>.<str:suffix>", files.file, name="meeting-file"),
    path("oai", oai.oai, name="oai"),
    path("oai/meeting.xsd", oai.schema, name="oai-schema"),
    path("reconcile", reconcile.reconcile, name="reconcile"),
    path("reconcile/", include(_reconcile)),
    path("data/<str:dump>/<str:name>", data.file, name="data-file"),
    path("robots.txt", about.robots, name="robots"),
    path("llms.txt", guide.llms, name="llms"),
    path(".well-known/api-catalog", catalogue.catalogue, name="api-catalog"),
    path(".well-known/security.txt", about.security, name="security"),
    path(
        "sitemap.xml",
        read_only(sitemap_index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"},
        name="sitemap-index",
    ),
    path("sitemap-<section>.xml", read_only(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
]
