"""What a heading, a question or a sentence without numbers says is counted. `reader` is the Reader of measures.py."""

from ..grammar.clauses import EMPTY
from ..grammar.descriptions import Description


def heading(reader, s, loose=False, kind=""):
    """What a heading says is counted below it ("HOW MANY HAVE DIED?"), as a Description; None if it names nothing of the codebook.

    loose: a thing will do, of which the lines below may say what happened to it ("BUILDINGS", "Collapsed: 300").
    """
    found = named(reader, s.tokens, kind)
    noun = next((t for t in s.tokens if t.classes & reader.vocab.nouns), None) if loose and not found else None
    if found:
        return found
    population, events = reader.book.population, EMPTY
    if not noun and (loose or s.tokens[0].low == "who"):
        events = EMPTY.union(*(t.classes for t in s.tokens)) & reader.vocab.events
    if events:  # "Deployed so far", "Who is digging?"
        read = any(line.noun == population and line.events == events for line in reader.lines)
        return Description(population, "", events) if read else None
    return Description(min(noun.classes & reader.vocab.nouns), noun.low) if noun else None


def named(reader, tokens, kind="", value=None):
    """The same for some tokens of a sentence; for an amount of money only what can cost that, for a whole number only what is whole."""
    told = [(k, t) for k, t in enumerate(tokens) if t.classes and not gives_a_number(reader, tokens, k)]
    if not told:
        return None
    events = EMPTY.union(*(t.classes for _, t in told)) & reader.vocab.events
    nouns = [(min(things), t.low) for _, t in told if (things := t.classes & reader.vocab.nouns)]
    for thing, noun in [*nouns, ("", "")] if nouns or events else ():
        fitting = [line.events for line in reader.of_noun.get(thing, ()) if line.events <= events and may_read(line, kind, value)]
        if fitting:
            said = max(fitting, key=len)  # what else happens in the sentence may be another's
            return Description(thing, noun, said, named_owners(reader, tokens, told) if thing else EMPTY, named_rates(reader, tokens))
    return None


def gives_a_number(reader, tokens, k):
    """"gave the same figure": a verb of handing at k that hands no thing, but a number."""
    return tokens[k].low in reader.vocab.speech["handing"] and any(t.low in reader.generics for t in tokens[k + 1:k + 5])


def may_read(line, kind, value):
    """May a reading line read a number of this kind and size?"""
    return (kind != "money" or kind in line.read.kinds) and not (line.read.decimal and (value or 0) > 100)


def named_owners(reader, tokens, told):
    """The owners among the words [(index, token)] that own something."""
    owners = reader.vocab.owners
    return EMPTY.union(*(t.classes & owners for k, t in told if t.classes & owners and reader.links.walk.owns(tokens, k)))


def named_rates(reader, tokens):
    """The rates that adjectives name: "[annual] savings", "[monthly] pay"."""
    units = reader.vocab.rate_units
    return frozenset(units[t.low] for t in tokens if t.low in units and t.low.endswith(("ly", "nual")))
