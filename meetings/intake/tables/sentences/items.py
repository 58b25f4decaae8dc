"""One item of a list of parties: what stands before, in and behind its role."""

from dataclasses import dataclass

from . import words
from .lexicon import Origin
from .naming import name_at
from .offices import is_office, is_one_office
from .phrases import (
    Party,
    behind_abbreviation,
    body_end,
    body_goes_on,
    first_origin_end,
    is_behind,
    joins_matters,
)
from .roles import Role, role_at
from .several import Several
from .tokens import tokens_of


@dataclass
class Item(Several):
    """Reads one item of a list of parties, of which the origins before the role are known."""

    def behind_origin(self, position: int) -> tuple[int, list[Party]] | None:
        """What follows an origin: a role, or an organ such as the Israeli War Cabinet."""
        tokens = self.phrase.tokens
        land = self.origins[0].kind == "country" and position < len(tokens) and tokens[position].glued
        if land and self.phrase.origin_at(position):
            return None  # two lands that a hyphen joins are those of a gathering of both
        joined = self._joined_body(position)
        if joined is not None:
            return joined
        role = role_at(self.phrase.tokens, position)
        if role is not None:
            return self.with_role(role)
        end = body_end(self.phrase, position)
        if not end or len(self.origins) > 1:
            return None
        organ = self.phrase.words(position, end)
        role = role_at(self.phrase.tokens, end)
        if role is None and self.phrase.key(end - 1) in words.PRIVATE_BODIES:
            body = Origin("organisation", "", f"{self.origins[0].text} {organ}")
            return end, [self.party(end, origin=body, is_group=True)]
        if role is None:
            return end, [self.party(end, role=organ, origin=self.origins[0], is_group=True)]
        if self.origins[0].kind == "organisation":
            whole = f"{self.origins[0].text} {organ}"
            self.origins = [Origin("organisation", "", whole)]
            return self.with_role(role)
        return self.with_role(Role(position, role.end, role.plural))

    def _joined_body(self, position: int) -> tuple[int, list[Party]] | None:
        """A body whose name a hyphen begins: "NATO-Russia Permanent Joint Council"."""
        tokens = self.phrase.tokens
        if self.origins[0].kind != "organisation" or position >= len(tokens) or not tokens[position].glued:
            return None
        end = body_end(self.phrase, position)
        if not end:
            return None
        first = position - len(tokens_of(self.origins[0].text))
        body = Origin("organisation", "", self.phrase.words(first, end))
        return end, [self.party(end, origin=body, is_group=True)]

    def of_unknown_body(self, position: int, *, alone: bool) -> tuple[int, list[Party]] | None:
        """A body that the archive has no entry of, alone or with who speaks for it: PLO Chairman."""
        phrase = self.phrase
        end = body_end(phrase, position)
        text = phrase.tokens[position].text if position < len(phrase.tokens) else ""
        known = (
            phrase.key(position)
            in words.ABBREVIATED_ADDRESSES | words.ABBREVIATED_HEADS | words.LETTERS_BEHIND
        )
        if not end and 3 <= len(text) <= 8 and text.isupper() and text.isalnum() and not known:
            end = position + 1
        if not end:
            return None
        end = body_goes_on(phrase, end)
        body = Origin("organisation", "", phrase.words(position, end))
        behind = behind_abbreviation(phrase, end)
        role = role_at(phrase.tokens, behind)
        if role is not None:
            self.origins = [body]
            return self.with_role(role)
        single = end - position == 1 and phrase.key(position) in words.BODIES
        if single or not alone or body.text.casefold() == "civil society":
            return None
        return (
            (behind, [self.party(behind, origin=body, is_group=True)]) if is_behind(phrase, behind) else None
        )

    def with_role(self, role: Role) -> tuple[int, list[Party]]:
        if role.plural:
            return self.plural(role)
        printed = f"{self.modifiers} {self.phrase.words(role.start, role.end)}".strip()
        origin = self.origins[0] if self.origins else None
        end = role.end
        behind = name_at(self.phrase.tokens, end)
        if behind == end:
            printed, origin, end = self._further(role, printed, origin)
            behind = name_at(self.phrase.tokens, end) if self.phrase.key(end) != "," else end
            behind = behind if behind > end else self._apposed_name(end)
        if behind > end:
            name_start = end + (self.phrase.key(end) == ",")
            name = self.phrase.words(name_start, behind)
            behind, origin = self._origin_behind(behind, origin)
            return behind, [self.party(behind, name=name, role=printed, origin=origin)]
        return end, self._unnamed(role, printed, origin, end)

    def _further(self, role: Role, printed: str, origin: Origin | None) -> tuple[str, Origin | None, int]:
        """A role that goes on behind "of" or "for": with its origin, or with words that the archive lacks."""
        end = role.end
        if self.phrase.key(end) not in ("of", "for", "to", "at"):
            return printed, origin, end
        place = end + 1
        while self.phrase.key(place) == "the":
            place += 1
        found = self.phrase.origin_at(place)
        behind = place
        if found is not None:
            behind, said = found
            if said.kind == "organisation" and (whole := self._whole_body(place, behind)):
                behind, said = whole
            if not (said.is_adjective and self._is_capital(behind)):
                if self.phrase.key(end) == "of" and origin is None:
                    posted = self._behind_post(behind)
                    return (
                        (self.phrase.words(role.start, posted), said, posted)
                        if posted
                        else (printed, said, behind)
                    )
                return self.phrase.words(role.start, behind), origin, behind
            origin = origin or said
        while behind < len(self.phrase.tokens) and (
            self.phrase.tokens[behind].is_capital
            or (self.phrase.key(behind) in ("of", "the") and self._is_capital(behind + 1))
            or joins_matters(self.phrase, behind)
            or body_goes_on(self.phrase, behind) > behind
        ):
            behind = max(behind + 1, body_goes_on(self.phrase, behind))
            if found := self.phrase.origin_at(behind):
                return self.phrase.words(role.start, behind - 1), origin or found[1], found[0]
        return (
            (self.phrase.words(role.start, behind), origin, behind)
            if behind > place
            else (printed, origin, end)
        )

    def _behind_post(self, position: int) -> int:
        """The place behind where an envoy is sent to ("to Ireland", "to the UN"); 0 where none is said."""
        if self.phrase.key(position) != "to":
            return 0
        found = self.phrase.origin_at(position + 1 + (self.phrase.key(position + 1) == "the"))
        return found[0] if found else 0

    def _whole_body(self, start: int, behind: int) -> tuple[int, Origin] | None:
        """A body of the archive that is the beginning of another's name: "the African Union Commission"."""
        if self.phrase.key(behind) not in words.BODIES or not self._is_capital(behind):
            return None
        return behind + 1, Origin("organisation", "", self.phrase.words(start, behind + 1))

    def _apposed_name(self, end: int) -> int:
        """The place behind a name that a comma sets beside its role: "the Patriarch, Bartholomew I"."""
        if self.phrase.key(end) != "," or self.phrase.key(self.start) not in ("the", "his", "her"):
            return end
        place = end + 1
        if self.phrase.origin_at(place) or role_at(self.phrase.tokens, place):
            return end
        behind = name_at(self.phrase.tokens, place)
        return behind if behind > place else end

    def _unnamed(self, role: Role, printed: str, origin: Origin | None, end: int) -> list[Party]:
        """An office without a name; two offices where "and" joins two of them."""
        parts = [part for part in printed.split(" and ") if is_office(part)]
        if len(parts) > 1 and " and ".join(parts) == printed and not is_one_office(parts):
            return [self.party(end, role=part, origin=origin) for part in parts]
        return [self.party(end, role=printed, origin=origin)]

    def _role_within(self, start: int, end: int) -> tuple[int, list[Party]] | None:
        """A role among the words of what looks like a name: behind a body or a land, or behind the name."""
        tokens = self.phrase.tokens
        for place in range(start + 1, end - 1):
            role = role_at(tokens, place)
            if role is not None and not role.plural and name_at(tokens, role.end) > role.end:
                # A land or body that nobody knows, before a role: "Tatarstan President Shaymiyev".
                self.origins = [Origin("organisation", "", self.phrase.words(start, place))]
                return self.with_role(role)
        found = (self._role_behind(start, place) for place in range(start + 2, end + 1))
        return next(filter(None, found), None)

    def _role_behind(self, start: int, place: int) -> tuple[int, list[Party]] | None:
        """A name with a role behind it and no mark between: "Jane Roe British High Commissioner"."""
        tokens = self.phrase.tokens
        if place >= len(tokens) or tokens[place].glued or tokens[place].key in words.LETTERS_BEHIND:
            return None
        before = self.phrase.origin_at(place)
        at, said = before if before else (place, None)
        role = role_at(tokens, at)
        whose = said is not None or (role is not None and self.phrase.key(role.end) in ("of", "to"))
        if role is None or role.plural or not whose or name_at(tokens, role.end) > role.end:
            return None
        printed, origin, end = self._further(role, self.phrase.words(role.start, role.end), said)
        return end, [self.party(end, name=self.phrase.words(start, place), role=printed, origin=origin)]

    def named(self, position: int, has_origin: bool) -> tuple[int, list[Party]] | None:
        """A name without a role before it; a role may follow it behind a comma."""
        tokens = self.phrase.tokens
        behind = name_at(tokens, position)
        if behind == position or (has_origin and behind <= first_origin_end(self.phrase, position)):
            return None
        name = self.phrase.words(position, behind)
        if told := self._role_within(position, behind):
            return told
        plural = any(tokens[place].key in words.PLURALS for place in range(position, behind))
        if plural or not is_behind(self.phrase, behind):
            return None
        end, origin = self._origin_behind(behind, None)
        role_start = end + (self.phrase.key(end) in (",", "(")) + (self.phrase.key(end + 1) == "the")
        if role_start > end:
            said, role_place = None, role_start
            if before := self.phrase.origin_at(role_start):
                role_place, said = before
            role = role_at(tokens, role_place)
            if role is not None and not role.plural and name_at(tokens, role.end) == role.end:
                printed, origin, end = self._further(
                    role, self.phrase.words(role.start, role.end), said or origin
                )
                end += self.phrase.key(end) == ")"
                return end, [self.party(end, name=name, role=printed, origin=origin)]
            if said is not None and self.phrase.key(role_place) in ("", ")", ","):
                return role_place, [self.party(role_place, name=name, origin=origin or said)]
        return end, [self.party(end, name=name, origin=origin)]
