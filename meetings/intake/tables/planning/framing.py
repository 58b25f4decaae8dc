"""What frames and joins persons in a cell: "Round table with:", "Mr A and Ms B", "and others"."""

import re

from meetings.intake.tables.mapping.splitting import Part

#: A form of address that begins another person behind "and".
_AND_SOMEBODY = re.compile(
    r",?\s+(?:and|&|et|und|y|e|и|och|og|en|və|ve)\s+(?=(?:the )?(?:mr|mrs|ms|miss|dr|prof|"
    r"professor|sir|dame|lord|lady|baroness|rt\.? hon|hon|h\.?e|m\.|mme|herr|frau|"
    r"senator|ambassador|sr|sra|don|doña|dott|on|г-н|г-жа)"
    r"\.?\s+\S)",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"(?:mm\.|messrs\.?|mmes\.?|srs\.|die herren)\s+(.+?)\s+(?:et|and|y|und)\s+(.+)", re.IGNORECASE
)


def addressed(text: str) -> list[Part]:
    """The persons of a text, where each further one has a form of address; else the text as it is."""
    if both := _BOTH.fullmatch(text):
        return [Part(both[1], both.start(1)), Part(both[2], both.start(2))]
    found, start = [], 0
    for match in [*_AND_SOMEBODY.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[start:end]
        if len(piece.split()) < 2:
            return [Part(text, 0)]
        found.append(Part(piece, start))
        start = match.end() if match else end
    return found


_INTRODUCED = re.compile(
    r"(?:round[- ]?table|meeting|discussion|breakfast|dinner|lunch|call|reception)[^:,]{0,40}?:\s*",
    re.IGNORECASE,
)
_AND_OTHERS = re.compile(
    r"[,\s]+(?:and|&|et|und|y) (?:others|other \w+|autres|andere|otros)\.?$", re.IGNORECASE
)


def without_frame(part: Part) -> Part:
    """A part without what introduces a list ("Round table with:") and the others whom it does not name."""
    lead = _INTRODUCED.match(part.text)
    start = lead.end() if lead and part.text[lead.end() :].strip() else 0
    text = _AND_OTHERS.sub("", part.text[start:])
    return Part(text, part.start + start) if text else part
