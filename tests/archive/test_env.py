"""The strict readers of the environment: the right value, or one clear line."""

import pytest

from archive import env

READERS = {
    "text": lambda value: env.text("X", "d", longest=5, environ={"X": value}),
    "boolean": lambda value: env.boolean("X", False, environ={"X": value}),
    "integer": lambda value: env.integer("X", 3, least=0, most=10, environ={"X": value}),
    "choice": lambda value: env.choice("X", "http", ("http", "https"), environ={"X": value}),
    "pattern": lambda value: env.pattern("X", "az", "[a-z]{2}", "two letters", environ={"X": value}),
    "names": lambda value: env.names("X", ["d"], environ={"X": value}),
    "origin": lambda value: env.origin("X", environ={"X": value}),
    "licence": lambda value: env.licence("X", environ={"X": value}),
    "secret": lambda value: env.secret("X", None, least=10, environ={"X": value}),
}


@pytest.mark.parametrize(
    ("reader", "value", "expected"),
    [
        ("text", "", "d"),
        ("text", " əx ", "əx"),
        ("licence", "", ("", "")),
        ("licence", "CC-BY-4.0", ("CC-BY-4.0", "https://spdx.org/licenses/CC-BY-4.0.html")),
        ("licence", "Ours alone", ("Ours alone", "")),
        ("licence", "Open Licence 2 https://example.org/l", ("Open Licence 2", "https://example.org/l")),
        ("boolean", "", False),
        ("boolean", "YES", True),
        ("boolean", "1", True),
        ("boolean", "off", False),
        ("integer", "", 3),
        ("integer", "10", 10),
        ("choice", "HTTPS", "https"),
        ("pattern", "", "az"),
        ("pattern", "pl", "pl"),
        ("names", "a, b", ["a", "b"]),
        ("names", "", ["d"]),
        ("origin", "", ""),
        ("origin", "https://archive.example.org/", "https://archive.example.org"),
        ("secret", "0123456789", "0123456789"),
    ],
)
def test_a_good_value_is_read(reader, value, expected):
    assert READERS[reader](value) == expected


@pytest.mark.parametrize(
    ("reader", "value", "message"),
    [
        ("text", "abcdef", "X is 6 characters long; at most 5 are taken."),
        ("text", "a\nb", "X holds a control character or a line break."),
        ("text", "a\x00b", "X holds a control character or a line break."),
        ("boolean", "maybe", "X is 'maybe'; it must be 1, true, yes or on, or 0, false, no or off."),
        ("integer", "11", "X is '11'; it must be a whole number from 0 to 10."),
        ("integer", "-1", "X is '-1'; it must be a whole number from 0 to 10."),
        ("integer", "2.5", "X is '2.5'; it must be a whole number from 0 to 10."),
        ("integer", "٣", "X is '٣'; it must be a whole number from 0 to 10."),
        ("choice", "ftp", "X is 'ftp'; it must be one of http, https."),
        ("pattern", "pol", "X is 'pol'; it must be two letters."),
        ("names", "a,,b", "X is 'a,,b'; it must be words separated by single commas."),
        (
            "origin",
            "archive.example.org",
            "X is 'archive.example.org'; it must be an address such as https://archive.example.org.",
        ),
        (
            "licence",
            "javascript:alert(1)",
            (
                "X is 'javascript:alert(1)'; it must be an SPDX identifier such as CC-BY-4.0, or a name,"
                " and then perhaps an address that begins with https://."
            ),
        ),
        ("secret", "", "X is not set; production needs at least 10 random characters."),
        ("secret", "short", "X is too weak; it must be at least 10 random characters."),
        ("secret", "aaaaaaaaaaaaaaaa", "X is too weak; it must be at least 10 random characters."),
        ("secret", "change-me-123456", "X is a known placeholder; make a random one of your own."),
    ],
)
def test_a_bad_value_is_refused_in_one_line(reader, value, message):
    with pytest.raises(env.SettingError) as refused:
        READERS[reader](value)
    assert str(refused.value) == message


def test_an_address_is_taken_apart():
    read = env.address(
        "X",
        "",
        ("postgres",),
        ("host", "sslmode"),
        environ={"X": "postgres://us%40er:p%2Fw@db.example.org:5433/name?sslmode=require&host=/run/pg"},
    )
    assert read == env.Address(
        scheme="postgres",
        host="db.example.org",
        port=5433,
        user="us@er",
        password="p/w",
        path="/name",
        options={"sslmode": "require", "host": "/run/pg"},
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("mysql://u:hidden@h/n", "X must begin with postgres://."),
        ("postgres:u:hidden@h/n", "X must begin with postgres://."),
        ("postgres://u:hidden@h:99999/n", "X is no readable address: the port is no number from 0 to 65535."),
        ("postgres://u:hidden@h:port/n", "X is no readable address: the port is no number from 0 to 65535."),
        ("postgres://u:hidden@[::1/n", "X is no readable address: it is malformed."),
        ("postgres://u:hidden@h/n?sslmod=1", "X has the unknown option 'sslmod'; known: sslmode."),
        ("postgres://u:hidden@h/n#x", "X holds a '#'; write it as %23."),
    ],
)
def test_a_bad_address_is_refused_without_its_password(value, message):
    with pytest.raises(env.SettingError) as refused:
        env.address("X", "", ("postgres",), ("sslmode",), environ={"X": value})
    assert str(refused.value) == message
    assert "hidden" not in repr(refused.value)
