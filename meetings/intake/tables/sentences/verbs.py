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
NO_ENCOUNTER = re.compile(
    r"(?:(?:en route|overnight|vacation|private visit|stopped|refuel\w*|stopover|transit\w*|rest stop|"
    r"disembarked|embarked|personal|holiday|vacationed|layover|official|brief)\b[^.]*\.?\s*)+",
    re.IGNORECASE,
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
    r"\b(?:met|meeting with|talks? with|conferred|audience|briefed|discuss\w+|spoke|introductory|"
    r"catch[- ]?up)\b",
    re.IGNORECASE,
)
VISITED = re.compile(
    r"\b(?:official|state|working|informal)? ?visit(?:ed|ing)?\b|\baccompanied\b|\btour", re.I
)
AT_GATHERING = re.compile(
    r"\b(?:attend\w*|participat\w+|address\w*|co-?host\w*|co-?chair\w*|chair\w*|led|open\w*|joined)\b(?:[^.;]|\.(?=\S))*?"
    r"\b(?:meetings?|summits?|conferences?|councils?|sessions?|assembly|ministerials?|forum|plenary|dialogue|"
    r"consultations|negotiations|talks)\b",
    re.IGNORECASE,
)
CANCELLED = re.compile(r"\b(?:cancell?ed|called off)\b", re.IGNORECASE)
POSTPONED = re.compile(r"\bpostponed\b", re.IGNORECASE)
