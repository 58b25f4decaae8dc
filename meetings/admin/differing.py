"""The differences between two versions as a page shows them: row by row, field by field, word by word."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from meetings.admin.sheets import Sheets
from meetings.forms import apart
from meetings.forms.apart import CAME, SAME, WENT, Piece
from meetings.forms.threeway import RECORD, WHOLE, Difference, Sheet

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
#: The field that is the place of a row among its kind.
_PLACE = "position"
MOST_HEADINGS = 8


def differing(
    sheets: Sheets, differences: Iterable[Difference], known: tuple[Sheet, ...], prefix: str, chosen: set[str]
) -> list[dict]:
    """Groups of changes, one a row; ``theirs`` of each difference is what was, ``yours`` what is.

    ``known`` are the sheets in which titles of rows are looked up; ``prefix`` begins the names of the boxes,
    of which ``chosen`` are ticked.
    """
    groups: dict[str, dict] = {}
    for one in differences:
        name = f"{prefix}{one.row}:{one.field}"
        box = {"name": name, "chosen": name in chosen}
        if one.field == WHOLE:
            row = one.yours if one.theirs is None else one.theirs
            groups[one.row] = {
                "title": sheets.title(one.row, *known) if one.row != RECORD else _("The entry itself"),
                "what": ADDED if one.theirs is None else REMOVED,
                "pairs": sheets.whole(one.row, row, *known),
                **box,
            }
            continue
        group = groups.setdefault(
            one.row,
            {
                "title": sheets.title(one.row, *known) if one.row != RECORD else "",
                "what": MOVED,
                "changes": [],
            },
        )
        if one.field != _PLACE:
            group["what"] = CHANGED
        change = {"label": sheets.label(one.row, one.field), "pieces": _pieces(sheets, one, known), **box}
        group["changes"].append(change | {"several": _is_several(one)})
    return list(groups.values())


def _is_several(one: Difference) -> bool:
    return max(len(one.theirs), len(one.yours)) > 1


def _pieces(sheets: Sheets, one: Difference, known: tuple[Sheet, ...]) -> list[Piece]:
    if sheets.is_prose(one.row, one.field):
        before, after = (sheets.value(one.row, one.field, value) for value in (one.theirs, one.yours))
        return apart.shown(apart.pieces(before, after))
    went = sheets.values(one.row, one.field, one.theirs, *known)
    came = sheets.values(one.row, one.field, one.yours, *known)
    return [
        *(Piece(SAME if one in came else WENT, one) for one in went),
        *(Piece(CAME, one) for one in came if one not in went),
    ]


def headings(sheets: Sheets, differences: Iterable[Difference]) -> list[str]:
    """What was changed, in a few words each and without a query."""
    found: dict[str, None] = {}
    for one in differences:
        kind = sheets.verbose.get(one.row.partition("-")[0], "")
        kind = f"{kind[:1].upper()}{kind[1:]}"
        if one.field == WHOLE and one.row == RECORD:
            said = str(_("The entry itself"))
        elif one.field == WHOLE:
            said = _("%(row)s added") if one.theirs is None else _("%(row)s removed")
            said = said % {"row": kind}
        elif one.field == _PLACE:
            said = _("%(row)s moved") % {"row": kind}
        else:
            label = sheets.label(one.row, one.field)
            said = f"{kind}: {label}" if kind else label
        found[said] = None
    told = list(found)
    more = len(told) - MOST_HEADINGS
    return [*told[:MOST_HEADINGS], _("and %(number)d more") % {"number": more}] if more > 0 else told
