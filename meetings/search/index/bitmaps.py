"""Between roaring bitmaps and arrays of document numbers, without going through Python's integers."""

from array import array

import numpy as np
from pyroaring import BitMap

DOCUMENT = np.uint32


def bitmap_of(documents: np.ndarray) -> BitMap:
    """The bitmap of an array of document numbers, in any order."""
    numbers = array("I")
    numbers.frombytes(documents.astype(DOCUMENT, copy=False).tobytes())
    return BitMap(numbers)


def array_of(bitmap: BitMap) -> np.ndarray:
    """The document numbers of a bitmap, ascending."""
    return np.frombuffer(bitmap.to_array(), dtype=DOCUMENT)


def bytes_of(bitmap: BitMap) -> int:
    """About how much memory a bitmap takes, the object around it included."""
    parts = bitmap.get_statistics()
    return 160 + sum(parts[f"n_bytes_{kind}_containers"] for kind in ("array", "run", "bitset"))
