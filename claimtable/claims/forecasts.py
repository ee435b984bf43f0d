"""Is a number only to come: "could swell to 15,000", "300 more are expected"? Offsets are within a sentence."""

import re

from ..grammar.around import goes_on, past_aside, past_included
from ..grammar.clauses import ACTIVE, EMPTY, VERBAL, as_clause, pattern
from ..grammar.links import PLAIN
from .framing import frames, of_known, of_speaker

FAR = 90  # tokens beyond which nothing bears on a number
STOPS_TENSE = frozenset("who which that after before since because when if whether how where while and".split())
POINTING = ("that ", "this ", "which ")
SEES = frozenset(["see", "sees", "seeing"])
CLAUSE_BEGINS = frozenset("who which after before since because".split())
GOVERNING = CLAUSE_BEGINS | frozenset(": , as that than compared unlike even addition".split())  # where what governs a number may begin
SUBJECTS = frozenset(["pronouns", "determiners"])
BEFORE_TO = frozenset(["according", "due", "up", "thanks"])  # with these a "to" opens no infinitive
MAY_STAND = frozenset(["verbs", "auxiliaries", "ed", "prepositions"])
CHECKING = re.compile(r"\s+(?:not\s+)?(?:be\s+|been\s+|independently\s+)*(?:verif|check|confirm|corrobor|only be)")
TALKING = re.compile(
    r"\s+(?:not\s+)?(?:\w+\s+)?"
    r"(?:remember|notice|comment|discuss|elaborate|know|wonder|ask|choose|pick|select|compare|quarrel|remind|recall|note|say|add|tell|"
    r"repeat|put|guess|estimate|place|reckon|bet|venture|hazard|argue|confuse|call|describe|think|represent|correspond|equal|translate|"
    r"imply|be drawn|go (?:no|as|so|beyond|above)|commit (?:\w+sel(?:f|ves) )?(?:only )?to|quibble|blame|show)\b"
)
CAUSE = re.compile(  # "homeless due to the flood"
    r"(?: to)? (?:the|a|an|its|their|this|that|these|those|his|her|"
    r"[a-z]+(?:s|ing|age|ion|ity|ment|ness|quake|cold|weather))\b"
)
HAVE = re.compile(r"\s+(?:not\s+)?have\b(?! to\b)|\s+\d")
SCALE = re.compile(r"\s+(?:as|more|higher|much|up|\d|over|around|about|nearer|closer)\b")
STATE = re.compile(  # "300 may be without homes"
    r"\s+(?:still |already )?(?:without|under|among|beneath|dead|alive|missing|trapped|buried|lost|homeless)\b"
)
JUDGING = re.compile(r"\s+(?:well |yet |still )?be (?:right|wrong|true|correct|accurate|exaggerated|close to the truth)\b")
TRUSTED = re.compile(r"[^.;]{1,90}? (?:is|are|was|were) (?:right|correct|true|accurate|to be believed)\b")  # "if Seoul is right, 3,000 …"
TRUSTING = re.compile(r" (?:you|we|one) (?:trust|believe|go by|follow|ask|take|accept)s?\b")
SUMS = re.compile(r" (?:be|mean|make|amount)\b")  # "that would be a quarter of those sent"
GROWS = re.compile(  # "300, which is expected to rise"
    r"(?:,? \w+ly)?(?: to)?(?: \w+ly)? (?:rise|climb|grow|increase|go up|go higher|swell|mount|worsen|change|be revised)\b"
    r"(?! (?:\w+ )?(?:to|above|past|beyond|by|as|over|at)\b)"
)
SEEMING = re.compile(  # "is said to pay 300"
    r"\b(?:said|believed|thought|reported|known|understood|alleged|rumou?red|reputed|"
    r"seem(?:s|ed)?|appear(?:s|ed)?|claim(?:s|ed)?) \Z"
)
SEEN = re.compile(
    r"\bsee(?:s|ing)? (?:(?:about|around|some|up|to|another|an?|further|additional|at|least|more|than|as|many|nearly|roughly|between|"
    r"fewer|over|perhaps) )*\Z"
)
ARRIVING = re.compile(  # "sees 300 more arriving"
    r"[^.,;:]{0,60}? (?:coming|arriving|landing|following|leaving|being \w+|on the (?:way|march|move)|"
    r"(?:by|before) (?!(?:the|then|a|an)\b)\w+)\b"
)
ALSO_NOUNS = frozenset("hopes hope plans plan aims expectations".split())
NOUN_AFTER = re.compile(r"\b(?:as|with|amid|despite|of|in|the|all|any|no|their|its|his|her|when|while|dim|last) \Z")  # "as hopes faded"
# "marched in protest at a planned reform", "over the scheduled closure": it is the occasion that is to come
AGAINST = re.compile(
    r"\b(?:against|about|over|despite|(?:protest|anger|alarm|outrage|concern)\w* (?:at|by|of)|"
    r"(?:oppos|reject|condemn|protest|critici[sz])\w*) (?:an?|the|any|its|their|his|her|this|that|these|those) (?:\w+ly )?\Z"
)
OWN_WILL = re.compile(r"\b(?:their|his|her|its|own|free|the|good|last|political) \Z")  # "against their will"


class Forecasts:
    """The lexicon's words for what is to come, or may be, compiled once. lists: {(name, side): words}."""

    def __init__(self, lists):
        after, before, open_ = lists["expected", "after"], lists["expected", "before"], lists["open", "after"]
        self.tense = frozenset(lists["expected", "tense"])
        self.after, self.before, self.open, self.any = pattern(after), pattern(before), pattern(open_), pattern(after + before + open_)

    def to_come(self, s, i, a, own, cues):
        """Is number i to come: by a trigger left of it, from `a` on and in its own clause, or in what it is the subject of, up to `own`?"""
        start, end = s.tokens[i].start - s.start, s.tokens[i].end - s.start
        before = self.after.finditer(s.low, governed_from(s, i, a), start)
        behind = self.before.finditer(s.low, end, own)
        if any(self.governs(s, i, m, cues) for m in before) or any(self.tells_on(s, i, m) for m in behind):
            return True
        return headline_future(s, i, cues)

    def governs(self, s, i, match, cues):
        """Does a trigger left of number i forecast it? "would say" does not, nor what is told of the speaker."""
        word, end = match.group(), match.end()
        if word in self.tense and any(0 < c.at - s.start - end < 12 and (c.right[1] or c.left[1]) for c in cues):
            return False
        if frames(s, match, cues) or of_speaker(s, match, cues) or of_known(s, i, match, self.tense):
            return False
        return not self.no_forecast(s.low, match)

    def tells_on(self, s, i, match):
        """Does a trigger behind number i forecast it?"""
        if match.group() in ALSO_NOUNS and NOUN_AFTER.search(s.low, 0, match.start()):
            return False
        if match.group().endswith("ed") and AGAINST.search(s.low, 0, match.start()):
            return False
        return not self.no_forecast(s.low, match) and not GROWS.match(s.low, match.end()) and not of_known(s, i, match, self.tense)

    def no_forecast(self, low, match):
        """"could not be verified", "we will recall", "may have", "may 2024": a modal that looks nowhere."""
        word, start, end = match.group(), match.start(), match.end()
        if word == "expected" and low.endswith(("than ", "as "), 0, start):
            return True
        if word == "if" and (TRUSTED.match(low, end) or TRUSTING.match(low, end)):
            return True
        if word.startswith("to ") and SEEMING.search(low, 0, start):
            return True
        if CHECKING.match(low, end) or word in ("due", "due to") and CAUSE.match(low, end):
            return True
        if word == "will" and OWN_WILL.search(low, 0, start):
            return True
        if word not in self.tense:
            return False
        if word == "would" and SUMS.match(low, end) and (low.startswith(" amount", end) or low.endswith(POINTING, 0, start)):
            return True
        over = word != "will" and HAVE.match(low, end)  # "would have been 300"; but "will have been sent by May"
        return bool(JUDGING.match(low, end) or TALKING.match(low, end) or over)

    def left_open(self, s, i, a, own):
        """"300 may have died", "it could be as high as 300": does a modal leave open whether number i is true?

        What a thing could cost is a forecast, but not what a sum may be.
        """
        start = s.tokens[i].start - s.start
        money = s.tokens[i].mention and s.tokens[i].mention.kind == "money"
        for match in self.open.finditer(s.low, a, own):
            word = match.group()
            if match.start() <= start < match.end() or money and word not in ("may be", "might be"):
                continue
            if leaves_open(s.low, match) and (" have" in word or not by_a_day(s.tokens)):
                return True
        return False


def sees_coming(s, start, end):
    """"Kyiv sees another 300 arriving": of the number from start to end."""
    return not s.words.isdisjoint(SEES) and SEEN.search(s.low, 0, start) and ARRIVING.match(s.low, end)


def leaves_open(low, match):
    """"may have died", "could be as high as 300"; but "may be sent" is still to come."""
    if not match.group().endswith(" be") or SCALE.match(low, match.end()):
        return True
    return match.group() in ("may be", "might be") and bool(STATE.match(low, match.end()))


def by_a_day(tokens):
    """"By March there could be 300": does the sentence set a day?"""
    return any(t.low == "by" and then.mention and then.mention.kind == "date" for t, then in zip(tokens, tokens[1:]))


def headline_future(s, i, cues):
    """"12,000 troops to join war": in a headline without another verb, "to" is a forecast."""
    tokens = s.tokens
    if tokens[-1].raw in ".!?:" or not s.line:
        return False
    said = {c.at for c in cues}
    if any(t.kinds & VERBAL and t.start not in said for t in tokens[:i]):
        return False
    to = next((k for k in range(i + 1, len(tokens) - 1) if tokens[k].low == "to" or tokens[k].kinds & MAY_STAND), 0)
    if not to or tokens[to].low != "to" or tokens[to - 1].low in BEFORE_TO:
        return False
    verb = tokens[to + 1]
    return not verb.mention and "determiners" not in verb.kinds and verb.raw[0].islower()


def governed_from(s, i, a):
    """Where the words left of number i that govern it begin: not before a relative clause, nor before another number's clause."""
    tokens, k, left, joined = s.tokens, i - 1, i, False
    while k >= 0 and tokens[k].start - s.start >= a:
        t = tokens[k]
        if t.low in CLAUSE_BEGINS:
            left = next((j + 1 for j in range(k + 1, i) if tokens[j].raw == ","), left)  # past an aside: ", who may return,"
            break
        if t.low in GOVERNING and opens_clause(tokens, k, i):
            break
        if "coordinators" in t.kinds and in_present(tokens[k + 1]):
            break  # "will pay in cash and holds 300"
        if t.number and (tokens[k + 1].low == "of" or joined and verb_before_comma(tokens, i)):
            break
        joined = joined or t.raw == "," or "coordinators" in t.kinds
        left, k = k, k - 1
    return tokens[left].start - s.start


def in_present(token):
    """Is a word a verb in -s, which no "will" can govern?"""
    return "verbs" in token.kinds and token.low.endswith("s") and not token.low.endswith("ss")


def opens_clause(tokens, k, i):
    """Does the word at k, one of GOVERNING, begin the clause or comparison in which number i stands?"""
    t, after = tokens[k], tokens[k + 1]
    if t.raw == ":":  # "Ardley will not miss them, he said: it has 300"
        return after.kinds & SUBJECTS and any(x.kinds & VERBAL for x in tokens[k + 2:i])
    if t.raw == ",":  # "seeks compensation, estimated at 300"
        return "ed" in after.kinds and tokens[k + 2].low == "at" or goes_on(tokens, k + 1)
    if t.low == "as":  # "…, as the toll reached 300"
        return k and tokens[k - 1].raw == "," or as_clause(tokens, k, EMPTY)
    if t.low == "that":  # "the disaster that killed 300"
        return k and tokens[k - 1].kinds <= PLAIN and after.kinds & ACTIVE
    if t.low == "even":
        return after.low in ("with", "at", "if")
    if t.low == "addition":  # "will send more, in addition to the 300 there"
        return after.low == "to"
    return True  # "could exceed 900, far more than the ministry's 300"


def verb_before_comma(tokens, i):
    """Does a verb stand between the number at i and the next comma?"""
    comma = next((n for n in range(i + 1, min(len(tokens), i + 8)) if tokens[n].raw == ","), i + 8)
    return any(t.kinds & VERBAL for t in tokens[i + 1:comma])


def own_clause(s, i, b):
    """Where the words end, up to `b`, that number i is the subject of."""
    tokens, end = s.tokens, s.tokens[i].end - s.start
    if i > 2 and tokens[i - 1].low == "the" and tokens[i - 2].low == "of" and tokens[i - 3].number:
        return end  # "half of the 300 will die"
    if 0 < i < len(tokens) - 1 and tokens[i - 1].raw == tokens[i + 1].raw == ",":
        return end  # "the tally of ruined buildings, 300, will rise"
    near = tokens[max(0, i - 8):i] if "with" in s.words else ()
    if any(t.raw == "," and after.low == "with" for t, after in zip(near, near[1:])):
        return next((t.start - s.start for t in tokens[i + 1:i + 9] if t.raw == ","), b)  # "Ruland, with an army of 300, could help"
    past, joined = i, False  # joined: by a comma, "and", "out of" to another number to come
    for k in range(i + 1, min(len(tokens), i + FAR)):
        t = tokens[k]
        if t.raw == ",":
            past = max(past, past_aside(tokens, k), past_included(tokens, k))
        if k < past:
            continue  # "Thousands more, the drivers say, will come"
        if t.end - s.start > b or t.low in STOPS_TENSE or t.raw == ":" or t.number and joined or leaves_subject(tokens, i, k):
            return t.start - s.start
        joined = joined or t.raw == "," or t.low in ("or", "out")
    return b


def leaves_subject(tokens, i, k):
    """Does the comma, conjunction or "as" at k end what is said of number i ("300 have fallen [or] will have to be pulled down")?"""
    if tokens[k].low == "as":
        return as_clause(tokens, k, EMPTY)
    if tokens[k].raw == ",":
        return not any("auxiliaries" in t.kinds for t in tokens[k + 1:k + 3])
    if tokens[k].low not in ("or", "and") or k + 1 == len(tokens) or "modals" not in tokens[k + 1].kinds:
        return False
    return any("auxiliaries" in t.kinds for t in tokens[i + 1:k])
