"""Which of the cues of a sentence governs a number: the innermost that reaches it, and the one around that."""

from ..grammar.around import OPENED
from ..grammar.clauses import CONTRAST, PREDICATIVE, VERBAL, strong
from ..grammar.neighbours import capitalised, coordinates
from .cue import NOBODY
from .passives import BE

TALLIED = frozenset("logged recorded reported claimed registered counted confirmed listed tallied documented verified alleged "
                    "published announced".split())
SAYS = frozenset(["say", "says", "said"])
BEFORE_OBJECT = frozenset(["a", "an", "the", "its", "their", "his", "her"])
AFTERWARDS = frozenset("after as since when because once where".split())


def speaker_of(s, cues, start, end):
    """(cue, the cue around it): the nearest before [start, end) that reaches right, else the nearest after that reaches left.

    Hearsay ("is thought to be") hides a speaker before it only where a contrast or a new clause lies between them.
    """
    settling = next((cue for cue in cues if settles(s, cues, cue, start, end)), None)
    if settling:
        return settling, None
    spoken = [cue for cue in cues if cue.rule != "hearsay"]
    around = [cue for cue in spoken if holds_span(cue.left, start, end)]
    inside = leading_cues([cue for cue in spoken if holds_span(cue.right, start, end)], around)
    if not inside:
        return around[0] if around else None, around[1] if len(around) > 1 else None
    if unsaid(s, cues, inside[-1], start):
        return None, None
    best = inside[-2] if len(inside) > 1 and expected(s, *inside[-2:], start) else inside[-1]
    if not around or around[0].who == best.who:
        return best, None
    return preferred(s, best, around[0], start, end)


def holds_span(reach, start, end):
    """Does [start, end) lie within the reach of a cue to one side?"""
    return reach[0] <= start and end <= reach[1]


def settles(s, cues, cue, start, end):
    """Is the number a cue's whatever other cues reach it: its clause hangs on the number, or it cites where the number is from?"""
    if cue.left[1] and relates(s, cue, end):
        return True
    if cue.rule != "citing":
        return False
    if holds_span(cue.left, start, end):
        return True
    return holds_span(cue.right, start, end) and not any(
        c.at > cue.at and c.right[0] <= start < c.right[1] and parted(s, cue.at, c.at) for c in cues)


def leading_cues(inside, around):
    """Of the cues that lead to a number those that may speak for it, the innermost last."""
    if around:
        inside = [cue for cue in inside if not (cue.pronoun and cue.who == NOBODY)]  # "“They told us 300 had drowned,” a shepherd said"
    while len(inside) > 1 and inside[-1].rule in ("offer", "beside") or around and inside and inside[-1].rule == "beside":
        inside.pop()
    return inside


def unsaid(s, cues, cue, start):
    """Is the number after a cue not what it says: a remark of the text, something it denies, or hearsay of a clause of its own?"""
    if in_passing(s, cue, start):
        return True
    between = [c for c in cues if cue.at < c.at < start]
    if any(c.rule == "denial" and c.who == cue.who != NOBODY for c in between):
        return True
    return any(c.rule == "hearsay" and cue.at < c.at and c.right[0] <= start and parted(s, cue.at, c.at) for c in cues)


def expected(s, outer, inner, start):
    """"Officials expect Kyiv's estimate to come out at 300": does a verb of expecting lead over a noun to the number?"""
    if inner.rule != "carrier" or not outer.cue.lower().startswith(("expect", "anticipat")):
        return False
    between = s.tokens[s.at(inner.at) + 1:s.at(start) + 1]
    return any(t.low == "to" and t.end < start and after.kinds & VERBAL for t, after in zip(between, between[1:]))


def preferred(s, before, later, start, end):
    """(cue, the cue around it) of a number that one cue leads to and another reaches back to."""
    if later.rule == "according":
        if later.at > end and before.rule == "subject-verb" and contrasted(s, end, later.at):
            return before, None
        if according_to(s, before, later, start, end):
            return later, None
    if before.rule == "headline" and later.at > end:
        return later, before  # "Ardley Echo: 300 sheep drowned, the ministry says"
    if later.rule == "aside" or later.rule == "according" and later.cue.startswith("as ") and before.at < start:
        return later, before
    if before.rule == "carrier" and any(t.raw == ":" and before.at < t.start < start for t in s.tokens):
        return later, None  # "Kyiv's figure is another: 11,000, according to Ukraine"
    return before, later


def according_to(s, before, later, start, end):
    """Is a number that of the "according to" behind it alone, and not also of the cue before it?"""
    if later.at > end and before.rule == "subject-verb" and contrasted(s, before.at, start):
        return True  # "Officials say 300 drowned, while 40 were stolen, according to the union"
    if beside(s, end, later.at) and number_between(s, before.at, start):
        return True  # "The ministry counted 300, against 900 according to the farmers"
    # "300 in Ardley, the ministry says, and 500 in Orton, according to the farmers"
    return before.left != NOBODY and later.at > end and not number_between(s, end, later.at)


def number_between(s, a, b):
    """Does a number begin between two offsets?"""
    return any(t.number and a < t.start < b for t in s.tokens)


def beside(s, end, at):
    """Do two words at most stand between the number that ends at `end` and a cue after it, and no sign or verb?"""
    between = s.tokens[s.at(end):s.at(at)]
    return end < at and len(between) < 3 and not any("punct" in t.kinds or t.kinds & VERBAL or coordinates(t) for t in between)


def in_passing(s, cue, start):
    """"…, whose army has 1.3 million men, sent …": a remark between commas about somebody in what is said is the text's own."""
    if remarked(s, cue, start) or after_object(s, cue, start):
        return True
    if "whose" not in s.low:
        return False
    opened = next((k for k, t in enumerate(s.tokens) if t.low == "whose" and cue.at < t.start < start and s.tokens[k - 1].raw == ","), 0)
    if not opened:
        return False
    closed = next((t for t in s.tokens[opened + 1:] if t.raw == ","), None)
    return closed is not None and closed.start > start


def after_object(s, cue, start):
    """"Ardley declared an emergency after 300 had died": in a clause of time or reason after a verb that has its object already."""
    if cue.rule != "subject-verb" or cue.cue.lower() in SAYS:  # which has no object
        return False
    tokens = s.tokens[s.at(cue.at + len(cue.cue)):s.at(start)]
    if len(tokens) < 3 or tokens[0].low not in BEFORE_OBJECT and (tokens[0].number or not tokens[0].mention):
        return False
    k = next((k for k, t in enumerate(tokens) if t.low in AFTERWARDS and k > 1 and (k < len(tokens) - 1 or t.low != "as")), 0)
    if not k or any(t.number or t.raw in ",:" or t.kinds & PREDICATIVE or t.low == "that" for t in tokens[:k]):
        return False
    return any(t.kinds & PREDICATIVE for t in tokens[k:] + s.tokens[s.at(start) + 1:s.at(start) + 6])


def remarked(s, cue, start):
    """"… said it would send aid to Ardley, where 300 have died": the first number, in a remark on the last name of what was said."""
    for k in range(s.at(start) - 1, 1, -1):
        t = s.tokens[k]
        if t.start <= cue.at or t.number or strong(t):
            return False
        if t.low in OPENED and t.kinds and s.tokens[k - 1].raw == ",":
            reported = any(x.low == "had" for x in s.tokens[k:k + 8])  # "…, where 300 had died": moved into the past with what was said
            closed = sum(x.raw == "," for x in s.tokens[k:s.at(start)]) == 1  # "in Ardley, where she grew up, 300 have died"
            if closed or reported or not capitalised(s.tokens[k - 2]):
                return False
            return not any(x.number for x in s.tokens[:k] if x.start > cue.at)
    return False


def relates(s, cue, end):
    """"the 300 which the NIS reported": a speaker in a clause that hangs on the number that ends at `end`."""
    if is_what(s, cue, end):
        return True
    if cue.rule == "passive-by" and end < cue.at < end + 24:  # "20,000, floated by some media in January, was rejected"
        between = [t for t in s.tokens if end <= t.start < cue.at]
        if any(t.number or strong(t) or t.kinds & VERBAL for t in between):
            return False
        if any(t.raw == "," for t in between):
            return True
        return cue.cue.lower() in TALLIED and bool(
            between or any(t.end == end <= cue.at and before.low == "the" for before, t in zip(s.tokens, s.tokens[1:])))
    hangs = cue.rule == "subject-verb" and cue.right[1] and end <= cue.left[1] < end + 30 and s.start <= cue.left[0] < s.tokens[-1].end
    if hangs and (hung := s.tokens[s.at(cue.left[0])]).number and hung.end == end:
        # "the 300 soldiers it says were sent"
        return not any("punct" in t.kinds or t.kinds & VERBAL for t in s.tokens if end <= t.start < cue.left[1])
    if not end < cue.who[0] < cue.at or cue.who[0] - end > 40:
        return False
    between = [t for t in s.tokens if end <= t.start < cue.who[0]]
    while between and "determiners" in between[-1].kinds and between[-1].low != "that":
        between.pop()
    return bool(between) and between[-1].low in ("which", "that") and not any(t.number or t.raw == "," or t.kinds & VERBAL for t in between)


def is_what(s, cue, end):
    """"…, but 300 is the figure of the ministry", "300 is what the ministry says": whose the number that ends at `end` is."""
    k = s.at(end)
    if not end < cue.at or k + 1 >= len(s.tokens) or s.tokens[k].low not in BE:
        return False
    if cue.rule != "carrier" and s.tokens[k + 1].low != "what":
        return False
    return not any(t.number or "punct" in t.kinds and t.low != "'s" for t in s.tokens[k:s.at(cue.at)])


def contrasted(s, a, b):
    """Does a clause with "while" or "but" begin between two offsets?"""
    return any(a < t.start < b and t.low in CONTRAST and k and s.tokens[k - 1].raw == "," for k, t in enumerate(s.tokens))


def parted(s, a, b):
    """Does a contrast or a strong sign lie between two offsets?"""
    return any(a < t.start < b and (t.low in CONTRAST or t.raw in ";—") for t in s.tokens)
