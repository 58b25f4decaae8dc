"""What restoring an older version, and recovering what was deleted, need to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 1_000


def _why(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Why, for the history of the desk"),
        required=required,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 2, "class": "vLargeTextField"}),
    )


class RestoreForm(forms.Form):
    """Why something of an older version is restored."""

    why = _why(required=True)


class RecoverForm(forms.Form):
    """Why something is recovered, where there is anything to say."""

    why = _why(required=False)
