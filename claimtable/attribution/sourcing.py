"""Speakers named by a phrase without a verb of saying: "according to X", "X, citing Y", "by British data".

Each function takes the Speakers, a Sentence and the index of a cue word, and returns a Cue or None.
"""

from ..grammar.attached import innermost
from ..grammar.clauses import ACTIVE, HELPING, QUOTES, VERBAL, minor, strong
from ..grammar.neighbours import capitalised, first_from, is_mention, nearest_before, numbered, pauses, spelled, token_at
from ..grammar.nounphrases import NONE, PERSONAL, new_phrase, past_when
from ..grammar.reach import since
from .cue import NOBODY, Cue, cue_of, onwards, upto

NOT_BODIES = frozenset("official general state one other others some people daily weekly".split())  # before "figures" these are no names
RIGHT = ("is right", "are right", "is correct", "are correct", "is to be believed", "are to be believed", "can be believed", "has it right",
         "is complete", "are complete", "is accurate", "are accurate", "can be trusted", "is to be trusted", "are to be trusted",
         "is reliable", "holds good", "is anything to go by", "are anything to go by", "have it right", "were right", "was right")
POSSESSIVES = frozenset(["his", "her", "their", "its"])
THIRD_PERSONS = frozenset(["him", "her", "them", "it"])
COMING = frozenset("came come comes coming stems stemmed originates originated".split())
RETURNING = frozenset("goes went go traces traced dates".split())
# whose source says nothing
PICTURES = frozenset("picture pictures photo photos photograph image images footage video map graphic illustration cartoon".split())
BEFORE_OBJECT = VERBAL | {"punct", "ed", "prepositions"}
MAKER = frozenset(["by", "from"])


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
        if a > b:
            return None
        return Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), right=onwards(s, last + 1), rule="according")
    pronoun = tokens[last + 1].low in THIRD_PERSONS and (last + 2 >= len(tokens) or "punct" in tokens[last + 2].kinds)
    a, b = (last + 1, last + 1) if pronoun else v.phrase(tokens, last + 1)
    plain = tokens[i].low == "according"
    if a <= b and (maker := published_by(v, tokens, b)):
        a, b = maker
    if a <= b and nobodys(v, tokens, a, b) and tokens[a].low not in POSSESSIVES:
        return None
    if a > b or not plain and not v.can_speak(tokens, a, b):
        return None
    cue = Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), rule="according")
    if pronoun or a == b and tokens[a].low in PERSONAL:
        cue.who, cue.pronoun = NOBODY, tokens[a].low
    elif tokens[a].low in POSSESSIVES and (tokens[b].low in v.carriers or tokens[b].low in ("words", "testimony")):
        cue.who, cue.pronoun = NOBODY, tokens[a].low  # "according to his words"
    else:
        innermost(v, tokens, cue, a, b)
    after = token_at(tokens, b + 1)
    if not plain and "prepositions" not in tokens[i].kinds and handled(v, tokens, i) and not (after is not None and after.low == "that"):
        return None
    if opens(tokens, i, after):
        cue.right = onwards(s, b)
        return cue
    if after is not None and after.low == "that" and not plain:
        cue.right = (after.end, s.end)  # "there is word from the mayor that 300 …"
        return cue
    cue.left = (addend(s, i), tokens[i].start)
    when = past_when(tokens, b + 1)
    after = tokens[when] if when < len(tokens) and tokens[when].raw == ":" else after  # "Dead, per the ministry at noon: 300"
    if after is not None and after.raw == ")" and b + 2 < len(tokens) and tokens[b + 2].raw == ":":
        cue.right = onwards(s, b + 2)  # "Turkey (source: the ministry): 300"
    between = after is not None and after.raw == "," and i and tokens[i - 1].raw in ",—–"
    if between or after is not None and (after.raw == ":" or not plain and tokens[i].low != "as" and after.kinds & VERBAL):
        cue.right = (after.end, s.end)
        cue.left = (max(cue.left[0], since(s, i)), tokens[i].start)
    return cue


def handled(v, tokens, i):
    """"followed similar reports from Seoul": is what comes from somebody at i the object of a verb that does not say?"""
    k = nearest_before(tokens, i, lambda t: t.mention or t.kinds & BEFORE_OBJECT, within=4, none=0)
    t = tokens[k]
    if "be" in t.kinds or t.low in v.strong or t.low in v.weak:
        return False
    if tokens[k].kinds & VERBAL:
        return True
    subject = tokens[k - 1].kinds & {"subordinators", "auxiliaries", "pronouns"} or capitalised(tokens[k - 1])
    return "ed" in tokens[k].kinds and k > 0 and bool(subject)


def published_by(v, tokens, k):
    """(first, last) token of who made the thing at k public ("a tweet of 11 May by the deputy", "figures the mayor released"); or None."""
    a, b = v.phrase(tokens, k + 1) if k + 1 < len(tokens) and new_phrase(tokens, k + 1) else NONE
    if a <= b < len(tokens) - 1 and tokens[b + 1].low in v.handing and tokens[b + 1].kinds & ACTIVE and v.can_speak(tokens, a, b):
        return a, b
    near = range(k + 2, min(len(tokens) - 1, k + 9))
    by = next((j for j in near if tokens[j].low in MAKER or pauses(tokens[j]) or "verbs" in tokens[j].kinds), 0)
    if by <= k or tokens[by].low not in MAKER:
        return None
    if not tokens[by - 1].mention and (not tokens[k + 1].kinds & ACTIVE or "auxiliaries" in tokens[k + 1].kinds):
        return None
    a, b = v.phrase(tokens, by + 1)
    return (a, b) if a <= b and v.can_speak(tokens, a, b) else None


def addend(s, i):
    """Where the part of a sum begins that ends at token i ("300 drowned: 90 according to the ministry, 210 …"); else the sentence."""
    opened = next((k for k in range(i - 1, 0, -1) if s.tokens[k].raw in ":()"), 0)
    if s.tokens[opened].raw == ")":
        return s.start  # "$2,000 (£1,570) a month, according to …"
    summed = opened and numbered(s.tokens[:opened]) and numbered(s.tokens[opened:i])
    return s.tokens[opened].end if summed else s.start


def nobodys(v, tokens, a, b):
    """"according to current data", "to preliminary figures": data of nobody named."""
    b = v.head(tokens, a, b)
    if tokens[b].low not in v.carriers:
        return False
    return all(t.raw[0].islower() and t.low != "'s" and (t is tokens[b] or t.low not in v.speakers or t.low in NOT_BODIES)
               for t in tokens[a:b + 1])


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
    """Is what comes from somebody at i a figure ("it is 300, a number that comes from …"), and not who is counted?"""
    k = i - (i > 0 and tokens[i - 1].low in ("that", "which")) - 1
    apart = k >= 0 and tokens[k].raw == ","
    if k < 0 or tokens[k].low in v.carriers or tokens[k - apart].number and not (apart and tokens[i].low == "come"):
        return k >= 0  # not "half of the shells, 300, come from Ardley"
    k -= tokens[k].raw == ","
    start = next((j + 1 for j in range(k, -1, -1) if pauses(tokens[j]) or "verbs" in tokens[j].kinds), 0)
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
    of = next((k for k in range(a, b) if tokens[k].low in v.carriers and tokens[k + 1].low in ("from", "of", "by")), 0)
    if a <= b and of and v.head_speaks(tokens, of + 2, b):
        a = of + 2  # "citing information from the ministry"
    if a <= b and not v.named(tokens, a, b) and (maker := published_by(v, tokens, b)):
        a, b = maker  # "comes from a report the ministry published"
    if a > b or tokens[a].low in ("neither", "no", "nothing", "nobody") or nobodys(v, tokens, a, b):
        return None
    if not (v.head_speaks(tokens, a, b) or v.who_follows(tokens, b)):
        return None
    cue = Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), rule="citing")
    if a == b and tokens[a].low in THIRD_PERSONS | PERSONAL:
        cue.who, cue.pronoun = NOBODY, tokens[a].low  # "quoted it as saying"
    else:
        innermost(v, tokens, cue, a, b)
    k = i - 1
    while k >= 0 and (tokens[k].raw in ",(" or tokens[k].low in ("which", "who", "by", "on") or is_mention(tokens[k], "date")
                      or tokens[k].kinds & HELPING
                      or tokens[k].low in v.strong and tokens[k].low not in v.carriers and tokens[k].raw[0].islower()):
        k -= 1
    x, y = v.subject(tokens, k)
    if x <= y and v.can_speak(tokens, x, y) and not numbered(tokens[x:y + 1]):
        cue.relay = v.span(tokens, x, y)
    cue.left = (next((t.end for t in reversed(tokens[:i]) if t.raw in ";:"), s.start), tokens[i].start)
    after = next((t for t in tokens[b + 1:] if t.raw not in QUOTES), None)
    if after is not None and after.raw != ")" and (not strong(after) or after.raw == ":"):
        cue.right = (tokens[b].end, next((t.start for t in tokens[b + 1:] if t.raw == ";"), s.end))
    return cue


def by_data(v, s, i):
    """"by British data", "by the data of AFAD"."""
    tokens = s.tokens
    a, b = v.phrase(tokens, i + 1)
    if a > b or nobodys(v, tokens, a, b):
        return None
    for k in range(a, b + 1):
        if tokens[k].low not in v.carriers or tokens[k].low == "latest" and k < b:
            continue
        if k > a and any(speaks_of_data(v, tokens, j) for j in range(a, k)):
            closes = i and (k + 1 >= len(tokens) or pauses(tokens[k + 1]))
            own = next((j for j in range(k - 1, a, -1) if tokens[j].low == "'s"), 0)
            cue = cue_of(v, s, a, own - 1 if own else k, i, rule="carrier")
            cue.left, cue.right = ((s.start, tokens[i].start), NOBODY) if closes else (NOBODY, (tokens[k].end, s.end))
            return cue
    return None


def speaks_of_data(v, tokens, j):
    """Is the word at j one who has data, before the noun for them ("by British data")?"""
    return v.can_speak(tokens, j, j) and tokens[j].low not in NOT_BODIES and "determiners" not in tokens[j].kinds


def for_one(v, s, i):
    """"For the union, 300 have died": somebody's view at the head of a sentence; not a state, and no place, whose own the number may be."""
    tokens = s.tokens
    a, b = v.phrase(tokens, i + 1) if i == 0 or tokens[i - 1].raw in ":;" else (1, 0)
    comma = first_from(tokens, b + 1, lambda t: t.raw == "," or t.number, within=9, none=len(tokens)) if a <= b else len(tokens)
    if comma + 1 >= len(tokens) or tokens[comma].raw != "," or tokens[a].low in POSSESSIVES or not v.head_speaks(tokens, a, b):
        return None
    if comma == b + 1 and "ing" in tokens[b + 2].kinds and tokens[b + 2].low != "speaking":
        return None
    name = spelled(tokens[a:b + 1])
    if name in v.places or name in v.vocab.areas or any(t.number and not minor(t) for t in tokens[a:b + 1]):
        return None
    cue = cue_of(v, s, a, b, i, right=onwards(s, comma), rule="according")
    innermost(v, tokens, cue, a, b)
    return cue


def if_right(v, s, i):
    """"…, if South Korea's NIS is right"."""
    tokens = s.tokens
    a, b = v.phrase(tokens, i + 1)
    right = next((k for k in range(i + 2, min(i + 12, len(tokens))) if spelled(tokens[k:k + 5]).startswith(RIGHT)), 0)
    if a <= b < right - 1 and "punct" not in tokens[b + 1].kinds and "verbs" not in tokens[b + 1].kinds:
        b = right - 1  # "if the 2022 white paper is anything to go by"
    closes = right == b + 1 or tokens[right - 1].raw in ",)" or a <= b < right and "ed" in tokens[b + 1].kinds
    if a <= b < right and closes and not numbered(tokens[b + 1:right]):
        return cue_of(v, s, a, b, i, left=upto(s, i), right=onwards(s, b), rule="according")
    return None
