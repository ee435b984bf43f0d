"""Where: the places of a codebook, as a text names them, and what lies in what. Which of them a number is for says placing.py."""

import copy
import re

from .. import lexicon as lexicons
from ..grammar.clauses import PREDICATIVE, minor
from ..grammar.links import OPENING_PREPOSITIONS
from ..places import Places

DIRECTIONS = tuple("north south east west central northern southern eastern western far mid upper lower greater".split())
DIRECTION = re.compile(rf"(?:(?:{'|'.join(DIRECTIONS)})[- ]?){{1,3}}$", re.I)
REGION = re.compile(
    r"(?:'s|’s)?(?:[ -](?:cities|towns|provinces|districts|village|region|oblast|province|district|area|county|city|"
    r"governorate|sector|front|valley|border|bay|island|peninsula|"
    r"town|state|prefecture|republic))*", re.I
)
TOWN = re.compile(r" of ([A-Z][\w'-]*(?: [A-Z][\w'-]+)?)(?![\w'-])")  # behind "the Ruish city"
KIND = "(?:city|town|village|district|province|county|region|governorate|municipality|hamlet|suburb|port)"
EXPLAINING = re.compile(rf",? (?:(?:an?|the) (?:[\w-]+ ){{0,2}}{KIND} )?in (?:the )?")  # between a town and what it lies in
STRUCK = (  # before a place that the event did not reach: "a flood off the coast of Vesland"
    r"\b(?:in|across|off|near|hit|hits|strikes?|struck|rocks|rocked|shook|batter(?:s|ed)|ravage[sd]|devastate[sd]) "
    rf"(?:parts of |the (?:coast|north|south|east|west|island) of )?(?:(?:{'|'.join(DIRECTIONS)})[- ]?)*"
)
BOTH = re.compile(r"\b(?:combined|joint|two-country|both-country|two countries|both countries)\b")
SHARE = re.compile(r"\b(?:most of (?:the|them|those)|of (?:them|whom))\b[^.!?\n]* in \Z", re.I)
WRITTEN = re.compile(r"^(?:[Bb]y [^\n]*|[A-Z][^\n.!?()]{1,60}\([^()\n]{1,30}\) ?[-–—])", re.M)  # who wrote it, and where
# "Syria included, the toll is 300"
TAKEN_IN = re.compile(r"(?:'s|’s)? ?(?:dead |toll |victims |losses )?(?:is |are )?(?:included|(?:added|counted)(?: in)?)\b(?! with)")
TAKING_IN = re.compile(r"\b(?:including|counting|adding)(?: in)? (?:(?:the|those) (?:dead )?(?:in |of )?)?\Z", re.I)
AFTER = re.compile(r" (\w+)\W+(\w*)")
ZONE = frozenset("zone zones area areas region regions belt belts site sites".split())
OWNS = ("'s", "’s")
JOINING = re.compile(r",? (?:and|and in) (?:government-run |rebel-held |neighbou?ring )?|-|–|/| & |, ")
PREDICATE = frozenset(["verbs", "auxiliaries", "ed", "prepositions", "adverbs", "determiners"])


class Whereabouts:
    """Places of one codebook, as a pattern over the text, and what lies in what."""

    def __init__(self, book, actors, vocab):
        self.book = book
        self.opening_verbs = vocab.grammar["linking"] - vocab.grammar["prepositions"] - OPENING_PREPOSITIONS
        self.saying = vocab.strong
        self.places = Places(actors, book.whole)
        self.names = {alias for place in actors.places for alias in (place.name, *place.aliases)}
        self.pattern = written(self.names)
        self.lookup = vocab.lookup
        self.elsewhere = re.compile(rf"{STRUCK}(?:{lexicons.whole(book.elsewhere)})") if book.elsewhere else None
        moments = [m for m in book.measures if m.as_of and m.read]
        self.of_event = {noun for m in moments for line in m.read.when for noun in line if noun in book.nouns}  # of what all is about

    def with_towns(self, within):
        """These places and more, {name: canonical name of what it lies in}."""
        more = copy.copy(self)
        more.places, more.names = self.places.with_towns(within), self.names | set(within)
        more.pattern = written(more.names)
        return more

    # ---------------------------------------------------------------- the places a sentence names

    def abroad(self, s):
        """Is a sentence set in a place that the event did not reach ("a flood in Vesland killed 300"), and in no other?"""
        return bool(self.elsewhere and self.elsewhere.search(s.text) and not self.find(s))

    def find(self, s):
        """[(start, end, canonical names)] of the places a sentence names, widened to "the whole north-west" and "X region"."""
        if s.places is None:
            s.places = self.look(s) if self.pattern else []
        return s.places

    def look(self, s):
        found = []
        for match in self.pattern.finditer(s.text):
            a, b = self.widened(s, *match.span())
            if self.book.whole and self.taken_in(s, a, b):
                s.joined = True
                continue
            names = self.places.find(s.text[a:b])
            if b > match.end() and (town := TOWN.match(s.text, b)):  # "the Ruish city of [Ardley]"
                if self.pattern.match(s.text, town.start(1)):
                    continue
                a, b = town.span(1)
            between = s.text[found[-1][1]:a] if found else None
            inside = self.book.whole and found and all(set(names) <= set(self.places.chain(name)) for name in found[-1][2])
            if inside and EXPLAINING.fullmatch(between):
                continue  # "in Ardley, a town in Ruland,"
            if between in ("'s ", "’s ", " "):  # "Ruland's Ardley": one place
                a, names = found.pop()[0], self.places.find(s.text[match.start():b])
            elif found and JOINING.fullmatch(between) and not self.parts_from(s, between, b):  # "Ardley and Orton": one area
                a, _, before = found.pop()
                names = before if inside and between == ", " else tuple(sorted(set(before) | set(names)))  # "Ardley, Ruland"
            found.append((a, b, names))
        places = [(a + s.start, b + s.start, names) for a, b, names in found]
        named = {p for p in places if len(p[2]) == 1 and self.names_event(s.text, p[1] - s.start)}
        s.event_place = min(named, default=None)
        return [p for p in places if p not in named]

    def widened(self, s, a, b):
        """The span of a name with the direction before it and the kind of area behind it: "[northern Ardley province]"."""
        if s.low[max(0, a - 24):a].rstrip("- \n").endswith(DIRECTIONS):
            a = DIRECTION.search(s.text, max(0, a - 24), a).start()
        return a, REGION.match(s.text, b).end()

    def taken_in(self, s, a, b):
        """Does the toll only take a part in that it names ("Ruland included, 300 have died", "Counting Ruland, …")?"""
        return bool(TAKEN_IN.match(s.text, b)) or bool(TAKING_IN.search(s.text, max(0, a - 32), a)) and s.text[b:b + 1] == ","

    def names_event(self, text, b):
        """Does the place that ends at b only tell which event is spoken of ("the Ruland flood has killed 300")?"""
        after = AFTER.match(text, b) if self.of_event else None
        return bool(after) and bool(self.lookup(after[1].lower())[2] & self.of_event) and after[2] not in ZONE

    def parts_from(self, s, between, b):
        """Is the place that ends at b, behind an "and" or a comma, no second one of the same kind as the place before it?"""
        return self.opens_clause(s, b) or self.speaks(s, between, b) or s.text[b:b + 2] in OWNS

    def speaks(self, s, between, b):
        """Is the place after a comma who says it ("300 sent to Ardley, Ruland says")?"""
        k = s.at(s.start + b)
        return between == ", " and k < len(s.tokens) and s.tokens[k].low in self.saying

    def opens_clause(self, s, b):
        """Is the place that ends at b the subject of a clause with a number of its own ("300 died in Ardley and [Orton] lost 40")?"""
        tokens, verb = s.tokens, s.at(s.start + b)
        begins = next((n for n in range(verb - 1, 0, -1) if tokens[n].low == "as"), 0)  # "as the toll in Ardley and Orton went past 300"
        if not any(t.number and not minor(t) for t in tokens[begins:verb]):
            return False
        if verb + 1 < len(tokens) and tokens[verb].raw == "," and tokens[verb + 1].low in ("which", "whose", "where"):
            verb = next((n + 1 for n in range(verb + 1, len(tokens)) if tokens[n].raw == ","), verb)
        k = verb
        while k < len(tokens) and not tokens[k].number and tokens[k].kinds & PREDICATE:
            k += 1
        return verb < k < len(tokens) and tokens[k].number and bool(tokens[verb].kinds & PREDICATIVE)

    # ---------------------------------------------------------------- what lies in what

    def within(self, names, area):
        """Do these places lie in an area of the codebook (`whole`: in no single part)?"""
        if area == "whole":
            return not names or len(self.parts(names)) != 1
        return bool(names) and all(area in self.places.chain(name) for name in names)

    def parts(self, names):
        """The parts of the whole that some names lie in."""
        return {part for part in self.book.whole for name in names if part in self.places.chain(name)}

    def parts_of(self, places):
        """The parts of the whole that some places (start, end, names) lie in."""
        return self.parts([name for place in places for name in place[2]])

    def sole(self, text):
        """The one part of the whole that a text names, in a tuple; () if it names none or several, or speaks of several put together."""
        text = WRITTEN.sub("", text) if self.pattern and not BOTH.search(text.lower()) else ""
        named = [(*match.span(), self.places.find(match.group())) for match in self.pattern.finditer(text)] if text else []
        found = self.parts_of([p for p in named if not self.names_event(text, p[1])])
        if len(found) != 1 or any(names[0] in found and only_a_share(text, a, b) for a, b, names in named):
            return ()
        return tuple(found)


def written(names):
    """A pattern for these names, also in capitals; None for none."""
    return re.compile(lexicons.whole(names | {name.upper() for name in names})) if names else None


def only_a_share(text, a, b):
    """"most of the victims, 300, died in [Ruland]": does a text say that there are others elsewhere?"""
    return SHARE.search(text, max(0, a - 60), a) or text.startswith(" alone", b)


def of_event(where, token):
    """Is a word one for the event that all is about ("the flood")?"""
    return token.classes & where.of_event
