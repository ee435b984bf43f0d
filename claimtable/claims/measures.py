"""Which measure of the codebook a number makes: that with the most specific reading line which fits its Description (describing.py).

What nothing fits is not a claim, and says why.
"""

import re
from functools import lru_cache

from ..codebook import ANY_RATE, ANYTHING
from ..grammar.clauses import EMPTY, QUANTITY
from ..grammar.links import Links
from . import describing, themes
from .counted import Counted
from .happened import Happened
from .lines import Line

WITHIN_A_DAY = re.compile(
    r"\b(?:past|last|previous|preceding) (?:24 hours|twenty-four hours|day)\b|\bin (?:24 hours|a (?:single )?day|one day)\b|"
    r"(?<!earlier )(?<!later )\bin the day\b"
)
ANY = re.compile("")


class Reader:
    """The codebook's reading lines, ready to match. One per codebook."""

    def __init__(self, book, vocab):
        self.book, self.vocab = book, vocab
        self.counted, self.happened, self.links = Counted(vocab), Happened(vocab), Links(vocab)
        self.owners = frozenset(book.owners)
        self.speakers, self.counting = vocab.speech["speakers"], vocab.speech["counting"]
        self.persons, self.generics, self.parts = (vocab.grammar[name] for name in ("persons", "generics", "parts"))
        self.subject_owns, self.default_owner, self.earning = frozenset(book.subject_owns), book.default_owner, vocab.grammar["earning"]
        self.lines = [Line(book, m, line) for m in book.measures if m.kind == "quantity" and m.read for line in m.read.when]
        self.apart = any(line.not_with for line in self.lines)
        done = EMPTY.union(*(line.events for line in self.lines if line.noun == book.population))
        self.done_to = done - self.subject_owns  # where the subject is who did it
        self.table = {}  # (kind, noun) => lines
        self.of_noun = {}  # noun => lines
        self.says = {}  # kind => patterns of the measures' own words, beside which alone a kind that is no quantity is read
        self.untold = {}  # kind => what is never said to have happened to a number of that kind
        self.sort()
        self.fitting = lru_cache(maxsize=4096)(self.fitting)
        self.worded = lru_cache(maxsize=256)(self.worded)

    def sort(self):
        """Fill the tables of lines by kind and noun."""
        told = {}
        for line in self.lines:
            self.of_noun.setdefault(line.noun, []).append(line)
            for kind in line.read.kinds:
                told[kind] = told.get(kind, EMPTY) | line.events | line.barred
                self.table.setdefault((kind, line.noun), []).append(line)
                self.says.setdefault(kind, []).append(line.says or ANY)
        counted = told.get("number", EMPTY)
        self.untold = {kind: (self.vocab.events if kind in ("number", "vague") else counted) - events for kind, events in told.items()}

    def concerns(self, mention, low):
        """May a mention in a sentence (lower case) be of some measure? Dates and the like only beside a measure's own words."""
        return mention.kind in QUANTITY or mention.kind in self.says and self.worded(mention.kind, low)

    def worded(self, kind, low):
        """Does one of the measures that read this kind of number have its own words in a sentence?"""
        return any(says.search(low) for says in self.says[kind])

    # ---------------------------------------------------------------- what it counts

    def describe(self, s, i, voices=()):
        """See describing.describe."""
        return describing.describe(self, s, i, voices)

    def theme(self, s, loose=False, kind=""):
        """See themes.heading."""
        return themes.heading(self, s, loose, kind)

    def theme_of(self, tokens, kind="", value=None):
        """See themes.named."""
        return themes.named(self, tokens, kind, value)

    # ---------------------------------------------------------------- which measure

    def choose(self, mention, d, area):
        """(measure or None, why not). The most specific line wins; two measures that fit equally claim nothing.

        area: function from the name of an area to whether the number's place lies in it.
        """
        if d.part:
            return None, "a part of a number told before"
        if mention.unit == "times":
            return None, "says how many times, not how many"
        if mention.low == 1 and d.noun and not d.events and mention.surface.lower() in ("one", "a", "an", "single"):
            return None, "one single thing, not a count"
        if d.carried and WITHIN_A_DAY.search(d.words):
            return None, "what came within a day, not a total"
        best, rivals, why = (), {}, ""
        person = d.owners and d.events and d.thing != self.book.population and d.noun in self.persons
        for noun in (d.thing, *([""] if person else ()), ANYTHING):
            for line in self.fitting(mention.kind, noun, d.events):
                refused = self.refuses(line, mention, d, area)
                if refused is not None:
                    why = why or (refused if noun != ANYTHING or line.says and d.thing != "?" else "")
                    continue
                strength = self.strength(line, mention, d)
                if strength >= best:
                    rivals = {**(rivals if strength == best else {}), line.measure.name: line.measure}
                    best = strength
        if len(rivals) > 1:
            return None, f"two measures claim it with equal right: {', '.join(sorted(rivals))}"
        return (next(iter(rivals.values())), "") if rivals else (None, why)

    def strength(self, line, mention, d):
        """How specific a line is for a number, the larger the better."""
        owner = 0 if not line.owners else 2 if d.owners else int(self.default_owner in line.owners)
        return line.specific, owner, bool(line.read.area), bool(line.read.per), not (line.read.only and mention.kind == "vague")

    def fitting(self, kind, noun, events):
        """The lines that read a kind of number of a noun class to which these events happened."""
        return [line for line in self.table.get((kind, noun), ()) if line.events <= events]

    def refuses(self, line, mention, d, area):
        """None if the line fits; else why not ('' when the line is about something else)."""
        read = line.read
        why = self.refuses_value(line, mention, d)
        if why is not None:
            return why
        if line.says and not line.says.search(d.words):
            return ""
        if d.rates and read.per not in (*d.rates, ANY_RATE):
            return f"a rate (per {' per '.join(sorted(d.rates))}), not a total"
        if read.per and read.per != ANY_RATE and not d.rates:
            return f"not per {read.per}"
        barred = line.barred & (d.events | d.owners | {d.thing})
        if barred:
            return f"it speaks of {min(barred)}"
        word = line.unless.search(d.unvoiced) if line.unless else None
        if word:
            return f'it says "{word.group()}"'
        if line.owners and not d.owners & line.owners and (d.owners or read.owner_must_be_named):
            return f"it is about others: {', '.join(sorted(d.owners))}" if d.owners else "it does not say whose"
        if untypical(line, mention, d):
            return f"{size(mention):g} is far from what the measure is, and neither noun nor owner is named"
        return "another place" if read.area and not area(read.area) else None

    def refuses_value(self, line, mention, d):
        """The same by the number alone, and by the event of its sentence."""
        read, value = line.read, size(mention)
        if mention.kind == "money" and mention.unit and line.measure.unit.isupper() and mention.unit != line.measure.unit:
            return "in another currency"
        if line.not_with and line.not_with.search(d.until):
            return "the sentence is about another event"
        if read.only and value is not None and not read.only[0] <= value <= read.only[1]:
            return f"{value:g} is outside what the measure can be"
        if mention.kind == "number" and not read.decimal and value is not None and value % 1:
            return f"{value:g} counts nothing whole"
        if read.decimal and (value is None or value == int(value) and ".0" not in mention.surface):
            return "a whole number, which the measure is not"
        return None


def size(mention):
    return mention.high if mention.high is not None else mention.low


def untypical(line, mention, d):
    """Is a number far from what its measure usually is, with nothing said that would make it this measure's all the same?"""
    typical, value = line.read.typical, size(mention)
    if not typical or value is None or typical[0] <= value <= typical[1]:
        return False
    far = value > 10 * typical[1] or value * 10 < typical[0]
    return far or not (d.owners and line.noun and not d.carried)
