"""Speakers named beside a noun that carries a number, with nothing that says it is theirs ("the NIS count of 300")."""

from ..grammar.clauses import ACTIVE, strong
from ..grammar.neighbours import capitalised, low_at, nearest_before, numbered, spelled
from ..grammar.reach import TELLING
from .carriers import scorned
from .cue import Cue, cue_of, onwards, upto
from .sourcing import NOT_BODIES, published_by

ESTIMATE, PEOPLES = ("estimat", "assess"), ("an", "ish", "ese", "ern", "ch")  # "the British estimate is 300"
AFTER_CARRIER = frozenset("of for at as : is was are were that stands stood in".split())
REPORTS = frozenset("reports claims accounts rumours rumors rumour rumor posts stories allegations allegation gossip talk "
                    "whispers estimates".split())
VIEWS = frozenset("assessment view belief consensus".split())  # "the view in Ardley is that"
ONE = frozenset(["one", "some", "most"])
BEFORE_NAME = frozenset(["determiners", "prepositions"])
ABOUT = frozenset("about on to against".split())


def carried(v, s, i):
    """"the NIS count of 300", "Pentagon figures put", "the count of the General Staff": a name beside the noun that carries the number."""
    tokens, before = s.tokens, s.tokens[max(0, i - 1)]
    if any(t.low in ("my", "our") for t in tokens[max(0, i - 3):i]):
        return None  # "my own count from the footage"
    if first := rumoured(v, tokens, i):
        return Cue((tokens[first].start, tokens[i].end), tokens[i].start, tokens[i].raw, right=onwards(s, i), rule="carrier")
    if cue := carried_of(v, s, i):
        return cue
    if where := hearsay_in(v, tokens, i):
        return cue_of(v, s, i - (i > 0 and "determiners" in before.kinds), where, i, right=onwards(s, where), rule="carrier")
    if i == 0 or before.mention or v.counted(before) or before.low in NOT_BODIES or i + 1 >= len(tokens):
        return None
    if before.raw.isupper() and tokens[i].raw.isupper() and before.low not in v.names:
        return None  # "KEY FIGURES, 9 May"
    of_people = before.low == "western" or before.low.endswith(PEOPLES) and capitalised(before) and before.low not in v.names
    if of_people and (cue := peoples(s, i)):
        return cue
    named = before.low in v.names or len(before.raw) > 1 and before.raw.isupper() and not s.text.isupper()
    body = named or before.low in v.speakers and before.low not in v.carriers
    if not body or not (named or tokens[i + 1].low in AFTER_CARRIER or tokens[i + 1].mention):
        return None
    occasion = nearest_before(tokens, i - 1, lambda t: t.low in ("in", "on", "via"), within=3, none=0)
    if occasion and tokens[occasion - 1].low in v.strong:
        return None  # "said in a Telegram post that …"
    a, b = beside_carrier(v, tokens, i, named)
    if a > b or a and tokens[a - 1].low in TELLING or not v.head_speaks(tokens, a, b):
        return None
    if before.low == "media" and i > 1 and tokens[i - 2].low == "social":
        return None
    return cue_of(v, s, a, b, i, right=onwards(s, i), rule="carrier")


def beside_carrier(v, tokens, i, named):
    """(first, last) token of who stands before the carrier at i. named: by a name or capitals."""
    within = nearest_before(tokens, i - 1, lambda t: t.low in ("in", "on", "by", "per", "from"), within=4)
    if within >= 0 and tokens[within + 1].low == "the" and named:
        return within + 1, i - 1  # "…, in the USGS catalogue: 7.8"
    if refused := scorned(v, tokens, i - 1):
        return refused, i - 1
    a, b = v.subject(tokens, i - 1)
    if a > b and named and i > 1 and tokens[i - 2].low != "by":
        return i - 1, i - 1  # "On NIS numbers, 300 …"
    return a, b


def carried_of(v, s, i):
    """"the count of the General Staff", "on figures supplied by the ministry": whose the carrier at i is, named after it."""
    tokens = s.tokens
    of = i + 1
    if low_at(tokens, i + 2) in ("by", "from"):
        made = tokens[i + 1].kinds & ACTIVE  # "on figures supplied by the ministry"
        of += bool(made or i + 3 < len(tokens) and tokens[i + 1].raw == ",")  # "the best count, from the ministry, is 300"
    if of + 1 >= len(tokens) or tokens[of].low not in ("of", "by", "from"):
        return None
    a, b = v.phrase(tokens, of + 1)
    some = a <= b and tokens[a].low in ("a", "an")
    if a > b or any(v.counted(t) and not (some and t.low in v.speakers) for t in tokens[a:b + 1]):
        return None
    if not names_source(v, tokens, i, of, a, b):
        return None
    if not v.named(tokens, a, b) and (maker := published_by(v, tokens, b)):
        a, b = maker  # "the number comes from a report the ministry published"
    first = nearest_before(tokens, i, lambda t: t.low in ("the", "a", "an", "its"), within=3, none=0) or i
    cue = cue_of(v, s, a, b, i, right=onwards(s, b), rule="carrier")
    closes = b + 1 >= len(tokens) or strong(tokens[b + 1]) or not numbered(tokens[b + 1:])
    if first and closes_number(tokens, first, i, closes):
        cue.left = upto(s, i)
    return cue


def closes_number(tokens, first, i, closes):
    """Does the carrier at i, whose phrase begins at `first`, tell whose a number before it is? closes: nothing with a number follows."""
    before = tokens[first - 1]
    if before.raw in ",—–(" and first == i - 1:
        return True
    if not numbered(tokens[:first]):
        return False  # else "That 300 drowned is the claim of the ministry.", "300 is given in a memo by the ministry."
    return "be" in before.kinds or closes and before.low in ("in", "on")


def names_source(v, tokens, i, of, a, b):
    if i > 1 and "be" in tokens[i - 2].kinds and v.head_speaks(tokens, a, b):
        return True  # "is the claim of the ministry"
    view = nearest_before(tokens, i, lambda t: t.low in ("in", "on", "by", "to", "under"), within=3)
    if view >= 0 and (view == 0 or tokens[view - 1].raw == ",") and v.can_speak(tokens, a, b):
        return True  # "…, in the reckoning of modellers"
    if v.known(tokens, a, b) or tokens[of].low == "by" and v.can_speak(tokens, a, b):
        return True
    return tokens[a].low == "the" and any(t.low in v.speakers for t in tokens[a:b + 1])


def peoples(s, i):
    """"The British estimate is 300", "300 drowned, on British figures", "by one western estimate": a people beside the noun at i."""
    tokens = s.tokens
    first = next((k for k in range(i - 1, 0, -1) if not capitalised(tokens[k - 1]) or tokens[k - 1].kinds & BEFORE_NAME), 0)
    cue = Cue((tokens[first].start, tokens[i].end), tokens[i].start, tokens[i].raw, rule="carrier")
    if tokens[i].low.startswith(ESTIMATE) and tokens[i + 1].low in AFTER_CARRIER:
        cue.right = onwards(s, i)
    by = first - 1
    while by > 0 and ("determiners" in tokens[by].kinds or tokens[by].low in ONE):
        by -= 1  # "by one western estimate"
    if by < 0 or tokens[by].low not in ("on", "by") or tokens[i + 1].raw.isalnum() or cue.right[1]:
        return cue if cue.right[1] else None
    if numbered(tokens[:by]):
        cue.left = upto(s, by)
    elif by == 0:
        cue.right = onwards(s, i + 1)
    return cue if cue.left != cue.right else None


def hearsay_in(v, tokens, i):
    """Last token of "claims on loyalist pages [that …]", "the rumour in Ankara [is …]": where it is heard is its source; or 0."""
    if tokens[i].low not in REPORTS | VIEWS or i + 2 >= len(tokens) or tokens[i + 1].low not in ("on", "in"):
        return 0
    a, b = v.phrase(tokens, i + 2)
    if a > b or b + 1 >= len(tokens) or any(v.counted(t) for t in tokens[a:b + 1]):
        return 0
    return b if tokens[b + 1].low in ("that", "of") or "be" in tokens[b + 1].kinds else 0


def rumoured(v, tokens, i):
    """First token of "asked about press reports that 300 …", "waved away local reports of 300", which stand for their source; or 0.

    They are reports of a kind, the object of a preposition or of a verb that rejects them.
    """
    if i < 2 or i + 1 >= len(tokens) or tokens[i + 1].low not in ("that", "of") or tokens[i].low not in REPORTS:
        return 0
    first = i - 1
    while first > 1 and capitalised(tokens[first]) and capitalised(tokens[first - 1]) and not tokens[first - 1].mention:
        first -= 1
    named = spelled(tokens[first:i]) in v.names or tokens[i - 1].raw.isupper() or not tokens[i - 1].raw.isalpha()
    if named or tokens[i - 1].raw[0].islower() and tokens[i - 1].kinds or tokens[i - 1].mention:
        return 0
    object_of = "prepositions" in tokens[first - 1].kinds if tokens[first].raw[0].islower() else tokens[first - 1].low in ABOUT
    return first if object_of or scorned(v, tokens, i) == first else 0
