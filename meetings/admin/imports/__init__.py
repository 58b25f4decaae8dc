"""Tables on the desk: upload, preview, decisions, writing, report, undo; and names that matched nobody."""

from meetings.admin.imports import entries, tables  # noqa: F401
