"""The description of the interface: in OpenAPI for programs, and as a page that tries it out."""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema

from meetings.api import parameters
from meetings.api.views.base import View


@lru_cache(maxsize=1)
def description() -> dict:
    """The OpenAPI document, made once: it follows from the code alone."""
    return SchemaGenerator(urlconf="meetings.api.urls").get_schema(request=None, public=True)


@extend_schema(exclude=True)
class Description(View):
    """The interface in OpenAPI 3.1."""

    def get(self, request):
        parameters.read(request.GET, {})
        return self.as_it_is(request, description())


@csrf_exempt
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The description for people, which asks the archive what they try."""
    return render(request, "api/docs.html")
