"""Django's formats for English: its own are those of the United States.

A day in figures is read as ISO 8601 has it: which of two figures is the month nobody can tell otherwise.
"""

DATE_FORMAT = SHORT_DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = r"j F Y, H:i \U\T\C"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d %B %Y", "%d %b %Y"]
