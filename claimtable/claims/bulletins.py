"""The days that the layout of a text sets for what stands below them: entries of a diary, heads of a live page, bulletin or transcript."""

import re

from ..grammar.clauses import QUANTITY
from ..lexicon import alternatives, section

HEAD = 4  # units at the top of a text that may hold its head
LED = 24  # characters before a date in which it is said to be the one as of which a text is written
LINE = 160  # characters of the longest line that is a head
MARKED = re.compile(r"[ \t•·●▪◦‣⁃*▶►–—-]{0,6}\Z")
CLOCK = re.compile(r"^\W{0,5}(?:\d{1,2}[.:]\d\d ?(?:[ap]\.?m\.?|[A-Z]{3,4})?\b|\d{4} (?:GMT|UTC)\b)", re.M)
ALONE = re.compile(r"[ .,:–—-]*(?:\d{1,2}[.:]\d\d[^\n]{0,8})?\Z")  # "Monday, 6 May", "6 May, 17:00 GMT"
ENTERED = re.compile(r"(?:, [^,.;:–—\n]{1,16})?(?:[.:]| ?[–—]| -)(?= |\Z)")  # "6 May – …", "6 May, evening: …"
DATELINE = re.compile(r" ?(?:\([^()\n]{2,40}\) ?)?(?:[–—-]|--)(?= )")


class Bulletins:
    """Which words in a line above a text say that its date is the day of what is told."""

    def __init__(self, lex, on_publication):
        """on_publication: does the day of a transcript count also where the text appeared on it (`as_of_head` of the codebook)?"""
        self.on_publication = on_publication
        lists = (alternatives(section(lex, name)) for name in ("told_on", "told_as_of"))
        self.told, self.set = (re.compile(rf"(?<![a-z])(?:{words})(?![a-z])") for words in lists)

    def standing(self, plain, units, members, published):
        """{unit: (from, to)} of the day that is set above a unit, or at the head of its line."""
        days = self.head(plain, units, members, published)
        found = entries(plain, units, members)
        for (u, day, ends), (after, *_) in zip(found, [*found[1:], (len(units), "", 0)]) if len(found) > 1 else ():
            for v in range(u, after):
                if ends and units[v][0] > ends:
                    break
                days[v] = day
        return days

    def head(self, plain, units, members, published):
        """{unit: (from, to)} of the date at the top of a text, for every unit it holds for.

        A line does that says "as of" or "data up to", or that it records what was said; of a text cut up by clock times, a line with a full
        date, and, for what stands below the first of these times, a dateline.
        """
        times = None
        for u, (a, b) in enumerate(units[:HEAD]):
            for m in members[u]:
                if m.kind != "date" or not m.date_from or m.date_from != m.date_to:
                    continue
                if times is None:
                    times = [match.start() for _, match in zip(range(2), CLOCK.finditer(plain))]
                cut, counts = len(times) > 1, b - a > LINE or any(n.kind in QUANTITY for n in members[u])
                line = plain[a:b].lower()
                records = self.told.search(line) or u and b - a == m.end - m.start and self.told.search(plain[slice(*units[u - 1])].lower())
                full = m.surface[-4:].isdigit() and (cut or records and (self.on_publication or m.date_from != published))
                if not counts and (full or self.is_set(line, [n for n in members[u] if n.date_from], m, a)):
                    return dict.fromkeys(range(u + 1, len(units)), (m.date_from, m.date_to))
                if cut and DATELINE.match(plain, m.end):
                    return {v: (m.date_from, m.date_to) for v in range(u, len(units)) if units[v][0] > times[0]}
        return {}

    def is_set(self, line, dates, m, a):
        """Is the date m of a line that begins at a, with some dates, the one as of which it is: right behind these words, or last?"""
        told = self.set.search(line, max(0, m.start - a - LED))
        return bool(told) and (told.start() + a < m.start or m is dates[-1])


def entries(plain, units, members):
    """[(unit, (from, to), end of its line)] of the lines that begin with a day; 0 where it stands alone and heads the lines below it."""
    found = []
    for u, (a, _) in enumerate(units):
        m = members[u][0] if members[u] else None
        opens = m and m.start == a and m.kind == "date" and m.grain == "day" and m.date_from
        if opens and MARKED.fullmatch(plain, plain.rfind("\n", 0, a) + 1, a):
            ends = plain.find("\n", m.end)
            ends = len(plain) if ends < 0 else ends
            if ALONE.match(plain, m.end, ends) and ends - m.end < 20:
                found.append((u, (m.date_from, m.date_to), 0))
            elif ENTERED.match(plain, m.end, ends):
                found.append((u, (m.date_from, m.date_to), ends))
    return found
