"""Checks on arithmetic and on the map: parts and totals, shares of a base, products, facts, distances."""

import math

import numpy as np
from geographiclib.geodesic import Geodesic

from . import arithmetic, verdicts, wording
from .rules import KM_PER, Side


def apart(one, other):
    """How far apart two numbers are, as everywhere in the report."""
    return wording.gap(max(one, other) / min(one, other)) if min(one, other) > 0 else "beyond any ratio"


def listed_gaps(number, near, far):
    """'6% to 15%', of a number and the nearest and the furthest of others."""
    return " to ".join(dict.fromkeys((apart(number, near), apart(number, far))))


def parts(book, rule):
    """A number and the additions to it in one source, summed, against the totals of other sources."""
    for found in arithmetic.sums(book.claims, rule.measure):
        parts_, totals = found["parts"], found["totals"]
        shown = " + ".join(wording.quoted(part.surface) for part in parts_)
        computation = f"{shown} = {verdicts.number(found['sum'])}"
        told = wording.few(totals)  # the nearest
        for total in told:
            gap = found["sum"] - total.value_low
            computation += f"; source {total.source_id} has {wording.quoted(total.surface)}: " \
                + (f"the parts are {verdicts.number(abs(gap))} {'more' if gap > 0 else 'less'} ({apart(found['sum'], total.value_low)} apart)" if gap else "equal")
        computation += f"; {len(totals) - len(told)} more sources" if len(told) < len(totals) else ""
        if not totals:
            outcome, why = verdicts.CANNOT, "no other source gives a total to hold the parts against"
        else:
            near, *_, far = sorted([t.value_low for t in totals] * 2, key=lambda total: abs(math.log(found["sum"] / total)))
            good = 1 - min(near, found["sum"]) / max(near, found["sum"]) <= rule.tolerance
            outcome = verdicts.HOLDS if good else verdicts.HOLDS_IF if rule.holds_if else verdicts.FAILS
            why = "the parts add up to the total" if good else f"the parts add up to {'more than every' if found['sum'] > max(near, far) else 'less than every' if found['sum'] < min(near, far) else 'no'} total, {listed_gaps(found['sum'], near, far)} apart" \
                + (f"; both hold if {rule.holds_if}" if rule.holds_if else "")
        yield verdicts.result(rule, [*parts_, *told], "; ".join(map(verdicts.said, parts_)), computation, outcome, why)


def share(book, rule):
    """What a share of each base on record would be; held against claims that state the result outright, if there are any."""
    bases = arithmetic.totals_of(book.claims, rule.other)
    stated = book.chosen(Side(measure=rule.against, status=["actual"])) if rule.against else []
    for claim in book.chosen(rule.side, rule.source):
        amount = claim.value_low if np.isfinite(claim.value_low) and claim.value_low > 0 else claim.value_high
        results = [(name, base, amount / 100 * base, ids) for name, base, ids in bases]
        if not results:
            continue
        computation = "; ".join(wording.among(f"{wording.quoted(claim.surface)} of {name} = {verdicts.bounded(claim, out)}" for name, _, out, _ in results))
        low, high = min(r[2] for r in results), max(r[2] for r in results)
        if stated:
            fitting = sorted(stated, key=lambda other: not verdicts.fits(other, low, high, rule.tolerance)) if len(wording.few(stated)) < len(stated) else stated
            good = any(verdicts.fits(other, low, high, rule.tolerance) for other in stated)
            computation += "; stated outright: " + ", ".join(wording.among(f"{wording.quoted(o.surface)} (source {o.source_id})" for o in fitting))
            outcome, why = verdicts.verdict(rule, good), "the share and the stated number fit together" if good else "the share and the stated number do not fit together"
        else:
            outcome, why = verdicts.CANNOT, rule.why or "no source says of how many, and none states the number outright"
        bases_told = {i for r in wording.few(results) for i in wording.few(r[3])}
        used = [c for c in book.rows if c.claim_id in bases_told]
        yield verdicts.result(rule, [claim, *used, *(wording.few(fitting) if stated else [])], verdicts.said(claim), computation, outcome, why)


def product(book, rule):
    """One number times another, for the reader to judge; nothing states it, so nothing is proved."""
    bases = arithmetic.totals_of(book.claims, rule.other)
    for claim in book.chosen(rule.side, rule.source):
        if not bases or not np.isfinite(claim.value_high):
            continue
        computation = "; ".join(wording.among(f"{wording.quoted(claim.surface)} × {name} = {verdicts.bounded(claim, claim.value_high * base)} {rule.unit}".rstrip() for name, base, _ in bases))
        yield verdicts.result(rule, [claim], verdicts.said(claim), computation, verdicts.CANNOT,
                              rule.why or "no source states the product, so there is nothing to hold it against")


def value(book, rule):
    """The number claimed against the fact's."""
    fact = book.facts[rule.fact]
    wanted = float(fact.value)
    known = f"the fact: {'rank ' if fact.unit == 'rank' else ''}{verdicts.number(wanted)}"
    for claim in book.chosen(rule.side, rule.source):
        if not np.isfinite(claim.value_low) and not np.isfinite(claim.value_high):
            yield verdicts.result(rule, [claim], verdicts.said(claim), f"no number stated; {known}", verdicts.CANNOT,
                                  "the words give no number to check", [fact.id])
            continue
        good = verdicts.fits(claim, wanted, wanted, rule.tolerance)
        computation = f"stated: {wording.quoted(claim.surface)}; {known}" \
            + (f"; {apart(wanted, claim.value_high)} apart" if np.isfinite(claim.value_high) and wanted and claim.value_high != wanted else "")
        yield verdicts.result(rule, [claim], verdicts.said(claim), computation, verdicts.verdict(rule, good),
                              rule.why or f"the number {'agrees' if good else 'does not agree'} with the record{verdicts.record(fact)}", [fact.id])


def kilometers(book, a, b):
    """The shortest way over the ellipsoid between two places of actors.yaml (WGS84; Karney 2013), or None without coordinates."""
    points = [book.places.points.get(name) for text in (a, b) for name in book.places.find(text)[:1]]
    if len(points) < 2 or None in points:
        return None
    return Geodesic.WGS84.Inverse(*points[0], *points[1])["s12"] / 1000


def distance(book, rule):
    """The distance on the map against the number claimed. A way on the ground is never shorter than that."""
    straight = kilometers(book, *rule.route)
    unit = KM_PER[rule.unit or "km"]
    for claim in book.chosen(rule.side, rule.source):
        statement = verdicts.said(claim)
        if straight is None:
            yield verdicts.result(rule, [claim], statement, "no coordinates", verdicts.CANNOT, "actors.yaml has no coordinates for both places")
            continue
        low, high = claim.value_low * unit, claim.value_high * unit
        good = low * (1 - rule.tolerance) <= straight <= high * (1 + rule.tolerance)
        computation = f"{rule.route[0]} to {rule.route[1]} in a straight line: {straight:,.0f} km; stated: {wording.quoted(claim.surface)} km, " \
            + (f"{apart(high, straight)} more" if high > straight else f"the map has {apart(high, straight)} more")
        facts = [book.facts[name] for name in filter(None, [rule.fact, *rule.facts])]
        computation += "".join(f"; {fact.statement.rstrip('.')}" for fact in facts)
        why = ("the distance on the map fits" if good else "the distance on the map does not fit") + (f", if {rule.holds_if}" if good and rule.holds_if else "")
        yield verdicts.result(rule, [claim], statement, computation, verdicts.verdict(rule, good), why, [fact.id for fact in facts])


def spread(book, rule):
    """One number for things in several places: how far apart the places are."""
    apart = kilometers(book, *rule.route)
    for claim in book.chosen(rule.side, rule.source) if apart is not None else []:
        computation = f"{rule.route[0]} and {rule.route[1]} (chief towns) are {apart:,.0f} km apart; stated for both: {wording.quoted(claim.surface)}"
        yield verdicts.result(rule, [claim], verdicts.said(claim), computation,
                              verdicts.HOLDS_IF if rule.holds_if else verdicts.CANNOT, f"{rule.why}; it holds only if {rule.holds_if}" if rule.holds_if else rule.why)
