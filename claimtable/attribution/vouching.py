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
    v, low, head = saying.v, tokens[i].low, tokens[saying.v.head(tokens, a, b)]
    if a == b and tokens[a].low == "another":
        return True  # "Another put it at 300"
    human = low in v.human or low in SAY and low_at(tokens, i + 1) in ("to", "that")  # "soldiers claim to"
    if weak and tokens[b].low in ONES:
        return False  # "two shocks, one measured at 7.8"
    if carries(v, tokens, a, b, low) or numbers(v, tokens, i, last, head):
        return False
    noun = low in v.carriers and head.raw.islower() and not human
    if (last > i or noun) and v.counted(head) and not {head.low, tokens[b].low} & v.speakers:
        return False  # "the damage in Ardley comes to 300"
    if low in PUTS and saying.verbs.has_at(tokens, i) > i + 1:
        return True  # "Rescue workers put the toll at 300"
    if weak and a < b and "determiners" in tokens[a].kinds and head.low in v.carriers and not v.counted(head):
        return True  # "The review expects 300"
    if v.head_speaks(tokens, a, b) if weak else v.may_speak(tokens, a, b):
        return True
    if are_people(v, head, head is tokens[0], low, human):
        return True
    telling = low in (saying.counting if weak else SAY) or low in TELLING and a < b
    return (telling or not weak and a < b and leads_clause(v, tokens, a, last, head)) and v.determined(tokens, a, b)


def carries(v, tokens, a, b, low):
    """"Ships carried 16,000 containers": is a printing word told of one that is no paper or other speaker?"""
    return a == b and low in PRINTED and not v.named(tokens, a, b) and tokens[b].low not in v.speakers


def numbers(v, tokens, i, last, head):
    """"His army numbers 1.2 million", "counts 1.2 million men": does the subject have the number, since it is so many?"""
    low = tokens[i].low
    if last != i or not low.startswith(SIZE_VERBS) or i + 1 >= len(tokens) or not tokens[i + 1].number or not v.counted(head):
        return False
    of_its_own = low.startswith("n") or any(v.counted(t) for t in tokens[i + 2:i + 4])
    return of_its_own and not any(t.classes & v.vocab.events for t in tokens[i + 2:i + 6])


def are_people(v, head, opens, low, human):
    """"railway workers told", "soldiers say": does a plural stand for people, by what they do? opens: it begins the sentence."""
    if not head.low.endswith("s") or not (head.raw.islower() or opens) or head.low in v.carriers:
        return False
    return human and not head.classes & v.vocab.events if v.counted(head) else low in SAYING


def leads_clause(v, tokens, a, last, head):
    """Is it said as somebody says it: "a podcast asserted last week that", "…, the fed reckons, …", by a head that does something?"""
    if any(t.low == "that" for t in tokens[last:last + 4]):
        return True
    closes = last + 1 == len(tokens) or pauses(tokens[last + 1])
    return bool(a) and tokens[a - 1].raw == "," and closes or v.does(head)
