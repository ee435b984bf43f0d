"""Small questions on the words that tie a number to the noun or verb on its left."""

from .clauses import QUOTES, VERBAL, strong
from .neighbours import capitalised, coordinates, nearest_before

ANAPHORIC = frozenset(["it", "this", "that"])
NO_NOUN_KINDS = VERBAL | {"prepositions", "coordinators", "punct", "ing"}


def closed(tokens, i):
    """Does a comma follow number i, or "strong" and a comma; or does it end a label of a few words ("dead alone, 300")?"""
    after = [t.low for t in tokens[i + 1:i + 3]]
    a = nearest_before(tokens, i - 1, strong, within=4)
    ends_label = i - a < 6 and (not after or strong(tokens[i + 1])) and not any(t.mention for t in tokens[a + 1:i])
    return ends_label or after[:1] == [","] or after == ["strong", ","]


def is_verb_of_noun(tokens, k):
    """Is the participle at k the verb of the noun right before it ("the quakes displaced 300"), and no noun ("the displaced: 300")?"""
    if tokens[k].low in ("killed", "wounded"):
        return True
    if k == 0:
        return False
    before = tokens[k - 1]
    if before.low in ("has", "have", "had", "having"):
        return True
    return "ed" in tokens[k].kinds and not before.kinds - {"verbs", "auxiliaries", "cue", "opens"} and before.raw.isalpha()


def part_of(tokens, i, nouns, groupers):
    """Index of the number that is a part of what number i counts, or -1.

    "[4,000] of a force of 12,000", "[300] out of a total of 900", "[a third] of the farm's 900 sheep"
    """
    grouped = i > 4 and tokens[i - 1].low == "of" and (tokens[i - 2].low in groupers or tokens[i - 2].classes & nouns)
    if not grouped and not (i > 3 and owns(tokens[i - 1])):
        return -1
    k = nearest_before(tokens, i - 2 if grouped else i - 1, lambda t: t.number or t.kinds & NO_NOUN_KINDS, within=6, none=0)
    k -= tokens[k].low == "of" and tokens[k - 1].low == "out"
    return k - 1 if tokens[k].low in ("of", "from", "out") and tokens[k - 1].number else -1


def owns(token):
    """Does it make what comes after it somebody's ("the farm's", "the farmers'")?"""
    return token.low in ("'s", "'") or token.low.endswith("s'")


def reaches_over_phrase(tokens, j, word):
    """Between the noun `word` and token j: a preposition and no verb."""
    between = []
    while j >= 0 and tokens[j].low != word:
        between.append(tokens[j])
        j -= 1
    return any("prepositions" in t.kinds for t in between) and not any(t.kinds & VERBAL or "coordinators" in t.kinds for t in between)


def pronoun_before(tokens, k):
    """Is the subject of the linking verb at k a bare "it" ("In Kursk alone it is 38,000")?"""
    if "be" not in tokens[k].kinds:
        return False
    while k > 0 and tokens[k].kinds & {"auxiliaries", "verbs", "adverbs", "ed"}:
        k -= 1
    return k >= 0 and tokens[k].low in ANAPHORIC and not (k and tokens[k - 1].low in ("in", "of", "to", "all", "after", "before"))


def aside(tokens, k):
    """Is the noun at k the object of a preposition other than "of" ("to this month's earthquakes")?"""
    marked = False
    for j in range(k - 1, max(-1, k - 6), -1):
        t = tokens[j]
        if "prepositions" in t.kinds:
            return j > 0 and t.low not in ("as", "of")
        if coordinates(t) and j and capitalised(tokens[j - 1]) and capitalised(tokens[j + 1]):
            continue  # "the toll from Ardley and Orton floods"
        sign = "punct" in t.kinds and t.raw not in QUOTES and t.raw != "-"
        if marked or sign or t.kinds & {"verbs", "auxiliaries", "coordinators"}:
            return False
        marked = "determiners" in t.kinds
    return False
