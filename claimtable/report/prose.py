"""The report's sentences, written from tables: no number is typed, each is a link to a claim or carries the recipe it came from."""

import functools
import re

from .. import html, shortnames, sureness, tables
from ..compare import summary
from ..compare.wording import capital, heading
from ..html import Fragment, calc, element, note, prose
from ..phrases import TOLD, capital_number, day, listed, named, several, status_word
from . import cards, numbers, standpoints
from .statements import numbers_table, positions_table

WORDS = {"number": "a word, no number,", "day": "which the text ties to no day of the calendar,"}  # in place of one
QUIET = {"omits": ", though it could have been known.",
         "perhaps_too_early": ", perhaps because it was too early; no source says that it had happened by then."}  # why nothing is said


def lead(case):
    """The one paragraph under the title: what was read, over what time, and what came out."""
    sources, claims = case.sources, case.claims
    read = [*_counted(len(sources), "source", capital_number(len(sources)), table="sources", agg="count"), *_over_time(sources)]
    make = " makes " if len(sources) == 1 else " make "
    if claims.empty:
        return prose(*read, make, "no claim about ", case.outline.event, ".")
    named_so = " Names in italics are those of sources: the outlet, or words of the headline." if shortnames.of_table(sources).of else ""
    return prose(
        *read, make, *_counted(len(claims), "claim", None, table="claims", agg="count"), " about ", case.outline.event,
        ". The claims come from ",
        *_counted(numbers.origins(claims), "origin", None, table="claims", agg="nunique", col="origin"),
        " (the people, bodies and outlets whose words they are) and leave ", *_left(case.discrepancies), ".", named_so)


def _over_time(sources):
    """', published between … and …,': when the sources appeared, whether that is known from the text alone, and how many have no
    date."""
    dated = sources[sources.published_from != ""]
    if dated.empty:
        return [", without a date,"]
    first, last = dated.published_from.min(), dated.published_to.max()
    span = f", published on {day(first)}" if first == last else f", published between {day(first)} and {day(last)}"
    texts = "its text tells" if len(sources) == 1 else "their texts tell"
    inferred = f", as far as {texts}" if (dated.published_basis == "inferred").any() else ""
    without = len(sources) - len(dated)
    known = {"table": "sources", "agg": "count", "where": {"published_from": ""}}
    undated = [", ", calc(without, **known), " of them without a date"] if without else []
    return [Fragment(span), inferred, *undated, ","]


def _left(found):
    """'50 discrepancies on seven questions'."""
    if found.empty:
        return ["no discrepancy"]
    questions = found.measure.nunique()
    asked = [" on ", calc(questions, table="discrepancies", agg="nunique", col="measure"), " questions"] if questions > 1 else []
    return [calc(len(found), table="discrepancies", agg="count"), " discrepanc", "y" if len(found) == 1 else "ies", *asked]


def _counted(number, noun, words, **recipe):
    """[the number with its recipe, ' sources']; the noun in the singular after one."""
    return [calc(number, words, **recipe), f" {noun}{'s' * (number != 1)}"]


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
    return {"quantity": numbers.told, "position": standpoints.told, "date": numbers.days}[result["kind"]](case, result)


def section(case, title):
    """All the report has to say on one question: a sentence for each measure, its discrepancies, the numbers and who asserts what."""
    asked = title if title.endswith(("?", ".", "!")) else f"{title}."  # a caption goes on behind it
    return answers(case, case.section_of(title).measures, slug(title), f"{asked} ")


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
    name: the end of the tables' ids; asked: the question with a space, for the captions, since a list of tables is also read without the
    text around it.
    """
    items, silent = [], []
    for measure in sorted(measures, key=lambda measure: measure not in results(case)):
        one = case.measure(measure)
        if measure in results(case):
            first, more = answer(case, results(case)[measure])
            items.append(element("li", *_titled(case, measure), *first, *more, _cards(case, measure)))
        elif case.of(measure).empty:
            silent += [_quoted(case, measure)] if one.kind == "quantity" else []
        elif one.kind != "text":
            items.append(element("li", *_titled(case, measure), *_qualified(case, measure), ".", _cards(case, measure)))
    parts = [*_undated(case, measures), element("ul", *items, class_="answers") if items else "",
             prose("No source gives a number for ", listed(silent, "or"), ".") if silent else "",
             numbers_table(case, measures, f"numbers-{name}", asked), positions_table(case, measures, f"positions-{name}", asked)]
    return Fragment("".join(map(str, parts))) if any(map(str, parts)) else prose("No source speaks of this.")


def _quoted(case, measure):
    return f"“{heading(case.label(measure))}”"


def _undated(case, measures, many=4):
    """A caveat for each count of which most numbers name no day."""
    for measure in measures:
        rows = case.of(measure)
        rows = rows[rows.kind == "quantity"]
        bare = int((rows.as_of_from == "").sum())
        if case.measure(measure).cumulative and len(rows) >= many and bare > len(rows) / 2:
            without = calc(bare, capital_number(bare), table="claims", agg="count", where={"measure": measure, "as_of_from": ""})
            every = calc(len(rows), table="claims", agg="count", where={"measure": measure})
            yield note(without, " of ", every, " numbers for “", case.label(measure),
                       "” do not say which day they mean; the day of publication stands in for it.")


def _qualified(case, measure):
    """The claims of a measure that nobody states as a plain fact with a number or a day, each with its status or as the vague word it
    is."""
    rows, what = list(case.of(measure).itertuples()), "day" if case.measure(measure).kind == "date" else "number"
    said = []
    for row in rows:
        how = sureness.from_whom(status_word(row) if row.status != "actual" else WORDS[what])
        said.append(Fragment(f"{numbers.stated(case, row)}, {how} {standpoints.said_by(case, [row])}"))
    return [f"No {what} is stated as a fact: ", several(said, [row.claim_id for row in rows])]


def _cards(case, measure):
    """' The sources differ: …' with links to the cards that hold a claim of the measure."""
    ids = set(case.of(measure).claim_id)
    hits = {asked: rows for asked, rows in cards.by_question(case) if ids & set(tables.split_all(rows.claim_ids))}
    if not hits:
        return ""
    links = listed([element("a", case.question(asked), href=f"#{cards.address(asked)}") for asked in hits])
    if all((rows.relation == "check_failed").all() for rows in hits.values()):
        how = "A check fails: "
    elif any(len(tables.split(cell)) > 1 for rows in hits.values() for cell in rows.source_ids):
        how = "The sources differ: "
    else:
        how = "The source differs with itself: "
    return Fragment(f" {element('span', how, links, class_='see')}")


def decided(case, decisions):
    """How far people have gone over what the rules found. decisions: the table of `decisions.csv`."""
    if decisions.empty:
        return prose("No person has gone over the result yet: it is what the rules found, and rules miss some statements and misread "
                     "others.")
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
        for state in QUIET:
            quiet = list(rows[rows.state == state].source_id)
            if quiet:
                parts.append(prose(element("strong", f"{heading(case.label(measure))}: "), "nothing in ",
                                   *_silent(case, measure, state, quiet), QUIET[state]))
    return Fragment("".join(map(str, parts)))


def _silent(case, measure, state, quiet):
    """'source 000 and source 001'; of many how many they are, 'any of 20 sources' where that is all."""
    if len(quiet) <= TOLD:
        return [listed([named(case, source) for source in quiet])]
    if len(quiet) == len(case.sources):
        return ["any of ", calc(len(quiet), table="sources", agg="count"), " sources"]
    return [calc(len(quiet), table="figures/coverage", agg="count", where={"measure": measure, "state": state}), " sources"]
