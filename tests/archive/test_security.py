"""What every answer carries, and which requests are refused."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from archive.security import CONTENT_SECURITY_POLICY, Headers, RefuseUnreadable

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}


@pytest.mark.parametrize("path", ["/healthz", "/admin/login/", "/there-is-no-such-page", "/a%00b"])
def test_every_answer_carries_the_headers(client, path):
    response = client.get(path)
    assert {name: response.headers[name] for name in HEADERS} == HEADERS


def test_a_view_may_set_a_policy_of_its_own():
    def view(request):
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    response = Headers(view)(RequestFactory().get("/"))
    assert response.headers["Content-Security-Policy"] == "sandbox"


def test_the_policy_allows_nothing_inline():
    assert "unsafe" not in CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("query", ["q=%00", "q=a%00b", "%00=1", "q=%FF", "q=%C3%28", "q=%ED%A0%80"])
def test_a_query_with_a_nul_or_no_utf8_is_refused_with_400(client, query):
    response = client.get(f"/there-is-no-such-page?{query}")
    assert (response.status_code, response.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")


def test_a_path_with_a_nul_is_refused_with_400(client):
    assert client.get("/meetings/a%00b/").status_code == 400


@pytest.mark.parametrize("path", ["/%FF/", "/%C3%28/", "/ə/", "/%D9%88/", "/x?q=%C9%99", "/x?q=100%", "/x?%"])
def test_any_other_odd_address_is_simply_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("raw", ["q=\xc9\x99", "q=é".encode().decode("latin-1")])
def test_a_query_in_bare_utf8_bytes_is_read(raw):
    request = RequestFactory().get("/")
    request.META["QUERY_STRING"] = raw
    assert RefuseUnreadable(lambda request: HttpResponse("read"))(request).content == b"read"


@pytest.mark.django_db
def test_the_log_in_page_sets_only_a_strict_csrf_cookie(client):
    cookies = client.get("/admin/login/").cookies
    assert list(cookies) == ["csrftoken"]
    assert (cookies["csrftoken"]["httponly"], cookies["csrftoken"]["samesite"]) == (True, "Lax")


def test_a_page_outside_the_admin_sets_no_cookie_and_does_not_vary_by_it(client):
    response = client.get("/there-is-no-such-page")
    assert (dict(response.cookies), response.headers.get("Vary", "")) == ({}, "")
