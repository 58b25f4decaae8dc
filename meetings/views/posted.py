"""The arguments of requests that protocols allow in an address and in a body alike."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, QueryDict


def arguments(request: HttpRequest) -> QueryDict:
    """The arguments of a request by GET, HEAD or POST.

    Raises ``SuspiciousOperation`` for a body that is compressed, or longer than is read, before any of it
    is read: Django itself bounds everything but what a form declares to be a file.
    """
    if request.method != "POST":
        return request.GET
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise SuspiciousOperation("The body is compressed.")
    length = request.headers.get("content-length") or "0"
    if not length.isdecimal() or int(length[:20]) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise RequestDataTooBig("The body is too long.")
    return request.POST
