"""Speakers named by the layout of a line: "Pentagon: 10,000 in Kursk", "… in Kursk — mass media", "Kyiv goes further: 4,000".

Each function takes the Speakers and a Sentence, and returns a Cue or None.
"""

from ..grammar.clauses import QUOTES, VERBAL, strong
from ..grammar.nounphrases import COUNTERS, PERSONAL
from .cue import Cue

SIGNS = frozenset(":—–-")  # a line without one of these names nobody by its layout (a hyphen between spaces is a dash)


def headline(v, s):
    """"Pentagon: 10,000 in Kursk"; "… in Kursk — mass media"; "10,000 in Kursk: envoy"."""
    tokens, n = s.tokens, len(s.tokens)
    if not tokens:
        return None
    start = next((k for k, t in enumerate(tokens[:6]) if not (t.raw == "+" or "punct" in t.kinds or t.mention and t.mention.kind in ("time", "date"))), 0)
    start += 3 if len(tokens) > 3 and tokens[1].mention and tokens[1].mention.rule == "mark" and tokens[2].raw == "-" else 0  # "UPDATE 2-Envoy: 300"
    colon = next((k for k, t in enumerate(tokens[start:9], start) if t.raw == ":"), -1) if tokens[start].low != "from" else -1
    within = sum((t.raw == "(") - (t.raw == ")") for t in tokens[start:max(start, colon)])  # "Turkey (source: the ministry): 300"
    label = " ".join(t.low for t in tokens[start:colon]) if start < colon < n - 1 else ""
    place = label in v.vocab.areas or not s.line and label in v.places and label not in v.names and tokens[colon + 1].number  # "Turkey: 115,000" in a list
    if start < colon < n - 1 and not within and not place and (heads_line(v, tokens, start, colon - 1) or surname(v, s, start, colon - 1)) and v.can_speak(tokens, start, colon - 1) and not v.counted(tokens[v.head(tokens, start, colon - 1)]) and not (v.counted(tokens[colon - 1]) and tokens[colon + 1].number) and not any(t.low == "of" and v.counted(x) for t, x in zip(tokens[start:], tokens[start + 1:colon])) and (not start or tokens[colon - 1].low not in v.carriers):
        last = next((k - 1 for k in range(start + 1, colon) if tokens[k].raw == "(" and tokens[k + 1].low in ("on", "in", "via", "at", "to")), colon - 1)  # "General Brook (on the radio): 300"
        return Cue(v.span(tokens, start, last), tokens[colon].start, ":", right=(tokens[colon].end, s.end), rule="headline")
    a, b = v.subject(tokens, colon - 1) if 0 < colon < n - 1 and tokens[colon + 1].raw in QUOTES and not within else (1, 0)
    if a <= b == colon - 1 and v.head_speaks(tokens, a, b) and tokens[a].low not in PERSONAL:
        return Cue(v.span(tokens, a, b), tokens[colon].start, ":", right=(tokens[colon].end, s.end), rule="headline")  # "Late on Monday Sir Ada Brook: “300 …”"
    who = lead_in(v, s, start)
    if who:
        return who
    labelled = next((k for k in range(2, min(n - 1, 24)) if tokens[k].raw == ":" and any(t.number for t in tokens[k + 1:k + 3])), 0)
    source = labelled and label_source(v, tokens, labelled)
    if source:
        return Cue(source, tokens[labelled].start, ":", right=(tokens[labelled].end, s.end), rule="headline")
    named = after_comma(v, s)
    if named:
        return named
    dash = next((k for k in range(n - 1, max(0, n - 9), -1) if tokens[k].raw in "—–" and tokens[k].start > tokens[k - 1].end or tokens[k].raw == ":"), -1)
    named = (tokens[dash].raw == ":" or s.line and all(t.raw[0].isupper() for t in tokens[dash + 1:])) and n - dash < 5 and v.can_speak(tokens, dash + 1, n - 1) and not any(t.mention or t.raw == ")" or t.kinds & VERBAL or v.counted(t) for t in tokens[dash + 1:])
    if tokens[dash].raw != ":" and masthead(v, tokens, dash + 1):
        return None
    if 0 < dash < n - 2 and tokens[-1].raw == "." and tokens[dash].raw in "—–" and n - dash < 9:
        a, b = v.phrase(tokens, dash + 1)  # "Losses have passed 3 thousand – Zelensky in an evening address."
        known = a <= b and v.known(tokens, a, b)
        if a <= b < n - 3 and tokens[b + 1].raw in QUOTES:
            b = next((k for k in range(n - 2, b + 1, -1) if tokens[k].raw in QUOTES), b)
        if known and heads_line(v, tokens, a, b) and (b >= n - 2 or tokens[b + 1].low in ("in", "on", "at")):
            return Cue(v.span(tokens, a, b), tokens[dash].start, tokens[dash].raw, left=(s.start, tokens[dash].start), rule="headline")
    if 0 < dash < n - 1 and tokens[-1].raw not in ".:" and (named or heads_line(v, tokens, dash + 1, n - 1) and not v.counted(tokens[v.head(tokens, dash + 1, n - 1)])):
        return Cue(v.span(tokens, dash + 1, n - 1), tokens[dash].start, tokens[dash].raw, left=(s.start, tokens[dash].start), rule="headline")
    return None


def masthead(v, tokens, a):
    """Is what stands from token a to the end of a line the name of a paper or station, which tells where the line is from ("… - Ardley Daily News")?"""
    return len(tokens) - a > 1 and tokens[-1].low in v.vocab.speech["mastheads"] and all(t.raw[0].isupper() for t in tokens[a:])


def after_comma(v, s):
    """"Ardley: 300, the ministry", "Drowned sheep at 300, minister": a line that ends in a comma and no more than a speaker, right after its number."""
    tokens = s.tokens
    comma = next((k for k in range(len(tokens) - 2, max(0, len(tokens) - 8), -1) if tokens[k].raw == ","), 0)
    if not comma or not any(t.number for t in tokens[max(0, comma - 3):comma]) or strong(tokens[-1]) or not heads_line(v, tokens, comma + 1, len(tokens) - 1):
        return None
    return Cue(v.span(tokens, comma + 1, len(tokens) - 1), tokens[comma].start, ",", left=(s.start, tokens[comma].start), rule="headline")


def elided(v, s):
    """"Ada Brook visits camp, says 300 dead": in a heading, a verb of saying after a comma that has the subject of the verb before it."""
    tokens = s.tokens
    k = next((k for k in range(2, len(tokens) - 1) if tokens[k].low in v.strong and tokens[k].low.endswith("s") and (tokens[k - 1].raw == "," or "coordinators" in tokens[k - 1].kinds)), 0)
    if not k or not any(t.number for t in tokens[k:]):
        return None
    a, b = v.phrase(tokens, 0)
    b = next((n - 1 for n in range(1, b + 1) if not (tokens[n].raw[0].isupper() or tokens[n].low in v.speakers or tokens[n].low == "'s")), b)
    return Cue(v.span(tokens, a, b), tokens[k].start, tokens[k].raw, right=(tokens[k].end, s.end), rule="headline") if 0 == a <= b < k - 2 and v.can_speak(tokens, a, b) and not v.counted(tokens[b]) else None


def lead_in(v, s, start):
    """"OCHA, for the north-west alone: 4,537", "Spokesman Ada Brook on Friday: “300 …": a speaker with no verb, but a place or date, before a colon."""
    tokens = s.tokens
    a, b = v.phrase(tokens, start) if start < len(tokens) else (1, 0)
    colon = next((k for k in range(b + 1, min(len(tokens) - 1, b + 14)) if tokens[k].raw == ":"), 0)
    name = " ".join(t.low for t in tokens[a:b + 1])
    if a > b or colon < b + 2 or name in v.places and (name not in v.names or name in v.vocab.areas) or not any(t.number for t in tokens[colon + 1:colon + 7]):
        return None
    rest = tokens[b + 1:colon]
    if any(t.number or t.kinds & VERBAL and t.raw[0].islower() and not t.low.endswith("ing") or "ed" in t.kinds or v.counted(t) for t in rest) or not (rest[0].raw in ",(" or rest[0].mention or "prepositions" in rest[0].kinds):
        return None
    capitals = sum(t.raw[0].isupper() for t in tokens[a:b + 1])
    titled = capitals > 1 and any(t.low in v.titles for t in tokens[a:b + 1])
    if any(t.mention or v.counted(t) for t in tokens[a:b + 1]) or not (titled or capitals > 3 or v.named(tokens, a, b) or v.keeps_count(tokens, a, b) or capitals and v.known(tokens, a, b)):
        return None
    return Cue(v.span(tokens, a, b), tokens[colon].start, ":", right=(tokens[colon].end, s.end), rule="headline")


def opener(v, s):
    """"Zelensky raised the stakes: 11,000 …": whose clause a colon or a dash ends before the first number."""
    tokens = s.tokens
    sign = next((k for k, t in enumerate(tokens[:24]) if strong(t) or t.number), -1)
    start = sign + 1 if 0 < sign < 3 and strong(tokens[sign]) else 0  # past a day or the label of a turn
    sign = next((k for k, t in enumerate(tokens[start:start + 24], start) if strong(t) or t.number), -1)
    if sign < start + 3 or tokens[sign].raw not in ":—–" or not any(t.number for t in tokens[sign + 1:]):
        return None
    comma = next((k for k in range(sign - 1, start, -1) if tokens[k].raw == "," and not any(t.raw == "," for t in tokens[start:k])), start - 1)
    verb = v.first_verb(tokens, start, sign)
    verb = v.first_verb(tokens, comma + 1, sign) if start < verb < comma and tokens[start].mention else verb  # "Two days after it had rained, the ministry …"
    opened = verb and any(t.low in v.openers for t in tokens[verb:sign])
    a, b = v.subject(tokens, verb - 1) if opened or verb and tokens[sign].raw == ":" and tokens[sign + 1].number else (1, 0)
    head = tokens[v.head(tokens, a, b)] if a <= b else None
    if head and not opened and not (v.keeps_count(tokens, a, b) or head.low in v.bodies_said or v.apart(head) and head.low in v.titles):
        return None  # but "The World Bank has done Ardley as well: $5m", "The ministry goes public: 300"
    if a > b or a < start or b > start + 12 or tokens[b].low in PERSONAL or not v.head_speaks(tokens, a, b) or any(v.counted(t) for t in tokens[a:b + 1]):
        return None
    return Cue(v.span(tokens, a, b), tokens[sign].start, tokens[sign].raw, right=(tokens[sign].end, s.end), rule="opener")


def label_source(v, tokens, colon):
    """Span of the body that ends the label of a number, after a comma ("Strength of the shocks, USGS: 7.8"), or None."""
    comma = next((k for k in range(colon - 1, max(0, colon - 7), -1) if tokens[k].raw == ","), 0)
    comma = next((k for k in range(colon - 2, comma, -1) if comma and tokens[k].low in ("from", "by")), comma)  # "…, at the last update from the ministry: 300"
    if not comma or not any(t.number for t in tokens[colon + 1:colon + 3]) or not v.known(tokens, comma + 1, colon - 1) or not tokens[comma + 1].raw[0].isupper():
        return None
    return v.span(tokens, comma + 1, colon - 1)


def heads_line(v, tokens, a, b):
    """Is tokens a..b no more than a speaker's name?"""
    if any(t.mention and t.mention.kind not in COUNTERS - {"number"} for t in tokens[a:b + 1]) or any(t.kinds & VERBAL for t in tokens[a:b + 1]) and not v.named(tokens, a, b):
        return False
    own = next((k for k in range(b, a, -1) if tokens[k].low == "'s"), a - 1)  # "Ukraine's HUR"
    return v.named(tokens, a, b) or a < own < b and v.named(tokens, own + 1, b) or (any(t.low in v.titles or t.low in v.speakers and (k == a or t.raw[0].islower()) for k, t in enumerate(tokens[a:b + 1], a)) or tokens[b].low in v.speakers or tokens[v.head(tokens, a, b)].low in v.speakers) and not any("ed" in t.kinds and v.counted(t) for t in tokens[a:b + 1])


def surname(v, s, a, b):
    """Is a..b the surname of somebody known, or ends with it, before a colon in a heading ("Rutte: 300 helpers", "Dutch leader Rutte: …")?"""
    return (a == b or any(t.low in v.titles for t in s.tokens[a:b])) and s.line and s.tokens[b].low in v.surnames and s.tokens[b].raw[0].isupper() and not s.tokens[b].classes
