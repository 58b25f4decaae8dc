"""The lines that the archive logs: for machines, and without anything personal."""

import json
import logging

import pytest

from archive.logs import JsonFormatter


def line_of(record):
    return json.loads(JsonFormatter().format(record))


def test_a_request_is_one_line_without_address_browser_or_search_words(client, caplog):
    with caplog.at_level(logging.INFO, logger="archive.requests"):
        client.get(
            "/there-is-no-such-page?q=secretword",
            headers={"user-agent": "secretbrowser", "x-request-id": "abc-12345678"},
            REMOTE_ADDR="192.0.2.77",
        )
    (record,) = [record for record in caplog.records if record.name == "archive.requests"]
    line = line_of(record)
    assert line.pop("duration_ms") >= 0
    assert len(line.pop("time")) == len("2026-11-24T05:06:07.522+00:00")
    assert line == {
        "level": "info",
        "logger": "archive.requests",
        "message": "request",
        "method": "GET",
        "path": "/there-is-no-such-page",
        "status": 404,
    }


@pytest.mark.parametrize("given", ["", "short", "with space in it", "x" * 65, "line\\nbreak-12345"])
def test_a_request_id_that_is_not_one_is_replaced(client, given):
    answered = client.get("/healthz", headers={"x-request-id": given}).headers["X-Request-ID"]
    assert (len(answered), answered == given) == (32, False)


def test_a_good_request_id_is_kept_and_sent_back(client):
    response = client.get("/healthz", headers={"x-request-id": "proxy-0123456789"})
    assert response.headers["X-Request-ID"] == "proxy-0123456789"


def test_a_record_is_one_line_whatever_it_holds():
    record = logging.LogRecord("x", logging.ERROR, "", 0, "two\nlines and %s", ("a \u202e mark",), None)
    assert "\n" not in JsonFormatter().format(record)
    assert line_of(record)["message"] == "two\nlines and a \u202e mark"


def test_an_exception_is_logged_with_its_traceback():
    try:
        raise ValueError("wrong")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), (type(error), error, None))
    assert line_of(record)["exception"] == "ValueError: wrong"
