"""Speakers named by the layout of a line: "Pentagon: 10,000 in Kursk", "… in Kursk — mass media", "Kyiv goes further: 4,000".

Each function takes the Speakers and a Sentence, and returns a Cue or None.
"""

from ..grammar.clauses import QUOTES, VERBAL, strong
from ..grammar.neighbours import capitalised, coordinates, first_from, holds, is_comma, is_mention, nearest_before, numbered, spelled
from ..grammar.nounphrases import COUNTERS, PERSONAL, full_name
from .cue import Cue, cue_of, onwards, upto

LABEL_SIGNS = frozenset(":—–-")  # a line without one of these names nobody by its layout (a hyphen between spaces is a dash)


def headline(v, s):
    """"Pentagon: 10,000 in Kursk"; "… in Kursk — mass media"; "10,000 in Kursk: envoy"."""
    if not s.tokens:
        return None
    start = line_begins(s.tokens)
    colon = next((k for k, t in enumerate(s.tokens[start:9], start) if t.raw == ":"), -1) if s.tokens[start].low != "from" else -1
    between = s.tokens[start:max(start, colon)]
    if colon >= len(s.tokens) - 1 or sum((t.raw == "(") - (t.raw == ")") for t in between):
        colon = -1  # "Turkey (source: the ministry): 300"
    return (before_colon(v, s, start, colon) or lead_in(v, s, start) or before_quotation(v, s, colon) or at_label(v, s)
            or after_comma(v, s) or behind_dash(v, s))


def line_begins(tokens):
    """Index of the first word of a line, behind a mark, a time or a date ("UPDATE 2-Envoy: 300")."""
    start = next((k for k, t in enumerate(tokens[:6]) if not (t.raw == "+" or "punct" in t.kinds or is_mention(t, "time", "date"))), 0)
    marked = len(tokens) > 3 and tokens[1].mention and tokens[1].mention.rule == "mark" and tokens[2].raw == "-"
    return start + 3 if marked else start


def before_colon(v, s, start, colon):
    """"Pentagon: 10,000 in Kursk": who stands before the colon of a line, and no place of a list ("Turkey: 115,000")."""
    if colon <= start:
        return None
    tokens, label = s.tokens, spelled(s.tokens[start:colon])
    if label in v.vocab.areas or not s.line and label in v.places and label not in v.names and tokens[colon + 1].number:
        return None
    if not labels_line(v, s, start, colon):
        return None
    via = (k for k in range(start + 1, colon) if tokens[k].raw == "(" and tokens[k + 1].low in ("on", "in", "via", "at", "to"))
    last = next(via, colon) - 1  # "General Brook (on the radio): 300"
    return Cue(v.span(tokens, start, last), tokens[colon].start, ":", right=onwards(s, colon), rule="headline")


def before_quotation(v, s, colon):
    """"Late on Monday Sir Ada Brook: “300 …”"."""
    tokens = s.tokens
    a, b = v.subject(tokens, colon - 1) if colon > 0 and tokens[colon + 1].raw in QUOTES else (1, 0)
    if not a <= b == colon - 1 or not v.head_speaks(tokens, a, b) or tokens[a].low in PERSONAL:
        return None
    return Cue(v.span(tokens, a, b), tokens[colon].start, ":", right=onwards(s, colon), rule="headline")


def at_label(v, s):
    """The cue of a source that a label names before its number (label_source), or None."""
    tokens = s.tokens
    colon = next((k for k in range(2, min(len(tokens) - 1, 24)) if tokens[k].raw == ":" and numbered(tokens[k + 1:k + 3])), 0)
    source = colon and label_source(v, tokens, colon)
    return Cue(source, tokens[colon].start, ":", right=onwards(s, colon), rule="headline") if source else None


def behind_dash(v, s):
    """"… in Kursk — mass media", "10,000 in Kursk: envoy": who stands behind the last dash or colon of a line, and no masthead."""
    tokens, n = s.tokens, len(s.tokens)
    dash = next((k for k in range(n - 1, max(0, n - 9), -1)
                 if tokens[k].raw in "—–" and tokens[k].start > tokens[k - 1].end or tokens[k].raw == ":"), -1)
    named = n - dash < 5 and names_at_end(v, s, dash)
    if tokens[dash].raw != ":" and masthead(v, tokens, dash + 1):
        return None
    if 0 < dash < n - 2 and tokens[-1].raw == "." and tokens[dash].raw in "—–" and n - dash < 9:
        a, b = v.phrase(tokens, dash + 1)  # "Losses have passed 3 thousand – Zelensky in an evening address."
        known = a <= b and v.known(tokens, a, b)
        if a <= b < n - 3 and tokens[b + 1].raw in QUOTES:
            b = next((k for k in range(n - 2, b + 1, -1) if tokens[k].raw in QUOTES), b)
        if known and heads_line(v, tokens, a, b) and (b >= n - 2 or tokens[b + 1].low in ("in", "on", "at")):
            return cue_of(v, s, a, b, dash, left=upto(s, dash), rule="headline")
    if not 0 < dash < n - 1 or tokens[-1].raw in ".:":
        return None
    if named or heads_line(v, tokens, dash + 1, n - 1) and not v.counted(tokens[v.head(tokens, dash + 1, n - 1)]):
        return cue_of(v, s, dash + 1, n - 1, dash, left=upto(s, dash), rule="headline")
    return None


def labels_line(v, s, a, colon):
    """Is what stands from token a to the colon of a line no more than its speaker, and not what is counted?"""
    tokens, b = s.tokens, colon - 1
    if not (heads_line(v, tokens, a, b) or surname(v, s, a, b)) or not v.can_speak(tokens, a, b):
        return False
    if v.counted(tokens[v.head(tokens, a, b)]) or v.counted(tokens[b]) and tokens[colon + 1].number:
        return False
    if any(t.low == "of" and v.counted(after) for t, after in zip(tokens[a:], tokens[a + 1:colon])):
        return False
    return not a or tokens[b].low not in v.carriers


def names_at_end(v, s, dash):
    """Is what stands behind a dash or colon at the end of a line a name that may speak?"""
    rest = s.tokens[dash + 1:]
    name = s.tokens[dash].raw == ":" or s.line and all(capitalised(t) for t in rest)
    if not name or any(t.mention or t.raw == ")" or t.kinds & VERBAL or v.counted(t) for t in rest):
        return False
    return v.can_speak(s.tokens, dash + 1, len(s.tokens) - 1)


def masthead(v, tokens, a):
    """Is what stands from token a to the end of a line the paper or station it is from ("… - Ardley Daily News")?"""
    return len(tokens) - a > 1 and tokens[-1].low in v.vocab.speech["mastheads"] and all(capitalised(t) for t in tokens[a:])


def after_comma(v, s):
    """"Ardley: 300, the ministry": a line that ends in a comma and no more than a speaker, right after its number."""
    tokens = s.tokens
    comma = next((k for k in range(len(tokens) - 2, max(0, len(tokens) - 8), -1) if tokens[k].raw == ","), 0)
    last = len(tokens) - 1
    if not comma or not numbered(tokens[max(0, comma - 3):comma]) or strong(tokens[-1]) or not heads_line(v, tokens, comma + 1, last):
        return None
    return Cue(v.span(tokens, comma + 1, len(tokens) - 1), tokens[comma].start, ",", left=upto(s, comma), rule="headline")


def elided(v, s):
    """"Ada Brook visits camp, says 300 dead": in a heading, a verb of saying after a comma that has the subject of the verb before it."""
    tokens = s.tokens
    k = next((k for k in range(2, len(tokens) - 1) if tokens[k].low in v.strong and tokens[k].low.endswith("s")
              and (tokens[k - 1].raw == "," or coordinates(tokens[k - 1]))), 0)
    if not k or not numbered(tokens[k:]):
        return None
    a, b = v.phrase(tokens, 0)
    b = next((n - 1 for n in range(1, b + 1) if not (capitalised(tokens[n]) or tokens[n].low in v.speakers or tokens[n].low == "'s")), b)
    if not 0 == a <= b < k - 2 or not v.can_speak(tokens, a, b) or v.counted(tokens[b]):
        return None
    return cue_of(v, s, a, b, k, right=onwards(s, k), rule="headline")


def lead_in(v, s, start):
    """"OCHA, for the north-west alone: 4,537": a speaker with no verb, but a place or date, before a colon."""
    tokens = s.tokens
    a, b = v.phrase(tokens, start) if start < len(tokens) else (1, 0)
    colon = next((k for k in range(b + 1, min(len(tokens) - 1, b + 14)) if tokens[k].raw == ":"), 0)
    name = spelled(tokens[a:b + 1])
    place = name in v.places and (name not in v.names or name in v.vocab.areas)
    if a > b or colon < b + 2 or place or not numbered(tokens[colon + 1:colon + 7]):
        return None
    rest = tokens[b + 1:colon]
    if not (rest[0].raw in ",(" or rest[0].mention or "prepositions" in rest[0].kinds) or any(says_more(v, t) for t in rest):
        return None
    capitals = sum(capitalised(t) for t in tokens[a:b + 1])
    titled = capitals > 1 and any(t.low in v.titles for t in tokens[a:b + 1])
    known = v.named(tokens, a, b) or v.keeps_count(tokens, a, b) or capitals and v.known(tokens, a, b)
    quoted = rest[0].raw == "," and tokens[colon + 1].raw in QUOTES and full_name(v, tokens, a, b)  # "Mei Tanaka, a pilot: “300 …”"
    if any(t.mention or v.counted(t) for t in tokens[a:b + 1]) or not (titled or capitals > 3 or known or quoted):
        return None
    return Cue(v.span(tokens, a, b), tokens[colon].start, ":", right=onwards(s, colon), rule="headline")


def says_more(v, t):
    """Is a word between a speaker and the colon more than when or where: a number, a verb, what is counted?"""
    verb = t.kinds & VERBAL and t.raw[0].islower() and not t.low.endswith("ing")
    return t.number or verb or "ed" in t.kinds or v.counted(t)


def opener(v, s):
    """"Zelensky raised the stakes: 11,000 …": whose clause a colon or a dash ends before the first number."""
    tokens = s.tokens
    sign = next((k for k, t in enumerate(tokens[:24]) if strong(t) or t.number), -1)
    start = sign + 1 if 0 < sign < 3 and strong(tokens[sign]) else 0  # past a day or the label of a turn
    sign = next((k for k, t in enumerate(tokens[start:start + 24], start) if strong(t) or t.number), -1)
    if sign < start + 3 or tokens[sign].raw not in ":—–" or not numbered(tokens[sign + 1:]):
        return None
    first = first_from(tokens, start, is_comma, within=sign - start)
    comma = first if first > start else start - 1
    verb = v.first_verb(tokens, start, sign)
    # "Two days after it had rained, the ministry …"
    verb = v.first_verb(tokens, comma + 1, sign) if start < verb < comma and tokens[start].mention else verb
    opened = verb and any(t.low in v.openers for t in tokens[verb:sign])
    a, b = v.subject(tokens, verb - 1) if opened or verb and tokens[sign].raw == ":" and tokens[sign + 1].number else (1, 0)
    head = tokens[v.head(tokens, a, b)] if a <= b else None
    if head and not opened and not (v.keeps_count(tokens, a, b) or head.low in v.bodies_said or v.apart(head) and head.low in v.titles):
        return None  # but "The World Bank has done Ardley as well: $5m", "The ministry goes public: 300"
    if a > b or a < start or b > start + 12 or tokens[b].low in PERSONAL:
        return None
    if not v.head_speaks(tokens, a, b) or any(v.counted(t) for t in tokens[a:b + 1]):
        return None
    return cue_of(v, s, a, b, sign, right=onwards(s, sign), rule="opener")


def label_source(v, tokens, colon):
    """Span of the body that ends the label of a number, after a comma ("Strength of the shocks, USGS: 7.8"), or None."""
    comma = nearest_before(tokens, colon, is_comma, within=6, none=0)
    # "…, at the last update from the ministry: 300"
    comma = next((k for k in range(colon - 2, comma, -1) if comma and tokens[k].low in ("from", "by")), comma)
    if not comma or not numbered(tokens[colon + 1:colon + 3]):
        return None
    if not v.known(tokens, comma + 1, colon - 1) or not capitalised(tokens[comma + 1]):
        return None
    return v.span(tokens, comma + 1, colon - 1)


def heads_line(v, tokens, a, b):
    """Is tokens a..b no more than a speaker's name?"""
    words = tokens[a:b + 1]
    if any(t.mention and t.mention.kind not in COUNTERS - {"number"} for t in words) or holds(words, VERBAL) and not v.named(tokens, a, b):
        return False
    own = next((k for k in range(b, a, -1) if tokens[k].low == "'s"), a - 1)  # "Ukraine's HUR"
    if v.named(tokens, a, b) or a < own < b and v.named(tokens, own + 1, b):
        return True
    titled = any(t.low in v.titles or t.low in v.speakers and (k == a or t.raw[0].islower()) for k, t in enumerate(words, a))
    if not (titled or tokens[b].low in v.speakers or tokens[v.head(tokens, a, b)].low in v.speakers):
        return False
    return not any("ed" in t.kinds and v.counted(t) for t in words)


def surname(v, s, a, b):
    """Is a..b, or its end behind a title, the surname of somebody known in a heading ("Rutte: 300 helpers", "Dutch leader Rutte: …")?"""
    last = s.tokens[b]
    alone = a == b or any(t.low in v.titles for t in s.tokens[a:b])
    return alone and s.line and last.low in v.surnames and capitalised(last) and not last.classes
