"""The catalogues of translations: ``make messages`` brings them up to date, and tests hold them complete.

    .venv/bin/python tests/catalogues.py

reads every text that the public site can show from code and templates, keeps what is translated in
``meetings/locale/*/LC_MESSAGES/django.po``, adds what is new, drops what is gone, and compiles the ``.mo``
files, which are committed: the archive needs neither gettext nor Babel to run. It ends by naming what has
still to be translated. docs/translation.md says how.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "meetings" / "locale"
#: How many forms a noun has beside a number in each language, and which number takes which.
PLURALS = {
    "az": "nplurals=2; plural=(n != 1);",
    "ru": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
    ),
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
    ),
}
#: Where texts for readers are.
_READ = ("archive", "meetings", "templates")
#: What only editors, operators and programs meet, all of whom read English.
_PASSED_OVER = (
    "archive/desk.py",
    "meetings/admin/",
    "meetings/api/",
    "meetings/dates/reading.py",
    "meetings/forms/",
    "meetings/intake/",
    "meetings/management/",
    "meetings/migrations/",
    "meetings/models/",
    "meetings/workflow/",
    "templates/admin/",
)
#: The calls that mark a text, and which of their arguments hold it; "c" is a context.
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    # The pure dates, which know no gettext: the sentence comes after the code.
    "refuse": (2,),
    "_Explanation": (3,),
}
#: The pure modules that have refusals; a call of that name elsewhere is something else.
_REFUSALS = ("meetings/dates/",)


def files() -> Iterator[Path]:
    """Every file with texts for readers."""
    for folder in _READ:
        for path in sorted((ROOT / folder).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix in (".py", ".html", ".txt", ".xml") and not name.startswith(_PASSED_OVER):
                yield path


def extracted() -> Catalog:
    """Every text that the public site can show."""
    found = Catalog(fuzzy=False)
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        keywords = {
            keyword: places
            for keyword, places in _KEYWORDS.items()
            if name.startswith(_REFUSALS) or keyword not in ("refuse", "_Explanation")
        }
        source = path.read_text()
        if path.suffix != ".py":
            source = _as_python(source, name)
        for line, text, comments, context in extract("python", io.BytesIO(source.encode()), keywords):
            if text:
                found.add(text, None, [(name, line)], auto_comments=comments, context=context)
    return found


def _as_python(template: str, name: str) -> str:
    """A template as calls of gettext, as Django itself reads it."""
    from django.utils.translation.template import templatize

    # Python reads the result, so its lines may not look indented.
    return "\n".join(line.lstrip() for line in templatize(template, origin=name).splitlines())


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is written."""
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language)


def po_path(language: str) -> Path:
    """The file of a language for translators."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def mo_path(language: str) -> Path:
    """The file of a language for the machine."""
    return po_path(language).with_suffix(".mo")


def renewed(language: str, texts: Catalog) -> Catalog:
    """The catalogue of exactly ``texts`` with the translations there are."""
    present = catalogue(language) if po_path(language).exists() else Catalog(locale=language)
    found = Catalog(locale=language, fuzzy=False)
    for message in texts:
        if message.id:
            known = present.get(message.id, message.context)
            text = known.string if known is not None and known.pluralizable == message.pluralizable else None
            found.add(
                message.id,
                text,
                [(name, None) for name in sorted({name for name, _line in message.locations})],
                auto_comments=message.auto_comments,
                context=message.context,
            )
    return found


def written(found: Catalog, language: str) -> bytes:
    """A catalogue as the file for translators; nothing in it depends on who writes it, or when."""
    body = io.BytesIO()
    write_po(body, found, omit_header=True, width=100, sort_by_file=True, include_lineno=False)
    plain = body.getvalue().replace(b"#, python-format\n", b"")
    return _header(language).encode() + plain.rstrip() + b"\n"


def _header(language: str) -> str:
    lines = [
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {PLURALS[language]}",
    ]
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def compiled(language: str) -> bytes:
    """What the file for translators says, for the machine."""
    found = catalogue(language)
    bare = Catalog(locale=language, fuzzy=False)
    for message in found:
        if message.id and is_translated(message):
            bare.add(message.id, message.string, context=message.context)
    body = io.BytesIO()
    write_mo(body, _with_header(bare, language))
    return body.getvalue()


def _with_header(found: Catalog, language: str) -> "Catalog":
    """The catalogue with the same header in every run, which Babel would fill with the time."""
    header = _header(language).split("\n", 2)[2].strip()
    text = "".join(line.strip('"').replace("\\n", "\n") for line in header.splitlines())

    class Plain(Catalog):
        mime_headers = [tuple(line.split(": ", 1)) for line in text.strip().splitlines()]

    plain = Plain(locale=language, fuzzy=False)
    plain._messages = found._messages
    return plain


def is_translated(message: Message) -> bool:
    """Whether every form of a text is there."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return bool(forms) and all(forms)


def main() -> int:
    """Bring the catalogues up to date and name what is missing."""
    texts, missing = extracted(), 0
    for language in PLURALS:
        po_path(language).parent.mkdir(parents=True, exist_ok=True)
        po_path(language).write_bytes(written(renewed(language, texts), language))
        mo_path(language).write_bytes(compiled(language))
        for message in catalogue(language):
            if message.id and not is_translated(message):
                missing += 1
                print(f"{language}: {message.id!r}")
    print(f"{len(texts)} texts, {missing} translations missing.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
