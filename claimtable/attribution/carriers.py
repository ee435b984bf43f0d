"""Speakers named beside a noun that carries a number: "Seoul's estimate", "the NIS count of 300", "its own figure", "is the ministry's".

Each function takes the Speakers, a Sentence and the index of a cue word, and returns a Cue or None.
"""

from ..grammar.clauses import ACTIVE, VERBAL, strong
from ..grammar.nounphrases import PERSONAL, past_when
from ..grammar.reach import SCORNED, TELLING
from .cue import NOBODY, Cue
from .sourcing import NOT_BODIES, addend

REPORTS = frozenset("reports claims accounts rumours rumors rumour rumor posts stories allegations allegation gossip talk "
                    "whispers estimates".split())
VIEWS = frozenset("assessment view belief consensus".split())  # "the view in Ardley is that"
ONE = frozenset(["one", "some", "most"])
ABOUT = frozenset("about on to against".split())
FACED, ACTED = frozenset(["to", "about", "at", "over"]), frozenset(["verbs", "ed"])
ESTIMATE, PEOPLES = ("estimat", "assess"), ("an", "ish", "ese", "ern", "ch")  # "the British estimate is 300"
AFTER_CARRIER = frozenset("of for at as : is was are were that stands stood in".split())


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
    if i + 1 >= len(tokens) or i == 0 or tokens[i - 1].mention:
        return None
    if strong(tokens[i + 1]):
        name = " ".join(t.low for t in tokens[:i])
        if tokens[i + 1].raw == ":" and i + 2 < len(tokens) and tokens[i + 2].number and v.named(tokens, 0, i - 1) and name not in v.vocab.areas:
            return Cue(v.span(tokens, 0, i - 1), tokens[i].start, tokens[i].raw, right=(tokens[i + 1].end, s.end), rule="carrier")  # "Kyiv's: 300."
        return belongs(v, s, i)
    telling = tokens[i + 1].low not in v.carriers and (tokens[i + 1].low in v.strong or tokens[i + 1].low in v.weak or tokens[i + 1].low in ("imply", "implies")) and any(t.number for t in tokens[i + 2:i + 6])
    bare = tokens[i - 1].low not in v.vocab.areas and (telling or elliptic(v, tokens, i + 1))  # but "Ardley's is 300" is its own
    if tokens[i + 1].number and (refused := scorned(v, tokens, i - 1)):
        return Cue(v.span(tokens, refused, i - 1), tokens[i].start, tokens[i].raw, right=(tokens[i].end, next((t.start for t in tokens[i:] if strong(t)), s.end)), rule="carrier")
    k = i + 1 if bare else carrier_after(v, tokens, i)
    if k < 0 and i > 1 and tokens[0].low in ("by", "on") and i < 5 and (tokens[i + 1].low in PERSONAL or "be" in tokens[i + 1].kinds or tokens[i + 1].raw == ","):
        return Cue((tokens[1].start, tokens[i - 1].end), tokens[i].start, tokens[0].raw, right=(tokens[i].end, s.end), rule="carrier")  # "By Seoul's it was 300"
    k = held(v, tokens, i) if k < 0 else k
    short = 3 * (0 < k < len(tokens) - 4 and tokens[k + 1].raw == "(" and tokens[k + 2].raw.isupper() and tokens[k + 3].raw == ")")  # "Kyiv's intelligence (HUR) says"
    after = tokens[k + 1 + short] if k + 1 + short < len(tokens) else None
    if k < 0 or after and tokens[k].low in v.speakers and (after.low in v.vocab.sayings or after.low in v.strong) and not after.kinds & {"auxiliaries", "prepositions"}:
        return None  # "Kyiv's intelligence let it be known": it says so itself
    ends = (after is None or after.raw == ".") and any(t.number for t in tokens[:i])
    if ends and k > i + 1 and tokens[k - 1].low in v.speakers and tokens[k].low.endswith("s"):
        return None  # "300 drowned, Ardley's health ministry estimates."
    end = past_when(tokens, k + 1)
    after = tokens[end] if k + 1 < end < len(tokens) and tokens[end].raw in ",.;" else after  # "by Kyiv's count in October, …"
    closes = after is None or strong(after) and after.raw != ":" or after.raw == "," or end > k + 1
    a, b = owner(v, tokens, i, closes)
    if a > b:
        return None
    if k > i + 1 and after is not None and after.mention and tokens[k].low.endswith("s") and not (a and tokens[a - 1].low in ("by", "on", "per")):
        return None  # "Pyongyang's army numbers 1.2 million"
    cue = Cue(v.span(tokens, a, b), tokens[i if bare else k].start, tokens[k].raw, rule="carrier")
    if a and closes and (tokens[a - 1].low in ("by", "on", "per", "in") or "be" in tokens[a - 1].kinds and any(t.number for t in tokens[:a])):
        cue.left = (addend(s, a), tokens[a].start)  # "…, by Kyiv's reckoning."
        if after is not None and after.raw == "," and (a == 1 or tokens[a - 2].raw == ","):
            cue.right = (after.end, s.end)  # "At first, by the ministry's account, 300 …"
        return cue
    only = tokens[k].number and k + 1 < len(tokens) and tokens[k + 1].raw not in ",:" and tokens[k + 1].low != "and"
    cue.right = (tokens[k].start, tokens[k].end if only else s.end) if tokens[k].number else (tokens[k].end, s.end)
    if not bare and a and tokens[a - 1].raw == ",":
        cue.left = (max(s.start, tokens[a].start - 40), tokens[a].start)  # "300, the ministry's latest figure"
    return cue


def scorned(v, tokens, i):
    """First token of the object, up to token i, of a verb that rejects it ("waved away Seoul's 300", "ridiculed press reports of 300"); or 0."""
    k = next((k for k in range(i, max(0, i - 8), -1) if tokens[k].low in v.scorning or tokens[k].mention or strong(tokens[k]) or tokens[k].raw == ","), 0)
    if tokens[k].low not in v.scorning:
        return 0
    return next((a for a in range(k + 1, i + 1) if not tokens[a].kinds & {"prepositions", "adverbs"} and tokens[a].low not in SCORNED), 0)


def held(v, tokens, i):
    """Index of the noun, whatever it is, in "by the Directorate's records", "on Brook's slides", that ends its clause or stands before a number; or -1."""
    start = next((k for k in range(i - 1, max(-1, i - 6), -1) if tokens[k].low in ("by", "on", "in", "per") or strong(tokens[k]) or tokens[k].mention), -1)
    name = " ".join(t.low for t in tokens[start + 1:i]).removeprefix("the ")
    if start < 0 or tokens[start].low not in ("by", "on", "in", "per") or not (start == 0 or tokens[start - 1].raw == "," or tokens[start - 1].low in ("again", "and", "but")) or name in v.places:
        return -1
    t, after = tokens[i + 1], tokens[i + 2] if i + 2 < len(tokens) else None
    thing = t.raw.isalpha() and t.raw.islower() and not t.classes and not t.kinds & {"prepositions", "auxiliaries", "determiners", "date"} and (t.low.endswith("s") or tokens[start].low == "by")
    ends = after is None or strong(after) or after.raw == "," or after.number
    return i + 1 if thing and ends and (v.keeps_count(tokens, start + 1, i - 1) or tokens[i - 1].low in v.surnames or v.apart(tokens[i - 1]) or tokens[i - 1].raw[0].isupper() and tokens[i - 1].low not in v.names) else -1


def belongs(v, s, i):
    """"The lower number, 300, is Seoul's.": whose it is, at the end of the sentence."""
    tokens = s.tokens
    a = next((k + 1 for k in range(i - 1, max(-1, i - 6), -1) if "be" in tokens[k].kinds), 0)
    if not a or not v.can_speak(tokens, a, i - 1) or not any(t.low in v.carriers for t in tokens[:a]):
        return None
    if tokens[i + 1].raw == ":" and any(t.number for t in tokens[i + 2:i + 5]):
        return Cue(v.span(tokens, a, i - 1), tokens[i].start, tokens[i].raw, right=(tokens[i + 1].end, s.end), rule="carrier")  # "Numbers are the mayor's: 300"
    return Cue(v.span(tokens, a, i - 1), tokens[i].start, tokens[i].raw, left=(s.start, tokens[a].start), rule="carrier")


def elliptic(v, tokens, i):
    """"South Korea's is the lowest, 3,000", "close to the Pentagon's 10,000.": a possessive whose noun is left out, before its number."""
    if tokens[i - 2].low in PERSONAL or tokens[i - 2].kinds & {"pronouns", "determiners", "subordinators", "auxiliaries"}:
        return False  # "it's 3,000"
    if tokens[i].number:
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        foreign = tokens[i - 2].raw[0].isupper() and not tokens[i - 2].classes and tokens[i - 2].low not in v.vocab.areas
        joined = after is not None and (after.low == "and" and i + 2 < len(tokens) and (tokens[i + 2].number or "determiners" in tokens[i + 2].kinds) or "determiners" in after.kinds)
        return after is None or strong(after) or after.raw in ",)" or joined or "be" in after.kinds and (foreign or v.apart(tokens[i - 2])) or \
            foreign and not after.classes and after.raw.islower() and "adverbs" not in after.kinds  # "Brook's 3,000 covers", "London's 4,000 against"
    return "be" in tokens[i].kinds and any(t.number for t in tokens[i + 1:i + 9])


def owner(v, tokens, i, closes):
    """(first, last) token of whose the carrier after the "'s" at i is; in "by the cadre's reckoning" anybody's. closes: the clause ends with the carrier."""
    start = next((k for k in range(i - 1, max(-1, i - 7), -1) if tokens[k].low in ("by", "on", "per", "in", "at", "with") or strong(tokens[k]) or tokens[k].mention), -1)
    if start >= 0 and tokens[start].low in ("by", "on") and not any(t.kinds & VERBAL or t.raw == "," for t in tokens[start + 1:i]):
        return start + 1, i - 1
    near = next((k for k in range(i - 1, max(0, i - 6), -1) if tokens[k].low in FACED), 0)
    if near and tokens[near - 1].kinds & ACTED and not any(t.kinds & VERBAL or t.number or "punct" in t.kinds for t in tokens[near + 1:i]) and v.can_speak(tokens, near + 1, i - 1):
        return near + 1, i - 1  # "has not reacted to Seoul's report that 300", "was asked about the farmers' claim"
    a, b = (start + 1, i - 1) if start >= 0 and tokens[start].low in ("in", "at", "with") and (closes or start == 0 or tokens[start - 1].raw == ",") else v.subject(tokens, i - 1)
    a = next((k + 1 for k in range(b - 1, a - 1, -1) if tokens[k].low == "with"), a)  # "did not quarrel with the farmers' count"
    a += a < b and a > 0 and v.rejects(tokens, a - 1)  # "swept aside Kyiv's figure"
    a += a < b and tokens[a].low in v.vocab.phrases_of["citing"]  # "…, citing Kyiv's figure"
    return (a, b) if a <= b and v.can_speak(tokens, a, b) else (1, 0)


def possessed(v, s, i):
    """"its count of prisoners was two", "in its version the losses make 4,000": the count of somebody named before."""
    tokens = s.tokens
    if own := own_account(v, s, i):
        return own
    k = next((k for k in range(i + 1, min(len(tokens), i + 4)) if tokens[k].low in v.carriers and tokens[k].raw[0].islower()), -1)
    if k < 0 or k > i + 1 and v.apart(tokens[k - 1]) or any(t.mention and t.mention.kind != "date" or t.kinds & VERBAL and t.low != "own" and not t.mention or "punct" in t.kinds for t in tokens[i + 1:k]) or not any(t.number for t in tokens[k + 1:]):
        return None
    if tokens[k].low in ("number", "total") and k + 1 < len(tokens) and tokens[k + 1].kinds & VERBAL:
        return None  # "their number has been put at 300": of them, not by them
    doubled = i and tokens[i - 1].mention and tokens[i - 1].mention.unit == "times"  # "doubled its figure to 300"
    if not doubled and (i and tokens[i - 1].low not in ("in", "by", "on", "from", "according", "to", "and", "but", "with", "put") and tokens[i - 1].raw not in ",;:—–\"" or
                        k + 1 < len(tokens) and tokens[k + 1].low in ("on", "about", "in", "to")):
        return None
    return Cue(NOBODY, tokens[k].start, tokens[k].raw, right=(tokens[k].end, s.end), rule="carrier", pronoun=tokens[i].low)


def own_account(v, s, i):
    """"By its own log the fire brigade saved 300": whose account it is, named after it."""
    tokens = s.tokens
    if i + 4 >= len(tokens) or not i or tokens[i + 1].low != "own" or tokens[i - 1].low not in ("by", "on", "in", "from", "to") or any(t.number for t in tokens[:i]):
        return None
    for k in (i + 2, i + 3):
        a, b = v.phrase(tokens, k + 1 + (tokens[k + 1].raw == ","))
        if tokens[k].mention or not tokens[k].raw.islower() or tokens[k].kinds & {"prepositions", "determiners"}:
            return None
        if a <= b < len(tokens) - 1 and v.can_speak(tokens, a, b) and tokens[b + 1].kinds & (VERBAL | {"ed"}) and not any(t.number for t in tokens[a:b + 1]):
            return Cue(v.span(tokens, a, b), tokens[k].start, tokens[k].raw, right=(tokens[b].end, s.end), rule="carrier")
    return None


def carrier_after(v, tokens, i):
    """Index of the noun that carries a number within six words after a possessive, or -1."""
    counts = v.keeps_count(tokens, max(0, i - 1), i - 1)  # "AFAD's preliminary magnitude of 7.4"
    for k in range(i + 1, min(len(tokens), i + 7)):
        t = tokens[k]
        if t.low == "latest" and k + 1 < len(tokens) and tokens[k + 1].raw.isalpha() and not tokens[k + 1].kinds & {"auxiliaries", "prepositions"}:
            continue  # "the ministry's latest count"
        if t.low == "toll" and v.apart(tokens[i - 1]) and not v.counted(tokens[i - 1]) and any(x.number for x in tokens[k + 1:k + 8]):
            return k  # "the government's toll stands at 300"
        if counts and v.counted(t) and k + 2 < len(tokens) and (tokens[k + 1].low == "of" or "be" in tokens[k + 1].kinds) and tokens[k + 2].number:
            return k
        if t.low in v.carriers and k + 1 < len(tokens) and tokens[k + 1].low in v.speakers and tokens[k + 1].low not in v.carriers:
            continue  # "Ardley's intelligence service"
        if t.low in v.carriers and not (k + 1 < len(tokens) and tokens[k + 1].classes & v.vocab.nouns) and (t.raw[0].islower() or k + 1 < len(tokens) and not tokens[k + 1].raw[0].isupper()):
            return k
        after = tokens[k + 1] if k + 1 < len(tokens) else t
        if "ed" in t.kinds and (t.low in v.vocab.speech["denying"] or after.raw[0].isupper() or "determiners" in after.kinds or t.low in v.naming):
            return -1  # "Kyiv's envoy called Seoul's count a smear"
        if strong(t) or t.raw == "," or t.number and not t.low.isalpha() or t.low != "own" and t.kinds & {"verbs", "auxiliaries", "prepositions", "determiners", "subordinators"}:
            return -1
    return -1


def carried(v, s, i):
    """"the NIS count of 300", "Pentagon figures put", "the count of the General Staff": a name beside the noun that carries the number."""
    tokens, before = s.tokens, s.tokens[max(0, i - 1)]
    if any(t.low in ("my", "our") for t in tokens[max(0, i - 3):i]):
        return None  # "my own count from the footage"
    if first := rumoured(v, tokens, i):
        return Cue((tokens[first].start, tokens[i].end), tokens[i].start, tokens[i].raw, right=(tokens[i].end, s.end), rule="carrier")
    made = i + 2 < len(tokens) and tokens[i + 1].kinds & ACTIVE and tokens[i + 2].low in ("by", "from")  # "on figures supplied by the ministry"
    of = i + 1 + (made or i + 3 < len(tokens) and tokens[i + 1].raw == "," and tokens[i + 2].low in ("by", "from"))  # "the best count, from the ministry, is 300"
    if of + 1 < len(tokens) and tokens[of].low in ("of", "by", "from"):
        a, b = v.phrase(tokens, of + 1)
        if a <= b and not any(v.counted(t) and not (t.low in v.speakers and tokens[a].low in ("a", "an")) for t in tokens[a:b + 1]) and names_source(v, tokens, i, of, a, b):
            first = next((k for k in range(i - 1, max(0, i - 4), -1) if tokens[k].low in ("the", "a", "an", "its")), i)
            closes = b + 1 >= len(tokens) or strong(tokens[b + 1]) or not any(t.number for t in tokens[b + 1:])
            claimed = first and "be" in tokens[first - 1].kinds and any(t.number for t in tokens[:first])  # "That 300 drowned is the claim of the ministry."
            aside = first and (tokens[first - 1].raw in ",—–(" and first == i - 1 or closes and tokens[first - 1].low in ("in", "on") and any(t.number for t in tokens[:first]))  # "300 is given in a memo by the ministry."
            return Cue(v.span(tokens, a, b), tokens[i].start, tokens[i].raw, right=(tokens[b].end, s.end), rule="carrier",
                       left=(s.start, tokens[i].start) if aside or claimed else NOBODY)
    where = hearsay_in(v, tokens, i)
    if where:
        return Cue(v.span(tokens, i - (i > 0 and "determiners" in before.kinds), where), tokens[i].start, tokens[i].raw, right=(tokens[where].end, s.end), rule="carrier")
    if i == 0 or v.counted(before) or before.low in NOT_BODIES or i + 1 >= len(tokens):
        return None
    if before.raw.isupper() and tokens[i].raw.isupper() and before.low not in v.names:
        return None  # "KEY FIGURES, 9 May"
    of_people = before.low == "western" or before.low.endswith(PEOPLES) and before.raw[0].isupper() and before.low not in v.names
    if of_people and (cue := peoples(v, s, i)):
        return cue
    body = before.low in v.names or len(before.raw) > 1 and before.raw.isupper() and not s.text.isupper() or before.low in v.speakers and before.low not in v.carriers
    named = before.low in v.names or len(before.raw) > 1 and before.raw.isupper() and not s.text.isupper()
    if not body or not (named or tokens[i + 1].low in AFTER_CARRIER or tokens[i + 1].mention):
        return None
    occasion = next((k for k in range(i - 2, max(0, i - 5), -1) if tokens[k].low in ("in", "on", "via")), 0)
    if occasion and tokens[occasion - 1].low in v.strong:
        return None  # "said in a Telegram post that …"
    within = next((k for k in range(i - 2, max(-1, i - 6), -1) if tokens[k].low in ("in", "on", "by", "per", "from")), -1)
    refused = scorned(v, tokens, i - 1)
    a, b = (within + 1, i - 1) if within >= 0 and tokens[within + 1].low == "the" and named else (refused, i - 1) if refused else v.subject(tokens, i - 1)  # "…, in the USGS catalogue: 7.8"
    if a > b and named and i > 1 and tokens[i - 2].low != "by":
        a = b = i - 1  # "On NIS numbers, 300 …"
    if a > b or a and tokens[a - 1].low in TELLING or not v.head_speaks(tokens, a, b) or before.low == "media" and i > 1 and tokens[i - 2].low == "social":
        return None
    return Cue(v.span(tokens, a, b), tokens[i].start, tokens[i].raw, right=(tokens[i].end, s.end), rule="carrier")


def peoples(v, s, i):
    """"The British estimate is 300", "300 drowned, on British figures", "by one western estimate": a people beside the noun at i."""
    tokens = s.tokens
    first = next((k for k in range(i - 1, 0, -1) if not tokens[k - 1].raw[0].isupper() or "determiners" in tokens[k - 1].kinds), 0)
    cue = Cue((tokens[first].start, tokens[i].end), tokens[i].start, tokens[i].raw, rule="carrier")
    if tokens[i].low.startswith(ESTIMATE) and tokens[i + 1].low in AFTER_CARRIER:
        cue.right = (tokens[i].end, s.end)
    by = first - 1
    while by > 0 and ("determiners" in tokens[by].kinds or tokens[by].low in ONE):
        by -= 1  # "by one western estimate"
    if by < 0 or tokens[by].low not in ("on", "by") or tokens[i + 1].raw.isalnum() or cue.right[1]:
        return cue if cue.right[1] else None
    if any(t.number for t in tokens[:by]):
        cue.left = (s.start, tokens[by].start)
    elif by == 0:
        cue.right = (tokens[i + 1].end, s.end)
    return cue if cue.left != cue.right else None


def hearsay_in(v, tokens, i):
    """Last token of "claims on loyalist pages [that …]", "the rumour in Ankara [is …]": where such talk goes round stands for its source; or 0."""
    if tokens[i].low not in REPORTS | VIEWS or i + 2 >= len(tokens) or tokens[i + 1].low not in ("on", "in"):
        return 0
    a, b = v.phrase(tokens, i + 2)
    return b if a <= b and b + 1 < len(tokens) and (tokens[b + 1].low in ("that", "of") or "be" in tokens[b + 1].kinds) and not any(v.counted(t) for t in tokens[a:b + 1]) else 0


def rumoured(v, tokens, i):
    """First token of "asked about press reports that 300 …", "on South Ruland estimates that", "waved away local reports of 300": reports of a kind, the object of a preposition or of a verb that rejects them, that stand for their unnamed source; or 0."""
    if i < 2 or i + 1 >= len(tokens) or tokens[i + 1].low not in ("that", "of") or tokens[i].low not in REPORTS:
        return 0
    first = i - 1
    while first > 1 and tokens[first].raw[0].isupper() and tokens[first - 1].raw[0].isupper() and not tokens[first - 1].mention:
        first -= 1
    named = " ".join(t.low for t in tokens[first:i]) in v.names or tokens[i - 1].raw.isupper() or not tokens[i - 1].raw.isalpha()
    if named or tokens[i - 1].raw[0].islower() and tokens[i - 1].kinds or tokens[i - 1].mention:
        return 0
    object_of = "prepositions" in tokens[first - 1].kinds if tokens[first].raw[0].islower() else tokens[first - 1].low in ABOUT
    return first if object_of or scorned(v, tokens, i) == first else 0


def names_source(v, tokens, i, of, a, b):
    if i > 1 and "be" in tokens[i - 2].kinds and v.head_speaks(tokens, a, b):
        return True  # "is the claim of the ministry"
    view = next((k for k in range(i - 1, max(-1, i - 4), -1) if tokens[k].low in ("in", "on", "by", "to", "under")), -1)
    if view >= 0 and (view == 0 or tokens[view - 1].raw == ",") and v.can_speak(tokens, a, b):
        return True  # "…, in the reckoning of modellers"
    if v.known(tokens, a, b) or tokens[of].low == "by" and v.can_speak(tokens, a, b):
        return True
    return tokens[a].low == "the" and any(t.low in v.speakers for t in tokens[a:b + 1])
