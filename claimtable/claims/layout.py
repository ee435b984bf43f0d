"""How a text is laid out: units that are headings or rows of a list, and pieces of what is too long to be a sentence."""

import re

from ..text import BULLETS

FIGURES = 40  # numbers in a unit from which it is a table or a dump, and no sentence
LONG = 1000  # characters of the longest unit read as one sentence
HEADING = 90  # characters of the longest line that is still a heading
WORDS = 12  # words after the first in the longest heading
ITEM = re.compile(rf"\s*\n\s*[{re.escape(BULLETS)}]\s")  # a list begins
ASKS = re.compile(r"\b(?:how (?:many|much)|(?:which|what) (?:number|figure|count|toll|total))\b", re.I)
COUNTS = frozenset(["number", "vague", "percent", "money"])
LABEL_END = re.compile(
    r"(?::|[ ][–—-])[ ]*(?:(?:about|some|over|nearly|around|up to|at least|more than)[ ])?[\"']?\Z", re.I
)
LABELLED = re.compile(r"[A-Z][\w' -]{1,24}: [^\n:]{1,50}")
SIGNED = re.compile(r" (?:[–—-] [^\n]{2,40}|\([^()\n]{2,40}\))\n")  # who asks: "How many have died? – Ada, Ardley", "… (Ada, 17)"
NAME = re.compile(r"(?:[A-Z][\w.'-]* ){1,4}")  # "Ardley 300"


def pieces(plain, start, end):
    """A unit in pieces of at most LONG characters, cut at spaces: what is longer is no sentence, and must not cost its length squared."""
    while end - start > LONG:
        cut = plain.rfind(" ", start + LONG // 2, start + LONG)
        cut = start + LONG if cut < 0 else cut
        yield start, cut
        start = cut + (plain[cut:cut + 1] == " ")
    yield start, end


def lines(text, units):
    """(line ends of the text before it, line ends before its end) of each unit."""
    found, at, count = [], 0, 0
    for a, b in units:
        opens = count + text.count("\n", at, a)
        at, count = b, opens + text.count("\n", a, b)
        found.append((opens, count))
    return found


def headings(plain, units):
    """Numbers of the units that are headings: the first line, and short lines of their own that are no sentence, before other text."""
    found = {0} if units else set()
    return found | {u for u, (a, b) in enumerate(units[:-1]) if heads_list(plain, a, b) or heads_text(plain, a, b)}


def heads_list(plain, a, b):
    """Does the unit at [a, b), a line of its own, end with a colon or ask how many, right before a list with marks?"""
    if not ITEM.match(plain, b) or a != line_start(plain, a):
        return False
    return plain[b - 1] == ":" and b - a < 1.5 * HEADING or bool(ASKS.search(plain, a, b))


def heads_text(plain, a, b):
    """Is the unit at [a, b) a short line that is no sentence and no item of a list, or a question with the name of who asks it?"""
    if b - a >= HEADING or plain[b - 1] in ".,;:\"" or plain.count(" ", a, b) > WORDS:
        return False
    alone = plain[b:b + 2].strip(" \t\r").startswith("\n") or plain[b - 1] == "?" and SIGNED.match(plain, b)
    line = line_start(plain, a)
    return alone and a - line < 7 and not any(sign in BULLETS for sign in plain[line:a])


def line_start(plain, at):
    return plain.rfind("\n", 0, at) + 1


def labelled_rows(plain, units, members):
    """Numbers of the units that are rows of a list without marks: lines of a label, a sign and a number ("Ardley: 300")."""
    found = {u for u, unit in enumerate(units) if labels_number(plain, *unit, members[u])}
    for u in sorted(found):  # "Epicentre: near Ardley", among the rows
        found |= {v for v in (u - 1, u + 1) if 0 < v < len(units) and LABELLED.fullmatch(plain, *units[v]) and alone(plain, *units[v])}
    return {u for u in found if u - 1 in found or u + 1 in found}


def labels_number(plain, a, b, members):
    """Is the unit at [a, b) a short line with a label before one of its numbers, `members`?"""
    if b - a >= 1.5 * HEADING or not alone(plain, a, b):
        return False
    counts = [m for m in members if m.kind in COUNTS]
    return any(LABEL_END.search(plain, a + 1, m.start) or m.end == b and NAME.fullmatch(plain, a, m.start) for m in counts)


def alone(plain, a, b):
    """Does nothing else stand on the line of the unit at [a, b)?"""
    return (a == 0 or plain[a - 1] == "\n") and plain[b:b + 1] in ("\n", "")
