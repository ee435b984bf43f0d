"""Parts and totals: what a source's number and its additions come to, and which totals other sources give.

The claims come with value_low, value_high (numbers to compare), first, last (days) and more (is it an addition?)."""

import numpy as np

from . import wording


def whole_claims(claims, measure):
    """Statements of fact of one measure with a finite value: (rows that stand alone, rows that add to another)."""
    data = claims[(claims["measure"] == measure) & (claims["status"] == "actual") & (claims["modality"] != "vague")]
    data = data[np.isfinite(data["value_high"])]
    return data[~data["more"]], data[data["more"]]


def sums(claims, measure):
    """For each source with an addition: its parts (the number before it in the text, and the additions), their sum, and the totals
    that other sources give and that could be the same whole (between the sum's half and its double, not earlier than the parts)."""
    alone, more = whole_claims(claims, measure)
    found = []
    for source, added in more.sort_values("start").groupby("source_id"):
        before = alone[(alone["source_id"] == source) & (alone["start"] < added["start"].iat[0])]
        if before.empty:
            continue
        parts = [*before.sort_values("start").tail(1).itertuples(), *added.itertuples()]
        total = sum(part.value_high for part in parts)
        others = alone[(alone["source_id"] != source) & (alone["modality"] != "at_most") & alone["value_low"].between(total / 2, total * 2)
                       & (alone["last"] >= parts[0].first)]
        nearest = others.assign(gap=(others["value_low"] - total).abs()).sort_values(["gap", "claim_id"])
        nearest = nearest.drop_duplicates(["source_id", "value_low"])
        found.append({"source": source, "parts": parts, "sum": total, "totals": list(nearest.itertuples())})
    return found


def totals_of(claims, measure):
    """The bases on record, largest first: [(words, value, claim ids)]: sums of parts, and the latest number of every other source,
    unless it is less than half of the largest (an early count is no base for a later share)."""
    alone, _ = whole_claims(claims, measure)
    found = sums(claims, measure)
    out = [(f"the sum in source {s['source']} ({s['sum']:,.0f})", s["sum"], [p.claim_id for p in s["parts"]]) for s in found]
    latest = alone[~alone["source_id"].isin({s["source"] for s in found}) & (alone["modality"] != "at_most")]
    latest = latest.sort_values(["last", "start"]).drop_duplicates("source_id", keep="last")
    for value, group in latest.groupby("value_low"):
        names = ", ".join(wording.among(f"source {s}" for s in group["source_id"]))
        out.append((f"“{group['surface'].iat[0]}” ({names})", value, list(group["claim_id"])))
    largest = max((value for _, value, _ in out), default=0)
    return sorted([item for item in out if item[1] >= largest / 2], key=lambda item: -item[1])
