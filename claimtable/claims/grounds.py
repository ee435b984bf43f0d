"""The area a number is for where its own clause names none: one pointed at, its speaker's, the one last spoken of, the text's only one.

Each function takes the Document (document.py) that is being read; u is the number of a unit, s its Sentence.
"""

import re

from ..attribution.cue import NOBODY
from ..attribution.governing import speaker_of
from .context import JOINT, joint
from .placing import ADDING

JOINING = re.compile(r",|\band\b")
ROWS = 40  # rows of a list that are looked at above one
BACK = 24  # units through which a paragraph or list is followed back for a place
BEING = frozenset(["auxiliaries", "adverbs", "be"])
AFTER_IT = frozenset("stood stands was is had has reached passed topped exceeded hit to at".split())
TOLL = 100  # the smallest number that may be a place's without saying what it counts
TYING = frozenset("prepositions determiners auxiliaries ed".split())
IN_THE_AREA = re.compile(r"\b(?:in|across|throughout|of|within|for|from) (?:the|our|this|that|his|her)(?: whole| entire| little| own)? "
                     r"(?:city|country|province|town|district|governorate|municipality|county|prefecture|village|region|area|zone|"
                     r"enclave|territory|part of the country|corner)\b(?! of\b)|"
                     r"(?<=[a-z] )there\b(?! (?:and in|and across|is|are|was|were|has|have|had|will|would|may|might|could|can|must|"
                     r"should|seems?|remains?|be|been|being|came|stood|lies?)\b|'s)")


WITHIN_COUNTRY = re.compile(r"\b(?:city|town|district|municipality|county|village|province|governorate|prefecture)\Z")
CLAUSE = re.compile(r"(?:[^,.;:!?\n–—]|[.,](?=\d)){0,120}")
ACROSS = re.compile(
    r"\b(?:(?:across|over|beyond|(?:on )?the other side of) (?:the|that|this) (?:border|frontier|boundary)|"
    r"(?:in )?(?:the|its|their) neighbou?r(?:ing (?:country|state))?|next door)\b(?! (?:in|at|to|from|with|of)\b)"
)
OWN = re.compile(r"\b(?:his|her|our|their|its|my) (?:own |home |whole |little |entire )?"
                 r"(?:city|country|nation|homeland|province|town|district|governorate|municipality|county|prefecture|village|region|"
                 r"state|republic)\b")
OFFICE_OF = re.compile(r", (?:the )?(?:\w+ ){1,4}(?:of|in|for) (?:the )?", re.I)  # "Orhan Demir, mayor of Ardley"
OFFICE = re.compile(r"\b(?:governor|mayor|minister|ministry|president|vice-president|premier|government|cabinet|authorities)\b", re.I)


def again(doc, u, s, i):
    """For a number of an "it", the area of the claim just before, in the paragraph; else ().

    "On Tuesday the toll in Ardley was 300. By Friday it was 500"
    """
    v, names = doc.settled or (u, ())
    k = i - 1
    while k > 0 and (s.tokens[k].start >= s.tokens[i].mention.start or s.tokens[k].kinds & BEING or s.tokens[k].low in AFTER_IT):
        k -= 1
    return names if k >= 0 and k < i - 1 and s.tokens[k].low == "it" and u - v < 2 and doc.same_paragraph(u, v) else ()


def pointed(doc, u, described, at):
    """"in the city", "in our province": the place last named before, within the paragraph or the three units before it; or None.

    A town is not what the text calls a whole country.
    """
    whole = doc.rules.book.whole
    pointing = IN_THE_AREA.search(described.words) or IN_THE_AREA.search(CLAUSE.match(doc.plain, at).group()) if whole else None
    if not pointing:
        return None
    barred = whole if WITHIN_COUNTRY.search(pointing.group()) else ()
    for v in range(u, max(-1, u - 5), -1):
        if v < u and v in doc.headed:
            return None
        found = [p for p in doc.rules.whereabouts.find(doc.sentence(v)) if (v < u or p[1] <= at) and not set(p[2]) & set(barred)]
        if found:
            return found[0] if v == u - 1 else found[-1]
    return None


def home(doc, u, s, cues, mention, places):
    """The place a speaker's numbers are for when no place is said: one in its name, or its `area` in actors.yaml."""
    if not doc.rules.book.whole:
        return ()
    cue = speaker_of(s, cues, mention.start, mention.end)[0] or doc.grids.cue(mention.start) or doc.voices.at(u, mention.start)
    if cue is None and not joint(s, mention.start, places):
        return of_speakers(doc, places, cues) or of_keeper(doc, s, mention)
    if cue is None or cue.who == NOBODY or joint(s, mention.start, places):
        return ()
    inside = place_in(places, cue.who)
    inside = inside or next((p for p in places if cue.who[1] <= p[0] and OFFICE_OF.fullmatch(doc.plain, cue.who[1], p[0])), None)
    if inside:
        return inside[2]
    who = doc.text[slice(*cue.who)]
    area = doc.rules.areas.get(doc.rules.actor(who))
    if area:
        return (area,)
    if not OFFICE.search(who):
        return of_speakers(doc, places, [c for c in cues if any(a <= mention.start < b for a, b in (c.left, c.right))])
    for v in range(u, max(-1, u - 6), -1):  # an office of a state: the one last spoken of
        found = [p for p in doc.rules.whereabouts.find(doc.sentence(v)) if p[0] < cue.at]
        if found:
            return found[-1][2]
    return ()


def place_in(places, span):
    """The last place that a span of words names, which is the place a name ends with ("Ardley's office in Orton"); or None."""
    return next((p for p in reversed(places) if span[0] <= p[0] and p[1] <= span[1]), None)


def of_part(doc, s, mention, place):
    """Is a part told of the place ("of them 20,700 in Ardley"), and not the whole before it ("300 in Ardley, 40 of them")?"""
    if not doc.rules.book.whole:
        return False
    between = [t for t in s.tokens if place[1] <= t.start < mention.start]
    if place[0] > mention.start or any(t.number for t in between):
        return place[0] > mention.start
    relative = any(t.low in ("which", "whom") and t.end < place[0] for t in s.tokens)
    return relative or not JOINING.search(doc.plain, place[1], mention.start)


def of_keeper(doc, s, mention):
    """The area of the actor whose toll or list the number is ("AFAD's toll had come to rest at 300"); else ()."""
    for k in range(min(s.at(mention.start), len(s.tokens)) - 1, 0, -1):
        if s.tokens[k].low == "'s":
            area = doc.rules.areas.get(doc.rules.actor(s.tokens[k - 1].raw))
            return (area,) if area and not doc.rules.whereabouts.find(s) else ()
    return ()


def of_speakers(doc, places, cues):
    """The one part of the whole that the names of all these speakers lie in; else ()."""
    spoken = [name for p in places for name in p[2] if any(c.who[0] <= p[0] and p[1] <= c.who[1] for c in cues)]
    return tuple(parts) if len(parts := doc.rules.whereabouts.parts(spoken)) == 1 else ()


def opposite(doc, u, s, mention):
    """"Across the border rescuers count 300": of two parts of the whole, the one not last spoken of before these words; else ()."""
    across = ACROSS.search(s.low) if len(doc.rules.book.whole) == 2 else None
    at = across.start() + s.start if across else -1
    if not across or any(t.number and mention.start < t.start and t.end < at for t in s.tokens):
        return ()
    for v in range(u, max(-1, u - 5), -1):
        found = [name for p in doc.rules.whereabouts.find(doc.sentence(v)) if p[1] <= at for name in p[2]]
        parts = doc.rules.whereabouts.parts(found[-1:])
        if found:
            return tuple(name for name in doc.rules.book.whole if parts and name not in parts)
    return ()


def settled(doc, u, s, mention, places):
    """The area of a number whose sentence names no place; () if none is near.

    That of the claim just before it in the paragraph ("In Ardley 300 died. The injured: 500"), else the one part of the whole that the
    nearest sentence with a place speaks of: in the paragraph, or right before it.
    """
    if not doc.rules.book.whole or joint(s, mention.start, places):
        return ()
    i, numbers = s.at(mention.start), [t.start for t in s.tokens if t.number]
    if places and [t.low for t in s.tokens[max(0, i - 2):i]] == ["of", "the"]:
        return ()  # "Of the 900 dead, 600 were in Ardley"
    own = [p for p in places if not any(mention.start < x < p[0] for x in numbers)]
    v, names = doc.settled or (-1, ())
    if own:  # of the number before: "300 people in Ardley have lost their homes; 40 have died"
        between = s.tokens[s.at(own[-1][1]):i]
        goes_on = any(t.number or t.raw == ";" for t in between) and not any(t.low in ADDING for t in between)
        return names if v == u and goes_on else ()
    if u in doc.listed and several(doc, u):
        return ()
    if names and claimed_near(doc, u, s, v) and not any(doc.rules.whereabouts.find(doc.sentence(w)) for w in range(v + 1, u)):
        return names
    return last_named(doc, u)


def claimed_near(doc, u, s, v):
    """Was the claim read last, in unit v, so near that unit u may go on from it: in it, in the heading above it, in its paragraph?"""
    if u == v or u - v < 4 and doc.same_paragraph(u, v):
        return True
    dated = s.tokens[0].mention and not s.tokens[0].number
    return u - v == 1 and v in doc.headed and v not in doc.rowed and not dated


def last_named(doc, u):
    """The one part of the whole of which the nearest sentence with a place speaks, in the paragraph or list of unit u; else ()."""
    whereabouts = doc.rules.whereabouts
    for v in range(u - 1, max(-1, u - BACK), -1):
        if not doc.same_paragraph(u, v) and not {u, v} <= doc.listed:
            return ()
        found = [name for place in whereabouts.find(doc.sentence(v)) if not spoken_at(doc, v, place) for name in place[2]]
        if found:
            parts = whereabouts.parts(found)
            if any(t.classes & whereabouts.of_event for t in doc.sentence(v).tokens) or JOINT.search(doc.lower(v)):
                return ()  # also "The flood broke out near Ardley. It killed 300."
            return tuple(parts) if len(parts) == 1 else ()
    return ()


def tied(doc, u, i):
    """Is number i said of a place and of nothing else ("20,213 in Ruland", "puts Ardley at 300", "Ruland has not budged from 300")?"""
    s = doc.sentence(u)
    if not doc.rules.book.whole or (s.tokens[i].mention.high or s.tokens[i].mention.low or 0) < TOLL:
        return False
    at = s.tokens[i].start
    for a, b, _ in (p for p in doc.rules.whereabouts.find(s) if abs(p[0] - at) < 99):
        between = s.tokens[i + 1:s.at(a)] if a > at else s.tokens[s.at(b):i]
        if len(between) < 5 and all(ties(t) for t in between) and (a < at or between and "prepositions" in between[0].kinds):
            return True
    return False


def ties(token):
    """May a word stand between a number and the place it is said of?"""
    return (token.kinds & TYING or token.low in ("whole", "not", ":")) and not (token.mention or token.classes)


def governed(doc, names, places, voices):
    """The place whose a speaker is, as in "the governor of Ardley" and "Ardley's mayor", if it is what a number is for; else None."""
    for a, b, named in places:
        owns = doc.plain.startswith("'s", b) or doc.plain[b - 2:b] == "'s" or doc.plain.endswith(" of ", 0, a)
        if named == names and owns and any(start <= a and b <= end for start, end in voices):
            return a, b, named
    return None


def spoken_at(doc, v, place):
    """Is it only where somebody spoke ("…, the envoy said in Ardley on Monday"), or who?"""
    a, b, _ = place
    end = b - 2 if doc.plain.startswith("'s", b - 2) else b
    owns = doc.plain.startswith("'s ", end)
    return any(0 < a - c.at - len(c.cue) < 5 or c.who[0] <= a < c.who[1] and not owns for c in doc.cues(v))


def several(doc, u):
    """Do the rows above row u of a list speak of several parts, each of its own?"""
    above = [p for v in range(max(doc.voices.introduction(u) + 1, u - ROWS), u) for p in doc.rules.whereabouts.find(doc.sentence(v))]
    return len(doc.rules.whereabouts.parts([name for p in above for name in p[2]])) > 1


def alone(doc, s, mention, places):
    """The one part of the whole of which a text speaks, if it names no other anywhere; else ()."""
    if places or not doc.rules.book.whole or joint(s, mention.start, places):
        return ()
    if doc.sole is None:
        doc.sole = doc.rules.whereabouts.sole(doc.plain)
    return doc.sole
