"""Whose the answers of an interview are: of the one it is with, named before the first question.

"An interview with Ada Brook / How many have died? / “About 300.”": an answer is a paragraph that is one quotation and names nobody.
"""

import re
from itertools import pairwise

from ..text import LINE
from .pronouns import opening_subject

# What the name of who is interviewed follows.
WITH = re.compile(
    r"\b(?:(?:interview|conversation|call|talk|q&a|questions|answers) (?:with|to|for|from|by)|"
    r"(?:speaks?|spoke|talks?|talked|sat down|meets|met) (?:to|with)|asks|asked|interviewed)\b",
    re.I,
)
NAMES = re.compile(r"[A-Z][\w'-]+")
OWN = re.compile("Our (?!guest)")
QUESTIONS = 2  # a text with fewer is no interview


def interviewee(doc, last):
    """Span of the one named in the units before `last` as who is interviewed, else of the first that a sentence is about; None for the
    outlet's own people."""
    v = doc.rules.speech.v
    for u in range(last):
        s = doc.sentence(u)
        for match in WITH.finditer(s.text):
            a, b = v.phrase(s.tokens, s.at(s.start + match.end()))
            who = v.span(s.tokens, a, b) if a <= b else None
            if who and full(doc, who):
                return who
    for u in range(1, last):
        who = opening_subject(v, doc.sentence(u))
        if who and full(doc, who):
            return None if OWN.match(doc.plain, who[0]) else who
    return None


def full(doc, who):
    """Is a span a name of two words at least?"""
    return len(NAMES.findall(doc.plain, *who)) > 1


def answers(plain, quotes):
    """Starts of the quotations that answer a question set on a line of its own, in order; none if the text is no interview."""
    ends, asked, found = dict(quotes), 0, []
    for before, line in pairwise(LINE.finditer(plain)):
        end = ends.get(line.start())
        if end and not plain[end:line.end()].strip(" .") and before.start() not in ends:
            asked += before[0].rstrip().endswith("?")
            found.append(line.start())
    return found if asked >= QUESTIONS else []
