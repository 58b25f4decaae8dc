"""Sources of generated meetings, and what each says; some of them disagree."""

import datetime
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from meetings.management.generation.chance import Weighted, Zipf
from meetings.management.generation.shaping import Marks
from meetings.management.generation.stage import Stage
from meetings.management.generation.wording import Wording
from meetings.models import Organisation, Source, Statement
from meetings.vocabulary import OrganisationKind, Property, Rank, SourceKind

if TYPE_CHECKING:
    from meetings.management.generation.drafting import Drafted

_KINDS = Weighted(
    {
        SourceKind.PRESS_RELEASE.value: 45,
        SourceKind.NEWS.value: 30,
        SourceKind.READOUT.value: 15,
        SourceKind.POST.value: 8,
        SourceKind.LETTER.value: 2,
    }
)
#: Odd, so that no two of a million numbers that look drawn are the same.
_SPREAD = 0x9E3779B97F
_DAY = datetime.timedelta(days=1)


@dataclass(slots=True)
class Report:
    """A source that reports meetings."""

    pk: int
    public_id: str
    kind: str
    publisher: Organisation
    title: str
    url: str
    published: str
    language: str
    attribution: str


class Evidence:
    """Makes sources up and has them speak; ``with_statements`` false leaves out what they say."""

    def __init__(
        self, chance: random.Random, wording: Wording, stage: Stage, marks: Marks, *, with_statements: bool
    ) -> None:
        self._chance, self._wording, self._marks = chance, wording, marks
        self._with_statements = with_statements
        media = [row for row in stage.organisations if row.classification == OrganisationKind.MEDIA]
        others = [row for row in stage.organisations if row.classification != OrganisationKind.MEDIA]
        self._publishers = Zipf([*media, *others[:60]], skew=1.2)
        self._veil = chance.getrandbits(40)
        self._last: Report | None = None

    def begin(self) -> None:
        """Forget what the last source was."""
        self._last = None

    def report(self, drafted: "Drafted", number: int) -> None:
        """Give a meeting so many sources of its own, perhaps the one before them, and their statements."""
        if self._last is not None and self._chance.random() < 0.1:
            # One news item reports several encounters.
            drafted.sources.append(self._last)
        for _ in range(number):
            self._last = self._source(drafted)
            drafted.fresh.append(self._last)
        drafted.sources += drafted.fresh
        if self._with_statements:
            for place, source in enumerate(drafted.sources):
                drafted.statements += self._statements(drafted, source, is_first=place == 0)

    def _source(self, drafted: "Drafted") -> Report:
        chance, day = self._chance, drafted.day
        language = drafted.texts[0].language
        publisher = self._publishers.pick(chance)
        self._marks.source += 1
        pk = self._marks.source
        number = f"{(pk * _SPREAD + self._veil) % 2**40:010x}"
        return Report(
            pk=pk,
            public_id=number,
            kind=_KINDS.pick(chance),
            publisher=publisher,
            title=self._wording.title(chance, language),
            url=f"https://{publisher.slug}.example.org/{day.isoformat().replace('-', '/')}/{number}",
            published=(day + chance.randint(0, 2) * _DAY).isoformat(),
            language=language,
            attribution="citing the ministry" if chance.random() < 0.1 else "",
        )

    def _statements(
        self, drafted: "Drafted", source: Report, *, is_first: bool
    ) -> list[tuple[Statement, int | None]]:
        chance = self._chance
        said: list[tuple[Statement, int | None]] = []
        if drafted.date.edtf:
            said.append((self._about_date(drafted, is_first=is_first), None))
        for place, part in enumerate(drafted.parts[:2]):
            if part.holder is not None and chance.random() < 0.6:
                name = part.holder.person.name
                quote = f"{part.holder.office.title} {name}"
                statement = Statement(property=Property.PARTICIPANT.value, value_as_printed=name, quote=quote)
                said.append((statement, place))
        if chance.random() < 0.15:
            words = self._wording.sentence(chance, source.language)
            quotation = Property.QUOTATION.value
            said.append(
                (Statement(property=quotation, quote=words, value=words, speaker=_speaker(drafted)), None)
            )
        for statement, _ in said:
            statement.source = Source(pk=source.pk, public_id=source.public_id)
        return said

    def _about_date(self, drafted: "Drafted", *, is_first: bool) -> Statement:
        day = drafted.day
        if not is_first and self._chance.random() < 0.25:
            day += self._chance.choice((-1, 1)) * _DAY
        return Statement(
            property=Property.DATE.value,
            value=drafted.date.edtf if is_first else day.isoformat(),
            value_as_printed=f"{day:%d %B %Y}",
            quote=f"on {day:%d %B %Y}",
            rank=(Rank.PREFERRED if is_first else Rank.NORMAL).value,
            reason="The account nearest to the meeting." if is_first else "",
        )


def _speaker(drafted: "Drafted") -> str:
    return next((part.holder.person.name for part in drafted.parts if part.holder), "")
