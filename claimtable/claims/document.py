"""From a text to its claims: every number a mention, every mention a claim of some measure or a reason why not.

`read` is the pure function underneath everything: the notebooks, the command line and a cluster call the same one.
"""

import re
from bisect import bisect_left

from .. import codebook as books, sureness
from ..attribution.pronouns import antecedent
from ..attribution.cue import NOBODY
from ..attribution.voices import Voices
from ..grammar.clauses import HEDGE, QUANTITY, SMALL, minor, sentence
from ..quantities.find import mentions as find_mentions
from ..text import normalize, sentences
from . import carry, context, grounds, stances, villages, whose
from .context import KIND_REASONS, in_unit, reason
from .forecasts import own_clause
from .grids import Grids
from .judging import YOURS
from .layout import ASKS, FIGURES, headings, labelled_rows, lines, pieces
from .machine import machine
from .nocounts import aged, beside_a_number, in_a_row, stands_for_a_person
from .placing import place_of
from .rebuttals import rebutted
from .when import dated

ECHOED = 100  # smallest number that, told twice, counts the same thing
CHAIN = 30  # units through which a pronoun is followed back in one go
TITLE = 9  # tokens of the longest heading that may name a thing and leave what happened to it to the rows below
EDITORS, EDITED = 5, re.compile(r"\([A-Z][a-z]+(?:s|ed) [^\n]*\)$", re.M)  # units among which the editors' note on a new version stands
OF_THESE = re.compile(r"(?:while |although |though |but |however, |yet )?(?:these|those|this|that|the|such) (?:reports?|claims?|figures?|accounts?|numbers?|allegations?|information)\b")  # "While these reports await …"
POINTING = frozenset(["it", "they", "them", "there", "these", "those"])  # a heading with one of these goes on with the one before


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
        self.text, self.rules, self.id = text, rules, source_id
        self.published = (published or "").split("/")[-1]
        self.outlet = outlet or (f"source {source_id}" if source_id else "")
        self.plain = normalize(text)
        self.found = find_mentions(text, published, plain=self.plain)
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
        self.said, self.spoken = None, {}  # (unit, from, to) of the last day that a sentence names for a claim; unit => who speaks in it on a day it names
        self.heard = {}  # unit => the cue of its last speaker, for a sentence after it that only goes on

    # ---------------------------------------------------------------- pieces, made when first asked for

    def sentence(self, u):
        if u not in self.parsed:
            self.parsed[u] = sentence(self.plain, *self.units[u], self.members[u], self.rules.vocab)
            self.parsed[u].line = u in self.headed and u not in self.rowed
        return self.parsed[u]

    def cues(self, u):
        """Cues of unit u, pronouns resolved. Whom "he said" means is asked of the units before; a long chain of them is gone through from its start."""
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
            for cue in cues:
                if cue.pronoun:
                    cue.who = antecedent(self, u, cue) or cue.who
        return self.cued[u]

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
        while v not in self.away and v and self.same_paragraph(v, v - 1) and not whereabouts.abroad(self.sentence(v)) and not whereabouts.find(self.sentence(v)):
            v -= 1
        away = self.away[v] if v in self.away else whereabouts.abroad(self.sentence(v))
        self.away.update(dict.fromkeys(range(v, u + 1), away))
        return away

    def beside(self, u, v):
        """Plain text of unit v if it may say whether a number of unit u is true: in the same paragraph, or the next and of "these reports", without a number of its own."""
        near = self.same_paragraph(u, v) or v == u + 1 < len(self.units) and OF_THESE.match(self.lower(v))
        alone = near and not any(m.kind in QUANTITY and m.surface.lower() not in SMALL for m in self.members[v])
        return self.lower(v) if alone else None

    # ---------------------------------------------------------------- reading

    def rows(self):
        for u in range(len(self.units)):
            if self.over_list and u not in self.listed:
                self.theme = self.ground = None
            self.over_list = self.over_list and u in self.listed
            if u in self.headed:
                self.head(u)
            if self.members[u]:
                low = self.lower(u)
                worth = {m.start for m in self.members[u] if self.rules.reader.concerns(m, low)}
                if len(self.members[u]) > FIGURES:
                    self.why.update(dict.fromkeys(worth, "one of a long row of figures, not of a sentence"))
                elif worth:
                    self.read_unit(u, worth)
        carry.echo(self)
        stances.read(self, self.rules.stances)
        self.voices = self.grids = None  # they point back: without them what was read goes at once, and waits for no search for cycles
        return self.mention_rows(), [self.claims[start] for start in sorted(self.claims)]

    def head(self, u):
        """A heading sets what the numbers below it count where they do not say so, and the place they are for."""
        s = self.sentence(u)
        numbered = any(s.tokens[k].number and not (minor(s.tokens[k]) and (u or 1 in self.listed) or stands_for_a_person(s.tokens, k)) for k in s.mentioned)
        if u and u in self.rowed:
            return
        if u:
            self.before = {}
        if not numbered or ASKS.search(s.text):
            kept = self.theme if ASKS.search(s.text) or not s.words.isdisjoint(POINTING) or "and" in s.words and any(t.low == "and" and (not k or s.tokens[k - 1].raw == ":") for k, t in enumerate(s.tokens)) else None
            found = self.rules.reader.theme(s, len(s.tokens) < TITLE)
            self.theme = found or kept
            if found:
                self.heads["theme"] = s.tokens
            if u == 0:
                self.title, self.heads["title"] = self.theme, s.tokens
        elif u:
            self.theme = None
        self.over_list = u + 1 in self.listed and bool(ASKS.search(s.text))
        whereabouts = self.rules.whereabouts
        places = [p for p in whereabouts.find(s) if len(whereabouts.parts(p[2])) == 1] if self.rules.book.whole else []
        length = next((k for k, t in enumerate(s.tokens) if t.raw == "("), len(s.tokens))
        if s.low.startswith("by "):
            return  # who wrote it, and where
        if places and (self.text[places[0][1]:places[0][1] + 1] == ":" and u not in self.rowed if u == 0 else length < (14 if u + 1 in self.listed else 9 if self.plain[self.units[u][1] - 1] in ":?" else 7) and not numbered or ASKS.search(s.text)):
            self.ground = places[0]
        elif u > 1 and length < 7 and self.ground and self.ground[0] >= self.units[0][1]:
            self.ground = None

    def read_unit(self, u, worth):
        """Read the numbers of unit u that start at one of the offsets `worth` reading."""
        s, rules = self.sentence(u), self.rules
        places, cues = rules.whereabouts.find(s), self.cues(u)
        voices = [c.who for c in cues if c.who != NOBODY]
        if any(m.rule == "phone" for m in self.members[u]):
            self.why.update(dict.fromkeys(worth, "what a page says about itself"))
            return
        for i in s.mentioned:
            mention = s.tokens[i].mention
            if mention.start not in worth:
                continue
            if mention.rule == "furniture":
                self.why[mention.start] = "what a page says about itself"
                continue
            if in_a_row(s, i):
                self.why[mention.start] = "digits of a telephone number, a card or a reference"
                continue
            if beside_a_number(s, i):
                self.why[mention.start] = "a ratio, or by how much a number rose"
                continue
            described = rules.reader.describe(s, i, voices)
            if described.thing in ("", "?") and not (described.events and (mention.low or 0) >= ECHOED) and any(a <= mention.start and mention.end < b for a, b in voices):
                self.why[mention.start] = "counts those who speak"
                continue
            if described.thing == "" and stands_for_a_person(s.tokens, i) or aged(s.tokens, i) and (i + 1 == len(s.tokens) or not s.tokens[i + 1].raw.isalpha()):
                self.why[mention.start] = "an age, or one person told apart"
                continue
            own = rules.book.whole and grounds.OWN.search(described.words) and grounds.home(self, u, s, cues, mention, places)
            place = place_of(rules.whereabouts, s, i, described, [*voices, *((c.at, max(c.right[0], c.left[1]) if c.right != NOBODY else s.end) for c in cues if c.left[0] <= mention.start < c.left[1])], places) or self.grids.place(mention.start) or carry.below(self, u) or \
                (None if own or grounds.again(self, u, s, i) else self.ground or grounds.pointed(self, u, described, mention.start))
            if place is None and rules.book.whole and described.generic:
                place = next((p for p in places if any(a <= p[0] and p[1] <= b for a, b in voices)), None)
            if described.part and (own or place and place is not self.ground and grounds.of_part(self, s, mention, place)):
                described.part = False  # a part of the area is what an area's measure counts
            names = place[2] if place else own or grounds.opposite(self, u, s, mention) or grounds.home(self, u, s, cues, mention, places) or grounds.settled(self, u, s, mention, places) or grounds.alone(self, s, mention, places)
            silent = s.tokens[i].number and not (described.thing or described.events or described.rates)
            measure, why, described = carry.choose(self, u, i, mention, described, lambda area: rules.whereabouts.within(names, area))
            if silent and measure and described.carried and not self.grids.row(mention.start):
                measure = self.told.get((mention.kind, mention.low, mention.high), measure)
            if measure and self.abroad(u):
                measure, why = None, "about another place, which the event did not reach"
            if measure and carry.too_early(self, s, i, cues):
                measure, why = None, "dated before the event: it speaks of another one"
            carry.remember(self, u, s, i, described)
            if measure:
                self.subjects.setdefault("number" if mention.kind == "vague" else mention.kind, {}).setdefault((described.thing, described.events), described)
                self.told.setdefault((mention.kind, mention.low, mention.high), measure)
                self.settled = self.settled if measure.as_of else (u, names)  # where the event was is not where its victims are
                self.claim(u, s, i, measure, villages.of(self, u, s, i, measure, place, names, places, voices, cues), cues)
            else:
                if silent and not why and (mention.high or mention.low or 0) >= ECHOED:
                    self.untold.append((u, s, i, place, cues))
                self.why[mention.start] = why or reason(mention, described) if s.tokens[i].number else KIND_REASONS.get(mention.kind, "")

    # ---------------------------------------------------------------- rows

    def claim(self, u, s, i, measure, place, cues, span=None, position=""):
        """Row for the number that is token i, or for the words of `span` that take a position."""
        mention, rules = s.tokens[i].mention if span is None else None, self.rules
        start, end = span or (mention.start, mention.end)
        following = self.opening(u + 1) if self.same_paragraph(u, u + 1) or u + 1 < len(self.units) and YOURS.match(self.lower(u + 1)) else None
        if following and len(following) < 24 and following.endswith("?") and u + 2 < len(self.units):
            following = self.opening(u + 2)  # "I read that 300 died. True? / No."
        status = rules.status.of(s, i, self.beside(u, u - 1), self.beside(u, u + 1), cues, following)
        heard = [c for c in cues if status != "denied" or c.cue.lower().split(" ")[0] not in rules.speech.v.naming]
        cue, relay = whose.speaker(self, u, s, i, heard, start, end, span)
        if cue and cue.rule == "turn" and status == "unverified":
            cue = None  # "There is also that story of 300 dead, which nobody has confirmed": the guest only passes it on
        who = self.text[slice(*cue.who)] if cue else ""
        reply = self.voices.replied(start) if status in ("actual", "expected") else ""
        status = "denied" if status == "actual" and u in self.rebutted else rules.status.replied(reply) or status
        status = {"actual": measure.plain_status, "expected": measure.future_status}.get(status, status)
        since, until, basis = (measure.as_of, measure.as_of, "inferred") if measure.as_of else dated(self, u, s, i, cue, status)
        if status == "actual" and self.published and since > self.published and not measure.as_of:
            status = "expected"  # "10,900 in all by the end of December", written in October
            since, until, basis = dated(self, u, s, i, cue, status)
        if status == "actual" and since <= self.published < until:
            until = self.published  # "this fall", written in early November: what is stated as fact had happened by then
        self.claims[start] = {
            "claim_id": f"{self.id}:{start}", "source_id": self.id, "measure": measure.name, "kind": measure.kind, "surface": self.text[start:end],
            "low": mention and in_unit(mention, mention.low, measure), "high": mention and in_unit(mention, mention.high, measure),
            "modality": mention.modality if mention else "", "unit": measure.unit, "position": position, "status": status,
            "place": self.text[place[0]:place[1]] if place and not measure.placeless else "", "as_of_from": since, "as_of_to": until,
            "as_of_basis": basis, "attributed_to": who,
            "origin": self.origin(u, who), "relay": relay, "cue": cue.cue if cue else "",
            "hedge": self.hedge(s, i, start, end, status, self.cues(u)) if span is None else stances.hedge_near(rules, s, i, start, end, self.cues(u)),
            "quote": self.text[s.start:s.end], "start": start, "end": end, "coded_by": "rule", "note": "",
        }

    def hedge(self, s, i, start, end, status, cues):
        """The "if" that the number stands under; the hedge nearest before it in its clause, else the first after it in what is said of it
        ("are reported to"); or ''."""
        condition = sureness.CONDITION.search(s.text[self.rules.status.clause(s, i)[0]:start - s.start]) if status == "expected" else None
        if condition:
            return condition[0]
        before = stances.hedge_near(self.rules, s, i, start, end, cues)
        after = None if before or not s.calls & HEDGE else self.rules.speech.hedge.search(s.low, end - s.start, own_clause(s, i, len(s.low)))
        return s.text[slice(*after.span())] if after else before

    def origin(self, u, who):
        """Whose claim it is: `Machine.speaker`; the outlet itself if nobody is named."""
        return context.origin(self.rules.speaker(who), self.outlet, self.rules.anonymous) if who else self.outlet

    def mention_rows(self):
        rows = []
        for m in self.found:
            claim = self.claims.get(m.start)
            rows.append({
                "mention_id": f"{self.id}:{m.start}", "source_id": self.id, "start": m.start, "end": m.end, "surface": m.surface, "kind": m.kind,
                "low": m.low, "high": m.high, "modality": m.modality, "unit": m.unit, "head": m.head, "claim_id": claim["claim_id"] if claim else "",
                "reason_not_a_claim": "" if claim else self.why.get(m.start) or KIND_REASONS.get(m.kind, "no measure covers it"),
            })
        return rows
