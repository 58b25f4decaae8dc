"""Strict readers of the environment: a wrong value stops the start with one clear line.

Every reader takes the name of the variable and gives a value of one type. A variable that is not set, or
is empty, gives the default; one that is set to something unreadable raises ``SettingError``, whose text
says which variable, what is wrong and what would be right. Values of secrets are never repeated in it.
"""

import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class SettingError(Exception):
    """A setting is missing or cannot be read; the text is one line for the person who starts the archive."""


def _raw(name: str, environ: Mapping[str, str]) -> str | None:
    value = environ.get(name, "").strip()
    if _CONTROL.search(value):
        raise SettingError(f"{name} holds a control character or a line break.")
    return value or None


def text(name: str, default: str, *, longest: int = 200, environ: Mapping[str, str] = os.environ) -> str:
    """Give the variable as text of at most ``longest`` characters."""
    value = _raw(name, environ)
    if value is None:
        return default
    if len(value) > longest:
        raise SettingError(f"{name} is {len(value)} characters long; at most {longest} are taken.")
    return value


def boolean(name: str, default: bool, *, environ: Mapping[str, str] = os.environ) -> bool:
    """Give the variable as a truth value: 1, true, yes, on or 0, false, no, off in any case."""
    value = _raw(name, environ)
    if value is None:
        return default
    if value.lower() in _TRUE:
        return True
    if value.lower() in _FALSE:
        return False
    raise SettingError(f"{name} is {value!r}; it must be 1, true, yes or on, or 0, false, no or off.")


def integer(
    name: str, default: int, *, least: int, most: int, environ: Mapping[str, str] = os.environ
) -> int:
    """Give the variable as a whole number from ``least`` to ``most``."""
    value = _raw(name, environ)
    if value is None:
        return default
    if not re.fullmatch(r"-?[0-9]{1,12}", value) or not least <= int(value) <= most:
        raise SettingError(f"{name} is {value!r}; it must be a whole number from {least} to {most}.")
    return int(value)


def choice(
    name: str, default: str, options: Collection[str], *, environ: Mapping[str, str] = os.environ
) -> str:
    """Give the variable as one of ``options``, compared without regard to case."""
    value = _raw(name, environ)
    if value is None:
        return default
    for option in options:
        if option.lower() == value.lower():
            return option
    raise SettingError(f"{name} is {value!r}; it must be one of {', '.join(sorted(options))}.")


def pattern(
    name: str, default: str, shape: str, words: str, *, environ: Mapping[str, str] = os.environ
) -> str:
    """Give the variable as text that the regular expression ``shape`` matches whole.

    ``words`` tells people what the shape is, for the error.
    """
    value = _raw(name, environ)
    if value is None:
        return default
    if not re.fullmatch(shape, value):
        raise SettingError(f"{name} is {value!r}; it must be {words}.")
    return value


def names(name: str, default: Collection[str], *, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Give the variable as a list of words separated by commas."""
    value = _raw(name, environ)
    if value is None:
        return list(default)
    items = [item.strip() for item in value.split(",")]
    if not all(items):
        raise SettingError(f"{name} is {value!r}; it must be words separated by single commas.")
    return items


def digests(name: str, *, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Give the variable as SHA-256 digests by name, written ``name:hex`` and separated by commas."""
    found: dict[str, str] = {}
    for item in names(name, (), environ=environ):
        given = re.fullmatch(r"([A-Za-z0-9_.-]{1,40}):([0-9a-fA-F]{64})", item)
        if given is None or given[1] in found:
            raise SettingError(
                f"{name} is not readable; it must be words such as paper:HEX separated by commas, each name "
                "once, each HEX 64 hexadecimal digits."
            )
        found[given[1]] = given[2].lower()
    return found


def secret(name: str, default: str | None, *, least: int, environ: Mapping[str, str] = os.environ) -> str:
    """Give a secret of at least ``least`` characters; with no default it has to be set.

    Raises ``SettingError`` also for a secret that is guessable: too short, too few different characters,
    or one of the placeholders that examples carry.
    """
    value = _raw(name, environ)
    if value is None:
        if default is None:
            raise SettingError(f"{name} is not set; production needs at least {least} random characters.")
        return default
    if len(value) < least or len(set(value)) < 5:
        raise SettingError(f"{name} is too weak; it must be at least {least} random characters.")
    if re.search(r"insecure|change.?me|example|development", value, re.IGNORECASE):
        raise SettingError(f"{name} is a known placeholder; make a random one of your own.")
    return value


def origin(name: str, *, environ: Mapping[str, str] = os.environ) -> str:
    """Give a public address such as ``https://archive.example.org`` without a path, or "" when unset."""
    value = _raw(name, environ)
    if value is None:
        return ""
    if not re.fullmatch(r"https?://[A-Za-z0-9.\-]+(:[0-9]{1,5})?/?", value):
        raise SettingError(f"{name} is {value!r}; it must be an address such as https://archive.example.org.")
    return value.rstrip("/")


def licence(name: str, *, environ: Mapping[str, str] = os.environ) -> tuple[str, str]:
    """Give a licence as its name and its address, both "" when unset.

    The variable holds an SPDX identifier (``CC-BY-4.0``), whose address follows from it, or a name with an
    address behind it (``Open Government Licence https://example.org/licence``), or a name alone.
    """
    value = _raw(name, environ)
    if value is None:
        return "", ""
    found = re.fullmatch(r"([^<>:]{1,100}?)(?: (https?://[^\s<>\"]{1,300}))?", value)
    if not found:
        raise SettingError(
            f"{name} is {value!r}; it must be an SPDX identifier such as CC-BY-4.0, or a name, and then"
            " perhaps an address that begins with https://."
        )
    said, where = found[1], found[2] or ""
    if not where and re.fullmatch(r"[A-Za-z0-9.+\-]*[0-9][A-Za-z0-9.+\-]*", said):
        where = f"https://spdx.org/licenses/{said}.html"
    return said, where


@dataclass(frozen=True)
class Address:
    """The parts of an address such as ``postgres://user:password@host:5432/name?sslmode=require``."""

    scheme: str
    host: str = ""
    port: int | None = None
    user: str = ""
    password: str = field(default="", repr=False)
    path: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


def address(
    name: str,
    default: str,
    schemes: Collection[str],
    options: Collection[str] = (),
    *,
    environ: Mapping[str, str] = os.environ,
) -> Address:
    """Give the variable as the parts of an address.

    ``schemes`` are the words that may stand before "://", ``options`` those that may stand after "?".
    Raises ``SettingError`` for any other; the error never repeats the address, which may hold a password.
    """
    value = _raw(name, environ) or default
    try:
        parts = urlsplit(value)
        port = parts.port
        query = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError as error:
        raise SettingError(f"{name} is no readable address: {_reason(error)}.") from None
    if parts.scheme not in schemes or "://" not in value:
        raise SettingError(f"{name} must begin with {' or '.join(f'{s}://' for s in sorted(schemes))}.")
    unknown = sorted({key for key, _ in query} - set(options))
    if unknown:
        known = ", ".join(sorted(options)) or "none"
        raise SettingError(f"{name} has the unknown option {unknown[0]!r}; known: {known}.")
    if parts.fragment:
        raise SettingError(f"{name} holds a '#'; write it as %23.")
    return Address(
        scheme=parts.scheme,
        host=unquote(parts.hostname or ""),
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        path=unquote(parts.path),
        options=dict(query),
    )


def _reason(error: ValueError) -> str:
    """Say in words why an address cannot be read, without repeating any of it."""
    return "the port is no number from 0 to 65535" if "ort" in str(error) else "it is malformed"
