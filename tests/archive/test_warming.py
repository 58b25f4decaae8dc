"""Before processes are forked every language is answered once, and what goes wrong then stops nobody."""

import logging

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from archive import warming


@pytest.mark.django_db(transaction=True)  # whoever has answered closes the connection
def test_front_page_and_list_are_answered_in_every_language(settings):
    settings.ALLOWED_HOSTS = [".archive.example"]
    assert warming.answer_once(get_wsgi_application()) == ["200 OK"] * 2 * len(settings.LANGUAGES)


def test_an_application_that_fails_is_told_of_and_asked_no_less(caplog):
    def broken(environment, start_response):
        raise OSError("no disk")

    with caplog.at_level(logging.ERROR, "archive.start"):
        assert warming.answer_once(broken) == []
    assert len(caplog.records) == 2 * len(settings.LANGUAGES)
