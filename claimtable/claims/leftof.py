"""What the words on the left of a number add to its Description."""

from ..grammar.around import asserted
from ..grammar.clauses import EMPTY, HAVE
from ..grammar.descriptions import Link
from .parts import OF_WHICH, THEM

BETWEEN_OBJECTS = frozenset(["verbs", "auxiliaries", "ed", "prepositions", "punct"])  # none of them stands between two objects of a verb


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
    voiced = link.word in d.words and link.word not in d.unvoiced  # only in the name of who speaks
    if voiced and (d.thing or link.word in reader.speakers):
        return False  # "the army's 95th brigade claims 60", "a figure the police put at 300"
    if not d.thing:
        paired = n.j < len(n.tokens) and n.tokens[n.j].classes & reader.vocab.events  # "300 dead"
        return not paired
    if link.noun == "?":
        return False
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


def owner_with(reader, n):
    """"Ruland, with 300 men under arms": the owner before the comma and a "with"."""
    tokens = n.tokens
    k = next((k for k in range(n.i - 1, 1, -1) if tokens[k].low == "with"), 0)
    return tokens[k - 2].classes & reader.vocab.owners if k and tokens[k - 1].raw == "," else EMPTY
