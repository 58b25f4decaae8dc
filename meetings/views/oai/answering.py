"""Answers of the protocol as XML."""

import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from meetings.exports import dublin_core, licence, meeting_xml
from meetings.exports.published import Published
from meetings.record.editions import form_of
from meetings.views import citing
from meetings.views.context import base_address
from meetings.views.methods import read_only
from meetings.views.oai import asking, records
from meetings.views.oai.asking import Asked, ProtocolError
from meetings.views.oai.records import Record
from meetings.views.posted import arguments
from meetings.views.standing import GREATEST_NUMBER

_OAI = "http://www.openarchives.org/OAI/2.0/"
_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
_OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_RIGHTS = "http://www.openarchives.org/OAI/2.0/rights/"
_DC = "http://purl.org/dc/elements/1.1/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LOCATION = f"{{{_XSI}}}schemaLocation"
for _prefix, _uri in (("oai_dc", _OAI_DC), ("dc", _DC), ("xsi", _XSI), ("m", meeting_xml.NAMESPACE)):
    ElementTree.register_namespace(_prefix, _uri)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Answer one request of a harvester; errors of the protocol are answers too, with the status 200."""
    answer = _Answer(request)
    try:
        data = arguments(request)
        answer.give(asking.read(data), data)
    except ProtocolError as error:
        answer.refuse(error)
    except SuspiciousOperation:
        told = "A request has few arguments, none of them long, and is not compressed."
        answer.refuse(ProtocolError("badArgument", told))
    return _sent(request, answer)


def _unreadable(request: HttpRequest) -> HttpResponse:
    """Refuse arguments that are no text."""
    answer = _Answer(request)
    answer.refuse(ProtocolError("badArgument", "The arguments are not valid UTF-8, or hold a NUL character."))
    return _sent(request, answer)


oai.unreadable = _unreadable


def _sent(request: HttpRequest, answer: "_Answer") -> HttpResponse:
    headers = licence.headers(settings.ARCHIVE_LICENCE, base_address(request))
    headers["Access-Control-Allow-Origin"] = "*"
    return HttpResponse(answer.bytes(), content_type="text/xml; charset=utf-8", headers=headers)


@read_only
def schema(request: HttpRequest) -> HttpResponse:
    """The XML schema of the format ``meeting``."""
    return render(request, "oai/meeting.xsd", content_type="application/xml; charset=utf-8")


class _Answer:
    """One answer under way: the envelope, and a method for each verb."""

    def __init__(self, request: HttpRequest):
        self._site = base_address(request)
        self._host = urlsplit(self._site).hostname or ""
        location = f"{_OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
        self._root = ElementTree.Element("OAI-PMH", {"xmlns": _OAI, _LOCATION: location})
        _add(self._root, "responseDate", _stamp(timezone.now()))
        self._asked = _add(self._root, "request", self._site + reverse("oai"))

    def bytes(self) -> bytes:
        """The answer as UTF-8."""
        return ElementTree.tostring(self._root, encoding="utf-8", xml_declaration=True)

    def refuse(self, error: ProtocolError) -> None:
        """Answer with an error; only where verb and arguments are sound are they repeated."""
        if error.code in ("badVerb", "badArgument"):
            self._asked.attrib.clear()
        _add(self._root, "error", error.reason, code=error.code)

    def give(self, asked: Asked, data: QueryDict) -> None:
        """Answer what is asked for by ``data``. Raises ``ProtocolError``."""
        self._asked.attrib.update(data.dict())
        give = {
            "Identify": self._identify,
            "ListMetadataFormats": self._formats,
            "ListSets": self._sets,
            "GetRecord": self._record,
            "ListIdentifiers": self._list,
            "ListRecords": self._list,
        }
        give[asked.verb](asked)

    def _identify(self, asked: Asked) -> None:
        found = _add(self._root, asked.verb)
        _add(found, "repositoryName", f"{settings.ARCHIVE_MINISTRY}: Meetings Archive")
        _add(found, "baseURL", self._site + reverse("oai"))
        _add(found, "protocolVersion", "2.0")
        _add(found, "adminEmail", settings.ARCHIVE_CONTACT or f"postmaster@{self._host}")
        _add(found, "earliestDatestamp", _stamp(records.earliest() or timezone.now()))
        _add(found, "deletedRecord", "persistent")
        _add(found, "granularity", "YYYY-MM-DDThh:mm:ssZ")
        scheme = ElementTree.SubElement(_add(found, "description"), "oai-identifier", {"xmlns": _IDENTIFIER})
        scheme.set(_LOCATION, f"{_IDENTIFIER} http://www.openarchives.org/OAI/2.0/oai-identifier.xsd")
        _add(scheme, "scheme", "oai")
        _add(scheme, "repositoryIdentifier", self._host)
        _add(scheme, "delimiter", ":")
        _add(scheme, "sampleIdentifier", self._identifier(1))

    def _formats(self, asked: Asked) -> None:
        if "identifier" in asked.arguments:
            self._found(asked.arguments["identifier"])
        found = _add(self._root, asked.verb)
        own = self._site + reverse("oai-schema")
        dc = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
        for prefix, location, uri in (("oai_dc", dc, _OAI_DC), ("meeting", own, meeting_xml.NAMESPACE)):
            made = _add(found, "metadataFormat")
            _add(made, "metadataPrefix", prefix)
            _add(made, "schema", location)
            _add(made, "metadataNamespace", uri)

    def _sets(self, asked: Asked) -> None:
        if asked.after:
            raise ProtocolError("badResumptionToken", "The list of sets has one part.")
        found = _add(self._root, asked.verb)
        top = [("country", "Countries"), ("topic", "Topics")]
        for name, label in [*top, *records.sets()]:
            made = _add(found, "set")
            _add(made, "setSpec", name)
            _add(made, "setName", label)

    def _record(self, asked: Asked) -> None:
        record = self._found(asked.arguments["identifier"])
        self._write(_add(self._root, asked.verb), record, asked.prefix)

    def _list(self, asked: Asked) -> None:
        found, after = records.part(asked)
        if not found and not asked.given:
            raise ProtocolError("noRecordsMatch", "Nothing changed then in that set.")
        parent = _add(self._root, asked.verb)
        for record in found:
            if asked.verb == "ListRecords":
                self._write(parent, record, asked.prefix)
            else:
                self._head(parent, record)
        if after or asked.given:
            text = asking.token(asked, after, asked.given + len(found)) if after else ""
            _add(parent, "resumptionToken", text, cursor=str(asked.given))

    def _found(self, identifier: str) -> Record:
        start, _, number = identifier.rpartition(":")
        is_ours = start == f"oai:{self._host}" and number.isascii() and number.isdigit() and len(number) <= 10
        found = records.one(int(number)) if is_ours and 0 < int(number) < GREATEST_NUMBER else None
        if found is None:
            raise ProtocolError("idDoesNotExist", "No meeting has this identifier.")
        return found

    def _identifier(self, number: int) -> str:
        return f"oai:{self._host}:{number}"

    def _head(self, parent: ElementTree.Element, record: Record) -> None:
        head = _add(parent, "header")
        if record.edition is None:
            head.set("status", "deleted")
        _add(head, "identifier", self._identifier(record.number))
        _add(head, "datestamp", _stamp(record.at))
        for name in record.sets:
            _add(head, "setSpec", name)

    def _write(self, parent: ElementTree.Element, record: Record, prefix: str) -> None:
        made = _add(parent, "record")
        self._head(made, record)
        if record.edition is not None:
            form = form_of(record.edition)
            published = citing.published(self._site, record.edition, form)
            _add(made, "metadata").append(self._metadata(published, prefix))
            self._rights(made, published)

    def _rights(self, parent: ElementTree.Element, published: Published) -> None:
        """The licence of a record, whatever its format (OAI guidelines on conveying rights expressions)."""
        if where := licence.address(published.licence, self._site):
            rights = ElementTree.SubElement(_add(parent, "about"), "rights", {"xmlns": _RIGHTS})
            rights.set(_LOCATION, f"{_RIGHTS} http://www.openarchives.org/OAI/2.0/rights.xsd")
            _add(rights, "rightsReference", ref=where)

    def _metadata(self, published: Published, prefix: str) -> ElementTree.Element:
        if prefix == "meeting":
            made = meeting_xml.element(published)
            location = f"{meeting_xml.NAMESPACE} {self._site}{reverse('oai-schema')}"
        else:
            made = ElementTree.Element(f"{{{_OAI_DC}}}dc")
            location = f"{_OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
            for name, said in dublin_core.elements(published):
                ElementTree.SubElement(made, f"{{{_DC}}}{name}").text = said
        made.set(_LOCATION, location)
        return made


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, name, attributes)
    made.text = text
    return made


def _stamp(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
