"""From a text to its claims: every number a mention, every mention a claim of some measure or a reason why not.

`read` is the pure function underneath everything: the notebooks, the command line and a cluster call the same one.
"""

import re
from bisect import bisect_left

from .. import codebook as books
from ..attribution.pronouns import antecedent
from ..attribution.voices import Voices
from ..grammar.clauses import QUANTITY, SMALL, sentence
from ..quantities.find import mentions as find_mentions
from ..text import normalize, sentences
from . import carry, stances
from .claimrow import row
from .context import KIND_REASONS
from .grids import Grids
from .headed import head
from .layout import FIGURES, headings, labelled_rows, lines, pieces
from .machine import machine
from .reading import read_unit
from .rebuttals import rebutted

CHAIN = 30  # units through which a pronoun is followed back in one go
EDITORS, EDITED = 5, re.compile(r"\([A-Z][a-z]+(?:s|ed) [^\n]*\)$", re.M)  # units among which the editors' note on a new version stands
# "While these reports await …"
TOLD = r"(?:reports?|claims?|figures?|accounts?|numbers?|allegations?|information|tolls?|estimates?|tall(?:y|ies)|counts?)"
OF_THESE = re.compile(  # "While these reports await …"
    rf"(?:while |although |though |but |however, |yet )?(?:(?:these|those|this|that|the|such|neither|both) {TOLD}|"
    r"(?:neither|none) of (?:them|these|those|the))\b"
)
OF_BOTH = re.compile(  # of the sentence before as well: "Neither figure could be checked."
    rf"\b(?:(?:neither|both|either) {TOLD}|(?:neither|none|both|either) of (?:them|(?:these|those|the|their)(?: two| three)? {TOLD})|"
    r"neither (?:could|can|has|was|is))\b"
)


def read(text, published, codebook, source_id="", actors=None, outlet=""):
    """(mentions, claims) of a text: two lists of rows with the columns of cells.COLUMNS.

    published: 'YYYY-MM-DD', an interval 'A/B', or None. codebook: a Codebook or the path of one (then the actors.yaml beside it is used).
    """
    if not isinstance(codebook, books.Codebook):
        actors = actors or books.actors_beside(codebook)
        codebook = books.load(codebook)
    return Document(text, published, machine(codebook, actors), source_id, outlet).rows()


class Document:
    """One text while it is being read: its units (sentences, headings, list items), the speaker last named, the numbers last read."""

    def __init__(self, text, published, rules, source_id, outlet):
        self.text, self.id = text, source_id
        self.published = (published or "").split("/")[-1]
        self.outlet = outlet or (f"source {source_id}" if source_id else "")
        self.plain = normalize(text)
        self.found = find_mentions(text, published, plain=self.plain)
        self.rules = rules.taught(self.plain, self.found)
        self.units = [piece for unit in sentences(self.plain) for piece in pieces(self.plain, *unit)]
        starts = [m.start for m in self.found]
        self.members = [self.found[bisect_left(starts, a):bisect_left(starts, b)] for a, b in self.units]
        self.lines = lines(text, self.units)
        self.headed = headings(self.plain, self.units)
        self.standing = rules.bulletins.standing(self.plain, self.units, self.members, self.published)
        self.away = {}  # unit => is it set where the event was not
        self.explained = {}  # unit => what the next one says that its number counts
        self.parsed, self.cued, self.claims, self.why, self.lowered = {}, {}, {}, {}, {}
        self.voices, self.grids = Voices(self), Grids(self)
        self.rowed = labelled_rows(self.plain, self.units, self.members)
        self.headed |= {u - 1 for u in self.rowed - {0} if self.plain[self.units[u - 1][1] - 1] == ":" and u - 1 not in self.rowed}
        self.listed = {u for u in range(len(self.units)) if self.voices.item(u)}
        self.rebutted = rebutted(self)
        self.before = {}  # kind of number => [(unit, description, value)] read so far
        self.theme = self.title = None  # what the heading above, and the headline of the text, are about
        self.heads = {}  # the words of both
        self.subjects = {}  # kind of number => what claims of that kind counted, the first first
        self.told, self.untold = {}, []  # value => measure that claims it; numbers that do not say what they count
        self.ground = None  # the place a heading sets for what stands below it
        self.over_list = False  # that heading is a sentence that asks how many, and holds for its list only
        self.settled = None  # (unit, area) of the claim read last
        self.sole = None  # the one part of the whole that the text speaks of, as a tuple; () if it speaks of several: when first asked for
        self.said = None  # (unit, from, to) of the last day that a sentence names for a claim
        self.spoken = {}  # unit => who speaks in it on a day it names
        self.heard = {}  # unit => the cue of its last speaker, for a sentence after it that only goes on
        self.uncapitalised = None  # the words it writes with a small letter: when first asked for

    # ---------------------------------------------------------------- pieces, made when first asked for

    def sentence(self, u):
        if u not in self.parsed:
            self.parsed[u] = sentence(self.plain, *self.units[u], self.members[u], self.rules.vocab)
            self.parsed[u].line = u in self.headed and u not in self.rowed
        return self.parsed[u]

    def cues(self, u):
        """Cues of unit u, pronouns resolved.

        Whom "he said" means is asked of the units before; a long chain of them is gone through from its start.
        """
        if u not in self.cued:
            start = u
            while start and start - 1 not in self.cued:
                start -= 1
            for v in range(start, u - CHAIN, CHAIN):
                self.cues(v)
            self.cued[u] = cues = self.rules.speech.cues(self.sentence(u), first=u == 0)
            if u < EDITORS and EDITED.match(self.plain, *self.units[u]):
                cues[:] = [c for c in cues if c.rule in ("according", "carrier")]  # "(Recasts; adds Seoul)" names nobody who speaks
            if self.voices.labelled(self.units[u][0]):  # a dialogue's labels are read by its turns
                cues[:] = [c for c in cues if c.rule != "headline"]
            cues[:] = [c for c in cues if c.rule != "headline" or not self.common(c.who)]
            for cue in cues:
                if cue.pronoun:
                    cue.who = antecedent(self, u, cue) or cue.who
        return self.cued[u]

    def common(self, who):
        """Is the one word that heads a line ("Blackout: “no proof” …") no name, since the text has it as a common word too?"""
        word, v = self.plain[slice(*who)].lower(), self.rules.speech.v
        if not word.isalpha() or word in v.names or word in v.speakers or word in v.surnames or word in v.places:
            return False
        if self.uncapitalised is None:
            self.uncapitalised = frozenset(re.findall(r"\b[a-z]+\b", self.plain))
        return word in self.uncapitalised

    def lower(self, u):
        if u not in self.lowered:
            self.lowered[u] = self.plain[slice(*self.units[u])].lower()
        return self.lowered[u]

    def same_paragraph(self, u, v):
        if u > v:
            u, v = v, u
        return 0 <= u and v < len(self.lines) and (u == v or self.lines[u][1] == self.lines[v][0])

    def opening(self, u):
        """Plain text of unit u up to its first number."""
        first = next((m.start - self.units[u][0] for m in self.members[u] if m.kind in QUANTITY), None)
        return self.lower(u)[:first]

    def abroad(self, u):
        """Is unit u set where the event was not, or the one before in the paragraph, if this one names no place?"""
        v, whereabouts = u, self.rules.whereabouts
        while v and v not in self.away and self.same_paragraph(v, v - 1):
            s = self.sentence(v)
            if whereabouts.abroad(s) or whereabouts.find(s):
                break
            v -= 1
        away = self.away[v] if v in self.away else whereabouts.abroad(self.sentence(v))
        self.away.update(dict.fromkeys(range(v, u + 1), away))
        return away

    def beside(self, u, v):
        """Plain text of unit v if it may say whether a number of unit u is true, and has no number of its own.

        It stands in the same paragraph, or in the next and is of "these reports".
        """
        near = self.same_paragraph(u, v) or v == u + 1 < len(self.units) and OF_THESE.match(self.lower(v))
        alone = near and not any(m.kind in QUANTITY and m.surface.lower() not in SMALL for m in self.members[v])
        return self.lower(v) if alone else None

    def behind(self, u):
        """Plain text of the next sentence that may say whether a number of unit u is true; if that is of two numbers, the one after it."""
        near = self.same_paragraph(u, u + 1) and any(m.kind in QUANTITY for m in self.members[u + 1])
        words = self.beside(u + 1, u + 2) if near else None
        return words if words and OF_BOTH.search(words) else self.beside(u, u + 1)

    # ---------------------------------------------------------------- reading

    def rows(self):
        for u in range(len(self.units)):
            if self.over_list and u not in self.listed:
                self.theme = self.ground = None
            self.over_list = self.over_list and u in self.listed
            if u in self.headed:
                head(self, u)
            if self.members[u]:
                low = self.lower(u)
                worth = {m.start for m in self.members[u] if self.rules.reader.concerns(m, low)}
                if len(self.members[u]) > FIGURES:
                    self.why.update(dict.fromkeys(worth, "one of a long row of figures, not of a sentence"))
                elif worth:
                    read_unit(self, u, worth)
        carry.echo(self)
        stances.read(self, self.rules.stances)
        self.voices = self.grids = None  # they point back: without them what was read goes at once, and waits for no search for cycles
        return self.mention_rows(), [self.claims[start] for start in sorted(self.claims)]

    def claim(self, u, s, i, measure, place, cues, span=None, position=""):
        """Add the row of a claim: see claimrow.row."""
        found = row(self, u, s, i, measure, place, cues, span, position)
        self.claims[found["start"]] = found

    def mention_rows(self):
        rows = []
        for m in self.found:
            claim = self.claims.get(m.start)
            rows.append({
                "mention_id": f"{self.id}:{m.start}", "source_id": self.id, "start": m.start, "end": m.end, "surface": m.surface,
                "kind": m.kind, "low": m.low, "high": m.high, "modality": m.modality, "unit": m.unit, "head": m.head,
                "claim_id": claim["claim_id"] if claim else "",
                "reason_not_a_claim": "" if claim else self.why.get(m.start) or KIND_REASONS.get(m.kind, "no measure covers it"),
            })
        return rows
