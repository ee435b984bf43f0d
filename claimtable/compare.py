"""Claims of one measure, set against each other: agreements, and discrepancies with their cause.

`compare` sorts and sweeps (sweep.py), relates pairs (relate.py, positions.py) and writes one row per pair of *values* that meet,
not per pair of claims: the rows are bounded by the number of different things said, however often each is said.
"""

import numpy as np
import pandas as pd

from . import codebook as books
from . import arithmetic, intervals, positions, relate, sweep, wording
from . import rules as rules_of_topic
from .paths import DATA
from .places import Places
from .rows import CODED, ordered, row_of, told_of

FIELDS = ["claim_id", "source_id", "measure", "surface", "status", "place", "attributed_to", "origin", "relay", "first", "last", "stated",
          "low", "high", "more", "cumulative"]
EXACT = 0.05  # parts and total within this are the same number, rounded


def compare(claims, sources, codebook, actors=None, rules=None, lexicon=None):
    """=> (agreements, discrepancies), tables as in tables.COLUMNS, worst first, the same for any order of claims and sources.

    rules: a rules.Rules (default: data/checks.yaml); lexicon: data/lexicon.yaml as plain data (default: that file).
    """
    lexicon = lexicon if lexicon is not None else books.document(DATA / "lexicon.yaml")
    rules = rules if rules is not None else rules_of_topic.load()
    places = Places(actors, getattr(codebook, "whole", ()))
    ready = prepare(claims, sources, codebook, places, lexicon)
    rows = quantities(ready, sources, codebook, places) + parts_and_totals(ready, sources, codebook) + positions.compare(ready, sources, codebook, places, rules)
    agree = [row for row in rows if row["relation"] not in relate.DISCREPANCIES]
    clash = [row for row in rows if row["relation"] in relate.DISCREPANCIES]
    return ordered("agreements", agree), ordered("discrepancies", clash)


def prepare(claims, sources, codebook, places, lexicon):
    """The claims in order of publication, with what comparing needs: value interval (low, high), days (first, last, stated),
    codes of measure, place, source and origin, and whether the number is an addition (`more`)."""
    known = {m.name: m for m in codebook.measures}
    data = claims[claims["measure"].isin(known)].copy()
    begun, _ = intervals.publication(data, sources)
    data = data.iloc[np.lexsort([data["start"], data["source_id"], begun])].reset_index(drop=True)
    kinds = data["measure"].map({name: m.kind for name, m in known.items()})
    low, high = intervals.values(data, lexicon)
    first, last, stated = intervals.as_of(data, sources)
    dated = (kinds == "date").to_numpy()
    published_first, published_last = intervals.publication(data, sources)
    ready = data.assign(
        kind=kinds, stated=stated & ~dated, dated=dated,
        low=np.where(dated, first, low).astype(float), high=np.where(dated, last, high).astype(float),
        first=np.where(dated, published_first, first), last=np.where(dated, published_last, last),
        tolerance=np.where(dated, 0.0, data["measure"].map({n: m.tolerance for n, m in known.items()}).astype(float)),
        cumulative=data["measure"].map({n: m.cumulative for n, m in known.items()}).astype(bool) & ~dated,
        more=intervals.additions(data, lexicon), where=data["place"].map(places.find),
        quoted=(data["attributed_to"] != "").to_numpy(), vague=(data["modality"] == "vague").to_numpy())
    ready = ready.rename(columns={c: c + "_name" for c in CODED})
    for column, named in (("measure", "measure_name"), ("place", "where"), ("source", "source_id"), ("origin", "origin_name"), ("quote", "quote_name")):
        ready[column] = pd.factorize(ready[named].to_numpy(object))[0]
    return ready


def quantities(ready, sources, codebook, places):
    """Comparisons of the claims that hold a value: quantities and dates."""
    valued = ready[ready["kind"].isin(["quantity", "date"]) & (np.isfinite(ready["low"]) | np.isfinite(ready["high"]))]
    if valued.empty:
        return []
    valued = valued.reset_index(drop=True)
    lie = Lie(valued, places)
    pieces = []
    for keys, find, wanted in ((sweep.STAND, sweep.pairs, None), (sweep.STAND + sweep.TELLERS, sweep.pairs_of_tellers, ["internal", "misquote"])):
        heads, number = sweep.stands(valued, keys)
        a, b = find(heads)
        if wanted is None:
            shared = np.flatnonzero((heads["source"] == -1).to_numpy())
            a, b = np.concatenate([a, shared]), np.concatenate([b, shared])
        table = related(heads, a, b, lie)
        table = table[table["relation"].isin(wanted)] if wanted else chains(table, heads)
        pieces.append(members(table, heads, number))
    return records(valued, pieces, sources, codebook, lie)


def parts_and_totals(ready, sources, codebook):
    """A row where one source's number and its additions come to something else than every total other sources give."""
    quantities_ = ready[(ready["kind"] == "quantity") & ready["measure_name"].isin(ready["measure_name"][ready["more"]])]
    data = quantities_.drop(columns="measure").rename(columns={"measure_name": "measure", "low": "value_low", "high": "value_high"})
    resting, rows, told = resting_of(ready, sources), [], told_of(ready)
    for measure in sorted(set(data["measure"])):
        for found in arithmetic.sums(data, measure):
            total, gap = nearest_total(found)
            if total is None or gap <= EXACT:
                continue
            a, b = ({c: told[c][row.Index] for c in FIELDS} for row in (found["parts"][-1], total))
            shown = " and ".join(wording.quoted(part.surface) for part in found["parts"])
            size = wording.gap(max(found["sum"], total.value_low) / min(found["sum"], total.value_low))
            why = f"the parts that source {found['source']} gives ({shown}) come to {found['sum']:,.0f}, {size} " \
                f"{'more' if found['sum'] > total.value_low else 'less'} than the nearest total; a later date or a wider count may explain it, but nothing says so"
            others = {row.source_id for row in found["totals"]} - {total.source_id}
            rows.append(row_of(measure, "arithmetic", relate.severity(gap, resting[measure], 1.0), [r.Index for r in (*found["parts"], *found["totals"])],
                               told, size, why, f"{wording.label(measure, codebook)}: {both_say(a, b, others | {a['source_id']})}; {why}"))
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
        both = pd.MultiIndex.from_arrays([a, b])
        code, unique = pd.factorize(both)
        found = np.array([self.places.lie(self.where[x], self.where[y]) for x, y in unique] or ["same"], dtype=object)
        return found[code] if len(code) else np.array([], object)


def related(heads, a, b, lie):
    """The pairs that say something: positions a and b in `heads`, their relation, ratio, and how places and days lie."""
    columns = ["low", "high", "first", "last", "status", "more", "source", "origin", "quote", "quoted", "vague", "dated"]
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
    same_teller = ((left["source"] == right["source"]) & (left["source"] >= 0)) | ((left["origin"] == right["origin"]) & (left["origin"] >= 0))
    table["independent"] = np.where(same_teller, 0.5, 1.0)
    return table[table["relation"] != ""].reset_index(drop=True)


def chains(table, heads):
    """Growth and forecasts once each: a number that grew is shown against the next smaller one only, a forecast against the
    nearest statement before and after it in time."""
    first, last = heads["first"].to_numpy(), heads["last"].to_numpy()
    a, b = table["a"].to_numpy(), table["b"].to_numpy()
    low = heads["low"].to_numpy()
    expected = (heads["status"] == "expected").to_numpy()
    growth, forecast = (table["relation"] == "growth").to_numpy(), (table["relation"] == "forecast").to_numpy()
    subject = np.where(growth, np.where(low[a] > low[b], a, b), np.where(expected[a], a, b))
    other = np.where(subject == a, b, a)
    gap = np.abs(first[subject] - last[other])
    side = np.where(forecast, first[other] >= first[subject], False)
    ranked = pd.DataFrame({"subject": subject, "side": side, "relation": table["relation"], "gap": gap, "ratio": table["ratio"],
                           "rank": np.where(growth, table["ratio"], 0)})
    nearest = ranked.sort_values(["rank", "gap", "ratio"], kind="stable").drop_duplicates(["subject", "side", "relation"]).index
    keep = ~(growth | forecast)
    keep[nearest] = True
    return table[keep].reset_index(drop=True)


def members(table, heads, number):
    """The pairs with, for either side, the claims (rows) that stand there."""
    order = np.argsort(number, kind="stable")
    starts = np.searchsorted(number[order], np.arange(len(heads) + 1))
    table = table.assign(**{f"{c}_{s}": heads[c].to_numpy()[table[s]] for s in "ab" for c in ("row", "low", "high", "place", "more", "measure", "first")})
    table["dated"] = heads["dated"].to_numpy()[table["a"]]
    return table, order, starts


def records(valued, pieces, sources, codebook, lie):
    """One row per measure, relation and pair of values (for scope: pair of places)."""
    resting = resting_of(valued, sources)
    told = told_of(valued)
    rows, seen = [], set()
    for table, order, starts in pieces:
        if table.empty:
            continue
        for first, pairs in grouped(table):
            sides = [unite(table, order, starts, pairs, side) for side in "ab"]
            if table["low_a"].iat[first] == table["low_b"].iat[first] and table["high_a"].iat[first] == table["high_b"].iat[first]:
                sides = [sorted(set(sides[0]) | set(sides[1]))] * 2
            row = record(told, table, first, sides, resting, codebook)
            if row and row["comparison_id"] not in seen:
                seen.add(row["comparison_id"])
                rows.append(row)
    return rows


def grouped(table):
    """(best pair, all pairs) of each group that makes one row; best: the worst clash, then the earliest."""
    scope = (table["relation"] == "scope").to_numpy()
    outlier = outliers(table)
    swap = (table["low_a"] > table["low_b"]) | ((table["low_a"] == table["low_b"]) & (table["high_a"] > table["high_b"]))
    added = scope & (table["more_a"] != table["more_b"]).to_numpy()
    swap = np.where(added, table["more_a"], np.where(scope, table["place_a"] > table["place_b"], swap)).astype(bool)
    pick = lambda name: (np.where(swap, table[name + "_b"], table[name + "_a"]), np.where(swap, table[name + "_a"], table[name + "_b"]))
    keys = {"measure": table["measure_a"], "relation": table["relation"]}
    for name, counts in (("low", ~scope), ("high", ~scope), ("place", scope & ~added), ("more", scope)):
        for i, values in enumerate(pick(name)):
            keys[f"{name}{i}"] = np.where(counts & ~(outlier >= 0), values, 0)
    keys["outlier"] = outlier
    code = pd.DataFrame(keys).groupby(list(keys), sort=False).ngroup().to_numpy()
    order = np.lexsort([table["row_b"], table["row_a"], np.minimum(table["first_a"], table["first_b"]), -table["apart"], code])
    cuts = np.flatnonzero(np.diff(code[order], prepend=-1))
    for start, stop in zip(cuts, [*cuts[1:], len(order)]):
        yield order[start], order[start:stop]


def outliers(table):
    """For pairs orders of magnitude apart: a code of the value that is the odd one out of its measure (it meets the most others),
    so that one garbled number makes one row; -1 for all other pairs."""
    out = np.full(len(table), -1)
    wild = np.flatnonzero((table["relation"] == "implausible").to_numpy())
    if not len(wild):
        return out
    part = table.iloc[wild]
    values = pd.concat([part[[f"measure_{s}", f"low_{s}", f"high_{s}"]].set_axis(["measure", "low", "high"], axis=1) for s in "ab"])
    code = values.groupby(["measure", "low", "high"]).ngroup().to_numpy()
    count = np.bincount(code)[code]
    (a, b), (met_a, met_b) = np.split(code, 2), np.split(count, 2)
    smaller = np.where(part["low_a"] <= part["low_b"], a, b)
    out[wild] = np.where(met_a > met_b, a, np.where(met_b > met_a, b, smaller))
    return out


def unite(table, order, starts, pairs, side):
    """All claims (rows) on one side of a group of pairs that share their values, turned so that sides match the first pair."""
    first = pairs[0]
    key = lambda i, s: (table[f"low_{s}"].iat[i], table[f"high_{s}"].iat[i], table[f"place_{s}"].iat[i])
    rows = set()
    low_first = key(first, side)[:2]
    for i in pairs:
        other = "b" if side == "a" else "a"
        chosen = side if key(i, side)[:2] == low_first or key(i, other)[:2] != low_first else other
        stand = table[chosen].iat[i]
        rows.update(order[starts[stand]: starts[stand + 1]].tolist())
    return sorted(rows)


def resting_of(valued, sources):
    """How much rests on each measure: the share of all sources that make a claim of it."""
    return (valued.groupby("measure_name")["source_id"].nunique() / max(len(sources), 1)).to_dict()


def record(told, table, i, sides, resting, codebook):
    """One row of agreements or discrepancies, or None where only one source agrees with itself."""
    relation, dated = table["relation"].iat[i], bool(table["dated"].iat[i])
    a, b = ({c: told[c][table[f"row_{s}"].iat[i]] for c in FIELDS} for s in "ab")
    rows = sorted(set(sides[0]) | set(sides[1]))
    source_ids = [told["source_id"][r] for r in rows]
    if relation in relate.AGREEMENTS and len(set(source_ids)) < 2:
        return None
    lie = table["lie"].iat[i]
    a["together"], a["near"] = bool(table["together"].iat[i]), bool(table["near"].iat[i])
    if (b["first"], table["row_b"].iat[i]) < (a["first"], table["row_a"].iat[i]):
        b["together"], b["near"] = a["together"], a["near"]
        a, b, sides = b, a, sides[::-1]
        lie = {"inside": "around", "around": "inside"}.get(lie, lie)
    ratio, days = table["ratio"].iat[i], int(table["days"].iat[i])
    distance = wording.days_gap(days) if dated else wording.gap(ratio)
    name = a["measure"]
    why = wording.cause(relation, a, b, distance, lie, a["cumulative"], dated)
    note = both_say(a, b, set(source_ids)) if table["a"].iat[i] != table["b"].iat[i] else wording.says(a, set(source_ids) - {a["source_id"]})
    clash = relation in relate.DISCREPANCIES
    level = relate.severity(table["apart"].iat[i], resting[name], table["independent"].iat[i]) if clash else 0.0
    apart = "" if relation in ("same", "within_bound", "status") or (relation in ("scope", "forecast") and ratio == 1) else distance
    return row_of(name, relation, level, rows, told, apart, why, f"{wording.label(name, codebook)}: {note}; {why}")


def both_say(a, b, heard):
    """Both sides of a pair, and which other sources are on either side."""
    return f"{wording.says(a)} and {wording.says(b, heard - {a['source_id'], b['source_id']})}"
