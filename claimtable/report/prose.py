"""The report's sentences, written from tables: no number is typed, each is a link to a claim or carries the recipe it came from."""

import functools
import re

from .. import html, intervals, shortnames, sureness, tables
from ..compare import summary, wording as wording_of
from ..compare.wording import capital, heading, inside
from ..html import Fragment, calc, cell, claim, element, note, prose
from ..phrases import TOLD, capital_number, day, listed, mid_sentence, named, several, status_word, unit_left_out
from ..places import AROUND, Places, SAME
from . import cards, standpoints
from .exhibits import numbers_table, positions_table

WORDS = {"number": "a word, no number,", "day": "which the text ties to no day of the calendar,"}  # in place of one


def lead(case):
    """The one paragraph under the title: what was read, over what time, and what came out."""
    sources, found = case.sources, case.discrepancies
    dated = sources[sources.published_from != ""]
    without = len(sources) - len(dated)
    first, last = dated.published_from.min(), dated.published_to.max()
    span = [Fragment(f", published on {day(first)}" if first == last else f", published between {day(first)} and {day(last)}"),
            ", as far as their texts tell" if (dated.published_basis == "inferred").any() else "",
            *([", ", calc(without, table="sources", agg="count", where={"published_from": ""}), " of them without a date"] if without else []), ","] if len(dated) else [", without a date,"]
    questions = found.measure.nunique()
    asked = [" on ", calc(questions, table="discrepancies", agg="nunique", col="measure"), " questions"] if questions > 1 else []
    left = [calc(len(found), table="discrepancies", agg="count"), " discrepanc", "y" if len(found) == 1 else "ies", *asked] if len(found) else ["no discrepancy"]
    read = _counted(len(sources), "source", capital_number(len(sources)), table="sources", agg="count")
    named_so = " Names in italics are those of sources: the outlet, or words of the headline." if shortnames.of_table(sources).of else ""
    if case.claims.empty:
        return prose(*read, *span, " makes no claim about " if len(sources) == 1 else " make no claim about ", case.outline.event, ".")
    return prose(
        *read, *span, " makes " if len(sources) == 1 else " make ",
        *_counted(len(case.claims), "claim", None, table="claims", agg="count"), " about ", case.outline.event, ". The claims come from ",
        *_counted(_origins(case.claims), "origin", None, table="claims", agg="nunique", col="origin"), " (the people, bodies and outlets whose words they are) and leave ", *left, ".", named_so)


def _counted(number, noun, words, **recipe):
    """[the number with its recipe, ' sources']; the noun in the singular after one."""
    return [calc(number, words, **recipe), f" {noun}{'s' * (number != 1)}"]


def _origins(claims):
    return len({part for cell in claims.origin for part in tables.split(cell)})


@functools.lru_cache(maxsize=4)
def results(case):
    """The result of every measure that has one: {measure: dict of summary.headlines}; computed once for a case."""
    found = summary.headlines(case.claims, case.sources, case.book, None, case.discrepancies, case.actors)
    return {result["measure"]: result for result in found}


def _titled(case, measure):
    label = capital(case.label(measure))
    return [element("strong", label if label.endswith("?") else f"{label}."), " "]


def answer(case, result):
    """One measure's answer as (parts of the first sentence or two, parts of what else there is to say)."""
    return {"quantity": _quantity, "position": standpoints.told, "date": _date}[result["kind"]](case, result)


def _quantity(case, result):
    """('about 10,000 (the Pentagon, …), as three of seven origins have it; …', 'The count began with …'); where every number stands
    alone, all of them."""
    measure = result["measure"]
    rows, same, vague = behind(case, result)
    best, low, high = (wording(rows, result, end) for end in ("best", "low", "high"))
    if len(rows) == 1:
        others = case.of(measure)
        alone = others[others.status != "actual"].low.isna().all() and others[others.status != "actual"].high.isna().all()
        main = ["Only ", named(case, best.source_id), " gives a number: " if alone else " states a number as a fact: ", stated(case, best), by(best, named_already=True), "."]
    elif len(rows) > TOLD and (same.origin.nunique() < 2 or not case.measure(measure).compared):
        main = ["The sources have ", calc(len(rows), table="claims", agg="count", where={"claim_id": sorted(rows.claim_id)}), " numbers, from ", stated(case, low), by(low),
                " to ", stated(case, high), by(high), "."]
    elif same.origin.nunique() < 2 or not case.measure(measure).compared:
        main = ["The numbers are ", listed([Fragment(f"{stated(case, row)}{by(row)}") for row in rows.sort_values(["low", "source_id"]).itertuples()]), "."]
    else:
        ends = [(word, row) for word, row in (("down to", low), ("up to", high)) if row.low != best.low]
        main = [begin(stated(case, best)), by(best), " is the number that ", _origins_of(same), " of ", _origins_of(rows), " origins give",
                *([Fragment(f"; others that still stand go {listed([Fragment(f'{word} {stated(case, row)}{by(row)}') for word, row in ends])}")] if ends else []), "."]
    if len(vague):
        main += [" In place of a number stands ", several([Fragment(f"{claim(r.claim_id, '“' + r.surface + '”')}{by(r)}") for r in vague.itertuples()], list(vague.claim_id)), "."]
    main += list(_told(case, "discrepancies", measure, "arithmetic"))
    return main, _beginning(case, result, rows) + _steepest(case, measure)


def behind(case, result):
    """The claims behind a quantity's result as (all, those that give its best number, the vague words in place of one)."""
    rows, every = case.among(result["claim_ids"]).sort_values(["attributed_to", "as_of_from"], ascending=False), case.of(result["measure"])
    return rows, rows[rows.low == result["best"]], every[(every.modality == "vague") & (every.status == "actual")]


def _origins_of(rows):
    """How many origins stand behind some claims, with its recipe."""
    return calc(_origins(rows), table="claims", agg="nunique", col="origin", where={"claim_id": sorted(rows.claim_id)})


def _told(case, table, measure, relation):
    """The causes that comparison gave for one relation of a measure, as they stand in its table."""
    rows = getattr(case, table)
    for row in rows[(rows.measure == measure) & (rows.relation == relation)].itertuples():
        yield " "
        yield cell(row, "explanation", table)


def _beginning(case, result, rows):
    """Where a count that only rises began: the smallest number of its earliest day (where none is said, of its publication), if that is
    smaller than what stands and, where places are parts of a whole, not for a part."""
    _, last, _ = intervals.as_of(rows, case.sources)
    first = next(rows.assign(day=last).sort_values(["day", "low"]).itertuples())
    places = Places(case.actors, case.book.whole)
    here, there = (places.find(place) for place in (first.place, wording(rows, result, "best").place))
    if not case.measure(result["measure"]).cumulative or not first.low < result["low"] or case.book.whole and places.lie(here, there) not in (SAME, AROUND):
        return []
    return [" The count began with ", stated(case, first), by(first), "."]


def _steepest(case, measure):
    """Between which two numbers a count rose most, where that was told with the time it took."""
    rows = case.agreements[(case.agreements.measure == measure) & (case.agreements.relation == "growth") & case.agreements.explanation.str.contains("within at most", regex=False)]
    if rows.empty:
        return []
    value = case.claims.set_index("claim_id").low
    apart = rows.claim_ids.map(lambda cell: (lambda found: found.max() / found.min())(value[tables.split(cell)]))
    row = next(rows.loc[[apart.idxmax()]].itertuples())
    return [" It rose most from ", cards.between(case, row, " to "), cell(row, "explanation", "agreements", begins=False)]


def wording(rows, result, end):
    """The row that gives the low, best or high value."""
    return next(rows[rows.claim_id == result[f"{end}_claim"]].itertuples())


def stated(case, row):
    """A number in its source's words, with the unit the words leave to the sentence: 'nearly 7,000 km'."""
    unit = unit_left_out(case.measure(row.measure).unit, row)
    return Fragment(f"{claim(row.claim_id, mid_sentence(row))}{' ' * bool(unit)}{unit}")


def by(row, named_already=False):
    """' (the Pentagon, 28 October 2024)': who says so, as of when if that is said, and the word that hedges it; '' where there is nothing
    to say but the source, which is named already."""
    who = row.origin.rsplit(" (", 1)[0] if row.origin.endswith(")") else inside(row.attributed_to) or ("" if named_already else f"source {row.source_id}")
    said = [html.escape(words) for words in (who, f"“{row.hedge}”" if row.hedge and not row.attributed_to else "") if words]
    said += [str(day(row.as_of_from, row.as_of_to or None))] if row.as_of_from else []
    return Fragment(f" ({', '.join(said)})" if said else "")


def _date(case, result):
    """(the days that each source gives, in its own words where they are others, nothing more): dates of different places are not folded into one."""
    rows = case.among(result["claim_ids"]).sort_values(["as_of_from", "source_id"])
    rows, more = (rows[:TOLD], rows[TOLD:]) if len(rows) > TOLD + 1 else (rows, rows[:0])
    said = [Fragment(f"{named(case, source)} has {listed([_dated(row) for row in group.itertuples()])}") for source, group in rows.groupby("source_id", sort=False)]
    said += [Fragment(f"{calc(len(more), table='claims', agg='count', where={'claim_id': sorted(more.claim_id)})} more")] if len(more) else []
    return [begin(Fragment("; ".join(map(str, said)))), "." if result["meet"] else ". These do not fit together."], []


def _dated(row):
    """'8–13 October 2024 (“October 8 and 13”, Far East)'; where the source has the very words, they alone are linked."""
    when = day(row.as_of_from, row.as_of_to or None) if row.as_of_from else None
    same = when is not None and html.words(when).lower() == row.surface.lower()
    words = Fragment(f"{'inferred from ' if row.as_of_basis == 'inferred' else ''}{claim(row.claim_id, f'“{row.surface}”')}")
    more = [*([] if same else [words]), *filter(None, [row.place, row.attributed_to and wording_of.teller(row)])]
    if when is None:
        return Fragment(", ".join(map(html.escape, more)))
    return Fragment(f"{claim(row.claim_id, when) if same else when}{' (' + ', '.join(map(html.escape, more)) + ')' if more else ''}")


def begin(piece):
    """The piece with its first letter capital: '<a …>about 10,000</a>' => '<a …>About 10,000</a>'."""
    return Fragment(re.sub(r"^((?:<[^>]*>)*)([a-z])", lambda found: found[1] + found[2].upper(), html.escape(piece)))


def section(case, title):
    """All the report has to say on one question: a sentence for each measure, its discrepancies, the numbers and who asserts what."""
    return answers(case, case.section_of(title).measures, slug(title), f"{title} ")


def sections(case):
    """Every section of the outline with its heading, for a report whose notebook has no cells of its own for them."""
    return Fragment("".join(f"{element('h2', one.title, id=slug(one.title))}{section(case, one.title)}" for one in case.outline.sections))


def slug(title):
    """'How many soldiers?' => 'how-many-soldiers': where the section stands."""
    return re.sub("[^a-z0-9]+", "-", title.lower()).strip("-")


def side_by_side(case):
    """The figure of all numbers, and below it what no section of the outline asks about."""
    return Fragment(f"{html.figure('numbers_across_reports')}{rest(case)}")


def rest(case):
    """The measures that no section of the outline names, so that a measure somebody adds is never left out."""
    named_ones = {m for s in case.outline.sections for m in s.measures}
    others = [m.name for m in case.book.measures if m.name not in named_ones]
    if case.claims.measure.isin(others).any():
        return Fragment(f"{prose('What no section above asks about:')}{answers(case, others, 'other')}")
    return prose("Nothing is claimed.") if case.claims.empty else Fragment("")


def answers(case, measures, name, asked=""):
    """What the sources say on some measures: a sentence or two each, then tables.

    name: the end of the tables' ids; asked: the question with a space, for the captions, since a list of tables is also read without the text around it.
    """
    said = [m for m in measures if m in results(case)]
    items = [element("li", *_titled(case, m), *(part for sentences in answer(case, results(case)[m]) for part in sentences), _cards(case, m)) for m in said]
    silent = [_quoted(case, m) for m in measures if case.measure(m).kind == "quantity" and case.of(m).empty]
    alone = [m for m in measures if m not in said and not case.of(m).empty and case.measure(m).kind != "text"]
    items += [element("li", *_titled(case, m), *_qualified(case, m), ".", _cards(case, m)) for m in alone]
    parts = [*_undated(case, measures)] + ([element("ul", *items, class_="answers")] if items else [])
    if silent:
        parts.append(prose("No source gives a number for ", listed(silent, "or"), "."))
    parts += [numbers_table(case, measures, f"numbers-{name}", asked), positions_table(case, measures, f"positions-{name}", asked)]
    return Fragment("".join(map(str, parts))) if any(map(str, parts)) else prose("No source speaks of this.")


def _quoted(case, measure):
    return f"“{heading(case.label(measure))}”"


def _undated(case, measures, many=4):
    """A caveat for each count of which most numbers name no day."""
    for measure in measures:
        rows = case.of(measure)
        rows = rows[rows.kind == "quantity"]
        bare = {"measure": measure, "as_of_from": ""}
        if case.measure(measure).cumulative and len(rows) >= many and (rows.as_of_from == "").mean() > 0.5:
            yield note(calc(int((rows.as_of_from == "").sum()), capital_number(int((rows.as_of_from == "").sum())), table="claims", agg="count", where=bare), " of ",
                       calc(len(rows), table="claims", agg="count", where={"measure": measure}), " numbers for “", case.label(measure),
                       "” do not say which day they mean; the day of publication stands in for it.")


def _qualified(case, measure):
    """The claims of a measure that nobody states as a plain fact with a number or a day, each with its status or as the vague word it is."""
    rows, what = list(case.of(measure).itertuples()), "day" if case.measure(measure).kind == "date" else "number"
    yield f"No {what} is stated as a fact: "
    yield several([Fragment(f"{stated(case, r)}, {sureness.from_whom(status_word(r) if r.status != 'actual' else WORDS[what])} {standpoints.said_by(case, [r])}") for r in rows], [r.claim_id for r in rows])


def _cards(case, measure):
    """' The sources differ: …' with links to the cards that hold a claim of the measure."""
    ids = set(case.of(measure).claim_id)
    hits = {asked: rows for asked, rows in cards.by_question(case) if any(ids & set(tables.split(cell)) for cell in rows.claim_ids)}
    links = listed([element("a", case.question(asked), href=f"#{cards.address(asked)}") for asked in hits])
    several = any(len(tables.split(cell)) > 1 for rows in hits.values() for cell in rows.source_ids)
    checked = all((rows.relation == "check_failed").all() for rows in hits.values())
    how = "A check fails: " if checked else "The sources differ: " if several else "The source differs with itself: "
    return Fragment(f" {element('span', how, links, class_='see')}") if hits else ""


def decided(case, decisions):
    """How far people have gone over what the rules found. decisions: the table of `decisions.csv`."""
    if decisions.empty:
        return prose("No person has gone over the result yet: it is what the rules found, and rules miss some statements and misread others.")
    by_hand = int((case.claims.coded_by == "hand").sum())
    if not by_hand:
        return prose("People went over the result, and each decision carries its reason.")
    return prose("People corrected or added ", calc(by_hand, table="claims", agg="count", where={"coded_by": "hand"}), " of the ",
                 calc(len(case.claims), table="claims", agg="count"), " claims, and each decision carries its reason.")


def silences(case, silence):
    """What nobody says, and which sources are silent on the headline questions: by omission, or because it was too early."""
    asked = [m.name for m in case.book.measures if m.kind == "quantity" and case.of(m.name).empty]
    parts = [note("Silence is not agreement. A source that appeared before anyone could know a thing did not omit it.")]
    parts += [prose("No source gives a number for ", listed([_quoted(case, m) for m in asked], "or"), ".")] if asked else []
    for measure in case.outline.headline:
        rows = silence[silence.measure == measure]
        for state in ("omits", "could_not_have_known"):
            quiet = list(rows[rows.state == state].source_id)
            early = f"; {'it' if len(quiet) == 1 else 'they'} appeared before the day by which any source says that it had happened."
            if len(quiet) > TOLD:
                every = len(quiet) == len(case.sources)
                count = calc(len(quiet), table="sources", agg="count") if every else \
                    calc(len(quiet), table="figures/coverage", agg="count", where={"measure": measure, "state": state})
                parts.append(prose(element("strong", f"{heading(case.label(measure))}: "), "nothing in ", "any of " if every else "", count, " sources",
                                   ", though it could have been known." if state == "omits" else "; they appeared before the day by which any source says that it had happened."))
            elif quiet:
                parts.append(prose(element("strong", f"{heading(case.label(measure))}: "), "nothing in ", listed([named(case, s) for s in quiet]),
                                   ", though it could have been known." if state == "omits" else early))
    return Fragment("".join(map(str, parts)))
