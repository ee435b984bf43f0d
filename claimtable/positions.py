"""Positions compared: agreement, move over time, contradiction, and one source against itself.

Claims that take one value of a measure form a camp. One row per camp that agrees and per pair of camps that meet, so the rows are
bounded by the values in the codebook, however many claims there are. Which camps exclude each other is data (rules.py).
"""

from dataclasses import dataclass

import numpy as np

from . import intervals, relate, wording
from .places import APART
from .rows import row_of, told_of
from .rules import PositionRule

FACT, DOUBT = ("actual",), ("expected", "unverified")


@dataclass
class Case:
    """What every row needs: the claims as frame and as lists, how places lie, how much rests on each measure, the codebook."""

    data: object
    told: list
    places: object
    resting: dict
    codebook: object

    def named(self, measure, value):
        return wording.value_label(self.codebook, measure, value)


def compare(ready, sources, codebook, places, rules):
    """Rows (dicts) for agreements and discrepancies of every measure of kind position and text."""
    case = case_of(ready[ready["kind"].isin(["position", "text"])], sources, codebook, places)
    rows = []
    for measure, group in case.data.groupby("measure_name", sort=True):
        rule = rules.positions.get(measure, PositionRule())
        if group["kind"].iat[0] == "text":
            rows += titles(case, measure, group)
            continue
        value = camp_names(group["position"], rule)
        for camp, members in group.groupby(value, sort=True):
            rows += agreeing(case, measure, camp, members, rule)
            rows += statuses(case, measure, camp, members, rule)
        for exclusion in rule.exclude:
            sides = [{camp_name(v, rule) for v in side} for side in exclusion.sides]
            held = group["status"].to_numpy() != "denied"
            u, v = (group[value.isin(side).to_numpy() & held] for side in sides)
            rows += facing(case, measure, u, v, rule, exclusion)
    return rows


def across(ready, sources, codebook, places, rules):
    """Rows for claims of different measures that bear on each other."""
    return crossing(case_of(ready, sources, codebook, places), rules)


def case_of(data, sources, codebook, places):
    data = data.reset_index(drop=True)
    resting = (data.groupby("measure_name")["source_id"].nunique() / max(len(sources), 1)).to_dict()
    return Case(data, told_of(data), places, resting, codebook)


def camp_name(value, rule):
    return next((alike[0] for alike in rule.alike if value in alike), value)


def camp_names(column, rule):
    return column.map({value: camp_name(value, rule) for value in column.unique()})


def agreeing(case, measure, camp, members, rule):
    """Two or more sources in one camp agree; where statuses matter, only those of one status, and where each actor speaks for
    itself, what actors say apart from what outlets say of them all."""
    held = members[members["status"] != "denied"]
    rows = []
    kind = 4 * (held["status"] == "unverified") + 2 * ((held["status"] == "expected") & rule.status) \
        + (~held["quoted"] & (rule.speaks_for == "actor"))
    for _, part in held.groupby(kind.to_numpy()):
        if part["source_id"].nunique() > 1:
            rows.append(row(case, measure, "same", part, part.iloc[:0], None, f"they take the same position (“{case.named(measure, camp)}”)"))
    return rows


def statuses(case, measure, camp, members, rule):
    """One value denied by one and stated by another, or stated as fact by one and left open by another."""
    status, rows, name = members["status"], [], case.named(measure, camp)
    fact, denied = members[status.isin(["actual", "unverified"])], members[status == "denied"]
    if len(fact) and len(denied):
        at_once, _, _, _ = meet(case, denied, fact, (True, False), rule)
        rows += between(case, measure, denied, fact, (False, False), rule, "contradiction", 1.0 if at_once.any() else 0.5,
                        f"one asserts what the other denies (“{name}”)" + ("" if at_once.any() else ", though the denial is the older"))
    fact = members[status.isin(FACT)]
    for doubt, word, past in (("unverified", "leaves open", "left open"), ("expected", "only expects", "only expected")):
        weak = members[status == doubt]
        if len(fact) and len(weak) and (doubt == "unverified" or rule.status):
            rows += between(case, measure, weak, fact, (True, False), rule, "status", 0.5, f"one states as fact what the other {word} (“{name}”)",
                            two_sources=True, later=f"the later states as fact what the earlier {past} (“{name}”)")
    return rows


def facing(case, measure, u, v, rule, exclusion):
    """Two camps that exclude each other."""
    if not len(u) or not len(v):
        return []
    moves = set(rule.may_become)
    lists = [set(side["position"]) for side in (u, v)]
    ways = tuple(any((x, y) in moves for x in a for y in b) for a, b in (lists, lists[::-1]))
    names = [" or ".join(f"“{case.named(measure, x)}”" for x in sorted(side)) for side in lists]
    why = exclusion.why or f"{names[0]} and {names[1]} exclude each other"
    return between(case, measure, u, v, ways, rule, exclusion.relation, 1.0, why)


def between(case, measure, u, v, ways, rule, relation, apart, why, two_sources=False,
            later="the later statement moves on from the earlier one"):
    """Rows for two sets of claims that cannot both hold: one for each source against itself, one for sources against each other,
    one for a move in time or another place or actor where that is all there is."""
    clash_u, clash_v, moved, other = meet(case, u, v, ways, rule)
    rows, alone = [], set()
    for source in [] if two_sources else sorted(set(u["source_id"]) & set(v["source_id"])):
        own = against_itself(case, u[u["source_id"] == source], v[v["source_id"] == source], ways, rule)
        if own:
            alone.add(source)
            rows.append(row(case, measure, "internal" if relation != "scope" else relation, *own, apart, why))
    uu, vv = u[clash_u], v[clash_v]
    voices = set(uu["source_id"]) | set(vv["source_id"])
    if len(uu) and len(vv) and not (len(voices) == 1 and (voices <= alone or two_sources)):
        pair = best_pair(uu, vv)
        if pair is not None:
            rows.append(row(case, measure, relation, uu, vv, apart, why, pair))
    if not rows and moved:
        rows.append(row(case, measure, "shift", u, v, None, later, in_order(*((u, v) if ways[0] else (v, u)))))
    if not rows and other:
        rows.append(row(case, measure, "scope", u, v, None, "each speaks only for itself, so both can be true" if other == "actor"
                        else "they speak of different places, so both can be true"))
    return rows


def meet(case, u, v, ways, rule):
    """(mask over u, mask over v, moved, other): which claims of either side clash with some claim of the other, whether some pair
    is a move in time, and what else keeps pairs apart ('place', 'actor' or ''). Tried once per place, teller and span of days."""
    masks = np.zeros(len(u), bool), np.zeros(len(v), bool)
    moved, other, by_actor = False, "", rule.speaks_for == "actor"
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
                for mask, spans, clash in ((masks[0], spans_u, (~free).any(axis=1)), (masks[1], spans_v, (~free).any(axis=0))):
                    for hit, rows in zip(clash, spans.values()):
                        mask[rows] |= bool(hit)
    return *masks, moved, other


def excused(u_first, u_last, v_first, v_last, ways):
    """Do the days let one position have become the other? `ways`: may u become v, may v become u. One moment excuses nothing."""
    in_turn = (ways[0] & (u_first < v_last)) | (ways[1] & (v_first < u_last))
    return in_turn & ~intervals.same_time(u_first, u_last, v_first, v_last)


def against_itself(case, u, v, ways, rule):
    """The claims with which one source contradicts itself, as (part of u, part of v), or None: its own words, or one origin it
    quotes, against its own words, in two sentences, and not one after the other in time."""
    hits = []
    for a in u.itertuples():
        for b in v.itertuples():
            one_voice = not a.quoted or not b.quoted or a.origin == b.origin
            in_turn = (ways[0] and a.last < b.first) or (ways[1] and b.last < a.first)
            apart = rule.place_matters and case.places.lie(a.where, b.where) == APART
            if one_voice and a.quote != b.quote and not in_turn and not apart:
                hits.append((a.Index, b.Index))
    return (u.loc[sorted({a for a, _ in hits})], v.loc[sorted({b for _, b in hits})]) if hits else None


def cells_of(side, by_actor):
    """{(place, teller): {(first day, last day): positions}}: teller is the origin where each actor speaks for itself alone, -1 for
    an outlet's own words."""
    out = {}
    for i, (where, origin, quoted, first, last) in enumerate(zip(side["where"], side["origin"], side["quoted"], side["first"], side["last"])):
        out.setdefault((where, origin if quoted and by_actor else -1), {}).setdefault((first, last), []).append(i)
    return out


def in_order(u, v):
    """The pair that shows best how u became v: two sources if possible, the one before the other, closest in time."""
    return min((a.source == b.source, a.last >= b.first, abs(b.first - a.last), a.Index, b.Index) for a in u.head(30).itertuples() for b in v.head(30).itertuples())[3:]


def best_pair(u, v):
    """The pair that shows a clash best: two sources if possible, else two origins, closest in time. None if there is no such pair."""
    pairs = [((a.source == b.source), abs(a.first - b.first), a.Index, b.Index)
             for a in u.head(30).itertuples() for b in v.head(30).itertuples() if a.source != b.source or a.origin != b.origin]
    return min(pairs)[2:] if pairs else None


def titles(case, measure, group):
    """One person's office in several sources: the same if the titles share a word that says something."""
    rows = []
    for person, members in group.groupby("position", sort=True):
        firsts = members.drop_duplicates("source_id")
        if len(firsts) > 1:
            words = [{w.lower() for w in s.split() if len(w) > 3} for s in firsts["surface"]]
            shared = set.intersection(*words)
            why = f"{person} has the same office in both, in other words" if shared else f"the titles of {person} differ, though both may be right"
            rows.append(row(case, measure, "same" if shared else "scope", firsts, firsts.iloc[:0], None, why))
    return rows


def crossing(case, rules):
    """Claims of different measures that bear on each other, as the rules say."""
    rows = []
    for rule in rules.cross:
        u, v = (chosen(case, side) for side in (rule.between, rule.and_))
        for key, keep in (("origin", rule.same_origin), ("source", rule.same_source)):
            if keep:
                shared = set(u[key]) & set(v[key])
                u, v = u[u[key].isin(shared)], v[v[key].isin(shared)]
        if rule.together and len(u) and len(v):
            meeting = meet(case, u, v, (True, True), PositionRule(place_matters=False))
            u, v = u[meeting[0]], v[meeting[1]]
        if not len(u) or not len(v):
            continue
        groups = [(u[u["source"] == s], v[v["source"] == s]) for s in sorted(set(u["source"]))] if rule.same_source else [(u, v)]
        apart = {"status": 0.5, "scope": None, "shift": None}.get(rule.relation, 1.0)
        show = in_order if rule.relation == "shift" else best_pair
        rows += [row(case, rule.between.measure, rule.relation, a, b, apart, rule.why, show(a, b)) for a, b in groups]
    return rows


def chosen(case, side):
    data = case.data
    keep = (data["measure_name"] == side.measure).to_numpy()
    for values, column in ((side.positions, "position"), (side.status, "status"), (side.origins, "origin_name"), (side.places, "place_name")):
        if values:
            keep = keep & data[column].isin(values).to_numpy()
    return data[keep]


def row(case, measure, relation, u, v, apart, why, pair=None):
    """One row; u and v: the claims of the two sides (v empty where all agree); pair: the two claims to quote."""
    told = case.told
    if pair is None:
        second = v.index[0] if len(v) else next((i for i in u.index if told[i].source_id != told[u.index[0]].source_id), u.index[0])
        pair = (u.index[0], second)
    a, b = (told[i] for i in pair)
    if relation != "shift" and (b.first, b.claim_id) < (a.first, a.claim_id):
        a, b = b, a
    members = list(dict.fromkeys([*u.index, *v.index]))
    heard = {told[i].source_id for i in members} - {a.source_id, b.source_id}
    same_teller = a.source_id == b.source_id or a.origin == b.origin
    level = 0.0 if apart is None or relation in relate.NO_CLASH else relate.severity(apart, case.resting[measure], 0.5 if same_teller else 1.0)
    gap = {"same": "", "shift": "moved on", "status": "fact against doubt", "scope": ""}.get(relation, "opposed")
    text = f"{wording.label(measure, case.codebook)}: {wording.says(a)} and {wording.says(b, heard)}; {why}"
    return row_of(measure, relation, level, members, told, gap, why, text)
