"""Sources of generated meetings, and what each says; some of them disagree."""

import datetime
import random
from typing import TYPE_CHECKING

from meetings.management.generation.chance import Weighted, Zipf
from meetings.management.generation.stage import Stage
from meetings.management.generation.wording import Wording
from meetings.management.generation.writing import Keys
from meetings.models import MeetingSource, Source, Statement
from meetings.vocabulary import OrganisationKind, Property, Rank, SourceKind

if TYPE_CHECKING:
    from meetings.management.generation.drafting import Drafted

_KINDS = Weighted(
    {
        SourceKind.PRESS_RELEASE: 45,
        SourceKind.NEWS: 30,
        SourceKind.READOUT: 15,
        SourceKind.POST: 8,
        SourceKind.LETTER: 2,
    }
)
_NUMBER = Weighted({1: 70, 2: 22, 3: 8})
_DAY = datetime.timedelta(days=1)


class Evidence:
    """Makes sources up and has them speak; ``with_statements`` false leaves out what they say."""

    def __init__(
        self, chance: random.Random, wording: Wording, stage: Stage, keys: Keys, *, with_statements: bool
    ) -> None:
        self._chance, self._wording, self._keys = chance, wording, keys
        self._with_statements = with_statements
        media = [row for row in stage.organisations if row.classification == OrganisationKind.MEDIA]
        others = [row for row in stage.organisations if row.classification != OrganisationKind.MEDIA]
        self._publishers = Zipf([*media, *others[:60]], skew=1.2)
        self._last: Source | None = None

    def report(self, drafted: "Drafted") -> None:
        """Give a meeting its sources and their statements."""
        sources = []
        if self._last is not None and self._chance.random() < 0.1:
            # One news item reports several encounters.
            sources.append(self._last)
        for _ in range(_NUMBER.pick(self._chance)):
            self._last = self._source(drafted)
            drafted.sources.append(self._last)
            sources.append(self._last)
        drafted.reports = [
            MeetingSource(meeting=drafted.meeting, source=source, position=position)
            for position, source in enumerate(sources)
        ]
        if self._with_statements:
            for place, source in enumerate(sources):
                drafted.statements += self._statements(drafted, source, is_first=place == 0)

    def _source(self, drafted: "Drafted") -> Source:
        language = drafted.texts[0].language
        publisher = self._publishers.pick(self._chance)
        number = f"{self._chance.getrandbits(40):010x}"
        source = Source(
            public_id=number,
            kind=_KINDS.pick(self._chance).value,
            publisher=publisher,
            title=self._wording.title(self._chance, language),
            url=f"https://{publisher.slug}.example.org/{drafted.day:%Y/%m/%d}/{number}",
            published=(drafted.day + self._chance.randint(0, 2) * _DAY).isoformat(),
            language=language,
            attribution="citing the ministry" if self._chance.random() < 0.1 else "",
        )
        self._keys.give(source)
        return source

    def _statements(self, drafted: "Drafted", source: Source, *, is_first: bool) -> list[Statement]:
        chance, said = self._chance, []
        if drafted.meeting.date:
            said.append(self._about_date(drafted, source, is_first=is_first))
        for row, holder in zip(drafted.participations[:2], drafted.holders[:2], strict=True):
            if holder is not None and chance.random() < 0.6:
                name = holder.person.name
                said.append(
                    Statement(
                        property=Property.PARTICIPANT.value,
                        participation=row,
                        value_as_printed=name,
                        quote=f"{holder.office.title} {name}",
                    )
                )
        if chance.random() < 0.15:
            words = self._wording.sentence(chance, source.language)
            said.append(
                Statement(
                    property=Property.QUOTATION.value, quote=words, value=words, speaker=_speaker(drafted)
                )
            )
        for statement in said:
            statement.meeting, statement.source = drafted.meeting, source
        return said

    def _about_date(self, drafted: "Drafted", source: Source, *, is_first: bool) -> Statement:
        day = drafted.day
        if not is_first and self._chance.random() < 0.25:
            day += self._chance.choice((-1, 1)) * _DAY
        return Statement(
            property=Property.DATE.value,
            value=drafted.meeting.date if is_first else day.isoformat(),
            value_as_printed=f"{day:%d %B %Y}",
            quote=f"on {day:%d %B %Y}",
            rank=(Rank.PREFERRED if is_first else Rank.NORMAL).value,
            reason="The account nearest to the meeting." if is_first else "",
        )


def _speaker(drafted: "Drafted") -> str:
    return next((holder.person.name for holder in drafted.holders if holder), "")
