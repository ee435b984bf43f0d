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
        told = wording.few(totals)  # the nearest
        sums = [f"{shown} = {verdicts.number(found['sum'])}", *(_beside(found["sum"], total) for total in told)]
        sums += [f"{len(totals) - len(told)} more sources"] if len(told) < len(totals) else []
        outcome, why = _added_up(rule, found["sum"], [total.value_low for total in totals])
        yield verdicts.result(rule, [*parts_, *told], "; ".join(map(verdicts.said, parts_)), "; ".join(sums), outcome, why)


def _beside(number, total):
    """'source 001 has “3,000”: the parts are 500 more (16% apart)'."""
    gap = number - total.value_low
    if not gap:
        how = "equal"
    else:
        more = "more" if gap > 0 else "less"
        how = f"the parts are {verdicts.number(abs(gap))} {more} ({apart(number, total.value_low)} apart)"
    return f"source {total.source_id} has {wording.quoted(total.surface)}: {how}"


def _added_up(rule, number, totals):
    """(verdict, why) of a sum against all totals: the nearest decides."""
    if not totals:
        return verdicts.CANNOT, "no other source gives a total to hold the parts against"
    near, *_, far = sorted(totals * 2, key=lambda total: abs(math.log(number / total)))
    good = 1 - min(near, number) / max(near, number) <= rule.tolerance
    if good:
        why = "the parts add up to the total"
    else:
        which = "more than every" if number > max(near, far) else "less than every" if number < min(near, far) else "no"
        why = f"the parts add up to {which} total, {listed_gaps(number, near, far)} apart"
    return verdicts.unless_read_so(rule, good), why + (f"; both hold if {rule.holds_if}" if rule.holds_if else "")


def share(book, rule):
    """What a share of each base on record would be; held against claims that state the result outright, if there are any."""
    bases = arithmetic.totals_of(book.claims, rule.other)
    stated = book.chosen(Side(measure=rule.against, status=["actual"])) if rule.against else []
    for claim in book.chosen(rule.side, rule.source):
        amount = claim.value_low if np.isfinite(claim.value_low) and claim.value_low > 0 else claim.value_high
        results = [(name, base, amount / 100 * base, ids) for name, base, ids in bases]
        if not results:
            continue
        of_each = (f"{wording.quoted(claim.surface)} of {name} = {verdicts.bounded(claim, out)}" for name, _, out, _ in results)
        computation = "; ".join(wording.among(of_each))
        fitting = []
        if stated:
            low, high = min(r[2] for r in results), max(r[2] for r in results)
            fits = lambda other: verdicts.fits(other, low, high, rule.tolerance)
            # Where not all can be named, those that fit come first.
            fitting = sorted(stated, key=lambda other: not fits(other)) if len(wording.few(stated)) < len(stated) else stated
            outright = (f"{wording.quoted(other.surface)} (source {other.source_id})" for other in fitting)
            computation += "; stated outright: " + ", ".join(wording.among(outright))
            good = any(map(fits, stated))
            outcome = verdicts.verdict(rule, good)
            why = "the share and the stated number fit together" if good else "the share and the stated number do not fit together"
        else:
            outcome, why = verdicts.CANNOT, rule.why or "no source says of how many, and none states the number outright"
        bases_told = {i for r in wording.few(results) for i in wording.few(r[3])}
        used = [c for c in book.rows if c.claim_id in bases_told]
        yield verdicts.result(rule, [claim, *used, *wording.few(fitting)], verdicts.said(claim), computation, outcome, why)


def product(book, rule):
    """One number times another, for the reader to judge; nothing states it, so nothing is proved."""
    bases = arithmetic.totals_of(book.claims, rule.other)
    for claim in book.chosen(rule.side, rule.source):
        if not bases or not np.isfinite(claim.value_high):
            continue
        unit = f" {rule.unit}" if rule.unit else ""
        products = (f"{wording.quoted(claim.surface)} × {name} = {verdicts.bounded(claim, claim.value_high * base)}{unit}"
                    for name, base, _ in bases)
        computation = "; ".join(wording.among(products))
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
        differs = np.isfinite(claim.value_high) and wanted and claim.value_high != wanted
        gap = f"; {apart(wanted, claim.value_high)} apart" if differs else ""
        computation = f"stated: {wording.quoted(claim.surface)}; {known}{gap}"
        why = rule.why or f"the number {'agrees' if good else 'does not agree'} with the record{verdicts.record(fact)}"
        yield verdicts.result(rule, [claim], verdicts.said(claim), computation, verdicts.verdict(rule, good), why, [fact.id])


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
            yield verdicts.result(rule, [claim], statement, "no coordinates", verdicts.CANNOT,
                                  "actors.yaml has no coordinates for both places")
            continue
        low, high = claim.value_low * unit, claim.value_high * unit
        good = low * (1 - rule.tolerance) <= straight <= high * (1 + rule.tolerance)
        gap = f"{apart(high, straight)} more" if high > straight else f"the map has {apart(high, straight)} more"
        computation = (f"{rule.route[0]} to {rule.route[1]} in a straight line: {straight:,.0f} km; "
                       f"stated: {wording.quoted(claim.surface)} km, {gap}")
        facts = [book.facts[name] for name in filter(None, [rule.fact, *rule.facts])]
        computation += "".join(f"; {fact.statement.rstrip('.')}" for fact in facts)
        why = ("the distance on the map fits" if good else "the distance on the map does not fit") + verdicts.proviso(rule, good)
        yield verdicts.result(rule, [claim], statement, computation, verdicts.verdict(rule, good), why, [fact.id for fact in facts])


def spread(book, rule):
    """One number for things in several places: how far apart the places are."""
    apart = kilometers(book, *rule.route)
    for claim in book.chosen(rule.side, rule.source) if apart is not None else []:
        computation = (f"{rule.route[0]} and {rule.route[1]} (chief towns) are {apart:,.0f} km apart; "
                       f"stated for both: {wording.quoted(claim.surface)}")
        outcome = verdicts.HOLDS_IF if rule.holds_if else verdicts.CANNOT
        yield verdicts.result(rule, [claim], verdicts.said(claim), computation, outcome, rule.why + verdicts.only_if(rule))
