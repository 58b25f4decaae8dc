"""The order of relevance: the same on every database, because it is ours."""

from meetings.search.query import TextQuery
from meetings.search.words import split_words


def rank(texts: dict[int, str], query: TextQuery) -> list[int]:
    """The keys of ``texts`` (words by sort key), most relevant first; equals by key, newest first.

    Every wanted term counts by how often it occurs, ever less the more often, and more when it occurs
    early, where titles stand.
    """
    scores = {key: _score(words, query) for key, words in texts.items()}
    return sorted(texts, key=lambda key: (-scores[key], -key))


def _score(text: str, query: TextQuery) -> float:
    words = split_words(text)
    score = 0.0
    for term in query.wanted:
        places = sorted(
            {place for spelling in term.spellings for place in _places(words, spelling, term.prefix)}
        )
        if places:
            score += len(places) / (len(places) + 1) + 1 / (2 + places[0] / 50)
    return score


def _places(words: list[str], spelling: tuple[str, ...], prefix: bool):
    head, last = list(spelling[:-1]), spelling[-1]
    for place in range(len(words) - len(head)):
        end = words[place + len(head)]
        if words[place : place + len(head)] == head and (end.startswith(last) if prefix else end == last):
            yield place
