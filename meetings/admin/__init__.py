"""The editors' desk: Django's admin over the tables of the archive, one module a concept.

Django imports this package when it looks for admin classes; importing a module registers its classes. What an
editor saves goes through ``forms``, what changes a meeting's state through ``workflow``.
"""

from meetings.admin import (  # noqa: F401, I001 - merging comes after the classes of what is merged
    audit,
    countries,
    imports,
    meeting,
    occasions,
    offices,
    organisations,
    people,
    sources,
    topics,
    users,
    waiting,
)
from meetings.admin import merging  # noqa: F401
