"""Does a sentence, or one beside it, say that nobody has confirmed a number? Offsets are within a text."""

from functools import lru_cache

from ..grammar.clauses import pattern
from .framing import of_speaker
from .judging import BARE, CORRECTED_TO, ELSE_OBJECT, ELSE_OF, LEADS_ON, NOT_CONFIRMED, OPENING, REFERS, TALK_OF, TRULY

NOUNS = frozenset("evidence proof confirm confirmation".split())  # after these an "of", "for", "that" tells what is in doubt
VERBS = frozenset("confirmed confirm verified verify checking check verifying confirming".split())


class Doubts:
    """The lexicon's words of doubt, compiled once. lists: {(name, side): words}; denials: Denials, which know what hushes such a word."""

    def __init__(self, lists, denials):
        self.any, self.denials = pattern(lists["unverified", "both"]), denials
        self.doubts, self.begins_in_doubt = map(lru_cache(maxsize=256), (self.doubts, self.begins_in_doubt))

    def doubted(self, s, cues, start, a, b):
        """Does the sentence leave the number at `start` in doubt: a word from `a` to `b`, or a "not confirmed" anywhere behind `a`?"""
        found = (match for trigger, end in ((self.any, b), (NOT_CONFIRMED, len(s.low))) for match in trigger.finditer(s.low, a, end))
        return any(bears_on(s.low, start, match) and not of_speaker(s, match, cues) and not self.undoubted(s.low, match) for match in found)

    def undoubted(self, low, match):
        """"No government doubts that 300 …"."""
        return match.group().startswith("doubt") and self.denials.hushed(low, match)

    def doubts(self, text):
        """Does a sentence beside the number's own, which speaks only of whether the figure is true, say that nobody has checked it?"""
        match = self.any.search(text) or NOT_CONFIRMED.search(text)
        if not match or self.denials.hushed(text, match) or about_else(text, match) or not REFERS.search(text):
            return False
        # "not known whether that is true", not "whether they would come"
        return not match.group().endswith(" whether") or bool(TRULY.match(text, match.end() - len(" whether")))

    def left_open(self, text):
        """Does the next sentence begin by leaving the figure open ("Nobody else can confirm that, and …")?"""
        return not LEADS_ON.search(text) and self.doubts(OPENING.match(text).group())

    def begins_in_doubt(self, text):
        """"Unverified: …", in the sentence before."""
        return bool(BARE.match(text))


def bears_on(low, start, match):
    """Does a word of doubt doubt the number at `start`, and not something else?"""
    end = match.end()
    if in_later_bracket(low, start, match.start()) or end <= start and CORRECTED_TO.fullmatch(low, end, start):
        return False
    if low.startswith("contrary to ", max(0, match.start() - 12)):
        return False
    if 0 < start - end < 9 or end < start and (low.startswith((" that ", ", that "), end) or TALK_OF.match(low, end, start + 1)):
        return True
    return not about_else(low, match)


def in_later_bracket(low, start, at):
    """Does what stands at `at` belong to a later number, with which it shares a bracket ("7.7 (Ardley), 7.4 (Orton, later corrected)")?"""
    opened = low.rfind("(", start, at)
    if opened <= 0 or ")" in low[opened:at] or ")" not in low[start:opened]:
        return False
    return any(c.isdigit() for c in low[low.find(")", start, opened) + 1:opened])


def about_else(low, match):
    """"no evidence of a deal", "has not confirmed the deployment": something else than the figure is in doubt."""
    last = match.group().split()[-1]
    return bool(last in NOUNS and ELSE_OF.match(low, match.end()) or last in VERBS and ELSE_OBJECT.match(low, match.end()))
