"""What a heading sets for the numbers below it: what they count where they do not say so, and the place they are for.

Each function takes the Document (document.py) that is being read; u is the number of a unit that is a heading.
"""

from ..grammar.clauses import minor
from ..grammar.neighbours import first_from
from .layout import ASKS
from .nocounts import stands_for_a_person

BYLINE = ("by ", "from our ", "our correspondent", "reporting from")  # who wrote it, and where
TITLE = 9  # tokens of the longest heading that may name a thing and leave what happened to it to the rows below
POINTING = frozenset(["it", "they", "them", "there", "these", "those"])  # a heading with one of these goes on with the one before
OVER_LIST, OVER_TEXT, PLAIN = 14, 9, 7  # tokens from which a heading is too long to set a place: above a list, with a sign at its end, else


def head(doc, u):
    """Take over what heading u says."""
    s = doc.sentence(u)
    if u and u in doc.rowed:
        return
    if u:
        doc.before = {}
    numbered, asks = has_number(doc, u, s), bool(ASKS.search(s.text))
    if not numbered or asks:
        set_theme(doc, u, s, asks)
    elif u:
        doc.theme = None
    doc.over_list = u + 1 in doc.listed and asks
    if not s.low.startswith(BYLINE):
        set_ground(doc, u, s, asks, numbered)


def has_number(doc, u, s):
    """Does a heading tell a number that counts? A small one may be one of a list ("Two killed in Ardley"), or an age."""
    listed = u or 1 in doc.listed
    return any(s.tokens[k].number and not (listed and minor(s.tokens[k]) or stands_for_a_person(s.tokens, k)) for k in s.mentioned)


def set_theme(doc, u, s, asks):
    """What the numbers below count: what the heading names, else what the one before it did, if this one goes on with it."""
    goes_on = asks or not s.words.isdisjoint(POINTING) or "and" in s.words and opens_with_and(s.tokens)
    found = doc.rules.reader.theme(s, len(s.tokens) < TITLE)
    if found:
        doc.heads["theme"] = s.tokens
    doc.theme = found or (doc.theme if goes_on else None)
    if u == 0:
        doc.title, doc.heads["title"] = doc.theme, s.tokens


def opens_with_and(tokens):
    """"And the injured", "Day 3: and the injured"."""
    return any(t.low == "and" and (not k or tokens[k - 1].raw == ":") for k, t in enumerate(tokens))


def set_ground(doc, u, s, asks, numbered):
    """The place of the numbers below: the first that a short heading names; a short heading without one ends what held before."""
    whereabouts = doc.rules.whereabouts
    places = [p for p in whereabouts.find(s) if len(whereabouts.parts(p[2])) == 1] if doc.rules.book.whole else []
    length = first_from(s.tokens, 0, lambda t: t.raw == "(", none=len(s.tokens))
    if u == 0:
        sets = places and doc.text[places[0][1]:places[0][1] + 1] == ":" and u not in doc.rowed
    else:
        most = OVER_LIST if u + 1 in doc.listed else OVER_TEXT if doc.plain[doc.units[u][1] - 1] in ":?" else PLAIN
        sets = places and (asks or length < most and not numbered)
    if sets:
        doc.ground = places[0]
    elif u > 1 and length < PLAIN and doc.ground and doc.ground[0] >= doc.units[0][1]:
        doc.ground = None
