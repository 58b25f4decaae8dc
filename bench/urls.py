"""The archive's addresses, and one that does nothing: what it costs is what every page costs at least."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from archive import urls as archive

handler400, handler403 = archive.handler400, archive.handler403
handler404, handler500 = archive.handler404, archive.handler500


def nothing(request: HttpRequest) -> HttpResponse:
    """Answer at once; all middleware has its turn."""
    return HttpResponse("nothing", content_type="text/plain")


urlpatterns = [path("bench/nothing/", nothing), *archive.urlpatterns]
