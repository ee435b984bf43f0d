"""What a number takes over from around it: a noun left out, from the number, heading or question before.

Each function takes the Document (document.py) that is being read; u is the number of a unit, i the index of a token in it.
"""

import re
from dataclasses import replace

from ..attribution.cues import speaker_of
from ..grammar.clauses import CLOSED, QUANTITY, minor, strong
from ..grammar.descriptions import Description, carried_over
from . import grounds
from .antecedents import (
    antecedent_number, before_in_sentence, dwarfs, held_before, labelled, nothing_new, rates_before, share_of, summed_up, unknown,
)
from .context import family
from .parts import parted
from .days import as_of

HOW_MANY = re.compile(r"(?<!\w)(?:how (?:many|much)|(?:what|which) (?:number|amount|figure|count) (?:of|for))\b")
TOLL = 100  # smallest number that may be of what was spoken of some way back
FAR = 6  # units back to what a "figure" is of
FEW = 16  # words of the longest question that is no more than a topic
OUT_OF = re.compile(r"\bout of \Z", re.I)
ALONE = re.compile(r"\s*(?:[,?:]|(?:are|were|is|of them|there)\b[^.!]{0,20}[?,])")
KEPT = 60  # numbers of a kind that are kept for one after them


def remember(doc, u, s, i, described):
    """Keep what the number counted, for one after it that leaves its noun out; not "the two figures", nor an aside ("with 520 flats")."""
    if not (described.thing or described.events) or described.thing == "?" and described.generic or i and s.tokens[i - 1].low in ("with", "including") and not s.tokens[max(0, i - 2)].kinds & {"verbs", "cue", "adverbs"}:
        return
    if described.base or described.thing == "?" and minor(s.tokens[i]) and any("prepositions" in t.kinds for t in s.tokens[max(0, i - 2):i]):
        return  # "the two countries"; "half of an original 11,000": only what the share is of
    mention = s.tokens[i].mention
    if 1 < i < 5 and [t.low for t in s.tokens[:2]] == ["of", "the"] and sum(t.number for t in s.tokens) > 1:
        return  # "Of the 900 sheep, 300 drowned": what follows goes on from the 300
    told = doc.before.get(family(mention, described))
    if told and told[-1][0] == u and parted(s.tokens, i, doc.rules.reader.parts):
        return  # "4,000 casualties, of whom 1,000 died. Kyiv says 5,000."
    kept = doc.before.setdefault(family(mention, described), [])
    kept.append((u, described, mention.high or mention.low))
    if len(kept) > 2 * KEPT:
        del kept[:KEPT]


def told_after(doc, u):
    """What the next sentence of the paragraph says that a number alone in its sentence is ("→ $48. What holders get."); or None."""
    if u not in doc.explained:
        doc.explained[u] = explained(doc, u)
    return doc.explained[u]


def explained(doc, u):
    tokens = doc.sentence(u).tokens
    label = next((k for k, t in enumerate(tokens) if t.raw == ":"), -1) if ":" in doc.sentence(u).words else -1  # "Number of the day: 300"
    alone = len(tokens) < 40 and all(t.mention or "punct" in t.kinds for t in tokens[label + 1:]) and (label < 0 or any(t.low in doc.rules.reader.generics for t in tokens[:label]))
    below = label < 0 and u + 1 < len(doc.units) and doc.lines[u + 1][0] - doc.lines[u][1] == 1 and (not u or doc.lines[u][0] > doc.lines[u - 1][1])
    if not (alone and (below and not doc.lower(u + 1).endswith("?") or doc.same_paragraph(u, u + 1))):
        return None
    after = doc.sentence(u + 1).tokens
    return doc.rules.reader.theme_of(after[:next((k for k, t in enumerate(after) if t.number), len(after))])


def below(doc, u):
    """The place in the line below that says what a number alone in its line is; or None."""
    found = doc.rules.whereabouts.find(doc.sentence(u + 1)) if len(doc.sentence(u).tokens) < 4 and told_after(doc, u) else ()
    return found[0] if found else None


def topic(doc, u, i):
    """What a question just before says is counted; or None."""
    tokens = doc.sentence(u).tokens
    asked = doc.lower(u - 1).rstrip() if u and not any(m.kind in QUANTITY for m in doc.members[u - 1]) else ""
    if asked.endswith("?") and asked.count(" ") < FEW or asked[-1:] in (".", ":") and asked.count(" ") < 2 and doc.same_paragraph(u, u - 1):
        found = doc.rules.reader.theme(doc.sentence(u - 1), asked.endswith("?"), tokens[i].mention.kind)  # "And the bill?"
        if found:
            return found
    for v in range(u, max(-1, u - 3), -1):
        asks = HOW_MANY.search(doc.lower(v))
        if not asks or v < u and any(m.kind in QUANTITY and m.surface.lower() != "one" for m in doc.members[v]):
            continue
        s = doc.sentence(v)
        begins, ends = s.start + asks.start(), s.start + asks.end()
        if v < u or ends < tokens[i].start:
            found = doc.rules.reader.theme_of(s.tokens[s.at(ends):s.at(ends) + 8], tokens[i].mention.kind)
            if not found and (OUT_OF.search(doc.plain, s.start, begins) or ALONE.match(doc.plain, ends)):
                return Description(doc.rules.book.population)  # "Out of how many?", "Asked how many, …"
            return found
    return None


def choose(doc, u, i, mention, described, area):
    """(measure, why not, description): as it stands, else with the noun carried over from the number before, else from the heading."""
    reader, tokens = doc.rules.reader, doc.sentence(u).tokens
    if not described.thing and doc.grids.row(mention.start):
        about = doc.grids.about(mention.start)
        carried = carried_over(described, about) if about else described
        return *(reader.choose(mention, carried, area) if about else (None, "a cell of a table")), carried
    described = named_behind(doc, u, i, mention, described)
    if not (described.thing or described.events) and i and tokens[i - 1].raw == "|" and (i + 1 == len(tokens) or tokens[i + 1].raw == "|"):
        return None, "stands alone between bars", described
    described = of_others(doc, u, mention, described)
    if summed := summed_up(doc, u, mention, described):
        return *reader.choose(mention, summed, area), summed
    if described.anaphoric and not described.thing:
        described = pointed_back(doc, u, mention, described)
    if doc.theme and u in doc.listed and described.thing == "?" and doc.plain.endswith((": ", " – ", " — ", " - "), 0, mention.start) and not names_thing(doc, u, i):
        described = replace(described, thing="", noun="")  # the label of a row says who counts
    for told, kind in as_told(doc, u, i, mention, described):
        measure, why = reader.choose(mention if kind == mention.kind else mention._replace(kind=kind), told, area)
        if measure:
            return measure, why, told
    if described.thing or mention.kind not in QUANTITY:
        return None, why, described
    for before, kind, last in around(doc, u, i, mention, described):
        carried = carried_over(described, before)
        carried = replace(carried, rates=described.rates) if dwarfs(doc, mention) else carried
        measure, why = reader.choose(mention if kind == mention.kind else mention._replace(kind=kind), carried, area)
        if measure or last:
            return measure, why, carried
    return None, why, described


def named_behind(doc, u, i, mention, described):
    """The description, with the noun that follows "Number of the day: 300, the sheep that drowned", "300: that is how many sheep drowned"."""
    tokens = doc.sentence(u).tokens
    many = next((k for k in range(i + 1, min(len(tokens) - 1, i + 9)) if tokens[k].low == "how" and tokens[k + 1].low in ("many", "much")), 0) if i < 2 else 0
    if described.thing or not (many or (i == 0 or tokens[i - 1].raw == ":") and [t.low for t in tokens[i + 1:i + 3]] == [",", "the"]):
        return described
    named = doc.rules.reader.theme_of(tokens[many or i + 2:(many or i) + 14], mention.kind)
    return carried_over(described, named) if named else described


def of_others(doc, u, mention, described):
    """The description, which is no part of the number before where the owners are others ("38,000 men lost, among them 4,000 of another army")."""
    if not described.part or described.thing == "?" or not described.owners:
        return described
    whole = [told for v, told, _ in doc.before.get(family(mention, described), ()) if v == u]
    if not whole or whole[-1].owners == described.owners:
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


def around(doc, u, i, mention, described):
    """What a number without a noun may take it over from, the nearest first: (description, kind to read the number as, is there none after it?)."""
    reader, kind, tokens = doc.rules.reader, family(mention, described), doc.sentence(u).tokens
    asked = None if described.events or described.generic and doc.theme else told_after(doc, u) or topic(doc, u, i)
    if asked:
        yield asked, mention.kind, False
    if not described.events and (named := before_in_sentence(doc, u, i)):
        yield named, mention.kind, False
    if not described.events and named_alone(doc, u, i, mention) and (named := reader.theme_of(doc.sentence(u - 1).tokens, mention.kind, mention.low)):
        yield named, mention.kind, False  # "… misprinted the death count. The ministry's figure was 300."
    tied = grounds.tied(doc, u, i)
    said = any(c.right[0] <= mention.start < c.right[1] and mention.start - c.at < 40 for c in doc.cued.get(u, ()))
    far = (said or described.generic) and (mention.low or TOLL) >= TOLL  # it may be of what was spoken of some way back
    before = antecedent_number(doc, u, kind, mention, described) or held_before(doc, u, kind, described)
    if before and (before.thing == "?" and (tied or far and u not in doc.listed and doc.before[kind][-1][0] < u) or u in doc.rowed and names_thing(doc, u, i)):
        before = None
    if before and not (described.events and before.thing == "?"):
        if described.events & reader.done_to and before.thing and kind == "number" and not apart(reader, before.thing):
            before = replace(before, thing=reader.book.population)  # "300 casualties … 40 dead": of the people, not of the casualties
        yield before, mention.kind, True
    money = doc.before.get("money")
    if kind == "number" and not before and money and (mention.low or 0) >= 1e6 and u - money[-1][0] <= 2:
        yield money[-1][1], "money", True
    loose = described.generic or said or tied or u in doc.headed and u not in doc.rowed or \
        mention.kind == "number" and (mention.low or 0) > 99 and "auxiliaries" in tokens[min(i + 1, len(tokens) - 1)].kinds and not described.acts
    yield from ((theme, mention.kind, False) for theme in themes(doc, u, mention, described, kind, loose))
    for v in range(u - 1, max(-1, u - FAR), -1) if far and not described.events else ():
        if (named := reader.theme_of(doc.sentence(v).tokens, mention.kind, mention.low)) and named.thing:
            yield named, mention.kind, False
    if (described.generic or said) and not (described.events or before or u in doc.headed) and (named := told_ahead(doc, u, i)):
        yield named, mention.kind, True


def named_alone(doc, u, i, mention):
    """May the sentence before in the paragraph say what is counted: is nothing of that kind told near by, and is the number of nothing said here?"""
    tokens = doc.sentence(u).tokens
    if not u or not doc.same_paragraph(u, u - 1) or i + 1 < len(tokens) and tokens[i + 1].low == "of":
        return False
    kinds = ["percent"] if mention.kind in ("percent", "fraction") else ["number", "money"]
    return not any(v >= u - 1 and not (told.thing == "?" and (value or 0) < 13) for kind in kinds for v, told, value in doc.before.get(kind, ()))


def themes(doc, u, mention, described, kind, loose):
    """What the heading says is counted; for a number that may be of anything (`loose`) also what was counted so far, and the title."""
    about = [(doc.theme, "theme"), *([*((d, "") for d in doc.subjects.get(kind, {}).values()), (doc.title, "title")] if loose else ())]
    for theme, head in about:
        theme = theme and (head in doc.heads and doc.rules.reader.theme_of(doc.heads[head], mention.kind, mention.low) or theme)
        if theme and (not described.events or not theme.events and u in doc.rowed):
            yield theme


def told_ahead(doc, u, i):
    """What a "figure" is of that only the rest of its sentence tells ("put the figure at 300, but now speaks of 500 sheep"); or None."""
    s = doc.sentence(u)
    numbers = [k for k in range(i + 1, len(s.tokens)) if s.tokens[k].number][:3]
    k = numbers[0] if numbers else 0
    for other in numbers:
        found = doc.rules.reader.describe(s, other) if s.tokens[other].mention.kind == s.tokens[i].mention.kind else None
        if not found or found.thing or found.events:
            if found and found.thing not in ("", "?") and not found.part:
                return found
            break
    return doc.rules.reader.theme_of(s.tokens[i + 1:k or len(s.tokens)], s.tokens[i].mention.kind)


def names_thing(doc, u, i):
    """Does the label before number i of a row say what is counted ("Tents pitched: 300"), and not whose it is, where or when ("Ardley: 300")?"""
    s = doc.sentence(u)
    a = next((k + 1 for k in range(i - 2, -1, -1) if strong(s.tokens[k]) or s.tokens[k].number), 0)
    label = s.tokens[a:i - 1]
    if not label or any(t.mention or t.low in doc.rules.reader.generics or t.low in doc.rules.reader.speakers or t.low in doc.rules.speech.v.names for t in label):
        return False
    if any(label[0].start <= p[0] < label[-1].end for p in doc.rules.whereabouts.find(s)):
        return False
    return any(t.raw[0].islower() and not t.kinds & CLOSED for t in label) or label[0].low.endswith("s") and not label[0].raw.isupper() and (len(label) == 1 or "prepositions" in label[1].kinds)


def pointed_back(doc, u, mention, described):
    """"300 of them", "it is 300": with what the number before counted; where none is near, what the codebook's topic counts."""
    before = antecedent_number(doc, u, family(mention, described), mention, described)
    if before and nothing_new(doc, u, mention, described, before):
        return replace(described, part=True)
    if described.events and family(mention, described) == "percent":
        told = [d for v, d, _ in doc.before.get("number", ())[-1:] if v == u and d.thing not in ("", "?", doc.rules.book.population)]
        if told and doc.plain.startswith((" of them", " of these"), mention.end):
            return replace(described, part=True)  # "5,000 casualties, a third of them fatal"
        return replace(described, thing=doc.rules.book.population)
    named = None if before else before_in_sentence(doc, u, doc.sentence(u).at(mention.start)) if described.events else None
    if named and named.thing:
        return replace(described, thing=named.thing)  # "Orton is full of sheep, with 300 of them drowned"
    if described.events and (other := other_things(doc, u, mention, before)):
        return replace(described, thing=other)
    if described.events:
        return replace(described, thing="?" if before.thing == "?" and unknown(doc) else doc.rules.book.population, owners=described.owners or before.owners) if before else described
    if before and before.thing != "?" and (before.thing or before.owners):
        return carried_over(described, before)
    if not before and u and doc.same_paragraph(u, u - 1) and (named := doc.rules.reader.theme_of(doc.sentence(u - 1).tokens, mention.kind, mention.low)) and named.events:
        return carried_over(described, named)  # "… misstated the number of sheep drowned. It was 300."
    return described if before else replace(described, thing=doc.rules.book.population)


def other_things(doc, u, mention, before):
    """What "of them" points at where that is nothing like what the topic counts ("The shells are duds. Ruland sent 300 of them"); or ''."""
    reader = doc.rules.reader
    named = before if before and before.thing != "?" else reader.theme_of(doc.sentence(u - 1).tokens, mention.kind, mention.low) if doc.same_paragraph(u, u - 1) else None
    return named.thing if named and named.thing and apart(reader, named.thing) else ""


def apart(reader, thing):
    """Is a thing nothing that is counted of the people the topic is about (shells, and not the dead)?"""
    measures = {line.measure.name for line in reader.of_noun.get(thing, ())}
    return bool(measures) and measures.isdisjoint(line.measure.name for line in reader.of_noun.get(reader.book.population, ()))


def too_early(doc, s, i, cues):
    begins = doc.rules.book.begins
    if begins and doc.published and doc.published < begins:
        return True
    if not begins or not any("" < s.tokens[k].mention.date_to < begins for k in s.mentioned):
        return False
    _, until, said = as_of(doc, s, i, speaker_of(s, cues, s.tokens[i].start, s.tokens[i].end)[0], False)
    return bool(until) and not said and until < begins


def echo(doc):
    """A number that does not say what it counts is of the measure that claims the same number elsewhere ("Minister rejects 90,000 figure")."""
    for u, s, i, place, cues in doc.untold:
        mention = s.tokens[i].mention
        measure = doc.told.get((mention.kind, mention.low, mention.high))
        if measure and place and measure.read.area and not doc.rules.whereabouts.within(place[2], measure.read.area):
            measure = next((m for m in doc.rules.book.measures if m.read and m.read.when == measure.read.when and m.read.area and doc.rules.whereabouts.within(place[2], m.read.area)), None)
        if measure:
            del doc.why[mention.start]
            doc.claim(u, s, i, measure, place, cues)
