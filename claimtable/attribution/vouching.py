"""Does the subject of a verb of saying speak for a number, and not have, carry or count it?"""

from ..grammar.neighbours import capitalised, low_at, pauses
from ..grammar.reach import TELLING
from .saidby import SAY, SAYING
from .verbs import PUTS

ONES = frozenset(["one", "ones", "other"])
SIZE_VERBS = ("number", "count")
PRINTED = frozenset("carried carries printed prints aired airs".split())


def nobodys(v, tokens, a, b):
    """"Published counts for Ardley run to 300": counts of nobody named, which no one can be quoted for."""
    if a > b or not any(t.low in v.tallies for t in tokens[a:b + 1]):
        return False
    head = v.head(tokens, a, b)
    return tokens[head].low in v.tallies and not any(
        capitalised(t) and k > 0 or t.low == "'s" or v.apart(t) for k, t in enumerate(tokens[a:head + 1], a))


def vouches(saying, tokens, a, b, i, last, weak):
    """Does a subject that says a verb like this speak for a number, and not have or carry it?"""
    v, low = saying.v, tokens[i].low
    if a == b and tokens[a].low == "another":
        return True  # "Another put it at 300"
    if weak and tokens[b].low in ONES:
        return False  # "two shocks, one measured at 7.8"
    if a == b and low in PRINTED and not v.named(tokens, a, b) and tokens[b].low not in v.speakers:
        return False  # "Ships carried 16,000 containers"
    head = tokens[v.head(tokens, a, b)]
    if last == i and low.startswith(SIZE_VERBS) and i + 1 < len(tokens) and tokens[i + 1].number and v.counted(head):
        of_its_own = low[0] == "n" or any(v.counted(t) for t in tokens[i + 2:i + 4])
        if of_its_own and not any(t.classes & v.vocab.events for t in tokens[i + 2:i + 6]):
            return False  # "His army numbers 1.2 million", "counts 1.2 million men"
    human = low in v.human or low in SAY and low_at(tokens, i + 1) in ("to", "that")  # "soldiers claim to"
    noun = low in v.carriers and head.raw.islower() and not human
    if (last > i or noun) and v.counted(head) and not {head.low, tokens[b].low} & v.speakers:
        return False  # "the damage in Ardley comes to 300"
    if low in PUTS and saying.verbs.has_at(tokens, i) > i + 1:
        return True  # "Rescue workers put the toll at 300"
    if weak and a < b and "determiners" in tokens[a].kinds and head.low in v.carriers and not v.counted(head):
        return True  # "The review expects 300"
    speaks = v.head_speaks(tokens, a, b) if weak else v.may_speak(tokens, a, b)
    people = head.low.endswith("s") and (head.raw.islower() or head is tokens[0]) and head.low not in v.carriers
    counted = people and v.counted(head)  # "railway workers told"
    people = people and (low in SAYING and not counted or human and counted and not head.classes & v.vocab.events)
    that = any(t.low == "that" for t in tokens[last:last + 4])  # "a podcast asserted last week that"
    comment = a and tokens[a - 1].raw == "," and (last + 1 == len(tokens) or pauses(tokens[last + 1]))  # "…, the fed reckons, …"
    clause = not weak and a < b and (that or comment or v.does(head))
    if speaks or people:
        return True
    return (clause or low in (saying.counting if weak else SAY) or low in TELLING and a < b) and v.determined(tokens, a, b)
