"""The preview: exactly the public page, for the desk alone, kept nowhere."""

import pytest
from django.contrib.auth.models import User

from meetings import workflow
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make.make_meeting(title="A secret title", summary="Words of a draft.")


def article(page: str) -> str:
    """The part of a page that says what the meeting was."""
    return page[page.index("<article>") : page.index("</dl>")]


def staff(*permissions):
    return make.make_user(*permissions, is_staff=True)


def test_a_preview_is_what_the_public_reads_once_it_is_published(client, draft) -> None:
    client.force_login(staff("view_meeting"))
    before = client.get(f"/preview/{draft.pk}/")
    workflow.publish(draft)
    client.logout()
    after = client.get("/meetings/1/", follow=True)
    assert article(before.text) == article(after.text)
    assert "Preview: this is what the public would read." in before.text
    assert "Preview" not in after.text


def test_a_preview_is_kept_by_no_cache_and_no_search_engine(client, draft) -> None:
    client.force_login(staff("view_meeting"))
    answer = client.get(f"/preview/{draft.pk}/")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert '<meta name="robots" content="noindex">' in answer.text
    assert 'rel="canonical"' not in answer.text


@pytest.mark.parametrize("prefix", ["", "/az", "/ru", "/fr", "/ar"])
def test_a_preview_is_there_in_every_language(client, draft, prefix) -> None:
    client.force_login(staff("change_meeting"))
    answer = client.get(f"{prefix}/preview/{draft.pk}/")
    assert (answer.status_code, answer.headers["Content-Language"]) == (200, prefix[1:] or "en")


def test_nobody_else_learns_whether_there_is_a_draft(client, draft) -> None:
    for key in (draft.pk, 999_999, 2**70):
        assert client.get(f"/preview/{key}/").headers["Location"] == f"/admin/login/?next=/preview/{key}/"
    client.force_login(User.objects.create_user("reader"))
    assert client.get(f"/preview/{draft.pk}/").status_code == 302
    client.force_login(staff("view_person"))
    answers = [client.get(f"/preview/{key}/") for key in (draft.pk, 999_999, 2**70)]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    client.force_login(staff("view_meeting"))
    assert [client.get(f"/preview/{key}/").status_code for key in (999_999, 2**70)] == [404, 404]
    assert client.post(f"/preview/{draft.pk}/").status_code == 405


def test_a_preview_costs_the_same_for_few_and_for_many(client, draft, django_assert_num_queries) -> None:
    client.force_login(staff("view_meeting"))
    address = f"/preview/{draft.pk}/"
    client.get(address)
    with django_assert_num_queries(16):
        client.get(address)
    for _ in range(20):
        make.make_participation(draft)
    with django_assert_num_queries(16):
        client.get(address)
