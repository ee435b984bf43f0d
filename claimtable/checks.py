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

from . import check_dates, check_numbers, check_words, tables
from . import rules as rules_of_topic
from .codebook import document
from .paths import DATA
from .places import Places
from .verdicts import Book

def run(claims, sources, codebook, actors=None, facts=None, rules=None, texts=None, lexicon=None):
    """=> the checks table. facts: codebook.load_facts(); rules: rules.load(); texts: {source_id: text} adds the checks of garbling."""
    rules = rules if rules is not None else rules_of_topic.load()
    lexicon = lexicon if lexicon is not None else document(DATA / "lexicon.yaml")
    book = Book(claims, sources, codebook, Places(actors, getattr(codebook, "whole", ())), facts, lexicon, texts or {})
    rows = check_dates.published_before(book) + check_dates.weekdays(book)
    for rule in rules.checks:
        rows += KINDS[rule.kind](book, rule)
    rows += check_words.noted(book) + check_words.marks(book)
    data = tables.frame("checks", rows)
    return data.sort_values(["kind", "check_id"]).reset_index(drop=True)


KINDS = {"elapsed": check_dates.elapsed, "date": check_dates.date, "order": check_dates.order, "overtaken": check_dates.overtaken,
         "sum": check_numbers.parts, "share": check_numbers.share, "product": check_numbers.product, "value": check_numbers.value,
         "distance": check_numbers.distance, "spread": check_numbers.spread, "open": check_words.left_open,
         "wording": check_words.remark}
