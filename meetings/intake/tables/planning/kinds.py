"""The form of an encounter, from the words of many languages."""

import re

_KINDS = {
    "video": (
        "video|virtual|화상|オンライン|テレビ会議|ビデオ|视频|線上|"
        "(?:ms |microsoft )?teams$|skype|online|zoom|webex|visio|on line|видео|онлайн|فيديو|"
        "çevrimiçi|onlayn"
    ),
    "telephone": (
        "phone|電話|전화|通话|通話|(?<!courtesy )(?<!introductory )(?<!farewell )calls?\\b(?! on\\b| for\\b)|"
        "puhelin|tālru|ringhaige|"
        "teleph|telefoo?n|teléfon|téléph|llamada|chamada|ligação|телефон|звонок|هاتف|zəng"
    ),
    "reception": (
        "mottakelse|mottagning|modtagelse|vastaanotto\\b|vastuvõtt|recepce|przyjęcie|fogadás|δεξίωση|"
        "レセプション|리셉션|"
        "reception|réception|empfang|recepción|ricevimento|receção|приём|прием\\b|"
        "qəbul mərasimi|resepsiyon|استقبال"
    ),
    "multilateral": (
        "multilateral|roundtable|round table|table ronde|mesa redonda|tavola rotonda|okrągł\\w+ st[oó]ł|"
        "conference|summit|konferenz|runder tisch|cumbre\\b|sommet\\b|gipfel\\b|cúpula\\b|cimeira|vertice\\b|"
        "szczyt|zirvesi\\b|саммит|"
        "(?:foreign|general) affairs council|european council|consejo (?:europeo|de asuntos)|"
        "conseil (?:européen|des? affaires)|conselho (?:europeu|dos negócios)|consiglio (?:europeo|affari)|"
        "europäischer rat|rat für|"
        "многосторон|конференц|çoxtərəfli|çok taraflı|konfrans|konferans|متعدد"
    ),
    "visit": (
        "\\bvisit|visite|besuch|visita|wizyta|визит|səfər|ziyaret|زيارة|\\btour\\b|bezoek|návštěv|návštev|"
        "posjet|\\bposeta|obisk|\\bvizit|látogatás|vierailu|visiit|besøk|besøg|besök|επίσκεψη|посещение"
    ),
    "bilateral": (
        "bilateral|bilatéral|двусторон|ikitərəfli|ikili|ثنائي|meeting|réunion|treffen|reunión|incontro|"
        "встреча|görüş|entretien|gespräch|face to face|in person|presencial|présentiel|präsenz|vor ort|очно|"
        "yüz yüze|əyani|in presenza|osobi|osobn|fysisk|audien|"
        "overleg|gesprek|sastanak|sestanek|jednání|setkání|stretnuti|spotkani|rozmow|møde|møte|möte|"
        "kohtumi|tapaami|tikšan|susitik|találkozó|întâlnire|întrevedere|συνάντηση|среща"
    ),
}
#: Said in a description that names the parties, these are still the form of the encounter.
_BY_WIRE = ("video", "telephone")
_IN_PASSING = ("video", "telephone", "reception", "multilateral")


def kind_of(words: str) -> str:
    """The value of ``MeetingKind`` that the words of a cell for the kind mean, or ""."""
    for kind, pattern in _KINDS.items():
        if re.search(pattern, words, re.IGNORECASE):
            return kind
    return ""


def kind_of_column(header: str) -> str:
    """What a column of kinds is about where its cells do not say: "Type of visit"."""
    return "visit" if re.search(_KINDS["visit"], header, re.IGNORECASE) else ""


def kind_in_passing(words: str) -> str:
    """The kind that a purpose or title tells without a doubt; "meeting" in it tells nothing."""
    for kind in _IN_PASSING:
        if re.search(rf"(?<!\w)(?:{_KINDS[kind]})", words, re.IGNORECASE):
            return kind
    return ""


def kind_of_journey(words: str) -> str:
    """Visit where a description that names nobody begins with a word for it; else ""."""
    return "visit" if re.match(rf"(?:\w+ )?(?:{_KINDS['visit']})", words, re.IGNORECASE) else ""


def kind_by_wire(words: str) -> str:
    """Video or telephone where a description begins with it, as "Telefonat mit" does; else ""."""
    for kind in _BY_WIRE:
        if re.match(rf"(?:\w+ )?(?:{_KINDS[kind]})", words, re.IGNORECASE):
            return kind
    return ""


def status_of(words: str, unknown: str = "held") -> str:
    """The value of ``EventStatus`` that words mean; ``unknown`` where they say none, held where not given."""
    if re.search(
        r"cancel|annul|abgesagt|отмен|скасован|ləğv|iptal|ألغ|odwołan|zrušen|inställ|avlyst|aflyst",
        words,
        re.IGNORECASE,
    ):
        return "cancelled"
    if re.search(r"postpon|report[ée]|verschoben|перенес|təxirə|ertelen|تأجيل", words, re.IGNORECASE):
        return "postponed"
    if re.search(r"scheduled|planned|expected|prévu|geplant|заплан|planlaş|مقرر", words, re.IGNORECASE):
        return "scheduled"
    if re.search(
        r"suspendid|aplazad|pospuest|adiad|rinviat|przełożon|odložen|відкладен", words, re.IGNORECASE
    ):
        return "postponed"
    if re.search(
        r"realizad|celebrad|efectuad|finalizad|concluíd|svolt|odby[łt]|proběhl|відбул|held|took place|"
        r"confirmed|completed|attended|done|tenu|stattgefunden|состоял|keçiril",
        words,
        re.I,
    ):
        return "held"
    return unknown
