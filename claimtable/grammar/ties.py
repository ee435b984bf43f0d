"""Small questions on the words that tie a number to the noun or verb on its left."""

from .clauses import VERBAL, strong


def closed(tokens, i):
    """Does a comma follow number i, or "strong" and a comma; or does it end a label of a few words ("dead alone, 300")?"""
    after, a = [t.low for t in tokens[i + 1:i + 3]], next((k for k in range(i - 2, max(-1, i - 6), -1) if strong(tokens[k])), -1)
    label = i - a < 6 and (not after or strong(tokens[i + 1])) and not any(t.mention for t in tokens[a + 1:i])
    return label or after[:1] == [","] or after == ["strong", ","]


def acts(tokens, k):
    """Is the participle at k the verb of the noun right before it ("the quakes displaced 300"), and no noun itself ("the displaced: 300")?"""
    if k > 2 and "ed" in tokens[k].kinds and "coordinators" in tokens[k - 1].kinds and "ed" in tokens[k - 2].kinds and "determiners" not in tokens[k - 3].kinds and acts(tokens, k - 2):
        return True  # "the quakes have displaced or trapped 300"
    return tokens[k].low in ("killed", "wounded") or k > 0 and tokens[k - 1].low in ("has", "have", "had", "having") or k > 0 and "ed" in tokens[k].kinds and not tokens[k - 1].kinds - {"verbs", "auxiliaries", "cue", "opens"} and tokens[k - 1].raw.isalpha()


def reaches_over_phrase(tokens, j, word):
    """Between the noun `word` and token j: a preposition and no verb."""
    between = []
    while j >= 0 and tokens[j].low != word:
        between.append(tokens[j])
        j -= 1
    return any("prepositions" in t.kinds for t in between) and not any(t.kinds & VERBAL or "coordinators" in t.kinds for t in between)
