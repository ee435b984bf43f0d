"""Who is the subject of a verb of saying, sought leftwards from the verb, or at the head of its sentence."""

from ..grammar.attached import before_relative
from ..grammar.clauses import HAVE, HELPING, PREDICATIVE, VERBAL, minor, relative, strong
from ..grammar.neighbours import coordinates, holds, nearest_before, pauses
from ..grammar.nounphrases import NONE, PERSONAL, SHOWN
from ..grammar.reach import OCCASION, TELLING
from . import others
from .others import FIRST
from .passives import BE

TALKERS = frozenset(["we", "i", "you"])
TIMING = frozenset("after before while when since".split())
BEFORE_DAY = frozenset("on in late early last this by until since".split())
AFTER_WORD = {"by": ("then", "now"), "between": ("them",), "at": ("first", "last")}  # "by then"
ADVERBIAL = frozenset("to last first since each himself herself itself themselves".split())
SAY = frozenset("say says said claim claims claimed".split())
SAYING = SAY | TELLING


def hangs(tokens, i):
    """Does the participle at i hang on another verb: "…, putting", "after putting", "as far as putting"?"""
    before = tokens[i - 1]
    if before.raw == "," or before.low in TIMING or before.low in ("by", "in") or before.low in OCCASION:
        return True
    return before.low == "as" and i > 1 and tokens[i - 2].low == "far"


def somebody(v, tokens, i, k):
    """(first, last) token of the subject of the verb at i, sought from token k leftwards; NONE if it has none that stands as one."""
    if k >= 0 and tokens[k].low in TALKERS and not tokens[i].low.endswith("ing"):
        return NONE  # "The latest toll I have heard is 300"
    a, b = elsewhere(v, tokens, i, k, *(with_whom(v, tokens, i, k) or made_to_say(v, tokens, i) or nearest(v, tokens, i, k)))
    if a > b or is_object(tokens, i, k, a, b):
        return NONE
    if a and tokens[a - 1].low == "whose" and (tokens[b].low not in v.carriers or a > 2 and tokens[a - 2].raw == ","):
        return possessor(v, tokens, a, b)
    return a, b


def nearest(v, tokens, i, k):
    """The subject before token k, or that of the verb which a participle at i hangs on."""
    return main(v, tokens, i) if tokens[i].low.endswith("ing") and i and hangs(tokens, i) else v.subject(tokens, k)


def with_whom(v, tokens, i, k):
    """"…, with the ministry putting the dead at 300": who stands between "with" and a participle at i; or None."""
    if not tokens[i].low.endswith("ing"):
        return None
    beside = next((j for j in range(k, max(-1, k - 8), -1) if tokens[j].low == "with"), -1)
    found = v.phrase(tokens, beside + 1) if beside >= 0 else NONE
    return found if beside >= 0 and found[1] == k else None


def made_to_say(v, tokens, i):
    """"led experts to say", "It fell to the ministry to announce", "came out to tell": who says it after a "to"; or None."""
    if i <= 2 or tokens[i - 1].low != "to":
        return None
    if made := others.led(v, tokens, i):
        return made
    told = tokens[i].low in SAYING or tokens[i].low in v.human or any(t.low == "that" for t in tokens[i + 1:i + 4])
    if not told or tokens[i - 2].low in BE:
        return None
    a, b = main(v, tokens, i)
    if a == b and tokens[a].low == "it":
        a, b = others.for_whom(v, tokens, a, i)
    return (a, b) if a <= b else None


def elsewhere(v, tokens, i, k, a, b):
    """The subject a..b if there is one; else one before a relative clause, or at the head of the clause or sentence."""
    if a > b:
        a, b = before_relative(v, tokens, k)
    if a > b or a == b and tokens[a].low in PERSONAL and "prepositions" in tokens[k].kinds:
        a, b = others.known_to(v, tokens, k)
    if a > b:
        a, b = fronted(v, tokens, i)
    before = tokens[i - 1].kinds
    if a > b:
        return opening(v, tokens, i) if before & {"coordinators", "prepositions"} else NONE  # or "the brigade I was with says"
    mute = "coordinators" in before and not v.can_speak(tokens, a, b) and not v.determined(tokens, a, b)
    return opening(v, tokens, i) if mute else (a, b)


def is_object(tokens, i, k, a, b):
    """Is a..b only what is counted or reached ("300 sheep", "the force sent to Ardley"), part of a list, or the one who talks to us?"""
    if coordinates(tokens[b]) or a == b and tokens[a].low in TALKERS:
        return True
    counted = a > 1 and tokens[a - 1].number and not minor(tokens[a - 1])
    if counted and "determiners" not in tokens[a].kinds and tokens[a].low not in PERSONAL:
        return True
    reached = a and tokens[a - 1].low in ("to", "from", "near", "into")
    return reached and tokens[i - 1].low != "to" and tokens[k].low not in ("that", "which", "who")  # "sent to Kursk numbered 11,000"


def main(v, tokens, i):
    """"The ministry went further, putting the dead at 300": the subject of the nearest verb before a participle at i, if it could
    speak; else its own. Also "put out a statement saying 300"."""
    for j in range(i - 2, max(0, i - 40), -1):
        if strong(tokens[j]):
            break
        kinds = tokens[j].kinds
        if kinds & PREDICATIVE and not ("ed" in kinds and "determiners" not in tokens[j + 1].kinds and v.adjective(tokens, j)):
            k = past_between(v, tokens, j - 1)
            a, b = v.subject(tokens, k - (relative(tokens[k]) and k > 0))
            speaks = a <= b and (v.head_speaks(tokens, a, b) or v.determined(tokens, a, b))
            if speaks and not any(t.raw.islower() and v.counted(t) and t.low not in v.speakers for t in tokens[a:b]):
                return a, b
    return v.subject(tokens, i - 1)


def possessor(v, tokens, a, b):
    """"Ada Brook, whose team costed it at 300": her people speak for her; "Seoul, whose spy agency said": a body for itself;
    NONE: "whose army numbers 300"."""
    if a > 2 and (tokens[b].low in v.carriers or tokens[b].low in SHOWN):
        return v.subject(tokens, a - 2 - (tokens[a - 2].raw == ","))  # "UFA, whose last sheet says 300"
    if not v.apart(tokens[b]) or a < 3 or v.counted(tokens[b]):
        return NONE
    if tokens[b].low not in v.teams:
        return a, b
    return v.subject(tokens, a - 2 - (tokens[a - 2].raw == ","))


def between(v, tokens, k):
    """Words that may stand between a subject and its verb: "has since", "on Saturday", "also"."""
    token = tokens[k]
    if token.low == "first" and k or token.low == "the" and tokens[k + 1].low in FIRST and tokens[k + 2].low == "to":
        return True  # "was the first to report"
    if token.mention:
        return token.mention.kind in ("date", "time") or token.low in ("twice", "thrice")
    low = token.low
    if low in BEFORE_DAY and k + 1 < len(tokens) and tokens[k + 1].mention:
        return True
    if low in ADVERBIAL or token.kinds & HELPING and low not in v.speakers:
        return True
    if low in AFTER_WORD and tokens[k + 1].low in AFTER_WORD[low]:
        return True  # "by then", "between them", "at first"
    if low == "long":
        return tokens[k - 1].low in HAVE
    return low == "them" and tokens[k - 1].low == "between" or low == "date" and k > 0 and tokens[k - 1].low == "to"


def past_between(v, tokens, k, start=0):
    """Index of the last word from start to k that does not stand between a subject and its verb."""
    while k > start and between(v, tokens, k):
        k -= 1
    return k


def shared(v, tokens, k):
    """"Erdogan declares an emergency and gives a toll": the subject of the first verb, when "and" at k joins two verbs; else k."""
    start = nearest_before(tokens, k, strong) + 1
    verb = v.first_verb(tokens, start, k)
    comma = next((j for j in range(k - 1, start, -1) if tokens[j].raw == ","), 0)
    later = v.first_verb(tokens, comma, k) if verb < comma else 0  # "Asked about it, a shepherd shrugged and said …"
    if later > comma + 1 and not holds(tokens[comma + 1:later], VERBAL):
        subject = tokens, comma + 1, later - 1
        verb = later if v.can_speak(*subject) or v.determined(*subject) else verb
    return verb - 1 if verb else k


def opening(v, tokens, i):
    """"HUR officials attribute the shells to Kim and say …": who opens the sentence and speaks, when "and" before i joins two verbs."""
    start = next((k + 1 for k in range(min(4, i)) if tokens[k].raw == ":"), 0)
    a, b = v.phrase(tokens, start)
    if a > b or b > i - 2 or any(strong(t) for t in tokens[b:i]):
        return NONE
    return (a, b) if v.can_speak(tokens, a, b) and v.head_speaks(tokens, a, b) else NONE


def fronted(v, tokens, i):
    """"In London on Monday considered that", "what was declared in the ministry": a body in place of a subject."""
    start = nearest_before(tokens, i, pauses) + 1
    for at in (start, i + 1):
        if at + 1 < len(tokens) and tokens[at].low in ("in", "at"):
            a, b = v.phrase(tokens, at + 1)
            if a <= b and (at > i or b < i) and v.known(tokens, a, b):
                return a, b
    return NONE
