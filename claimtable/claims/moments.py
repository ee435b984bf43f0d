"""Where one moment was, such as that of a flood: the place that it struck, by which it is called, or which its centre lay near.

u is the number of a unit, s its Sentence, i the index of a number; `doc` is the Document (document.py) that is being read.
"""

import re

from ..grammar.neighbours import spelled
from .placing import GROUND, MODIFYING, PASSED_OVER, of_event, right_edge

NAME = r"[A-Z](?=[\w'-]*[a-zà-ž])[\w'-]++(?: [A-Z](?=[\w'-]*[a-zà-ž])[\w'-]++)?"
# "the 7.8 Ardley flood", "the 7.7-strong Ardley and 7.6 Orton floods"
CALLED = re.compile(rf"(?:[- ][a-z]+)? ({NAME})(?: and [\d.]+(?:-[a-z]+)? {NAME})? (\w+)")
CENTRED = re.compile(r"\b(?:\w*cent(?:re|er)(?:e?d)?(?: \w+){0,3}?|(?:struck|hit|came|happened|occurred|strikes|hits)(?: [\w:.]+){0,3}?)"
                     rf" (?:on|in|at|near|around|close to) (?:the (?:town|city|village|district) of )?({NAME})")
HITTING = frozenset(["verbs", "ed"])


def place(doc, u, s, i, places):
    """Span of the place of the moment that number i tells of, in its sentence or in the one it goes on from; or None."""
    found = struck(doc, s, i, places) or called(doc, s, i) or centred(doc, s, places, i)
    if found or places or not doc.same_paragraph(u, u - 1):
        return found
    before = doc.sentence(u - 1)
    if any(of_event(doc.rules.whereabouts, t) or t.low.endswith(("centre", "center")) for t in before.tokens):
        listed = doc.rules.whereabouts.find(before)
        return centred(doc, before, listed) or next((p for p in listed if hit(doc, before, p)), None)
    return None


def struck(doc, s, i, places):
    """The listed place behind number i right after a verb that tells what befell it ("a flood of 7.8 [hit] Ardley"); or None."""
    return next((p for p in places if s.tokens[i].end < p[0] < right_edge(s, i) and hit(doc, s, p)), None)


def hit(doc, s, place):
    """Does a place stand right behind a verb that tells what befell it?"""
    before = next((t for t in s.tokens[s.at(place[0]) - 1::-1] if t.kinds & HITTING or not introduces(t.low)), s.tokens[0])
    return bool(before.kinds & HITTING or before.classes & doc.rules.vocab.events)


def introduces(word):
    """May a word stand between a verb and the name of a place ("hit [the Ruish city of] Ardley")?"""
    return word in PASSED_OVER or word in GROUND or word == "of" or word.endswith(MODIFYING)


def called(doc, s, i):
    """Span of the place by which the event right behind number i is called ("the 7.8 [Ardley] flood"); or None."""
    match = CALLED.match(doc.plain, s.tokens[i].end, s.end)
    return match.span(1) if match and doc.rules.vocab.lookup(match[2].lower())[2] & doc.rules.whereabouts.of_event else None


def centred(doc, s, places, i=None):
    """The place of a sentence at which the event (and so that of number i) is said to have its centre, or to have struck; or None."""
    match = CENTRED.search(doc.plain, s.start, s.end)
    if not match or any(a <= match.start(1) < b for a, b in ((t.start, t.end) for t in s.tokens if t.mention)):
        return None
    first = s.at(match.start())
    if i is not None and (";" in spelled(s.tokens[min(i, first):max(i, first)]) or first < i and any(t.number for t in s.tokens[:first])):
        return None  # "a 7.8 centred near Ardley; a 7.5 followed"
    return next((p for p in places if p[0] <= match.start(1) < p[1]), match.span(1))
