"""What tests of pages read of an answer."""

import html
import re


def text_of(response) -> str:
    """The words of a page without markup, on one line."""
    body = re.search(r"<main.*?>(.*)</main>", response.content.decode(), re.DOTALL)[1]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def rows_of(response) -> list[str]:
    """The titles of the meetings in the ledger of a page, in their order."""
    found = re.findall(r'<div class="who"><a [^>]*>([^<]*)</a>', response.content.decode())
    return [html.unescape(title) for title in found]


def counts_of(response) -> dict[str, tuple[str, int]]:
    """The counted values of a page: the list that each number leads to and the number, by name."""
    found = re.findall(
        r'<a href="[^"]*"><bdi>([^<]*)</bdi></a>(?:(?!</li>|<li>).)*?'
        r'<a class="count num"\s+href="([^"]*)"\s+rel="nofollow">(\d+)',
        response.content.decode(),
        re.DOTALL,
    )
    return {html.unescape(name): (html.unescape(address), int(number)) for name, address, number in found}


def headings_of(response) -> list[str]:
    """The headings of the second rank of a page."""
    found = re.findall(r"<h2[^>]*>(.*?)</h2>", response.content.decode(), re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", "", heading)).split()) for heading in found]


def fact(response, term: str) -> str:
    """What a page says after a term of its facts; the empty string where it does not say it."""
    found = re.search(rf"<dt>{term}</dt>\s*<dd[^>]*>(.*?)</dd>", response.content.decode(), re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found[1])).split()) if found else ""
