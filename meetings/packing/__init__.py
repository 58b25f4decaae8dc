"""Long texts in few bytes: Zstandard (RFC 8878) against dictionaries of what such texts have in common.

A packed text is one byte, the number of its dictionary, and a Zstandard frame; the empty text is no byte at
all. Dictionaries are never changed, as what was packed with them could not be read any more: a better one is
a further number. ``README.md`` beside them says what they hold.
"""

import threading
from enum import IntEnum
from functools import cache
from pathlib import Path

import zstandard

_FOLDER = Path(__file__).parent
#: Where twice the time would save less than a tenth more.
_LEVEL = 9


class Dictionary(IntEnum):
    """The dictionaries by number: for canonical forms, for the data of cards, and for folded words."""

    FORMS = 1
    CARDS = 2
    WORDS = 3


_NUMBERS = frozenset(Dictionary)


class _Tools(threading.local):
    """What packs and unpacks in one thread, by dictionary; neither is safe for several."""

    def __init__(self) -> None:
        self.packing: dict[int, zstandard.ZstdCompressor] = {}
        self.unpacking: dict[int, zstandard.ZstdDecompressor] = {}


_tools = _Tools()


@cache
def content(number: int) -> bytes:
    """What a dictionary holds. Raises ``FileNotFoundError`` for a number that there is not."""
    return zstandard.ZstdDecompressor().decompress((_FOLDER / f"{number}.zst").read_bytes())


@cache
def _dictionary(number: int) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(content(number), dict_type=zstandard.DICT_TYPE_RAWCONTENT)


@cache
def _dictionary_for_packing(number: int) -> zstandard.ZstdCompressionDict:
    found = zstandard.ZstdCompressionDict(content(number), dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    found.precompute_compress(level=_LEVEL)
    return found


def pack(text: str, dictionary: Dictionary) -> bytes:
    """The packed form of a text."""
    if not text:
        return b""
    packing = _tools.packing.get(dictionary)
    if packing is None:
        packing = _tools.packing[dictionary] = zstandard.ZstdCompressor(
            dict_data=_dictionary_for_packing(dictionary), write_checksum=False, write_dict_id=False
        )
    return bytes([dictionary]) + packing.compress(text.encode())


def unpacked(packed: bytes) -> bytes:
    """As ``unpack``, in UTF-8."""
    if not packed:
        return b""
    number = packed[0]
    unpacking = _tools.unpacking.get(number)
    if unpacking is None:
        if number not in _NUMBERS:
            raise zstandard.ZstdError(f"there is no dictionary {number}")
        unpacking = _tools.unpacking[number] = zstandard.ZstdDecompressor(dict_data=_dictionary(number))
    return unpacking.decompress(memoryview(packed)[1:])


def unpack(packed: bytes) -> str:
    """The text of a packed form. Raises ``zstandard.ZstdError`` for bytes that ``pack`` never gave."""
    return unpacked(packed).decode()
