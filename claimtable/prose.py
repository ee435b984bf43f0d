"""The report's sentences, written from tables: no number is typed, each is a link to a claim or carries the recipe it came from."""

import functools
import re

from . import cards, html, intervals, rules, summary, tables
from .exhibits import numbers_table, positions_table
from .html import Fragment, calc, claim, element, prose
from .phrases import STATUS, capital_number, day, listed, named
from .places import AROUND, SAME, Places
from .style import capital, heading

UNITS = {"km", "months", "years", "days"}  # units that a number's own words leave out


def lead(case):
    """The one paragraph under the title: what was read, over what time, and what came out."""
    sources = case.sources
    dated = sources[sources.published_from != ""]
    guessed = ", as far as their texts tell," if (dated.published_basis == "inferred").any() else ""
    span = Fragment(f"published between {day(dated.published_from.min())} and {day(dated.published_to.max())}{guessed}") if len(dated) else ""
    positions = case.claims[case.claims.position != ""]
    counted = [": ", calc(len(case.claims) - len(positions), table="claims", agg="count", where={"position": ""}), " numbers and dates, the rest positions"] \
        if len(positions) else []
    return prose(
        calc(len(sources), capital_number(len(sources)), table="sources", agg="count"), " sources, ", span, "" if guessed else ",", " make ",
        calc(len(case.claims), table="claims", agg="count"), " claims about ", case.outline.event, *counted, ". ",
        "They speak for ", calc(_origins(case.claims), table="claims", agg="nunique", col="origin"), " different origins. ",
        "Compared with each other and with the calendar, they leave ",
        calc(len(case.discrepancies), table="discrepancies", agg="count"), " discrepancies.")


def _origins(claims):
    return len({part for cell in claims.origin for part in tables.split(cell)})


@functools.lru_cache(maxsize=4)
def results(case):
    """The result of every measure that has one: {measure: dict of summary.headlines}; computed once for a case."""
    found = summary.headlines(case.claims, case.sources, case.book, None, case.discrepancies, case.actors)
    return {result["measure"]: result for result in found}


def bottom_line(case):
    """The answers to the headline questions, each with the words it rests on, then the worst clashes. => a list."""
    items = [element("li", *_titled(case, m), *answer(case, results(case)[m])[0]) for m in case.outline.headline if m in results(case)]
    if len(case.discrepancies):
        items.append(element("li", element("strong", "Where they differ most. "), *_worst(case)))
    return element("ul", *items, class_="bottom-line")


def _worst(case, most=3):
    """The gravest cards, each as its question with a link, and its cause in a sentence."""
    for measure, rows in cards.by_question(case)[:most]:
        row = next(rows.itertuples())
        yield Fragment(f"{element('a', case.question(measure), href=f'#{cards.address(measure)}')} ")
        yield calc(row.explanation, row.explanation, table="discrepancies", agg="cell", col="explanation", where={"comparison_id": row.comparison_id})
        yield " "


def _titled(case, measure):
    label = capital(case.label(measure))
    return [element("strong", label if label.endswith("?") else f"{label}."), " "]


def answer(case, result):
    """One measure's answer as (parts of the first sentence or two, parts of what else there is to say)."""
    return {"quantity": _quantity, "position": _position, "date": _date}[result["kind"]](case, result)


def _claims(case, ids):
    return [row for row in case.claims[case.claims.claim_id.isin(ids)].itertuples()]


def _quantity(case, result):
    """('about 10,000 (the Pentagon, …), as three of seven origins have it; …', 'The count began with …'); where every number stands
    alone, all of them."""
    measure = result["measure"]
    rows = case.claims[case.claims.claim_id.isin(result["claim_ids"])].sort_values(["attributed_to", "as_of_from"], ascending=False)
    best, low, high = (_wording(rows, result, end) for end in ("best", "low", "high"))
    same = rows[rows.low == result["best"]]
    vague = [row for row in case.claims[(case.claims.measure == measure) & (case.claims.modality == "vague") & (case.claims.status == "actual")].itertuples()]
    if len(rows) == 1:
        main = ["Only ", named(case, best.source_id), " gives a number: ", stated(case, best), _by(best), "."]
    elif same.origin.nunique() < 2:
        main = ["Given are ", listed([Fragment(f"{stated(case, row)}{_by(row)}") for row in rows.sort_values(["low", "source_id"]).itertuples()]), "."]
    else:
        ends = [(word, row) for word, row in (("down to", low), ("up to", high)) if row.low != best.low]
        main = [_capital(stated(case, best)), _by(best), ", the number that ", _origins_of(same), " of ", _origins_of(rows), " origins give",
                *([Fragment(f"; others that still stand reach {listed([Fragment(f'{word} {stated(case, row)}{_by(row)}') for word, row in ends])}")] if ends else []), "."]
    if vague:
        main += [" No number: ", listed([Fragment(f"{claim(r.claim_id, '“' + r.surface + '”')}{_by(r)}") for r in vague]), "."]
    main += list(_told(case, "discrepancies", measure, "arithmetic"))
    return main, _beginning(case, result, rows) + _steepest(case, measure)


def _origins_of(rows):
    """How many origins stand behind some claims, with its recipe."""
    return calc(_origins(rows), table="claims", agg="nunique", col="origin", where={"claim_id": sorted(rows.claim_id)})


def _told(case, table, measure, relation):
    """The causes that comparison gave for one relation of a measure, as they stand in its table."""
    rows = getattr(case, table)
    for row in rows[(rows.measure == measure) & (rows.relation == relation)].itertuples():
        yield " "
        yield calc(row.explanation, row.explanation, table=table, agg="cell", col="explanation", where={"comparison_id": row.comparison_id})


def _beginning(case, result, rows):
    """Where a count that only rises began: the smallest number of its earliest day (where none is said, of its publication), if that is
    smaller than what stands and, where places are parts of a whole, not for a part."""
    _, last, _ = intervals.as_of(rows, case.sources)
    first = next(rows.assign(day=last).sort_values(["day", "low"]).itertuples())
    places = Places(case.actors, case.book.whole)
    here, there = (places.find(place) for place in (first.place, _wording(rows, result, "best").place))
    if not case.measure(result["measure"]).cumulative or not first.low < result["low"] or case.book.whole and places.lie(here, there) not in (SAME, AROUND):
        return []
    return [" The count began with ", stated(case, first), _by(first), "."]


def _steepest(case, measure):
    """Between which two numbers a count rose most, where that was told with the time it took."""
    rows = case.agreements[(case.agreements.measure == measure) & (case.agreements.relation == "growth") & case.agreements.explanation.str.contains("within at most", regex=False)]
    if rows.empty:
        return []
    value = case.claims.set_index("claim_id").low
    apart = rows.claim_ids.map(lambda cell: (lambda found: found.max() / found.min())(value[tables.split(cell)]))
    row = next(rows.loc[[apart.idxmax()]].itertuples())
    return [" ", cards.between(case, row), calc(row.explanation, row.explanation, table="agreements", agg="cell", col="explanation", where={"comparison_id": row.comparison_id})]


def _wording(rows, result, end):
    """The row that gives the low, best or high value: one with a named speaker and a date before one without."""
    same = rows[(rows.low == result[end]) | (rows.high == result[end])]
    return next((same if len(same) else rows[rows.claim_id == result[f"{end}_claim"]]).itertuples())


def stated(case, row):
    """A number in its source's words, with the unit the words leave to the sentence: 'nearly 7,000 km'."""
    unit = case.measure(row.measure).unit
    ordinal = row.surface.endswith(("st", "nd", "rd", "th"))
    return Fragment(f"{claim(row.claim_id, row.surface)}{' ' + unit if unit in UNITS and not ordinal else ''}")


def _by(row):
    """' (the Pentagon, 28 October 2024)': who says so, as of when if that is said, and the word that hedges it."""
    said = [row.origin.rsplit(" (", 1)[0] if row.origin.endswith(")") else row.attributed_to or f"source {row.source_id}"] + ([f"“{row.hedge}”"] if row.hedge and not row.attributed_to else [])
    return Fragment(f" ({', '.join([*map(html.escape, said), *([str(day(row.as_of_from, row.as_of_to or None))] if row.as_of_from else [])])})")


def _excluded(measure):
    """The pairs of positions that the topic's rules say cannot both hold."""
    rule = rules.load().positions.get(measure, rules.PositionRule())
    return {frozenset((a, b)) for exclusion in rule.exclude for a in exclusion.sides[0] for b in exclusion.sides[1]}


def _opposed(case, result):
    """(camps that clash with the leading one: a rule says that both cannot hold, and a discrepancy that they meet; the others)."""
    leading, *rest = [(camp, set(camp["claim_ids"])) for camp in result["camps"]]
    clashes = [set(tables.split(cell)) for cell in case.discrepancies[case.discrepancies.measure == result["measure"]].claim_ids]
    excluded = _excluded(result["measure"])
    against = [camp for camp, ids in rest if frozenset((leading[0]["value"], camp["value"])) in excluded
               and any(clash & leading[1] and clash & ids for clash in clashes)]
    return against, [camp for camp, _ in rest if camp not in against]


def _position(case, result, most=3):
    """(the leading position and what clashes with it, what else is said): who takes each; their words are in the section's table.
    Where no two positions exclude each other they are a list, and the first three lead it."""
    measure = result["measure"]
    if not _excluded(measure) and len(result["camps"]) > 1:
        return _list(case, measure, result["camps"], most)
    against, others = _opposed(case, result)
    main, rest = [_taken(case, measure, result["camps"][0], capital=True), "."], []
    if against:
        main += [" Against it: ", listed([_taken(case, measure, camp) for camp in against]), "."]
    if others:
        rest += [" Also: ", listed([_taken(case, measure, camp) for camp in others[:most]]), Fragment(" and more." if len(others) > most else ".")]
    return main, rest


def _list(case, measure, camps, most):
    """(the items that most origins name, by name the others): 'Cash (…), food (…) and arms (…).', 'Also: …'."""
    main = [listed([_taken(case, measure, camp, capital=n == 0) for n, camp in enumerate(camps[:most])]), "."]
    rest = [" Also: ", listed([case.value(measure, camp["value"]) for camp in camps[most:]]), "."] if camps[most:] else []
    said = [{row.source_id for row in _claims(case, camp["claim_ids"])} for camp in camps]
    if len(camps) > 2 and len(set.union(*said)) > 1 and not any(len(one) > 1 for one in said):
        rest.append(" No two sources name the same.")
    return main, rest


def _taken(case, measure, camp, capital=False, most=5):
    """'Confirmed (Pentagon in source 002, …)': each name links to the words. What is not all stated as fact is told by its status:
    'Cash (received: source 001; wanted or expected: source 000)'."""
    voices = {}
    for row in _claims(case, camp["claim_ids"]):
        voices.setdefault((row.status, row.origin if row.attributed_to else row.source_id), row)
    names = {}
    for (status, _), row in list(voices.items())[:most]:
        whose = Fragment(f"{claim(row.claim_id, row.origin)}{'' if row.origin.endswith(')') else Fragment(f' in {named(case, row.source_id)}')}") \
            if row.attributed_to else claim(row.claim_id, f"source {row.source_id}")
        names.setdefault(status, []).append(str(whose))
    plain = list(names) == ["actual"]
    told = [("" if plain else f"{html.escape(case.status(measure, status))}: ") + "; ".join(names[status]) for status in STATUS if status in names]
    value = case.value(measure, camp["value"])
    value = value[0].upper() + value[1:] if capital else value
    return Fragment(f"{element('em', value)} ({'; '.join(told)}{'; and others' if len(voices) > most else ''})")


def _date(case, result):
    """(each date as stated, with the days it means, nothing more): dates of different places are not folded into one."""
    rows = case.claims[case.claims.claim_id.isin(result["claim_ids"])].sort_values(["as_of_from", "source_id"]).itertuples()
    said = [Fragment(f"{claim(r.claim_id, '“' + r.surface + '”')} ({', '.join(filter(None, [str(day(r.as_of_from, r.as_of_to or None)) if r.as_of_from else '', html.escape(r.place), str(named(case, r.source_id))]))})")
            for r in rows]
    return [Fragment("; ".join(map(str, said))), "." if result["meet"] else ". These do not fit together."], []


def _capital(fragment):
    """The piece with its first letter capital: '<a …>about 10,000</a>' => '<a …>About 10,000</a>'."""
    return Fragment(re.sub(r"(^|>)([a-z])", lambda found: found[1] + found[2].upper(), str(fragment), count=1))


def section(case, title):
    """All the report has to say on one question: a sentence for each measure, its discrepancies, the numbers and who asserts what."""
    return answers(case, case.section_of(title).measures, re.sub("[^a-z]+", "-", title.lower()).strip("-"), f"{title} ")


def rest(case):
    """The measures that no section of the outline names, so that a measure somebody adds is never left out."""
    named_ones = {m for s in case.outline.sections for m in s.measures}
    others = [m.name for m in case.book.measures if m.name not in named_ones]
    return answers(case, others, "other") if case.claims.measure.isin(others).any() else prose("None: every measure that anything is claimed of has its section above.")


def answers(case, measures, slug, asked=""):
    """What the sources say on some measures: a sentence or two each (what the bottom line has said is not said again), then tables.

    asked: the question with a space, for the captions, since a list of tables is also read without the text around it.
    """
    said = [m for m in measures if m in results(case)]
    items = [element("li", *_titled(case, m), *([] if m in case.outline.headline else answer(case, results(case)[m])[0]), *answer(case, results(case)[m])[1],
                     _cards(case, m)) for m in said]
    silent = [case.label(m).rstrip("?") for m in measures if case.measure(m).kind == "quantity" and not (case.claims.measure == m).any()]
    alone = [m for m in measures if m not in said and (case.claims.measure == m).any() and case.measure(m).kind != "text"]
    items += [element("li", *_titled(case, m), "Only with a reservation: ", *_qualified(case, m), ".", _cards(case, m)) for m in alone]
    parts = [element("ul", *items, class_="answers")] if items else []
    if silent:
        parts.append(prose(element("strong", "No source gives a number for: "), listed(silent), "."))
    parts += [numbers_table(case, measures, f"numbers-{slug}", f"{asked}Numbers and dates, as each source states them"),
              positions_table(case, measures, f"positions-{slug}", f"{asked}Who asserts what, in which words")]
    return Fragment("".join(map(str, parts)))


def _qualified(case, measure):
    """The claims of a measure that nobody states as a plain fact with a number, each with its status or as the vague word it is."""
    rows = [row for row in case.claims[case.claims.measure == measure].itertuples()]
    yield listed([Fragment(f"{stated(case, r)} ({html.escape(r.attributed_to or 'its own words')}, {named(case, r.source_id)}, "
                           f"{STATUS[r.status] if r.status != 'actual' else 'no number'})") for r in rows])


def _cards(case, measure):
    """' The bottom line has the answer. The sources differ: …' with links to the cards that hold a claim of the measure."""
    ids = set(case.claims.claim_id[case.claims.measure == measure])
    hits = [asked for asked, rows in cards.by_question(case) if any(ids & set(tables.split(cell)) for cell in rows.claim_ids)]
    above = [element("a", "The bottom line", href="#the-bottom-line"), " has the answer. "] if measure in case.outline.headline else []
    links = ["The sources differ: ", listed([element("a", case.question(asked), href=f"#{cards.address(asked)}") for asked in hits])] if hits else []
    return Fragment(f" {element('span', *above, *links, class_='see')}") if above or links else ""


def silences(case, silence):
    """What nobody says, and which sources are silent on the headline questions: by omission, or because it was too early."""
    asked = [m.name for m in case.book.measures if m.kind == "quantity" and not (case.claims.measure == m.name).any()]
    parts = [prose(element("strong", "No source gives a number for: "), listed([case.label(m).rstrip("?") for m in asked]), ".")] if asked else []
    for measure in case.outline.headline:
        rows = silence[silence.measure == measure]
        for state, words in (("omits", "left out, though it could have been known, by "), ("could_not_have_known", "not yet to be known by ")):
            quiet = list(rows[rows.state == state].source_id)
            if quiet:
                parts.append(prose(element("strong", f"{heading(case.label(measure))}: "), words, listed([named(case, s) for s in quiet]), "."))
    return Fragment("".join(map(str, parts)))
