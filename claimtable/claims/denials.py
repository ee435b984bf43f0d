"""Does a sentence, or the one after it, say that a number is not true: "denied that 300", "300, which the union rejects"?

Offsets are within the text that is looked at.
"""

from functools import lru_cache

from ..grammar.clauses import SMALL, pattern
from .judging import (
    APPOSED, BACK, BACK_AT, CALLED, CALLED_SO, A_COUNT, EXCLAIMED, HUNG, LIKE, NAMED, NICKNAMED, NO, NOBODY, NOT_ACCEPTED, NOT_SO, OPENING,
    POSTPONED, REFERS, SOMEBODY_WRONG, THAT, THAT_CLAUSE, THE_FIGURE, WRONG,
)

BEING = ("is ", "was ", "en ", "re ")  # "is", "was", "been", "were" before a word of denial
IS_SO = ("is ", "are ", "was ", "were ", "has ", "have ", "had ")
PAST_OR_PRESENT = ("ed", "es", "ts", "ny", "nies")  # endings of a finite verb of denial


class Denials:
    """The lexicon's words of denial, compiled once. lists: {(name, side): words}."""

    def __init__(self, lists):
        self.any, self.before, self.hushing = (pattern(lists["denied", side]) for side in ("both", "after", "not"))
        self.denies, self.answers = map(lru_cache(maxsize=256), (self.denies, self.answers))

    # ---------------------------------------------------------------- in the number's own sentence

    def rejected(self, s, cues, start, a):
        """Does somebody in the sentence, from `a` on, reject the number at `start`? "denied that 300", "300, a figure rejected by …"."""
        low = s.low
        if POSTPONED.search(low, a, start):
            return True
        for match in self.any.finditer(low, a):
            if self.hushed(low, match) or of_a_name(s, match, cues):
                continue
            if match.start() >= start:
                if self.points_back(low, a, start, match) and not another_rejected(s, start, match.start()):
                    return True
            elif match.end() <= start and not BACK.match(low, match.end()):
                return True
        return self.called_wrong(low, start) or any(start - m.end() < 12 for m in self.before.finditer(low, a, start))

    def points_back(self, low, a, start, match):
        """Is a word of denial behind the number at `start` about it ("300 was denied", "300, which they reject", "called the 300 fake")?"""
        word, at, end = match.group(), match.start(), match.end()
        if low[max(0, at - 5):at].rstrip('"\'“‘').endswith(BEING) or word.startswith(IS_SO) and low[end:end + 1] == ",":
            return True
        if BACK_AT.match(low, end) or LIKE.search(low, start, at) or hung(low, start, match):
            return True
        noun = word.startswith(("a ", "an ")) or NAMED.search(low, start, at) or A_COUNT.fullmatch(low, start, at)
        return bool(noun and CALLED.search(low, a, start))

    def hushed(self, low, match):
        """"did not deny", "neither confirmed nor denied", "what nobody at the club disputes", "it is wrong to send them"."""
        if match.group().endswith(("wrong", "absurd")) and low.startswith(" to ", match.end()):
            return True
        if any(m.start() <= match.start() < m.end() for m in self.hushing.finditer(low)):
            return True
        return bool(NOBODY.search(low, max(0, match.start() - 60), match.start()))

    def called_wrong(self, text, start=0):
        """"The ministry called that figure false": after an offset."""
        return any(self.wrong(OPENING.match(text, match.end()).group()) for match in CALLED_SO.finditer(text, start))

    # ---------------------------------------------------------------- in a sentence beside it

    def answers(self, text):
        """Does the next sentence begin by rejecting the figure ("The union flatly rejects that: …")?"""
        if self.judged(text):
            return True
        match = self.first(text)
        if match and EXCLAIMED.fullmatch(text, 0, match.start()):
            return True
        if match and REFERS.search(text, 0, match.end() + 30) and BACK_AT.match(text, match.end()):
            return True
        return self.called_wrong(text)

    def contradicted(self, text):
        """Does a reply reject what was asked ("No, it was plainly wrong at the time.", "That number is wrong.")?"""
        return self.judged(text) or bool(NO.match(text) and self.wrong(text))

    def judged(self, text):
        """"That is a slip" at its head, "the vet says the number is plainly wrong" anywhere."""
        if SOMEBODY_WRONG.match(text) or NOT_SO.fullmatch(text):
            return True
        match = THAT.match(text) or THE_FIGURE.search(text)
        return bool(match and self.wrong(OPENING.match(text, match.start()).group()))

    def wrong(self, text):
        return WRONG.search(text) or self.first(text)

    def first(self, text):
        """The first word of denial that nothing hushes."""
        return next((match for match in self.any.finditer(text) if not self.hushed(text, match)), None)

    def denies(self, text):
        """Does a sentence beside the number's own, which speaks only of whether the figure is true, say that it is not?"""
        if NOT_ACCEPTED.search(text):
            return True
        match = self.any.search(text)
        if not match or self.hushed(text, match):
            return False
        clause = THAT_CLAUSE.match(text, match.end())  # "denied that officers fired" is about what follows
        return bool(REFERS.search(text, clause.end() if clause else 0))


def of_a_name(s, match, cues):
    """Is a word of denial part of a name or of who speaks ("the Centre for Countering Disinformation")?"""
    at = match.start()
    return at and s.text[at].isupper() and not s.title or any(c.who[0] <= s.start + at < c.who[1] for c in cues)


def hung(low, start, match):
    """Does a denial judge the number at `start` in a clause that hangs on it?

    "300, which the union flatly rejected within hours", "a figure the agency called nonsense the same evening"
    """
    called = NICKNAMED.search(low, start, match.start())
    if called:
        return bool(HUNG.search(low, start, called.start()))
    return match.group().endswith(PAST_OR_PRESENT) and bool(HUNG.search(low, start, match.start()))


def another_rejected(s, start, at):
    """"11,000, and my neighbour of 500,000, a figure every general laughs off": is another number the one rejected at `at`?"""
    between = (t.start - s.start for t in s.tokens if t.number and t.start - s.start < at and t.low not in SMALL)
    last = max(between, default=start)
    if last <= start or " among them" in s.low[start:at]:
        return False
    return ";" in s.low[start:last] or bool(APPOSED.search(s.low, last, at))
