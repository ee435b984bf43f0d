"""What the words on the right of a number say it counts: the first state of its Description."""

from ..grammar.around import exists, exists_of_them, predicate, remarked, until, without, zone
from ..grammar.clauses import EMPTY, HAVE, VERBAL
from ..grammar.descriptions import Description
from ..grammar.neighbours import clause_ends, low_at
from .parts import THEM, another, happens, is_part
from .rates import rate

SIZED = frozenset(["measurement", "distance", "money"])
NOT_A_VERB = frozenset(["who", "that", "which", "as"])


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
    if after and thing not in ("", "?") and any(t.mention for t in tokens[i + 2:i + 4]) and not befalls(reader, thing, after):
        thing, noun = "", ""  # "600 of the 4,700 casualties were fatal"
    base = next((t.mention for t in tokens[i + 2:i + 5] if t.number), None) if n.share and not thing else None
    if base and base.kind in SIZED:
        thing, noun = "?", base.unit  # "half of the 1,300 square kilometers"
    elif base and not after:
        thing = reader.book.population  # "almost half of an original 11,000"
    if n.share and thing and not (after or n.link.events) and happens(tokens, n.j):
        thing = "?"  # "a tenth of the men had seen combat"
    return thing, noun, after


def befalls(reader, thing, events):
    """Is there a measure of things to which one of these events happened ("300 of the 900 houses were destroyed")?"""
    return any(line.events and line.events <= events for line in reader.of_noun.get(thing, ()))


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
