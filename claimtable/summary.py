"""What the reports say on each measure, in one result a measure: the bottom line that prose, figures and the flip test share.

Numbers follow the conflict-data tradition (UCDP GED: low, best, high estimate, each as someone published it). Nothing is pooled or
averaged: the sources are not independent samples of one truth.
"""

import numpy as np
import pandas as pd

from . import intervals, relate, tables, wording
from . import rules as rules_of_topic
from .codebook import document
from .layout import prepare
from .origins import plural
from .paths import DATA
from .places import INSIDE, Places

RULE = ("Low is the smallest and high the largest number that a source states as fact for the whole at that day, taking each origin’s "
        "latest; best is the number that most origins give, and among equals the latest. A number that a later and larger one has "
        "overtaken, in a count that only rises, no longer stands, and a number for a part counts only while there is none for the whole. "
        "Forecasts, denials, unverified numbers, additions and vague words are left out, and nothing is averaged.")
COLUMNS = ["date", "low", "best", "high", "low_claim", "best_claim", "high_claim", "origins"]


def ready_of(claims, sources, codebook, actors=None, lexicon=None):
    """The claims laid out for comparing (see layout.prepare)."""
    lexicon = lexicon if lexicon is not None else document(DATA / "lexicon.yaml")
    return prepare(claims, sources, codebook, Places(actors, getattr(codebook, "whole", ())), lexicon)


def countable(ready, measure, places=None):
    """The claims of a measure that low, best and high rest on: stated as fact, with a number; `part` marks those for a part of what
    another claim is for."""
    data = ready[(ready["measure_name"] == measure) & (ready["status"] == "actual") & ~ready["more"] & ~ready["vague"]
                 & (np.isfinite(ready["high"]) | (ready["low"] > 0))]
    named = list(dict.fromkeys(data["where"]))
    parts = {a for a in named if places and any(places.lie(a, b) == INSIDE for b in named)}
    return data.assign(part=data["where"].isin(parts))


def point(row):
    """The number a claim states: its single value, or the one end it gives; a range gives both."""
    return (row.low if np.isfinite(row.low) and row.low > 0 else row.high, row.high if np.isfinite(row.high) else row.low)


def standing(rows):
    """Without parts and bare ceilings, if anything else is left, and without the numbers of a rising count that a later, larger one
    has overtaken."""
    rows = [row for row in rows if not row.part] or list(rows)
    rows = [row for row in rows if row.modality != "at_most"] or rows
    overtaken = {row.claim_id for row in rows for other in rows if row.cumulative and row.last < other.first and not near(row, other)
                 and point(row)[1] < point(other)[0]}
    return [row for row in rows if row.claim_id not in overtaken]


def near(a, b):
    """Do two claims give one number, within the measure's rounding?"""
    x, y = point(a)[0], point(b)[0]
    return x == y or abs(x - y) <= a.tolerance * max(x, y)


def estimate(rows):
    """Low, best and high of some claims, each as (value, claim_id)."""
    rows = standing(rows)
    behind = lambda row, test: len({other.origin_name for other in rows if test(other)})
    ranked = [(behind(row, lambda o: point(o) == point(row)), behind(row, lambda o: near(row, o)), row.last, row.claim_id, float(point(row)[0])) for row in rows]
    best = max(ranked)
    return min((float(point(r)[0]), r.claim_id) for r in rows), (best[4], best[3]), max((float(point(r)[1]), r.claim_id) for r in rows)


def running(claims, sources, codebook, measure, clock="as_of", actors=None, lexicon=None, ready=None):
    """Low, best and high by date: one row for each day on which a claim joins, by the day it speaks of (clock='as_of') or the day its
    source appeared (clock='published'). An origin's later number replaces its earlier one. Rule: summary.RULE."""
    ready = ready if ready is not None else ready_of(claims, sources, codebook, actors, lexicon)
    data = countable(ready, measure, Places(actors, getattr(codebook, "whole", ())))
    if clock == "published":
        first, last = intervals.publication(data, sources)
        data = data.assign(last=last, first=first)
    data = data[np.abs(data["last"]) < intervals.NEVER].sort_values(["last", "first", "claim_id"])
    rows, latest = [], {}
    for day, joined in data.groupby("last", sort=True):
        for origin, mine in joined.groupby("origin_name", sort=True):
            latest[origin] = list(mine.itertuples())
        current = [row for mine in latest.values() for row in mine]
        low, best, high = estimate(current)
        rows.append([intervals.iso(day), low[0], best[0], high[0], low[1], best[1], high[1], len(latest)])
    return pd.DataFrame(rows, columns=COLUMNS)


def quantity(claims, sources, codebook, measure, discrepancies=None, actors=None, lexicon=None, ready=None):
    """The result of a quantity: low, best, high (at the last day spoken of), the claims that give them, reports, origins,
    disagreements, and one sentence. None where no source states a number as fact."""
    ready = ready if ready is not None else ready_of(claims, sources, codebook, actors, lexicon)
    data = countable(ready, measure, Places(actors, getattr(codebook, "whole", ())))
    mine = claims[claims["measure"] == measure]
    if data.empty:
        return None
    surfaces = dict(zip(data["claim_id"], data["surface"]))
    run = running(claims, sources, codebook, measure, actors=actors, ready=ready)
    low, best, high = ((float(run[c].iat[-1]), run[c + "_claim"].iat[-1]) for c in ("low", "best", "high")) if len(run) else estimate(list(data.itertuples()))
    surface = lambda claim_id: wording.quoted(surfaces[claim_id])
    reports, names = mine["source_id"].nunique(), sorted(set(mine["origin"]) - {""})
    spread = "" if reports == 1 else "; all agree" if low[0] == high[0] else f"; those that stand run from {surface(low[1])} to {surface(high[1])}"
    sentence = f"{wording.label(measure, codebook)}: {surface(best[1])} ({plural(reports, 'report')}, {plural(len(names), 'origin')}){spread}."
    return {"measure": measure, "kind": "quantity", "low": low[0], "best": best[0], "high": high[0], "low_claim": low[1], "best_claim": best[1],
            "high_claim": high[1], "as_of": run["date"].iat[-1] if len(run) else "", "reports": reports, "origins": len(names), "origin_names": names,
            "disagreements": clashes(discrepancies, measure), "claim_ids": list(data["claim_id"]), "rule": RULE, "sentence": sentence,
            "answer": (low[0], best[0], high[0])}


def clashes(discrepancies, measure):
    return 0 if discrepancies is None else int((discrepancies["measure"] == measure).sum())


def position(claims, sources, codebook, measure, discrepancies=None, rules=None):
    """The result of a position: the value most origins assert (then most reports, then the later), what else is asserted, and one
    sentence. Where each actor speaks for itself (rules), only actors count as origins, not what an outlet says of them all."""
    rules = rules if rules is not None else rules_of_topic.load()
    data = claims[(claims["measure"] == measure) & (claims["status"] != "denied") & (claims["position"] != "")]
    if data.empty:
        return None
    by_actor = rules.positions.get(measure, rules_of_topic.PositionRule()).speaks_for == "actor"
    told = data[data["attributed_to"] != ""] if by_actor and (data["attributed_to"] != "").any() else data
    last = dict(zip(data["claim_id"], intervals.as_of(data, sources)[1]))
    camps = []
    for value, group in data.groupby("position", sort=True):
        names = sorted(set(told["origin"][told["position"] == value]) - {""})
        camps.append({"value": value, "claim_ids": list(group["claim_id"]), "origins": names, "reports": group["source_id"].nunique(),
                      "last": max(last[c] for c in group["claim_id"])})
    camps.sort(key=lambda camp: (-len(camp["origins"]), -camp["reports"], -camp["last"], camp["value"]))
    leading, say = camps[0], lambda camp: wording.value_label(codebook, measure, camp["value"])
    sentence = f"{wording.label(measure, codebook)}: {say(leading)} ({plural(leading['reports'], 'report')}, {plural(len(leading['origins']), 'origin')})" \
        + (f"; also said: {wording.listed(map(say, camps[1:]))}." if camps[1:] else ".")
    return {"measure": measure, "kind": "position", "leading": leading["value"], "camps": camps, "reports": data["source_id"].nunique(),
            "origins": data["origin"].nunique(), "disagreements": clashes(discrepancies, measure), "claim_ids": leading["claim_ids"], "sentence": sentence,
            "answer": (leading["value"],)}


def dates(claims, sources, codebook, measure, discrepancies=None):
    """The result of a date: the days that all statements of fact leave open together, or the span they cover if they do not meet."""
    data = claims[(claims["measure"] == measure) & (claims["status"] == "actual") & ((claims["as_of_from"] != "") | (claims["as_of_to"] != ""))]
    if data.empty:
        return None
    first, last, _ = intervals.as_of(data, sources)
    meet = first.max() <= last.min()
    begin, end = (first.max(), last.min()) if meet else (first.min(), last.max())
    reports, names = data["source_id"].nunique(), data["origin"].nunique()
    sentence = f"{wording.label(measure, codebook)}: {intervals.words(begin, end)} ({plural(reports, 'report')}, {plural(names, 'origin')})" \
        + ("." if meet else "; the dates do not meet.")
    return {"measure": measure, "kind": "date", "from": intervals.iso(begin), "to": intervals.iso(end), "meet": bool(meet), "reports": reports, "origins": names,
            "disagreements": clashes(discrepancies, measure), "claim_ids": list(data["claim_id"]), "sentence": sentence, "answer": (intervals.iso(begin), intervals.iso(end))}


def headlines(claims, sources, codebook, measures=None, discrepancies=None, actors=None, lexicon=None):
    """The result of each measure that has one, in the order of `measures` (default: the codebook's)."""
    ready = ready_of(claims, sources, codebook, actors, lexicon)
    wanted = measures if measures is not None else [m.name for m in codebook.measures]
    out = []
    for measure in wanted:
        kind = codebook.measure(measure).kind
        if kind == "quantity":
            out.append(quantity(claims, sources, codebook, measure, discrepancies, actors, ready=ready))
        elif kind in ("position", "date"):
            out.append({"position": position, "date": dates}[kind](claims, sources, codebook, measure, discrepancies))
    return [result for result in out if result]


def two_clocks(claims, sources, codebook, measures=None, actors=None, lexicon=None):
    """Which clashes vanish once each number is placed at the day it speaks of instead of the day its source appeared.

    One row per pair of sources and origins with different numbers: relation by publication, relation by as-of, vanishes, appears.
    """
    ready = ready_of(claims, sources, codebook, actors, lexicon)
    first, last = intervals.publication(ready, sources)
    rows = []
    for measure in measures if measures is not None else sorted(set(ready["measure_name"][ready["kind"] == "quantity"])):
        data = countable(ready, measure)
        data = data.assign(told_first=first[data.index], told_last=last[data.index]).drop_duplicates(["source_id", "origin_name", "low", "high"])
        rows += clock_pairs(measure, data)
    return pd.DataFrame(rows, columns=["measure", "a", "b", "published", "as_of", "vanishes", "appears"])


def clock_pairs(measure, data):
    """The pairs of one measure on both clocks. Places and statuses are left aside, so that time alone decides."""
    a, b = np.triu_indices(len(data), 1)
    if not len(a):
        return []
    columns = {c: data[c].to_numpy() for c in ("low", "high", "status", "more", "source", "origin", "quote", "quoted", "vague", "dated")}
    words = []
    for begin, end in (("told_first", "told_last"), ("first", "last")):
        sides = [{**{c: v[side] for c, v in columns.items()}, "first": data[begin].to_numpy()[side], "last": data[end].to_numpy()[side]} for side in (a, b)]
        out = relate.relate(*sides, data["tolerance"].to_numpy()[a], data["cumulative"].to_numpy()[a], np.full(len(a), "same", dtype=object))
        words.append(out["relation"])
    ids = data["claim_id"].to_numpy()
    clash = [np.isin(w, relate.DISCREPANCIES) for w in words]
    return [{"measure": measure, "a": ids[a[i]], "b": ids[b[i]], "published": words[0][i], "as_of": words[1][i],
             "vanishes": bool(clash[0][i] and not clash[1][i]), "appears": bool(clash[1][i] and not clash[0][i])} for i in range(len(a))]


def said_by(result, claims):
    """The sources and origins behind a result, as two joined lists."""
    mine = claims[claims["claim_id"].isin(result["claim_ids"])]
    return tables.join(sorted(set(mine["source_id"]))), tables.join(sorted(set(mine["origin"])))
