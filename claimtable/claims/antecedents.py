"""What was told before a number that leaves its noun out: the number, label or words of its sentence that say what it counts.

Each function takes the Document (document.py) that is being read; u is the number of a unit, i the index of a token in it.
"""

import re
from dataclasses import replace

from ..grammar.clauses import EMPTY
from .context import FAMILY, family, of_one_size
from .parts import parted

IT_IS = re.compile(r"\b(?:it|that|this)(?:'s| is| was| were| had been| has been| became| makes| made)(?: \w+){0,2}? \Z", re.I)
SUMS_UP = re.compile(
    r"\b(?:it|that|this|which)(?: would| will)?"
    r"(?:'s| is| was| be| makes?| made| (?:amount|correspond|translate|equat|equal|represent)(?:s|es|ed|e)?(?: to| into)?)"
    r"(?: \w+){0,2}? \Z",
    re.I
)
JOINING = frozenset(["and", ",", ", and", "and about", "and some"])
MAKES = re.compile(r"\d (?:make|equal|is|are|amount to|come to|represent|mean)s? (?:\w+ ){0,2}?\Z")  # "Seoul's 4,000 make 29 percent"

OF_THEM = (" of them", " of these", " of those", " of whom")
FEW = 4  # numbers back whose rate a sum may share
TENS = 20  # the smallest number of which a share is told


def labelled(doc, u, i):
    """What the label at the head of its sentence says a "report of 300" is of ("Deserters: a report of 300 …"); or None."""
    tokens = doc.sentence(u).tokens
    end = next((k for k, t in enumerate(tokens[:5]) if t.raw == ":"), i)
    return doc.rules.reader.theme_of(tokens[:end]) if 0 < end < i else None


def share_of(doc, u, i, described):
    """For a share of which only is said what happened ("close to two-fifths are gone"), with those told of just before; or None."""
    tokens = doc.sentence(u).tokens
    if tokens[i].mention.kind not in ("percent", "fraction") or not described.events or described.thing or described.part:
        return None
    if "auxiliaries" not in tokens[min(i + 1, len(tokens) - 1)].kinds or parted(tokens, i, doc.rules.reader.parts):
        return None
    for v, told, value in doc.before.get("number", ())[-1:]:
        if u - v < 3 and told.thing != "?" and (value or TENS) >= TENS:
            return replace(described, thing=doc.rules.book.population, carried=True)
    return None


def nothing_new(doc, u, mention, described, before):
    """"900 were hurt. 300 of them are still in hospital": is only told of some what was told of all, and not in a place of their own?"""
    if not doc.rules.book.whole or not described.events or described.events != before.events:
        return False
    placed = any(p[0] > mention.end for p in doc.rules.whereabouts.find(doc.sentence(u)))
    return doc.plain.startswith(OF_THEM, mention.end) and not placed


def held_before(doc, u, kind, described):
    """For a number that only says what happened, the thing told just before ("600 prisoners … Ruland holds two"); or None."""
    told = doc.before.get(kind)
    if not (described.events and told and u - told[-1][0] < 2):
        return None
    found = told[-1][1]
    if found.thing == doc.rules.book.population:
        return None
    lines = doc.rules.reader.of_noun.get(found.thing, ())
    return replace(found, events=EMPTY) if any(line.events and line.events <= described.events for line in lines) else None


def summed_up(doc, u, mention, described):
    """What a share that sums up the sentence before is of ("…, 4,200 had been killed or hurt. That is close on two-fifths."); or None."""
    span = doc.units[u][0], mention.start
    if FAMILY.get(mention.kind, mention.kind) != "percent" or not (SUMS_UP.search(doc.plain, *span) or MAKES.search(doc.plain, *span)):
        return None
    told = [d for v, d, _ in doc.before.get("number", ()) if u - v < 2 and d.events and not d.part]
    if not told:
        return None
    return replace(described, thing=doc.rules.book.population, noun="", events=told[-1].events, owners=told[-1].owners, carried=True)


def before_in_sentence(doc, u, i):
    """What the sentence of a "figure" or "count" speaks of before it ("revised the dead upwards, where a count stood at 290"); or None."""
    tokens = doc.sentence(u).tokens
    if any(t.number and t.mention.kind == "number" for t in tokens[:i]):
        return None
    reader = doc.rules.reader
    found = reader.theme_of([t for t in tokens[max(0, i - 30):i] if t.low not in reader.speakers], tokens[i].mention.kind)
    if found and not found.thing and reader.links.left(tokens, i).kind == "link":
        return None  # "the count has not moved and stands at 300"
    return found


def dwarfs(doc, mention):
    """Is a number so much larger than the one before it that it is no rate, if that was one ("lose 1,500 a day and stand at 700,000")?"""
    told = doc.before.get("number") if mention.kind == "number" else None
    return bool(told and told[-1][1].rates and told[-1][2] and (mention.low or 0) > 20 * told[-1][2])


def unknown(doc):
    """Did the last sentence with a number count only what the codebook does not know?"""
    told = doc.before["number"] if "number" in doc.before else ()
    return bool(told) and all(d.thing == "?" for v, d, _ in told if v == told[-1][0])


def antecedent_number(doc, u, kind, mention, described):
    """Description of the number a left-out noun carries over from: the last one near by and of the same size, or None."""
    told = doc.before.get(kind, ())
    if kind == "percent" and doc.plain.startswith(" of it", mention.end):
        return None  # "a tenth of it reaches a family": of a sum, or of the force
    if told and (alike := parallel(doc, u, mention, kind, told)):
        return alike
    said_of_it = IT_IS.search(doc.plain, doc.units[u][0], mention.start)
    beside = False  # another number of the same sentence has been passed over
    told = doc.before.get(kind, [])[-4:]
    if told and told[-1][0] < u and (described.generic or {u, told[-1][0]} <= doc.listed):
        told = [x for x in told if x[0] == told[-1][0]][:1]  # a "figure", and the first number of a row, go on from the first before
    for unit, before, value in reversed(told):
        if beside and unit < u:
            return None
        beside = beside or unit == u and before.thing != "?"
        if u - unit > 2 + described.generic or described.generic and not (doc.voices.turns or doc.same_paragraph(u, unit)):
            return None
        size = mention.high or mention.low
        if kind != "number" or said_of_it or of_one_size(size, value):
            return before
        if unit == u and value and before.thing != "?" and of_one_size(size, 1000 * value):
            return before  # "30, and maybe 40 thousand more"
    return None


def parallel(doc, u, mention, kind, told):
    """What the number in the same place of the sentence before counts, if both have as many and here only "and" joins them; or None.

    "Ruland lost 30 tanks and 900 men in May. In June it was 100 and 1,000."
    """
    here = [m for m in doc.members[u] if FAMILY.get(m.kind, m.kind) == kind]
    v = next((x[0] for x in reversed(told) if x[0] < u), u)
    there = [d for w, d, _ in told if w == v]
    if len(here) < 2 or len(there) != len(here) or u - v > 2 or mention not in here:
        return None
    joined = all(doc.plain[a.end:b.start].strip() in JOINING for a, b in zip(here, here[1:]))
    return there[here.index(mention)] if joined else None


def rates_before(doc, mention, described):
    """What the sum told before was a rate of, where this one is of its size ("$48 a share … The offer would be $45"); or nothing."""
    told = doc.before.get(family(mention, described), ())[-FEW:] if mention.kind == "money" else ()
    size = mention.high or mention.low or 0
    return next((d.rates for _, d, value in reversed(told) if d.rates and value and 0.5 < size / value < 2), EMPTY)
