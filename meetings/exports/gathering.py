"""Small pieces of a file, handed on many at a time: each that is sent alone costs a call of the system."""

from collections.abc import Iterable, Iterator

#: Pieces are handed on when so many octets of them wait.
WAITING_AT_MOST = 1 << 16


def gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same octets in fewer pieces."""
    waiting, size = [], 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size > WAITING_AT_MOST:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)
