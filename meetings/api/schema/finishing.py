"""What the description says beside the operations: how to ask, and what drf-spectacular cannot know."""

from django.conf import settings
from django.urls import reverse

DESCRIPTION = """\
What the pages of the archive show, as JSON. It only reads, needs no key and is open to scripts of every site.

Lists are `{"next", "previous", "count", "results"}` with cursors; a parameter that is unknown, empty or \
unreadable is an error (RFC 9457). Dates are EDTF with the first and last possible day. A withdrawn record \
answers 410 with the public reason, a merged or renamed one 301. Follow `changes` to stay in step.
"""
SECURITY = {
    "key": {"type": "http", "scheme": "bearer", "description": "For a higher rate; nothing needs one."}
}


def finish(result: dict, generator, request, public) -> dict:
    """Complete the description; of shapes any will do, since a whole object is also a part of itself."""
    result["info"]["description"] = DESCRIPTION
    if settings.ARCHIVE_LICENCE[0]:
        name, where = settings.ARCHIVE_LICENCE
        result["info"]["license"] = {"name": name} | ({"url": where} if where else {})
    result["servers"] = [{"url": reverse("api:root").rstrip("/")}]
    components = result.setdefault("components", {})
    components["securitySchemes"] = SECURITY
    for component in components.get("schemas", {}).values():
        if "oneOf" in component:
            component["anyOf"] = component.pop("oneOf")
    return result
