"""What a heading, a question or a sentence without numbers says is counted. `reader` is the Reader of measures.py."""

from ..grammar.clauses import EMPTY
from ..grammar.descriptions import Description


def heading(reader, s, loose=False, kind=""):
    """What a heading says is counted below it ("HOW MANY HAVE DIED?"), as a Description; None if it names nothing of the codebook.

    loose: a thing will do, of which the lines below may say what happened to it ("BUILDINGS", "Collapsed: 300").
    """
    found = named(reader, s.tokens, kind)
    noun = next((t for t in s.tokens if t.classes & reader.vocab.nouns), None) if loose and not found else None
    events = EMPTY.union(*(t.classes for t in s.tokens)) & reader.vocab.events if not (found or noun) and (loose or s.tokens[0].low == "who") else EMPTY
    if events:  # "Deployed so far", "Who is digging?"
        return Description(reader.book.population, "", events) if any(line.noun == reader.book.population and line.events == events for line in reader.lines) else None
    return Description(min(noun.classes & reader.vocab.nouns), noun.low) if noun else found


def named(reader, tokens, kind="", value=None):
    """The same for some tokens of a sentence; for an amount of money only what can cost that, for a whole number only what is whole."""
    told = [(k, t) for k, t in enumerate(tokens) if t.classes]
    if not told:
        return None
    events = EMPTY.union(*(t.classes for _, t in told)) & reader.vocab.events
    nouns = [(min(things), t.low) for _, t in told if (things := t.classes & reader.vocab.nouns)]
    for thing, noun in [*nouns, ("", "")] if nouns or events else ():
        fitting = [line for line in reader.of_noun.get(thing, ()) if line.events <= events and (kind != "money" or kind in line.read.kinds) and not (line.read.decimal and (value or 0) > 100)]
        if fitting:
            said = max(fitting, key=lambda line: len(line.events)).events  # what else happens in the sentence may be another's
            owners = EMPTY.union(*(t.classes for k, t in told if t.classes & reader.vocab.owners and reader.links.walk.owns(tokens, k))) if thing else EMPTY
            rates = frozenset(reader.vocab.rate_units[t.low] for t in tokens if t.low in reader.vocab.rate_units and t.low.endswith(("ly", "nual")))
            return Description(thing, noun, said, owners & reader.vocab.owners, rates)  # "Annual savings"
    return None
