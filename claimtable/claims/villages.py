"""Where, by names that nobody listed: a name in capitals, or "the border area", behind a preposition of place ("40 fell near Ardley").

They fill the place of a claim and choose no measure. u is the number of a unit, s its Sentence, i the index of a number; `doc` is the
Document (document.py) that is being read.
"""

import re

from . import grounds, moments
from .placing import FAR, STAY, right_edge

KINDS = (r"(?:region|oblast|province|district|area|county|city|governorate|sector|zone|town|village|municipality|peninsula|capital|enclave|"
         r"belt|valley|island|neighbou?rhood|prefecture|pocket|part|territory|north|south|east|west)")
WORD = r"[A-Z](?=[\w'-]*[a-zà-ž])[\w'-]++"
NAME = rf"{WORD}(?: {WORD}){{0,2}}"
PLACE_NAMED = re.compile(
    r"(?<![\w'-])(?i:in|near|at|around|outside|inside|behind|across|through|reach(?:ed|ing)?|close to|fled|ha(?:s|ve|d) left|"
    r"(?:north|south|east|west)(?:-?(?:east|west))? of) (?:(?:the|its|their) )?(?:(?:village|town|city|district|vicinity|area)s? of )?"
    rf"({NAME}(?:(?:, {NAME})*,? and {NAME})?(?: {KINDS})?)(?![\w'-])"
)
IN_THE = re.compile(
    r"(?<![\w'-])(?:in|out of|across|throughout|reach|reached|left|leave|leaving|around) "
    rf"(the (?:(?:[a-z]+|\d+) ){{0,2}}{KINDS}s?)(?![\w'-]| of )"
)
HELD = re.compile(rf"(?<![\w'-])(?:in|across|throughout|within|for) ((?:(?:all )?the )?(?:[a-z]+ ){{0,2}}[a-z]+-(?:held|controlled|run) "
                  rf"{KINDS}s?)(?![\w'-])")
ADDED = re.compile(r" and (?:another |some |about |a further )?\d")
TOWNS = ("city", "town", "village", "municipality", "capital")
WORKING = re.compile(r", (?:who|which|whose \w+) [^,;:.]{1,40} (?:in|across|throughout) (?:the )?\Z")
PEOPLE = re.compile(r"(?:ish|ian|ean|ese)s?\Z")  # a people or a language


def of(doc, u, s, i, measure, place, names, places, voices, cues):
    """(start, end, …) of what stands under `place` in the row of a claim, or None.

    place: a listed one that the words around the number name, or None; names: the canonical names of the area that the number is for.
    """
    moment = bool(measure.as_of)  # where one moment was is said in its sentence
    if moment and place and place[0] < s.start and place is not doc.grids.place(s.tokens[i].start):
        place = None
    if place and audience(s, i, cues, place[0]):
        place = None
    if not (place and s.tokens[i].end <= place[0] < s.end):
        governed = None if moment else grounds.governed(doc, names, places, voices)
        place = near(doc, s, i, voices, cues) or place or governed or of_work(doc, s, i, cues, places)
    held = None if moment else told_apart(doc, s, i)
    if held and not (place and s.tokens[i].end <= place[0] < held.start(1)):
        return (*held.span(1), names)
    event = s.event_place if s.event_place and (not measure.read.area or s.event_place[2] == names) else None
    place = place or (None if moment else pointed(doc, s, i, names) or event)
    place = place or moment and moments.place(doc, u, s, i, places) or None
    place = None if place and a_people(doc, place) else place
    return place or (None if moment or not names else before(doc, u, names))


def told_apart(doc, s, i):
    """The match of an area that a word of its own tells behind number i ("in rebel-held areas", "in the border zone"); or None."""
    end, edge = s.tokens[i].end, min(right_edge(s, i), s.end)
    found = HELD.search(doc.plain, end, edge) or IN_THE.search(doc.plain, end, edge)
    return found if found and found[1].count(" ") + found[1].count("-") > 1 else None


def a_people(doc, place):
    """Is a place only named by its people or their language ("3,000 Ruish dead", "five million Rulanders")?"""
    v = doc.rules.vocab
    if any(v.lookup(word)[2] & v.nouns for word in doc.plain[slice(*place[:2])].split()):
        return True
    return bool(PEOPLE.search(doc.plain, *place[:2])) and doc.plain[slice(*place[:2])] not in (place[2] if len(place) > 2 else ())


def near(doc, s, i, voices, cues):
    """Span of the place, listed nowhere, that number i is for: after it in its clause, else before the first number; or None."""
    tokens = s.tokens
    edge = min(right_edge(s, i), s.end)
    left = tokens[i].start if i < FAR and not any(tokens[k].number for k in s.mentioned if k < i) else s.start
    found = (*PLACE_NAMED.finditer(doc.plain, tokens[i].end, edge), *PLACE_NAMED.finditer(doc.plain, s.start, left), *shared(doc, s, i))
    return next((m.span(1) for m in found if fits(doc, s, *m.span(1), voices)
                 and (not of_speaking(s, i, cues, m.start(1)) or fronted(doc, s, i, m, cues))), None)


def shared(doc, s, i):
    """The matches of the place right before an "and" that adds number i ("300 died in Ardley and 500 were hurt")."""
    before = next((k for k in reversed(s.mentioned) if k < i and s.tokens[k].number), i)
    return [m for m in PLACE_NAMED.finditer(doc.plain, s.tokens[before].end, s.tokens[i].start) if ADDED.match(doc.plain, m.end())]


def fronted(doc, s, i, match, cues):
    """Does the place open a sentence in which somebody finds or counts number i, and does not only say it ("In Ardley, they found 300")?"""
    opens = doc.rules.book.whole and match.start() == s.start and doc.plain.startswith(",", match.end()) and s.tokens[0].low != "at"
    start = s.tokens[i].start
    return opens and not any(c.right[0] <= start < c.right[1] and c.cue.split()[-1].lower() in doc.rules.whereabouts.saying for c in cues)


def pointed(doc, s, i, known):
    """Span of "the border area", "the ten provinces" behind number i; not of "the town" where it is known which; or None."""
    edge = min(right_edge(s, i), s.end)
    return next((m.span(1) for m in IN_THE.finditer(doc.plain, s.tokens[i].end, edge) if not known or not m.group().endswith(TOWNS)), None)


def fits(doc, s, a, b, voices):
    """Is what stands at [a, b) a place, as far as one can tell: no date, nobody known, and no part of a noun phrase?"""
    name = doc.plain[a:b]
    if any(x < b and a < y for x, y in voices) or any(s.tokens[k].start < b and a < s.tokens[k].end for k in s.mentioned):
        return False
    v = doc.rules.speech.v
    words = name.split()
    listed = doc.rules.whereabouts.pattern
    if listed and listed.search(name) or doc.rules.actor(name) or PEOPLE.search(words[-1]):
        return False
    lows = [word.lower() for word in words]
    if any(low.rstrip(",") in v.bodies_said or low in v.titles or low in v.speakers for low in lows):
        return False
    k = s.at(b)
    after = s.tokens[k] if k < len(s.tokens) else None
    return after is None or bool(after.kinds) or after.mention is not None or after.low != "'s" and not after.raw.isalpha()


def of_speaking(s, i, cues, a):
    """Is the place at offset a only where somebody is or speaks, outside what is said of number i?

    "told reporters in Ardley that …", "at Ardley the mayor spoke of …"
    """
    start = s.tokens[i].start
    for cue in cues:
        if cue.right[0] <= start < cue.right[1] and a < start:
            opens = next((t.start for t in s.tokens if cue.at < t.start < start and (t.low == "that" or t.raw == ":")), cue.at)
            if a < opens:
                return True
        if cue.left[0] <= start < cue.left[1] <= a:
            return True
    return False


def audience(s, i, cues, a):
    """Is the place at offset a where somebody is told what is said of number i ("told a forum in Ardley on Sunday that …")?"""
    start, k = s.tokens[i].start, s.at(a)
    for cue in cues if k and s.tokens[k - 1].low in ("in", "at") and "there" not in s.words else ():
        opens = next((n for n in range(k, i) if s.tokens[n].low == "that" or s.tokens[n].raw == ":"), 0)
        told = cue.right[0] <= start < cue.right[1] and cue.at < a
        if told and opens and not any(t.number or t.low == "that" for t in s.tokens[s.at(cue.at) + 1:opens]):
            return True
    return False


def before(doc, u, names):
    """The place in the sentences before, in the paragraph, by which a part of the whole was named, if nobody else speaks since; or None."""
    for v in range(u, max(-1, u - 4), -1):
        if not doc.same_paragraph(u, v) or not set(names) <= set(doc.rules.book.whole):
            return None
        found = [p for p in doc.rules.whereabouts.find(doc.sentence(v)) if p[2] == names and not a_people(doc, p)] if v < u else None
        if found:
            return found[-1]
        if any(not c.pronoun for c in doc.cues(v)):
            return None
    return None


def of_work(doc, s, i, cues, places):
    """The place in what is told of a speaker beside the name ("The rescuers, who dig in the north-west, count 300"); or None."""
    start = s.tokens[i].start
    for c in cues:
        for place in places if c.right[0] <= start < c.right[1] and c.at < start else ():
            if c.who[1] < place[0] < c.at and WORKING.match(doc.plain, c.who[1], place[0]) and not STAY.match(doc.plain, c.who[1]):
                return place
    return None
