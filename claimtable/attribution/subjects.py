"""Speakers known by being the subject of a clause that gives a number with a verb no list of saying has: "some exiles named $2,000".

Whoever could speak, and neither does nor has what is counted, is taken to tell the number that the verb leads to.
"""

from ..grammar.clauses import ACTIVE, PARTICIPIAL, SMALL, STRONG, VERBAL, strong
from ..grammar.neighbours import capitalised, coordinates, nearest_before, numbered, pauses, spelled
from ..grammar.nounphrases import NONE, bare_verb, new_phrase
from .cue import Cue, cue_of, onwards, upto
from .others import FIRST
from .passives import BE, passive
from .saidby import past_between, shared
from .verbs import HAVE
from .vouching import nobodys

# between the verb and its number
LEADING_TO = frozenset("at to of as with near over in on from around only up just down out back by".split())
# "the 300 dead" are known already
DEFINITE = frozenset("the those these its their his her our all that this for such no any each every because".split())
ANYBODY = frozenset("people one some others many everyone person persons man men woman women head heads work works unit units "
                    "others soldiers".split())
BESIDE = frozenset("over from around out back".split())  # lead to a number only right before it
AWAY = frozenset("into onto through out aboard back home".split())
GETS = frozenset(["get", "gets", "got"])
RANKS = frozenset("top bottom last next first then most least lower higher closer further middle other extreme end".split())
LINKING_VERBS = frozenset("comes come came stands stood sits sat follows followed".split())
ENSURING = frozenset("ensure ensures ensured demand demands demanded order orders ordered require requires required mean means "
                     "meant".split())
OPENERS = frozenset("after as since when because where once while whereas but although though if until before who which whose".split())
FAR = 16  # tokens between the verb and its number


def cues(saying, s, found):
    """Add to those found a cue for each clause with a number that none of its own governs."""
    ranked = first_to_say(saying.v, s, found) or ranking(saying.v, s)
    if ranked:
        found.append(ranked)
    for i in s.mentioned:
        if s.tokens[i].number:
            cue = teller(saying, s, i, found)
            if cue:
                found.append(cue)


def ranking(v, s):
    """The cue of "Lowest of the pack is the ministry: 300", "At the top stands the ministry, with 300", or None."""
    tokens = s.tokens
    if not tokens or not ranks(tokens):
        return None
    k = next((k for k in range(1, min(9, len(tokens) - 2)) if "be" in tokens[k].kinds or tokens[k].low in LINKING_VERBS), 0)
    a, b = v.phrase(tokens, k + 1) if k and not numbered(tokens[:k]) else NONE
    if a > b or b + 1 >= len(tokens) or v.counted(tokens[b]) or not v.can_speak(tokens, a, b):
        return None
    if not (tokens[b + 1].raw in ",:" or tokens[b + 1].low in ("with", "at", "on")):
        return None
    return cue_of(v, s, a, b, k, right=onwards(s, b), rule="subject")


def first_to_say(v, s, found):
    """The cue of "The first to report the 300 dead was the ministry" or "300 died, the ministry was first to report", or None."""
    tokens = s.tokens
    i = next((k + 2 for k in range(len(tokens) - 2) if tokens[k].low in FIRST and tokens[k + 1].low == "to"), 0)
    if not i or tokens[i].low not in v.strong and tokens[i].low not in v.weak or any(c.at == tokens[i].start for c in found):
        return None
    before = i - 3 - (i > 2 and tokens[i - 3].low == "the")
    be = before if before > 0 and tokens[before].low in BE else nearest_before(tokens, len(tokens) - 1, lambda t: t.low in BE, none=0)
    a, b = v.subject(tokens, be - 1) if be < i else v.phrase(tokens, be + 1)
    if a > b or numbered(tokens[a:b + 1]) or not v.can_speak(tokens, a, b) or be > i and numbered(tokens[be:]):
        return None
    cue = cue_of(v, s, a, b, i, right=(tokens[i].end, tokens[be].start if be > i else s.end), rule="subject-verb")
    after = tokens[i + 1:i + 3]
    back = not after or pauses(after[0]) or after[0].low == "it" or any(t.low in v.carriers for t in after[1:])
    if back and numbered(tokens[:min(a, i)]):
        cue.left = upto(s, min(a, i))  # "300 have died; the ministry was first to report the figure"
    return cue


def ranks(tokens):
    """Does the sentence begin with a rank ("Lowest", "Top", "At the top")?"""
    first = tokens[0].low
    if first in RANKS or first.endswith("est"):
        return True
    return first in ("at", "the") and any(t.low in RANKS for t in tokens[1:3])


def teller(saying, s, i, found):
    """The cue of the verb that leads to the number at i and of its subject, or None."""
    tokens, v = s.tokens, saying.v
    start = nearest_before(tokens, i, lambda t: t.raw in STRONG) + 1
    here = tokens[i].start
    told = any(tokens[start].start <= c.at < here or c.left[0] <= here < c.left[1] for c in found)
    if i - start < 2 or told or tokens[i - 1].low in DEFINITE and tokens[i - 1].low != "that":
        return None
    k = leading(saying, tokens, start, i) if tokens[i - 1].low != "that" else -1
    if k <= start:
        return main(saying, s, start, i)
    if only_does(saying, tokens, i, k) or moved(tokens, i):
        return None
    a, b = subject(v, tokens, start, k)
    if a > b or nobodys(v, tokens, a, b):
        return None
    figure = i > 2 and tokens[i - 1].low == "of" and (tokens[i - 2].low in v.carriers or tokens[i - 2].low == "toll")
    given = figure and v.named(tokens, a, b) and tokens[b].low not in v.vocab.areas
    happened = any(t.classes & v.vocab.events or t.kinds & PARTICIPIAL for t in tokens[i + 1:i + 5])
    if not (given or tells(v, tokens, a, b)) or tokens[k].low in HAVE and not bare(tokens, i) and not happened:
        return None
    return cue_of(v, s, a, b, k, right=onwards(s, k), rule="subject")


def main(saying, s, start, i):
    """The cue of the last clause before the number at i whose subject could tell it, if no other clause begins between; or None."""
    tokens, v = s.tokens, saying.v
    if tokens[i - 1].low == "of" and not gives(v, tokens, i - 2):
        return None  # "condemned the loss of 300 sheep"
    for k in range(i - 1, max(start, i - 4 * FAR), -1):
        t = tokens[k]
        if t.low in OPENERS or t.low in ENSURING or t.raw == "," and tokens[k + 1].kinds & {"coordinators", "pronouns"}:
            return None
        if "auxiliaries" in t.kinds or t.number or t.mention or not telling(v, tokens, k):
            continue
        a, b = subject(v, tokens, start, k)
        if a <= b and tells(v, tokens, a, b) and not nobodys(v, tokens, a, b):
            done = only_does(saying, tokens, i, k)
            return None if done else Cue(v.span(tokens, a, b), t.start, t.raw, right=(t.end, s.end), rule="subject")
    return None


def only_does(saying, tokens, i, k):
    """Is the verb at k one of doing, or not said, whatever number i is ("came back with 300 men", not "with a figure of 300")?"""
    v = saying.v
    if tokens[i].mention.kind == "money" and tokens[k].low in v.vocab.grammar["earning"]:
        return True  # "the owners will receive $40 a share"
    gives_number = tokens[i - 1].low == "of" and (tokens[i - 2].low in v.carriers or tokens[i - 2].low in v.vocab.grammar["generics"])
    done = not gives_number and (does(v.vocab, tokens, i, k) or tokens[k].low in v.vocab.speech["acting"])
    return done or v.rejects(tokens, k) or passive(tokens, k) or saying.verbs.is_noun(tokens, k) or saying.verbs.negated(tokens, k)


def telling(v, tokens, k):
    """May the word at k be the verb of a clause: in the past, or in the present after one who can speak?"""
    t, before = tokens[k], tokens[k - 1]
    if t.kinds & ACTIVE or "ing" in t.kinds and before.low in BE or bare_verb(v, tokens, k):
        return not (t.low.endswith("ed") and v.adjective(tokens, k))
    present = t.low.endswith("s") and not t.low.endswith("ss") and t.raw.islower() and not t.kinds - {"linking"} and not t.classes
    if not present or t.low in v.carriers or t.low in v.speakers:
        return False
    return capitalised(before) or before.low in v.speakers or before.mention is not None or "adverbs" in before.kinds


def does(vocab, tokens, i, k):
    """Is the verb at k something that befalls what is counted ("lost 300 men"), and not only in another sense ("came down on $34bn")?"""
    events = tokens[k].classes
    said = frozenset().union(*(t.classes for t in tokens)) if events else events
    return bool(events) and not (tokens[i].mention.kind == "money" and not any(vocab.befalls.get(event, said) & said for event in events))


def subject(v, tokens, start, k):
    """(first, last) token of the subject of the verb at k: its own, or that of the verb before "and"; NONE if it has none."""
    j = past_between(v, tokens, k - 1, start)
    if j > start and coordinates(tokens[j]):
        j = shared(v, tokens, j)
    a, b = v.subject(tokens, j)
    return NONE if a < start or tokens[j].low in BE else (a, b)


def bare(tokens, i):
    """Does nothing follow the number at i in its clause?"""
    return i + 1 >= len(tokens) or strong(tokens[i + 1]) or tokens[i + 1].raw in ",)"


def moved(tokens, i):
    """"flew 300 men out of Ardley", "put 300 men through training": is what the number at i counts taken somewhere?"""
    end = next((k for k in range(i + 1, min(len(tokens), i + 7)) if pauses(tokens[k])), min(len(tokens), i + 7))
    return any(t.low in AWAY and after.low != "action" for t, after in zip(tokens[i + 1:end], tokens[i + 2:end + 1]))


def verbal(v, tokens, k):
    """Is the word at k a verb, also an unknown one in -ed or -s before a number or its article ("scribbled 300", "ups the count")?"""
    t, before, after = tokens[k], tokens[k - 1], tokens[k + 1]
    if t.low in GETS:
        return object_given(tokens[k + 1])
    if t.number:
        return t.mention.unit == "times" and t.low.endswith("ed")  # "doubled an earlier estimate to 300"
    if t.kinds & VERBAL and t.low not in BE or "ing" in t.kinds and before.raw == "," and (t.low in v.strong or t.low in v.weak):
        return True
    object_next = after.number or "determiners" in after.kinds
    present = t.low.endswith("s") and not t.low.endswith("ss") and t.raw[0].islower() and not t.kinds and not t.classes
    if present and t.low not in v.carriers:
        return object_next and not before.low.endswith("s") and (capitalised(before) or before.low in v.speakers)
    return "ed" in t.kinds and (object_next or not v.adjective(tokens, k))


def object_given(token):
    """After "get": is it a count, which volunteers get by counting, and not money or a day?"""
    return token.number and token.mention.kind in ("number", "vague")


def leading(saying, tokens, start, i):
    """Index of the verb whose object or complement the number at i is ("named $2,000", "raised the count to 300"), or -1."""
    if tokens[i - 1].low == "of" and i > 2 and not gives(saying.v, tokens, i - 2):
        return -1
    for k in range(i - 1, max(start, i - FAR) - 1, -1):
        t = tokens[k]
        if t.low in BESIDE and k < i - 1 or new_phrase(tokens, k) and not verbal(saying.v, tokens, k - 1):
            return -1  # "came on the day the toll passed 300"
        if t.number and not verbal(saying.v, tokens, k) or t.low in DEFINITE and k == i - 1:
            return -1
        before = tokens[k - 1]
        if t.raw == "," and not (saying.v.counted(before) or before.low in saying.v.carriers or before.mention):
            return -1
        if verbal(saying.v, tokens, k):
            return k
        if t.kinds & {"subordinators", "auxiliaries", "pronouns", "coordinators"} and not t.low.endswith("self"):
            return -1
        if "prepositions" in t.kinds and t.low not in LEADING_TO:
            return -1
    return -1


def gives(v, tokens, k):
    """Is the noun at k one that has a number of its own ("an estimate of", "losses of"), and no event ("the deployment of 300")?"""
    t = tokens[k]
    if t.low == "toll" or t.low in v.carriers or t.low in v.vocab.grammar["generics"]:
        return True
    if v.counted(t) and not t.classes & v.vocab.events:
        return True
    return not t.classes and any(x.low in ("a", "an") for x in tokens[max(0, k - 3):k])  # "a bracket of"


def tells(v, tokens, a, b):
    """Could tokens a..b give a number: an office, a body that counts, a thing that carries numbers?"""
    head = tokens[v.head(tokens, a, b)]
    trio = zip(tokens[a:b], tokens[a + 1:b], tokens[a + 2:b + 1])  # "volunteers from the group Otter"
    belongs = head.low in v.speakers and any(t.low in ("from", "of") and x.low == "the" and v.apart(y) for t, x, y in trio)
    if any(t.number and t.low not in SMALL for t in tokens[a:b + 1]) or v.counted(head) and not belongs or head.low in ANYBODY:
        return False
    # "the migration agency IOM"
    apposed = capitalised(head) and any(v.apart(t) and t.low not in ANYBODY for t in tokens[a:v.head(tokens, a, b)])
    if apposed or v.apart(head) or v.keeps_count(tokens, a, b):
        return True
    end = v.head(tokens, a, b)
    return head.low in v.carriers and v.can_speak(tokens, a, end) or person(v, tokens, a, end)


def person(v, tokens, a, b):
    """Is it a name of two words or more that no place and no state has, or any name that a "who" follows?"""
    name = spelled(tokens[a:b + 1])
    if not all(capitalised(t) and not t.kinds for t in tokens[a:b + 1]) or name in v.places or name in v.vocab.areas:
        return False
    return a < b or v.who_follows(tokens, b)
