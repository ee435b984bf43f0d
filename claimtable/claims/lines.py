"""One reading line of a measure in the codebook: which noun and events it reads, and what it refuses."""

from ..codebook import ANYTHING
from ..grammar.clauses import pattern


class Line:
    """One reading line of a measure, ready to match."""

    def __init__(self, book, measure, line):
        read, classes = measure.read, {*book.nouns, *book.events, *book.owners}
        self.measure, self.read = measure, read
        self.noun = next((name for name in line if name in book.nouns or name == ANYTHING), "")
        self.events = frozenset(line) - {self.noun}
        self.barred = frozenset(read.unless) & classes
        self.owners = frozenset(read.owners or ())
        self.unless, self.says, self.not_with = (
            pattern(list(phrases)) if phrases else None for phrases in (set(read.unless) - classes, read.says, read.not_with)
        )
        self.specific = len(self.events) + (self.noun not in ("", ANYTHING))
