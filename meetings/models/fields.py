"""Model fields that normalise what they hold: one line of text, prose, a date, a web address."""

from urllib.parse import quote, urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings import dates, packing, text

WEB_ADDRESS_LENGTH = 2000


class LineField(models.CharField):
    """One line of text: NFC, without control, zero-width and bidi characters (``text.clean_line``)."""

    def __init__(self, *args, max_length=300, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else text.clean_line(value)

    def pre_save(self, model_instance, add):
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value):
        return self.to_python(super().get_prep_value(value))


class ProseField(models.TextField):
    """Text of several lines: NFC, without control and bidi-override characters (``text.clean_text``)."""

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else text.clean_text(value)

    def pre_save(self, model_instance, add):
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value):
        return self.to_python(super().get_prep_value(value))


class EdtfField(models.CharField):
    """A date of any certainty as canonical EDTF text (ISO 8601-2), or the empty string for none.

    Raises ``ValidationError`` with the reason where the text is no date of the archive's subset.
    """

    description = _("A date in EDTF (ISO 8601-2)")

    def __init__(self, *args, max_length=60, blank=True, default="", **kwargs):
        super().__init__(*args, max_length=max_length, blank=blank, default=default, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        if not value:
            return value
        try:
            return dates.parse(value).text
        except dates.DateError as error:
            raise ValidationError(error.reason, code=error.code) from error

    def pre_save(self, model_instance, add):
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value


def normalise_url(value: str) -> str:
    """The one form of a web address under which it is stored and compared.

    Scheme and host in lower case, default ports, fragments and user data dropped, other characters
    percent-encoded (RFC 3986 section 6.2). Raises ``ValidationError`` for anything but http and https.
    """
    value = text.clean_line(value).replace(" ", "%20")
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise ValidationError(_("This is no web address."), code="invalid") from error
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or not host:
        raise ValidationError(_("A web address starts with http:// or https://."), code="invalid")
    if ":" in host:
        host = f"[{host}]"
    if port and port != {"http": 80, "https": 443}[scheme]:
        host = f"{host}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="=&%/:@!$'()*+,;?~-._")
    address = urlunsplit((scheme, host, path, query, ""))
    if len(address) > WEB_ADDRESS_LENGTH:
        raise ValidationError(
            _("A web address has at most %(length)d characters."),
            code="max_length",
            params={"length": WEB_ADDRESS_LENGTH},
        )
    return address


class WebAddressField(models.CharField):
    """An http or https address in its normal form (``normalise_url``), or the empty string for none."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, *args, max_length=WEB_ADDRESS_LENGTH, blank=True, default="", **kwargs):
        super().__init__(*args, max_length=max_length, blank=blank, default=default, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        return normalise_url(value) if value else value

    def pre_save(self, model_instance, add):
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value


class PackedTextField(models.Field):
    """Text that the database holds packed with one of the dictionaries of ``packing``: an eighth of its size.

    In Python it is text; the database cannot look into it, and compares it as a whole only.
    """

    description = "Packed text"

    def __init__(self, *args, dictionary: packing.Dictionary, **kwargs):
        self.dictionary = packing.Dictionary(dictionary)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"dictionary": int(self.dictionary)}

    def get_internal_type(self):
        return "BinaryField"

    def get_default(self):
        return super().get_default() if self.has_default() else ""

    def from_db_value(self, value, expression, connection):
        return None if value is None else packing.unpack(value)

    def get_db_prep_value(self, value, connection, prepared=False):
        return None if value is None else connection.Database.Binary(packing.pack(value, self.dictionary))
