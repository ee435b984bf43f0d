"""Which pairs make one row: those between the same two clusters of values.

A cluster holds the values of a measure that lie within its rounding tolerance of the smallest of them (one sweep over the sorted
values); bounds and ranges form clusters of their own. So the rows are bounded by the clusters, however many claims and pairs there are.
"""

from collections import namedtuple

import numpy as np
import pandas as pd

from . import sweep

NEEDED = ("row", "measure", "place", "more", "first", "low", "high", "cluster")

Pair = namedtuple("Pair", "group relation row_a row_b lie ratio near together apart days independent dated")
Pair.__doc__ = "Two claims, by their rows, that show how two clusters relate; group: their place among all groups (see relate.relate)."


def cluster(valued):
    """A code for each claim, the same for claims of one measure whose values are the same within rounding."""
    low, high = valued["low"].to_numpy(), valued["high"].to_numpy()
    point = np.where(np.isfinite(low) & (low > 0), low, high)
    shape = np.select([low == high, ~np.isfinite(high), ~(np.isfinite(low) & (low > 0))], [0, 1, 2], 3)
    shape = np.where(valued["dated"].to_numpy(), high - low, shape)  # dates have no rounding: the same only if they end alike
    measure, order = valued["measure"].to_numpy(), np.lexsort([point, shape, valued["measure"].to_numpy()])
    lists = [column[order] for column in (measure, shape, point)]
    new = np.logical_or.reduce([np.diff(column, prepend=np.nan) != 0 for column in lists])
    least = (point * (1 - valued["tolerance"].to_numpy()))[order][new]
    codes, at, anchor = [], -1, (None, None, 0.0)
    for measure, kind, value, rounded in zip(*(column[new].tolist() for column in lists), least.tolist()):
        if (measure, kind) != anchor[:2] or rounded > anchor[2]:
            at, anchor = at + 1, (measure, kind, value)
        codes.append(at)
    out = np.empty(len(order), np.int64)
    out[order] = np.array(codes, np.int64)[np.cumsum(new) - 1]
    return out


def group(valued, table, heads, number):
    """For each measure, relation and pair of clusters: (the Pairs to quote, rows, starts), the claims of group i being
    rows[starts[i]:starts[i + 1]], sorted; groups that say nothing new have no Pair.

    The pair to quote is the one furthest apart, among equals one of two sources, with dates of its own, the earliest. `same` keeps to one
    exact value, `scope` goes by pair of places, orders of magnitude by the value that is the odd one out; one source against itself makes
    one row, and so does one origin.
    """
    columns = {c: (cluster(valued)[heads["row"].to_numpy()] if c == "cluster" else heads[c].to_numpy()) for c in NEEDED}
    sides = {f"{c}_{s}": columns[c][table[s].to_numpy()] for c in NEEDED for s in "ab"}
    code = keys(table, sides, heads)
    source, dated = heads["source_id"].to_numpy(object), heads["stated"].to_numpy()
    a, b = table["a"].to_numpy(), table["b"].to_numpy()
    order = np.lexsort([sides["row_b"], sides["row_a"], np.minimum(sides["first_a"], sides["first_b"]), -(dated[a].astype(int) + dated[b]),
                        source[a] == source[b], -table["apart"].to_numpy(), code])
    cuts = np.flatnonzero(np.diff(code[order], prepend=-1))
    chosen = order[cuts]
    dates = heads["dated"].to_numpy()[a[chosen]]
    pairs = table.iloc[chosen].assign(row_a=sides["row_a"][chosen], row_b=sides["row_b"][chosen], dated=dates)
    rows, starts = members(code[order], a[order], b[order], number, len(heads))
    twice = repeated(pairs["relation"].to_numpy(object), sides["cluster_a"][chosen], sides["cluster_b"][chosen])
    told = pairs.assign(group=np.arange(len(pairs)))[~twice]
    return map(Pair, *(told[name].tolist() for name in Pair._fields)), rows, starts


def repeated(relation, a, b):
    """Rows of scope whose two clusters of values have been told apart before, for another pair of places."""
    scope = relation == "scope"
    pair = pd.DataFrame({"low": np.minimum(a, b), "high": np.maximum(a, b)})
    out = np.zeros(len(a), bool)
    out[scope] = pair[scope].duplicated().to_numpy()
    return out


def members(code, a, b, number, size):
    """The claims of every group: (rows, starts), group i holding rows[starts[i]:starts[i + 1]]; code is sorted, 0.. without gaps."""
    both = sweep.unique(np.concatenate([code, code]) * np.int64(size) + np.concatenate([a, b]))
    groups, stand = both // size, both % size
    by_stand = np.argsort(number, kind="stable")
    begin = np.searchsorted(number[by_stand], np.arange(size + 1))
    count = (begin[1:] - begin[:-1])[stand]
    inside = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    rows, owner = by_stand[np.repeat(begin[stand], count) + inside], np.repeat(groups, count)
    order = np.lexsort([rows, owner])
    rank = pd.factorize(owner[order])[0]  # owners come sorted, so this numbers the groups in their order
    return rows[order], np.searchsorted(rank, np.arange(rank[-1] + 2))


def keys(table, sides, heads):
    """One code per row-to-be, numbered in sorted order."""
    relation = table["relation"].to_numpy(object)
    scope, same, dated = relation == "scope", relation == "same", heads["dated"].to_numpy()[table["a"].to_numpy()]
    wild = outliers(sides, relation)
    added = scope & (sides["more_a"] != sides["more_b"])
    exact, own = (same | dated) & (relation != "internal"), relation == "internal"
    parts = [("low", exact), ("high", exact), ("cluster", ~scope & ~exact & ~own & (wild < 0)), ("place", scope & ~added), ("more", scope)]
    swap = sides["cluster_a"] > sides["cluster_b"]
    swap = np.where(scope, sides["place_a"] > sides["place_b"], swap)
    swap = np.where(added, sides["more_a"], swap).astype(bool)
    frame = {"measure": sides["measure_a"], "relation": relation, "wild": wild,
             "part": np.isin(table["lie"].to_numpy(object), ("inside", "around")) & same,
             "source": np.where(relation == "internal", heads["source"].to_numpy()[table["a"].to_numpy()], -1),
             "origin": np.where(relation == "misquote", heads["origin"].to_numpy()[table["a"].to_numpy()], -1)}
    for name, counts in parts:
        ends = np.where(swap, sides[name + "_b"], sides[name + "_a"]), np.where(swap, sides[name + "_a"], sides[name + "_b"])
        for i, values in enumerate(ends):
            frame[f"{name}{i}"] = np.where(counts, values, 0)
    return pd.DataFrame(frame).groupby(list(frame), sort=True).ngroup().to_numpy()


def outliers(sides, relation):
    """For pairs orders of magnitude apart: the cluster that is the odd one out of its measure (it meets the most others), so that one
    garbled number makes one row; -1 for all other pairs."""
    out = np.full(len(relation), -1)
    wild = np.flatnonzero(relation == "implausible")
    if len(wild):
        a, b = sides["cluster_a"][wild], sides["cluster_b"][wild]
        if len(wild) < 1000:
            met = {c: len(set(b[a == c]) | set(a[b == c])) for c in set(a) | set(b)}
        else:
            met = dict(zip(*np.unique(np.concatenate([a, b]), return_counts=True)))
        met_a, met_b = (np.array([met[c] for c in side]) for side in (a, b))
        smaller = np.where(sides["low_a"][wild] <= sides["low_b"][wild], a, b)
        out[wild] = np.where(met_a > met_b, a, np.where(met_b > met_a, b, smaller))
    return out
