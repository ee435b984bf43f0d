"""The small parts of the report's sentences: names, days, lists, and the words for statuses and relations."""

import re
import unicodedata
from datetime import date

from . import derive, html, intervals, sureness
from .html import Fragment, element

EPOCH = date(1970, 1, 1).toordinal()
# Units that a sentence does without: the measure's name says what is counted.
BARE = {"", "persons", "percent", "rank", "count", "magnitude"}
TOLD = 12  # claims of a sentence, or sources of a side, that are named; of more, how many
STATUS = {"actual": "stated", "expected": "expected", "unverified": "unverified", "denied": "denied"}
RELATION = {"conflict": "a conflict", "misquote": "a misquotation", "status": "said here, left open there",
            "contradiction": "a contradiction",
            "internal": "a source against itself", "arithmetic": "parts against a total", "implausible": "a probable garbling",
            "check_failed": "a check that fails"}
MILDER = {"in tension": "a tension", "said against expected": "said here, expected there"}  # by the gap, of a contradiction or a status
GRAVITY = ((0.6, "grave"), (0.3, "notable"), (0.0, "small"))


def _tenths(rank):
    return f"{derive.words(round(10 * GRAVITY[rank][0]))} tenths"


TERMS = {
    "Source": "one article that was read.",
    "Claim": "a few words of a source that put a number, a date or a position on something, always with the exact words.",
    "Origin": "the one whose claim it is: a ministry, an agency, a person, or the outlet itself where it names nobody.",
    "As of": "the day a claim speaks about, which may be long before the day it was printed.",
    "Passport": "all that is known of one claim, in one place: its value, who says it, of which day, where it stands in its source, and "
                "where this report uses it.",
    "Discrepancy": "a difference a reader must know about, because no date, place, forecast or rounding explains it.",
    "Credibility": "how far other origins bear a claim out, from confirmed by them to improbable; it cannot be judged where nobody else "
                   "speaks of the matter, or where it is a forecast. It is worked out claim by claim and says nothing about the source.",
    "Contradiction, conflict": "two statements, or two numbers or dates, that cannot both be true of the same thing at the same time.",
    "Tension": "two statements that sit badly together, though both can be true.",
    "Said here, left open or expected there": "what one gives as so, another only suggests or leaves open, or has as wanted or still to "
                                              "come; neither need be wrong.",
    "Grave, notable, small": "how much a difference matters: how far apart the statements are, how much rests on them and how independent "
                             f"the voices are, multiplied. Grave is at least {_tenths(0)} of the most that is possible, notable at least "
                             f"{_tenths(1)}, small what is below.",
    "Growth": "a count that only rises, larger at the later day: no clash.",
    "Hedge": "a word by which a speaker holds back from saying that a thing is so: “reportedly”, “estimated”, “suggest”.",
    "How far apart": "the larger number over the smaller, less one, in whole percent; from twice as much on, how many times.",
    "Low, best, high": "the smallest, the most widely given and the largest number that still stands; the rule is printed above.",
    "Garbled": "words that cannot have been meant as they stand, most often from machine translation; kept as written.",
    "Stated, expected, unverified, denied": "a source gives something as fact, as a forecast or possibility, says itself that it has not "
                                            "been verified, or rejects it.",
    "Said to be unproven": "a source does not reject it, but says that there is nothing to show for it (“no evidence”).",
}


def unit_left_out(unit, row):
    """The unit of a measure where a claim's words leave it to the sentence: 'km' of “nearly 7,000”; '' of “$2,000”, “a third”, “dozens”."""
    words = row.surface.lower()
    without = unit in BARE or re.search("[0-9]", unit) or row.modality == "vague" or words.endswith(("st", "nd", "rd", "th"))
    in_money = any(unicodedata.category(sign) == "Sc" for sign in words)
    carried = re.search(rf"(?<![a-z]){re.escape(unit.lower())}(?![a-z])", words)
    return "" if without or in_money or carried else unit


def mid_sentence(row):
    """The words of a number as they stand within a sentence: “About 10,000” and “Twenty-six” began theirs; a day keeps its capital."""
    word = "[a-z]{2}| " if row.modality == "exact" else "[a-z ]"  # of an exact number it may be a currency: "Rs 500"
    return re.sub(f"^[A-Z](?={word})", lambda first: first[0].lower(), row.surface) if row.kind == "quantity" else row.surface


def listed(parts, last="and"):
    """['a', 'b', 'c'] => 'a, b and c' (Fragments stay what they are)."""
    *before, end = [html.escape(part) for part in parts] or [""]
    return Fragment(f"{', '.join(before)} {last} {end}" if before else end)


def several(parts, ids, most=TOLD):
    """The parts of a list, one for each claim of `ids`, with 'and'; of a long one the first, and how many more there are."""
    if len(parts) <= most + 1:
        return listed(parts)
    rest = list(ids)[most:]
    return listed([*parts[:most], Fragment(f"{claims_counted(rest)} more")])


def claims_counted(ids, words=None):
    """How many claims these are, with the recipe: 7 => 'seven', or the words given."""
    return html.calc(len(ids), words, table="claims", agg="count", where={"claim_id": sorted(ids)})


def day(start, end=None):
    """ISO day or interval as people write it, machine-readable: ('2024-10-08', '2024-10-13') => <time>8–13 October 2024</time>."""
    end = end or start
    first, last = (date.fromisoformat(iso).toordinal() - EPOCH for iso in (start, end))
    text = intervals.words(first, last)
    return element("time", text, datetime=start) if start == end else element("time", text, data_interval=f"{start}/{end}")


def published(source):
    """When a source appeared, and whether it says so: a row of sources.csv => '5 November 2024', '… (inferred)' or 'date unknown'."""
    if not source.published_from:
        return Fragment("date unknown")
    when = day(source.published_from, source.published_to)
    return when if source.published_basis == "stated" else Fragment(f"{when} (inferred)")


def as_of(row):
    """The day a claim speaks about, or that it names none."""
    return day(row.as_of_from, row.as_of_to or None) if row.as_of_from else Fragment("not said")


def speaker(row):
    """Whose claim a row of claims.csv is, as the source words it, with who relayed it."""
    who = row.attributed_to or "its own words"
    return f"{who} (through {row.relay})" if row.relay and row.relay != who else who


def named(case, source_id):
    """A source, linked to its text: 'source 000', for which a page has its name (shortnames)."""
    return element("a", f"source {source_id}", href=f"#source-{source_id}", class_="source")


def number_of(source_id):
    """The same in a column of sources."""
    return element("a", source_id, href=f"#source-{source_id}", class_="source")


def kind_of(row):
    """The word for a discrepancy: a contradiction only where both cannot be true."""
    word = RELATION[row.relation]
    return MILDER.get(row.gap, word) if row.relation in ("contradiction", "status") else word


def gravity(row):
    """The word for a discrepancy's severity."""
    return next(word for least, word in GRAVITY if row.severity >= least)


def status_of(row):
    """A claim's status in a table: 'stated', 'stated, “reportedly”', 'expected', '“no evidence”'."""
    if sureness.unproven(row):
        return f"“{row.hedge}”"
    if sureness.supposed(row):
        return f"{sureness.SUPPOSED}, “{row.hedge}”"
    hedge = sureness.hedge_of(row) if row.status == "actual" else ""
    return STATUS[row.status] + (f", “{hedge}”" if hedge else "")


def status_word(row):
    """A claim's status inside a sentence: 'expected', 'only supposed'."""
    return sureness.SUPPOSED if sureness.supposed(row) else STATUS[row.status]


def capitalized(fragment):
    return Fragment(str(fragment).replace(">source", ">Source", 1))


def capital_number(number):
    """5 => 'Five'."""
    return derive.words(number).capitalize()
