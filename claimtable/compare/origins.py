"""Who says so: origins rather than outlets, who cites whom, one statement followed through outlets, and who is silent."""

import pandas as pd

from .. import intervals, tables
from . import rules
from .wording import count

ATTRIBUTES = ["surface", "modality", "status", "hedge"]  # what is set side by side when one origin is followed through outlets


def per_measure(claims):
    """One row a measure: claims, reports (sources that make one), origins behind them, and '4 reports, 3 origins'.

    Repeating a source adds no origin: an outlet that only relays counts as a report, never as an origin.
    """
    rows = []
    for measure, group in claims.groupby("measure", sort=True):
        reports, names = group["source_id"].nunique(), sorted(set(group["origin"]) - {""})
        rows.append({"measure": measure, "claims": len(group), "reports": reports, "origins": len(names),
                     "origin_names": tables.join(names),
                     "sentence": f"{count(reports, 'report')}, {count(len(names), 'origin')}"})
    return pd.DataFrame(rows, columns=["measure", "claims", "reports", "origins", "origin_names", "sentence"])


def shared_values(claims, least_digits=3):
    """Numbers too particular to agree by chance: the same value of the same measure, of at least three significant digits, in two sources
    or more. They hint at one origin behind two outlets."""
    data = claims[claims["low"].notna() & (claims["low"] == claims["high"])]
    data = data[data["low"].map(lambda value: digits(value) >= least_digits).astype(bool)]
    alike = [(key, group) for key, group in data.groupby(["measure", "low"], sort=True) if group["source_id"].nunique() > 1]
    rows = [{"measure": measure, "value": value, "source_ids": tables.join(sorted(set(group["source_id"]))),
             "claim_ids": tables.join(group["claim_id"])} for (measure, value), group in alike]
    return pd.DataFrame(rows, columns=["measure", "value", "source_ids", "claim_ids"])


def digits(value):
    """How many significant digits a number has: 12000.0 => 2."""
    return len(f"{value:.10g}".replace(".", "").strip("0"))


def hedge_drift(claims, sources):
    """One origin's statement of one measure (for a position: of one value) in several sources, side by side, oldest first; `change` says
    what a later source lost, gained or altered against the first."""
    begun, _ = intervals.publication(claims, sources)
    first, last, _ = intervals.as_of(claims, sources)
    data = claims.assign(begun=begun, first=first, last=last)[(claims["attributed_to"] != "").to_numpy()]
    data = data.sort_values(["begun", "source_id", "start"])
    rows = []
    columns = ["claim_id", "source_id", *ATTRIBUTES, "attributed_to"]
    for (origin, measure, position), group in data.groupby(["origin", "measure", "position"], sort=True):
        firsts = group.drop_duplicates("source_id")
        if len(firsts) < 2:
            continue
        told = firsts.to_dict("records")
        for claim in told:
            rows.append({"origin": origin, "measure": measure, "position": position, **{c: claim[c] for c in columns},
                         "change": drift(told[0], claim) if claim is not told[0] else ""})
    return pd.DataFrame(rows, columns=["origin", "measure", "position", *columns, "change"])


def drift(first, later):
    """What became of a statement: 'hedge lost (reportedly); number changed from up to 3,000 to 3,000'."""
    out = []
    if first["hedge"] != later["hedge"]:
        if not later["hedge"]:
            out.append(f"hedge lost ({first['hedge']})")
        elif not first["hedge"]:
            out.append(f"hedge gained ({later['hedge']})")
        else:
            out.append(f"hedge changed from {first['hedge']} to {later['hedge']}")
    if not equal(first["low"], later["low"]) or not equal(first["high"], later["high"]):
        apart = later["kind"] == "quantity" and (first["last"] < later["first"] or later["last"] < first["first"])
        another = f"number of another day: {later['surface']}"
        out.append(another if apart else f"number changed from {first['surface']} to {later['surface']}")
    for what in ("modality", "status"):
        if first[what] != later[what]:
            out.append(f"{what} changed from {first[what].replace('_', ' ') or 'none'} to {later[what].replace('_', ' ') or 'none'}")
    return "; ".join(out) or "unchanged"


def equal(a, b):
    return a == b or (pd.isna(a) and pd.isna(b))


def silence(claims, sources, measures=None, cross=None):
    """measure x source, one row each: state says | perhaps_too_early | omits, and why.

    Perhaps too early: it appeared before the day by which the matter had surely happened, the earliest end of the days that any
    statement of fact speaks of ("this fall": the end of it), and the text fixes that day (what is taken from a publication may be old,
    and so may what somebody worked out). Any other silent source omits the matter. Silence is never agreement.
    cross: the topic's rules on claims of different measures (default: those of checks.yaml), see `telling`.
    """
    fact = claims[(claims["status"] == "actual").to_numpy()]
    fact = pd.concat([fact, *telling(fact, rules.load().cross if cross is None else cross)], ignore_index=True)
    first, last, stated_day = intervals.as_of(fact, sources)
    given = stated_day & (fact["as_of_basis"] != "inferred").to_numpy()
    fact = fact.assign(sure=intervals.so_far(fact, sources, first, last), stated=given).sort_values(["sure", "stated"])
    begins = {row.measure: (row.sure, row.stated) for row in fact.drop_duplicates("measure").itertuples()}
    _, done = intervals.ends(sources["published_from"], sources["published_to"])
    spoken = claims.groupby(["measure", "source_id"])["claim_id"].agg(list).to_dict()
    rows = []
    for measure in measures if measures is not None else sorted(set(claims["measure"])):
        known_from, given = begins.get(measure, (intervals.EVER, False))
        for source, last in zip(sources["source_id"], done):
            ids = spoken.get((measure, source), [])
            state = "says" if ids else "perhaps_too_early" if given and last < known_from else "omits"
            known = f"{intervals.words(known_from, known_from)}, the day by which anyone says that it had happened"
            why = {"says": count(len(ids), "claim"), "omits": "does not mention it",
                   "perhaps_too_early": f"appeared before {known}"}[state]
            rows.append({"measure": measure, "source_id": source, "state": state, "why": why, "claim_ids": tables.join(ids)})
    return pd.DataFrame(rows, columns=["measure", "source_id", "state", "why", "claim_ids"])


def telling(fact, cross):
    """Statements of fact that tell of what another measure dates, under that measure's name: whoever says that a thing happens could
    know it, though he gives no date. A topic's rules hold such a position against the date ("fighting" before the day of the fighting)."""
    dates = set(fact["measure"][(fact["kind"] == "date").to_numpy()])
    telling_of = [(rule.between, rule.and_) for rule in cross] + [(rule.and_, rule.between) for rule in cross]
    pairs = [(side, dated) for side, dated in telling_of if dated.measure in dates and side.positions]
    rows_of = lambda side: fact[((fact["measure"] == side.measure) & fact["position"].isin(side.positions)).to_numpy()]
    return [rows_of(side).assign(measure=dated.measure) for side, dated in pairs]
