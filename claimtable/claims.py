"""From a text to its claims: every number a mention, every mention a claim of some measure or a reason why not.

`read` is the pure function underneath everything: the notebooks, the command line and a cluster call the same one.
"""

import re
from bisect import bisect_left
from dataclasses import replace

from . import codebook as books
from .attribution import Speech, gapped, goes_on, speaker_of
from .clauses import QUANTITY, lexicon, sentence, vocabulary
from .measures import Reader, carried_over
from .quantities import mentions as find_mentions
from .stances import Stances
from .stances import read as read_stances
from .status import Status
from .text import normalize, sentences
from .whereabouts import Whereabouts, as_of

FAMILY = {"vague": "number", "fraction": "percent"}  # kinds between which a left-out noun carries over


class Machine:
    """Everything compiled from one codebook, its actors and the lexicon; built once, then used for any number of texts."""

    def __init__(self, book, actors):
        lex = lexicon()
        self.book, self.actors, self.lexicon = book, actors, lex
        self.vocab = vocabulary(book)
        self.vocab.rate_units = lex["grammar"]["rate_units"]
        self.reader = Reader(book, self.vocab)
        self.speech = Speech(lex, self.vocab, actors)
        self.status = Status(lex)
        self.whereabouts = Whereabouts(book, actors)
        self.stances = Stances(book)
        self.canonical = {}
        self.areas = {bare(alias): actor.area for actor in actors.actors if actor.area for alias in (actor.name, *actor.aliases)}
        for actor in actors.actors:
            for alias in (actor.name, *actor.aliases):
                self.canonical[bare(alias)] = actor.name


_machines = {}


def machine(book, actors=None):
    """The compiled rules for a codebook: remembered, since compiling costs more than reading a text."""
    actors = actors or books.Actors()
    key = (id(book), id(actors))
    if key not in _machines:
        if len(_machines) > 16:
            _machines.clear()
        _machines[key] = (Machine(book, actors), book, actors)
    return _machines[key][0]


def read(text, published, codebook, source_id="", actors=None, outlet=""):
    """(mentions, claims) of a text: two lists of rows with the columns of tables.COLUMNS.

    published: 'YYYY-MM-DD', an interval 'A/B', or None. codebook: a Codebook or the path of one (then the actors.yaml beside it is used).
    """
    if not isinstance(codebook, books.Codebook):
        actors = actors or books.actors_beside(codebook)
        codebook = books.load(codebook)
    return Document(text, published, machine(codebook, actors), source_id, outlet).rows()


class Document:
    """One text while it is being read: its units, the speaker last named, the number last read."""

    def __init__(self, text, published, rules, source_id, outlet):
        self.text, self.rules, self.id = text, rules, source_id
        self.plain = normalize(text)
        self.units = sentences(text)
        self.found = find_mentions(text, published)
        self.outlet = outlet or (f"source {source_id}" if source_id else "")
        starts = [m.start for m in self.found]
        self.members = [self.found[bisect_left(starts, a):bisect_left(starts, b)] for a, b in self.units]
        self.headed = headings(self.plain, self.units)
        self.said = None  # (unit, from, to) of the last day of speaking
        self.bulletin_at, self.bulletin = bulletin_date(self.plain, self.units, self.members)
        self.ground = ""  # the place a heading sets for what stands below it
        self.parsed, self.cued, self.speakers = {}, {}, []
        self.claims, self.why, self.before = {}, {}, {}
        self.theme = self.subject = None  # what the heading above, and what the first claim of the text, is about

    # ---------------------------------------------------------------- pieces, made when first asked for

    def sentence(self, u):
        if u not in self.parsed:
            a, b = self.units[u]
            self.parsed[u] = sentence(self.plain, a, b, self.members[u], self.rules.vocab)
        return self.parsed[u]

    def cues(self, u):
        """Cues of unit u with pronouns resolved and, where the unit has none, what governs it from outside."""
        if u not in self.cued:
            self.cued[u] = cues = self.rules.speech.cues(self.sentence(u), first=u == 0)
            for cue in cues:
                if cue.pronoun:
                    cue.who = self.antecedent(u, cue) or cue.who
        return self.cued[u]

    def antecedent(self, u, cue):
        """Span of the last speaker or subject named before a pronoun, in this unit or up to three before."""
        for v in range(u, max(-1, u - 4), -1):
            named = [c.who for c in (self.cues(v) if v < u else self.cued.get(u, [])) if c.who != (0, 0) and (v < u or c.at < cue.at) and not c.pronoun]
            opening = self.rules.speech.opening_subject(self.sentence(v)) if v < u else None
            if opening and (not named or opening not in named) and not named:
                return opening
            if named:
                return named[-1]
        return None

    def lower(self, u):
        a, b = self.units[u]
        return self.plain[a:b].lower()

    def same_paragraph(self, u, v):
        if not (0 <= u < len(self.units) and 0 <= v < len(self.units)):
            return False
        a, b = sorted((self.units[u], self.units[v]))
        return "\n" not in self.text[a[1]:b[0]]

    def speaks_of(self, u, v):
        """May unit v say whether a number of unit u is true? In the same paragraph and without a number of its own."""
        return self.same_paragraph(u, v) and not any(m.kind in QUANTITY and m.surface.lower() != "one" for m in self.members[v])

    # ---------------------------------------------------------------- reading

    def rows(self):
        for u in range(len(self.units)):
            if u in self.headed:
                self.head(u)
            if any(m.kind in self.rules.reader.kinds for m in self.members[u]):
                self.read_unit(u)
        read_stances(self, self.rules.stances)
        return self.mention_rows(), [self.claims[start] for start in sorted(self.claims)]

    def head(self, u):
        """A heading sets what the numbers below it count where they do not say so, and the place they are for."""
        s = self.sentence(u)
        if u:
            self.before = {}
        if not any(t.mention and t.mention.kind in QUANTITY for t in s.tokens):
            if not any(t.low in ("it", "they", "them", "there", "these", "those") for t in s.tokens) or self.theme is None:
                self.theme = None
            self.theme = self.rules.reader.theme(s) or self.theme
        elif u:
            self.theme = None
        places = self.rules.whereabouts.find(s) if self.rules.book.whole else []
        if places and (u == 0 and ":" in s.text[places[0][1] - s.start:][:1] or u and len(s.tokens) < 7 and not any(t.mention for t in s.tokens)):
            self.ground = places[0]
        elif u and len(s.tokens) < 7:
            self.ground = self.ground if u == 1 or not self.ground or self.ground[0] < self.units[0][1] else ""

    def read_unit(self, u):
        s, rules = self.sentence(u), self.rules
        places = rules.whereabouts.find(s)
        cues = self.cues(u)
        voices = [c.who for c in cues if c.who != (0, 0)]
        last_place = None
        for i, token in enumerate(s.tokens):
            mention = token.mention
            if mention is None or mention.kind not in rules.reader.kinds:
                continue
            described = rules.reader.describe(s, i)
            place = rules.whereabouts.of(s, i, described, voices, places)
            if place is None and rules.book.whole and described.generic:
                place = next((p for p in places if any(a <= p[0] and p[1] <= b for a, b in voices)), None)
            if place is None and self.ground:
                place = self.ground
            area_of_speaker = () if place or not rules.book.whole else self.home(s, cues, mention, places)
            names = place[2] if place else area_of_speaker
            area = lambda wanted: rules.whereabouts.within(names, wanted)
            if described.thing == "" and stands_for_a_person(s.tokens, i):
                self.why[mention.start] = "an age, or one person told apart"
                continue
            measure, why, described = self.choose(u, mention, described, area)
            if (described.thing or described.events) and not (described.thing == "?" and described.generic):
                if not (i and s.tokens[i - 1].low in ("with", "including")):
                    self.before.setdefault(family(mention, described), []).append((u, described, mention.high or mention.low))
            if measure and self.too_early(s, i, cues):
                measure, why = None, "dated before the event: it speaks of another one"
            if measure:
                self.subject = self.subject or described
                self.claim(u, s, i, measure, place, cues)
            else:
                self.why[mention.start] = KIND_REASONS.get(mention.kind, "") if mention.kind not in QUANTITY else why or self.reason(mention, described)

    def home(self, s, cues, mention, places):
        """The place a speaker's numbers are for when no place is said: one in its name, or its `area` in actors.yaml."""
        cue, _ = speaker_of(s, cues, mention.start, mention.end)
        if cue is None or cue.who == (0, 0) or JOINT.search(s.low):
            return ()
        inside = next((p for p in places if cue.who[0] <= p[0] and p[1] <= cue.who[1]), None)
        if inside:
            return inside[2]
        who = bare(self.text[slice(*cue.who)])
        area = next((area for name, area in self.rules.areas.items() if name in who), None)
        return (area,) if area else ()

    def choose(self, u, mention, described, area):
        """(measure, why not, description): as it stands, else with the noun carried over from the number before, else from the theme."""
        measure, why = self.rules.reader.choose(mention, described, area)
        if measure or described.thing or mention.kind not in QUANTITY:
            return measure, why, described
        kind = family(mention, described)
        before = self.antecedent_number(u, kind, mention, described)
        if before and not (described.events and before[1].thing == "?"):
            carried = carried_over(described, before[1])
            measure, why = self.rules.reader.choose(mention, carried, area)
            return measure, why, carried
        if kind == "number" and mention.low and mention.low >= 1e6 and not before and self.before.get("money") and u - self.before["money"][-1][0] <= 2:
            carried = carried_over(described, self.before["money"][-1][1])
            measure, why = self.rules.reader.choose(replace_kind(mention, "money"), carried, area)
            return measure, why, carried
        said = any(c.right[0] <= mention.start < c.right[1] and mention.start - c.at < 40 for c in self.cued.get(u, ()))
        theme = self.theme or (self.subject if described.generic or said or u in self.headed else None)
        if theme and not described.events:
            carried = carried_over(described, theme)
            measure, why = self.rules.reader.choose(mention, carried, area)
            return measure, why, carried
        return measure, why, described

    def antecedent_number(self, u, kind, mention, described):
        """(unit, description, value) of the number a left-out noun carries over from: the last one near by and of the same size."""
        value = mention.high or mention.low
        for before in reversed(self.before.get(kind, [])[-4:]):
            if u - before[0] > 2 or described.generic and not self.same_paragraph(u, before[0]):
                return None
            if not value or not before[2] or kind != "number" or 1 / SAME_SIZE <= value / before[2] <= SAME_SIZE:
                return before
        return None

    def claim(self, u, s, i, measure, place, cues, span=None, position=""):
        """Row for the number that is token i, or for the words of `span` that take a position."""
        mention, rules = s.tokens[i].mention if span is None else None, self.rules
        start, end = span or (mention.start, mention.end)
        cue, outer = speaker_of(s, cues, start, end)
        if cue is None and not cues and goes_on(s) and self.same_paragraph(u, u - 1):
            cue = next((c for c in reversed(self.cues(u - 1)) if c.who != (0, 0)), None)
        other = gapped(rules.speech, s, i, cue) if cue and span is None and cue.right[0] <= start else None
        if other:
            cue = replace(cue, who=other, relay=(0, 0))
        who = self.text[slice(*cue.who)] if cue else ""
        relay = self.text[slice(*cue.relay)] if cue and cue.relay != (0, 0) else self.text[slice(*outer.who)] if outer else ""
        after = self.lower(u + 1) if self.speaks_of(u, u + 1) else None
        before = self.lower(u - 1) if self.speaks_of(u, u - 1) else None
        following = self.lower(u + 1) if self.same_paragraph(u, u + 1) else None
        status = rules.status.of(s, i, before, after, cues, following)
        status = {"actual": measure.plain_status, "expected": measure.future_status}.get(status, status)
        since, until = self.dated(u, s, i, cue, status)
        if measure.as_of:
            since = until = measure.as_of
        hedge = rules.speech.hedge.search(s.low)
        self.claims[start] = {
            "claim_id": f"{self.id}:{start}", "source_id": self.id, "measure": measure.name, "kind": measure.kind,
            "surface": self.text[start:end], "low": mention and in_unit(mention, mention.low, measure),
            "high": mention and in_unit(mention, mention.high, measure),
            "modality": mention.modality if mention else "", "unit": measure.unit, "position": position, "status": status,
            "place": self.text[place[0]:place[1]] if place and not measure.placeless else "",
            "as_of_from": since, "as_of_to": until, "as_of_basis": "inferred" if measure.as_of else "stated" if since else "published",
            "attributed_to": who, "origin": self.origin(who), "relay": relay, "cue": cue.cue if cue else "",
            "hedge": s.text[hedge.start():hedge.end()] if hedge else "", "quote": self.text[s.start:s.end], "start": start,
            "end": end, "coded_by": "rule", "note": "",
        }

    def too_early(self, s, i, cues):
        begins = self.rules.book.begins
        if not begins:
            return False
        cue, _ = speaker_of(s, cues, s.tokens[i].start, s.tokens[i].end)
        _, until, said = as_of(s, i, cue, False, True)
        return bool(until) and not said and until < begins

    def dated(self, u, s, i, cue, status):
        """(from, to) of the day a number speaks about: from its sentence, the one before it, or the dated head of a bulletin."""
        since, until, said = as_of(s, i, cue, status == "expected", self.rules.book.as_of_expected == "target")
        if said:
            self.said = u, since, until
        if since:
            return since, until
        if self.said and self.same_paragraph(u, self.said[0]) and u - self.said[0] <= 1 and (goes_on(s) or cue and cue.pronoun):
            return self.said[1:]
        return self.bulletin if u > self.bulletin_at else ("", "")

    def origin(self, who):
        if not who:
            return self.outlet
        return self.rules.canonical.get(bare(who), who)

    def reason(self, mention, described):
        if described.thing == "?":
            return f"counts {described.noun}, which no measure covers"
        if described.thing or described.events:
            said = ", ".join(sorted({described.thing, *described.events} - {""}))
            return f"counts {said} in a way no measure covers"
        return "what it counts is not said"

    def mention_rows(self):
        rows = []
        for m in self.found:
            claim = self.claims.get(m.start)
            rows.append({
                "mention_id": f"{self.id}:{m.start}", "source_id": self.id, "start": m.start, "end": m.end, "surface": m.surface, "kind": m.kind,
                "low": m.low, "high": m.high, "modality": m.modality, "unit": m.unit, "head": m.head,
                "claim_id": claim["claim_id"] if claim else "",
                "reason_not_a_claim": "" if claim else self.why.get(m.start) or KIND_REASONS.get(m.kind, "no measure covers it"),
            })
        return rows


KIND_REASONS = {
    "date": "a date", "time": "a time of day", "age": "an age", "identifier": "part of a name, label or model number", "ordinal": "a place in an order",
    "rank": "a rank", "score": "a score", "duration": "a length of time", "distance": "a distance", "measurement": "a size or weight",
    "percent": "a share that no measure covers", "money": "an amount of money that no measure covers", "fraction": "a part of something no measure covers",
}


def headings(plain, units):
    """Numbers of the units that are headings: the first line, and short lines of their own that are no sentence, before other text."""
    found = {0} if units else set()
    for u, (a, b) in enumerate(units[:-1]):
        line = plain.rfind("\n", 0, a) + 1
        alone = a - line < 7 and not any(c in "•*–—" for c in plain[line:a]) and plain[b:b + 2].strip(" \t\r").startswith("\n")
        if alone and b - a < 90 and plain[b - 1] not in ".,;:\"" and plain[a:b].count(" ") < 13:
            found.add(u)
    return found


def bulletin_date(plain, units, members):
    """(unit, (from, to)) of the date in the head of a live page or bulletin, which holds for every number below it; (-1, ('', '')) if none.

    A head counts if it says "as of", or if the text is cut up by clock times on lines of their own.
    """
    times = len(CLOCK.findall(plain)) > 1
    for u in range(min(4, len(units))):
        for m in members[u]:
            if m.kind == "date" and m.date_from and m.date_from == m.date_to and m.surface[-4:].isdigit():
                a, b = units[u]
                if "as of" in plain[max(a, m.start - 12):m.start].lower() or times and b - a < 120:
                    return u, (m.date_from, m.date_to)
    return -1, ("", "")


JOINT = re.compile(r"\b(?:combined|joint|jointly|both|together|overall|altogether|two countries|total)\b")
CLOCK = re.compile(r"^\W{0,3}\d{1,2}[.:]\d\d ?(?:[ap]\.?m\.?|[A-Z]{3,4})?\b", re.M)


def replace_kind(mention, kind):
    return mention._replace(kind=kind) if hasattr(mention, "_replace") else replace(mention, kind=kind)


def stands_for_a_person(tokens, i):
    """"one later died", "Hulya, 41, said": no number of its own noun."""
    if tokens[i].low in ("one", "the one"):
        return True
    value = tokens[i].mention.low
    return value is not None and value < 120 and 0 < i < len(tokens) - 1 and tokens[i - 1].raw == "," and tokens[i + 1].raw in ",." and \
        tokens[i].raw.isdigit() and not tokens[i - 2].mention


SAME_SIZE = 40  # "18 deserted … 11,000": numbers further apart than this do not count the same thing


def family(mention, described):
    """Numbers between which a left-out noun carries over: a share goes on from a share, a count from a count."""
    return "number" if mention.kind == "measurement" and described.thing not in ("", "?") else FAMILY.get(mention.kind, mention.kind)


def in_unit(mention, value, measure):
    """A fraction as percent where the measure is in percent: a third => 33.3."""
    if value is None or measure.unit != "percent" or mention.kind != "fraction":
        return value
    return round(100 * value, 1)


def bare(name):
    """'the Pentagon' => 'pentagon'."""
    name = " ".join(name.lower().replace("’", "'").replace("ʼ", "'").split())
    return name.removeprefix("the ").removesuffix("'s")
