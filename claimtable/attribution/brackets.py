"""Speakers named in brackets: "300 confirmed dead (NEMA)", "(Ada Brook, on the radio)"."""

from ..grammar.neighbours import capitalised, coordinates, is_mention, is_number, nearest_before, numbered, spelled
from .cue import NOBODY, Cue, onwards, upto

VIA = frozenset("from citing quoting via".split())
ADDED = frozenset("being plus comprising namely".split())
AGAIN = frozenset("again too also likewise both only itself themselves".split())  # "(USGS again)"
IN_PLACE = frozenset(["in", "across", "throughout", "near"])


def office(v, tokens, a, b):
    """Is it somebody by office or title ("the mayor of Ardley", "Sir Ada Brook")?"""
    head = tokens[v.head(tokens, a, b)]
    return (v.apart(head) and not v.counted(head) or tokens[a].low in v.titles) and not numbered(tokens[a:b + 1])


def short_for(tokens, i):
    """Are the capitals in the bracket at i the initials of a name just before ("300 North-Korean troops (NK)")?"""
    letters = tokens[i + 1].raw if i + 2 < len(tokens) and tokens[i + 2].raw == ")" else ""
    since = nearest_before(tokens, i, is_number) + 1
    initials = "".join(part[0] for t in tokens[since:i] for part in t.raw.split("-") if part and part[0].isupper())
    return len(letters) > 1 and letters.isupper() and initials.endswith(letters)


def adds(t):
    """Does a word in a bracket say more than when, or that it is the source again?"""
    return not (t.mention or t.raw == "," or t.low in AGAIN or t.kinds & {"ed", "adverbs"})


def introduces(v, tokens, a, b):
    """Is a..b, before a comma in a bracket, somebody by name or office ("(Ada Brook, on the radio)")?"""
    return v.named(tokens, a, b) or tokens[b].low in v.surnames or v.apart(tokens[b]) and capitalised(tokens[b + 2])


def names_body(v, tokens, i, a, b):
    """Is a..b, in the bracket at i, somebody who may be a source: known, by office, or a single name in capitals or after an amount?"""
    if v.known(tokens, a, b) or office(v, tokens, a, b) or tokens[b].low in v.surnames or tokens[a].low in v.speakers:
        return True
    return a == b and (tokens[a].raw.isupper() or capitalised(tokens[a]) and is_mention(tokens[i - 1], "money"))


def bracketed(v, s, i):
    """"Deaths: 31 confirmed (NEMA)", "(Ada Brook, on the radio)": a body in brackets soon after a number is its source."""
    tokens = s.tokens
    if short_for(tokens, i):
        return None
    a, b = v.phrase(tokens, i + 1)
    close = next((k for k in range(b + 1, min(b + 9, len(tokens))) if tokens[k].raw == ")"), 0)
    label = tokens[0].low in v.vocab.areas or any(v.counted(t) for t in tokens[:i])
    labels = close and label and close + 2 < len(tokens) and tokens[close + 1].raw in ":–—" and tokens[close + 2].number
    ends = close and not any("verbs" in t.kinds for t in tokens[close + 1:])
    near = numbered(tokens[:i] if ends else tokens[max(0, i - 6):i])
    heads = s.line and close == len(tokens) - 1  # "DEAD IN ARDLEY (the ministry)"
    named = i > 1 and capitalised(tokens[i - 1]) and tokens[i - 2].low not in IN_PLACE  # "the Orton Union (OU)"
    if not (labels or near or heads) or not heads and named and not labels:
        return None
    tallied = a < b and tokens[b].low in v.carriers and capitalised(tokens[b - 1])  # "(Reuters tally)"
    if a < b and tokens[b].low in v.carriers:
        b -= 2 if tokens[b - 1].low == "'s" and a < b - 1 else 1  # "(NIS figure)", "(Ardley's estimate)"
        close = close if all(t.mention or t.raw in (",", "'s") or t.low in v.carriers for t in tokens[b + 1:close]) else 0
    elif close > b + 2 and tokens[b + 1].raw == "," and tokens[b + 2].low in VIA and (inner := v.phrase(tokens, b + 3))[1] == close - 1:
        relay, (a, b) = (a, b), inner  # "(the Echo, from farmers)"
        if not near or not v.can_speak(tokens, a, b):
            return None
        return Cue(v.span(tokens, a, b), tokens[i].start, "(", left=upto(s, i), relay=v.span(tokens, *relay), rule="according")
    elif any(adds(t) for t in tokens[b + 1:close]) and not (tokens[b + 1].raw == "," and introduces(v, tokens, a, b)):
        return None
    joint = next((k for k in range(a + 1, b) if coordinates(tokens[k])), 0)
    if a > b or not close or spelled(tokens[a:b + 1]) in v.vocab.areas:
        return None
    joined = joint and v.keeps_count(tokens, joint - 1, joint - 1)
    if not (joined or tallied or names_body(v, tokens, i, a, b)):
        return None
    # "300, being 100 in Ardley (the ministry) plus 200 (the union)"
    begins = next((t.end for t in reversed(tokens[:i]) if t.low in ADDED), s.start)
    return Cue(v.span(tokens, a, b), tokens[i].start, "(", left=NOBODY if labels else (begins, tokens[i].start),
               right=onwards(s, close) if labels else NOBODY, rule="according")
