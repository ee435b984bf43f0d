"""Tables within a text: lines of cells between bars or tabs, under a line of headings.

A number in a cell counts what the heading of its column and the label of its row say; a source or a date in its row, or at the head of
its column, holds for it. `Grids(document)` reads the layout once; the rest answers for one offset.
"""

import re
from bisect import bisect_left, bisect_right

from ..attribution.headlines import heads_line
from ..attribution.cue import Cue
from ..grammar.clauses import QUANTITY, sentence
from ..text import LINE
from .context import bare
from .layout import LONG

CELL = re.compile(r"[^|\t\n]+")
RULE = re.compile(r"[\s|:+=-]+$")  # "|---|---|"
SOURCE = frozenset("source sources by according agency agencies origin outlet body speaker claimed".split())


class Grids:
    """The rows of a document's tables: [(start, cells, heading cells)], by their place."""

    def __init__(self, document):
        self.doc, self.rows = document, []
        plain = document.plain
        group, self.at = [], [m.start for m in document.found]
        for match in LINE.finditer(plain) if "|" in plain or "\t" in plain else ():
            if not any(sign in match.group() for sign in "|\t") or len(match.group()) > LONG:
                self.keep(group)
                group = []
            elif not RULE.match(plain, match.start(), match.end()):
                group.append([self.trim(*cell.span()) for cell in CELL.finditer(plain, match.start(), match.end()) if cell.group().strip()])
        self.keep(group)
        self.starts = [row[0][0] for row, _ in self.rows]

    def trim(self, a, b):
        text = self.doc.plain[a:b]
        return a + len(text) - len(text.lstrip()), b - len(text) + len(text.rstrip())

    def keep(self, group):
        """A group of lines is a table if it has three cells or a heading without numbers, and a row of them with numbers."""
        group = [row for row in group if len(row) > 1]
        if len(group) < 2:
            return
        head = group[0] if not any(self.numbers(*cell) for cell in group[0]) else []
        self.rows += [(row, head) for row in (group[1:] if head else group)]

    def numbers(self, a, b):
        return any(m.kind in QUANTITY for m in self.mentions(a, b))

    def mentions(self, a, b):
        return self.doc.found[bisect_left(self.at, a):bisect_left(self.at, b)]

    def row(self, start):
        """(cells, heading cells, index of the cell that holds an offset), or None outside a table."""
        k = bisect_right(self.starts, start) - 1 if self.rows else -1
        if k < 0:
            return None
        cells, head = self.rows[k]
        at = next((i for i, (a, b) in enumerate(cells) if a <= start < b), -1)
        head = [(start, start), *head] if len(head) == len(cells) - 1 else head  # the corner above the rows' labels is empty
        return (cells, head if len(head) >= len(cells) else [], at) if at >= 0 else None

    def tokens(self, a, b):
        return sentence(self.doc.plain, a, b, self.mentions(a, b), self.doc.rules.vocab).tokens

    def about(self, start):
        """What the column's heading and the row's label say is counted in the cell at an offset, as a Description or None."""
        cells, head, at = self.row(start)
        label = self.theme(cells[:min(at, 1)])
        if label and label.thing not in ("", "?") and any(self.named(span) for span in head[at:at + 1]):
            return label  # "| | Police |" over "| Participants | 300 |": the police only count
        return self.theme(head[at:at + 1] + cells[:min(at, 1)] or cells[1:])  # "300 | sheep drowned"

    def theme(self, spans):
        return self.doc.rules.reader.theme_of([t for span in spans for t in self.tokens(*span)])

    def cue(self, start):
        """The cue of the source named for a cell: in its row under "Source", at the head of its column, or first in its row; or None."""
        found = self.row(start)
        if not found:
            return None
        cells, head, at = found
        named = [i for i, cell in enumerate(head[:len(cells)]) if i != at and {t.low for t in self.tokens(*cell)} & SOURCE]
        spans = [cells[i] for i in named] or head[at:at + 1] + [cells[i] for i in (0, *range(len(cells) - 1, 0, -1)) if i != at]
        spans = [span for whole in spans for span in (whole, self.before_comma(whole))]
        who = next((span for span in spans if self.speaks(span) or named and not self.numbers(*span) and span[1] - span[0] > 1), None)
        return Cue(who, who[1], "|", right=(start, start + 1), rule="grid") if who else None

    def before_comma(self, span):
        """"AFAD, Turkey": the body without its area; without a comma the cell as it is."""
        comma = self.doc.plain.find(",", *span)
        return (span[0], comma) if comma > 0 else span

    def speaks(self, span):
        tokens = self.tokens(*span)
        if self.named(span):
            return True
        if not tokens or any(t.classes - self.doc.rules.vocab.owners for t in tokens):
            return False
        short = len(tokens) == 1 and len(tokens[0].raw) > 1 and tokens[0].raw.isupper()
        return short or heads_line(self.doc.rules.speech.v, tokens, 0, len(tokens) - 1)

    def named(self, span):
        """Is a cell no more than the name of an actor that is no country and no army, be it a noun that is counted too ("Police")?"""
        name, v = bare(self.doc.plain[slice(*span)]), self.doc.rules.speech.v
        return name in v.names and name not in v.states and name not in v.places

    def place(self, start):
        """The place in the heading of a cell's column or the label of its row; None if neither names one."""
        cells, head, at = self.row(start) or ((), (), 0)
        for a, b in [*head[at:at + 1], *cells[:min(at, 1)]] or cells[1:]:
            found = self.doc.rules.whereabouts.find(sentence(self.doc.plain, a, b, (), self.doc.rules.vocab))
            if found:
                return found[0]
        return None

    def dated(self, start):
        """(from, to) of the date in a cell's row, or at the head of its column; ('', '') if there is none."""
        cells, head, at = self.row(start) or ((), (), 0)
        for a, b in [*cells, *head[at:at + 1]]:
            for m in self.mentions(a, b):
                if m.kind == "date" and m.date_from:
                    return m.date_from, m.date_to
        return "", ""
