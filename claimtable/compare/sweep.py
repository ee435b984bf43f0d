"""Which pairs of claims are worth comparing: found by sorting and sweeping, never by trying all pairs.

Claims that say the same of the same (measure, status, place, part, value, days) form one *stand*. In each measure every stand is
set against its neighbors in value and in time, and against the largest number that is as old and the smallest that is as new:
where days are known, a stand that clashes with anything of its place clashes with one of these. A few pairs per stand, whatever
their number.
"""

import numpy as np
import pandas as pd

STAND = ["measure", "status", "place", "more", "low", "high", "first", "last"]
TELLERS = ["source", "origin", "quote"]
OF_HEADS = [*STAND, *TELLERS, "source_id", "vague", "dated", "stated", "tolerance", "cumulative"]


def stands(ready, keys):
    """(heads, number): one row per stand, and each claim's stand. A head holds its first claim's row, and its source and origin
    where all its claims share one (else -1)."""
    number = ready.groupby(keys, sort=True).ngroup().to_numpy()
    order = np.argsort(number, kind="stable")
    starts = np.flatnonzero(np.diff(number[order], prepend=-1))
    heads = ready[OF_HEADS].iloc[order[starts]].reset_index(drop=True).assign(row=order[starts])
    for column in TELLERS:
        told = ready[column].to_numpy()[order]
        low, high = np.minimum.reduceat(told, starts), np.maximum.reduceat(told, starts)
        heads[column] = np.where(low == high, low, -1)
    heads["quoted"] = np.logical_and.reduceat(ready["quoted"].to_numpy()[order], starts)
    return heads, number


def pairs(heads):
    """Positions in `heads` of the pairs to compare: two arrays, first < second, each pair once."""
    measure, counted = heads["measure"].to_numpy(), np.flatnonzero(heads["status"].isin(["actual", "unverified"]))
    by_value = [heads[c].to_numpy() for c in ("low", "high", "first")]
    by_time = [heads[c].to_numpy() for c in ("first", "last", "low")]
    cell = pair_code(pair_code(measure, heads["place"].to_numpy()), heads["more"].to_numpy())
    found = neighbors(np.arange(len(heads)), measure, by_value)
    for group in (cell, measure):
        found += neighbors(counted, group, by_value) + neighbors(counted, group, by_time) + extremes(counted, group, heads)
    return distinct(found + across(heads), len(heads))


def pairs_of_tellers(heads):
    """The pairs within what one source, or one origin, says of a measure, where the two values cannot both be true."""
    found = []
    for teller in ("source", "origin"):
        group = pair_code(heads["measure"].to_numpy(), heads[teller].to_numpy())
        for order in (("low", "high", "first"), ("first", "last", "low")):
            found += neighbors(np.arange(len(heads)), group, [heads[c].to_numpy() for c in order])
    low, high = heads["low"].to_numpy(), heads["high"].to_numpy()
    apart = [np.maximum(low[a], low[b]) > np.minimum(high[a], high[b]) for a, b in found]
    return distinct([(a[keep], b[keep]) for (a, b), keep in zip(found, apart)], len(heads))


def pair_code(a, b):
    """Two arrays of codes => one array, equal where both are."""
    return a.astype(np.int64) * (int(b.max(initial=0)) + 2) + b + 1


def neighbors(rows, group, order):
    """Rows that follow each other when each group is sorted by `order`, and those one further on."""
    ranked = rows[np.lexsort([column[rows] for column in reversed(order)] + [group[rows]])]
    same = lambda step: group[ranked[step:]] == group[ranked[:-step]]
    return [(ranked[:-step][same(step)], ranked[step:][same(step)]) for step in (1, 2) if len(ranked) > step]


def extremes(rows, group, heads):
    """Each row with the largest lower end among rows of its group that may be, or must be, as old as it, and with the smallest
    upper end among those as new: running maxima and minima over the rows sorted by day. Where time does not matter to the
    measure (it is not cumulative), among all."""
    if not len(rows):
        return []
    timeless = ~heads["cumulative"].to_numpy()[rows]
    first = np.where(timeless, 0, heads["first"].to_numpy()[rows])
    last = np.where(timeless, 0, heads["last"].to_numpy()[rows])
    low, high = heads["low"].to_numpy()[rows], heads["high"].to_numpy()[rows]
    code = pd.factorize(group[rows])[0]
    return [(rows, rows[best]) for best in (running(code, first, last, low), running(code, -last, -first, -high),
                                            running(code, last, first, low), running(code, -first, -last, -high))]


def running(code, begin, until, height):
    """For each row: the position of the highest row of its group with begin <= this row's until (itself if there is none)."""
    order = np.lexsort([-height, begin, code])
    step = np.int64(2_500_000)
    keys = code.astype(np.int64) * step + begin + step // 2
    ranks = np.empty(len(code), np.int64)
    by_height = np.lexsort([height, code])
    ranks[by_height] = np.arange(len(code))  # rank grows with group, then with height: one running maximum serves all groups
    best = np.maximum.accumulate(ranks[order])
    at = np.searchsorted(keys[order], code.astype(np.int64) * step + until + step // 2, side="right") - 1
    highest = by_height[best[np.maximum(at, 0)]]
    return np.where((at >= 0) & (code[highest] == code), highest, np.arange(len(code)))


def across(heads):
    """Each forecast, denial or doubted number with the nearest actual statements of its measure: in time, before and after, and
    in value."""
    actual = (heads["status"] == "actual").to_numpy()
    value = np.where(np.isfinite(heads["low"]) & (heads["low"] > 0), heads["low"], heads["high"])
    table = heads[["measure", "first"]].assign(row=np.arange(len(heads)), value=np.clip(value, -1e300, 1e300))
    found = []
    for column in ("first", "value"):
        asked, told = (table[side].sort_values(column, kind="stable") for side in (~actual, actual))
        for direction in ("backward", "forward"):
            met = pd.merge_asof(asked, told, on=column, by="measure", direction=direction, suffixes=("", "_told"))
            met = met[met["row_told"].notna()]
            found.append((met["row"].to_numpy(), met["row_told"].to_numpy().astype(np.int64)))
    return found


def distinct(found, size):
    """Pairs once each, smaller position first."""
    if not found:
        return np.array([], np.int64), np.array([], np.int64)
    a, b = (np.concatenate([pair[side] for pair in found]).astype(np.int64) for side in (0, 1))
    keep = a != b
    code = unique(np.minimum(a, b)[keep] * np.int64(size) + np.maximum(a, b)[keep])
    return code // size, code % size


def unique(codes):
    """The different numbers among some integers, sorted (numpy's own hashes them first, which takes several times as long)."""
    codes = np.sort(codes)
    return codes[np.diff(codes, prepend=codes[0] - 1) != 0] if len(codes) else codes
