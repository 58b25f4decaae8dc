"""Columns of very many rows, read as numbers, with no objects of models between."""

import numpy as np
from django.db import connection

#: So many rows are held as Python's objects at a time.
AT_A_TIME = 20_000


def columns(statement: str, width: int) -> np.ndarray:
    """What a statement gives, which is whole numbers only: ``width`` columns, a row of the array each."""
    parts = [np.empty((0, width), dtype=np.int64)]
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(AT_A_TIME):
            parts.append(np.array(rows, dtype=np.int64))
    return np.ascontiguousarray(np.concatenate(parts).T)
