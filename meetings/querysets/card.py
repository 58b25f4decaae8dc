"""Reads of cards: the lists of what is public."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from meetings.vocabulary import Facet, number_of


class CardQuerySet(QuerySet):
    """Cards of published meetings and the tombstones of withdrawn ones."""

    def published(self):
        """The cards that the public may see."""
        return self.filter(live=True)

    def having_any(self, facet: Facet, values):
        """Cards that have at least one of ``values`` (numbers) of a facet."""
        model = self.model._meta.get_field("values").related_model
        return self.filter(
            Exists(model.objects.filter(card=OuterRef("pk"), facet=number_of(facet), value__in=list(values)))
        )

    def possibly_within(self, start, end):
        """Cards of meetings that may have been on some day from ``start`` to ``end`` (``None``: open)."""
        found = self if _in_order(start, end) else self.none()
        if start is not None:
            found = found.filter(date_latest__gte=start)
        if end is not None:
            found = found.filter(date_earliest__lte=end)
        return found

    def certainly_within(self, start, end):
        """Cards of meetings that certainly happened, in part at least, from ``start`` to ``end``."""
        found = self if _in_order(start, end) else self.none()
        if start is not None:
            found = found.filter(date_end_earliest__gte=start)
        if end is not None:
            found = found.filter(date_start_latest__lte=end)
        return found

    def oldest_first(self, first_dated: int):
        """By the day of the key, earliest first; undated meetings (keys under the bound) at the end."""
        return self.order_by(_is_undated(first_dated).asc(), "key")

    def oldest_last(self, first_dated: int):
        """The reverse of ``oldest_first``."""
        return self.order_by(_is_undated(first_dated).desc(), "-key")


def _in_order(start, end) -> bool:
    return start is None or end is None or start <= end


def _is_undated(first_dated: int):
    return ExpressionWrapper(Q(key__lt=first_dated), output_field=BooleanField())


def beyond(key: int, first_dated: int, *, forward: bool, inclusive: bool) -> Q:
    """The condition of lying after a key (or before it) in the order of ``oldest_first``."""
    side = ("gt" if forward else "lt") + "e" * inclusive
    same_part = Q(key__gte=first_dated) if key >= first_dated else Q(key__lt=first_dated)
    condition = same_part & Q(**{f"key__{side}": key})
    if forward and key >= first_dated:
        condition |= Q(key__lt=first_dated)
    if not forward and key < first_dated:
        condition |= Q(key__gte=first_dated)
    return condition
