"""What every check needs: the claims laid out for looking up, the four verdicts, and the row that a check writes."""

import numpy as np

from .. import intervals, tables
from . import wording

HOLDS, HOLDS_IF, FAILS, CANNOT = "holds", "holds_if", "fails", "cannot_be_checked"


class Book:
    """The claims with their value and day intervals, the facts by id, and the places: what every check looks things up in."""

    def __init__(self, claims, sources, codebook, places, facts, texts):
        low, high = intervals.values(claims)
        first, last, stated = intervals.as_of(claims, sources)
        begun, done = intervals.publication(claims, sources)
        self.claims = claims.assign(
            value_low=low, value_high=high, more=intervals.additions(claims), first=first, last=last, stated=stated, begun=begun, done=done)
        self.rows = list(self.claims.itertuples())
        self.sources, self.codebook, self.places, self.texts = sources, codebook, places, texts
        self.facts = {fact.id: fact for fact in (facts.facts if facts else [])}

    def chosen(self, side, source=""):
        """The claims a rules.Side speaks of, in one source or in all, as a list of rows."""
        wanted = {name for text in side.places for name in self.places.find(text)}
        return [row for row in self.rows if row.measure == side.measure and source in ("", row.source_id)
                and (not side.positions or row.position in side.positions) and (not side.status or row.status in side.status)
                and (not side.origins or row.origin in side.origins) and (not wanted or wanted & set(self.places.find(row.place)))]


def verdict(rule, good):
    """A claim that computes is `holds`, or `holds_if` where the rule knows it holds only under one reading."""
    return (HOLDS_IF if rule.holds_if else HOLDS) if good else FAILS


def unless_read_so(rule, good):
    """What does not compute `fails`, or `holds_if` where the rule names the reading under which it holds."""
    return HOLDS if good else HOLDS_IF if rule.holds_if else FAILS


def only_if(rule):
    """'; it holds only if …': the reading that a rule names, for the end of an explanation; '' where it names none."""
    return f"; it holds only if {rule.holds_if}" if rule.holds_if else ""


def proviso(rule, good):
    """', if …': the same behind what computes."""
    return f", if {rule.holds_if}" if good and rule.holds_if else ""


def result(rule, claims, statement, computation, outcome, explanation, facts=()):
    """One row of the checks table."""
    ids = [claim.claim_id for claim in claims]
    suffix = "-" + ids[0].replace(":", "-") if ids else ""
    return {"check_id": f"{rule.id}{suffix}", "kind": rule.kind, "claim_ids": tables.join(ids), "statement": statement,
            "computation": computation, "verdict": outcome, "fact_ids": tables.join(facts), "explanation": wording.sentence(explanation)}


def single(rule, *cells):
    """The same of a rule that makes one row: its id is the rule's."""
    return {**result(rule, *cells), "check_id": rule.id}


def record(fact):
    """' (Deutsche Welle)': who published the fact that a claim is held against."""
    return f" ({fact.citation.publisher})" if fact.citation.publisher else ""


def said(claim):
    """'source 000: “about 5”' — whose words are checked."""
    return f"source {claim.source_id}: {wording.quoted(claim.surface)}"


def number(value):
    """4360.0 => '4,360'; 21800000 => '21.8 million'; 4.57 => '4.6'."""
    if abs(value) >= 1e6:
        return f"{value / 1e6:,.2f}".rstrip("0").rstrip(".") + " million"
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.1f}"


BOUND = {"at_least": "over ", "at_most": "up to ", "approximately": "about "}


def bounded(claim, value):
    """What follows from a bounded number is bounded in the same way: 40% and more of 11,500 => 'over 4,600'."""
    return BOUND.get(claim.modality, "") + number(value)


def fits(claim, low, high, tolerance):
    """Can the claim and the interval (low, high) both be true, given rounding? Both widened by the tolerance."""
    slack = 1 + (tolerance if claim.modality in ("approximately", "exact", "range", "vague") else 0)
    return claim.value_low <= high * slack and low <= claim.value_high * slack and np.isfinite(low)
