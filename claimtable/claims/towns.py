"""Towns that nobody listed and a text itself explains: "in Orton, Ruland", "the Ruish town of Orton", "in Orton in northern Ruland"."""

import re

from .whereabouts import DIRECTIONS, KIND

BACK = 80  # characters before a place within which a town may stand that lies in it
NAME = r"((?:[A-Z][\w'-]*[a-zà-ž][\w'-]*)(?: (?:al-)?[A-Z][\w'-]*[a-zà-ž][\w'-]*){0,2})"
LED = rf"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]round|[Rr]each(?:ed|ing)) (?:the {KIND} of )?{NAME}"
BESIDE = re.compile(rf"{LED}, (?:(?:{'|'.join(DIRECTIONS)})[- ]?)*\Z")
WITHIN = re.compile(rf"{LED},? (?:(?:an?|the) (?:[\w-]+ ){{0,2}}{KIND} )?(?:in|of) (?:the )?(?:(?:{'|'.join(DIRECTIONS)})[- ]?)*\Z")
HEADING = re.compile(r"^([A-Z][A-Z' -]+[A-Z]), \Z", re.M)  # a dateline begins: "KAFR ORTON, Ruland, May 6 (Bell News)"
ENDS = re.compile(r"(?:'s [A-Z]\w+(?: \w+)?)?(?:[.;:)]|,? (?!and |or |, )[a-z(–—-]|, \w+\.? \d|, [a-z])")  # no list of places goes on
DATED = re.compile(r"(?:, \w+\.? \d[^\n]{0,9})? ?(?:\(|--|[–—-])")
KIND_OF = re.compile(rf" {KIND} of {NAME}(?![\w'-])")
OWNED = re.compile(rf"'s {NAME} {KIND}(?![\w'-])")


def explained(whereabouts, text, mentions):
    """{town: canonical name of the listed place that it lies in}, of a text and the mentions in it."""
    found, dates = {}, {m.start for m in mentions}
    for listed in whereabouts.pattern.finditer(text) if whereabouts.pattern else ():
        town, names = beside(text, *listed.span()), whereabouts.places.find(listed.group())
        if town and len(names) == 1 and whereabouts.parts(names) and town.start(1) not in dates and not whereabouts.pattern.search(town[1]):
            found.setdefault(town[1].title() if town[1].isupper() else town[1], names[0])
    return found


def beside(text, a, b):
    """The match of a town around the listed place at [a, b) that says that it lies there; or None."""
    start = max(0, a - BACK)
    if town := KIND_OF.match(text, b) or OWNED.match(text, b) or WITHIN.search(text, start, a):
        return town
    if DATED.match(text, b) and (town := HEADING.search(text, start, a)):
        return town
    return BESIDE.search(text, start, a) if ENDS.match(text, b) else None
