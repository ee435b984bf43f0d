"""Claims of one measure, set against each other: agreements, and discrepancies with their cause.

`compare` sorts and sweeps (sweep.py), relates pairs (relate.py, positions.py) and writes one row per pair of *values* that meet,
not per pair of claims: the rows are bounded by the number of different things said, however often each is said.
"""

import gc
from contextlib import contextmanager

import numpy as np
import pandas as pd

from ..places import Places
from . import arithmetic, clusters, positions, relate, rules as rules_of_topic, sweep, wording
from .layout import portions, prepare, resting_of
from .rows import frames, ordered, row_of, told_of, who_of, who_of_each

EXACT = 0.05  # parts and total within this are the same number, rounded


def compare(claims, sources, codebook, actors=None, rules=None):
    """=> (agreements, discrepancies), tables as in tables.COLUMNS, worst first, the same for any order of claims and sources.

    rules: a rules.Rules (default: data/checks.yaml).
    """
    rules = rules if rules is not None else rules_of_topic.load()
    places = Places(actors, codebook.whole)
    listed = [measure.name for measure in codebook.measures if not measure.compared]
    claims, found = claims[~claims["measure"].isin(listed)] if listed else claims, []
    with uncollected():
        for portion in portions(claims, codebook):
            ready = prepare(portion, sources, codebook, places)
            found.append(frames(quantities(ready, sources, codebook, places) + parts_and_totals(ready, sources, codebook)
                                + positions.compare(ready, sources, codebook, places, rules)))
    if rules.cross:
        bearing = {side.measure for rule in rules.cross for side in (rule.between, rule.and_)}
        ready = prepare(claims[claims["measure"].isin(bearing)], sources, codebook, places)
        found.append(frames(positions.across(ready, sources, codebook, places, rules)))
    return tuple(ordered(name, [tables_[i] for tables_ in found]) for i, name in enumerate(("agreements", "discrepancies")))


@contextmanager
def uncollected():
    """Pauses the search for cyclic garbage, if it was on: comparing makes none to speak of, and the search would walk through every
    claim and row again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def quantities(ready, sources, codebook, places):
    """Comparisons of the claims that hold a value: quantities and dates."""
    counts = (ready["kind"].isin(["quantity", "date"]) & (np.isfinite(ready["low"]) | np.isfinite(ready["high"]))).to_numpy()
    if not counts.any():
        return []
    valued = ready if counts.all() else ready[counts].reset_index(drop=True)
    lie, told, rows, seen = Lie(valued, places), told_of(valued), [], set()
    resting, labels = resting_of(valued, sources), wording.labels(codebook)
    whole = (sweep.STAND, sweep.pairs, None)
    of_tellers = (sweep.STAND + sweep.TELLERS, sweep.pairs_of_tellers, ["internal", "misquote"])
    for keys, find, wanted in (whole, of_tellers):
        heads, number = sweep.stands(valued, keys)
        a, b = find(heads)
        if wanted is None:
            shared = np.flatnonzero((heads["source"] == -1).to_numpy())
            a, b = np.concatenate([a, shared]), np.concatenate([b, shared])
        table = related(heads, a, b, lie)
        table = table[table["relation"].isin(wanted)].reset_index(drop=True) if wanted else chains(table, heads)
        new = [row for row in records(valued, table, heads, number, resting, labels, told) if row["comparison_id"] not in seen]
        seen.update(row["comparison_id"] for row in new)
        rows += new
    return rows


def parts_and_totals(ready, sources, codebook):
    """A row where one source's number and its additions come to something else than every total other sources give."""
    if not ready["more"].any():
        return []
    quantities_ = ready[(ready["kind"] == "quantity") & ready["measure_name"].isin(ready["measure_name"][ready["more"]])]
    data = quantities_.drop(columns="measure").rename(columns={"measure_name": "measure", "low": "value_low", "high": "value_high"})
    resting, rows, told = resting_of(ready, sources), [], told_of(ready)
    for measure in sorted(set(data["measure"])):
        for found in arithmetic.sums(data, measure):
            total, gap = nearest_total(found)
            if total is None or gap <= EXACT:
                continue
            a, b = (told[row.Index] for row in (found["parts"][-1], total))
            shown = " and ".join(wording.quoted(part.surface) for part in found["parts"])
            size = wording.gap(max(found["sum"], total.value_low) / min(found["sum"], total.value_low))
            how = f", {size} more than the nearest total" if found["sum"] > total.value_low else f"; the nearest total is {size} more"
            why = (f"the parts that source {found['source']} gives ({shown}) come to {found['sum']:,.0f}{how}; a later date or a wider "
                   "count may explain it, but nothing says so")
            who = who_of([told[row.Index] for row in (*found["parts"], *found["totals"])])
            heard = [row.source_id for row in found["totals"]]
            rows.append(row_of(measure, "arithmetic", relate.severity(gap, resting[measure], 1.0), who, size, why,
                               f"{wording.label(measure, codebook)}: {wording.both_say(a, b, heard)}; {why}"))
    return rows


def nearest_total(found):
    """(the total nearest to the sum, their gap as a share of the larger), or (None, 0) where no other source gives one."""
    gaps = [(abs(found["sum"] - row.value_low) / max(found["sum"], row.value_low), row) for row in found["totals"]]
    gap, row = min(gaps, key=lambda pair: (pair[0], pair[1].claim_id), default=(0, None))
    return row, gap


class Lie:
    """How the places of two claims lie, looked up by code."""

    def __init__(self, valued, places):
        self.where = valued.drop_duplicates("place").set_index("place")["where"].to_dict()
        self.places = places

    def __call__(self, a, b):
        """Two arrays of place codes => array of words ('same', 'inside', ...)."""
        size = np.int64(max(self.where) + 1)
        unique, code = np.unique(a * size + b, return_inverse=True)
        found = np.array([self.places.lie(self.where[x // size], self.where[x % size]) for x in unique.tolist()], dtype=object)
        return found[code] if len(code) else np.array([], object)


def related(heads, a, b, lie):
    """The pairs that say something: positions a and b in `heads`, their relation, ratio, and how places and days lie."""
    columns = ["low", "high", "first", "last", "status", "more", "source", "origin", "quote", "quoted", "vague", "dated", "stated"]
    arrays = {c: heads[c].to_numpy() for c in columns}
    left, right = ({c: v[side] for c, v in arrays.items()} for side in (a, b))
    where = lie(heads["place"].to_numpy()[a], heads["place"].to_numpy()[b])
    out = relate.relate(left, right, heads["tolerance"].to_numpy()[a], heads["cumulative"].to_numpy()[a], where)
    table = pd.DataFrame({"a": a, "b": b, **out, "lie": where})
    days = np.maximum(left["low"], right["low"]) - np.minimum(left["high"], right["high"])
    dated = heads["dated"].to_numpy()[a]
    with np.errstate(invalid="ignore"):
        apart = np.where(dated, np.maximum(days, 0) / (np.maximum(days, 0) + 30), 1 - 1 / out["ratio"])
    table["apart"] = np.where(table["relation"] == "status", 0.5, apart)
    table["days"] = np.where(dated, days, 0)
    same = {name: (left[name] == right[name]) & (left[name] >= 0) for name in ("source", "origin")}
    same_teller = same["source"] | same["origin"]
    table["independent"] = np.where(same_teller, 0.5, 1.0)
    return table[table["relation"] != ""].reset_index(drop=True)


def chains(table, heads):
    """Each thing told once: a number that grew against the next smaller one, a forecast against the nearest statement after it (else
    before it), a bound or range against the nearest number it fits, a doubted number against the nearest stated as fact."""
    keep = ~table["relation"].isin(["growth", "forecast", "within_bound", "status"]).to_numpy()
    rows = np.flatnonzero(~keep)
    a, b, relation = (table[column].to_numpy()[rows] for column in ("a", "b", "relation"))
    first, last, low, high, status = (heads[c].to_numpy() for c in ("first", "last", "low", "high", "status"))
    with np.errstate(divide="ignore"):
        size = np.log(np.maximum(np.where(np.isfinite(low) & (low > 0), low, high), 1e-9))
    width = high - low
    of_a = np.select([relation == "growth", relation == "forecast", relation == "within_bound", relation == "status"],
                     [size[a] > size[b], status[a] == "expected", width[a] >= width[b], status[a] != "actual"], False).astype(bool)
    subject, other = np.where(of_a, a, b), np.where(of_a, b, a)
    gap, apart = np.abs(first[subject] - last[other]), np.abs(size[subject] - size[other])
    forecast = relation == "forecast"
    ranked = pd.DataFrame({"subject": subject, "relation": relation, "before": forecast & (first[other] < first[subject]),
                           "near": np.where(forecast, gap, apart), "far": np.where(forecast, apart, gap)})
    nearest = ranked.sort_values(["before", "near", "far"], kind="stable").drop_duplicates(["subject", "relation"]).index.to_numpy()
    keep[rows[nearest]] = True
    return table[keep].reset_index(drop=True)


def records(valued, table, heads, number, resting, labels, told):
    """One row per measure, relation and pair of value clusters (see clusters.group)."""
    if table.empty:
        return []
    pairs, members, starts = clusters.group(valued, table, heads, number)
    who = who_of_each(valued, members, starts)
    made = (record(told, pair, who[pair.group], members[starts[pair.group]:starts[pair.group + 1]], resting, labels) for pair in pairs)
    return [row for row in made if row]


def record(told, pair, who, members, resting, labels):
    """One row of agreements or discrepancies, or None where only one source agrees with itself. pair: the pair to quote."""
    relation, lie, dated = pair.relation, pair.lie, pair.dated
    if relation in relate.AGREEMENTS and len(who.source_ids) < 2:
        return None
    a, b = told[pair.row_a], told[pair.row_b]
    if a is b:  # the pair is one stand: quote the next source that joins it
        b = next(told[r] for r in members if told[r].source_id != a.source_id)
    elif (b.first, pair.row_b) < (a.first, pair.row_a):
        a, b, lie = b, a, {"inside": "around", "around": "inside"}.get(lie, lie)
    distance = wording.days_gap(int(pair.days)) if dated else (wording.orders if a.vague or b.vague else wording.gap)(pair.ratio)
    why = wording.cause(relation, a, b, distance, lie, pair.together, pair.near, dated)
    clash = relation in relate.DISCREPANCIES
    level = relate.severity(1.0 if relation == "implausible" else pair.apart, resting[a.measure], pair.independent) if clash else 0.0
    apart = distance
    if relation in ("same", "within_bound", "status") or (relation in ("scope", "forecast") and (pair.ratio == 1 or dated)):
        apart = "another place" if relation == "same" and lie in ("inside", "around") and not dated else ""
    return row_of(a.measure, relation, level, who, apart, why, f"{labels[a.measure]}: {wording.both_say(a, b, who.source_ids)}; {why}")
