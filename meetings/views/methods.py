"""Which methods a public address answers."""

from collections.abc import Callable

from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


def read_only(view: Callable) -> Callable:
    """A view that answers GET and HEAD; any other method is not allowed (405), with or without a token."""
    return csrf_exempt(require_safe(view))
