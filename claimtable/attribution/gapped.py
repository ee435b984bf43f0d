"""A speaker whose verb is left out: "Istanbul says 7.7, a German network 7.74"."""

from ..grammar.clauses import QUOTES, strong
from ..grammar.neighbours import capitalised, coordinates, numbered, spelled
from .havers import DEGREES

BEFORE_NUMBER = frozenset("some about only just at the a an : both each".split())


def gapped(v, s, i, cue):
    """Span of a speaker whose verb is left out: "Istanbul says 7.7, a German network 7.74"; None if there is none."""
    tokens, k = s.tokens, i - 1
    while k > 1 and tokens[k].low in ("and", "or") and tokens[k - 1].number:
        k -= 2  # "Ardley says 7.7, Orton 7.5 and 7.6"
    while k >= 0 and not tokens[k].mention and leads_number(tokens, k, cue):
        k -= 1
    last = k
    while k >= 0 and not tokens[k].mention and not strong(tokens[k]) and tokens[k].raw != "," and \
            not tokens[k].kinds & {"coordinators", "verbs", "auxiliaries", "prepositions", "subordinators", "ed", "ing"}:
        k -= 1
    while k > 1 and first_word(v, tokens, k):
        k -= 2  # "rescuers in the north-west 300"
    first = k + 1
    if first > last or k < 0:
        return None
    if k and cue.rule == "passive-by" and tokens[k].low in ("by", "of") and (tokens[k - 1].raw == "," or coordinates(tokens[k - 1])):
        k -= 1  # "put by Ukraine at 12,000 and by Seoul at 11,000"
    if tokens[last].low == "'s" or cue.at > tokens[first].start or not (tokens[k].raw in ",;" or coordinates(tokens[k])):
        return None
    if not numbered(tokens[:k]) or v.counted(tokens[last]) and not capitalised(tokens[last]):
        return None
    if not v.can_speak(tokens, first, last) and not (cue.cue.endswith(" of") and tokens[k + 1].low in ("the", "our", "my", "its")):
        return None
    name = spelled(tokens[first:last + 1])
    return None if name in v.places and name not in v.names else v.span(tokens, first, last)  # "300 in Ardley, Orton 40"


def leads_number(tokens, k, cue):
    """Can the word at k stand between a speaker whose verb is left out and the number ("Orton [about] 300")?"""
    token = tokens[k]
    if token.low in BEFORE_NUMBER or token.low in DEGREES or "adverbs" in token.kinds or token.raw in QUOTES:
        return True
    if token.low == "of" and cue.cue.endswith(" of") or token.low == "with" and tokens[k - 1].low in DEGREES:
        return True  # also "London starts from 300, Seoul from 400"
    return "prepositions" in token.kinds and any(x.low == token.low and y.number for x, y in zip(tokens[:k], tokens[1:k]))


def first_word(v, tokens, k):
    """Does a preposition at k stand between one who speaks, at the head of a clause, and where?"""
    return tokens[k].low in ("in", "at", "of") and v.apart(tokens[k - 1]) and (tokens[k - 2].raw in ",;" or coordinates(tokens[k - 2]))
