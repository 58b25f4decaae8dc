"""What somebody with bad intentions sends to the desk: forged requests, foreign rows, markup, redirects."""

import re
from itertools import cycle

from django.db import transaction
from django.test import Client

from meetings.models import Deletion, Meeting
from tests import builders as make
from tests.admin import desk, matrix
from tests.admin.conftest import member
from tests.admin.test_every_address import HEADING, entries, path_of  # noqa: F401 - a fixture

#: What would run or stand out, had it been written into a page as it is.
MARKUP = """<script>alert(1)</script>"'><img src=x onerror=alert(2)>{{ 7*7 }}"""
#: Addresses of another site, in the ways by which browsers get there.
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "javascript:alert(1)",
    "///evil.example",
)


def test_no_address_takes_a_request_that_another_site_forged(entries):  # noqa: F811
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member("asks", "administrator"))
    found = {}
    for address, answers in matrix.table(HEADING).items():
        if answers[-1] not in ("yes", "open"):
            continue
        with transaction.atomic():
            answer = strict.post(path_of(address, entries), {"post": "yes", "_save": "1"})
            found[address] = answer.status_code
            transaction.set_rollback(True)
    # What takes no POST at all says so before it looks for a token.
    assert {address: code for address, code in found.items() if code not in (403, 405)} == {}


def test_nobody_is_led_to_another_site(client, groups, entries):  # noqa: F811
    client.force_login(member("asks", "administrator"))
    for address, where in zip(matrix.table(HEADING), cycle(ELSEWHERE), strict=False):
        path = path_of(address, entries)
        path += ("&" if "?" in path else "?") + f"next={where}&_changelist_filters={where}"
        with transaction.atomic():
            # What the page of recovering is about here was never deleted, and may be now.
            if address.endswith("/delete/"):
                Deletion.objects.all().delete()
            for answer in (
                client.get(path, headers={"referer": where}),
                client.post(path, {"next": where}, headers={"referer": where}),
            ):
                location = answer.headers.get("Location", "")
                assert location == "" or re.match(r"(/(?![/\\])|\?)", location), (address, location)
            transaction.set_rollback(True)
        if client.session.get("_auth_user_id") is None:
            client.force_login(member(f"asks{address}"[:150], "administrator"))


def test_rows_of_another_meeting_cannot_be_changed_or_taken_over_by_a_form(client, editor, world):
    mine, other = make.make_meeting(), make.make_meeting(summary="Of the other")
    make.make_statement(other)
    before = stored(other)
    for prefix, row in (
        ("participations", other.participations.first()),
        ("reports", other.reports.first()),
        ("texts", other.texts.first()),
        ("statements", other.statements.first()),
    ):
        for parent in (mine.pk, other.pk):
            data = desk.resent(mine)
            number = int(data[f"{prefix}-TOTAL_FORMS"])
            blank = desk.ROW[prefix] | {"id": row.pk, "meeting": parent, "title": "Taken", "value": "Taken"}
            for extra in ({}, {"DELETE": "on"}):
                at = {f"{prefix}-{number}-{name}": value for name, value in (blank | extra).items()}
                counts = {f"{prefix}-{name}_FORMS": str(number + 1) for name in ("TOTAL", "INITIAL")}
                client.post(desk.address(mine), data | at | counts)
                # In the place of a row of one's own.
                client.post(
                    desk.address(mine), data | {f"{prefix}-0-id": row.pk, f"{prefix}-0-meeting": parent}
                )
    assert stored(other) == before


def stored(meeting) -> list:
    return [list(rows.order_by("pk").values()) for rows in (
        Meeting.objects.filter(pk=meeting.pk), meeting.participations.all(), meeting.reports.all(),
        meeting.texts.all(), meeting.statements.all(),
    )]  # fmt: skip


def test_only_the_fields_of_the_form_are_taken_from_what_is_sent(client, editor, reviewer, world):
    forged = {
        "state": "published", "public_id": "77", "created_by": reviewer.pk, "changed_by": reviewer.pk,
        "submitted_by": reviewer.pk, "published_at": "2022-01-01", "publish_at": "2022-01-01T00:00",
        "publish_by": reviewer.pk, "withdrawn_reason": "x", "merged_into": "1", "lock_version": "70",
        "has_unpublished_changes": "on", "review_comment": "x", "schedule_refusal": "x", "id": "7000",
        "date_earliest": "1999-01-01", "editions-0-number": "5", "editions-0-form": "{}",
        "editions-TOTAL_FORMS": "1", "change_notes-TOTAL_FORMS": "1", "change_notes-0-note": "x",
        "statements-0-start": "0", "statements-0-end": "3", "statements-0-prefix": "x",
    }  # fmt: skip
    said = [{"source": world.source.pk, "property": "role", "value": "v"}]
    client.post(desk.ADD, desk.complete(world, statements=said) | forged)
    meeting = Meeting.objects.get()
    held = (
        meeting.state, meeting.public_id, meeting.created_by, meeting.submitted_by, meeting.published_at,
        meeting.publish_at, meeting.merged_into, meeting.lock_version, meeting.withdrawn_reason,
        meeting.review_comment, str(meeting.date_earliest), meeting.editions.count(),
        meeting.change_notes.count(),
    )  # fmt: skip
    assert held == ("draft", None, editor, None, None, None, None, 1, "", "", "2022-09-22", 0, 0)
    assert meeting.pk != 7000
    assert list(meeting.statements.values_list("start", "end", "prefix")) == [(None, None, "")]


def test_what_is_typed_is_text_on_every_page_of_the_desk(client, groups, world, settings):
    everything = {
        "place": make.make_place(MARKUP), "occasion": make.make_occasion(MARKUP),
        "topics": [make.make_topic(MARKUP)],
        "internal_note": MARKUP,
    }  # fmt: skip
    person, body = make.make_person(MARKUP), make.make_organisation(MARKUP, abbreviation=MARKUP[:20])
    office = make.make_office(MARKUP, organisation=body)
    held = make.make_appointment(person, office)
    people = [
        {"person": person, "organisation": body, "name_as_printed": MARKUP, "role_as_printed": MARKUP,
         "side": "principal", "appointments": [held]},
        {"country": world.poland, "name_as_printed": MARKUP, "role_as_printed": MARKUP},
    ]  # fmt: skip
    source = make.make_source(MARKUP, attribution=MARKUP, text=MARKUP, publisher=body)
    meeting = make.make_meeting(title=MARKUP, summary=MARKUP, people=people, sources=[source], **everything)
    for prop in ("date", "role", "quotation"):
        make.make_statement(
            meeting, source, property=prop, value=MARKUP, value_as_printed=MARKUP, quote=MARKUP,
            speaker=MARKUP,
            reason=MARKUP,
        )  # fmt: skip
    make.make_statement(meeting, property="date", value="2021")
    user = member("asks", "administrator")
    user.first_name = user.last_name = MARKUP[:30]
    user.save()
    client.force_login(user)
    client.post(desk.address(meeting), desk.resent(meeting, internal_note=f"{MARKUP} again"))
    client.post(
        f"/admin/meetings/meeting/unfinished/?object={meeting.pk}",
        {"_form_key": "0b1f7f0e-6d5a-4b0e-9e64-7a3d3c7f5d11", "date": MARKUP},
    )
    rows = {
        "meeting": meeting, "person": person, "organisation": body, "office": office, "appointment": held,
        "place": everything["place"], "occasion": everything["occasion"], "topic": everything["topics"][0],
        "source": source,
    }  # fmt: skip
    pages = [
        "/admin/",
        f"/preview/{meeting.pk}/",
        f"{desk.address(meeting)[:-7]}statements/",
        desk.LIST + "?q=alert",
    ]
    for name, row in rows.items():
        at = f"/admin/meetings/{name}/{row.pk}"
        pages += [f"/admin/meetings/{name}/", f"{at}/change/", f"{at}/history/", f"{at}/delete/"]
    pages += [desk.move(meeting, verb) for verb in ("submit", "publish", "schedule")]
    pages += [
        f"/admin/meetings/merge/join/person/?pk={person.pk}&pk={world.rau.pk}",
        f"{desk.LIST}?q={MARKUP}",
    ]
    for path in pages:
        answer = client.get(path)
        assert answer.status_code == 200, path
        text = answer.content.decode()
        # Escaped it may stand anywhere; as it is, nowhere, nor what a template would have made of it.
        assert re.findall(r"<script>alert|<img src=x|alert\(2\)(?:>|&gt;)49", text) == [], path
