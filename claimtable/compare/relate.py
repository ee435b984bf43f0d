"""How two claims of one measure relate: one rule for every pair, over whole arrays of pairs at once.

First whether they speak of the same thing (status, place, part or whole, day), then whether their intervals can both be true.
"""

import numpy as np
import pandas as pd

from .. import intervals
from ..places import APART, AROUND, INSIDE, SAME

AGREEMENTS = ("same", "rounding", "within_bound")
NO_CLASH = ("growth", "forecast", "scope", "shift")
DISCREPANCIES = ("conflict", "misquote", "status", "contradiction", "internal", "arithmetic", "implausible", "check_failed")
RELATIONS = np.array(["", *AGREEMENTS, *NO_CLASH, *DISCREPANCIES], dtype=object)
CODE = {name: np.int8(at) for at, name in enumerate(RELATIONS)}
IMPLAUSIBLE = 100  # times apart, from which a number is more likely garbled than disputed ...
IMPLAUSIBLE_COUNT = 1000  # ... and for a count that rises with time, where the two are at most a month apart
MONTH = 31
LOOSE = 10  # times beyond its interval, from which a vague word ("thousands") no longer bears a number


def relate(a, b, tolerance, cumulative, lie):
    """Relations of pairs. a, b: dicts of equal-length arrays (see layout.prepare); lie: how place a lies to place b.

    => dict of arrays: relation ('' where the pair says nothing), ratio (how many times the larger is the smaller, 1 where they
    meet), near (agree within the tolerance), together (same time).
    """
    smaller_high, larger_low = np.minimum(a["high"], b["high"]), np.maximum(a["low"], b["low"])
    overlap = larger_low <= smaller_high
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(overlap, 1.0, np.where(smaller_high > 0, larger_low / smaller_high, np.inf))
    points = np.isfinite(a["high"]) & np.isfinite(b["high"]) & (a["low"] == a["high"]) & (b["low"] == b["high"])
    equal = (a["low"] == b["low"]) & (a["high"] == b["high"])
    near = overlap | (1 - 1 / ratio <= tolerance)
    together = intervals.same_time(a["first"], a["last"], b["first"], b["last"])
    a_smaller = a["high"] < b["low"]
    small_first = np.where(a_smaller, a["first"], b["first"])
    big_last = np.where(a_smaller, b["last"], a["last"])
    rises = cumulative & ~together & (small_first < big_last) & ~near
    lies = each(lie, (SAME, INSIDE, AROUND, APART))
    part_smaller = np.where(lies[INSIDE], a_smaller, ~a_smaller & ~overlap)

    relation = np.where(equal, CODE["same"], np.where(near, np.where(overlap, CODE["within_bound"], CODE["rounding"]), CODE["conflict"]))
    relation[rises] = CODE["growth"]
    relation[~cumulative & ~together & ~near & (a["stated"] | b["stated"]) & ~a["dated"]] = CODE["shift"]
    relation[garbled(a, b, ratio, cumulative, lies[SAME])] = CODE["implausible"]
    relation[(a["vague"] | b["vague"]) & ~overlap & (ratio < LOOSE)] = CODE[""]
    inside = (lies[INSIDE] | lies[AROUND]) & ~a["dated"]
    relation[inside & near & ~points & ~equal] = CODE["scope"]
    relation[inside & ~near & (part_smaller | ~cumulative)] = CODE["scope"]  # that a part exceeds the whole is certain only of what adds up
    by_status(relation, a, b, near)
    relation[(lies[APART] & ~a["dated"]) | (a["more"] != b["more"])] = CODE["scope"]
    relation[lies[APART] & a["dated"]] = CODE[""]  # two dates of two events
    by_teller(relation, a, b, together)
    return {"relation": RELATIONS[relation], "ratio": ratio, "near": near, "together": together}


def each(words, wanted):
    """{word: where an array of words has it}, for every word of `wanted`; words are told apart once, not compared one by one."""
    code, names = pd.factorize(words)
    return {word: (names == word)[code] if len(names) else np.zeros(len(code), bool) for word in wanted}


def garbled(a, b, ratio, cumulative, same):
    """Orders of magnitude apart, both stated as fact, with no time in which a count could have risen so far."""
    a_smaller = a["high"] < b["low"]
    gap = np.where(a_smaller, b["first"] - a["last"], a["first"] - b["last"])  # days from the smaller to the larger
    limit = np.where(cumulative & (gap > 0), IMPLAUSIBLE_COUNT, IMPLAUSIBLE)
    facts = (a["status"] == "actual") & (b["status"] == "actual")
    return facts & same & (ratio >= limit) & (~cumulative | (gap <= MONTH))


def by_status(relation, a, b, near):
    """A forecast is no count, a denied number no statement; an unverified number that another states as fact is worth a word.
    A vague forecast can be neither met nor missed, so it says nothing."""
    of_a, of_b = (each(side["status"], ("expected", "denied", "unverified")) for side in (a, b))
    expected, denied, doubted = (of_a[status] != of_b[status] for status in of_a)
    said = among(relation, AGREEMENTS)
    relation[expected] = CODE["forecast"]
    relation[(of_a["expected"] | of_b["expected"]) & (a["vague"] | b["vague"])] = CODE[""]
    relation[denied] = np.where(near & said, CODE["status"], CODE[""])[denied]
    relation[doubted & said & ~expected & ~denied] = CODE["status"]


def among(relation, names):
    """Where an array of codes has one of some relations."""
    return np.isin(relation, [CODE[name] for name in names])


def by_teller(relation, a, b, together):
    """One source against itself, or its own voice against whom it quotes, is `internal`; one origin quoted elsewhere with another
    number for the same moment is a `misquote`. Two numbers in one sentence are two things said, not a slip."""
    clash = relation == CODE["conflict"]
    same_origin = (a["origin"] == b["origin"]) & (a["origin"] >= 0)
    same_source = (a["source"] == b["source"]) & (a["source"] >= 0)
    quoted = a["quoted"] & b["quoted"]
    relation[clash & same_source & (same_origin | ~quoted)] = CODE["internal"]
    one_sentence = (a["quote"] == b["quote"]) & (a["quote"] >= 0)
    relation[among(relation, ("conflict", "internal", "implausible")) & one_sentence & same_source] = CODE[""]
    relation[(relation == CODE["conflict"]) & same_origin & quoted & together] = CODE["misquote"]


def severity(apart, resting, independent):
    """How far apart x how much rests on it x how independent, each in 0..1.

    apart: 1 - smaller/larger, the share of the larger number that the smaller lacks (positions: 1, half for a matter of status);
    resting: the share of all sources that speak of the measure; independent: 1 for two origins, 0.5 where one of the two
    must be a slip of the telling (one origin, or one source).
    """
    return round(float(apart) * float(resting) * float(independent), 4)
