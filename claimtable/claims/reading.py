"""One sentence's numbers, one by one: what each counts, where, and the measure that claims it; or why none does.

Each function takes the Document (document.py) that is being read; u is the number of a unit, i the index of a number in its Sentence.
"""

from collections import namedtuple

from ..attribution.cue import NOBODY
from ..attribution.governing import speaker_of
from . import carry, grounds, topics, villages
from .context import KIND_REASONS, reason
from .nocounts import aged, beside_a_number, in_a_row, stands_for_a_person
from .placing import STAY, place_of
from .when import too_early

ECHOED = 100  # smallest number that, told twice, counts the same thing

# A sentence, the places it names, its cues, and the spans of those who speak in it.
Unit = namedtuple("Unit", "u s places cues voices")


def read_unit(doc, u, worth):
    """Read the numbers of unit u that start at one of the offsets `worth` reading."""
    if any(m.rule == "phone" for m in doc.members[u]):
        doc.why.update(dict.fromkeys(worth, "what a page says about itself"))
        return
    s, cues = doc.sentence(u), doc.cues(u)
    unit = Unit(u, s, doc.rules.whereabouts.find(s), cues, [c.who for c in cues if c.who != NOBODY])
    for i in s.mentioned:
        if s.tokens[i].mention.start in worth:
            read_number(doc, unit, i)


def read_number(doc, unit, i):
    mention = unit.s.tokens[i].mention
    why = no_count(unit.s, i)
    described = None if why else doc.rules.reader.describe(unit.s, i, unit.voices)
    why = why or of_people(unit, i, described)
    if why:
        doc.why[mention.start] = why
        return
    place, names = locate(doc, unit, i, described)
    silent = unit.s.tokens[i].number and not (described.thing or described.events or described.rates)
    measure, why, described = choose(doc, unit, i, described, names, silent)
    carry.remember(doc, unit.u, unit.s, i, described)
    if measure:
        keep(doc, unit, mention, measure, described, names)
        place = villages.of(doc, unit.u, unit.s, i, measure, place, names, unit.places, unit.voices, unit.cues)
        doc.claim(unit.u, unit.s, i, measure, place, unit.cues)
        return
    if silent and not why and (mention.high or mention.low or 0) >= ECHOED:
        doc.untold.append((unit.u, unit.s, i, place, unit.cues))
    doc.why[mention.start] = why or reason(described) if unit.s.tokens[i].number else KIND_REASONS.get(mention.kind, "")


# ---------------------------------------------------------------- what makes no claim

def no_count(s, i):
    """Why number i counts nothing by the form of its sentence; or ''."""
    if s.tokens[i].mention.rule == "furniture":
        return "what a page says about itself"
    if in_a_row(s, i):
        return "digits of a telephone number, a card or a reference"
    if beside_a_number(s, i):
        return "a ratio, or by how much a number rose"
    return ""


def of_people(unit, i, described):
    """Why a number only speaks of single people; or ''."""
    tokens, mention = unit.s.tokens, unit.s.tokens[i].mention
    told = described.events and (mention.low or 0) >= ECHOED
    if described.thing in ("", "?") and not told and any(a <= mention.start and mention.end < b for a, b in unit.voices):
        return "counts those who speak"
    if described.thing == "" and stands_for_a_person(tokens, i):
        return "an age, or one person told apart"
    if aged(tokens, i) and (i + 1 == len(tokens) or not tokens[i + 1].raw.isalpha()):
        return "an age, or one person told apart"
    return ""


# ---------------------------------------------------------------- where

def locate(doc, unit, i, described):
    """(place, names of the area) that number i is for. A part of the area is what an area's measure counts: then it is no part any more."""
    u, s, places, cues, voices = unit
    mention, whole = s.tokens[i].mention, doc.rules.book.whole
    own = whole and grounds.OWN.search(described.words) and grounds.home(doc, u, s, cues, mention, places)
    place = place_of(doc.rules.whereabouts, s, i, described, [*voices, *saying(s, cues, mention), *stays(doc, cues, mention)], places)
    place = place or doc.grids.place(mention.start) or topics.below(doc, u)
    if not place and not own and not grounds.again(doc, u, s, i):
        place = doc.ground or grounds.pointed(doc, u, described, mention.start)
    if not place and whole and described.generic:
        place = place_of_speaker(s, mention, places, cues, voices)
    if described.part and (own or place and place is not doc.ground and grounds.of_part(doc, s, mention, place)):
        described.part = False
    if place:
        return place, place[2]
    names = own or grounds.opposite(doc, u, s, mention) or grounds.home(doc, u, s, cues, mention, places)
    return None, names or grounds.settled(doc, u, s, mention, places) or grounds.alone(doc, s, mention, places)


def place_of_speaker(s, mention, places, cues, voices):
    """The place in the name of who says a number, or of the first who speaks in its sentence; or None."""
    own = speaker_of(s, cues, mention.start, mention.end)[0]
    found = (grounds.place_in(places, span) for span in ([own.who, *voices] if own else voices))
    return next(filter(None, found), None)


def stays(doc, cues, mention):
    """Spans of the words that tell where somebody was who says it: "the envoy, [who was in Ardley on Monday], said 300 had died"."""
    return [(c.who[1], c.at) for c in cues if c.right[0] <= mention.start < c.right[1] and STAY.match(doc.plain, c.who[1], c.at)]


def saying(s, cues, mention):
    """Spans of the words that tell of the saying behind what is said: "300 died, [the mayor of Ardley told reporters]"."""
    for c in cues:
        if c.left[0] <= mention.start < c.left[1]:
            yield c.at, max(c.right[0], c.left[1]) if c.right != NOBODY else s.end


# ---------------------------------------------------------------- the measure

def choose(doc, unit, i, described, names, silent):
    """(measure or None, why not, description). silent: the number itself says nothing of what it counts."""
    mention = unit.s.tokens[i].mention
    measure, why, described = carry.choose(
        doc, unit.u, i, mention, described, lambda area: doc.rules.whereabouts.within(names, area)
    )
    if not measure:
        return measure, why, described
    if silent and described.carried and not doc.grids.row(mention.start):
        measure = doc.told.get((mention.kind, mention.low, mention.high), measure)
    if measure and of_which_told(doc, unit.s.tokens, i, measure, described):
        return None, "the whole that a part is told of", described
    if doc.abroad(unit.u):
        return None, "about another place, which the event did not reach", described
    if too_early(doc, unit.s, i, unit.cues):
        return None, "dated before the event: it speaks of another one", described
    return measure, why, described


def of_which_told(doc, tokens, i, measure, described):
    """"300 of the 900 jobs will go": is number i only the whole of a part that its measure has claimed?

    A whole population is told as well.
    """
    of = i - 1 - ("determiners" in tokens[i - 1].kinds)
    told = doc.claims.get(tokens[of - 1].start) if of > 0 and tokens[of].low == "of" else None
    return told and told["measure"] == measure.name and described.thing != doc.rules.book.population


def keep(doc, unit, mention, measure, described, names):
    """Keep what the claim counts and where it was, for the numbers after it."""
    kind = "number" if mention.kind == "vague" else mention.kind
    doc.subjects.setdefault(kind, {}).setdefault((described.thing, described.events), described)
    doc.told.setdefault((mention.kind, mention.low, mention.high), measure)
    if not measure.as_of:  # where the event was is not where its victims are
        doc.settled = unit.u, names
