"""What a number takes over from around it: a noun left out, from the number, heading or question before.

Each function takes the Document (document.py) that is being read; u is the number of a unit, i the index of a token in it.
"""

from dataclasses import replace

from ..grammar.clauses import QUANTITY, minor
from ..grammar.descriptions import carried_over
from ..grammar.neighbours import spelled
from . import grounds
from .antecedents import (
    antecedent_number, before_in_sentence, dwarfs, held_before, labelled, nothing_new, rates_before, share_of, summed_up, unknown,
)
from .context import family
from .parts import parted
from .topics import named_alone, named_behind, named_in, names_thing, themes, told_after, told_ahead, topic

TOLL = 100  # smallest number that may be of what was spoken of some way back
FAR = 6  # units back to what a "figure" is of
KEPT = 60  # numbers of a kind that are kept for one after them
ROW = (": ", " – ", " — ", " - ")  # between the label of a row and its number
OF_THESE = (" of them", " of these")
NO_ASIDE_AFTER = frozenset(["verbs", "cue", "adverbs"])  # after these "with 300" and "including 300" are no aside


# ---------------------------------------------------------------- what is kept for the numbers after it

def remember(doc, u, s, i, described):
    """Keep what the number counted, for one after it that leaves its noun out."""
    if only_said_beside(s, i, described):
        return
    mention, kind = s.tokens[i].mention, family(s.tokens[i].mention, described)
    told = doc.before.get(kind)
    if told and told[-1][0] == u and parted(s.tokens, i, doc.rules.reader.parts):
        return  # "4,000 casualties, of whom 1,000 died. Kyiv says 5,000."
    kept = doc.before.setdefault(kind, [])
    kept.append((u, described, mention.high or mention.low))
    if len(kept) > 2 * KEPT:
        del kept[:KEPT]


def only_said_beside(s, i, described):
    """Does nothing go on from number i: "the two figures", an aside ("with 520 flats"), "the two countries", what a share is of?"""
    tokens, thing = s.tokens, described.thing
    if not (thing or described.events) or thing == "?" and described.generic or described.base:  # base: "half of an original 11,000"
        return True
    if i and tokens[i - 1].low in ("with", "including") and not tokens[max(0, i - 2)].kinds & NO_ASIDE_AFTER:
        return True
    if thing == "?" and minor(tokens[i]) and any("prepositions" in t.kinds for t in tokens[max(0, i - 2):i]):
        return True
    # "Of the 900 sheep, 300 drowned": what follows goes on from the 300
    return 1 < i < 5 and spelled(tokens[:2]) == "of the" and sum(t.number for t in tokens) > 1


def echo(doc):
    """Let a number that says nothing be of the measure that claims the same number elsewhere ("Minister rejects 90,000 figure")."""
    for u, s, i, place, cues in doc.untold:
        mention = s.tokens[i].mention
        measure = doc.told.get((mention.kind, mention.low, mention.high))
        if measure and place:
            measure = for_area(doc, measure, place[2])
        if measure:
            del doc.why[mention.start]
            doc.claim(u, s, i, measure, place, cues)


def for_area(doc, measure, names):
    """The measure, or the one that reads the same words for the area in which the named places lie; None if there is none."""
    within = doc.rules.whereabouts.within
    if not measure.read.area or within(names, measure.read.area):
        return measure
    alike = (m for m in doc.rules.book.measures if m.read and m.read.area and m.read.when == measure.read.when)
    return next((m for m in alike if within(names, m.read.area)), None)


# ---------------------------------------------------------------- choosing a measure

def choose(doc, u, i, mention, described, area):
    """(measure, why not, description): as it stands, else with the noun carried over from the number before, else from the heading."""
    reader = doc.rules.reader
    if not described.thing and doc.grids.row(mention.start):
        about = doc.grids.about(mention.start)
        if not about:
            return None, "a cell of a table", described
        carried = carried_over(described, about)
        return *reader.choose(mention, carried, area), carried
    described = named_behind(doc, u, i, mention, described)
    if not (described.thing or described.events) and between_bars(doc.sentence(u).tokens, i):
        return None, "stands alone between bars", described
    described = of_others(doc, u, mention, described)
    if summed := summed_up(doc, u, mention, described):
        return *reader.choose(mention, summed, area), summed
    if described.anaphoric and not described.thing:
        described = pointed_back(doc, u, mention, described)
    in_row = doc.theme and u in doc.listed and doc.plain.endswith(ROW, 0, mention.start)
    if in_row and described.thing == "?" and not names_thing(doc, u, i):
        described = replace(described, thing="", noun="")  # the label of a row says who counts
    for told, kind in as_told(doc, u, i, mention, described):
        measure, why = reader.choose(of_kind(mention, kind), told, area)
        if measure:
            return measure, why, told
    if described.thing or mention.kind not in QUANTITY:
        return None, why, described
    for before, kind, last in around(doc, u, i, mention, described):
        carried = carried_over(described, before)
        if dwarfs(doc, mention):
            carried = replace(carried, rates=described.rates)
        measure, why = reader.choose(of_kind(mention, kind), carried, area)
        if measure or last:
            return measure, why, carried
    return None, why, described


def of_kind(mention, kind):
    return mention if kind == mention.kind else mention._replace(kind=kind)


def between_bars(tokens, i):
    """"| 300 |"."""
    return i and tokens[i - 1].raw == "|" and (i + 1 == len(tokens) or tokens[i + 1].raw == "|")


def of_others(doc, u, mention, described):
    """The description with the owners of the number it is a part of ("their 900 casualties, of which 40 came in May").

    Where it names others, it is no part ("38,000 men lost, among them 4,000 of another army").
    """
    s = doc.sentence(u)
    within = described.part or described.events and parted(s.tokens, s.at(mention.start), doc.rules.reader.parts)
    whole = [told for v, told, _ in doc.before.get(family(mention, described), ()) if v == u] if within else ()
    if not whole or described.thing == "?":
        return described
    if (thing := whole[-1].thing) not in (doc.rules.book.population, "", "?") and not described.thing and not any(
            thing in doc.rules.vocab.befalls[event] for event in described.events):
        return replace(described, thing=thing, events=whole[-1].events, owners=whole[-1].owners)  # casualties only "came" as such
    if not described.owners and not described.part:
        return replace(described, owners=whole[-1].owners)
    if not described.part or not described.owners or whole[-1].owners == described.owners:
        return described
    return replace(described, part=False, thing=described.thing or doc.rules.book.population, events=described.events or whole[-1].events)


def as_told(doc, u, i, mention, described):
    """The descriptions of a number with what it says itself, one after the other, each with the kind of number to read it as."""
    kind, population = mention.kind, doc.rules.book.population
    if doc.theme and u in doc.listed and described.thing == population and not (described.events or described.owners):
        yield replace(described, thing=doc.theme.thing or described.thing, events=doc.theme.events, owners=doc.theme.owners), kind
    yield described, kind
    if described.thing not in ("", "?"):
        if kind == "number" and (mention.low or 0) >= 1e8:
            yield described, "money"  # "damage of 20 billion"
        if not described.rates and (rates := rates_before(doc, mention, described)):
            yield replace(described, rates=rates, carried=True), kind
        if not described.events and (asked := topic(doc, u, i)):
            told = replace(asked, thing=described.thing, noun=described.noun)
            yield carried_over(described, told), kind  # "How many have died? About 300 people."
    if lacking := labelled(doc, u, i) if described.generic and not described.noun else share_of(doc, u, i, described):
        yield lacking, kind


# ---------------------------------------------------------------- what a number without a noun may take it over from

def around(doc, u, i, mention, described):
    """The nearest first: (description, kind to read the number as, is there none after it?)."""
    kind, own = family(mention, described), mention.kind
    if not described.events:
        yield from ((named, own, False) for named in beside(doc, u, i, mention, described))
    tied, said = grounds.tied(doc, u, i), just_said(doc, u, mention)
    far = (said or described.generic) and (mention.low or TOLL) >= TOLL  # it may be of what was spoken of some way back
    before = number_before(doc, u, i, mention, described, tied, far)
    if before and not (described.events and before.thing == "?"):
        yield of_people(doc, described, before, kind), own, True
    money = doc.before.get("money")
    if kind == "number" and not before and money and (mention.low or 0) >= 1e6 and u - money[-1][0] <= 2:
        yield money[-1][1], "money", True
    loose = described.generic or said or tied or u in doc.headed and u not in doc.rowed or stands_for_many(doc, u, i, described)
    yield from ((theme, own, False) for theme in themes(doc, u, mention, described, kind, loose))
    if described.events:
        return
    for v in range(u - 1, max(-1, u - FAR), -1) if far else ():
        if (named := named_in(doc, v, mention)) and named.thing:
            yield named, own, False
    if (described.generic or said) and not (before or u in doc.headed) and (named := told_ahead(doc, u, i)):
        yield named, own, True


def beside(doc, u, i, mention, described):
    """What a question, the words before the number, and the sentence before say is counted."""
    asked = None if described.generic and doc.theme else told_after(doc, u) or topic(doc, u, i)
    if asked:
        yield asked
    if named := before_in_sentence(doc, u, i):
        yield named
    if named := named_alone(doc, u, i, mention):
        yield named


def just_said(doc, u, mention):
    """Does the number stand near the verb with which somebody says it?"""
    return any(c.right[0] <= mention.start < c.right[1] and mention.start - c.at < 40 for c in doc.cued.get(u, ()))


def stands_for_many(doc, u, i, described):
    """"300 have crossed": is a number of some size the subject of a verb that a list knows?"""
    tokens, mention = doc.sentence(u).tokens, doc.sentence(u).tokens[i].mention
    after = tokens[min(i + 1, len(tokens) - 1)]
    return mention.kind == "number" and (mention.low or 0) > 99 and "auxiliaries" in after.kinds and not described.acts


def number_before(doc, u, i, mention, described, tied, far):
    """What the number before counted, if this one may go on from it; or None."""
    kind = family(mention, described)
    before = antecedent_number(doc, u, kind, mention, described) or held_before(doc, u, kind, described)
    if not before or u in doc.rowed and names_thing(doc, u, i):
        return None
    if before.thing == "?" and (tied or far and u not in doc.listed and doc.before[kind][-1][0] < u):
        return None
    return before


def of_people(doc, described, before, kind):
    """What the number before counted, or the people it counted a part of ("300 casualties … 40 dead": not of the casualties)."""
    reader = doc.rules.reader
    if described.events & reader.done_to and before.thing and kind == "number" and not apart(reader, before.thing):
        return replace(before, thing=reader.book.population)
    return before


# ---------------------------------------------------------------- "of them", "it is"

def pointed_back(doc, u, mention, described):
    """"300 of them", "it is 300": with what the number before counted; where none is near, what the codebook's topic counts."""
    population = doc.rules.book.population
    before = antecedent_number(doc, u, family(mention, described), mention, described)
    if before and nothing_new(doc, u, mention, described, before):
        return replace(described, part=True)
    if described.events:
        if family(mention, described) == "percent":
            fatal = doc.plain.startswith(OF_THESE, mention.end) and counted_here(doc, u)
            return replace(described, part=True) if fatal else replace(described, thing=population)
        return pointed_at(doc, u, mention, described, before)
    if before and before.thing != "?" and (before.thing or before.owners):
        return carried_over(described, before)
    if before:
        return described
    named = named_in(doc, u - 1, mention) if u and doc.same_paragraph(u, u - 1) else None
    if named and named.events:
        return carried_over(described, named)  # "… misstated the number of sheep drowned. It was 300."
    return replace(described, thing=population)


def pointed_at(doc, u, mention, described, before):
    """The description of a number of "them" to whom something happened; before: what the number before counted, or None."""
    named = None if before else before_in_sentence(doc, u, doc.sentence(u).at(mention.start))
    if named and named.thing:
        return replace(described, thing=named.thing)  # "Orton is full of sheep, with 300 of them drowned"
    if other := other_things(doc, u, mention, before):
        return replace(described, thing=other)
    if not before:
        return described
    thing = "?" if before.thing == "?" and unknown(doc) else doc.rules.book.population
    return replace(described, thing=thing, owners=described.owners or before.owners)


def counted_here(doc, u):
    """Did the number before, in this sentence, count something else than people ("5,000 casualties, a third of them fatal")?"""
    v, told, _ = (doc.before.get("number") or [(-1, None, None)])[-1]
    return v == u and told.thing not in ("", "?", doc.rules.book.population)


def other_things(doc, u, mention, before):
    """What "of them" points at where that is nothing like what the topic counts ("The shells are duds. Ruland sent 300 of them"); or ''."""
    reader, named = doc.rules.reader, None
    if before and before.thing != "?":
        named = before
    elif doc.same_paragraph(u, u - 1):
        named = named_in(doc, u - 1, mention)
    return named.thing if named and named.thing and apart(reader, named.thing) else ""


def apart(reader, thing):
    """Is a thing nothing that is counted of the people the topic is about (shells, and not the dead)?"""
    measures = {line.measure.name for line in reader.of_noun.get(thing, ())}
    return bool(measures) and measures.isdisjoint(line.measure.name for line in reader.of_noun.get(reader.book.population, ()))
