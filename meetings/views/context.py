"""What every page knows: whose archive it is and where its main parts are."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

#: The main navigation: the name of the address and what it is called.
_NAVIGATION = (
    ("meetings", _("Meetings")),
    ("countries", _("Countries")),
    ("ministers", _("Ministers")),
    ("organisations", _("Organisations")),
    ("topics", _("Topics")),
    ("occasions", _("Occasions")),
    ("about", _("About")),
)


def base_address(request) -> str:
    """The public address of the archive without a path: as configured, else as it was asked for."""
    return settings.ARCHIVE_BASE_URL or f"{request.scheme}://{request.get_host()}"


def site(request):
    """Context processor: the ministry, the navigation with the part that the page belongs to, the address."""
    parts = [(reverse(name), label) for name, label in _NAVIGATION]
    return {
        "ministry": settings.ARCHIVE_MINISTRY,
        "navigation": [
            {"address": address, "label": label, "current": request.path.startswith(address)}
            for address, label in parts
        ],
        "canonical": base_address(request) + request.path,
    }
