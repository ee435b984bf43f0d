"""What the words around a number say it counts: its Description. `reader` is the Reader of measures.py.

The noun is looked for on the right ("300 North Korean soldiers", counted.py), then across a linking word on the left ("losses reached
300", links.py); if it is left out ("some 11,000 have arrived"), carry.py carries it over from the number before.
"""

from dataclasses import replace

from ..grammar.around import (
    adjectival, asserted, enclosed, exists, exists_of_them, fronted, maker, meant_for, others, predicate, remarked, until,
    without, zone,
)
from ..grammar.clauses import EMPTY, HAVE, PARTICIPIAL, VERBAL
from ..grammar.descriptions import Description, Link
from ..grammar.links import GAPS
from ..grammar.neighbours import clause_ends, low_at, spelled
from ..grammar.walk import INCREMENTS
from . import strangers
from .counted import CASES
from .parts import OF_WHICH, THEM, another, beside_a_verb, happens, in_lots, is_part, of_unknown_verb
from .rates import rate

SHARES = frozenset(["percent", "fraction"])
EVERYBODY = frozenset(["everyone", "everybody"])
ENOUGH = frozenset(["strong", "plus", "something", "member", "person", "thousand", "million", "billion"])  # "a 600-strong unit"
IN_ALL = frozenset(["in all", "in total", "all told"])
PLURAL = ("es", "ts", "rs", "ls", "ns", "ms", "gs")  # endings of a generic noun that may be counted itself: "300 reports"
NOT_A_VERB = frozenset(["who", "that", "which", "as"])
KNOWN_PEOPLE = frozenset(["the", "those", "another", "further", "more"])  # after these "300 who" are of those known
BETWEEN_OBJECTS = frozenset(["verbs", "auxiliaries", "ed", "prepositions", "punct"])  # none of them stands between two objects of a verb


class Near:
    """What stands around number i of a sentence.

    phrase: places of the words that name what is counted; j: the place after them; of: do they follow an "of"; thing, noun: class and word
    of their head; link: what ties the number to the words on its left; them: the pronoun of "300 of them"; share: is it a part of
    something, in percent or as a fraction?
    """

    __slots__ = ("s", "tokens", "i", "mention", "phrase", "j", "of", "thing", "noun", "link", "them", "share")

    def __init__(self, reader, s, i):
        self.s, self.tokens, self.i, self.mention = s, s.tokens, i, s.tokens[i].mention
        self.look(reader, i)
        self.link = reader.links.left(s.tokens, i)
        if not self.phrase and self.link.kind in ("", "other", "linkless") and self.shares_noun():
            self.look(reader, i + 2)
        pointing = self.of and not self.phrase and i + 2 < len(s.tokens)
        self.them = s.tokens[i + 2].low if pointing else ""
        self.share = self.mention.kind in SHARES

    def look(self, reader, i):
        self.phrase, self.j, self.of = reader.counted.right(self.tokens, i)
        self.thing, self.noun = own_noun(reader, self.tokens, i, *reader.counted.head(self.tokens, self.phrase))

    def shares_noun(self):
        """"marked 2,749 and 2,912 flattened buildings": is the noun of the number that an "and" joins also this one's?"""
        tokens, i = self.tokens, self.i
        if i + 2 >= len(tokens) or tokens[i + 1].low not in ("and", "or", "but") or not tokens[i + 2].number:
            return False
        return tokens[i + 2].mention.kind == self.mention.kind


def describe(reader, s, i, voices=()):
    """The Description of number i of a sentence, from the words of its own clause.

    voices: spans that name speakers, which say nothing of it.
    """
    n = Near(reader, s, i)
    d = first_description(reader, n, voices)
    own, made = d.noun, reader.happened.made(n.tokens, i, n.j, d.thing)
    d.events |= made
    if not made:
        tie(reader, n, d)
    if n.link.by == "of" and in_lots(n.tokens, i):
        return replace(d, thing="?", noun=own or "lots", events=EMPTY)
    d.owners = d.owners or strangers.owner(reader, n.tokens, i, n.link, n.mention, d.thing)
    take_from_before(reader, n, d)
    noun = unknown(n, d)
    if noun is not None:
        d.thing, d.noun = "?", noun
    take_from_verb(reader, n, d)
    if not (d.thing or d.events):
        first = -1 if n.share else enclosed(n.tokens, i)
        return replace(describe(reader, s, first), words=d.words, until=d.until, part=False) if first >= 0 else d
    d.owners |= owners_behind(reader, n)
    if n.link.by == "with" and not d.owners:
        d.owners = owner_with(reader, n)
    d.events -= reader.untold.get(n.mention.kind, EMPTY)
    return d


# ---------------------------------------------------------------- on the right

def first_description(reader, n, voices):
    """The Description by what stands right of a number."""
    s, tokens, i, link = n.s, n.tokens, n.i, n.link
    said = EMPTY.union(*(tokens[p].classes for p in n.phrase))
    thing, noun, after = of_a_whole(reader, n, after_phrase(reader, n))
    known = thing not in ("", "?", reader.book.population)
    called = predicate(tokens, n.j, reader.vocab.nouns) if n.mention.kind == "number" else 0
    if called and link.kind != "base" and (tokens[called].classes or not (thing or after)):  # "4,000 of the soldiers were casualties"
        after = tokens[called].classes & reader.vocab.events
        thing, noun = min(tokens[called].classes & reader.vocab.nouns, default="?"), tokens[called].low
    there = said_to_exist(n, thing, after)
    new = called and thing not in ("?", reader.book.population) or known and not n.of and another(tokens, i, thing)
    rated = n.mention.per or not s.words.isdisjoint(reader.vocab.rate_units)
    start, words = zone(s, i, reader.links.opening_verbs)
    return Description(
        thing, noun, after | said & reader.vocab.events, said & reader.vocab.owners,
        part=not there and is_part(tokens, i, n.of, link, after, reader.parts) and not new,
        anaphoric=bool(there or n.them in THEM and (after or link.events) or link.pronoun and not thing),
        words=words, unvoiced=without(words, start, voices), until=until(s, i) if reader.apart else "",
        rates=rate(tokens, i, n.j, reader.vocab.rate_units, reader.vocab.nouns) if rated else EMPTY,
        generic=link.generic or noun in reader.generics,
    )


def of_a_whole(reader, n, after):
    """(class, noun, events after) of what a number counts, where it is one "of" others."""
    tokens, i, thing, noun = n.tokens, n.i, n.thing, n.noun
    if not n.of:
        return thing, noun, after
    if n.share and not thing and after and (remarked(tokens, i) or done_to_all(reader, tokens, i)):
        thing, after = reader.book.population, EMPTY  # "a quarter of the 12,000 he had lent", "a third of all those sent"
    if after and thing not in ("", "?") and any(t.mention for t in tokens[i + 2:i + 4]):
        thing, noun = "", ""  # "600 of the 4,700 casualties were fatal"
    if n.share and not thing and not after and any(t.number for t in tokens[i + 2:i + 5]):
        thing = reader.book.population  # "almost half of an original 11,000"
    if n.share and thing and not (after or n.link.events) and happens(tokens, n.j):
        thing = "?"  # "a tenth of the men had seen combat"
    return thing, noun, after


def done_to_all(reader, tokens, i):
    """"lost 4,000 men, a third of all those sent": does what happened to the whole end the clause, and nothing more is said of the part?"""
    k = i + 2 + (low_at(tokens, i + 2) == "all")
    return low_at(tokens, k) in ("those", "everybody") and k + 1 < len(tokens) and bool(tokens[k + 1].classes & reader.vocab.events) \
        and clause_ends(tokens, k + 2)


def said_to_exist(n, thing, after):
    """"there are 300 of us", "they have 300 of them": is it only said that they are there?"""
    tokens, i, of_them = n.tokens, n.i, n.them in THEM
    if of_them and tokens[i - 1].low in HAVE or not thing and exists_of_them(tokens, i):
        return True
    bare = not (n.of or thing or after or n.link.generic)
    return (n.them == "us" or of_them or bare) and exists(tokens, i)


def after_phrase(reader, n):
    """Events said after the number; in "killed 300 soldiers and wounded …" what happened stands before it."""
    tokens, j, link = n.tokens, n.j, n.link
    if j < len(tokens):
        token = tokens[j]
        if link.kind == "label" and token.raw == ",":
            return EMPTY  # "Ardley, population 300, lost 40"
        if link.kind == "other" and token.raw == "," and j + 1 < len(tokens) and tokens[j + 1].kinds & VERBAL and \
                link.word in ("them", "these", "those", "including"):
            return EMPTY  # "900 sheep, among them 40 rams, drowned"
        if link.kind == "verb" and not token.classes & reader.vocab.events and token.low not in NOT_A_VERB:
            return EMPTY
    return reader.happened.after(tokens, j if link.kind else reader.happened.shared(tokens, j))


def own_noun(reader, tokens, i, thing, noun):
    """The noun a number carries itself: "7.8-magnitude monster", "magnitude 7.7" (its unit)."""
    number = tokens[i]
    if i + 2 < len(tokens) and tokens[i + 1].raw == "-" and tokens[i + 1].start == number.end:
        joined = tokens[i + 2]
        if found := joined.classes & reader.vocab.nouns:
            return min(found), joined.low
        if joined.end - joined.start > 3 and joined.low not in ENOUGH and not joined.number:
            return "?", joined.low  # "an eleven-storey block"
    if thing == "?" and (known := not_counted(reader, tokens, i, noun)):
        return known
    if number.mention.unit and thing in ("", "?"):
        found = reader.vocab.lookup(number.mention.unit)[2] & reader.vocab.nouns
        if found:
            return min(found), number.mention.unit
    return thing, noun


def not_counted(reader, tokens, i, noun):
    """(class, noun) where the word behind number i that no list knows is not what it counts; else None."""
    if noun[:1] and adjectival(tokens, i, noun, reader.vocab.events):
        return "", ""  # "1,100 Orton dead"
    if noun == "strong":
        return reader.book.population, noun  # "the sliver was 12,000 strong"
    if noun in CASES:
        return "", ""  # "Desertion is rare: 31 cases"
    if noun in EVERYBODY:
        return ("", "") if tokens[i + 1].low == noun else (reader.book.population, noun)  # "the 300 everybody quotes"
    if noun in reader.generics and not (tokens[i].mention.kind == "number" and noun.endswith(PLURAL)):
        return "", noun  # "a $12 billion tally": of what, was said before
    return None


def owners_behind(reader, n):
    """Owners named behind what is counted: "soldiers from North Korea", "the 2.3m that Russian plants turned out"."""
    tokens, j, found = n.tokens, n.j, EMPTY
    if j + 1 >= len(tokens):
        return found
    if tokens[j].low in ("from", "of"):
        found = EMPTY.union(*(t.classes for t in tokens[j + 1:j + 4]))
    elif tokens[j].low in ("that", "which") and j + 2 < len(tokens) and of_noun_phrase(reader, tokens, j + 1):
        found = tokens[j + 1].classes
    elif tokens[j + 1].low == "what" and "be" in tokens[j].kinds and j + 3 < len(tokens):
        found = EMPTY.union(*(t.classes for t in tokens[j + 2:j + 4]))  # "300 men is what Ruland loses in a week"
    return found & reader.vocab.owners


def of_noun_phrase(reader, tokens, k):
    """Does the word at k belong to a noun after it that does not speak ("Russian plants")?"""
    after = tokens[k + 1]
    return reader.counted.nounlike(after) and after.raw[0].islower() and after.low not in reader.speakers and not after.kinds


# ---------------------------------------------------------------- on the left

def tie(reader, n, d):
    """Join what stands left of the number to its description."""
    tokens, j, link = n.tokens, n.j, n.link
    known = d.thing not in ("", "?")
    told = reader.vocab.lookup(link.by)[2] & reader.vocab.events if known and link.kind == "link" else EMPTY  # by its linking word
    if link.kind == "verb":
        tie_verb(reader, n, d)
    elif link.kind == "base":
        d.base = True
        d.thing = d.thing or reader.book.population
        first = EMPTY if asserted(tokens, j) else next((t.classes for t in tokens[j:j + 12] if t.classes & reader.vocab.events), EMPTY)
        d.events &= first  # but "one of the 1,700 buildings in Ardley classed as destroyed"
    elif told:
        d.events |= told
    elif link.by == "of" and link.events and not link.noun and known:
        d.events |= link.events  # "the capture of two soldiers"
    elif link.noun and takes_over(reader, n, d):
        d.thing, d.noun = link.noun, link.word
        d.events |= link.events
        d.owners |= link.owners
    elif d.thing and link.by in (":", "—", "–") and not d.events and not link.noun:
        d.events |= link.events  # "Hurt: 23 officers"
    elif d.thing and d.thing == reader.book.population and not d.owners and link.by in HAVE and reader.default_owner not in link.owners:
        d.owners |= link.owners  # "Ruland has 60,000 men there"
    elif not d.thing and link.kind == "link" and not d.events and not link.pronoun:
        d.events |= link.events
        d.owners |= link.owners


def tie_verb(reader, n, d):
    """What an event right before the number says of it: "killed 300"."""
    d.events |= n.link.events
    if not d.owners and (not d.thing or n.link.events & reader.subject_owns):
        d.owners |= n.link.owners
    if d.thing == "?" and n.share:
        d.thing = d.noun = ""  # "holds 9.8 percent of the firm"


def takes_over(reader, n, d):
    """Does the noun on the left say what is counted, whatever stands on the right ("losses of 600,000 soldiers")?"""
    link = n.link
    if link.kind not in ("link", "label") or link.word in reader.speakers and link.by in reader.counting:
        return False
    if not d.thing:
        paired = n.j < len(n.tokens) and n.tokens[n.j].classes & reader.vocab.events  # "300 dead"
        return not paired
    if link.noun == "?" or link.word in d.words and link.word not in d.unvoiced:
        return False  # "the army's 95th brigade claims 60": of who speaks
    if d.thing != "?" and (reader.vocab.lookup(link.by)[2] & reader.vocab.events or link.by == ":" and d.events):
        return False  # "the flood claimed 300 lives", "Flood: 300 people have drowned"
    if d.noun in reader.persons or d.thing == reader.book.population:
        return True
    return d.thing == "?" and (n.share or n.mention.kind == "money")


def take_from_before(reader, n, d):
    """Add what other words before a number say of it: its own members, the number it is joined to, the noun it stands beside."""
    tokens, i, population = n.tokens, n.i, reader.book.population
    if n.of and d.thing == "?" and d.events and d.noun in reader.persons and tokens[i + 2].low in OF_WHICH - {"the", "these", "those"}:
        d.thing = d.noun = ""  # "4,000 of its members had been killed"
    joint = tokens[i - 2 - ("determiners" in tokens[i - 2].kinds)] if not d.thing and i > 2 else tokens[i]
    if joint.raw == "," or "coordinators" in joint.kinds:  # "Vesland has 300 soldiers and Ruland 900"
        d.owners = d.owners or tokens[i - 1].classes & reader.vocab.owners
    people = d.thing == population or d.thing not in ("", "?") and d.noun in reader.persons
    if people and not d.events and i > 2 and "coordinators" in tokens[i - 1].kinds:  # "lost 300 tanks and 8,000 men"
        first = coordinated(reader, tokens, i)
        d.events = first.events or first.by and reader.vocab.lookup(first.by)[2] & reader.vocab.events or EMPTY
        d.owners = d.owners or first.owners
    beside = tokens[i - 2].classes & reader.vocab.nouns if n.them in THEM and i > 1 and tokens[i - 1].raw == "," else EMPTY
    if beside and not any(t.number for t in tokens[:i]):
        d.thing, d.part = min(beside), False  # "expects replacements, 5,000 of them, by March"


def coordinated(reader, tokens, i):
    """The Link of the number before i if both are objects of one verb; else none."""
    before = next((k for k in range(i - 2, max(-1, i - 7), -1) if tokens[k].number), 0)
    if not before or any(t.kinds & BETWEEN_OBJECTS or t.classes & reader.vocab.events for t in tokens[before + 1:i - 1]):
        return Link()
    link = reader.links.left(tokens, before)
    return link if link.kind in ("verb", "link") else Link()


def unknown(n, d):
    """The noun of a number that, by the words around it, counts what the codebook does not know; else None."""
    tokens, i, link = n.tokens, n.i, n.link
    if link.by == "of" and link.word in INCREMENTS | GAPS:
        return link.word
    if d.thing or d.events:
        return None
    who = n.j < len(tokens) and tokens[n.j].low == "who" and tokens[i - 1].low not in KNOWN_PEOPLE
    if who or link.by == "for" and meant_for(tokens, i):
        return "?"  # "one of a hundred who drove from Orton"
    percent = n.mention.kind == "percent"
    if link.word == "home" or percent and link.by in ("up", "down"):
        return link.word  # "Orton, home to 300", "the share closed up 3%"
    if label := in_a_row_of_labels(tokens, i):
        return label
    if spelled(tokens[i + 1:i + 3]) in IN_ALL and i > 2 and tokens[i - 1].raw == "," and plain_plural(tokens[i - 2]):
        return tokens[i - 2].low  # "expects more artillery crews, 300 in all"
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.classes:
        return None
    trapped = not n.phrase and after.start == n.mention.head_start and after.kinds & PARTICIPIAL  # "thousands trapped"
    return n.mention.head if trapped or percent and link.by == "with" and "ed" in after.kinds else None


def plain_plural(token):
    """Is a word a plural that no list knows?"""
    return token.raw.islower() and token.low.endswith("s") and not (token.kinds or token.classes)


def in_a_row_of_labels(tokens, i):
    """The participle that is the label of number i, which no list knows ("Injured: 300 / Missing: 77", "hurt 300, missing 77"); or ''."""
    k = i - 2 if i > 1 and tokens[i - 1].raw == ":" else i - 1
    if k < 0 or not clause_ends(tokens, i + 1) or not tokens[k].kinds or tokens[k].classes or not tokens[k].kinds <= PARTICIPIAL:
        return ""
    opens = k == 0 or not tokens[k - 1].raw.isalnum()
    after_another = k > 1 and tokens[k - 1].raw == "," and tokens[k - 2].number
    return tokens[k].low if (opens if k == i - 2 else after_another) else ""


def take_from_verb(reader, n, d):
    """Add what a verb that no list knows says of a number, or a phrase that opens the sentence."""
    tokens, i, other = n.tokens, n.i, n.link.kind == "other"
    if other and not (d.thing or d.owners or d.events):
        d.owners = maker(tokens, i) & reader.vocab.owners
    if not d.events and d.thing and n.link.kind in ("", "other"):
        d.events = fronted(tokens, i, reader.vocab.events)
    if other and not (d.thing or d.events) and beside_a_verb(tokens, i, reader.links):
        d.thing, d.noun = "?", n.link.word
    d.acts = not (d.thing or d.events) and of_unknown_verb(tokens, i, n.j, n.link, reader.vocab.lookup)
    if d.acts and other and not d.owners and reader.owners and others(tokens, i):
        d.thing = "?"  # "Vesland scraped together 300"


def owner_with(reader, n):
    """"Ruland, with 300 men under arms": the owner before the comma and a "with"."""
    tokens = n.tokens
    k = next((k for k in range(n.i - 1, 1, -1) if tokens[k].low == "with"), 0)
    return tokens[k - 2].classes & reader.vocab.owners if k and tokens[k - 1].raw == "," else EMPTY
