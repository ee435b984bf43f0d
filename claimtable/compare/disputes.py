"""Which positions of a question stand against each other, and which nobody disputes."""

from .. import tables
from . import rules


def excluded(measure):
    """The pairs of positions that the topic's rules say cannot both hold."""
    rule = rules.load().positions.get(measure, rules.PositionRule())
    return {frozenset((a, b)) for exclusion in rule.exclude for a in exclusion.sides[0] for b in exclusion.sides[1]}


def opposed(case, result):
    """(camps that clash with the leading one: a rule says that both cannot hold, and a discrepancy that they meet; the others)."""
    leading, *rest = [(camp, set(camp["claim_ids"])) for camp in result["camps"]]
    clashes = [set(tables.split(cell)) for cell in case.discrepancies[case.discrepancies.measure == result["measure"]].claim_ids]
    apart = excluded(result["measure"])
    against = [camp for camp, ids in rest if frozenset((leading[0]["value"], camp["value"])) in apart
               and any(clash & leading[1] and clash & ids for clash in clashes)]
    return against, [camp for camp, _ in rest if camp not in against]


def only_tense(case, result, camp):
    """Can a camp that stands against the leading one be true beside it, as every discrepancy between the two says?"""
    sides = [set(result["camps"][0]["claim_ids"]), set(camp["claim_ids"])]
    rows = case.discrepancies[case.discrepancies.measure == result["measure"]]
    between = [row for row in rows.itertuples() if all(side & set(tables.split(row.claim_ids)) for side in sides)]
    return all(row.gap == "in tension" for row in between)


def first(case, camps, most):
    """(camps that are shown, camps that are left out): every camp that some discrepancy is about, and of the others the first, up to `most`
    in all; one alone is never left out."""
    clashing = {i for cell in case.discrepancies.claim_ids for i in tables.split(cell)}
    apart = [bool(clashing & set(camp["claim_ids"])) for camp in camps]
    room = max(most - sum(apart), 0)
    calm = [camp for camp, hit in zip(camps, apart) if not hit]
    left = calm[room:] if len(calm) > room + 1 else []
    return [camp for camp in camps if camp not in left], left
