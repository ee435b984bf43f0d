"""What the reports say on each measure, in one result a measure: the bottom line that prose, figures and the flip test share.

Numbers follow the conflict-data tradition (UCDP GED: low, best, high estimate, each as someone published it). Nothing is pooled or
averaged: the sources are not independent samples of one truth.
"""

from bisect import bisect_right
from collections import namedtuple
from itertools import accumulate, chain, groupby
from math import inf

import numpy as np
import pandas as pd

from .. import intervals
from ..places import INSIDE, Places
from . import relate, rules as rules_of_topic, wording
from .layout import prepare

RULE = ("Low is the smallest and high the largest number that a source states as fact for the whole at that day, taking each origin’s "
        "latest; best is the number that most origins give, and among equals the latest. A number that a later and larger one has "
        "overtaken, in a count that only rises, no longer stands, and a number for a part counts only while there is none for the whole. "
        "Forecasts, denials, unverified numbers, additions and vague words are left out, and nothing is averaged.")
COLUMNS = ["date", "low", "best", "high", "low_claim", "best_claim", "high_claim", "origins"]
FIELDS = ("claim_id source_id measure_name surface status modality low high first last told_first told_last source origin origin_name "
          "quote quoted where tolerance cumulative more vague dated stated position")
Row = namedtuple("Row", FIELDS + " part", defaults=[False])
Row.__doc__ = "A laid-out claim (see layout.prepare), with the days its source can have appeared; part: for a part of what another is for."


def lay(claims, sources, codebook, actors):
    """The claims laid out for summing up: {measure: [Row]}, in order of publication; `part` is set by where the others of it are."""
    places = Places(actors, codebook.whole)
    ready = prepare(claims, sources, codebook, places)
    begun, done = intervals.publication(ready, sources)
    columns = ready.assign(told_first=begun, told_last=done)
    out = {}
    for cells in zip(*(columns[field].tolist() for field in FIELDS.split())):
        row = Row(*cells)
        out.setdefault(row.measure_name, []).append(row)
    return {measure: with_parts(rows, places) for measure, rows in out.items()}


def with_parts(rows, places):
    """The rows with `part` set where their place lies inside that of another."""
    named = {row.where for row in rows if counts(row)}
    parts = {a for a in named if any(places.lie(a, b) == INSIDE for b in named)}
    return [row._replace(part=True) if row.where in parts else row for row in rows] if parts else rows


def counts(row):
    """Do low, best and high rest on it? It is stated as fact, stands alone and has a number."""
    return row.status == "actual" and not row.more and not row.vague and (row.high < inf or row.low > 0)


def point(row):
    """The number a claim states: its single value, or the one end it gives; a range gives both."""
    return (row.low if 0 < row.low < inf else row.high, row.high if row.high < inf else row.low)


def standing(rows):
    """Without parts and bare ceilings, if anything else is left, and without the numbers of a rising count that a later, larger one
    has overtaken."""
    rows = [row for row in rows if not row.part] or list(rows)
    rows = [row for row in rows if row.modality != "at_most"] or rows
    later = sorted(rows, key=lambda row: row.first)
    starts = [row.first for row in later]
    highest = list(accumulate(reversed(later), lambda most, row: max(most, row, key=lambda one: point(one)[0])))[::-1]  # from each on

    def overtaken(row):
        """By the largest number of a later day, if by any: whoever is near that is nearer to the others."""
        at = bisect_right(starts, row.last)
        return row.cumulative and at < len(later) and point(row)[1] < point(highest[at])[0] and not near(row, highest[at])

    return [row for row in rows if not overtaken(row)]


def near(a, b):
    """Do two claims give one number, within the measure's rounding?"""
    x, y = point(a)[0], point(b)[0]
    return x == y or abs(x - y) <= a.tolerance * max(x, y)


def estimate(rows):
    """Low, best and high of some claims, each as (value, claim_id)."""
    rows = standing(rows)
    exact = {}
    for row in rows:
        exact.setdefault(point(row), set()).add(row.origin_name)
    most = max(map(len, exact.values()))
    first = [row for row in rows if len(exact[point(row)]) == most]  # only among these does it matter who else is near
    origins_near = lambda row: len({other.origin_name for other in rows if near(row, other)})
    around = {value: origins_near(row) for value, row in {point(row)[0]: row for row in first}.items()}
    best = max((around[point(row)[0]], row.last, row.claim_id, point(row)[0]) for row in first)
    return min((point(r)[0], r.claim_id) for r in rows), (best[3], best[2]), max((point(r)[1], r.claim_id) for r in rows)


def newest(mine):
    """What stands of one origin's numbers of one day: all, but of a rising count the largest (a live page gives several)."""
    return [row for row in mine if not row.cumulative or row.part or near(row, max(mine, key=point)) or row.modality == "at_most"]


def steps(rows):
    """Low, best and high after each day on which a claim joins: [(day, low, best, high, origins)]."""
    return [(day, *estimate(list(chain(*latest.values()))), len(latest)) for day, latest in joined(rows)]


def joined(rows):
    """(day, what stands of each origin) after each day on which a claim joins: an origin's later number replaces its earlier one. The dict
    is the same one each time."""
    latest = {}
    placed = [row for row in rows if counts(row) and abs(row.last) < intervals.NEVER]
    rows = sorted(placed, key=lambda row: (row.last, row.first, row.claim_id))
    for day, those in groupby(rows, key=lambda row: row.last):
        new = {}
        for row in those:
            new.setdefault(row.origin_name, []).append(row)
        latest.update({origin: newest(mine) for origin, mine in new.items()})
        yield day, latest


def running(claims, sources, codebook, measure, actors=None):
    """Low, best and high by date, a row for each day of which a claim that joins speaks; the rule is RULE."""
    rows = lay(claims[claims["measure"] == measure], sources, codebook, actors).get(measure, [])
    return pd.DataFrame([[intervals.iso(day), low[0], best[0], high[0], low[1], best[1], high[1], origins]
                         for day, low, best, high, origins in steps(rows)], columns=COLUMNS)


def quantity(rows, codebook, measure):
    """The result of a quantity: low, best, high (at the last day spoken of), the claims that give them, reports, origins and one
    sentence. None where no source states a number as fact."""
    counted = [row for row in rows if counts(row)]
    if not counted:
        return None
    day, latest = None, {"": counted}
    for day, latest in joined(rows):
        pass  # only what stands in the end
    ends = estimate(list(chain(*latest.values())))
    low, best, high = ((value, best_told(counted, value) or claim_id) for value, claim_id in ends)
    surfaces = {row.claim_id: row.surface for row in counted}
    surface = lambda claim_id: wording.quoted(surfaces[claim_id])
    reports, names = len({row.source_id for row in rows}), sorted({row.origin_name for row in rows} - {""})
    span = f"from {surface(low[1])} to {surface(high[1])}"
    spread = "" if reports == 1 else "; all agree" if low[0] == high[0] else f"; those that stand run {span}"
    sentence = f"{wording.label(measure, codebook)}: {surface(best[1])} ({_heard(reports, len(names))}){spread}."
    if low[0] == high[0] or most_give(counted, best[0]):
        others = [f"{word} {surface(end[1])}" for word, end in (("down to", low), ("up to", high)) if end[0] != best[0]]
        brief = ", ".join([surface(best[1]), *others])
    else:
        brief = span
    return {"kind": "quantity", "low": low[0], "best": best[0], "high": high[0], "low_claim": low[1], "best_claim": best[1],
            "high_claim": high[1], "as_of": "" if day is None else intervals.iso(day), "reports": reports, "origins": len(names),
            "origin_names": names, "claim_ids": [row.claim_id for row in counted], "rule": RULE, "sentence": sentence,
            "answer": (low[0], best[0], high[0]), "brief": brief}


def _heard(reports, origins):
    """'4 reports, 3 origins'."""
    return f"{wording.count(reports, 'report')}, {wording.count(origins, 'origin')}"


def best_told(rows, value):
    """The claim to quote for a value: with a named speaker and a day of its own, if there is one."""
    return min(((not row.quoted, not row.stated, row.claim_id) for row in rows if value in (row.low, row.high)), default=("",))[-1]


def most_give(rows, value):
    """Do two origins or more give the number? Else "best" is only one number among others."""
    return len({row.origin_name for row in rows if value in (row.low, row.high)}) > 1


def position(rows, codebook, measure, rules):
    """The result of a position: the value most origins assert (then most reports, then what somebody states, then the later), what else
    is asserted, and one sentence. Where each actor speaks for itself (rules), only actors count as origins, not what an outlet says of
    them all."""
    held = [row for row in rows if row.status != "denied" and row.position]
    if not held:
        return None
    by_actor = rules.positions.get(measure, rules_of_topic.PositionRule()).speaks_for == "actor" and any(row.quoted for row in held)
    camps = []
    for value in sorted({row.position for row in held}):
        camp = [row for row in held if row.position == value]
        origins = sorted({row.origin_name for row in camp if row.quoted or not by_actor} - {""})
        camps.append({"value": value, "claim_ids": [row.claim_id for row in camp], "reports": len({row.source_id for row in camp}),
                      "origins": origins, "stated": any(row.status == "actual" for row in camp),
                      "last": max(row.last for row in camp)})
    camps.sort(key=lambda camp: (-len(camp["origins"]), -camp["reports"], not camp["stated"], -camp["last"], camp["value"]))
    leading, say = camps[0], lambda camp: wording.value_label(codebook, measure, camp["value"])
    also = f"; also said: {wording.listed(map(say, camps[1:]))}" if camps[1:] else ""
    heard = _heard(leading["reports"], len(leading["origins"]))
    sentence = f"{wording.label(measure, codebook)}: {say(leading)} ({heard}){also}."
    return {"kind": "position", "leading": leading["value"], "camps": camps, "reports": len({row.source_id for row in held}),
            "origins": len({row.origin_name for row in held}), "claim_ids": leading["claim_ids"], "sentence": sentence,
            "answer": (leading["value"],), "brief": say(leading)}


def dates(rows, codebook, measure):
    """The result of a date: the days that all statements of fact leave open together, or the span they cover if they do not meet."""
    said = [row for row in rows if row.status == "actual" and abs(row.low) < intervals.NEVER]
    if not said:
        return None
    first, last = [int(row.low) for row in said], [int(row.high) for row in said]
    meet = max(first) <= min(last)
    begin, end = (max(first), min(last)) if meet else (min(first), max(last))
    reports, names = len({row.source_id for row in said}), len({row.origin_name for row in said})
    span, apart = intervals.words(begin, end), "" if meet else "; the dates do not meet"
    sentence = f"{wording.label(measure, codebook)}: {span} ({_heard(reports, names)}){apart}."
    return {"kind": "date", "from": intervals.iso(begin), "to": intervals.iso(end), "meet": meet,
            "places": sorted({row.where for row in said} - {""}), "reports": reports, "origins": names,
            "claim_ids": [row.claim_id for row in said], "sentence": sentence, "answer": (intervals.iso(begin), intervals.iso(end)),
            "brief": span + ("" if meet else ", which do not meet")}


def headlines(claims, sources, codebook, measures=None, discrepancies=None, actors=None, rules=None):
    """The result of each measure that has one, in the order of `measures` (default: the codebook's): a dict with measure, kind,
    answer, claim_ids, reports, origins, disagreements and a sentence, and by kind low/best/high, leading/camps or from/to."""
    laid = lay(claims, sources, codebook, actors)
    rules = rules if rules is not None else rules_of_topic.load()
    clashes = {} if discrepancies is None else discrepancies["measure"].value_counts().to_dict()
    wanted = measures if measures is not None else [m.name for m in codebook.measures]
    results = (summed_up(laid.get(m, []), codebook, m, rules) for m in wanted)
    return [{**result, "disagreements": int(clashes.get(result["measure"], 0))} for result in results if result]


def summed_up(rows, codebook, measure, rules):
    """The result of one measure from its laid-out claims, or None."""
    kind = codebook.measure(measure).kind
    result = quantity(rows, codebook, measure) if kind == "quantity" else dates(rows, codebook, measure) if kind == "date" else \
        position(rows, codebook, measure, rules) if kind == "position" else None
    return {"measure": measure, **result} if result else None


def two_clocks(claims, sources, codebook, measures=None, actors=None):
    """Which clashes vanish once each number is placed at the day it speaks of instead of the day its source appeared.

    One row per pair of claims, with different tellers or numbers, that clash by one clock and not by the other: relation by publication,
    relation by as-of, vanishes, appears.
    """
    laid = lay(claims, sources, codebook, actors)
    if measures is None:
        placed = (m for m in codebook.measures if m.kind == "quantity" and m.compared and not m.as_of)
        measures = sorted(m.name for m in placed if m.name in laid)
    rows = [row for measure in measures for row in clock_pairs(measure, laid.get(measure, []))]
    return pd.DataFrame(rows, columns=["measure", "a", "b", "published", "as_of", "vanishes", "appears"])


def clock_pairs(measure, rows):
    """The pairs of one measure that clash by one clock only. Places and statuses are left aside, so that time alone decides."""
    rows = list({(row.source_id, row.origin_name, row.low, row.high): row for row in reversed(rows) if counts(row)}.values())[::-1]
    fields = ("low", "high", "status", "more", "source", "origin", "quote", "quoted", "vague", "dated", "stated", "tolerance", "cumulative")
    columns = {field: np.array([getattr(row, field) for row in rows]) for field in fields}
    clocks = [{name: np.array([getattr(row, field) for row in rows]) for name, field in (("first", begin), ("last", end))}
              for begin, end in (("told_first", "told_last"), ("first", "last"))]
    out = []
    for a, b in blocks(len(rows)):
        words = [related({**columns, **days}, a, b) for days in clocks]
        clash = [np.isin(w, relate.DISCREPANCIES) for w in words]
        out += [{"measure": measure, "a": rows[a[i]].claim_id, "b": rows[b[i]].claim_id, "published": words[0][i], "as_of": words[1][i],
                 "vanishes": bool(clash[0][i]), "appears": bool(clash[1][i])} for i in np.flatnonzero(clash[0] != clash[1])]
    return out


def blocks(number, most=200_000):
    """All pairs of `number` things, in order, as arrays of at most about `most` pairs: memory stays flat."""
    step = max(1, most // max(number, 1))
    for begin in range(0, number - 1, step):
        first = np.arange(begin, min(begin + step, number - 1))
        yield np.repeat(first, number - 1 - first), np.concatenate([np.arange(i + 1, number) for i in first])


def related(columns, a, b):
    """The relation of each pair as if both were of one thing."""
    sides = [{field: values[side] for field, values in columns.items()} for side in (a, b)]
    return relate.relate(*sides, sides[0]["tolerance"], sides[0]["cumulative"], np.full(len(a), "same", dtype=object))["relation"]
