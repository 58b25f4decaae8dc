"""Which of several media types whoever asks would rather have (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence

#: More of a header is not looked at: nobody names so many types.
_READ_AT_MOST = 4_000


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The media type of ``offered`` that an ``Accept`` header likes best, ``None`` where it takes none.

    Of types that are liked as much the first one offered is taken; a header that is empty or says nothing
    readable takes anything.
    """
    ranges = list(_ranges(accept[:_READ_AT_MOST]))
    if not ranges:
        return offered[0]
    best = max(offered, key=lambda media_type: _quality(media_type, ranges))
    return best if _quality(best, ranges) > 0 else None


def _ranges(accept: str):
    """Each media range of a header as (type, subtype, quality)."""
    for item in accept.split(","):
        media_range, *parameters = (part.strip().lower() for part in item.split(";"))
        main, slash, sub = media_range.partition("/")
        if slash and main and sub:
            yield main, sub, _weight(parameters)


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _quality(media_type: str, ranges: list[tuple[str, str, float]]) -> float:
    """How much a type is liked: what the most specific range that fits it says."""
    main, _, sub = media_type.partition("/")
    fitting = [
        ((one != "*") + (other != "*"), weight)
        for one, other, weight in ranges
        if one in ("*", main) and other in ("*", sub)
    ]
    return max(fitting)[1] if fitting else 0.0
