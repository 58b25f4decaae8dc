"""Every type of page in every language: how it is marked, where it leads, and that it is translated."""

import html
import re

import pytest
from django.urls import URLPattern, get_resolver, resolve

from meetings import urls
from tests import catalogues
from tests.views.pages import PAGES

pytestmark = pytest.mark.django_db

LANGUAGES = {"en": "ltr", "az": "ltr", "ru": "ltr", "fr": "ltr", "ar": "rtl"}
_MARKED = re.compile(r'<(?P<tag>\w+)(?=[^>]* lang="(?P<lang>[^"]+)")[^>]*>.*?</(?P=tag)>', re.DOTALL)
_ATTRIBUTES = re.compile(r' (?:aria-label|placeholder|title|alt|data-narrow|content)="([^"]*)"')


def prefixed(path: str, language: str) -> str:
    return path if language == "en" else f"/{language}{path}"


def texts_of(page: str) -> list[str]:
    """The texts of a page in its own language: text nodes, and attributes that are read to people."""
    page = re.sub(r"<(script|style|svg)\b.*?</\1>", "", page, flags=re.DOTALL)
    head, _, body = page.partition("<body>")
    body = re.sub(r"<code>.*?</code>", "", _MARKED.sub("", body), flags=re.DOTALL)
    found = _ATTRIBUTES.findall(head + body) + re.findall(r">([^<]+)<", head + ">" + body)
    return [text for one in found if (text := " ".join(html.unescape(one).split()))]


def interface(language: str) -> re.Pattern:
    """What matches any English text of the interface that reads otherwise in a language."""
    shapes = []
    for message in catalogues.catalogue(language):
        forms = [message.id] if isinstance(message.id, str) else list(message.id or [])
        translated = [message.string] if isinstance(message.string, str) else list(message.string)
        for form in forms:
            plain = re.sub(r"<[^>]+>", "", form)
            words = re.sub(r"%\(\w+\)[sd]", "", plain)
            # Texts that are mere signs, or the same word in both languages, tell nothing.
            if form not in translated and len(re.findall(r"[A-Za-z]", words)) > 3:
                shapes.append(re.sub(r"%\\\(\w+\\\)[sd]", ".{1,80}?", re.escape(plain)))
    return re.compile("|".join(shapes))


def test_the_list_of_pages_holds_every_type_of_page(standing_collection):
    named = {one.name for one in _patterns(urls.urlpatterns)}
    shown = {
        get_resolver().resolve(re.split("[?#]", path)[0]).url_name for path in PAGES if "no-such" not in path
    }
    # The number of a meeting leads to its page; what is not published yet is shown to editors alone.
    assert shown | {"meeting", "preview"} == named


def _patterns(found) -> list[URLPattern]:
    deep = [one if isinstance(one, URLPattern) else _patterns(one.url_patterns) for one in found]
    return [one for part in deep for one in (part if isinstance(part, list) else [part])]


def test_every_page_is_there_in_every_language_and_all_of_it_is_translated(client, standing_collection):
    faults, english = [], {language: interface(language) for language in LANGUAGES if language != "en"}
    for path in PAGES:
        status = client.get(path, follow=True).status_code
        for language, direction in LANGUAGES.items():
            answer = client.get(prefixed(path, language), follow=True)
            page = answer.content.decode()
            opening = f'<html lang="{language}" dir="{direction}">'
            if (answer.status_code, opening in page) != (status, True):
                faults.append((language, path, answer.status_code, page[:90]))
            # Neither a cookie nor a preferred language changes a page. A packed one says so, and so does that
            # of a meeting, which programs are given in other forms.
            varies = {*answer.headers.get("Vary", "Accept").split(", ")} - {"Accept", "Accept-Encoding"}
            if answer.headers["Content-Language"] != language or answer.cookies or varies:
                faults.append((language, path, dict(answer.headers), answer.cookies.output()))
            if language != "en":
                found = [text for text in texts_of(page) if english[language].fullmatch(text)]
                faults += [(language, path, text) for text in found]
                faults += _links_without_language(page, language, path)
    assert faults == []


def _links_without_language(page: str, language: str, path: str) -> list[tuple[str, str, str]]:
    """Links to pages of the archive that would lead out of the language."""
    page = re.sub(r'<div class="offers">.*?</div>|<nav class="tongues".*?</nav>', "", page, flags=re.DOTALL)
    inside = (f"/{language}/", "/admin/", "/api/", "/static/")
    links = re.findall(r'(?:href|action)="(/[^"]*)"', page)
    machines = {str(pattern.pattern) for pattern in urls.machines}
    led_out = [one for one in links if not one.startswith(inside)]
    return [
        (language, path, one) for one in led_out if resolve(re.split("[?#]", one)[0]).route not in machines
    ]


def test_the_head_names_the_page_in_every_language_and_one_for_everybody_else(client, standing_collection):
    for language in LANGUAGES:
        page = client.get(prefixed("/countries/pl/", language)).content.decode()
        found = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page)
        host = "http://testserver"
        expected = [(code, host + prefixed("/countries/pl/", code)) for code in LANGUAGES]
        assert found == [*expected, ("x-default", f"{host}/countries/pl/")]
        assert f'<link rel="canonical" href="{host}{prefixed("/countries/pl/", language)}">' in page


def test_the_page_of_a_minister_among_the_people_names_that_among_the_ministers(client, standing_collection):
    page = client.get("/ar/people/jeyhun-bayramov/").content.decode()
    assert '<link rel="canonical" href="http://testserver/ar/ministers/jeyhun-bayramov/">' in page
    assert 'hreflang="fr" href="http://testserver/fr/ministers/jeyhun-bayramov/"' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_of_languages_keeps_the_question(client, language):
    query = "?country=az&q=%22a+b%22&from=2022"
    page = client.get(prefixed("/meetings/", language) + query).content.decode()
    menu = re.search(r'<nav class="tongues".*?</nav>', page, re.DOTALL)[0]
    found = re.findall(r'<a href="([^"]*)" lang="(\w+)" hreflang="(\w+)"( aria-current="true")?>', menu)
    assert [(html.unescape(href), lang, code, bool(current)) for href, lang, code, current in found] == [
        (prefixed("/meetings/", code) + query, code, code, code == language) for code in LANGUAGES
    ]


@pytest.mark.parametrize("path", ["//evil.example/", "/ar//evil.example/", "/%2F/evil.example/"])
def test_no_link_of_the_menu_leads_to_another_host(client, path):
    page = client.get("/", PATH_INFO=path).content.decode()
    links = re.findall(r'<a href="([^"]*)"[^>]* hreflang=', page)
    assert links
    assert [link for link in links if link.startswith("//") or not link.startswith("/")] == []


@pytest.mark.parametrize("header", ["ar", "fr-FR,fr;q=0.9", "az, *"])
def test_what_a_browser_prefers_changes_nothing_at_an_address(client, header):
    plain = client.get("/meetings/")
    asked = client.get("/meetings/", headers={"accept-language": header})
    assert (asked.status_code, asked.content, "Vary" in asked.headers) == (200, plain.content, False)
    assert asked.cookies == plain.cookies


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/sitemap-pages.xml", "/admin/", "/healthz"])
def test_addresses_for_programs_and_editors_have_no_prefix(client, path):
    assert client.get(path).status_code in (200, 302)
    assert client.get(f"/ar{path}").status_code == 404


def test_the_files_of_a_meeting_have_one_address_for_every_language(client, standing_collection):
    page = client.get("/ar/meetings/2/", follow=True).content.decode()
    assert 'href="/meetings/2.ics"' in page
    assert client.get("/meetings/2.ics").status_code == 200
    assert client.get("/ar/meetings/2.ics").status_code == 404


@pytest.mark.parametrize("prefix", ["/en", "/AR", "/fr-CA", "/de"])
def test_a_prefix_that_is_not_ours_leads_nowhere(client, prefix):
    answer = client.get(f"{prefix}/meetings/")
    assert (answer.status_code, answer.headers["Content-Language"]) == (404, "en")


def test_an_address_without_its_last_slash_keeps_its_language(client):
    answer = client.get("/ar/meetings?country=az")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/ar/meetings/?country=az")


def test_a_redirect_keeps_the_language(client, standing_collection):
    answer = client.get("/ru/meetings/2/?a=b")
    assert answer.status_code == 301
    assert re.fullmatch(r"/ru/meetings/2/[a-z-]+/\?a=b", answer.headers["Location"])


def test_the_sitemap_names_each_page_in_every_language(client):
    text = client.get("/sitemap-pages.xml").content.decode()
    entry = text.split("<url>")[3]
    found = re.findall(r'hreflang="([^"]+)" href="http://testserver([^"]+)"', entry)
    assert found == [
        *((code, prefixed("/countries/", code)) for code in LANGUAGES),
        ("x-default", "/countries/"),
    ]
