"""The FilterSet of the public change log."""

import django_filters
from django.utils.translation import gettext_lazy as _

from meetings.filters import fields
from meetings.models import ChangeNote
from meetings.vocabulary import ChangeAction, ChangeReason


class WordsFilter(django_filters.Filter):
    """Any of some words of a vocabulary, compared as they are stored."""

    field_class = fields.WordsField

    def filter(self, qs, value):
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


class BeforeFilter(django_filters.Filter):
    """What happened before a version of the archive."""

    field_class = fields.CursorField

    def filter(self, qs, value):
        return qs.filter(version__lt=int(value)) if value else qs


class ChangeFilterSet(django_filters.FilterSet):
    """``action`` and ``reason`` (given twice: any of them), and ``after``, the version a page ended with."""

    action = WordsFilter(choices=ChangeAction, label=_("What happened"))
    reason = WordsFilter(choices=ChangeReason, label=_("Reason"))
    after = BeforeFilter(label=_("Cursor"))

    class Meta:
        model = ChangeNote
        fields: list[str] = []
