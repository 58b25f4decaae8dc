"""The rows that the addresses of a dump have come to stand for, so many of them known at a time."""

from collections.abc import Iterable

from meetings.dumps.checking import Damaged
from meetings.record.references import ADDRESSES

#: So many are still known for the next rows, that those named again and again are asked for once.
_KNOWN_AT_MOST = 5_000


class Addresses:
    """Primary keys by kind and address, asked for many at once; ``dump`` is the name that refusals give."""

    def __init__(self, dump: str) -> None:
        self._dump = dump
        self._known: dict[tuple[str, str], int] = {}

    def look_up(self, named: Iterable[tuple[str, str | None]]) -> None:
        """Know these until the next are looked up: a query for each kind of which any are new."""
        wanted = {one for one in named if one[1]}
        if len(self._known) > _KNOWN_AT_MOST:
            self._known = {one: self._known[one] for one in wanted & self._known.keys()}
        missing: dict[str, list[str]] = {}
        for kind, address in wanted - self._known.keys():
            missing.setdefault(kind, []).append(address)
        for kind, addresses in missing.items():
            model, field = ADDRESSES[kind]
            rows = model._base_manager.filter(**{f"{field}__in": addresses}).values_list(field, "pk")
            self._known |= {(kind, address): pk for address, pk in rows}

    def pk(self, kind: str, address: str | None) -> int | None:
        """The row at an address that was looked up; ``None`` for no address. Raises ``Damaged``."""
        if not address:
            return None
        if (kind, address) not in self._known:
            raise Damaged(f"{self._dump}: it has no {kind} “{address}”, which it links to.")
        return self._known[kind, address]
