"""Rows to fields: which column means what, in which order dates are, how several parties share a cell.

Pure: nothing here asks the database. What cannot be decided from the table itself is left open, for a
profile or an editor to decide.
"""

from .columns import Column, Layout, find_layout, text_of
from .dating import DateColumn, DateReader, together, year_in
from .fields import Field, field_of, order_hint, order_of_language, plain_header
from .periods import Period, period_in

__all__ = [
    "Column",
    "DateColumn",
    "DateReader",
    "Field",
    "Layout",
    "Period",
    "field_of",
    "find_layout",
    "order_hint",
    "order_of_language",
    "period_in",
    "plain_header",
    "text_of",
    "together",
    "year_in",
]
