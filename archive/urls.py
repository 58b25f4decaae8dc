"""The addresses of the archive: the editors' desk, then everything that ``meetings`` answers."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("meetings.urls")),
]
