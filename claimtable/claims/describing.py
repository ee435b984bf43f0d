"""What the words around a number say it counts: its Description. `reader` is the Reader of measures.py.

The noun is looked for on the right ("300 North Korean soldiers", rightof.py), then across a linking word on the left ("losses reached
300", leftof.py); if it is left out ("some 11,000 have arrived"), carry.py carries it over from the number before.
"""

from dataclasses import replace

from ..grammar.around import enclosed, fronted, maker, meant_for, others
from ..grammar.clauses import EMPTY, PARTICIPIAL
from ..grammar.links import GAPS
from ..grammar.neighbours import clause_ends, low_at, spelled
from ..grammar.walk import INCREMENTS
from . import strangers
from .leftof import owner_with, take_from_before, tie
from .near import Near
from .parts import beside_a_verb, in_lots, of_unknown_verb
from .rightof import first_description, owners_behind

IN_ALL = frozenset(["in all", "in total", "all told"])
KNOWN_PEOPLE = frozenset(["the", "those", "another", "further", "more"])  # after these "300 who" are of those known


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
    lacking = i + 1 + ("be" in after.kinds)
    if low_at(tokens, lacking) == "without" and low_at(tokens, lacking + 1) not in (None, "", "them", "theirs", "it", "one"):
        return f"those without {tokens[lacking + 1].low}"  # "The toll climbs to 24, thousands without power"
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
