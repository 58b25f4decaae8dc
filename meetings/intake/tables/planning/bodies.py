"""Whether a text names a body: by the words that bodies have in their names, in many languages."""

import re

from meetings.intake.tables.sentences import words as known

from .naming import has_address, is_given_name

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
#: Words that bodies have in their names and persons have not.
_OF_BODIES = re.compile(
    r"(?:\bdepartment\b|\bministry\b|\baid\b|worldwide|red cross|red crescent|croix-rouge|cruz roja|"
    r"cruz vermelha|"
    r"rotes kreuz|rote kreuz|\bpower$|\benergy\b|\bhydro\b|\bwater$|\bpartners\b|partnership|"
    r"solutions\b|services\b|"
    r"systems\b|technolog|resources\b|\bmedia\b|ventures\b|motors\b|pharma|farmers|housing\b|"
    r"rada\b|saatkond|suursaatkond|vēstniecīb|ambasad|velvyslanectv|veľvyslanectv|посольств|"
    r"nagykövetség|suurlähetystö|"
    r"koda\b|keskliit|ministèr|ministerst|ministéri|secretaría|secretariat|sekretariat|sekretariát|"
    r"(?:städte|landkreis|gemeinde|handels|handwerks|industrie|bauern|land|bundes)tag\b|industri\b|"
    r"\bport of\b|"
    r"kommission|commission|verband|verbände|verein|stiftung|ministeri|universi|gesellschaft|federa[cçtz]|"
    r"fédérat|confeder|konfeder|associa|asocia|asosia|organi[sz]a|institu|fundaci|fondation|fondazion|fundaç|"
    r"foundation|fundacj|nadac|syndicat|sindica|gewerkschaft|\bbanks?\b|\w+bank\b|banque|banco\b|"
    r"banca\b|banka|"
    r"bankas|chamber|chambre|cámara|câmara|\bcamera\b|kammer\b|kamar|izba\b|komora|company\b|compañía|"
    r"companhia|"
    r"\bgroup\b|groupe\b|grupo\b|grupa\b|\bgrup\b|gruppen?\b|gruppo\b|união|\bunion\b|unión\b|"
    r"council\b|conseil\b|"
    r"consejo|conselho|consiglio|\brada\b|kurul|kurum|konsey|meclis|dernek|derneğ|birliğ|vakf|vakıf|odası|"
    r"başkanlığ|bakanlığ|müdürlüğ|elçiliğ|nümayəndəli|nazirliy|səfirliy|şirkət|şirket|mərkəz|merkez|cəmiyyət|"
    r"agency\b|agence|agencia|agência|agenzia|agencja|agentur\b|botschaft\b|ambassade\b|embassy\b|embajada|"
    r"embaixada|ambasciata|ambasada|посольств|министерств|агентств|ассоциац|компани|корпорац|холдинг|"
    r"банк\b|фонд\b|союз|організац|организац|университет|комисси|комітет|комитет|асоціац|палат[аы]|"
    r"представительств|"
    r"congress\b|forum\b|fórum|\bforo\b|comité|comitê|comitato|komit[eé]t|\bliga\b|league\b|\bligue\b|"
    r"sociedad|société|società|society\b|corporation|corporaci|corporaç|consorci|consortium|holding|"
    r"network\b|"
    r"réseau|coalition|coali[cç]|alliance\b|alianza|aliança|allianz|initiative\b|platform|plataforma|"
    r"centre\b|center\b|"
    r"centro\b|zentrum|médecins|médicos|amnesty|amnistía|greenpeace|oxfam|airlines|airways|industries|"
    r"newspaper|\bnews\b|\btimes\b|television|televisión|hospital\b|schools?\b|college\b|academy|"
    r"académi|akadem|"
    r"\bliit\b|ühing|biedrīb|liitto|keskus|centras\b|asociacij|forbund|förbund|forening|förening|"
    r"stiftelse|säätiö|"
    r"szövetség|egyesület|társaság|spółka|stowarzyszen|związek|svaz\b|asociace|společnost|zväz|udruga|"
    r"udruženj|zajednic|"
    r"σύνδεσμ|σύλλογ|ένωση|εταιρ|τράπεζα|"
    r"جمعية|شركة|مؤسسة|بنك|جامعة|منظمة|اتحاد|غرفة|مجلس|هيئة|سفارة|وزارة|معهد|"
    r"協会|会社|銀行|大学|連合|財団|委員会|機構|大使館|협회|은행|대학교|연합|재단|위원회|대사관|"
    r"(?-i:\bry\b|\bAG\b|\bAS\b|\bA/S\b|\bASA\b|\bOy\b|\bAB\b|\bOÜ\b|\bUAB\b|\bSIA\b|\bMMC\b|\bASC\b)|"
    r"\bGmbH\b|\bplc\b|\bLtd\b|\bLimited\b|"
    r"\bInc\b|\bCorp\b|\bLLP\b|\bLLC\b|\bNGOs?\b|\bS\.?A\.(?!\w)|\bS\.L\.|\bS\.p\.A|\bS\.r\.l|"
    r"\be\.\s?V\.|\bN\.V\.|\bB\.V\.|"
    r"\bLtda\b|\bLda\b|A\.Ş|sp\. z o|\ba\.\s?s\.|\bs\.\s?r\.\s?o|\bООО\b|\bПАО\b|\bОАО\b|\bЗАО\b|\bТОВ\b|"
    r"株式会社)",
    re.IGNORECASE,
)
#: Words of bodies that are so whatever first name stands beside them: "Konrad Example Stiftung".
_SURELY_BODIES = re.compile(
    r"(?:stiftung|foundation|fondation|fundaci|fundaç|fondazion|institut|universi|gmbh|vakf|fonds?\b|"
    r"association|asociaci|associaç|company\b|\bLtd\b|\bLimited\b|\bInc\b|\bplc\b|\bS\.A\.|"
    r"\be\.\s?V\.|hospital|"
    r"\baid\b|\bred cross\b|worldwide|school\b|college\b|embassy|botschaft\b|ambassade\b|embajada|embaixada)",
    re.IGNORECASE,
)


def looks_like_body(text: str) -> bool:
    """Whether a text has words of bodies, or abbreviations, and no usual first name among them."""
    words = re.findall(r"[^\W\d_]+", _IN_BRACKETS.sub("", text))
    if not words or has_address(text):
        return False
    if any(is_given_name(word) for word in words):
        return bool(_SURELY_BODIES.search(text)) and "," not in text
    abbreviated = [word for word in words if word.isupper() and len(word) > 2]
    shouted = len(abbreviated) == len(words) > 1 and "," not in text
    ends = words[-1].casefold() in known.BODIES and words[-1][0].isupper()
    return ends or bool(_OF_BODIES.search(text)) or (bool(abbreviated) and not shouted)
