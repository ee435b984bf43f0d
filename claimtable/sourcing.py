"""Speakers named without a verb of saying: "according to X", "X, citing Y", "Seoul's estimate", "(NEMA)", a headline's "X:".

Each function takes the Speakers, a Sentence and the index of a cue word, and returns a Cue or None.
"""

from .clauses import QUOTES, VERBAL, strong
from .nounphrases import innermost, past_when
from .speakers import NOBODY, PERSONAL, Cue

THEIR = frozenset(["his", "her", "their", "its"])
RIGHT = ("is right", "are right", "is correct", "are correct", "is to be believed", "are to be believed", "can be believed", "has it right")
OBJECTS = frozenset(["him", "her", "them", "it"])
NOT_BODIES = frozenset("official general state one other others some people".split())  # before "figures" these are no names
REPORTS = frozenset("reports claims accounts rumours rumors rumour rumor posts stories allegations allegation gossip talk whispers".split())
COMING = frozenset("came come comes coming stems stemmed originates originated".split())
ADDED = frozenset("being plus comprising namely".split())
AFTER_CARRIER = frozenset("of for at as : is was that stands stood in".split())


def surface(s, i, last):
    return s.text[s.tokens[i].start - s.start:s.tokens[last].end - s.start]


def according(v, s, i, last):
    """"according to X": reaches left to the clause before it, and right when it opens the sentence or stands between commas."""
    tokens = s.tokens
    if last + 1 >= len(tokens):
        return None
    pronoun = tokens[last + 1].low in OBJECTS and (last + 2 >= len(tokens) or "punct" in tokens[last + 2].kinds)
    a, b = (last + 1, last + 1) if pronoun else v.phrase(tokens, last + 1)
    plain = tokens[i].low == "according"
    if a <= b and nobodys(v, tokens, a, b) and tokens[a].low not in THEIR:
        return None
    if a > b or not plain and not v.can_speak(tokens, a, b):
        return None
    cue = Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), rule="according")
    if pronoun or a == b and tokens[a].low in PERSONAL:
        cue.who, cue.pronoun = NOBODY, tokens[a].low
    elif tokens[a].low in THEIR and (tokens[b].low in v.carriers or tokens[b].low in ("words", "testimony")):
        cue.who, cue.pronoun = NOBODY, tokens[a].low  # "according to his words"
    else:
        innermost(v, tokens, cue, a, b)
    after = tokens[b + 1] if b + 1 < len(tokens) else None
    if opens(tokens, i, after):
        cue.right = (tokens[b].end, s.end)
        return cue
    cue.left = (s.start, tokens[i].start)
    when = past_when(tokens, b + 1)
    after = tokens[when] if when < len(tokens) and tokens[when].raw == ":" else after  # "Dead, per the ministry at noon: 300"
    if after is not None and after.raw == ")" and b + 2 < len(tokens) and tokens[b + 2].raw == ":":
        cue.right = (tokens[b + 2].end, s.end)  # "Turkey (source: the ministry): 300"
    between = after is not None and after.raw == "," and i and tokens[i - 1].raw in ",—–"
    if between or after is not None and (after.raw == ":" or not plain and tokens[i].low != "as" and after.kinds & VERBAL):
        cue.right = (after.end, s.end)
    return cue


def nobodys(v, tokens, a, b):
    """"according to current data", "to preliminary figures": data of nobody named."""
    return tokens[b].low in v.carriers and all(t.raw[0].islower() and t.low != "'s" and (t is tokens[b] or t.low not in v.speakers) for t in tokens[a:b + 1])


def opens(tokens, i, after):
    """Does the phrase at i open the sentence or a clause ("According to …", "… and, according to …")?"""
    if i == 0 or all(t.kinds & {"adverbs", "coordinators"} or t.raw in "-•,*" for t in tokens[:i]):
        return True
    before = tokens[i - 1]
    if before.raw in ":;—–":
        return True
    if before.raw == ",":
        return i >= 2 and tokens[i - 2].low in ("and", "but")
    return before.low in ("and", "but", "that", "while") and after is not None and after.raw == ","


def citing(v, s, i, last):
    """"X, citing Y": the number is Y's; X relays it."""
    tokens = s.tokens
    if last + 1 >= len(tokens):
        return None
    last += tokens[last + 1].raw in QUOTES and last + 2 < len(tokens)  # "quotes “a minister”: 300"
    a, b = v.phrase(tokens, last + 1)
    if tokens[i].low in COMING and (not i or tokens[i - 1].low not in v.carriers and not tokens[i - 1].number):
        return None  # soldiers "came from Seoul", a number did too
    if a > b or tokens[a].low in ("neither", "no", "nothing", "nobody") or not (v.can_speak(tokens, a, b) or v.who_follows(tokens, b)) or nobodys(v, tokens, a, b):
        return None
    cue = Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), rule="citing")
    k = i - 1
    while k >= 0 and (tokens[k].raw in ",(" or tokens[k].low in ("which", "who", "by") or tokens[k].kinds & {"auxiliaries", "adverbs"} or
                      tokens[k].low in v.strong and tokens[k].low not in v.carriers and tokens[k].raw[0].islower()):
        k -= 1
    x, y = v.subject(tokens, k)
    if x <= y and v.can_speak(tokens, x, y) and not any(t.number for t in tokens[x:y + 1]):
        cue.relay = v.span(tokens, x, y)
    cue.left = (next((t.end for t in reversed(tokens[:i]) if t.raw in ";:"), s.start), tokens[i].start)
    after = next((t for t in tokens[b + 1:] if t.raw not in QUOTES), None)
    if after is not None and after.raw != ")" and (not strong(after) or after.raw == ":"):
        cue.right = (tokens[b].end, s.end)
    return cue


def coming(v, s, i):
    """"From Kyiv comes a figure of 300": the source before the verb."""
    tokens = s.tokens
    start = next((k for k in range(i - 1, max(-1, i - 9), -1) if tokens[k].low == "from"), -1)
    a, b = v.phrase(tokens, start + 1) if start >= 0 else (1, 0)
    if a > b or b != i - 1 or not v.can_speak(tokens, a, b) or not any(t.low in v.carriers for t in tokens[i + 1:i + 6]):
        return None
    return Cue(v.span(tokens, a, b), tokens[i].start, tokens[i].raw, right=(tokens[i].end, s.end), rule="carrier")


def owned(v, s, i):
    """"Seoul's estimate of 300", "Kyiv's own figure", "Kyiv's imply 32 percent": the owner speaks."""
    tokens = s.tokens
    if i + 1 >= len(tokens) or i == 0:
        return None
    if strong(tokens[i + 1]):
        return belongs(v, s, i)
    bare = tokens[i + 1].low not in v.carriers and (tokens[i + 1].low in v.strong or tokens[i + 1].low in v.weak or tokens[i + 1].low in ("imply", "implies")) \
        and any(t.number for t in tokens[i + 2:i + 6]) or elliptic(v, tokens, i + 1)
    k = i + 1 if bare else carrier_after(v, tokens, i)
    if k < 0:
        return None
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    end = past_when(tokens, k + 1)
    after = tokens[end] if k + 1 < end < len(tokens) and tokens[end].raw in ",.;" else after  # "by Kyiv's count in October, …"
    closes = after is None or strong(after) and after.raw != ":" or after.raw == "," or end > k + 1
    a, b = owner(v, tokens, i, closes)
    if a > b:
        return None
    if k > i + 1 and after is not None and after.mention and tokens[k].low.endswith("s"):
        return None  # "Pyongyang's army numbers 1.2 million"
    cue = Cue(v.span(tokens, a, b), tokens[i if bare else k].start, tokens[k].raw, rule="carrier")
    if a and closes and (tokens[a - 1].low in ("by", "on", "per", "in") or "be" in tokens[a - 1].kinds and any(t.number for t in tokens[:a])):
        cue.left = (s.start, tokens[a].start)  # "…, by Kyiv's reckoning."
        if after is not None and after.raw == "," and (a == 1 or tokens[a - 2].raw == ","):
            cue.right = (after.end, s.end)  # "At first, by the ministry's account, 300 …"
        return cue
    cue.right = (tokens[k].start if tokens[k].number else tokens[k].end, s.end)
    if not bare and a and tokens[a - 1].raw == ",":
        cue.left = (max(s.start, tokens[a].start - 40), tokens[a].start)  # "300, the ministry's latest figure"
    return cue


def belongs(v, s, i):
    """"The lower number, 300, is Seoul's.": whose it is, at the end of the sentence."""
    tokens = s.tokens
    a = next((k + 1 for k in range(i - 1, max(-1, i - 6), -1) if "be" in tokens[k].kinds), 0)
    if not a or not v.can_speak(tokens, a, i - 1) or not any(t.number for t in tokens[:a]) or not any(t.low in v.carriers for t in tokens[:a]):
        return None
    return Cue(v.span(tokens, a, i - 1), tokens[i].start, tokens[i].raw, left=(s.start, tokens[a].start), rule="carrier")


def elliptic(v, tokens, i):
    """"South Korea's is the lowest, 3,000", "close to the Pentagon's 10,000.": a possessive whose noun is left out, before its number."""
    if tokens[i - 2].low in PERSONAL or tokens[i - 2].kinds & {"pronouns", "determiners", "subordinators", "auxiliaries"}:
        return False  # "it's 3,000"
    if tokens[i].number:
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        return after is None or strong(after) or after.raw in ",)" or after.low == "and" and i + 2 < len(tokens) and tokens[i + 2].number
    return "be" in tokens[i].kinds and any(t.number for t in tokens[i + 1:i + 9])


def owner(v, tokens, i, closes):
    """(first, last) token of whose the carrier after the "'s" at i is; in "by the cadre's reckoning" anybody's. closes: the clause ends with the carrier."""
    start = next((k for k in range(i - 1, max(-1, i - 7), -1) if tokens[k].low in ("by", "on", "per", "in", "at") or strong(tokens[k]) or tokens[k].mention), -1)
    if start >= 0 and tokens[start].low in ("by", "on") and not any(t.kinds & VERBAL for t in tokens[start + 1:i]):
        return start + 1, i - 1
    a, b = (start + 1, i - 1) if start >= 0 and tokens[start].low in ("in", "at") and (closes or start == 0 or tokens[start - 1].raw == ",") else v.subject(tokens, i - 1)
    return (a, b) if a <= b and v.can_speak(tokens, a, b) else (1, 0)


def possessed(v, s, i):
    """"its count of prisoners was two", "in its version the losses make 4,000": the count of somebody named before."""
    tokens = s.tokens
    k = next((k for k in range(i + 1, min(len(tokens), i + 4)) if tokens[k].low in v.carriers and tokens[k].raw[0].islower()), -1)
    if k < 0 or k > i + 1 and v.apart(tokens[k - 1]) or any(t.mention or t.kinds & VERBAL or "punct" in t.kinds for t in tokens[i + 1:k]) or not any(t.number for t in tokens[k + 1:]):
        return None
    doubled = i and tokens[i - 1].mention and tokens[i - 1].mention.unit == "times"  # "doubled its figure to 300"
    if not doubled and (i and tokens[i - 1].low not in ("in", "by", "on", "according", "to", "and", "but", "with", "put") and tokens[i - 1].raw not in ",;:—–\"" or
                        k + 1 < len(tokens) and tokens[k + 1].low in ("on", "about", "in", "to")):
        return None
    return Cue(NOBODY, tokens[k].start, tokens[k].raw, right=(tokens[k].end, s.end), rule="carrier", pronoun=tokens[i].low)


def carrier_after(v, tokens, i):
    """Index of the noun that carries a number within six words after a possessive, or -1."""
    counts = v.keeps_count(tokens, max(0, i - 1), i - 1)  # "AFAD's preliminary magnitude of 7.4"
    for k in range(i + 1, min(len(tokens), i + 7)):
        t = tokens[k]
        if counts and v.counted(t) and k + 2 < len(tokens) and (tokens[k + 1].low == "of" or "be" in tokens[k + 1].kinds) and tokens[k + 2].number:
            return k
        if t.low in v.carriers and (t.raw[0].islower() or k + 1 < len(tokens) and not tokens[k + 1].raw[0].isupper()):
            return k
        after = tokens[k + 1] if k + 1 < len(tokens) else t
        if "ed" in t.kinds and (after.raw[0].isupper() or "determiners" in after.kinds):
            return -1  # "Kyiv's envoy called Seoul's count a smear"
        if strong(t) or t.raw == "," or t.number and not t.low.isalpha() or t.low != "own" and t.kinds & {"verbs", "auxiliaries", "prepositions", "determiners", "subordinators"}:
            return -1
    return -1


def carried(v, s, i):
    """"the NIS count of 300", "Pentagon figures put", "the count of the General Staff": a name beside the noun that carries the number."""
    tokens, before = s.tokens, s.tokens[max(0, i - 1)]
    if any(t.low in ("my", "our") for t in tokens[max(0, i - 3):i]):
        return None  # "my own count from the footage"
    if rumoured(tokens, i):
        return Cue((before.start, tokens[i].end), tokens[i].start, tokens[i].raw, right=(tokens[i].end, s.end), rule="carrier")
    if i + 2 < len(tokens) and tokens[i + 1].low in ("of", "by", "from"):
        a, b = v.phrase(tokens, i + 2)
        if a <= b and not any(v.counted(t) for t in tokens[a:b + 1]) and names_source(v, tokens, i + 1, a, b):
            aside = before.low in ("the", "a") and i > 1 and tokens[i - 2].raw in ",—–("
            return Cue(v.span(tokens, a, b), tokens[i].start, tokens[i].raw, right=(tokens[b].end, s.end), rule="carrier",
                       left=(s.start, tokens[i].start) if aside else NOBODY)
    where = hearsay_in(v, tokens, i)
    if where:
        return Cue(v.span(tokens, i - (i > 0 and "determiners" in before.kinds), where), tokens[i].start, tokens[i].raw, right=(tokens[where].end, s.end), rule="carrier")
    if i == 0 or v.counted(before) or before.low in NOT_BODIES or i + 1 >= len(tokens):
        return None
    body = before.low in v.names or len(before.raw) > 1 and before.raw.isupper() or before.low in v.speakers and before.low not in v.carriers
    named = before.low in v.names or len(before.raw) > 1 and before.raw.isupper()
    if not body or not (named or tokens[i + 1].low in AFTER_CARRIER or tokens[i + 1].mention):
        return None
    a, b = v.subject(tokens, i - 1)
    if a > b and named and i > 1 and tokens[i - 2].low != "by":
        a = b = i - 1  # "On NIS numbers, 300 …"
    if a <= b and tokens[a].low == "of":
        a += 1
    if a > b or not v.head_speaks(tokens, a, b) or before.low == "media" and i > 1 and tokens[i - 2].low == "social":
        return None
    return Cue(v.span(tokens, a, b), tokens[i].start, tokens[i].raw, right=(tokens[i].end, s.end), rule="carrier")


def hearsay_in(v, tokens, i):
    """Last token of "claims on loyalist pages [that …]", "the rumour in Ankara [is …]": where such talk goes round stands for its source; or 0."""
    if tokens[i].low not in REPORTS or i + 2 >= len(tokens) or tokens[i + 1].low not in ("on", "in"):
        return 0
    a, b = v.phrase(tokens, i + 2)
    return b if a <= b and b + 1 < len(tokens) and (tokens[b + 1].low in ("that", "of") or "be" in tokens[b + 1].kinds) and not any(v.counted(t) for t in tokens[a:b + 1]) else 0


def rumoured(tokens, i):
    """"asked about press reports that 300 …": reports of a kind, the object of a preposition, that stand for their unnamed source."""
    if i < 2 or i + 1 >= len(tokens) or tokens[i + 1].low not in ("that", "of") or tokens[i].low not in REPORTS:
        return False
    return tokens[i - 1].raw[0].islower() and not tokens[i - 1].kinds and "prepositions" in tokens[i - 2].kinds


def names_source(v, tokens, of, a, b):
    if v.known(tokens, a, b) or tokens[of].low == "by" and v.can_speak(tokens, a, b):
        return True
    return tokens[a].low == "the" and any(t.low in v.speakers for t in tokens[a:b + 1])


def by_data(v, s, i, scope):
    """"by British data", "by the data of AFAD"."""
    tokens = s.tokens
    a, b = v.phrase(tokens, i + 1)
    if a > b or nobodys(v, tokens, a, b):
        return None
    for k in range(a, b + 1):
        if tokens[k].low not in v.carriers:
            continue
        if k + 2 <= b and tokens[k + 1].low == "of" and v.can_speak(tokens, k + 2, b):
            cue = Cue(v.span(tokens, k + 2, b), tokens[i].start, tokens[i].raw, rule="carrier")
            scope(s, cue, i, b)
            return cue
        if k > a and v.can_speak(tokens, a, k):
            closes = i and (k + 1 >= len(tokens) or strong(tokens[k + 1]) or tokens[k + 1].raw == ",")
            own = tokens[k - 1].low == "'s"
            cue = Cue(v.span(tokens, a, k - 2 if own else k), tokens[i].start, tokens[i].raw, rule="carrier")
            cue.left, cue.right = ((s.start, tokens[i].start), NOBODY) if closes else (NOBODY, (tokens[k].end, s.end))
            return cue
    return None


def bracketed(v, s, i):
    """"Deaths: 31 confirmed (NEMA)": a body in brackets soon after a number is its source."""
    tokens = s.tokens
    a, b = v.phrase(tokens, i + 1)
    close = next((k for k in range(b + 1, min(b + 5, len(tokens))) if tokens[k].raw == ")"), 0)
    labels = close and any(v.counted(t) for t in tokens[:i]) and close + 2 < len(tokens) and tokens[close + 1].raw in ":–—" and tokens[close + 2].number
    near = any(t.number for t in (tokens[:i] if close and not any("verbs" in t.kinds for t in tokens[close + 1:]) else tokens[max(0, i - 6):i]))
    heads = s.line and close == len(tokens) - 1  # "DEAD IN ARDLEY (the ministry)"
    if not (labels or near or heads) or not heads and tokens[i - 1].raw[:1].isupper() and not labels and i > 1:
        return None
    if a < b and tokens[b].low in v.carriers:
        b -= 1  # "(NIS figure)"
        close = close if all(t.mention or t.raw == "," or t.low in v.carriers for t in tokens[b + 1:close]) else 0
    elif any(not (t.mention or t.raw == ",") for t in tokens[b + 1:close]):
        return None
    if a > b or not close or not (v.known(tokens, a, b) or tokens[a].low in v.speakers or a == b and (tokens[a].raw.isupper() or tokens[a].raw[0].isupper() and tokens[i - 1].mention and tokens[i - 1].mention.kind == "money")):
        return None
    begins = next((t.end for t in reversed(tokens[:i]) if t.low in ADDED), s.start)  # "300, being 100 in Ardley (the ministry) plus 200 (the union)"
    return Cue(v.span(tokens, a, b), tokens[i].start, "(", left=NOBODY if labels else (begins, tokens[i].start),
               right=(tokens[close].end, s.end) if labels else NOBODY, rule="according")


def if_right(v, s, i):
    """"…, if South Korea's NIS is right"."""
    tokens = s.tokens
    a, b = v.phrase(tokens, i + 1)
    if a <= b and " ".join(t.low for t in tokens[b + 1:b + 5]).startswith(RIGHT):
        return Cue(v.span(tokens, a, b), tokens[i].start, tokens[i].raw, left=(s.start, tokens[i].start), right=(tokens[b].end, s.end), rule="according")
    return None
