"""Speakers named by a phrase without a verb of saying: "according to X", "X, citing Y", "by British data", "(NEMA)".

Each function takes the Speakers, a Sentence and the index of a cue word, and returns a Cue or None.
"""

from ..grammar.attached import innermost
from ..grammar.clauses import ACTIVE, HELPING, QUOTES, VERBAL, minor, strong
from ..grammar.nounphrases import PERSONAL, past_when
from ..grammar.reach import since
from .cue import NOBODY, Cue

NOT_BODIES = frozenset("official general state one other others some people".split())  # before "figures" these are no names
THEIR = frozenset(["his", "her", "their", "its"])
RIGHT = ("is right", "are right", "is correct", "are correct", "is to be believed", "are to be believed", "can be believed", "has it right", "is complete", "are complete", "is accurate", "are accurate", "can be trusted", "is to be trusted", "are to be trusted", "is reliable", "holds good", "is anything to go by", "are anything to go by", "have it right", "were right", "was right")
OBJECTS = frozenset(["him", "her", "them", "it"])
COMING = frozenset("came come comes coming stems stemmed originates originated".split())
RETURNING = frozenset("goes went go traces traced dates".split())
# whose source says nothing
PICTURES = frozenset("picture pictures photo photos photograph image images footage video map graphic illustration cartoon".split())
MAKER = frozenset(["by", "from"])
ADDED = frozenset("being plus comprising namely".split())


def surface(s, i, last):
    """The words of a cue, without the "that" after them."""
    last -= last > i and s.tokens[last].low == "that"
    return s.text[s.tokens[i].start - s.start:s.tokens[last].end - s.start]


def according(v, s, i, last):
    """"according to X": reaches left to the clause before it, and right when it opens the sentence or stands between commas."""
    tokens = s.tokens
    if last + 1 >= len(tokens) or i and tokens[i - 1].low in PICTURES:
        return None
    if tokens[last + 1].low == "which":  # "a letter according to which 300 have drowned"
        a, b = v.subject(tokens, i - 1 - (i > 0 and tokens[i - 1].raw == ","))
        return Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), right=(tokens[last + 1].end, s.end), rule="according") if a <= b else None
    pronoun = tokens[last + 1].low in OBJECTS and (last + 2 >= len(tokens) or "punct" in tokens[last + 2].kinds)
    a, b = (last + 1, last + 1) if pronoun else v.phrase(tokens, last + 1)
    plain = tokens[i].low == "according"
    if a <= b and (maker := made_by(v, tokens, b)):
        a, b = maker
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
    if not plain and "prepositions" not in tokens[i].kinds and handled(v, tokens, i) and not (after is not None and after.low == "that"):
        return None
    if opens(tokens, i, after):
        cue.right = (tokens[b].end, s.end)
        return cue
    if after is not None and after.low == "that" and not plain:
        cue.right = (after.end, s.end)  # "there is word from the mayor that 300 …"
        return cue
    cue.left = (addend(s, i), tokens[i].start)
    when = past_when(tokens, b + 1)
    after = tokens[when] if when < len(tokens) and tokens[when].raw == ":" else after  # "Dead, per the ministry at noon: 300"
    if after is not None and after.raw == ")" and b + 2 < len(tokens) and tokens[b + 2].raw == ":":
        cue.right = (tokens[b + 2].end, s.end)  # "Turkey (source: the ministry): 300"
    between = after is not None and after.raw == "," and i and tokens[i - 1].raw in ",—–"
    if between or after is not None and (after.raw == ":" or not plain and tokens[i].low != "as" and after.kinds & VERBAL):
        cue.right = (after.end, s.end)
        cue.left = (max(cue.left[0], since(s, i)), tokens[i].start)
    return cue


def handled(v, tokens, i):
    """"followed similar reports from Seoul", "received a report from the vet": is what comes from somebody at i the object of a verb that does not say?"""
    k = next((k for k in range(i - 1, max(-1, i - 5), -1) if "punct" in tokens[k].kinds or tokens[k].mention or tokens[k].kinds & (VERBAL | {"ed", "prepositions"})), 0)
    t = tokens[k]
    if "be" in t.kinds or t.low in v.strong or t.low in v.weak:
        return False
    return bool(t.kinds & VERBAL) or "ed" in t.kinds and k > 0 and bool(tokens[k - 1].kinds & {"subordinators", "auxiliaries", "pronouns"} or tokens[k - 1].raw[0].isupper())


def made_by(v, tokens, k):
    """(first, last) token of who made the thing at k public: "a tweet of 11 February by the deputy", "data passed to us on Thursday by the charity"; or None."""
    near = range(k + 2, min(len(tokens) - 1, k + 9))
    by = next((j for j in near if tokens[j].low in MAKER or tokens[j].raw == "," or strong(tokens[j]) or "verbs" in tokens[j].kinds), 0)
    if by <= k or tokens[by].low not in MAKER:
        return None
    if not tokens[by - 1].mention and (not tokens[k + 1].kinds & ACTIVE or "auxiliaries" in tokens[k + 1].kinds):
        return None
    a, b = v.phrase(tokens, by + 1)
    return (a, b) if a <= b and v.can_speak(tokens, a, b) else None


def addend(s, i):
    """"300 drowned: 90 according to the ministry, 210 by the farmers' count": where the part of a sum begins that ends at token i; else the sentence."""
    opened = next((k for k in range(i - 1, 0, -1) if s.tokens[k].raw in ":("), 0)
    summed = opened and any(t.number for t in s.tokens[:opened]) and any(t.number for t in s.tokens[opened:i])
    return s.tokens[opened].end if summed else s.start


def nobodys(v, tokens, a, b):
    """"according to current data", "to preliminary figures": data of nobody named."""
    b = v.head(tokens, a, b)
    return tokens[b].low in v.carriers and all(t.raw[0].islower() and t.low != "'s" and (t is tokens[b] or t.low not in v.speakers or t.low in NOT_BODIES) for t in tokens[a:b + 1])


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


def figure_before(v, tokens, i):
    """Is what comes from somebody at i a figure ("it is 300, a number that comes from …", "the estimate of 300 dead came from …"), and not who is counted?"""
    k = i - (i > 0 and tokens[i - 1].low in ("that", "which")) - 1
    if k < 0 or tokens[k].low in v.carriers or tokens[k - (tokens[k].raw == ",")].number:
        return k >= 0
    k -= tokens[k].raw == ","
    start = next((j + 1 for j in range(k, -1, -1) if strong(tokens[j]) or tokens[j].raw == "," or "verbs" in tokens[j].kinds), 0)
    return any(tokens[j].low in v.carriers and tokens[j + 1].low in ("of", "for") for j in range(start, k))


def citing(v, s, i, last):
    """"X, citing Y": the number is Y's; X relays it."""
    tokens = s.tokens
    if last + 1 >= len(tokens) or tokens[last + 1].number and tokens[last + 1].low not in ("one", "two", "three"):
        return None  # "cited 300" says it himself
    last += tokens[last + 1].raw in QUOTES and last + 2 < len(tokens)  # "quotes “a minister”: 300"
    a, b = v.phrase(tokens, last + 1)
    if tokens[i].low in COMING | RETURNING and not figure_before(v, tokens, i):
        return None  # soldiers "came from Seoul", a number did too
    if a <= b and (of := next((k for k in range(a, b) if tokens[k].low in v.carriers and tokens[k + 1].low in ("from", "of", "by")), 0)) and v.head_speaks(tokens, of + 2, b):
        a = of + 2  # "citing information from the ministry"
    if a > b or tokens[a].low in ("neither", "no", "nothing", "nobody") or not (v.head_speaks(tokens, a, b) or v.who_follows(tokens, b)) or nobodys(v, tokens, a, b):
        return None
    cue = Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), rule="citing")
    innermost(v, tokens, cue, a, b)
    k = i - 1
    while k >= 0 and (tokens[k].raw in ",(" or tokens[k].low in ("which", "who", "by", "on") or tokens[k].mention and tokens[k].mention.kind == "date" or tokens[k].kinds & HELPING or
                      tokens[k].low in v.strong and tokens[k].low not in v.carriers and tokens[k].raw[0].islower()):
        k -= 1
    x, y = v.subject(tokens, k)
    if x <= y and v.can_speak(tokens, x, y) and not any(t.number for t in tokens[x:y + 1]):
        cue.relay = v.span(tokens, x, y)
    cue.left = (next((t.end for t in reversed(tokens[:i]) if t.raw in ";:"), s.start), tokens[i].start)
    after = next((t for t in tokens[b + 1:] if t.raw not in QUOTES), None)
    if after is not None and after.raw != ")" and (not strong(after) or after.raw == ":"):
        cue.right = (tokens[b].end, next((t.start for t in tokens[b + 1:] if t.raw == ";"), s.end))
    return cue


def by_data(v, s, i, scope):
    """"by British data", "by the data of AFAD"."""
    tokens = s.tokens
    a, b = v.phrase(tokens, i + 1)
    if a > b or nobodys(v, tokens, a, b):
        return None
    for k in range(a, b + 1):
        if tokens[k].low not in v.carriers or tokens[k].low == "latest" and k < b:
            continue
        if k > a and any(v.can_speak(tokens, j, j) and tokens[j].low not in NOT_BODIES and "determiners" not in tokens[j].kinds for j in range(a, k)):
            closes = i and (k + 1 >= len(tokens) or strong(tokens[k + 1]) or tokens[k + 1].raw == ",")
            own = next((j for j in range(k - 1, a, -1) if tokens[j].low == "'s"), 0)
            cue = Cue(v.span(tokens, a, own - 1 if own else k), tokens[i].start, tokens[i].raw, rule="carrier")
            cue.left, cue.right = ((s.start, tokens[i].start), NOBODY) if closes else (NOBODY, (tokens[k].end, s.end))
            return cue
    return None


def office(v, tokens, a, b):
    """Is it somebody by office or title ("the mayor of Ardley", "Sir Ada Brook")?"""
    head = tokens[v.head(tokens, a, b)]
    return (v.apart(head) and not v.counted(head) or tokens[a].low in v.titles) and not any(t.number for t in tokens[a:b + 1])


AGAIN = frozenset("again too also likewise both only itself themselves".split())  # "(USGS again)"


def short_for(tokens, i):
    """"300 North-Korean troops (NK)": are the capitals in the bracket at i the initials of a name just before, whose short form they give?"""
    letters = tokens[i + 1].raw if i + 2 < len(tokens) and tokens[i + 2].raw == ")" else ""
    since = next((k + 1 for k in range(i - 1, -1, -1) if tokens[k].number), 0)
    initials = "".join(part[0] for t in tokens[since:i] for part in t.raw.split("-") if part and part[0].isupper())
    return len(letters) > 1 and letters.isupper() and initials.endswith(letters)


def bracketed(v, s, i):
    """"Deaths: 31 confirmed (NEMA)", "(Ada Brook, on the radio)": a body in brackets soon after a number is its source."""
    tokens = s.tokens
    if short_for(tokens, i):
        return None
    a, b = v.phrase(tokens, i + 1)
    close = next((k for k in range(b + 1, min(b + 9, len(tokens))) if tokens[k].raw == ")"), 0)
    labels = close and (tokens[0].low in v.vocab.areas or any(v.counted(t) for t in tokens[:i])) and close + 2 < len(tokens) and tokens[close + 1].raw in ":–—" and tokens[close + 2].number
    near = any(t.number for t in (tokens[:i] if close and not any("verbs" in t.kinds for t in tokens[close + 1:]) else tokens[max(0, i - 6):i]))
    heads = s.line and close == len(tokens) - 1  # "DEAD IN ARDLEY (the ministry)"
    if not (labels or near or heads) or not heads and tokens[i - 1].raw[:1].isupper() and not labels and i > 1:
        return None
    tallied = a < b and tokens[b].low in v.carriers and tokens[b - 1].raw[0].isupper()  # "(Reuters tally)"
    if a < b and tokens[b].low in v.carriers:
        b -= 2 if tokens[b - 1].low == "'s" and a < b - 1 else 1  # "(NIS figure)", "(Ardley's estimate)"
        close = close if all(t.mention or t.raw in (",", "'s") or t.low in v.carriers for t in tokens[b + 1:close]) else 0
    elif close > b + 2 and tokens[b + 1].raw == "," and tokens[b + 2].low in ("from", "citing", "quoting", "via") and (inner := v.phrase(tokens, b + 3))[1] == close - 1:
        relay, (a, b) = (a, b), inner  # "(the Echo, from farmers)"
        return Cue(v.span(tokens, a, b), tokens[i].start, "(", left=(s.start, tokens[i].start), relay=v.span(tokens, *relay), rule="according") if near and v.can_speak(tokens, a, b) else None
    elif any(not (t.mention or t.raw == "," or t.low in AGAIN or t.kinds & {"ed", "adverbs"}) for t in tokens[b + 1:close]) and not (tokens[b + 1].raw == "," and (v.named(tokens, a, b) or tokens[b].low in v.surnames or v.apart(tokens[b]) and tokens[b + 2].raw[0].isupper())):
        return None
    joint = next((k for k in range(a + 1, b) if "coordinators" in tokens[k].kinds), 0)
    if a > b or not close or " ".join(t.low for t in tokens[a:b + 1]) in v.vocab.areas or not (v.known(tokens, a, b) or joint and v.keeps_count(tokens, joint - 1, joint - 1) or tallied or office(v, tokens, a, b) or tokens[b].low in v.surnames or tokens[a].low in v.speakers or a == b and (tokens[a].raw.isupper() or tokens[a].raw[0].isupper() and tokens[i - 1].mention and tokens[i - 1].mention.kind == "money")):
        return None
    begins = next((t.end for t in reversed(tokens[:i]) if t.low in ADDED), s.start)  # "300, being 100 in Ardley (the ministry) plus 200 (the union)"
    return Cue(v.span(tokens, a, b), tokens[i].start, "(", left=NOBODY if labels else (begins, tokens[i].start),
               right=(tokens[close].end, s.end) if labels else NOBODY, rule="according")


def for_one(v, s, i):
    """"For the union, 300 have died": somebody's view at the head of a sentence; not a state, and no place, whose own the number may be."""
    tokens = s.tokens
    a, b = v.phrase(tokens, i + 1) if i == 0 or tokens[i - 1].raw in ":;" else (1, 0)
    comma = next((k for k in range(b + 1, min(len(tokens), b + 10)) if tokens[k].raw == "," or tokens[k].number), len(tokens)) if a <= b else len(tokens)
    if comma + 1 >= len(tokens) or tokens[comma].raw != "," or comma == b + 1 and "ing" in tokens[b + 2].kinds and tokens[b + 2].low != "speaking" or tokens[a].low in THEIR or not v.head_speaks(tokens, a, b):
        return None
    name = " ".join(t.low for t in tokens[a:b + 1])
    if name in v.places or name in v.vocab.areas or any(t.number and not minor(t) for t in tokens[a:b + 1]):
        return None
    cue = Cue(v.span(tokens, a, b), tokens[i].start, tokens[i].raw, right=(tokens[comma].end, s.end), rule="according")
    innermost(v, tokens, cue, a, b)
    return cue


def if_right(v, s, i):
    """"…, if South Korea's NIS is right"."""
    tokens = s.tokens
    a, b = v.phrase(tokens, i + 1)
    right = next((k for k in range(i + 2, min(i + 12, len(tokens))) if " ".join(t.low for t in tokens[k:k + 5]).startswith(RIGHT)), 0)
    if a <= b < right - 1 and "punct" not in tokens[b + 1].kinds and "verbs" not in tokens[b + 1].kinds:
        b = right - 1  # "if the 2022 white paper is anything to go by"
    if a <= b < right and not any(t.number for t in tokens[b + 1:right]) and (right == b + 1 or tokens[right - 1].raw in ",)" or "ed" in tokens[b + 1].kinds):
        return Cue(v.span(tokens, a, b), tokens[i].start, tokens[i].raw, left=(s.start, tokens[i].start), right=(tokens[b].end, s.end), rule="according")
    return None
