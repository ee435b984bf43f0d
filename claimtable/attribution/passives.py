"""Verbs of saying in the passive: whose number it is that "was put at 300 by the ministry", "is indicated in the message of the staff"."""

from ..grammar.attached import BRIEFED
from ..grammar.clauses import HELPING, QUOTES, VERBAL, relative, strong
from ..grammar.neighbours import capitalised, first_from, numbered, pauses
from ..grammar.nounphrases import NONE, SHOWN
from ..grammar.reach import TELLING
from . import sourcing
from .cue import NOBODY, Cue, cue_of, onwards, upto
from .sourcing import surface

FIRST_PERSONS = frozenset(["me", "us"])
BE = frozenset("is are was were be been being isn't aren't wasn't weren't get got 're".split())
PAST = frozenset("said put told thought known given understood seen set broken held heard shown found written learnt forecast "
                 "spread sent drawn made foreseen taken read".split())
INDICATED = frozenset("claimed alleged quoted shown circulated listed indicated said stated mentioned noted reported given "
                      "written specified told announced published confirmed emphasised emphasized".split())
RELAYED = frozenset("quoted cited relayed".split())
HEARSAY = frozenset("said believed thought estimated reported expected known understood".split())
BASED = frozenset("on from using with citing in".split())
MEANS = frozenset("phone telephone email e-mail text satellite radio video letter whatsapp message fax post".split())  # "he said by phone"
NOT_SAID_BY = frozenset("controlled occupied governed ruled owned led headed run hit struck damaged destroyed affected".split())
PRESUMED = frozenset("feared confirmed presumed announced claimed listed".split())


def passive(tokens, i):
    """"is estimated", "were reported", "thought to be", "put by": not said by the subject."""
    low, n = tokens[i].low, len(tokens)
    if not (low.endswith("ed") or low in PAST):
        return False
    k = i - 1
    while k >= 0 and "adverbs" in tokens[k].kinds and not tokens[k].mention:
        k -= 1
    if k >= 0 and tokens[k].low in BE:
        return True
    if i + 1 < n and k >= 0 and (low in HEARSAY and tokens[i + 1].low == "to" and not heard(tokens, i + 2)
                                 or (low in HEARSAY or low in PRESUMED) and "ed" in tokens[i + 1].kinds):
        return True  # "reported to have died", "reported killed by"
    if i and tokens[i - 1].classes and low not in NOT_SAID_BY:
        by = next((k for k in range(i + 1, min(n, i + 5)) if tokens[k].low == "by" or pauses(tokens[k]) or tokens[k].number), i)
        if tokens[by].low == "by" and "prepositions" in tokens[i + 1].kinds:
            return True  # "the 300 dead claimed for Ardley by a blogger"
    shown = low in INDICATED and i + 3 < n and tokens[i + 1].low in ("in", "on") and any(t.low in SHOWN for t in tokens[i + 2:i + 5])
    if shown and numbered(tokens[max(0, i - 6):i]):
        return not any(t.low == "that" for t in tokens[i + 3:i + 7])  # "the 300 dead in Ardley claimed in a clip"
    if i and tokens[i - 1].low == "as":
        return any(t.low == "by" for t in tokens[i + 1:i + 7])  # "as conveyed to the panel by"
    if i and tokens[i - 1].raw == ",":
        if i + 2 < n and tokens[i + 1].low == "at" and tokens[i + 2].number and low != "arrived":
            return True  # "Facing losses, estimated at 300 soldiers, …"
        end = first_from(tokens, i + 1, past_rating, within=7, none=i)
        if end > i + 1 and tokens[end].low == "by":
            return True  # "the shocks, rated 7.8 and 7.5 by the survey, …"
    return i + 2 < n and tokens[i + 1].low == "by" and tokens[i + 2].low not in MEANS


def past_rating(token):
    """Does it stand behind "rated 7.8 and at about 7.5"?"""
    return not (token.number or token.low == "at" or token.kinds & {"coordinators", "adverbs"})


def heard(tokens, k):
    """"said to me", "said to reporters": does one who hears it stand at k, and no verb ("said to have died")?"""
    if k >= len(tokens) or tokens[k].kinds & VERBAL:
        return False
    return tokens[k].low in FIRST_PERSONS or tokens[k].low.endswith("s") or bool(tokens[k].kinds & {"determiners", "pronouns"})


def agent(v, s, i, last):
    """"was put at 300 by the ministry"; "put by Seoul at 300"."""
    tokens, low = s.tokens, s.tokens[i].low
    if low in v.handing and low != "given" and tokens[i].classes & v.vocab.events and v.counted(tokens[i - 1]):
        return None  # "the sheep supplied by Ardley"
    for k in range(last + 1, min(len(tokens) - 1, last + 12)):
        if strong(tokens[k]) or k > last + 1 and tokens[k + 1].low == "by" and (tokens[k].low in PAST or tokens[k].low in NOT_SAID_BY):
            return None  # "recorded in areas held by the army"
        if tokens[k].low == "in" and low in INDICATED:
            return within(v, s, i, last, k + 1)
        if tokens[k].low == "by" and (not tokens[k + 1].mention or tokens[k + 1].raw.isalpha()):
            if tokens[k + 1].low in sourcing.THIRD_PERSONS:
                return Cue(NOBODY, tokens[i].start, surface(s, i, last), rule="passive-by", left=upto(s, i), right=onwards(s, k + 1),
                           pronoun=tokens[k + 1].low)
            a, b = v.phrase(tokens, k + 1)
            own = b + 1 < len(tokens) and (tokens[b + 1].low in v.strong or tokens[b + 1].low in v.weak)
            if own and tokens[b + 1].low in BRIEFED and b + 2 < len(tokens) and "prepositions" in tokens[b + 2].kinds:
                own = False
            if a > b or own or not (v.can_speak(tokens, a, b) or low in TELLING):
                return None  # own: "a source quoted by Yonhap said"
            if low in RELAYED and (relayed := quoted(v, s, i, last, (a, b))):
                return relayed
            based = i > 2 and tokens[i - 1].low in v.carriers and tokens[i - 2].low in BASED
            cue = Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), rule="citing" if based else "passive-by",
                      left=upto(s, i), right=onwards(s, last))
            other = i - 3 if tokens[i - 1].low in v.carriers and "determiners" in tokens[i - 2].kinds else -1
            if other > 0 and tokens[other].low in ("of", "than", "above", "below", "from", "with"):
                cue.left = NOBODY  # "300, well short of the figure promised by the union", "more than one given by Kyiv"
            return cue
    return None


def again(v, s, i):
    """"was put at 300 by the ministry and at 900 [by the farmers]": who gives the second number."""
    tokens = s.tokens
    a, b = v.phrase(tokens, i + 1) if i + 1 < len(tokens) else NONE
    if a > b or not v.can_speak(tokens, a, b):
        return None
    return cue_of(v, s, a, b, i, left=(tokens[i - 2].start, tokens[i].start), rule="citing")


def within(v, s, i, last, k):
    """"…, is indicated in the message of the General Staff": a thing that carries numbers, and whose it is."""
    tokens = s.tokens
    a, b = v.phrase(tokens, k)
    carrier = next((j for j in range(a, b + 1) if tokens[j].low in v.carriers), -1)
    if carrier < 0 and a <= b and tokens[v.head(tokens, a, b)].low in SHOWN and tokens[i - 1].low != "be":
        carrier = a  # "the 300 dead claimed in a clip on TikTok"
    if carrier < 0:
        return None
    if carrier + 2 <= b and tokens[carrier + 1].low in ("of", "by", "from"):
        a = carrier + 2
    if not v.can_speak(tokens, a, b):
        return None
    return Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), rule="passive-by", left=upto(s, i), right=onwards(s, last))


def quoted(v, s, i, last, relay):
    """"The HUR, quoted by Polish radio, holds that 300 …", "AFAD figures cited by the ministry": the quoted speaks, the other relays."""
    tokens = s.tokens
    k = i - 1
    while k >= 0 and (tokens[k].low == "as" or tokens[k].kinds & HELPING
                      or tokens[k].raw == "," and k > i - 3 and tokens[k + 1].low not in BE):
        k -= 1  # "The vice-president was quoted by the daily as saying …", "The ministry, as quoted by the daily, …"
    if k < 0 or relative(tokens[k]):
        return None
    a, b = v.subject(tokens, k)
    if a > b or b != k and tokens[k].raw != "," or not (v.can_speak(tokens, a, b) and v.head_speaks(tokens, a, b)):
        return None
    while a == b and tokens[b].low in v.carriers and a and capitalised(tokens[a - 1]) and "prepositions" not in tokens[a - 1].kinds:
        a -= 1  # "as per AFAD figures cited by …"
    whole = a < 2 or tokens[a - 1].raw == "," or tokens[a - 1].raw in QUOTES
    return Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), rule="citing", relay=v.span(tokens, *relay),
               left=(s.start if whole else tokens[a].start, tokens[i].start), right=onwards(s, relay[1]))
