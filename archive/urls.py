"""The addresses of the archive: the editors' desk, those for programs, and the pages in every language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from meetings.urls import machines

urlpatterns = [
    path("admin/", include("meetings.admin.accounts.urls")),
    path("admin/", admin.site.urls),
    path("", include(machines)),
    *i18n_patterns(path("", include("meetings.urls")), prefix_default_language=False),
]

if settings.ARCHIVE_API:
    urlpatterns.insert(0, path("api/v1/", include("meetings.api.urls")))

handler400 = "meetings.views.errors.bad_request"
handler403 = "meetings.views.errors.forbidden"
handler404 = "meetings.views.errors.not_found"
handler500 = "meetings.views.errors.failed"
