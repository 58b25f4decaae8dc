"""Where a request comes from, as far as the archive has to know."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

#: What of an address the audit list keeps: neighbours share it.
_KEPT = {4: 24, 6: 48}


def address_of(request: HttpRequest) -> str:
    """The address of the visitor, "" where it cannot be told.

    Behind ``TRUSTED_PROXIES`` it is the entry that the outermost of them added to ``X-Forwarded-For``. Of an
    IPv6 address the last 64 bits are left out: one visitor chooses them freely.
    """
    proxies = settings.TRUSTED_PROXIES
    if proxies:
        chain = [entry.strip() for entry in request.headers.get("x-forwarded-for", "").split(",")]
        said = chain[-proxies] if len(chain) >= proxies else ""
    else:
        said = request.META.get("REMOTE_ADDR", "")
    found = _read(said)
    if found is None:
        return ""
    return str(found) if found.version == 4 else str(ipaddress.ip_network((int(found), 64), strict=False))


def network_of(request: HttpRequest) -> str:
    """The network of the visitor for the audit list, "" where it cannot be told."""
    address = address_of(request)
    found = _read(address.split("/")[0])
    if found is None:
        return ""
    return str(ipaddress.ip_network((int(found), _KEPT[found.version]), strict=False))


def _read(said: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(said)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
