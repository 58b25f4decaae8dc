"""Several people in one item of a list: a role in the plural, a group without names, one for each land."""

from dataclasses import dataclass

from . import words
from .lexicon import Origin
from .naming import name_at
from .offices import portfolios_of
from .phrases import Party, Phrase, body_end, body_goes_on, joins_matters, origins_at
from .roles import Role, role_at, singular


@dataclass
class Several:
    """One item of a list, of which the origins before the role are known."""

    phrase: Phrase
    start: int
    origins: list[Origin]
    modifiers: str = ""

    def party(self, end: int, **fields: object) -> Party:
        """A party whose words reach from the start of the item to before a token."""
        tokens = self.phrase.tokens
        first = self.start
        while tokens[first].key in ("the", "a", "an", "his", "her", "then", "both", "other"):
            first += 1
        return Party(tokens[first].start, tokens[end - 1].end, **fields)  # type: ignore[arg-type]

    def plural(self, role: Role) -> tuple[int, list[Party]]:
        printed = self.phrase.words(role.start, role.end)
        if self.phrase.key(role.end) in ("of", "from"):
            origins, behind = origins_at(self.phrase, role.end + 1)
            if origins:
                return behind, self._one_each(printed, origins, behind)
            behind = self._capitals_end(role.end + 1)
            if behind:
                origins = [Origin("organisation", "", self.phrase.words(role.end + 1, behind))]
                return behind, [self.party(behind, role=printed, origin=origins[0], is_group=True)]
        parts = portfolios_of(printed)
        if len(parts) > 1:
            origin = self.origins[0] if self.origins else None
            return role.end, [self.party(role.end, role=part, origin=origin) for part in parts]
        if len(self.origins) > 1 or (self.origins and self.origins[0].kind == "country"):
            return role.end, self._one_each(printed, self.origins, role.end)
        if self.origins:
            return role.end, [self.party(role.end, role=printed, origin=self.origins[0], is_group=True)]
        return self._several_names(printed, role)

    def _capitals_end(self, position: int) -> int:
        """The place behind words with capitals that begin here, after an article, or 0."""
        position += self.phrase.key(position) == "the"
        end = position
        while (self._is_capital(end) and self.phrase.key(end) not in words.PLURALS) or (
            end > position and joins_matters(self.phrase, end)
        ):
            end += 1
        return body_goes_on(self.phrase, end) if end > position else 0

    def _one_each(self, printed: str, origins: list[Origin], end: int) -> list[Party]:
        return [
            self.party(end, role=singular(printed), origin=origin)
            if origin.kind == "country"
            else self.party(end, role=printed, origin=origin, is_group=True)
            for origin in origins
        ]

    def _several_names(self, printed: str, role: Role) -> tuple[int, list[Party]]:
        """Names behind a role in the plural: "Presidents Chirac and Putin"."""
        found: list[Party] = []
        end = position = role.end
        while (behind := name_at(self.phrase.tokens, position)) > position:
            name = self.phrase.words(position, behind)
            behind, origin = self._origin_behind(behind, None)
            found.append(self.party(behind, name=name, role=singular(printed), origin=origin))
            end = position = behind
            while self.phrase.key(position) in (",", "and"):
                position += 1
            if role_at(self.phrase.tokens, position) or self.phrase.origin_at(position):
                break
        if found:
            return end, found
        return role.end, [self.party(role.end, role=printed, is_group=True)]

    def group(self, start: int, end: int) -> tuple[int, list[Party]]:
        """Several people without names, for each origin that their words hold."""
        origins = list(self.origins)
        position = start
        first_adjective = start
        while position < end:
            found = self.phrase.origin_at(position)
            if found is not None:
                origins.append(found[1])
                position = found[0]
                first_adjective = position
            else:
                position += 1
        role = self.phrase.words(first_adjective, end)
        if self.phrase.key(end) in ("of", "from"):
            behind_origins, behind = origins_at(self.phrase, end + 1)
            organ = body_end(
                self.phrase, behind if behind_origins else end + 1 + (self.phrase.key(end + 1) == "the")
            )
            origins += behind_origins
            if organ:
                role = self.phrase.words(first_adjective, organ)
            end = organ or (behind if behind_origins else end)
        prefix = [
            self.phrase.tokens[place].text
            for place in range(start, first_adjective)
            if self.phrase.key(place) in words.GROUP_ADJECTIVES
        ]
        role = " ".join([*filter(None, [self.modifiers]), *prefix, role])
        if not origins:
            return end, [self.party(end, role=role, is_group=True)]
        return end, [self.party(end, role=role, origin=origin, is_group=True) for origin in origins]

    def _origin_behind(self, end: int, origin: Origin | None) -> tuple[int, Origin | None]:
        """An origin behind a name: "of Syria", "from Poland", "(Poland)"."""
        opening = self.phrase.key(end)
        if opening not in ("of", "from", "("):
            return end, origin
        place = end + 1
        while self.phrase.key(place) == "the":
            place += 1
        found = self.phrase.origin_at(place)
        if found is None:
            return end, origin
        behind, said = found
        if opening == "(":
            behind += self.phrase.key(behind) == ")"
        return behind, origin or said

    def _is_capital(self, position: int) -> bool:
        return position < len(self.phrase.tokens) and self.phrase.tokens[position].is_capital
