"""Claims tested against the calendar, arithmetic, the map and facts: a verdict each, with the computation shown.

Which checks apply is data (checks.yaml, read by rules.py); facts are cited in facts.yaml. Verdicts: holds · holds_if (a reading
under which it holds, which is named) · fails · cannot_be_checked. A check never changes a claim.

kind       keys it needs                                what it tests
elapsed    measure, fact (a day), unit                  time since the fact, at the claim's date, against the number claimed
date       measure, fact (a day or interval)            the claimed date against the fact's
order      measure, other                               the first thing (measure) must not come after the second (other)
overtaken  measure, fact                                a thing still called open after it was settled
sum        measure                                      a number and its additions in one source against totals elsewhere
share      measure (percent), other (base), against     what a share of each stated base would be
product    measure, other, unit                         one number times another
value      measure, fact (a number)                     the number claimed against the fact's
distance   measure, route (two places), unit            the distance on the map against the number claimed
spread     measure, route                               how far apart places are that share one number
open       measure, why                                 what the texts leave impossible to check
wording    source, text, why                            a remark on exact words
"""

from .. import tables
from ..places import Places
from . import check_dates, check_numbers, check_words, rules as rules_of_topic, wording
from .layout import prepare, resting_of
from .relate import severity
from .rows import ordered, row_of, told_of, who_of
from .verdicts import Book, FAILS


def run(claims, sources, codebook, actors=None, facts=None, rules=None, texts=None):
    """=> the checks table. facts: codebook.load_facts(); rules: rules.load(); texts: {source_id: text} adds the checks of garbling."""
    rules = rules if rules is not None else rules_of_topic.load()
    book = Book(claims, sources, codebook, Places(actors, codebook.whole), facts, texts or {})
    rows = [*check_dates.published_before(book), *check_dates.weekdays(book)]
    for rule in rules.checks:
        rows += KINDS[rule.kind](book, rule)
    judged = {row["claim_ids"] for row in rows}
    rows += [*check_words.noted(book, judged), *check_words.marks(book)]
    data = tables.frame("checks", rows)
    return data.sort_values(["kind", "check_id"]).reset_index(drop=True)


def failed(checks, claims, sources, codebook, discrepancies):
    """The failing checks as rows of discrepancies (relation check_failed), worst first; add them to those of compare.compare.

    Garbled words are no discrepancy but a fault of the text, and a claim that compare has already set against another as garbled or as
    its source's own contradiction gets no second row.
    """
    told = {row.claim_id: row for row in told_of(prepare(claims, sources, codebook, Places()))}
    known = discrepancies[discrepancies["relation"].isin(["implausible", "internal"])]["claim_ids"]
    seen = {claim for ids in known for claim in tables.split(ids)}
    resting, rows = resting_of(claims, sources, "measure"), []
    for check in checks[checks["verdict"] == FAILS].itertuples():
        ids = [claim for claim in tables.split(check.claim_ids) if claim in told]
        if not ids or seen & set(ids) or check.kind == check_words.GARBLED:
            continue
        first = told[ids[0]]
        level = severity(0.5 if check.kind == "wording" else 1.0, resting[first.measure], 0.5)  # a remark weighs half of a wrong number
        why = f"{check.explanation.rstrip('.')} ({check.computation})"
        text = f"{wording.label(first.measure, codebook)}: {wording.says(first)}; {why[:1].lower()}{why[1:]}"
        rows.append(row_of(first.measure, "check_failed", level, who_of([told[i] for i in ids]), check.kind, why, text))
    return ordered("discrepancies", [tables.frame("discrepancies", rows)])


def with_failed(discrepancies, checks, claims, sources, codebook):
    """The table of discrepancies with the failing checks added, in order; adding them twice changes nothing."""
    compared = discrepancies[discrepancies["relation"] != "check_failed"]
    return ordered("discrepancies", [compared, failed(checks, claims, sources, codebook, compared)])


KINDS = {"elapsed": check_dates.elapsed, "date": check_dates.date, "order": check_dates.order, "overtaken": check_dates.overtaken,
         "sum": check_numbers.parts, "share": check_numbers.share, "product": check_numbers.product, "value": check_numbers.value,
         "distance": check_numbers.distance, "spread": check_numbers.spread, "open": check_words.left_open,
         "wording": check_words.remark}
