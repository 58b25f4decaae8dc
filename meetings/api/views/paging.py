"""Pages of lists: the envelope, the addresses of the pages around, and cursors over identifiers."""

from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from meetings.api.parameters import IDENTIFIER, NO_CURSOR, PatternField, SizeField
from meetings.search.paging import cursor_after, cursor_before


def fields_of_lists() -> dict[str, forms.Field]:
    """The parameters of a list that is paged by identifiers."""
    return {"size": SizeField(), "after": PatternField(IDENTIFIER, NO_CURSOR)}


def page_of(queryset, field: str, after, size: int) -> tuple[list, str | None, str | None]:
    """A page of rows by an identifying field, ascending: the rows, and the cursors after and before.

    ``after`` is the identifier that the page begins behind, which nothing needs to have any more.
    """
    ahead = queryset.order_by(field)
    behind = []
    if after:
        ahead = ahead.filter(**{f"{field}__gt": after})
        earlier = queryset.filter(**{f"{field}__lte": after}).order_by(f"-{field}")
        behind = list(earlier.values_list(field, flat=True)[: size + 1])
    rows = list(ahead[: size + 1])
    forward = [getattr(row, field) for row in rows]
    return rows[:size], cursor_after(forward, size), cursor_before(behind, size)


def envelope(
    address: str,
    data: QueryDict,
    results: list[dict],
    *,
    following: str | None,
    preceding: str | None,
    count: int | None,
    cursor: str = "after",
) -> dict:
    """What every list answers. ``address`` is that of the list, ``data`` the query it was asked with."""
    return {
        "next": _page(address, data, cursor, following),
        "previous": _page(address, data, cursor, preceding),
        "count": count,
        "results": results,
    }


def _page(address: str, data: QueryDict, name: str, cursor: str | None) -> str | None:
    """The address of another page of the same list; ``None`` where there is none."""
    if cursor is None:
        return None
    pairs = [(key, value) for key in data if key != name for value in data.getlist(key)]
    pairs += [(name, cursor)] if cursor else []
    return f"{address}?{urlencode(pairs)}" if pairs else address


def narrowed(results: list[dict], members: list[str]) -> list[dict]:
    """Objects with only the members asked for; whole where none are."""
    if not members:
        return results
    return [{name: one[name] for name in members} for one in results]
