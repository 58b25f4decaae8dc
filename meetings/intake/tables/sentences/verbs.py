"""What announces an encounter in a sentence: verbs, gatherings, and the kinds that they tell."""

import re

ENDS = frozenset({".", ";", ":", "!", "?", "•"})
MEETING_WORDS = frozenset(
    [
        "met",
        "meet",
        "meets",
        "meeting",
        "meetings",
        "conferred",
        "confer",
        "talks",
        "spoke",
        "speak",
        "spoken",
        "talked",
        "audience",
        "consulted",
        "consultations",
        "discussion",
        "discussions",
        "conversation",
        "conversations",
        "dined",
        "dinner",
        "lunch",
        "luncheon",
        "breakfast",
        "call",
        "called",
        "calls",
        "briefing",
        "briefings",
        "session",
        "negotiations",
        "negotiated",
        "held",
        "exchange",
        "exchanged",
        "hosted",
        "signed",
        "conference",
        "interview",
        "breakfasted",
        "lunched",
        "together",
        "along",
        "alongside",
    ]
)
BARE_AFTER = frozenset(["met", "meet", "meets", "meeting", "conferred", "talks"])
DIRECT = frozenset(
    [
        "briefed",
        "accompanied",
        "joined",
        "received",
        "hosted",
        "welcomed",
        "greeted",
        "telephoned",
        "phoned",
        "interviewed",
        "saw",
        "supported",
        "represented",
        "consulted",
        "escorted",
        "assisted",
        "visited",
        "called",
    ]
)
BY = frozenset(["hosted", "chaired", "led", "joined", "accompanied", "given", "convened", "headed"])
ATTENDED = frozenset(
    [
        "attended",
        "attend",
        "attending",
        "participated",
        "addressed",
        "cochaired",
        "chaired",
        "led",
        "joined",
        "opened",
        "hosted",
        "cohosted",
        "convened",
    ]
)
GATHERING = frozenset(
    [
        "meeting",
        "meetings",
        "council",
        "summit",
        "conference",
        "session",
        "sessions",
        "assembly",
        "ministerial",
        "ministerials",
        "forum",
        "talks",
        "committee",
        "commission",
        "plenary",
        "ministers",
        "dialogue",
        "consultations",
        "congress",
        "events",
        "event",
        "leaders",
    ]
)
_STOPS = (
    r"(?i:(?>(?:en route|overnight|vacation|private visit|stopped|refuel\w*|stopover|transit\w*|rest stop|"
    r"disembarked|embarked|personal|holiday|vacationed|layover|official|brief)\b[^.]*+\.?\s*+)++)"
)
#: What would be an encounter, in whichever language: behind a word for travel it is more than travel.
_MORE = (
    r"(?i:meet|\bmet\b|\bwith\b|talk|visit|\bcalls?\b|dinner|lunch|breakfast|reception|conference|"
    r"summit|forum|council|"
    r"event|interview|brief|speech|speak|address|attend|ceremon|treffen|gespräch|tagung|gipfel|reuni|"
    r"réuni|encontr|"
    r"rencontre|entretien|\bcena|almuerzo|almoço|jantar|déjeuner|dîner|\bcon\b|\bcom\b|\bavec\b|"
    r"\bmit\b|incontr|colloqui|"
    r"møte|möte|samtal|встреч|перегов|зустріч|görüş|toplant)"
)
_JOURNEY = (
    r"(?i:(?:international |domestic )?(?:travel(?:s|l?ed|l?ing)?|flight|fl(?:y|ies|ew)|depart(?:s|ed|ure)?|"
    r"return(?:s|ed|ing)?|arriv(?:es?|ed|al)|viaje|vuelo|viagem|voo|(?:an|ab|rück)?reise|"
    r"(?:rück)?flug|viaggio|volo|"
    r"reis|vlucht|resa|voyage|trajet|déplacement|desplazamiento|deslocação|deslocamento|trasferta|podróż|"
    r"wyjazd|cesta|odlet|(?:рабочая |официальная |служебная )?поездка|перелёт|перелет|вылет|"
    r"возвращение|səfərə çıxma|seyahat|rejse|reise|matka)\b)"
)
_WAY = (
    r"(?i:to|from|for|in|via|and|back|home|by|air|car|train|the|a|al|hacia|desde|de|do|da|di|para|"
    r"nach|von|aus|"
    r"zurück|в|во|на|из|do|naar|van|til|fra|till|från|vers|à)"
)
_PLACE = r"(?:[^\W\d_a-zà-öø-ÿа-яё][\w.'’-]*|\d[\d:.]*(?:\s?[ap]\.?m\.?)?)"
_PRIVATE = (
    r"(?i:private(?: time| business| commitments?| engagements?| appointments?| matters?)?|"
    r"(?:(?:annual|sick|parental|maternity|paternity) )?leave|day off|holidays?|weekend|public holiday|"
    r"(?:[\w' ]{1,60} (?:has|have|had) )?no "
    r"(?:(?:public|official|scheduled|external|ministerial|media|formal) )*"
    r"(?:appointments?|engagements?|events?|schedule|diary|entries|diary entries|commitments?|"
    r"activit(?:y|ies))"
    r"(?: scheduled| today)?|"
    r"(?:sin|no hay|no tiene) (?:agenda|actos?|actividad(?:es)?|eventos?)(?: oficial(?:es)?| públic[ao]s?)?|"
    r"agenda privada|vacaciones|sem (?:compromissos?|agenda|eventos?)(?: oficia(?:l|is)| públic[ao]s?)?|"
    r"despachos? internos?|férias|agenda privé|congés?|"
    r"geen (?:publieke |openbare )?(?:afspraken|agenda)|brak wydarzeń|inga offentliga|ingen offentlige|"
    r"ei julkista ohjelmaa|нет мероприятий|"
    r"keine (?:öffentlichen |offiziellen )?termine|urlaub|privat)"
)
#: All that a row tells where nobody met: travel, private time, or that there was nothing. What was taken is
#: never given back, so that any text is read in time that grows with its length.
NO_ENCOUNTER = re.compile(
    rf"{_STOPS}|{_JOURNEY}(?!(?s:.*){_MORE})(?>[\s:,;–—/()-]+(?>{_WAY}\b|{_PLACE}))*+[\s.)]*|{_PRIVATE}[\s.]*"
)
KINDS = (
    ("video", r"\b(?:video|virtual(?:ly)?|video-?conference|zoom|webex|teams call|webinar|online meeting)\b"),
    (
        "telephone",
        r"\b(?:tele)?phone[ds]?\b|\btelephon\w*\b|\bby phone\b|\bphone call\b|\bcall with\b|^call\b",
    ),
    ("reception", r"\breception\b|\bgala\b"),
)
MEALS = re.compile(r"\b(?:dinner|lunch|luncheon|breakfast|banquet)\b", re.IGNORECASE)
MET = re.compile(
    r"\b(?:met|meetings? with|talks? with|conferred|audience|briefed|discuss\w+|spoke|introductory|"
    r"catch[- ]?up)\b",
    re.IGNORECASE,
)
VISITED = re.compile(
    r"\b(?:official|state|working|informal)? ?visit(?:ed|ing)?\b|\baccompanied\b|\btour", re.I
)
AT_GATHERING = re.compile(
    r"\b(?:attend\w*|participat\w+|address\w*|co-?host\w*|co-?chair\w*|chair\w*|led|open\w*|"
    r"joined)\b(?:[^.;]|\.(?=\S))*?"
    r"\b(?:meetings?|summits?|conferences?|councils?|sessions?|assembly|ministerials?|forum|plenary|dialogue|"
    r"consultations|negotiations|talks)\b",
    re.IGNORECASE,
)
CANCELLED = re.compile(r"\b(?:cancell?ed|called off)\b", re.IGNORECASE)
POSTPONED = re.compile(r"\bpostponed\b", re.IGNORECASE)
