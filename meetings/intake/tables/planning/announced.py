"""Whom the entry of a diary says was met, in languages other than English: "Entretien avec M. Exemple"."""

import re
from collections.abc import Iterator

from meetings.intake.tables.mapping.splitting import Part

#: What an encounter is called, by the word for "with" that follows it.
_ENCOUNTERS = {
    "with": "meeting meetings call lunch dinner breakfast discussion discussions catch-up catchup interview "
    "briefing roundtable bilateral audience conversation teleconference videoconference",
    "avec": "entretien rencontre réunion déjeuner dîner petit-déjeuner entrevue échange échanges audience "
    "conversation appel visite tête-à-tête visioconférence table",
    "mit": "treffen gespräch telefonat begegnung mittagessen abendessen arbeitsessen frühstück empfang "
    "termin videokonferenz videoschalte austausch zusammentreffen unterredung konsultationen",
    "con": "reunión encuentro entrevista almuerzo cena audiencia conversación llamada videoconferencia "
    "desayuno visita bilateral mesa incontro colloquio riunione pranzo telefonata bilaterale conversazione "
    "videoconferenza",
    "(?:com|ao|à)": "reunião encontro audiência almoço jantar conversa videoconferência visita telefonema "
    "ligação chamada despacho bilateral",
    "со?": "встреча переговоры беседа телефонный разговор консультации обед ужин видеоконференция завтрак "
    "рабочая",
    "зі?": "зустріч переговори розмова бесіда консультації обід вечеря телефонна відеоконференція",
    "ze?": "spotkanie rozmowa rozmowy kolacja wideokonferencja obiad śniadanie konsultacje",
    "med": "möte møte møde samtal samtale lunch lunsj middag frokost bilateralt telefonsamtale telefonsamtal "
    "videosamtale videomøte frukost",
    "met": "gesprek telefoongesprek videogesprek werkbezoek overleg ontmoeting bijeenkomst lunch "
    "diner kennismaking",
    "so?": "jednání setkání schůzka stretnutie rokovanie telefonát",
    "cu": "întrevedere întâlnire intrevedere intalnire convorbire convorbiri discuții discutii consultări "
    "dejun",
    "със?": "среща разговор разговори консултации",
    "sa?": "sastanak razgovor susret telefonski",
    "[zs]": "sestanek pogovor srečanje delovno",
    "amb": "reunió trobada entrevista dinar conversa",
    "με": "συνάντηση συνομιλία τηλεφωνική γεύμα",
    "su": "susitikimas pokalbis",
    "ar": "tikšanās saruna",
    "مع": "لقاء اجتماع مباحثات اتصال محادثات",
}
_OPENING = re.compile(
    "|".join(
        rf"(?:{'|'.join(called.split())})\b[^,;.]*?\b{behind}\s+" for behind, called in _ENCOUNTERS.items()
    ),
    re.IGNORECASE,
)
#: Somebody who is received or visits, by the word for "of" or "by" that follows it: "Visita de la ministra".
_RECEIVED = re.compile(
    r"(?:(?:(?:courtesy |farewell |introductory )?(?:visit|call)) (?:of|by|from)|"
    r"(?:visite|audience|réception|entretien)(?: de courtoisie)? (?:de|du|d['’])|"
    r"(?:visita|audiencia|recepción)(?: (?:oficial|institucional|de cortesía|de trabajo))? (?:de|del)|"
    r"visita(?: (?:oficial|de cortesia))? d[eoa]|audiência (?:d[eoa]|ao?)|audiencia (?:al? |con )|"
    r"(?:visita|udienza|incontro)(?: (?:ufficiale|di cortesia))? (?:di|del|della|dell['’])|"
    r"(?:antritts|höflichkeits|arbeits)?(?:besuch|empfang) (?:von|des|der)|wizyta|визит|приём|прием|"
    r"besök av|besøk av|besøg af|bezoek van)\s*(?<=[\s'’])",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(.+?)\s+(?:ilə|ile)\s+(?:[^\W\d_]+\s+){0,2}(?:görüş\w*|danışıq\w*|söhbət\w*|telefon\w*)\b",
    re.IGNORECASE,
)
#: What goes on about something else than who was met.
_ABOUT = re.compile(
    r"\s+(?:regarding|re:?|concerning|to discuss|about|sur (?:le|la|les)|au sujet|à propos|en marge|"
    r"à l['’]occasion|über|zum thema|zu den themen|am rande|im rahmen|"
    r"anlässlich|sobre|acerca|al margen|en el marco|su[il]?\b|sul\w*|a margine|à margem|no âmbito|"
    r"по вопрос\w+|о\b|об\b|в рамках|на полях|на тему|na temat|w ramach|w sprawie|om\b|over\b|"
    r"o\b(?= [a-ząćęłńóśźż]))(?=\s|$)",
    re.IGNORECASE,
)
_PART = re.compile(r"[,;:.–—]\s+")
_AND = re.compile(
    r"\s*;\s*|\s+(?:et|und|sowie|ainsi que|y|e|и|i|och|og|en|və|ve)\s+(?:avec |mit |con |com |с |z |med )?"
)
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})\.(?=\s|$)|\s[–—]\s|\n")


_MEETING = re.compile(
    r"(?:(?:courtesy|introductory|farewell|bilateral|phone|telephone|video|virtual|working|private|"
    r"pull-aside) )*"
    r"(?:meeting|call|teleconference|videoconference|lunch|dinner|breakfast|visit|talks|audience|"
    r"discussion)s?"
    r"(?:\s*[:–-]|\s+(?:with|by|of)\b)",
    re.IGNORECASE,
)


def opens_as_meeting(text: str) -> bool:
    """Whether a text begins as the title of an encounter does: "Courtesy call by", "Entretien avec"."""
    return bool(_MEETING.match(text) or _OPENING.match(text) or _RECEIVED.match(text))


def announced(text: str) -> Iterator[tuple[Part, bool]]:
    """The parts of a text that say who was met, with their places; none where it announces nobody.

    Each with whether it may be a body too: "Visita de" is followed by places and works as well as persons.
    """
    opening, surely = _OPENING.match(text) or _later(text), True
    if opening is None:
        opening, surely = _RECEIVED.match(text), False
    closing = None if opening else _CLOSING.match(text)
    if opening:
        start = opening.end()
        end = min((match.start() for match in _SENTENCE.finditer(text, start)), default=len(text))
        about = _ABOUT.search(text, start, end)
        for part in _parts(text, start, about.start() if about else end):
            yield part, surely
    elif closing:
        for part in _parts(text, 0, closing.end(1)):
            yield part, surely


def _later(text: str) -> re.Match[str] | None:
    """An encounter that a later part of a sentence names: "Besök i Ukraina, möte med president Exempel"."""
    parts = (_OPENING.match(text, mark.end()) for mark in _PART.finditer(text))
    return None if _RECEIVED.match(text) else next(filter(None, parts), None)


def _parts(text: str, start: int, end: int) -> Iterator[Part]:
    """The parts that "and" joins, where each begins with a small letter or has several words."""
    pieces, place = [], start
    for match in [*_AND.finditer(text, start, end), None]:
        stop = match.start() if match else end
        pieces.append((place, stop))
        place = match.end() if match else stop
    whole = all(len(text[a:b].split()) > 1 for a, b in pieces)
    for a, b in pieces if whole else [(start, end)]:
        stripped = text[a:b].strip(" .,")
        if stripped:
            yield Part(stripped, a + text[a:b].index(stripped))
