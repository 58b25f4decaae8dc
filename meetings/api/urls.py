"""The addresses below ``/api/v1/``."""

from django.urls import path

from meetings.api.views import changes, description, entries, meetings, root, sources

app_name = "api"


def _entries(name: str):
    """List and detail of a kind of entry."""
    made = {"list_name": name}
    return [
        path(f"{name}/", entries.EntryList.as_view(**made), name=name),
        path(f"{name}/<str:identifier>/", entries.EntryDetail.as_view(**made), name=f"{name}-detail"),
    ]


urlpatterns = [
    path("", root.Root.as_view(), name="root"),
    path("meetings/", meetings.MeetingList.as_view(), name="meetings"),
    path("meetings/<int:number>/", meetings.MeetingDetail.as_view(), name="meetings-detail"),
    path("meetings/<int:number>/editions/", meetings.EditionList.as_view(), name="editions"),
    path(
        "meetings/<int:number>/editions/<int:edition>/",
        meetings.EditionDetail.as_view(),
        name="editions-detail",
    ),
    *(route for name in entries.SHAPES for route in _entries(name)),
    path("sources/", sources.SourceList.as_view(), name="sources"),
    path("sources/<str:identifier>/", sources.SourceDetail.as_view(), name="sources-detail"),
    path("statements/", sources.StatementList.as_view(), name="statements"),
    path("statements/<str:identifier>/", sources.StatementDetail.as_view(), name="statements-detail"),
    path("changes/", changes.ChangeList.as_view(), name="changes"),
    path("schema/", description.Description.as_view(), name="schema"),
    path("docs/", description.docs, name="docs"),
]
