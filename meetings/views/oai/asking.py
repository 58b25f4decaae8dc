"""What a harvester asks: verbs, their arguments, moments and resumption tokens."""

import datetime
import re
from dataclasses import dataclass

from django.core import signing
from django.http import QueryDict

#: The arguments of each verb beside ``verb``: those that it needs, and those that it takes.
_ARGUMENTS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset()),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
}
#: The verbs whose answers come in parts.
_IN_PARTS = ("ListIdentifiers", "ListRecords", "ListSets")
PREFIXES = ("oai_dc", "meeting")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?")
_SALT = "oai-pmh"
_LONGEST = 2_000
#: The time and version of a change: where a part of a list ended.
Position = tuple[datetime.datetime, int]


class ProtocolError(Exception):
    """What the protocol answers instead of data: one of its codes, and a sentence for people."""

    def __init__(self, code: str, reason: str):
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True)
class Asked:
    """A request that keeps to the protocol.

    ``since`` (inclusive) and ``before`` (exclusive) are aware moments in UTC; ``after`` is where the
    part before ended, ``given`` how many records came before this part.
    """

    verb: str
    arguments: dict[str, str]
    since: datetime.datetime | None = None
    before: datetime.datetime | None = None
    after: Position | None = None
    given: int = 0

    @property
    def prefix(self) -> str:
        """The format of the metadata asked for."""
        return self.arguments.get("metadataPrefix", "")


def read(data: QueryDict) -> Asked:
    """The request that ``data`` makes. Raises ``ProtocolError``."""
    verb = _only(data, "verb", "badVerb") or ""
    if verb not in _ARGUMENTS:
        raise ProtocolError("badVerb", "The verb is missing, or none of OAI-PMH 2.0.")
    given = {name: _only(data, name, "badArgument") or "" for name in data if name != "verb"}
    if verb in _IN_PARTS and "resumptionToken" in given:
        if len(given) > 1:
            raise ProtocolError("badArgument", "A resumptionToken stands alone beside the verb.")
        return _resumed(verb, given["resumptionToken"])
    needed, taken = _ARGUMENTS[verb]
    if strange := sorted(given.keys() - needed - taken):
        raise ProtocolError("badArgument", f"{verb} takes no argument {_shown(strange[0])}.")
    if missing := sorted(needed - given.keys()):
        raise ProtocolError("badArgument", f"{verb} needs the argument {missing[0]}.")
    if needed and given["metadataPrefix"] not in PREFIXES:
        raise ProtocolError("cannotDisseminateFormat", f"The formats are {' and '.join(PREFIXES)}.")
    return _of(verb, given)


def _only(data: QueryDict, name: str, code: str) -> str | None:
    values = data.getlist(name)
    if len(values) > 1 or any(len(value) > _LONGEST or not value.isprintable() for value in values):
        raise ProtocolError(code, f"The argument {_shown(name)} is given twice, too long or not to be read.")
    return values[0] if values else None


def _shown(name: str) -> str:
    """A name from the outside as a sentence can repeat it."""
    return repr("".join(character for character in name[:40] if character.isprintable()))


def _of(verb: str, arguments: dict[str, str], **further) -> Asked:
    first, last = arguments.get("from"), arguments.get("until")
    if first is not None and last is not None and len(first) != len(last):
        raise ProtocolError("badArgument", "from and until are both days or both seconds.")
    since = _moment(first) if first is not None else None
    until = _moment(last) if last is not None else None
    if since and until and since > until:
        raise ProtocolError("badArgument", "from is after until.")
    return Asked(verb, arguments, since, _end(until, last or ""), **further)


def _end(until: datetime.datetime | None, written: str) -> datetime.datetime | None:
    """The first moment that is not asked for any more."""
    if until is None:
        return None
    length = datetime.timedelta(days=1) if len(written) == 10 else datetime.timedelta(seconds=1)
    try:
        return until + length
    except OverflowError:
        return None


def _moment(written: str) -> datetime.datetime:
    try:
        if not _MOMENT.fullmatch(written):
            raise ValueError(written)
        return datetime.datetime.fromisoformat(written).replace(tzinfo=datetime.UTC)
    except ValueError:
        reason = "from and until are written 2026-11-24 or 2026-11-24T09:00:00Z."
        raise ProtocolError("badArgument", reason) from None


def token(asked: Asked, after: Position, given: int) -> str:
    """The resumption token of the part that begins after the change ``after`` and ``given`` records."""
    at, version = after
    return signing.dumps([asked.verb, asked.arguments, at.isoformat(), version, given], salt=_SALT)


def _resumed(verb: str, written: str) -> Asked:
    try:
        made_for, arguments, at, version, given = signing.loads(written, salt=_SALT)
    except (signing.BadSignature, ValueError):
        made_for = None
    if made_for != verb:
        raise ProtocolError("badResumptionToken", "The resumptionToken is none of this list.")
    return _of(verb, arguments, after=(datetime.datetime.fromisoformat(at), version), given=given)
