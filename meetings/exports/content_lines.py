"""The lines of iCalendar and vCard (RFC 5545, section 3.1): escaped, and folded at 75 octets."""

import re

#: Octets of a line without its end; what goes on in the next one begins with a space, which counts.
_LONGEST = 75
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
#: What has to be escaped, and the control characters that no text may have.
_SPECIAL = re.compile(r"\r\n|[\x00-\x08\n-\x1f\x7f\\;,]")


def text(value: str) -> str:
    """``value`` as a value of the type TEXT; a control character, which that cannot hold, is left out."""
    return _SPECIAL.sub(lambda found: _ESCAPED.get(found[0].strip("\r"), ""), value)


def folded(line: str) -> str:
    """A content line with its end, on as many lines as it needs; no character is torn apart."""
    if line.isascii():
        if len(line) <= _LONGEST:
            return f"{line}\r\n"
        parts = [line[:_LONGEST]]
        parts += [line[at : at + _LONGEST - 1] for at in range(_LONGEST, len(line), _LONGEST - 1)]
    else:
        parts = _parts(line.encode())
    return "\r\n ".join(parts) + "\r\n"


def _parts(octets: bytes) -> list[str]:
    """The pieces of a line, the first as long as a line and the others one octet shorter, if not more."""
    parts, at, room = [], 0, _LONGEST
    while len(octets) - at > room:
        end = at + room
        # An octet that begins with the bits 10 goes on with a character.
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(octets[at:end].decode())
        at, room = end, _LONGEST - 1
    return [*parts, octets[at:].decode()]
