"""Where: the place a number is for, from the words around it."""

import re

from .. import lexicon as lexicons
from ..grammar.around import subset
from ..grammar.clauses import CONTRAST, PREDICATIVE, STRONG, VERBAL, as_clause, minor, strong
from ..grammar.links import OPENING_PREPOSITIONS
from ..places import Places

DIRECTIONS = tuple("north south east west central northern southern eastern western far mid upper lower greater".split())
DIRECTION = re.compile(rf"(?:(?:{'|'.join(DIRECTIONS)})[- ]?){{1,3}}$", re.I)
REGION = re.compile(r"(?:'s|’s)?(?:[ -](?:region|oblast|province|district|area|county|city|governorate|sector|front|valley|border|bay|island|peninsula|town|state|prefecture|republic))*", re.I)
LOCATIVE = frozenset("in to at near across inside into around outside within under throughout on under towards toward along through reach reached reaching".split())
BOTH = re.compile(r"\b(?:combined|joint|two-country|both-country|two countries|both countries)\b")
SHARE = re.compile(r"\b(?:most of (?:the|them|those)|of (?:them|whom))\b[^.!?\n]* in \Z", re.I)
OF_THEM = re.compile(r"\bof (?:them|whom)\b[^.!?\n]*\Z")
WRITTEN = re.compile(r"^(?:[Bb]y [^\n]*|[A-Z][^\n.!?()]{1,60}\([^()\n]{1,30}\) ?[-–—])", re.M)  # who wrote it, and where
ASIDE = re.compile(r", (?:\w+ ){0,2}(?:in|at|from|of) (?:the )?(?:\w+ of )?")
THERE_AND = re.compile(r"\bthere and (?:in|across)\b")
BOUNDING = STRONG | CONTRAST | {",", "according", "that", "which"}  # what may end the words in which a number's place stands
FAR = 90  # tokens beyond which a place is not the number's
TAKEN_IN = re.compile(r"(?:'s|’s)? ?(?:dead |toll |victims |losses )?(?:is |are )?(?:included|(?:added|counted)(?: in)?)\b(?! with)")  # "Syria included, the toll is 300"
TAKING_IN = re.compile(r"\b(?:including|counting|adding)(?: in)? (?:(?:the|those) (?:dead )?(?:in |of )?)?\Z", re.I)
AFTER = re.compile(r" (\w+)\W+(\w*)")
ZONE = frozenset("zone zones area areas region regions belt belts site sites".split())
CAME = frozenset("is are was were come comes came".split())  # "21,000 of the dead were from Ardley"
ADDING = frozenset("bringing taking raising pushing putting lifting making leaving".split())
GROUND = frozenset("ruins rubble debris wreckage streets villages countryside whole rest provinces province parts part half region regions city town area areas south north east west cities towns districts".split())


class Whereabouts:
    """Places of one codebook, as a pattern over the text, and what lies in what."""

    def __init__(self, book, actors, vocab):
        self.book = book
        self.opening_verbs = vocab.grammar["linking"] - vocab.grammar["prepositions"] - OPENING_PREPOSITIONS
        self.saying = vocab.strong
        self.places = Places(actors, book.whole)
        names = {alias for place in actors.places for alias in (place.name, *place.aliases)}
        names |= {name.upper() for name in names}
        self.pattern = re.compile(lexicons.whole(names)) if names else None
        self.lookup = vocab.lookup
        self.elsewhere = re.compile(rf"\b(?:in|across|off|near|hit|hits|strikes?|struck|rocks|rocked|shook|batter(?:s|ed)|ravage[sd]|devastate[sd]) (?:parts of |the (?:coast|north|south|east|west|island) of )?(?:(?:{'|'.join(DIRECTIONS)})[- ]?)*(?:{lexicons.whole(book.elsewhere)})") if book.elsewhere else None
        self.of_event = {noun for m in book.measures if m.as_of and m.read for line in m.read.when for noun in line if noun in book.nouns}  # of the one moment that all is about

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
            a, b = match.span()
            if s.low[max(0, a - 24):a].rstrip("- \n").endswith(DIRECTIONS):
                a = DIRECTION.search(s.text, max(0, a - 24), a).start()
            b = REGION.match(s.text, b).end()
            names = self.places.find(s.text[a:b])
            if self.book.whole and self.taken_in(s, a, b):
                s.joined = True
                continue
            if found and s.text[found[-1][1]:a] in ("'s ", "’s ", " "):
                a, names = found[-1][0], self.places.find(s.text[match.start():b])
                found.pop()
            elif found and re.fullmatch(r",? (?:and|and in) (?:government-run |rebel-held |neighbou?ring )?|-|–|/| & |, ", s.text[found[-1][1]:a]) and not self.opens_clause(s, found, b) and not self.speaks(s, found, a, b) and s.text[b:b + 2] not in ("'s", "’s"):
                names = tuple(sorted(set(found[-1][2]) | set(names)))
                a = found[-1][0]
                found.pop()
            found.append((a, b, names))
        places = [(a + s.start, b + s.start, names) for a, b, names in found]
        named = {p for p in places if len(p[2]) == 1 and self.names_event(s.text, p[1] - s.start)}
        s.event_place = min(named, default=None)
        return [p for p in places if p not in named]

    def taken_in(self, s, a, b):
        """Does the toll only take a part in that it names ("Ruland included, 300 have died", "Counting Ruland, …")?"""
        return bool(TAKEN_IN.match(s.text, b)) or bool(TAKING_IN.search(s.text, max(0, a - 32), a)) and s.text[b:b + 1] == ","

    def names_event(self, text, b):
        """Does the place that ends at b only tell which event is spoken of ("the Ruland flood has killed 300")?"""
        after = AFTER.match(text, b) if self.of_event else None
        return bool(after) and bool(self.lookup(after[1].lower())[2] & self.of_event) and after[2] not in ZONE

    def speaks(self, s, found, a, b):
        """Is the place after a comma who says it ("300 sent to Ardley, Ruland says")?"""
        k = s.at(s.start + b)
        return s.text[found[-1][1]:a] == ", " and k < len(s.tokens) and s.tokens[k].low in self.saying

    def opens_clause(self, s, found, b):
        """Is the place that ends at b, after an "and", the subject of a clause with a number of its own ("300 died in Ardley and Orton lost 40")?"""
        k = s.at(s.start + b)
        counted = any(t.number and not minor(t) for t in s.tokens[:k])
        if k + 1 < len(s.tokens) and s.tokens[k].raw == "," and s.tokens[k + 1].low in ("which", "whose", "where"):
            k = next((n + 1 for n in range(k + 1, len(s.tokens)) if s.tokens[n].raw == ","), k)
        verb = k
        while k < len(s.tokens) and not s.tokens[k].number and s.tokens[k].kinds & {"verbs", "auxiliaries", "ed", "prepositions", "adverbs", "determiners"}:
            k += 1
        return counted and verb < k < len(s.tokens) and s.tokens[k].number and bool(s.tokens[verb].kinds & PREDICATIVE)

    def within(self, names, area):
        """Do these places lie in an area of the codebook (`whole`: in no single part)?"""
        if area == "whole":
            return not names or len(self.parts(names)) != 1
        return bool(names) and all(area in self.places.chain(name) for name in names)

    def parts(self, names):
        """The parts of the whole that some places lie in."""
        return {part for part in self.book.whole for name in names if part in self.places.chain(name)}

    def sole(self, text):
        """The one part of the whole that a text names, in a tuple; () if it names none or several, or speaks of several put together."""
        text = WRITTEN.sub("", text) if self.pattern and not BOTH.search(text.lower()) else ""
        spans = [match.span() for match in self.pattern.finditer(text)] if text else ()
        found = self.parts({name for a, b in spans if not self.names_event(text, b) for name in self.places.find(text[a:b])})
        if len(found) != 1 or any(SHARE.search(text, max(0, a - 60), a) or text.startswith(" alone", b) for a, b in spans if self.places.find(text[a:b])[0] in found):
            return ()  # "most of the victims, 300, died in Ruland": there are others elsewhere
        return tuple(found)

    def of(self, s, i, described, speakers, found):
        """(start, end, names) of the place number i is for, or None. Nearest after the number, then its subject, then a fronted phrase."""
        if not found:
            return None
        tokens = s.tokens
        if "respectively" in s.words and (place := self.respective(s, i)):
            return place
        at = tokens[i].end
        usable = [p for p in found if not any(a <= p[0] and p[1] <= b or b < p[0] and self.of_speaking(s, b, p) for a, b in speakers)]
        right_edge = self.right_edge(s, i)
        if THERE_AND.search(s.low, at - s.start, right_edge - s.start):
            return None
        for place in usable:
            if place[0] >= at and place[0] < right_edge and not self.in_subset(tokens, i, s.at(place[0])) and not self.heads_number(tokens, s, place) and (self.locative(s, place) or self.modifies(s, place, at)):
                return place
        if self.book.whole and self.broken_down(tokens, i, [p for p in found if p[0] > at]):
            s.joints[tokens[i].start] = True
            return None
        left_edge = self.left_edge(tokens, i)
        told = self.told_of_event(tokens, i) if self.of_event else 0
        if told:
            left_edge, s.joints[tokens[i].start] = max(left_edge, told), True
        nearest = [p for p in usable if left_edge <= p[0] < tokens[i].start]
        added = next((t.start for t in reversed(tokens[:i]) if t.low in ADDING), -1)
        if nearest and tokens[i - 1].low in ("the", "all") and any(t.low.startswith("account") for t in tokens[max(0, i - 6):i]):
            return None  # "Ruland accounts for 300 of the 340 dead"
        if nearest and nearest[-1][1] < added and len(self.parts([name for p in nearest for name in p[2]])) > 1:
            return None  # "in Ruland 300 and in Vesland 40, bringing the total to 340"
        for place in reversed(nearest):
            if BOTH.search(s.low, place[1] - s.start, tokens[i].start - s.start):
                break  # "with Syria the two-country count is …"
            if self.book.whole or self.locative(s, place):  # "Turkey's toll", "Turkish dead", "Turkey has lost"
                return place
        after = next((t.start if "coordinators" in b.kinds or b.raw == "," else 0 for b, t in zip(tokens[i:], tokens[i + 1:]) if t.number), 0)
        after = 0 if after and self.broken_up(tokens, i, after) else after
        limit = next((t.start for t in tokens[i + 1:] if strong(t) or t.low in CONTRAST), tokens[-1].end) if after else 0
        shares = [p for p in usable if after and after < p[0] < limit and self.locative(s, p)]
        if len({p[2] for p in shares}) == 1 or shares and not self.summed(tokens, i, after):  # "2,166 died and 2,950 were injured in the north-west"
            return shares[0]
        if self.book.whole and not told:
            fronted = next((p for p in usable if p[1] < tokens[i].start and self.fronts(s, p)), None)
            if fronted:
                return fronted
            comma = next((k for k in range(i + 1, min(len(tokens) - 1, i + 8)) if tokens[k].raw == ","), 0)
            if comma and "prepositions" in tokens[0].kinds and i < 4 and (subject := next((p for p in usable if p[0] == tokens[comma + 1].start), None)):
                return subject  # "With 300 dead, Ruland has passed …"
            if s.line and len(usable) == 1 and not self.next_clause(tokens, i, usable[0][0]) and not self.heads_number(tokens, s, usable[0]) and not OF_THEM.search(s.low, 0, usable[0][0] - s.start) and set(usable[0][2]) <= set(self.book.whole) and ";" not in s.text and not BOTH.search(s.low):
                return usable[0]  # "Turkey winds up its search as the toll stands at 300"
        if any(t.low == "there" for t in tokens[max(0, i - 6):i + 8]) and described and "there" in described.words:
            return next((p for p in reversed(found if self.book.whole else usable) if p[1] <= tokens[i].start), None)
        return None

    def respective(self, s, i):
        """Of "300 and 40 people in Ruland and Vesland respectively", the place of number i; None without as many numbers as places."""
        first, last = i, i
        while first > 1 and s.tokens[first - 1].low in ("and", ",") and s.tokens[first - 2].number:
            first -= 2
        while last + 2 < len(s.tokens) and s.tokens[last + 1].low in ("and", ",") and s.tokens[last + 2].number:
            last += 2
        named = [(m.start() + s.start, m.end() + s.start, self.places.find(m.group())) for m in self.pattern.finditer(s.text)]
        return named[(i - first) // 2] if len(named) == (last - first) // 2 + 1 > 1 else None

    def fronts(self, s, place):
        """Does the place stand in a phrase or label that opens the sentence ("In the north of Vesland, …", "Vesland: …"), and so hold for all of it?"""
        k = s.at(place[1])
        if place[0] == s.start and k < len(s.tokens) and s.tokens[k].raw == ":":
            return True
        bare = k < 5 and k < len(s.tokens) and "prepositions" in s.tokens[0].kinds and not s.tokens[k].kinds & {"coordinators", "punct"} and s.tokens[k].low != "'s"
        if bare and not BOTH.search(s.low):
            return not any(t.number for t in s.tokens[:k])  # "In Ardley the elders keep a list"
        return k < 12 and k < len(s.tokens) and s.tokens[k].raw == "," and "prepositions" in s.tokens[0].kinds and not any(t.kinds & VERBAL for t in s.tokens[:k])

    def next_clause(self, tokens, i, at):
        """Is what stands at an offset in a clause of its own behind number i ("Toll tops 300, Ruland opens inquiry")?"""
        return any(t.raw in ",;–—" or t.low == "as" for t in tokens[i + 1:] if t.start < at)

    def right_edge(self, s, i):
        """Offset at which the words behind number i end that may name its place."""
        if i not in s.reaches:
            s.reaches[i] = self.bound(s.tokens, i)
        return s.reaches[i]

    def bound(self, tokens, i):
        closed = 0
        for k in range(i + 1, min(len(tokens), i + FAR)):
            t = tokens[k]
            if not (t.number or t.low in BOUNDING):
                continue
            if t.raw == "," and not closed and subset(tokens, k):  # "900 people, most of them children, have died in Ardley"
                closed = next((n for n in range(k + 2, min(len(tokens) - 1, k + 9)) if tokens[n].raw == "," and tokens[n + 1].kinds & VERBAL), 0)
            if k < closed:
                continue
            if t.raw in STRONG and not (k == i + 1 and t.raw in "–—" and all("punct" in x.kinds for x in tokens[:i])) or t.number and not minor(t) or t.low in CONTRAST:
                return t.start
            if t.raw == "," and k + 1 < len(tokens) and (tokens[k + 1].low in ADDING or subset(tokens, k)) or t.low == "according":
                return t.start  # "to 300, bringing the toll in both countries to …"; "300, most of them in Ardley"
            if t.low in ("that", "which") and any("prepositions" in x.kinds for x in tokens[i + 1:k]):
                return t.start  # "300 were killed by the quake that struck near Ardley"
        return tokens[min(len(tokens), i + FAR) - 1].end + 1

    def in_subset(self, tokens, i, k):
        """Does token k stand in an aside on a part of what number i counts ("900 people, most of them in Ardley, have died")?"""
        comma = next((n for n in range(k - 1, max(i, k - 9), -1) if tokens[n].raw == ","), 0)
        return bool(comma) and subset(tokens, comma)

    def left_edge(self, tokens, i):
        for k in range(i - 1, max(-1, i - FAR), -1):
            t = tokens[k]
            if t.raw in STRONG and t.raw != ":" and not (t.raw in "–—" and k == i - 1 < 6) or t.low in CONTRAST or t.low == "as" and as_clause(tokens, k, self.opening_verbs):
                return t.end
        return tokens[max(0, i - FAR)].start

    def told_of_event(self, tokens, i):
        """Where the event itself is named, if number i is of a relative clause about it ("the flood, which has killed 300"); else 0."""
        that = next((k for k in range(i - 1, max(0, i - 12), -1) if tokens[k].low in ("that", "which", "who") or strong(tokens[k])), 0)
        if not that or tokens[that].low not in ("that", "which") or any(t.number for t in tokens[that:i]):
            return 0
        told = next((t for t in reversed(tokens[max(0, that - 6):that]) if t.classes & self.of_event or t.kinds & {"verbs", "auxiliaries"} or t.number), None)
        return told.start if told and told.classes & self.of_event else 0

    def broken_down(self, tokens, i, after):
        """Do numbers of several parts of the whole follow a colon, dash or bracket after number i ("300 died: 200 in Ruland and 100 in Vesland")?"""
        sign = next((k for k in range(i + 1, min(i + 12, len(tokens))) if tokens[k].raw in ":(–—" or tokens[k].raw in ";." or tokens[k].number), 0)
        if not sign or tokens[sign].raw not in ":(–—" or len(self.parts([name for p in after for name in p[2]])) < 2:
            return False
        return sum(t.number and not minor(t) for t in tokens[sign:sign + 20]) > 1 and after[0][0] > tokens[sign].start

    def of_speaking(self, s, end, place):
        """Is a place only where somebody, whose name ends at `end`, speaks ("the relief chief, in Ardley, foresees …", "said in Ardley that …")?"""
        between, after = s.text[end - s.start:place[0] - s.start], s.text[place[1] - s.start:]
        return bool(ASIDE.fullmatch(between)) and after.startswith(",") or between.endswith((" in ", " at ")) and after.startswith(" that ") and between.count(" ") < 7

    def locative(self, s, place):
        """Does a preposition of place stand before it ("in Russia's Kursk region", and of a toll "300 dead for Ardley")?"""
        before = s.text[max(0, place[0] - s.start - 48):place[0] - s.start].lower().split()[-4:]
        if before[-1:] == ["of"] and before[-2:-1] and before[-2] in GROUND:
            return True
        for word in reversed(before):
            if word.strip("(,") in LOCATIVE or word == "for" and s.text.startswith(" as a whole", place[1] - s.start) or self.book.whole and (word == "for" or word == "from" and before[-2:-1] and before[-2] in CAME):
                return True
            if word not in ("the", "their", "its", "all", "both") and not word.endswith(("ing", "ed", "ern", "'s", "-held", "-run", "ian", "al", "ish")):
                return False
        return False

    def broken_up(self, tokens, i, after):
        """Is the next number, at offset `after`, a part of number i ("of the 300 dead, 200 …", "300 died, 200 of them in …")?"""
        n = next((k for k in range(i + 1, len(tokens)) if tokens[k].start == after), i)
        of = [t.low for t in tokens[max(0, i - 2):i]]
        return "of" in of or [t.low for t in tokens[n + 1:n + 3]] in (["of", w] for w in ("them", "whom", "which", "these", "those"))

    def summed(self, tokens, i, after):
        """Do two numbers right behind a comma and each other tell the parts of number i ("300 were killed, 200 in Ardley and 100 in Orton")?"""
        n = next((k for k in range(i + 1, len(tokens)) if tokens[k].start == after), i)
        return tokens[n - 1].raw == "," and "prepositions" in tokens[min(n + 1, len(tokens) - 1)].kinds

    def heads_number(self, tokens, s, place):
        """Does the next number stand right behind the place ("300 were killed and in Ardley 40", "rose to 300 and in Ardley to 40")?"""
        k = s.at(place[1])
        k += k + 1 < len(tokens) and bool(tokens[k].kinds & {"prepositions", "auxiliaries"}) and tokens[k + 1].number
        return k < len(tokens) and tokens[k].number and not minor(tokens[k])

    def modifies(self, s, place, at):
        """Directly after the number: "3,000 Turkish dead", "62,400 (Turkey)"."""
        return self.book.whole and s.text[at - s.start:place[0] - s.start].strip(' ("-') in ("", "of the", "more", "of", "new", "dead")
