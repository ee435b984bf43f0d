"""How long comparing takes, and how much memory: the sweep against all pairs, on invented claims.

    python tests/benchmarks/bench_compare.py [CLAIMS] [MEASURES]     (default 1,000,000 claims over 1,000 measures)

Each measure is a count that rises over 200 days; 40 origins state it with rounding, bounds, forecasts and slips, through 60 outlets.
"""

import resource
import sys
import time

import numpy as np
import pandas as pd

from claimtable import compare, tables
from claimtable.codebook import Codebook
from claimtable.compare import clusters, layout, relate
from claimtable.compare.rules import Rules
from claimtable.places import Places



def invented(count, measures, seed=1):
    """(claims, sources, codebook): numbers grow by day; one in fifty is wrong by a factor of up to five. As in a table that was read, cells
    of one name are one string, so that the memory measured is that of comparing."""
    random = np.random.default_rng(seed)
    texts = lambda words: pd.array(np.array(list(words), dtype=object), dtype="str")
    names = [f"measure_{i:04d}" for i in range(measures)]
    which = random.integers(0, measures, count)
    day = random.integers(0, 200, count)
    truth = (50 + which % 97) * (1 + day) ** 1.2
    value = np.where(random.random(count) < 0.02, truth * random.uniform(0.2, 5, count), truth)
    step = 10.0 ** (np.floor(np.log10(value)) - 1)
    value = np.round(value / step) * step  # two significant digits, as reports give them
    source, origin = random.integers(0, 60, count), random.integers(0, 40, count)
    modality = random.choice(4, count, p=[0.5, 0.3, 0.15, 0.05])
    status = random.choice(3, count, p=[0.9, 0.07, 0.03])
    days = texts(map(str, np.datetime64("2024-01-01") + np.arange(200))).take(day)
    tellers = texts(f"origin {i}" for i in range(40)).take(origin)
    claims = pd.DataFrame({column: "" for column in tables.COLUMNS["claims"]}, index=range(count)).assign(
        claim_id=texts(f"s{s}:{i}" for i, s in enumerate(source)), source_id=texts(f"s{i}" for i in range(60)).take(source),
        measure=texts(names).take(which), kind="number",
        surface=texts(str(int(v)) for v in value), low=np.where(modality == 3, np.nan, value), high=np.where(modality == 2, np.nan, value),
        modality=texts(["exact", "approximately", "at_least", "at_most"]).take(modality),
        status=texts(["actual", "expected", "unverified"]).take(status),
        as_of_from=days, as_of_to=days, as_of_basis="stated", attributed_to=tellers, origin=tellers,
        quote=texts(f"Sentence {i}" for i in range(count)), start=np.arange(count), end=np.arange(count) + 5)
    sources = pd.DataFrame([{**dict.fromkeys(tables.COLUMNS["sources"], ""), "source_id": f"s{i}", "published_from": "2024-08-01",
                             "published_to": "2024-08-01"}
                            for i in range(60)])
    return claims, sources, Codebook(measures=[{"name": n, "kind": "quantity", "cumulative": True, "tolerance": 0.05} for n in names])


def all_pairs(claims, sources, codebook):
    """Every pair of every measure related: how many pairs, how many of them clash."""
    ready = layout.prepare(claims, sources, codebook, Places())
    columns = ["low", "high", "first", "last", "status", "more", "source", "origin", "quote", "quoted", "vague", "dated", "stated"]
    pairs, clashes = 0, 0
    for _, group in ready.groupby("measure"):
        a, b = np.triu_indices(len(group), 1)
        sides = [{c: group[c].to_numpy()[side] for c in columns} for side in (a, b)]
        out = relate.relate(*sides, group["tolerance"].to_numpy()[a], group["cumulative"].to_numpy()[a],
                            np.full(len(a), "same", dtype=object))
        pairs, clashes = pairs + len(a), clashes + int(np.isin(out["relation"], relate.DISCREPANCIES).sum())
    return pairs, clashes


def timed(work):
    """(result, seconds of processor time): other work on the machine does not count."""
    start = time.process_time()
    return work(), time.process_time() - start


def main(count=1_000_000, measures=1_000):
    claims, sources, codebook = invented(count, measures)
    (agree, clash), seconds = timed(lambda: compare.compare(claims, sources, codebook, rules=Rules()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    parts = len(set(clusters.cluster(layout.prepare(claims, sources, codebook, Places()))))
    print(f"sweep: {count:,} claims, {measures:,} measures, {parts:,} clusters of values: {seconds:.1f} s on one core, "
          f"peak {peak:,.0f} MB; {len(agree):,} agreements, {len(clash):,} discrepancies")
    some = claims[claims["measure"].isin(codebook.measures[i].name for i in range(max(1, measures // 100)))]
    (pairs, hits), slow = timed(lambda: all_pairs(some, sources, codebook))
    _, fast = timed(lambda: compare.compare(some, sources, codebook, rules=Rules()))
    print(f"on {len(some):,} of them: all pairs {slow:.1f} s to relate {pairs:,} pairs ({hits:,} clash, no sentence written); "
          f"sweep {fast:.2f} s, sentences included: {slow / fast:.1f} times as fast")


if __name__ == "__main__":
    main(*(int(argument.replace(",", "")) for argument in sys.argv[1:]))
