"""The tables of a dump and their columns: what every file holds, in words and as Data Package has it."""

from meetings.dumps.tables import of_entries, of_meetings
from meetings.dumps.tables.shape import Column, Table

#: Rises when a table or column changes so that an older reader would misread it.
SCHEMA = 1
TABLES = (*of_meetings.TABLES, *of_entries.TABLES)

__all__ = ["SCHEMA", "TABLES", "Column", "Table"]
