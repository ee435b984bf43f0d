"""Speakers that hold over several sentences: quotations that go on, turns of a dialogue, answers, lists under a source.

`Voices(document)` reads the layout of a text once; `at(u, start)` gives the cue that governs a place of a unit from outside it, for the
places no cue of the unit itself reaches.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from ..grammar.neighbours import capitalised, spelled
from ..text import BULLETS, LINE
from .cue import NOBODY, Cue
from .interviews import answers, interviewee
from .pronouns import opening_subject

LABEL = re.compile(r"[ \t]*([A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,4})(?:,? ([A-Z][A-Z ]{2,30}|\([^()\n]{2,40}\)))?: ")
ENUMERATED = re.compile(r"[ \t]*\(?(?:\d{1,2}|[a-h])[.)][ \t]")
MARKS = re.compile(f"[{re.escape(BULLETS)}]")
NO_DIGITS = re.compile(r"\D{13,}")
WORD = re.compile("[a-z]")
ANSWERS = ("a", "answer", "guest", "interviewee", "reply")
NO_NAMES = frozenset("source sources credit note notes photo caption claim claims fact facts verdict update correction "
                     "clarification warning figures total".split())
BLOCK, ROW = 20, 90  # units of the longest block of lines, characters of its longest line
INDENT = 12  # characters of a line within which its mark stands
BESIDE = 6  # rows of a list that are looked at on either side of one
SURE, STATE, NAME = 3, 2, 1  # what heads a row: a body that speaks, a state, a name nobody knows
COMMON_CUES = frozenset(["by", "'s", "(", "its", "their", "come", "per", "if", "for"])
CLOSE_BY = 60  # characters between a speaker's verb and the quotation it opens


class Voices:
    """Who speaks where, as far as the layout of a document tells."""

    def __init__(self, document):
        self.doc = document
        self.turns = turns(document.plain, document.rules.vocab.speech["staff"])
        self.quotes, self.unclosed = quotations(document.plain) if '"' in document.plain else ([], set())
        self.labels = {turn[0] for turn in self.turns}
        self.answers = answers(document.plain, self.quotes)
        self.opens = [a for a, _ in document.units]
        self.known, self.intro, self.rows = {}, {}, {}
        self.asked = None  # who is interviewed, () if nobody: when first asked for

    def at(self, u, start):
        """The cue that governs offset `start` of unit u from outside the unit, or None."""
        k = bisect_left(self.quotes, (start,)) - 1
        cue = self.quoted(k) if k >= 0 and start < self.quotes[k][1] else None
        return cue or self.listed(u) or self.turn(start) or self.sourced(u)

    def within(self, start):
        """Does an offset lie in a quotation?"""
        k = bisect_left(self.quotes, (start,)) - 1
        return k >= 0 and start < self.quotes[k][1]

    def turn(self, start):
        """The cue of the labelled speaker ("MARSH: …") whose turn it is; None for the outlet's own people."""
        k = bisect_left(self.turns, (start + 1,)) - 1
        last = self.turns[k] if k >= 0 else None
        who = last and (self.guest() if self.doc.plain[slice(*last[0:2])].lower() in ANSWERS else last[0:2])
        return Cue(who, last[1], ":", right=(last[1], start + 1), rule="turn") if who and start < last[2] and last[3] else None

    def guest(self):
        """Span of the one whose answers are only labelled "A:" or set in quotation marks; None for the outlet's own."""
        if self.asked is None:
            self.asked = interviewee(self.doc, self.unit((self.answers or self.turns[0])[0])) or ()
        return self.asked or None

    def answered(self, quote):
        """The cue of an answer of an interview, or None."""
        who = self.guest() if quote[0] in self.answers else None
        return Cue(who, quote[0], self.doc.text[quote[0]], right=quote, rule="turn") if who else None

    def replied(self, start):
        """Plain text of the turn after the one whose last number stands at an offset, lower case, up to its second sentence; else ''."""
        k = bisect_left(self.turns, (start + 1,))
        if not 0 < k < len(self.turns) or start >= self.turns[k - 1][2] or later_number(self.doc.plain, start, self.turns[k - 1][2]):
            return ""
        return " ".join(self.doc.plain[self.turns[k][1] + 1:self.turns[k][2]].lower().split(". ")[:2])

    def labelled(self, start):
        """Does a turn's label stand at an offset?"""
        return start in self.labels

    # ---------------------------------------------------------------- quotations

    def quoted(self, k):
        """The cue of quotation k: the verb that opens or closes it, else the speaker of the quotation just before it in the paragraph."""
        walked = []
        while k not in self.known and k >= 0:
            quote = self.quotes[k]
            walked.append(k)
            last = next((j for j in range(k, min(k + BLOCK, len(self.quotes))) if self.quotes[j] not in self.unclosed), k)
            cue = self.opened(quote) or (self.closed(self.quotes[last]) if self.quotes[last] not in self.unclosed else None)
            cue = cue or self.answered(quote)
            if cue or not self.resumes(k):
                self.known[k] = cue
            else:
                k -= 1
        self.known.update(dict.fromkeys(walked, self.known.get(k)))
        return self.known.get(k)

    def opened(self, quote):
        """"Zelenskyy noted: "…": the last cue before the quotation in its unit, or who is the subject before its colon."""
        u = self.unit(quote[0])
        before = self.doc.plain[max(0, quote[0] - 3):quote[0]].rstrip()
        if not before.endswith((":", ",")) and not before[-1:].isalpha():
            return None
        cues = [c for c in self.cues(u) if c.at < quote[0] and (c.right[0] <= quote[0] < c.right[1]) and quote[0] - c.at < CLOSE_BY]
        return cues[-1] if cues else self.introduced(u, quote) if before.endswith(":") else None

    def introduced(self, u, quote):
        """"The mayor made the following statement: "…": the subject of the sentence whose colon opens a quotation, or None."""
        v = u - (self.opens[u] == quote[0])
        if v < 0 or any(m.number for m in self.doc.sentence(v).tokens if m.end <= quote[0]):
            return None
        who = opening_subject(self.doc.rules.speech.v, self.doc.sentence(v))
        return Cue(who, quote[0] - 1, ":", right=(quote[0], quote[1]), rule="headline") if who and who[1] < quote[0] else None

    def closed(self, quote):
        """"…", he said: the first cue after the quotation, in the unit in which it ends."""
        u = self.unit(quote[1] - 1)
        a, b = self.doc.units[u]
        after = self.doc.plain[quote[1]:b]
        if not after.strip(" .,;"):
            return self.signed(u + 1)
        cues = [c for c in self.cues(u) if c.at >= quote[1] > c.left[0] and c.at - quote[1] < CLOSE_BY]
        return cues[0] if cues else None

    def signed(self, u):
        """"“300 have drowned.” – Ada Brook, on the radio": the cue of a unit on the same line that only names somebody after a dash."""
        if u >= len(self.opens) or "\n" in self.doc.plain[self.doc.units[u - 1][1]:self.doc.units[u][0]]:
            return None
        s, v = self.doc.sentence(u), self.doc.rules.speech.v
        a, b = v.phrase(s.tokens, 1) if len(s.tokens) > 1 and MARKS.fullmatch(s.tokens[0].raw) else (1, 0)
        return Cue(v.span(s.tokens, a, b), s.start, s.tokens[0].raw, rule="headline") if a <= b and v.can_speak(s.tokens, a, b) else None

    def opening(self, u, at):
        """The unit in which the quotation opens that ends just before offset `at` of unit u; u itself if none does."""
        k = bisect_left(self.quotes, (at,)) - 1
        return self.unit(self.quotes[k][0]) if k >= 0 and self.doc.units[u][0] < self.quotes[k][1] <= at else u

    def resumes(self, k):
        """Does quotation k go on from the one before: the same paragraph, with little but the words of its speaker between?"""
        if k and self.quotes[k - 1] in self.unclosed:
            return True
        between = self.doc.plain[self.quotes[k - 1][1]:self.quotes[k][0]] if k else "\n"
        return "\n" not in between and len(between) < 160 and between.count(". ") <= 1

    def cues(self, u):
        return [c for c in self.doc.cues(u) if c.who != NOBODY and c.rule != "hearsay"]

    def unit(self, offset):
        return max(0, bisect_right(self.opens, offset) - 1)

    # ---------------------------------------------------------------- lists

    def sourced(self, u):
        """The cue of a line "Source: AFAD" that ends the block of short lines unit u stands in, or None."""
        if self.long(u):
            return None
        for w in range(u + 1, min(u + BLOCK, len(self.opens))):
            if "\n\n" in self.doc.plain[self.doc.units[w - 1][1]:self.doc.units[w][0]] or self.long(w):
                return None
            if self.doc.plain[slice(*self.doc.units[w])].lower().startswith(("source:", "sources:", "source -", "credit:", "data:")):
                return next(iter(self.cues(w)), None)
        return None

    def long(self, u):
        """Is unit u a sentence, and no row or line of a block?"""
        a, b = self.doc.units[u]
        return b - a > ROW or self.doc.plain[b - 1] in ".!?" and self.doc.plain[b - 2] != "."

    def item(self, u):
        """Is unit u a list item: a line that begins with a mark?"""
        if u in self.doc.rowed:
            return True
        a = self.doc.units[u][0]
        line = self.doc.plain.rfind("\n", 0, a) + 1
        return bool(MARKS.search(self.doc.plain, line, min(a, line + INDENT)))

    def entry(self, u):
        """Is unit u a list item, or of a line that begins with a number ("1. Dead: 300")?"""
        return u in self.doc.listed or bool(ENUMERATED.match(self.doc.plain, self.doc.plain.rfind("\n", 0, self.doc.units[u][0]) + 1))

    def introduction(self, u):
        """The unit that heads the list unit u stands in, or -1."""
        if u not in self.intro:
            v = u - 1
            while v >= 0 and self.entry(v) and v not in self.intro:
                v -= 1
            self.intro[u] = -1 if not self.entry(u) else self.intro[v] if v >= 0 and self.entry(v) else v
        return self.intro[u]

    def listed(self, u):
        """The source named in the heading of a list: "Key figures (source: AFAD)", "According to the ministry:"."""
        v = self.introduction(u)
        if v < 0:
            return None
        if row := self.row_source(u, v):
            return row
        a, b = self.doc.units[v]
        heads = self.doc.plain[b - 1] == ":" or v in self.doc.headed and u in self.doc.listed
        cues = [c for c in self.cues(v) if c.rule in ("according", "citing", "carrier") or self.doc.plain[b - 1] == ":" and c.right[1] >= b]
        return replace(cues[-1]) if heads and cues else None

    def row_source(self, u, v):
        """The cue of the speaker at the head of row u of a list ("AFAD, Ruland's agency – 300"); of a name nobody knows, or of a state,
        only under a heading v that speaks of claims, or (of a name) where a row beside it has a speaker."""
        found = self.heading_row(u)
        if not found:
            return None
        who, sign, rank = found
        heading, carriers = self.doc.sentence(v).tokens, self.doc.rules.speech.v.carriers
        if rank == NAME:  # it may be a village as well
            claims = any(t.low in ("who", "whose", "estimates", "claims", "sources") for t in heading) and not self.cues(v)
        else:
            claims = rank == STATE and any("cue" in t.kinds and t.low not in COMMON_CUES or t.low in carriers for t in heading)
        near = range(max(v + 1, u - BESIDE), min(u + BESIDE, len(self.opens)))
        beside = rank == NAME and any((self.heading_row(w) or (0, 0, 0))[2] == SURE for w in near if w in self.doc.listed)
        return Cue(who, sign.start, sign.raw, rule="headline") if rank == SURE or claims or beside else None

    def heading_row(self, u):
        """(who, the sign after it, SURE, STATE or NAME) of what heads a row before its number, if it may speak; None if it says what is
        counted or where."""
        if u not in self.rows:
            speech, tokens = self.doc.rules.speech.v, self.doc.sentence(u).tokens
            sign = next((k for k in range(min(16, len(tokens))) if ends_head(tokens, k)), 0)
            a, b = speech.phrase(tokens, 0) if sign else (1, 0)
            name = spelled(tokens[:b + 1]).removeprefix("the ")
            ends = 0 == a <= b < sign and (
                b + 1 == sign or not tokens[sign].mention and (tokens[b + 1].raw in ",(" or "prepositions" in tokens[b + 1].kinds))
            if not ends or "pronouns" in tokens[0].kinds or name in speech.vocab.areas or any(speech.counted(t) for t in tokens[:sign]):
                self.rows[u] = None
            else:
                state = name in speech.places
                sure = not state and (speech.known(tokens, a, speech.head(tokens, a, b)) or speech.keeps_count(tokens, a, b))
                named = STATE if speech.named(tokens, a, b) else 0
                rank = SURE if sure else named or (NAME if not state and all(map(capitalised, tokens[:b + 1])) else 0)
                self.rows[u] = (speech.span(tokens, a, b), tokens[sign], rank) if rank else None
        return self.rows[u]


def later_number(plain, a, b):
    """Do a word and then a number follow in plain[a:b], not close to each other?

    Looked for run by run: a pattern of both took time with the square of the longest run.
    """
    return any(run.end() < b and WORD.search(run[0][:-12]) for run in NO_DIGITS.finditer(plain, a, b))


def turns(plain, staff):
    """[(start, end of name, end of turn, does an outsider speak?)] of a dialogue with labels ("DALE BRANDT:"); [] if it is none.

    A text is a dialogue if at least three lines begin with a label and one of them comes back. The outlet's own people are told by
    their role.
    """
    found = []
    for line in LINE.finditer(plain):
        match = LABEL.match(plain, line.start(), line.end())
        if match and match.group(1).lower() not in NO_NAMES:
            found.append((match.start(1), match.end(1), match.group(1), (match.group(2) or "").lower(), line.start(), line.end()))
    surnames = [f[2].split()[-1].lower() for f in found]
    if len(found) < 3 or len(set(surnames)) > len(surnames) - 1 or len(set(surnames)) < 2:
        return []
    own = {name for f, name in zip(found, surnames) if set((f[2] + " " + f[3]).lower().strip("()").split()) & staff}
    ends = [f[4] for f in found[1:]] + [found[-1][5]]
    return [(f[0], f[1], end, name not in own) for f, name, end in zip(found, surnames, ends)]


def ends_head(tokens, k):
    """Does the token at k end what heads a row: a sign, or its number (no day before a colon)?"""
    t = tokens[k]
    if t.mention:
        return not (t.mention.kind == "date" and k + 1 < len(tokens) and tokens[k + 1].raw == ":")
    return k and (t.raw == ":" or t.raw in "–—-" and t.start > tokens[k - 1].end)


def quotations(plain):
    """([(start, end)] of the quotations of a text between double marks that pair within a paragraph, those of them that the next
    paragraph goes on with).

    What never closes is a quotation only where the next paragraph opens with a mark.
    """
    found, unclosed = [], set()
    for line in LINE.finditer(plain):
        start = -1
        at = plain.find('"', line.start(), line.end())
        while at >= 0:
            if start < 0:
                start = at
            else:
                found.append((start, at + 1))
                start = -1
            at = plain.find('"', at + 1, line.end())
        if start >= 0 and plain[line.end():].lstrip()[:1] == '"':
            found.append((start, line.end()))
            unclosed.add(found[-1])
    return found, unclosed
