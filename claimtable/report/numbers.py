"""The sentences of a question whose answers are numbers or days: which stand, who gives them, how a count began and rose."""

import re

from .. import html, intervals, tables
from ..compare.wording import inside, teller
from ..html import Fragment, calc, cell, claim, in_quotes
from ..phrases import TOLD, capital_number, claims_counted, day, listed, mid_sentence, named, several, unit_left_out
from ..places import AROUND, SAME, Places
from . import cards


def told(case, result):
    """('Three of the six origins that state a number give about 10,000 (the Pentagon, …); …', 'The count began with …'); where every
    number stands alone, all of them."""
    measure = result["measure"]
    rows, same, vague = behind(case, result)
    each_alone = same.origin.nunique() < 2 or not case.measure(measure).compared
    if len(rows) == 1:
        main = _only(case, measure, wording(rows, result, "best"))
    elif each_alone and len(rows) > TOLD:
        main = ["The sources have ", claims_counted(list(rows.claim_id)), " numbers, from ", given(case, wording(rows, result, "low")),
                " to ", given(case, wording(rows, result, "high")), "."]
    elif each_alone:
        main = ["The numbers are ", listed([given(case, row) for row in rows.sort_values(["low", "source_id"]).itertuples()]), "."]
    else:
        main = _widest(case, result, rows, same)
    if len(vague):
        words = [Fragment(f"{in_quotes(row)}{by(row)}") for row in vague.itertuples()]
        main += [" In place of a number stands ", several(words, list(vague.claim_id)), "."]
    main += _explanations(case.discrepancies, "discrepancies", measure, "arithmetic")
    return main, _beginning(case, result, rows) + _steepest(case, measure)


def _only(case, measure, row):
    """The one number stated as a fact, or the only one that there is."""
    others = case.of(measure)
    others = others[others.status != "actual"]
    alone = others.low.isna().all() and others.high.isna().all()
    says = " gives a number: " if alone else " states a number as a fact: "
    return ["Only ", named(case, row.source_id), says, stated(case, row), by(row, named_already=True), "."]


def _widest(case, result, rows, same):
    """The number that most origins give, with how many they are; then how far the others go. same: the claims that give it."""
    best, low, high = (wording(rows, result, end) for end in ("best", "low", "high"))
    ends = [Fragment(f"{word} {given(case, row)}") for word, row in (("down to", low), ("up to", high)) if row.low != best.low]
    others = [Fragment(f"; others that still stand go {listed(ends)}")] if ends else []
    number = origins(same)
    who = [_origins_of(same, capital_number(number)), " of the "] if number < origins(rows) else ["The "]
    return [*who, _origins_of(rows), " origins that state a number give ", given(case, best), *others, "."]


def behind(case, result):
    """The claims behind a quantity's result as (all, those that give its best number, the vague words in place of one)."""
    rows = case.among(result["claim_ids"]).sort_values(["attributed_to", "as_of_from"], ascending=False)
    every = case.of(result["measure"])
    return rows, rows[rows.low == result["best"]], every[(every.modality == "vague") & (every.status == "actual")]


def _origins_of(rows, words=None):
    """How many origins stand behind some claims, with its recipe."""
    return calc(origins(rows), words, table="claims", agg="nunique", col="origin", where={"claim_id": sorted(rows.claim_id)})


def origins(claims):
    """How many origins stand behind some claims."""
    return len(set(tables.split_all(claims.origin)))


def _explanations(found, table, measure, relation):
    """The causes that comparison gave for one relation of a measure, as they stand in its table, each after a space."""
    rows = found[(found.measure == measure) & (found.relation == relation)]
    return [part for row in rows.itertuples() for part in (" ", cell(row, "explanation", table))]


def _beginning(case, result, rows):
    """Where a count that only rises began: the smallest number of its earliest day (where none is said, of its publication), if that is
    smaller than what stands and, where places are parts of a whole, not for a part."""
    _, last, _ = intervals.as_of(rows, case.sources)
    first = next(rows.assign(day=last).sort_values(["day", "low"]).itertuples())
    if not case.measure(result["measure"]).cumulative or not first.low < result["low"]:
        return []
    places = Places(case.actors, case.book.whole)
    here, there = (places.find(place) for place in (first.place, wording(rows, result, "best").place))
    if case.book.whole and places.lie(here, there) not in (SAME, AROUND):
        return []
    return [" The count began with ", given(case, first), "."]


def _steepest(case, measure):
    """Between which two numbers a count rose most, where that was told with the time it took."""
    rows = case.agreements[(case.agreements.measure == measure) & (case.agreements.relation == "growth")]
    rows = rows[rows.explanation.str.contains("within at most", regex=False)]
    if rows.empty:
        return []
    value = case.claims.set_index("claim_id").low

    def rise(ids):
        found = value[tables.split(ids)]
        return found.max() / found.min()

    steepest = rows.claim_ids.map(rise).idxmax()
    row = next(rows.loc[[steepest]].itertuples())
    return [" It rose most from ", cards.between(case, row, " to "), cell(row, "explanation", "agreements", begins=False)]


def wording(rows, result, end):
    """The row that gives the low, best or high value."""
    return next(rows[rows.claim_id == result[f"{end}_claim"]].itertuples())


def given(case, row):
    """A number and who gives it: 'about 10,000 (the Pentagon, 28 October 2024)'."""
    return Fragment(f"{stated(case, row)}{by(row)}")


def stated(case, row):
    """A number in its source's words, with the unit the words leave to the sentence: 'nearly 7,000 km'."""
    unit = unit_left_out(case.measure(row.measure).unit, row)
    return Fragment(f"{claim(row.claim_id, mid_sentence(row))}{' ' * bool(unit)}{unit}")


def by(row, named_already=False):
    """' (the Pentagon, 28 October 2024)': who says so, as of when if that is said, and the word that hedges it; '' where there is nothing
    to say but the source, which is named already."""
    source = "" if named_already else f"source {row.source_id}"
    who = row.origin.rsplit(" (", 1)[0] if row.origin.endswith(")") else inside(row.attributed_to) or source
    hedge = f"“{row.hedge}”" if row.hedge and not row.attributed_to else ""
    said = [html.escape(words) for words in (who, hedge) if words]
    said += [str(day(row.as_of_from, row.as_of_to or None))] if row.as_of_from else []
    return Fragment(f" ({', '.join(said)})" if said else "")


def days(case, result):
    """(the days that each source gives, in its own words where they are others, nothing more): dates of different places are not folded
    into one."""
    rows = case.among(result["claim_ids"]).sort_values(["as_of_from", "source_id"])
    rows, more = (rows[:TOLD], rows[TOLD:]) if len(rows) > TOLD + 1 else (rows, rows[:0])
    said = [f"{named(case, source)} has {listed([_dated(row) for row in group.itertuples()])}"
            for source, group in rows.groupby("source_id", sort=False)]
    said += [f"{claims_counted(list(more.claim_id))} more"] if len(more) else []
    return [begin(Fragment("; ".join(said))), "." if result["meet"] else ". These do not fit together."], []


def _dated(row):
    """'8–13 October 2024 (“October 8 and 13”, Far East)'; where the source has the very words, they alone are linked."""
    words = Fragment(f"{'inferred from ' if row.as_of_basis == 'inferred' else ''}{in_quotes(row)}")
    more = [html.escape(part) for part in (row.place, row.attributed_to and teller(row)) if part]
    if not row.as_of_from:
        return Fragment(", ".join([str(words), *more]))
    when = day(row.as_of_from, row.as_of_to or None)
    if html.words(when).lower() == row.surface.lower():
        when = claim(row.claim_id, when)
    else:
        more = [str(words), *more]
    return Fragment(f"{when} ({', '.join(more)})" if more else str(when))


def begin(piece):
    """The piece with its first letter capital: '<a …>about 10,000</a>' => '<a …>About 10,000</a>'."""
    return Fragment(re.sub(r"^((?:<[^>]*>)*)([a-z])", lambda found: found[1] + found[2].upper(), html.escape(piece)))
