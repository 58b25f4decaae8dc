"""The tables of a dump and their columns: what every file holds, in words and as Data Package has it."""

from dataclasses import dataclass, field

#: Rises when a table or column changes so that an older reader would misread it.
SCHEMA = 1


@dataclass(frozen=True)
class Column:
    """A column: its type in the words of Table Schema, and what it means.

    ``is_required`` says that no row is without it; ``in_lines_only`` that CSV, which has no nesting,
    leaves it out.
    """

    name: str
    type: str
    words: str
    is_required: bool = False
    in_lines_only: bool = False


@dataclass(frozen=True)
class Table:
    """A table: what it holds, its columns, the columns that tell its rows apart, and where others lead.

    ``links`` are pairs of a column and the table and column whose value it is.
    """

    name: str
    words: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    links: tuple[tuple[str, tuple[str, str]], ...] = field(default=())

    @property
    def delimited_columns(self) -> list[Column]:
        """The columns of the CSV file."""
        return [column for column in self.columns if not column.in_lines_only]


def _columns(*described: tuple[str, str, str]) -> tuple[Column, ...]:
    """Columns from (name, type, words); a type that ends in "!" is required, one in "*" is in lines only."""
    return tuple(
        Column(name, kind.rstrip("!*"), words, is_required="!" in kind, in_lines_only="*" in kind)
        for name, kind, words in described
    )


_MEETING = ("meeting", "integer!", "the public number of the meeting")
_OF_MEETING = (("meeting", ("meetings", "id")),)

TABLES = (
    Table(
        "meetings",
        "Every meeting that was ever public, as its newest edition has it, with present addresses of what "
        "it links to; of a withdrawn one only that, when and why.",
        _columns(
            ("id", "integer!", "the public number, for ever"),
            ("state", "string!", "published, withdrawn or merged"),
            ("merged_into", "integer", "the meeting that is kept in its place"),
            ("withdrawn_reason", "string", "the public reason why it was withdrawn"),
            ("first_published_at", "datetime!", "when it first became public"),
            ("edition", "integer!", "the number of the newest edition"),
            ("published_at", "datetime!", "when that was published"),
            ("sha256", "string!", "the hash of that edition"),
            ("title", "string", "its English title, or who took part"),
            ("kind", "string", "bilateral, multilateral, telephone, video, reception, visit or other"),
            ("status", "string", "held, scheduled, postponed or cancelled"),
            ("date", "string", "the date as it is known, EDTF (ISO 8601-2)"),
            ("date_earliest", "date", "the first possible day"),
            ("date_latest", "date", "the last possible day"),
            ("date_basis", "string", "stated, inferred, bounded_by_occasion or publication_only"),
            ("start_time", "string", "the time of day as a source gives it"),
            ("timezone", "string", "the time zone of that time, by its IANA name"),
            ("place", "string", "the address of the place"),
            ("occasion", "string", "the address of the innermost occasion"),
            ("topics", "array", "the addresses of the topics"),
            ("sources", "array", "the identifiers of the sources, in their order"),
            ("version", "integer", "the version of the archive since which it reads as it does"),
            ("sources_differ", "boolean", "whether the sources contradict each other"),
        ),
        ("id",),
        (("merged_into", ("", "id")), ("place", ("places", "slug")), ("occasion", ("occasions", "slug"))),
    ),
    Table(
        "texts",
        "Titles and summaries of the published meetings, in each language that they have.",
        _columns(
            _MEETING,
            ("language", "string!", "BCP 47"),
            ("original", "boolean!", "whether this is the text that the others translate"),
            ("title", "string", "the title that editors wrote, empty where it is made of the participants"),
            ("summary", "string", "CommonMark"),
        ),
        ("meeting", "language"),
        _OF_MEETING,
    ),
    Table(
        "participations",
        "Who took part in the published meetings, for whom and in which offices.",
        _columns(
            _MEETING,
            ("position", "integer!", "the place in the record, from one"),
            ("side", "string!", "principal, counterpart, host, chair or attendee"),
            ("attendance", "string!", "reported, expected or absent"),
            ("name", "string", "what the page calls the participant in English"),
            ("person", "string", "the address of the person"),
            ("country", "string", "the code of the country spoken for"),
            ("organisation", "string", "the address of the organisation spoken for"),
            ("offices", "array", "the addresses of the offices held then and spoken for"),
            ("role_as_printed", "string", "the role in the words of a source"),
            ("name_as_printed", "string", "the name in the words of a source"),
        ),
        ("meeting", "position"),
        (
            *_OF_MEETING,
            ("person", ("people", "slug")),
            ("country", ("countries", "code")),
            ("organisation", ("organisations", "slug")),
        ),
    ),
    Table(
        "statements",
        "What each source says about the published meetings, with the words that say it.",
        _columns(
            _MEETING,
            ("position", "integer!", "the place in the record, from one"),
            ("source", "string!", "the identifier of the source"),
            ("property", "string!", "what it is about: date, place, kind, participant, role and so on"),
            ("participation", "integer", "the position of the participant it is about"),
            ("value", "string", "how the archive reads it"),
            ("value_as_printed", "string", "the value in the words of the source"),
            ("quote", "string", "the words of the source"),
            ("start", "integer", "where they begin in the source, in code points"),
            ("end", "integer", "where they end"),
            ("speaker", "string", "whose words are quoted"),
            ("rank", "string!", "preferred, normal or deprecated"),
            ("reason", "string", "why it is preferred or deprecated"),
        ),
        ("meeting", "position"),
        _OF_MEETING,
    ),
    Table(
        "sources",
        "The documents on which the published meetings rest, as the newest editions describe them.",
        _columns(
            ("id", "string!", "the public identifier"),
            ("kind", "string!", "press_release, readout, news and so on"),
            ("publisher", "string", "the address of the organisation"),
            ("title", "string!", "the title"),
            ("url", "string", "where it was published"),
            ("archive_url", "string", "where a web archive keeps it"),
            ("published", "string", "when it was published, EDTF"),
            ("accessed_on", "date", "when the editors read it"),
            ("language", "string", "BCP 47"),
            ("attribution", "string", "whom it cites itself"),
            ("sha256", "string", "the hash of the text that the editors read"),
        ),
        ("id",),
        (("publisher", ("organisations", "slug")),),
    ),
    Table(
        "editions",
        "Every edition of every meeting, exactly as it was published, with the hashes that prove it. The "
        "text is left out of redacted editions, and of all editions of a withdrawn meeting.",
        _columns(
            _MEETING,
            ("number", "integer!", "the number of the edition, from one"),
            ("published_at", "datetime!", "when it was published"),
            ("reason", "string!", "the code of the reason"),
            ("note", "string", "the public explanation"),
            ("form_sha256", "string!", "the SHA-256 of the form as canonical JSON"),
            ("sha256", "string!", "the hash over the edition before, number, time and form"),
            ("redacted_at", "datetime", "when the text was removed"),
            ("form", "object*", "the public form, in its canonical text"),
        ),
        ("meeting", "number"),
        _OF_MEETING,
    ),
    Table(
        "changes",
        "Every publication, correction, withdrawal, restoration, merge and redaction, in order.",
        _columns(
            ("version", "integer!", "the version of the archive that the change made"),
            ("at", "datetime!", "when it was made"),
            _MEETING,
            ("action", "string!", "published, corrected, withdrawn, restored, merged or redacted"),
            ("reason", "string!", "the code of the reason"),
            ("note", "string", "the public explanation"),
            ("edition", "integer", "the number of the edition that it made or is about"),
        ),
        ("version",),
        _OF_MEETING,
    ),
    Table(
        "since",
        "What became of each meeting that changed since the dump before; every meeting where there is none.",
        _columns(
            _MEETING,
            ("change", "string!", "added, corrected, restored, withdrawn, merged or redacted"),
            ("version", "integer!", "the version of the archive that the last of the changes made"),
        ),
        ("meeting",),
        _OF_MEETING,
    ),
    Table(
        "countries",
        "All countries of the archive, present and past.",
        _columns(
            ("code", "string!", "ISO 3166-1 alpha-2, or ISO 3166-3 of a former country, in lower case"),
            ("alpha_2", "string", "ISO 3166-1"),
            ("alpha_3", "string", "ISO 3166-1"),
            ("numeric", "string", "ISO 3166-1"),
            ("alpha_4", "string", "ISO 3166-3"),
            ("name", "string!", "the English name"),
            ("official_name", "string", "the official English name"),
            ("region", "string", "UN M49"),
            ("subregion", "string", "UN M49"),
            ("exists_from", "date", "the first day of the country"),
            ("exists_until", "date", "the first day without it"),
        ),
        ("code",),
    ),
    Table(
        "country_successions",
        "How countries followed one another.",
        _columns(
            ("predecessor", "string!", "the code of the country before"),
            ("successor", "string!", "the code of the country after"),
            ("on", "date", "the day"),
            ("kind", "string!", "renamed, dissolved, united, separated or absorbed"),
        ),
        ("predecessor", "successor"),
        (("predecessor", ("countries", "code")), ("successor", ("countries", "code"))),
    ),
    Table(
        "organisations",
        "Organisations that took part, published a source, were checked, or have a named office or occasion.",
        _columns(
            ("slug", "string!", "the address"),
            ("name", "string!", "the English name"),
            ("abbreviation", "string", "the abbreviation"),
            ("classification", "string!", "what kind of organisation it is"),
            ("country", "string", "the code of the country of its seat"),
            ("founded", "date", "the first day"),
            ("dissolved", "date", "the first day without it"),
        ),
        ("slug",),
        (("country", ("countries", "code")),),
    ),
    Table(
        "offices",
        "Offices that somebody who took part holds or held.",
        _columns(
            ("slug", "string!", "the address"),
            ("title", "string!", "the English title"),
            ("kind", "string!", "head_of_state, foreign_minister and so on"),
            ("country", "string", "the code of the country that it belongs to"),
            ("organisation", "string", "or the address of the organisation"),
        ),
        ("slug",),
        (("country", ("countries", "code")), ("organisation", ("organisations", "slug"))),
    ),
    Table(
        "people",
        "Everybody who took part in a published meeting.",
        _columns(
            ("slug", "string!", "the address"),
            ("name", "string!", "the name as it is written in English"),
            ("sort_name", "string", "the name as it is sorted"),
            ("family_name", "string", "the family name"),
            ("given_name", "string", "the given name"),
            ("honorific_prefix", "string", "what stands before the name"),
        ),
        ("slug",),
    ),
    Table(
        "appointments",
        "Which offices they hold or held, and when.",
        _columns(
            ("person", "string!", "the address of the person"),
            ("office", "string!", "the address of the office"),
            ("start", "string", "EDTF"),
            ("end", "string", "EDTF"),
            ("acting", "boolean!", "whether in an acting capacity"),
        ),
        (),
        (("person", ("people", "slug")), ("office", ("offices", "slug"))),
    ),
    Table(
        "places",
        "Where published meetings and their occasions were held.",
        _columns(
            ("slug", "string!", "the address"),
            ("name", "string!", "the English name"),
            ("country", "string", "the code of the country"),
            ("latitude", "number", "degrees, WGS 84"),
            ("longitude", "number", "degrees, WGS 84"),
        ),
        ("slug",),
        (("country", ("countries", "code")),),
    ),
    Table(
        "occasions",
        "The gatherings on whose margins published meetings were held, and what they are part of.",
        _columns(
            ("slug", "string!", "the address"),
            ("name", "string!", "the English name"),
            ("short_name", "string", "the short name"),
            ("kind", "string!", "what kind of occasion it is"),
            ("organisation", "string", "the address of the organisation that holds it"),
            ("parent", "string", "the address of the occasion that it is part of"),
            ("date", "string", "EDTF"),
            ("place", "string", "the address of the place"),
        ),
        ("slug",),
        (
            ("organisation", ("organisations", "slug")),
            ("parent", ("", "slug")),
            ("place", ("places", "slug")),
        ),
    ),
    Table(
        "topics",
        "What published meetings are about, and the broader topics above.",
        _columns(
            ("slug", "string!", "the address"),
            ("name", "string!", "the English name"),
            ("broader", "string", "the address of the broader topic"),
            ("description", "string", "what belongs to it"),
            ("exact_match", "string", "the same concept in another vocabulary"),
        ),
        ("slug",),
        (("broader", ("", "slug")),),
    ),
    Table(
        "other_names",
        "Other names of people, countries, organisations, offices, occasions, places and topics.",
        _columns(
            ("of", "string!", "person, country, organisation, office, occasion, place or topic"),
            ("address", "string!", "its address or code"),
            ("language", "string", "BCP 47"),
            ("name", "string!", "the other name"),
            ("kind", "string!", "preferred, alternative, former or transliteration"),
            ("valid_from", "date", "the first day of the name"),
            ("valid_until", "date", "the first day without it"),
        ),
        (),
    ),
    Table(
        "identifiers",
        "What outside registers call people, countries and organisations.",
        _columns(
            ("of", "string!", "person, country or organisation"),
            ("address", "string!", "its address or code"),
            ("scheme", "string!", "the register, such as wikidata"),
            ("value", "string!", "the identifier there"),
        ),
        ("of", "address", "scheme", "value"),
    ),
    Table(
        "former_addresses",
        "Addresses that were public once, and where they lead now.",
        _columns(
            ("of", "string!", "person, organisation, office, occasion, place or topic"),
            ("former", "string!", "the address that it had"),
            ("address", "string!", "the address that it has"),
        ),
        ("of", "former"),
    ),
    Table(
        "coverage",
        "Which periods of which publishers the editors have looked through.",
        _columns(
            ("publisher", "string!", "the address of the organisation"),
            ("period", "string!", "EDTF"),
            ("checked_on", "date!", "when they did"),
            ("note", "string", "what they say about it"),
        ),
        (),
        (("publisher", ("organisations", "slug")),),
    ),
)  # fmt: skip
BY_NAME = {table.name: table for table in TABLES}
