"""JSON or nothing: the one form of answers, and the refusal of requests that do not take it."""

import orjson
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer

from meetings.exports.negotiation import preferred


class Json(BaseRenderer):
    """JSON as RFC 8259 has it, in UTF-8."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data, accepted_media_type=None, renderer_context=None) -> bytes:
        return orjson.dumps(data)


class OnlyWhatIsAccepted(BaseContentNegotiation):
    """Takes the first renderer whose media type the request accepts; 406 where it accepts none."""

    def select_parser(self, request, parsers):
        return parsers[0] if parsers else None

    def select_renderer(self, request, renderers, format_suffix=None):
        """The renderer to answer with and its media type. Raises ``NotAcceptable``."""
        by_type = {renderer.media_type: renderer for renderer in renderers}
        found = preferred(request.headers.get("accept", ""), list(by_type))
        if found is None:
            raise NotAcceptable
        return by_type[found], found
