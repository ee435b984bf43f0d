"""Positions compared: agreement, move over time, contradiction, and one source against itself.

Claims that take one value of a measure form a camp. One row per camp that agrees and per pair of camps that meet, so the rows are
bounded by the values in the codebook, however many claims there are. Which camps exclude each other is data (rules.py).
"""

from collections import namedtuple
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from .. import intervals
from ..places import APART
from ..sureness import unproven
from . import relate, wording
from .layout import resting_of
from .rows import row_of, told_of, who_of
from .rules import PositionRule

HELD = "measure_name kind position status source source_id origin origin_name place_name quoted where first last low high dated quote"
Held = namedtuple("Held", f"at {HELD}")
Held.__doc__ = "One claim of a position, `at` its place in the list of what is told; a camp is a list of these."
MOVED = "the later statement moves on from the earlier one"
WEEK = 7


@dataclass
class Case:
    """What every row needs: the claims in order of publication, how places lie, how much rests on each measure, the codebook."""

    held: list
    told: list
    places: object
    resting: dict
    codebook: object

    def named(self, measure, value):
        return wording.value_label(self.codebook, measure, value)

    def said(self, measure, value):
        """A position in the codebook's words, which no source is quoted with: its sentence, else its label."""
        return wording.value_sentence(self.codebook, measure, value) or self.named(measure, value)


def case_of(data, sources, codebook, places):
    columns = [data[column].tolist() for column in HELD.split()]
    return Case(list(map(Held, range(len(data)), *columns)), told_of(data), places, resting_of(data, sources), codebook)


def compare(ready, sources, codebook, places, rules):
    """Rows (dicts) for agreements and discrepancies of every measure of kind position and text."""
    case = case_of(ready[ready["kind"].isin(["position", "text"])], sources, codebook, places)
    rows = []
    for measure, group in camps(case.held, lambda claim: claim.measure_name):
        rule = rules.positions.get(measure, PositionRule())
        if group[0].kind == "text":
            rows += titles(case, measure, group)
            continue
        for camp, members in camps(group, lambda claim: camp_name(claim.position, rule)):
            rows += agreeing(case, measure, camp, members, rule) + statuses(case, measure, camp, members, rule)
        for exclusion in rule.exclude:
            sides = [{camp_name(value, rule) for value in side} for side in exclusion.sides]
            u, v = ([c for c in group if c.status != "denied" and camp_name(c.position, rule) in side] for side in sides)
            rows += facing(case, measure, u, v, rule, exclusion)
    return rows


def camps(claims, key):
    """[(key, claims in their order)], sorted by key."""
    return [(name, list(group)) for name, group in groupby(sorted(claims, key=key), key=key)]


def camp_name(value, rule):
    return next((alike[0] for alike in rule.alike if value in alike), value)


def agreeing(case, measure, camp, members, rule):
    """Two or more sources in one camp agree; where statuses matter, only those of one status, and where each actor speaks for
    itself, what actors say apart from what outlets say of them all."""
    def voice(claim):
        return claim.status == "unverified", claim.status == "expected" and rule.status, not claim.quoted and rule.speaks_for == "actor"

    why = f"they take the same position ({case.said(measure, camp)})"
    return [row(case, measure, "same", part, [], None, why) for _, part in camps([c for c in members if c.status != "denied"], voice)
            if len({claim.source for claim in part}) > 1]


def statuses(case, measure, camp, members, rule):
    """One value denied by one and stated by another, or stated as fact by one and left open by another."""
    of, rows, name = lambda *wanted: [c for c in members if c.status in wanted], [], case.said(measure, camp)
    denied, said, fact = of("denied"), of("actual", "unverified"), of("actual")
    if denied and said:
        at_once = bool(meet(case, denied, said, (True, False), rule)[0])
        hedges = {case.told[c.at].hedge for c in denied if unproven(case.told[c.at])}
        calls = f"calls unproven ({name}; “{min(hedges)}”)" if hedges else f"denies ({name})"
        why = f"{{other}} asserts what {{one}} {calls}"
        rows += between(case, measure, denied, said, (False, False), rule, "contradiction", 1.0 if at_once else 0.5,
                        why + ("" if at_once else f", though {'that' if hedges else 'the denial'} is the older"))
    for doubt, word, past in (("unverified", "leaves open", "left open"), ("expected", "only expects", "only expected")):
        weak = of(doubt)
        if fact and weak and (doubt == "unverified" or rule.status):
            rows += between(case, measure, weak, fact, (True, False), rule, "status", 0.5, less_sure(case, measure, fact, weak, rule, word),
                            two_sources=True, later=f"the later states what the earlier {past} ({name})")
    return rows


def less_sure(case, measure, fact, weak, rule, word):
    """How {one} is less sure of a value than {other}, in the measure's own words for its statuses where it has them. Values that stand
    for one another are each told in their own words."""
    known, (sure, unsure) = case.codebook.measure(measure), ([c.position for c in claims] for claims in (fact, weak))
    value, words = camp_name(sure[0], rule), known.statuses if known else {}
    if words.get("actual") and words.get(weak[0].status):
        return f"{{other}} speaks of {case.named(measure, value)} as {words['actual']}, {{one}} as {words[weak[0].status]}"
    if set(sure) & set(unsure):
        return f"{{other}} states what {{one}} {word} ({case.said(measure, value)})"
    return f"{{other}} states one thing ({case.said(measure, sure[0])}), {{one}} {word} another ({case.said(measure, unsure[0])})"


def facing(case, measure, u, v, rule, exclusion):
    """Two camps that exclude each other."""
    if not u or not v:
        return []
    moves, sets = set(rule.may_become), [{claim.position for claim in side} for side in (u, v)]
    ways = tuple(any((x, y) in moves for x in a for y in b) for a, b in (sets, sets[::-1]))
    names = [" or ".join(f"“{case.named(measure, x)}”" for x in sorted(side)) for side in sets]
    ending = "exclude each other" if exclusion.apart == 1 else "sit uneasily together, though both can be true"
    why = exclusion.why or f"{{one}} has {names[0]}, {{other}} {names[1]}, and the two {ending}"
    return between(case, measure, u, v, ways, rule, exclusion.relation, exclusion.apart, why)


def between(case, measure, u, v, ways, rule, relation, apart, why, two_sources=False, later=MOVED):
    """Rows for two sets of claims that cannot both hold: one for each source against itself, one for sources against each other,
    one for a move in time or another place or actor where that is all there is. ways: may u become v, may v become u."""
    clash_u, clash_v, moved, other = meet(case, u, v, ways, rule)
    rows, alone = [], set()
    for source in [] if two_sources else sorted({c.source_id for c in u} & {c.source_id for c in v}):
        own = against_itself(case, [c for c in u if c.source_id == source], [c for c in v if c.source_id == source], ways, rule)
        if own:
            alone.add(source)
            rows.append(row(case, measure, "internal" if relation != "scope" else relation, *own, apart, why))
    voices = {c.source_id for c in clash_u + clash_v}
    pair = best_pair(clash_u, clash_v) if not (len(voices) == 1 and (voices <= alone or two_sources)) else None
    if pair:
        when = "" if two_sources or relation in relate.NO_CLASH else in_time(case, clash_u, clash_v, ways)
        rows.append(row(case, measure, relation, clash_u, clash_v, apart, why + when, pair))
    if not rows and moved:
        rows.append(row(case, measure, "shift", u, v, None, later, in_order(*((u, v) if ways[0] else (v, u)))))
    if not rows and other:
        rows.append(row(case, measure, "scope", u, v, None, "each speaks only for itself, so both can be true" if other == "actor"
                        else "they speak of different places, so both can be true"))
    return rows


def meet(case, u, v, ways, rule):
    """(part of u, part of v, moved, other): the claims of either side that clash with some claim of the other, whether some pair is
    a move in time, and what else keeps pairs apart ('place', 'actor' or ''). Tried once per place, teller and span of days."""
    hits, moved, other, by_actor = (set(), set()), False, "", rule.speaks_for == "actor"
    for (place_u, teller_u), spans_u in cells_of(u, by_actor).items():
        for (place_v, teller_v), spans_v in cells_of(v, by_actor).items():
            if by_actor and teller_u >= 0 and teller_v >= 0 and teller_u != teller_v:
                other = other or "actor"
            elif rule.place_matters and case.places.lie(place_u, place_v) == APART:
                other = other or "place"
            else:
                days_u, days_v = np.array(list(spans_u)), np.array(list(spans_v))
                free = excused(days_u[:, None, 0], days_u[:, None, 1], days_v[None, :, 0], days_v[None, :, 1], ways)
                moved |= bool(free.any())
                for hit, spans, clash in ((hits[0], spans_u, (~free).any(axis=1)), (hits[1], spans_v, (~free).any(axis=0))):
                    hit.update(at for here, rows in zip(clash, spans.values()) if here for at in rows)
    return [c for c in u if c.at in hits[0]], [c for c in v if c.at in hits[1]], moved, other


def excused(u_first, u_last, v_first, v_last, ways):
    """Do the days let one position have become the other? One moment excuses nothing."""
    in_turn = (ways[0] & (u_first < v_last)) | (ways[1] & (v_first < u_last))
    return in_turn & ~intervals.same_time(u_first, u_last, v_first, v_last)


def cells_of(side, by_actor):
    """{(place, teller): {(first day, last day): claims}}: teller is the origin where each actor speaks for itself alone, -1 for an
    outlet's own words."""
    out = {}
    for c in side:
        out.setdefault((c.where, c.origin if c.quoted and by_actor else -1), {}).setdefault((c.first, c.last), []).append(c.at)
    return out


def against_itself(case, u, v, ways, rule):
    """The claims with which one source contradicts itself, as (part of u, part of v), or None: its own words, or one origin it
    quotes, against its own words, in two sentences, and not one after the other in time."""
    hits = []
    for a in u:
        for b in v:
            one_voice = not a.quoted or not b.quoted or a.origin == b.origin
            in_turn = (ways[0] and a.last < b.first) or (ways[1] and b.last < a.first)
            apart = rule.place_matters and case.places.lie(a.where, b.where) == APART
            if one_voice and a.quote != b.quote and not in_turn and not apart:
                hits.append((a.at, b.at))
    parts = [{pair[side] for pair in hits} for side in (0, 1)]
    return ([c for c in u if c.at in parts[0]], [c for c in v if c.at in parts[1]]) if hits else None


def in_time(case, u, v, ways):
    """What the order of two camps that clash tells: the doubt came after what it doubts, or time enough for a change lies between."""
    sides = (u, v) if ways[0] and not ways[1] else (v, u) if ways[1] and not ways[0] else None
    if sides and min(c.first for c in sides[0]) >= max(c.last for c in sides[1]) < max(c.last for c in sides[0]):
        return f"; the later words are {wording.quoted(case.told[sides[0][0].at].surface)}"
    days = max(min(c.first for c in u) - max(c.last for c in v), min(c.first for c in v) - max(c.last for c in u))
    return f"; at least {wording.days_gap(days)} lie between them" if WEEK <= days < intervals.NEVER // 2 and not any(ways) else ""


def in_order(u, v):
    """The pair that shows best how u became v: two sources if possible, the one before the other, closest in time."""
    return min((a.source == b.source, a.last >= b.first, abs(b.first - a.last), a.at, b.at) for a in u[:30] for b in v[:30])[3:]


def best_pair(u, v):
    """The pair that shows a clash best: two sources if possible, else two origins, closest in time. None if there is no such pair."""
    different = ((a, b) for a in u[:30] for b in v[:30] if a.source != b.source or a.origin != b.origin)
    pairs = [(a.source == b.source, abs(a.first - b.first), a.at, b.at) for a, b in different]
    return min(pairs)[2:] if pairs else None


def titles(case, measure, group):
    """One person's office in several sources: the same if the titles share a word that says something."""
    rows = []
    for person, members in camps(group, lambda claim: claim.position):
        firsts = list({c.source: c for c in reversed(members)}.values())[::-1]
        if len(firsts) > 1:
            words = [{w.lower() for w in case.told[c.at].surface.split() if len(w) > 3} for c in firsts]
            shared = set.intersection(*words)
            same = f"{person} has the same office in both, in other words"
            differ = f"the titles of {person} differ, though both may be right"
            found = row(case, measure, "same" if shared else "scope", firsts, [], None, same if shared else differ)
            reworded = shared and len({case.told[c.at].surface for c in firsts}) > 1
            rows.append({**found, "gap": "other words"} if reworded else found)
    return rows


def across(ready, sources, codebook, places, rules):
    """Rows for claims of different measures that bear on each other, as the rules say."""
    case = case_of(ready, sources, codebook, places)
    rows = []
    for rule in rules.cross:
        u, v = ([c for c in case.held if fits(c, side, places)] for side in (rule.between, rule.and_))
        for key, keep in (("origin", rule.same_origin), ("source", rule.same_source)):
            if keep:
                shared = {getattr(c, key) for c in u} & {getattr(c, key) for c in v}
                u, v = ([c for c in side if getattr(c, key) in shared] for side in (u, v))
        if rule.together:
            u, v, _, _ = meet(case, u, v, (True, True), PositionRule(place_matters=False))
        if rule.before:
            u, v = earlier(u, v)
        if not u or not v:
            continue
        groups = [(u, v)]
        if rule.same_source:
            of = lambda source, side: [claim for claim in side if claim.source == source]
            groups = [(of(source, u), of(source, v)) for source in sorted({claim.source for claim in u})]
        apart = rule.apart or {"status": 0.5, "scope": None, "shift": None}.get(rule.relation, 1.0)
        show = in_order if rule.relation == "shift" else best_pair
        resting = max(case.resting[side.measure] for side in (rule.between, rule.and_))
        rows += [row(case, rule.between.measure, rule.relation, a, b, apart, rule.why, show(a, b), resting) for a, b in groups]
    return rows


def earlier(u, v):
    """The claims of u that speak of days wholly before those of some claim of v, and these; a date speaks of the day it gives."""
    def days(claim):
        return (claim.low, claim.high) if claim.dated else (claim.first, claim.last)

    pairs = [(a, b) for a in u for b in v if days(a)[1] < days(b)[0]]
    return [a for a in u if any(a is pair[0] for pair in pairs)], [b for b in v if any(b is pair[1] for pair in pairs)]


def fits(claim, side, places):
    """Is a claim (Held) one of those that a side of a rule chooses?"""
    wanted = ((side.positions, claim.position), (side.status, claim.status), (side.origins, claim.origin_name))
    named = {name for text in side.places for name in places.find(text)}
    return claim.measure_name == side.measure and all(not values or value in values for values, value in wanted) \
        and (not named or bool(named & set(claim.where)))


def row(case, measure, relation, u, v, apart, why, pair=None, resting=None):
    """One row; u and v: the claims of the two sides (v empty where all agree); pair: the two claims to quote; resting: the share of the
    sources that speak of the matter, if of more than the measure."""
    if pair is None:
        second = v[0] if v else next((c for c in u if c.source != u[0].source), u[0])
        pair = (u[0].at, second.at)
    a, b = (case.told[at] for at in pair)
    if relation != "shift" and (b.first, b.claim_id) < (a.first, a.claim_id):
        a, b = b, a
    members = list(dict.fromkeys(c.at for c in [*u, *v]))
    who = who_of([case.told[at] for at in members])
    same_teller = a.source_id == b.source_id or a.origin == b.origin
    why = wording.held_by(why, [case.told[c.at] for c in u], [case.told[c.at] for c in v])
    if apart is None or relation in relate.NO_CLASH:
        level = 0.0
    else:
        level = relate.severity(apart, resting or case.resting[measure], 0.5 if same_teller else 1.0)
    doubt = "said against expected" if any(c.status == "expected" for c in [*u, *v]) else "said against doubted"
    gap = {"same": "", "shift": "moved on", "status": doubt, "scope": ""}.get(relation, "opposed" if apart == 1 else "in tension")
    said = wording.both_say(a, b, who.source_ids, dated=relation not in ("scope", "same"))
    text = f"{wording.label(measure, case.codebook)}: {said}; {why}"
    return row_of(measure, relation, level, who, gap, why, text)
