"""Reads of the audit list."""

from django.db.models import QuerySet


class AuditQuerySet(QuerySet):
    """The audit list; nothing of it is changed or deleted."""

    def update(self, **fields):
        # What a deleted account leaves behind: the name stays.
        if fields.keys() != {"who"} or fields["who"] is not None:
            raise TypeError("The audit list is only added to.")
        return super().update(**fields)

    def bulk_update(self, *args, **kwargs):
        raise TypeError("The audit list is only added to.")

    def delete(self):
        raise TypeError("The audit list is only added to.")
