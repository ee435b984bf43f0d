"""Checks on the calendar: elapsed times, dates, their order, weekdays, and days that lie after the source that names them."""

import calendar
import re
from types import SimpleNamespace

from .. import intervals
from . import verdicts, wording
from .rules import DAYS_IN, Side

WEEKDAY, MONTH = "|".join(calendar.day_name), "|".join(filter(None, calendar.month_name))
WHEN = re.compile(rf"\b(?:(?:{WEEKDAY}),? )?(?:\d\d?(?:st|nd|rd|th)? (?:of )?)?(?:{MONTH})\b|\b(?:{WEEKDAY})\b"
                  r"|\b(?i:yesterday|today|tonight|tomorrow|last night|ago)\b")

BESIDE = re.compile(rf"\b(?:{WEEKDAY}),? (?:the )?(?:\d\d?(?:st|nd|rd|th)? (?:of )?)?(?:{MONTH})\b")


def fact_days(fact):
    """'2024-10-22/2024-10-24' => (first day, last day) since 1970-01-01."""
    ends = str(fact.value).split("/")
    return intervals.days(ends[0])[0], intervals.days(ends[-1])[1]


def elapsed(book, rule):
    """The time from the fact to each claim's date, in the rule's unit, against the number the claim gives."""
    fact = book.facts[rule.fact]
    start, _ = fact_days(fact)
    for claim in book.chosen(rule.side, rule.source):
        unit = DAYS_IN[rule.unit]
        spans = [(day - start + rule.count_from_one) for day in (claim.first, claim.last)]
        low, high = (span / unit for span in spans)
        amount = extent(low, high)
        if rule.count_from_one:
            counted = f"day {amount}, counting {intervals.words(start, start)} as day 1"
        else:
            counted = f"{extent(*spans)} days" + ("" if unit == 1 else f" = {amount} {rule.unit}")
        sum_ = (f"from {intervals.words(start, start)} to {intervals.words(claim.first, claim.last)}: {counted}; "
                f"stated: {wording.quoted(claim.surface)}")
        if claim.status == "expected":
            due = start + int(claim.value_high * unit) - rule.count_from_one
            good = 0 <= claim.value_high - high <= max(rule.tolerance * claim.value_high, 0)
            later = extent((claim.value_high - high) * unit, (claim.value_high - low) * unit)
            sum_ += f", which falls on {intervals.words(due, due)}, {later} days later"
        else:
            good = near(claim, low, high, rule.tolerance)
        why = rule.why or ("the time that passed fits the words" if good else "the time that passed does not fit the words")
        why += verdicts.proviso(rule, good)
        yield verdicts.result(rule, [claim], verdicts.said(claim), sum_, verdicts.verdict(rule, good), why, [fact.id])


def extent(low, high):
    """(71.47, 71.52) => '71.5'; (979, 980) => '979 to 980'."""
    ends = [verdicts.number(low), verdicts.number(high)]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)


def near(claim, low, high, tolerance):
    """Does a span of time fit the number? A rounded number stands for half a unit to either side."""
    slack = max(0.5, tolerance * high) if claim.modality != "at_least" else 0
    return low - slack <= claim.value_high and claim.value_low <= high + slack


def date(book, rule):
    """Each claimed date against the fact's day. A claim dated only by its publication holds if the source appeared by then."""
    fact = book.facts[rule.fact]
    first, last = fact_days(fact)
    for claim in book.chosen(rule.side, rule.source):
        meets = claim.first <= last and first <= claim.last
        gap = max(claim.first - last, first - claim.last)
        how = "they meet" if meets else f"{wording.days_gap(gap)} apart"
        computation = (f"{wording.quoted(claim.surface)} = {intervals.words(claim.first, claim.last)}; "
                       f"the fact: {intervals.words(first, last)}; {how}")
        outcome = verdicts.unless_read_so(rule, meets)
        why = rule.why or f"the date {'agrees' if meets else 'does not agree'} with the record{verdicts.record(fact)}"
        if not meets:
            why += verdicts.only_if(rule)
        elif not claim.stated and claim.kind != "date" and claim.first < first:
            outcome = verdicts.HOLDS_IF
            why = f"it fits only if the source appeared on {intervals.words(first, claim.last)}"
        yield verdicts.result(rule, [claim], verdicts.said(claim), computation, outcome, why, [fact.id])


def order(book, rule):
    """Every claim of `measure` against every claim of `other` in the same source, or, where a source lacks one, in the others: the
    first must be able to come before the second."""
    other = Side(measure=rule.other, positions=rule.other_positions, status=["actual", "unverified"])
    begun, followed = book.chosen(rule.side, rule.source), book.chosen(other, rule.source)
    if not begun or not followed:
        return
    start = min(begun, key=lambda claim: (claim.first, claim.claim_id))
    rows = []
    for claim in sorted(followed, key=lambda claim: (claim.first, claim.claim_id)):
        good = start.first <= claim.last
        gap = abs(claim.last - start.first)
        how = "in order" if good else f"{wording.days_gap(gap)} the wrong way round"
        computation = (f"{wording.quoted(start.surface)} (source {start.source_id}): {intervals.words(start.first, start.last)}; "
                       f"{wording.quoted(claim.surface)} (source {claim.source_id}): {intervals.words(claim.first, claim.last)}"
                       f"{'' if claim.stated else ', its publication'}; {how}")
        outcome = verdicts.unless_read_so(rule, good)
        if not good:
            why = rule.why + verdicts.only_if(rule)
        elif claim.first < start.first and not claim.stated:
            outcome = verdicts.HOLDS_IF
            why = f"{rule.why}; it fits only within {intervals.words(start.first, claim.last)}"
        else:
            why = "what must come first can have come first"
        rows.append(verdicts.result(rule, [claim, start], f"{verdicts.said(claim)}; {verdicts.said(start)}", computation, outcome, why))
    yield from [row for row in rows if row["verdict"] != verdicts.HOLDS] or rows[:1]


def overtaken(book, rule):
    """A source that still calls a thing open, against the day it was settled."""
    fact = book.facts[rule.fact]
    day, _ = fact_days(fact)
    for claim in book.chosen(rule.side, rule.source):
        stale = claim.begun > day
        gap = f"{claim.begun - day} to {claim.done - day}" if claim.begun != claim.done else str(claim.begun - day)
        computation = f"published {intervals.words(claim.begun, claim.done)}; settled {intervals.words(day, day)}, " \
            + (f"{gap} days earlier" if stale else "not yet settled then")
        yield verdicts.result(rule, [claim], verdicts.said(claim), computation, verdicts.FAILS if stale else verdicts.HOLDS,
                              rule.why or ("the words were out of date when they appeared" if stale else "it was still open"), [fact.id])


def published_before(book):
    """No statement of fact may speak of days after its source appeared; one row for all that keep to it, one for each that does not."""
    rule = SimpleNamespace(id="dates-before-publication", kind="date")
    stated = [claim for claim in book.rows if claim.stated and claim.status == "actual"]
    late = [claim for claim in stated if claim.first > claim.done]
    for claim in late:
        yield verdicts.result(rule, [claim], verdicts.said(claim),
                              f"speaks of {intervals.words(claim.first, claim.last)}; published {intervals.words(claim.begun, claim.done)}",
                              verdicts.FAILS, "a statement of fact about days after its source appeared")
    kept = len(stated) - len(late)
    if kept:
        give = "statement of fact gives" if kept == 1 else "statements of fact give"
        speak = "speaks" if len(stated) == 1 else "speak"
        shown = f"{kept} of {len(stated)} {speak} of days no later than the source"
        why = "the others keep to it" if late else "nothing is stated as a fact about days after its source appeared"
        yield verdicts.result(rule, [], f"{kept} {give} the day spoken of", shown, verdicts.HOLDS, why)


def weekdays(book):
    """Where a sentence names a weekday and its claim is dated to a day: is that day such a weekday? What the rules dated can only fail
    where the weekday stands beside its date ("Monday, 10 May"): else the weekday may be another day's ("yesterday the toll of Monday's
    quake rose"), as it may wherever the sentence speaks of several days."""
    rule, seen = SimpleNamespace(id="weekday", kind="weekday"), {}
    for claim in book.rows:
        if claim.as_of_basis == "stated" and claim.first == claim.last:
            names = [day for day in calendar.day_name if re.search(rf"\b{day}\b", claim.quote)]
            if names:
                begin = claim.start - claim.quote.find(claim.surface)  # of the sentence
                seen.setdefault((claim.source_id, begin, claim.first), (names, []))[1].append(claim)
    for (_, _, day), (names, claims) in sorted(seen.items(), key=lambda item: item[1][1][0].claim_id):
        actual = calendar.day_name[(day + 3) % 7]  # 1 January 1970 was a Thursday
        good = actual in names
        by_hand = any(claim.coded_by == "hand" for claim in claims)
        if not good and (len(WHEN.findall(claims[0].quote)) > 1 or not (by_hand or BESIDE.search(claims[0].quote))):
            continue
        yield verdicts.result(rule, claims, f"source {claims[0].source_id} names {wording.listed(names)}",
                              f"{intervals.words(day, day)} was a {actual}", verdicts.HOLDS if good else verdicts.FAILS,
                              "the weekday and the date agree" if good else "the weekday and the date do not agree")
