"""Speakers named beside a noun that carries a number: "Seoul's estimate", "the NIS count of 300", "its own figure", "is the ministry's".

Each function takes the Speakers, a Sentence and the index of a cue word, and returns a Cue or None.
"""

from ..grammar.clauses import PREDICATIVE, VERBAL, strong
from ..grammar.neighbours import (
    capitalised, clause_ends, coordinates, first_from, low_at, nearest_before, numbered, pauses, spelled, token_at,
)
from ..grammar.nounphrases import NONE, PERSONAL, past_when
from ..grammar.reach import SCORNED
from .cue import NOBODY, Cue, cue_of, onwards, upto
from .sourcing import addend

BEFORE_OWN = frozenset("in by on from according to and but with put".split())  # before "its figure"
NO_NAME_KINDS = frozenset("verbs auxiliaries prepositions determiners subordinators".split())
FACED, ACTED = frozenset(["to", "about", "at", "over"]), frozenset(["verbs", "ed"])
# "Kyiv's stands at 300"
STANDING = frozenset("has had remains remained stands stood stays stayed comes came runs ran starts started".split())


def coming(v, s, i):
    """"From Kyiv comes a figure of 300": the source before the verb."""
    tokens = s.tokens
    start = nearest_before(tokens, i, lambda t: t.low == "from", within=8)
    a, b = v.phrase(tokens, start + 1) if start >= 0 else (1, 0)
    if a > b or b != i - 1 or not v.can_speak(tokens, a, b) or not any(t.low in v.carriers for t in tokens[i + 1:i + 6]):
        return None
    return cue_of(v, s, a, b, i, right=onwards(s, i), rule="carrier")


def owned(v, s, i):
    """"Seoul's estimate of 300", "Kyiv's own figure", "Kyiv's imply 32 percent": the owner speaks."""
    tokens = s.tokens
    if i + 1 >= len(tokens) or i == 0 or tokens[i - 1].mention:
        return None
    if strong(tokens[i + 1]):
        return labels(v, s, i) or belongs(v, s, i) or closing(v, s, i)
    if tokens[i + 1].number and (refused := scorned(v, tokens, i - 1)):
        end = next((t.start for t in tokens[i:] if strong(t)), s.end)
        return cue_of(v, s, refused, i - 1, i, right=(tokens[i].end, end), rule="carrier")
    foreign = tokens[i - 1].low not in v.vocab.areas  # "Ardley's is 300" is its own
    bare = foreign and (tells(v, tokens, i + 1) or elliptic(v, tokens, i + 1))
    k = i + 1 if bare else carrier_after(v, tokens, i)
    if k < 0 and 1 < i < 5 and tokens[0].low in ("by", "on") and (
            tokens[i + 1].low in PERSONAL or "be" in tokens[i + 1].kinds or tokens[i + 1].raw == ","):
        who = tokens[1].start, tokens[i - 1].end  # "By Seoul's it was 300"
        return Cue(who, tokens[i].start, tokens[0].raw, right=onwards(s, i), rule="carrier")
    k = held(v, tokens, i) if k < 0 else k
    shortened = 0 < k < len(tokens) - 4 and tokens[k + 1].raw == "(" and tokens[k + 2].raw.isupper() and tokens[k + 3].raw == ")"
    after = token_at(tokens, k + 4 if shortened else k + 1)  # "Kyiv's intelligence (HUR) says"
    if k < 0 or after and says_itself(v, tokens[k], after):
        return None
    ends = (after is None or after.raw == ".") and numbered(tokens[:i])
    if ends and k > i + 1 and tokens[k - 1].low in v.speakers and tokens[k].low.endswith("s"):
        return None  # "300 drowned, Ardley's health ministry estimates."
    end = past_when(tokens, k + 1)
    after = tokens[end] if k + 1 < end < len(tokens) and tokens[end].raw in ",.;" else after  # "by Kyiv's count in October, …"
    closes = after is None or strong(after) and after.raw != ":" or after.raw == "," or end > k + 1
    closes = closes or numbered(tokens[:i]) and goes_on_to_number(tokens, k + 1)
    a, b = owner(v, tokens, i, closes)
    if a > b:
        return None
    led = a > 0 and tokens[a - 1].low in ("by", "on", "per")
    if k > i + 1 and after is not None and after.mention and tokens[k].low.endswith("s") and not led:
        return None  # "Pyongyang's army numbers 1.2 million"
    cue = Cue(v.span(tokens, a, b), tokens[i if bare else k].start, tokens[k].raw, rule="carrier")
    return reaching(s, cue, a, k, after, bare, closes)


def reaching(s, cue, a, k, after, bare, closes):
    """The cue of an owner from a on, with how far the carrier at k reaches. after: the word after it; closes: the clause ends with it."""
    tokens = s.tokens
    if a and closes and not tokens[k].number:
        before = tokens[a - 1]
        if before.low in ("by", "on", "per", "in") or "be" in before.kinds and numbered(tokens[:a]):
            cue.left = (addend(s, a), tokens[a].start)  # "…, by Kyiv's reckoning."
            if after is not None and after.raw == "," and (a == 1 or tokens[a - 2].raw == "," and not numbered(tokens[max(0, a - 4):a - 2])):
                cue.right = (after.end, s.end)  # "At first, by the ministry's account, 300 …"
            return cue
    if tokens[k].number:
        only = k + 1 < len(tokens) and tokens[k + 1].raw not in ",:" and tokens[k + 1].low != "and"
        cue.right = (tokens[k].start, tokens[k].end if only else s.end)
    else:
        cue.right = onwards(s, k)
    if not bare and a and tokens[a - 1].raw == ",":
        cue.left = (max(s.start, tokens[a].start - 40), tokens[a].start)  # "300, the ministry's latest figure"
    return cue


def labels(v, s, i):
    """"Kyiv's: 300.": whose the number is, before its colon."""
    tokens = s.tokens
    if tokens[i + 1].raw != ":" or i + 2 >= len(tokens) or not tokens[i + 2].number:
        return None
    if not v.named(tokens, 0, i - 1) or spelled(tokens[:i]) in v.vocab.areas:
        return None
    return cue_of(v, s, 0, i - 1, i, right=onwards(s, i + 1), rule="carrier")


def goes_on_to_number(tokens, k):
    """Does an "and" or "to" at k lead to another number ("3,000 by Seoul's count [and] 4,000 by …")?"""
    return coordinates(tokens[k]) and numbered(tokens[k + 1:k + 4]) if k < len(tokens) else False


def closing(v, s, i):
    """"3,000 by Seoul's count and 4,000 by Kyiv's.": whose the last number is, its noun left out; or None."""
    tokens = s.tokens
    by = nearest_before(tokens, i, lambda t: t.low in ("by", "on", "in", "per") or t.mention or pauses(t), within=6, none=0)
    if tokens[by].low not in ("by", "on", "in", "per") or not v.can_speak(tokens, by + 1, i - 1):
        return None
    apart = by - (tokens[by - 1].raw == ",")
    if not any(t.low == "'s" for t in tokens[:by]) or not numbered(tokens[max(0, apart - 3):apart]):
        return None
    return cue_of(v, s, by + 1, i - 1, i, left=upto(s, by), rule="carrier")


def tells(v, tokens, k):
    """Is the word at k a verb of saying with a number after it, and no noun ("Kyiv's imply 32 percent")?"""
    low = tokens[k].low
    if low in v.carriers or not numbered(tokens[k + 1:k + 5]):
        return False
    return low in v.strong or low in v.weak or low in ("imply", "implies")


def says_itself(v, carrier, after):
    """Is the thing owned one that speaks, with its verb after it ("Kyiv's intelligence let it be known")?"""
    verb = (after.low in v.vocab.sayings or after.low in v.strong) and not after.kinds & {"auxiliaries", "prepositions"}
    return carrier.low in v.speakers and verb


def scorned(v, tokens, i):
    """First token of the object, up to token i, of a verb that rejects it ("waved away Seoul's 300"); or 0."""
    k = nearest_before(tokens, i + 1, lambda t: t.low in v.scorning or t.mention or pauses(t), within=8, none=0)
    if tokens[k].low not in v.scorning:
        return 0
    return next((a for a in range(k + 1, i + 1) if not tokens[a].kinds & {"prepositions", "adverbs"} and tokens[a].low not in SCORNED), 0)


def held(v, tokens, i):
    """Index of the noun, whatever it is, in "by the Directorate's records" that ends its clause or stands before a number; or -1."""
    start = nearest_before(tokens, i, lambda t: t.low in ("by", "on", "in", "per") or strong(t) or t.mention, within=5)
    if start < 0 or tokens[start].low not in ("by", "on", "in", "per"):
        return -1
    opens = start == 0 or tokens[start - 1].raw == "," or tokens[start - 1].low in ("again", "and", "but")
    if not opens or spelled(tokens[start + 1:i]).removeprefix("the ") in v.places:
        return -1
    t, after, owner_last = tokens[i + 1], token_at(tokens, i + 2), tokens[i - 1]
    common = t.raw.isalpha() and t.raw.islower() and not t.classes and not t.kinds & {"prepositions", "auxiliaries", "determiners", "date"}
    if not common or not (t.low.endswith("s") or tokens[start].low == "by"):
        return -1
    if not (after is None or pauses(after) or after.number):
        return -1
    unknown = capitalised(owner_last) and owner_last.low not in v.names
    return i + 1 if unknown or v.keeps_count(tokens, start + 1, i - 1) or owner_last.low in v.surnames or v.apart(owner_last) else -1


def belongs(v, s, i):
    """"The lower number, 300, is Seoul's.": whose it is, at the end of the sentence."""
    tokens = s.tokens
    a = next((k + 1 for k in range(i - 1, max(-1, i - 6), -1) if "be" in tokens[k].kinds), 0)
    if not a or not v.can_speak(tokens, a, i - 1) or not any(t.low in v.carriers for t in tokens[:a]):
        return None
    if tokens[i + 1].raw == ":" and numbered(tokens[i + 2:i + 5]):
        return cue_of(v, s, a, i - 1, i, right=onwards(s, i + 1), rule="carrier")  # "Numbers are the mayor's: 300"
    return cue_of(v, s, a, i - 1, i, left=upto(s, a), rule="carrier")


def elliptic(v, tokens, i):
    """"South Korea's is the lowest, 3,000", "close to the Pentagon's 10,000.": a possessive whose noun is left out, before its number."""
    owner_last = tokens[i - 2]
    if owner_last.low in PERSONAL or owner_last.kinds & {"pronouns", "determiners", "subordinators", "auxiliaries"}:
        return False  # "it's 3,000"
    if not tokens[i].number:
        if tokens[i].raw in ",(" and i + 2 < len(tokens) and tokens[i + 1].number and (strong(tokens[i + 2]) or tokens[i + 2].raw in ",)"):
            return True  # "higher than the ministry's, 300."
        return ("be" in tokens[i].kinds or tokens[i].low in STANDING) and numbered(tokens[i + 1:i + 9])
    after, second = token_at(tokens, i + 1), token_at(tokens, i + 2)
    if after is None or strong(after) or after.raw in ",)" or "determiners" in after.kinds:
        return True
    if after.low == "and" and second is not None and (second.number or "determiners" in second.kinds):
        return True
    foreign = capitalised(owner_last) and not owner_last.classes and owner_last.low not in v.vocab.areas
    if "be" in after.kinds and (foreign or v.apart(owner_last)):
        return True
    # "Brook's 3,000 covers", "London's 4,000 against"
    return foreign and not after.classes and after.raw.islower() and "adverbs" not in after.kinds


def owner(v, tokens, i, closes):
    """(first, last) token of whose the carrier after the "'s" at i is; in "by the cadre's reckoning" anybody's.

    closes: the clause ends with the carrier.
    """
    if first := scorned(v, tokens, i - 1):
        return first, i - 1  # "laughed off Kyiv's claim"
    start = nearest_before(tokens, i, lambda t: t.low in ("by", "on", "per", "in", "at", "with") or strong(t) or t.mention, within=6)
    if start >= 0 and tokens[start].low in ("by", "on") and not any(t.kinds & VERBAL or t.raw == "," for t in tokens[start + 1:i]):
        return start + 1, i - 1
    near = nearest_before(tokens, i, lambda t: t.low in FACED, within=5, none=0)
    if near and tokens[near - 1].kinds & ACTED and v.can_speak(tokens, near + 1, i - 1) and not any(
            t.kinds & VERBAL or t.number or "punct" in t.kinds for t in tokens[near + 1:i]):
        return near + 1, i - 1  # "has not reacted to Seoul's report that 300", "was asked about the farmers' claim"
    if start >= 0 and tokens[start].low in ("in", "at", "with") and (closes or start == 0 or tokens[start - 1].raw == ","):
        a, b = start + 1, i - 1
    else:
        a, b = v.subject(tokens, i - 1)
    a = next((k + 1 for k in range(b - 1, a - 1, -1) if tokens[k].low == "with"), a)  # "did not quarrel with the farmers' count"
    a += a < b and a > 0 and v.rejects(tokens, a - 1)  # "swept aside Kyiv's figure"
    a += a < b and tokens[a].low in v.vocab.phrases_of["citing"]  # "…, citing Kyiv's figure"
    return (a, b) if a <= b and v.can_speak(tokens, a, b) else (1, 0)


def possessed(v, s, i):
    """"its count of prisoners was two", "in its version the losses make 4,000": the count of somebody named before."""
    tokens = s.tokens
    if own := own_account(v, s, i):
        return own
    k = first_from(tokens, i + 1, lambda t: t.low in v.carriers and t.raw[0].islower(), within=3)
    if k > 0 and i > 1 and tokens[i - 1].low in ("by", "in", "on") and clause_ends(tokens, k + 1) and numbered(tokens[:i]):
        # "…, by his account."
        return Cue(NOBODY, tokens[k].start, tokens[k].raw, left=upto(s, i - 1), rule="carrier", pronoun=tokens[i].low)
    if k < 0 or k > i + 1 and v.apart(tokens[k - 1]) or any(map(parts_possessed, tokens[i + 1:k])) or not numbered(tokens[k + 1:]):
        return None
    if tokens[k].low in ("number", "total") and k + 1 < len(tokens) and tokens[k + 1].kinds & VERBAL:
        return None  # "their number has been put at 300": of them, not by them
    if not (i and tokens[i - 1].mention and tokens[i - 1].mention.unit == "times"):  # "doubled its figure to 300"
        kept = i and tokens[i - 1].low in v.revising and low_at(tokens, k + 1) == "of"  # "has not revised its count of 300"
        if i and not kept and tokens[i - 1].low not in BEFORE_OWN and tokens[i - 1].raw not in ",;:—–\"":
            return None
        if low_at(tokens, k + 1) in ("on", "about", "in", "to"):
            return None
        a, b = v.subject(tokens, i - 2) if kept and i > 1 else NONE
        if a <= b and v.can_speak(tokens, a, b) and tokens[b].low not in PERSONAL:
            return cue_of(v, s, a, b, k, right=onwards(s, k), rule="carrier")  # "where Ada Brook got her figure of 300"
    return Cue(NOBODY, tokens[k].start, tokens[k].raw, right=onwards(s, k), rule="carrier", pronoun=tokens[i].low)


def parts_possessed(token):
    """Does a word part "its" from its noun: a sign, a verb, a number that is no date?"""
    if token.mention:
        return token.mention.kind != "date" or "punct" in token.kinds
    return "punct" in token.kinds or bool(token.kinds & VERBAL) and token.low != "own"


def own_account(v, s, i):
    """"By its own log the fire brigade saved 300": whose account it is, named after it."""
    tokens = s.tokens
    if i + 4 >= len(tokens) or not i or tokens[i + 1].low != "own":
        return None
    if tokens[i - 1].low not in ("by", "on", "in", "from", "to") or numbered(tokens[:i]):
        return None
    for k in (i + 2, i + 3):
        a, b = v.phrase(tokens, k + 1 + (tokens[k + 1].raw == ","))
        if tokens[k].mention or not tokens[k].raw.islower() or tokens[k].kinds & {"prepositions", "determiners"}:
            return None
        if a <= b < len(tokens) - 1 and v.can_speak(tokens, a, b) and tokens[b + 1].kinds & PREDICATIVE and not numbered(tokens[a:b + 1]):
            return Cue(v.span(tokens, a, b), tokens[k].start, tokens[k].raw, right=onwards(s, b), rule="carrier")
    return None


def carrier_after(v, tokens, i):
    """Index of the noun that carries a number within six words after a possessive, or -1."""
    counts = v.keeps_count(tokens, max(0, i - 1), i - 1)  # "AFAD's preliminary magnitude of 7.4"
    for k in range(i + 1, min(len(tokens), i + 7)):
        t, after = tokens[k], token_at(tokens, k + 1)
        if t.low == "latest" and after is not None and after.raw.isalpha() and not after.kinds & {"auxiliaries", "prepositions"}:
            continue  # "the ministry's latest count"
        if t.low == "toll" and v.apart(tokens[i - 1]) and not v.counted(tokens[i - 1]) and numbered(tokens[k + 1:k + 8]):
            return k  # "the government's toll stands at 300"
        if counts and v.counted(t) and k + 2 < len(tokens) and tokens[k + 2].number and (after.low == "of" or "be" in after.kinds):
            return k
        if t.low in v.carriers:
            if after is not None and after.low in v.speakers and after.low not in v.carriers:
                continue  # "Ardley's intelligence service"
            if after is None and t.raw[0].islower() or after is not None and carries(v, t, after):
                return k
        if ends_possessed(v, t, after or t):
            return -1
    return -1


def carries(v, noun, after):
    """Is a noun that carries numbers the whole thing owned, and no part of a name or of what the codebook counts?"""
    return not after.classes & v.vocab.nouns and (noun.raw[0].islower() or not capitalised(after))


def ends_possessed(v, t, after):
    """Is what is owned at an end before a word: a sign, a number, a verb?"""
    if "ed" in t.kinds and (t.low in v.vocab.speech["denying"] or capitalised(after) or "determiners" in after.kinds or t.low in v.naming):
        return True  # "Kyiv's envoy called Seoul's count a smear"
    return pauses(t) or t.number and not t.low.isalpha() or t.low != "own" and bool(t.kinds & NO_NAME_KINDS)
