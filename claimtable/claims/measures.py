"""What a number counts, and which measure of the codebook that makes it.

First `describe`: the noun the number counts, what is said to have happened to it, whose it is, and what it is a rate of. The noun is
looked for on the right ("300 North Korean soldiers", counted.py), then across a linking word on the left ("losses reached 300", links.py);
if it is left out ("some 11,000 have arrived"), carry.py carries it over from the number before. Then `choose`: the measure with the most
specific reading line that fits. What nothing fits is not a claim, and says why.
"""

import re
from dataclasses import replace
from functools import lru_cache

from ..codebook import ANY_RATE, ANYTHING
from ..grammar.around import adjectival, asserted, enclosed, exists, exists_of_them, fronted, maker, meant_for, others, predicate, remarked, restated, until, without, zone
from ..grammar.clauses import EMPTY, PARTICIPIAL, QUANTITY, VERBAL
from ..grammar.descriptions import Description, Link
from ..grammar.links import GAPS, INCREMENTS, Links
from . import strangers, themes
from .counted import Counted
from .happened import Happened
from .lines import Line
from .parts import OF_WHICH, THEM, acts, another, beside_a_verb, happens, in_lots, is_part
from .rates import rate

SHARES, EVERYBODY = ("money", "percent", "fraction"), frozenset(["everyone", "everybody"])
ENOUGH = frozenset(["strong", "plus", "something", "member", "person", "thousand", "million", "billion"])  # "a 600-strong unit"
CASES = frozenset("cases incidents instances occurrences".split())
WITHIN_A_DAY = re.compile(r"\b(?:past|last|previous|preceding) (?:24 hours|twenty-four hours|day)\b|\bin (?:24 hours|a (?:single )?day|one day)\b|(?<!earlier )(?<!later )\bin the day\b")
ANY = re.compile("")


class Reader:
    """The codebook's reading lines, ready to match. One per codebook."""

    def __init__(self, book, vocab):
        self.book, self.vocab = book, vocab
        self.counted, self.happened, self.links = Counted(book, vocab), Happened(vocab), Links(vocab)
        self.owners = frozenset(book.owners)
        self.speakers, self.counting = vocab.speech["speakers"], vocab.speech["counting"]
        self.persons, self.generics, self.parts = (vocab.grammar[name] for name in ("persons", "generics", "parts"))
        self.subject_owns, self.default_owner, self.earning = frozenset(book.subject_owns), book.default_owner, vocab.grammar["earning"]
        self.lines = [Line(book, m, line) for m in book.measures if m.kind == "quantity" and m.read for line in m.read.when]
        self.kinds = frozenset(kind for line in self.lines for kind in line.read.kinds) | QUANTITY
        self.done_to = EMPTY.union(*(line.events for line in self.lines if line.noun == book.population)) - self.subject_owns  # where the subject is who did it
        self.table, self.of_noun, self.apart, self.fitting = {}, {}, any(line.not_with for line in self.lines), lru_cache(maxsize=4096)(self.fitting)
        self.worded = lru_cache(maxsize=256)(lambda kind, low: any(says.search(low) for says in self.says[kind]))
        self.says = {}  # kind => patterns of the measures' own words, beside which alone a kind that is no quantity is read
        told = {}  # kind => what may be said to have happened to a number of that kind
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

    # ---------------------------------------------------------------- what it counts

    def describe(self, s, i, voices=()):
        """The Description of number i of a sentence, from the words of its own clause. voices: spans that name speakers, which say nothing of it."""
        tokens, mention = s.tokens, s.tokens[i].mention
        phrase, j, of = self.counted.right(tokens, i)
        thing, noun = self.own_noun(tokens, i, *self.counted.head(tokens, phrase))
        link = self.links.left(tokens, i)
        if not phrase and link.kind in ("", "other", "linkless") and i + 2 < len(tokens) and tokens[i + 1].low in ("and", "or", "but") and tokens[i + 2].number and mention.kind == tokens[i + 2].mention.kind:
            phrase, j, of = self.counted.right(tokens, i + 2)  # "marked 2,749 and 2,912 flattened buildings"
            thing, noun = self.own_noun(tokens, i + 2, *self.counted.head(tokens, phrase))
        said, after = EMPTY.union(*(tokens[p].classes for p in phrase)), self.after(tokens, j, link)
        if of and not thing and after and mention.kind in ("percent", "fraction") and remarked(tokens, i):
            thing, after = self.book.population, EMPTY  # "a quarter of the 12,000 he had lent"
        if of and after and thing not in ("", "?") and any(t.mention for t in tokens[i + 2:i + 4]):
            thing, noun = "", ""  # "600 of the 4,700 casualties were fatal"
        if of and not thing and not after and mention.kind in ("percent", "fraction") and any(t.number for t in tokens[i + 2:i + 5]):
            thing = self.book.population  # "almost half of an original 11,000"
        thing = "?" if of and thing and not (after or link.events) and mention.kind in SHARES[1:] and happens(tokens, j) else thing  # "a tenth of the men had seen combat"
        known = thing not in ("", "?", self.book.population)
        called = predicate(tokens, j, self.vocab.nouns) if mention.kind == "number" else 0
        if called and link.kind != "base" and (tokens[called].classes or not (thing or after)):
            after = tokens[called].classes & self.vocab.events
            thing, noun = min(tokens[called].classes & self.vocab.nouns, default="?"), tokens[called].low  # "4,000 of the soldiers were casualties"
        ofthem = of and not phrase and i + 2 < len(tokens) and tokens[i + 2].low in THEM
        us = of and not phrase and i + 2 < len(tokens) and tokens[i + 2].low == "us"
        said_to_exist = us and exists(tokens, i) or ofthem and tokens[i - 1].low in ("has", "have", "had") or (ofthem or not (of or thing or after or link.generic)) and exists(tokens, i) or not thing and exists_of_them(tokens, i)
        start, words = zone(s, i, self.links.opening_verbs)
        d = Description(thing, noun, after | said & self.vocab.events, said & self.vocab.owners, part=not said_to_exist and is_part(tokens, i, of, link, after, self.parts) and not (called and thing not in ("?", self.book.population) or known and not of and another(tokens, i, thing)),
                        anaphoric=bool(said_to_exist or ofthem and (after or link.events) or link.pronoun and not thing),
                        words=words, unvoiced=without(words, start, voices), until=until(s, i) if self.apart else "", rates=EMPTY if s.words.isdisjoint(self.vocab.rate_units) and not mention.per else rate(tokens, i, j, self.vocab.rate_units, self.vocab.nouns), generic=link.generic or noun in self.generics)
        d.events |= (made := self.happened.made(tokens, i, j, thing))
        if not made:
            self.tie(tokens, j, d, link, mention)
        if link.by == "of" and in_lots(tokens, i):
            return replace(d, thing="?", noun=noun or "lots", events=EMPTY)
        d.owners = d.owners or strangers.owner(self, tokens, i, link, mention)
        if of and d.thing == "?" and d.events and d.noun in self.persons and tokens[i + 2].low in OF_WHICH - {"the", "these", "those"}:
            d.thing = d.noun = ""  # "4,000 of its members had been killed"
        if (d.thing == self.book.population or d.thing not in ("", "?") and d.noun in self.persons) and not d.events and i > 2 and "coordinators" in tokens[i - 1].kinds:
            first = self.coordinated(tokens, i)
            d.events, d.owners = first.events or first.by and self.vocab.lookup(first.by)[2] & self.vocab.events or EMPTY, d.owners or first.owners  # "lost 300 tanks and 8,000 men"
        if ofthem and i > 1 and tokens[i - 1].raw == "," and tokens[i - 2].classes & self.vocab.nouns and not any(t.number for t in tokens[:i]):
            d.thing, d.part = min(tokens[i - 2].classes & self.vocab.nouns), False  # "expects replacements, 5,000 of them, by March"
        if not (d.thing or d.events) and (j < len(tokens) and tokens[j].low == "who" and tokens[i - 1].low not in ("the", "those", "another", "further", "more") or link.by == "for" and meant_for(tokens, i)):
            d.thing = d.noun = "?"  # "one of a hundred who drove from Orton"
        if not (d.thing or d.events) and (link.word == "home" or link.by in ("up", "down") and mention.kind == "percent") or link.by == "of" and link.word in INCREMENTS | GAPS:
            d.thing, d.noun = "?", link.word  # "Orton, home to 300", "the share closed up 3%"
        if not (d.thing or d.events or phrase) and any(t.start == mention.head_start and t.kinds & PARTICIPIAL and not t.classes for t in tokens[i + 1:i + 2]) \
                or mention.kind == "percent" and not (d.thing or d.events) and link.by == "with" and any("ed" in t.kinds and not t.classes for t in tokens[i + 1:i + 2]):
            d.thing, d.noun = "?", mention.head  # "thousands trapped"
        if link.kind == "other" and not (d.thing or d.owners or d.events):
            d.owners = maker(tokens, i) & self.vocab.owners
        if not d.events and d.thing and link.kind in ("", "other"):
            d.events = fronted(tokens, i, self.vocab.events)
        if link.kind == "other" and not (d.thing or d.events) and beside_a_verb(tokens, i, self.links):
            d.thing, d.noun = "?", link.word
        d.acts = not (d.thing or d.events) and acts(tokens, i, j, link, self.vocab.lookup)
        if d.acts and link.kind == "other" and not d.owners and self.owners and others(tokens, i):
            d.thing = "?"  # "Vesland scraped together 300"
        if not (d.thing or d.events):
            first = restated(tokens, i) if mention.kind in ("percent", "fraction") else enclosed(tokens, i)
            return replace(self.describe(s, first), words=d.words, until=d.until, part=False) if first >= 0 else d
        if j + 2 < len(tokens) and tokens[j].low in ("that", "which") and self.noun_phrase(tokens, j + 1):
            d.owners |= tokens[j + 1].classes & self.vocab.owners  # "the 2.3m that Russian plants turned out"
        if j + 1 < len(tokens) and tokens[j].low in ("from", "of"):  # "soldiers from North Korea"
            d.owners |= EMPTY.union(*(t.classes for t in tokens[j + 1:j + 4])) & self.vocab.owners
        if link.by == "with" and not d.owners and i > 2 and (k := next((k for k in range(i - 1, 1, -1) if tokens[k].low == "with"), 0)) and tokens[k - 1].raw == ",":
            d.owners = tokens[k - 2].classes & self.vocab.owners  # "Ruland, with 300 men under arms"
        d.events -= self.untold.get(mention.kind, EMPTY)
        return d

    def own_noun(self, tokens, i, thing, noun):
        """The noun a number carries itself: "7.8-magnitude monster", "magnitude 7.7" (its unit)."""
        if i + 2 < len(tokens) and tokens[i + 1].raw == "-" and tokens[i + 1].start == tokens[i].end:
            found = tokens[i + 2].classes & self.vocab.nouns
            if found:
                return min(found), tokens[i + 2].low
            if tokens[i + 2].end - tokens[i + 2].start > 3 and tokens[i + 2].low not in ENOUGH and not tokens[i + 2].number:
                return "?", tokens[i + 2].low  # "an eleven-storey block"
        if thing == "?" and noun[:1] and adjectival(tokens, i, noun, self.vocab.events):
            return "", ""  # "1,100 Orton dead"
        if thing == "?" and noun == "strong":
            return self.book.population, noun  # "the sliver was 12,000 strong"
        if thing == "?" and noun in CASES:
            return "", ""  # "Desertion is rare: 31 cases"
        if thing == "?" and noun in EVERYBODY:
            return ("", "") if tokens[i + 1].low == noun else (self.book.population, noun)  # "the 300 everybody quotes"
        if thing == "?" and noun in self.generics and not (tokens[i].mention.kind == "number" and noun.endswith(("es", "ts", "rs", "ls", "ns", "ms", "gs"))):
            return "", noun  # "a $12 billion tally": of what, was said before
        unit = tokens[i].mention.unit
        if unit and thing in ("", "?"):
            found = self.vocab.lookup(unit)[2] & self.vocab.nouns
            if found:
                return min(found), unit
        return thing, noun

    def noun_phrase(self, tokens, k):
        """Does the word at k belong to a noun after it that does not speak ("Russian plants")?"""
        after = tokens[k + 1]
        return self.counted.nounlike(after) and after.raw[0].islower() and after.low not in self.speakers and not after.kinds

    def after(self, tokens, j, link):
        """Events said after the number; in "killed 300 soldiers and wounded …" what happened stands before it."""
        if link.kind == "label" and j < len(tokens) and tokens[j].raw == ",":
            return EMPTY  # "Ardley, population 300, lost 40"
        if link.kind == "other" and j + 1 < len(tokens) and tokens[j].raw == "," and tokens[j + 1].kinds & VERBAL and link.word in ("them", "these", "those", "including"):
            return EMPTY  # "900 sheep, among them 40 rams, drowned"
        if link.kind == "verb" and j < len(tokens) and not tokens[j].classes & self.vocab.events and tokens[j].low not in ("who", "that", "which", "as"):
            return EMPTY
        return self.happened.after(tokens, j)

    def tie(self, tokens, j, d, link, mention):
        """Join what stands left of the number to its description."""
        paired = not d.thing and j < len(tokens) and bool(tokens[j].classes & self.vocab.events)  # "300 dead"
        if link.kind == "verb":
            d.events |= link.events
            if not d.owners and (not d.thing or link.events & self.subject_owns):
                d.owners |= link.owners
            if d.thing == "?" and mention.kind in ("percent", "fraction"):
                d.thing = d.noun = ""  # "holds 9.8 percent of the firm"
        elif link.kind == "base":
            d.base = True
            d.thing = d.thing or self.book.population
            first = EMPTY if asserted(tokens, j) else next((t.classes for t in tokens[j:j + 12] if t.classes & self.vocab.events), EMPTY)
            d.events &= first  # but "one of the 1,700 buildings in Ardley classed as destroyed"
        elif link.kind == "link" and d.thing not in ("", "?") and self.vocab.lookup(link.by)[2] & self.vocab.events:
            d.events |= self.vocab.lookup(link.by)[2] & self.vocab.events
        elif link.by == "of" and link.events and not link.noun and d.thing not in ("", "?"):
            d.events |= link.events  # "the capture of two soldiers"
        elif link.noun and self.takes_over(d, link, mention, paired):
            d.thing, d.noun = link.noun, link.word
            d.events |= link.events
            d.owners |= link.owners
        elif d.thing and link.by in (":", "—", "–") and not d.events and not link.noun:
            d.events |= link.events  # "Hurt: 23 officers"
        elif d.thing and d.thing == self.book.population and not d.owners and link.by in ("has", "have", "had") and self.default_owner not in link.owners:
            d.owners |= link.owners  # "Ruland has 60,000 men there"
        elif not d.thing and link.kind == "link" and not d.events and not link.pronoun:
            d.events |= link.events
            d.owners |= link.owners

    def takes_over(self, d, link, mention, paired):
        """Does the noun on the left say what is counted, whatever stands on the right ("losses of 600,000 soldiers")?"""
        if link.kind not in ("link", "label") or link.word in self.speakers and link.by in self.counting:
            return False
        if not d.thing:
            return not paired
        if link.noun == "?" or d.thing != "?" and (self.vocab.lookup(link.by)[2] & self.vocab.events or link.by == ":" and d.events):
            return False  # "the flood claimed 300 lives", "Flood: 300 people have drowned"
        person = d.noun in self.persons or d.thing == self.book.population
        if d.thing == "?":
            return person or mention.kind in SHARES
        return person

    def coordinated(self, tokens, i):
        """The Link of the number before i if both are objects of one verb; else none."""
        before = next((k for k in range(i - 2, max(-1, i - 7), -1) if tokens[k].number), 0)
        link = self.links.left(tokens, before) if before and not any(t.kinds & {"verbs", "auxiliaries", "ed", "prepositions", "punct"} or t.classes & self.vocab.events for t in tokens[before + 1:i - 1]) else None
        return link if link and link.kind in ("verb", "link") else Link()

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
        best, rivals, why = (), set(), ""
        stands = [""] if d.owners and d.events and d.thing != self.book.population and d.noun in self.persons else []
        for noun in (d.thing, *stands, ANYTHING):
            for line in self.fitting(mention.kind, noun, d.events):
                refused = self.refuses(line, mention, d, area)
                if refused is not None:
                    why = why or (refused if noun != ANYTHING or line.says else "")
                    continue
                owner = 0 if not line.owners else 2 if d.owners else int(self.default_owner in line.owners)
                strength = (line.specific, owner, bool(line.read.area), bool(line.read.per), not (line.read.only and mention.kind == "vague"))
                if strength > best:
                    best, rivals = strength, {line.measure.name: line.measure}
                elif strength == best:
                    rivals[line.measure.name] = line.measure
        if len(rivals) > 1:
            return None, f"two measures claim it with equal right: {', '.join(sorted(rivals))}"
        return (next(iter(rivals.values())), "") if rivals else (None, why)

    def fitting(self, kind, noun, events):
        """The lines that read a kind of number of a noun class to which these events happened."""
        return [line for line in self.table.get((kind, noun), ()) if line.events <= events]

    def refuses(self, line, mention, d, area):
        """None if the line fits; else why not ('' when the line is about something else)."""
        read, value = line.read, mention.high if mention.high is not None else mention.low
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
        if read.typical and value is not None and not read.typical[0] <= value <= read.typical[1]:
            far = value > 10 * read.typical[1] or value * 10 < read.typical[0]
            if far or not (d.owners and line.noun and not d.carried):
                return f"{value:g} is far from what the measure is, and neither noun nor owner is named"
        return "another place" if read.area and not area(read.area) else None
