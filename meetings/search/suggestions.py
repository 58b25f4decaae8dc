"""The nearest names to a search that found nothing."""

from rapidfuzz import fuzz, process

from meetings import names
from meetings.models import Country, Organisation, OtherName, Person, Place, Topic
from meetings.search.query import TextQuery

#: Names compared at most; the work of a request stays bounded.
COMPARED_AT_MOST = 100_000
SUGGESTED_AT_MOST = 3
#: How alike keys have to be, from 0 to 100.
LIKENESS = 72
_MODELS = (Person, Country, Organisation, Place, Topic)


def suggestions(query: TextQuery) -> list[str]:
    """Names in the public archive that are spelled like the words wanted, the nearest first.

    Only names of what is public are compared, so that nothing else can be guessed from them.
    """
    wanted = names.match_key(" ".join(word for term in query.wanted for word in term.words))
    if not wanted:
        return []
    keys: dict[str, str] = {}
    for key, label in _public_names():
        keys.setdefault(key, label)
        # A single word is compared with the words of a name: most people type the family name.
        if " " not in wanted:
            for word in key.split():
                if len(word) > 3:
                    keys.setdefault(word, label)
    near = process.extract(wanted, keys.keys(), scorer=fuzz.ratio, limit=20, score_cutoff=LIKENESS)
    found = dict.fromkeys(keys[key] for key, _, _ in near if key != wanted)
    return list(found)[:SUGGESTED_AT_MOST]


def _public_names():
    """Match keys and labels of everything public that has a name."""
    for model in _MODELS:
        public = model.objects.published() if hasattr(model.objects, "published") else model.objects.all()
        field = model._meta.model_name
        yield from public.values_list("match_key", "name")[:COMPARED_AT_MOST]
        others = OtherName.objects.filter(**{f"{field}__in": public.values("pk")})
        yield from others.values_list("match_key", f"{field}__name")[:COMPARED_AT_MOST]
