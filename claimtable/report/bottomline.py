"""The report's first page: what the sources say on each headline question, who says so, what stands against it, and where to look.

A table answers the questions of the outline; below it stands what nobody disputes, what is disputed most, and how sure all of it is.
"""

import pandas as pd

from .. import derive, html, tables
from ..compare import disputes
from ..compare.wording import capital, inside
from ..html import Fragment, calc, cell, claim, element, in_quotes
from ..phrases import STATUS, day, gravity, kind_of, listed, status_word
from . import cards, numbers, prose, standpoints

FEW = 3  # names, numbers or positions in a cell; what is left out stands in the question's own section
SHOWN = 5  # questions on which all agree; other answers, unless all of them are disputed
COUNTED = ("Of the sources that speak of a question at all, this counts those that give the answer, in their own words or in those of "
           "somebody they quote. A source that gives two answers counts for both.")
# Differences of which the cause says how far two numbers lie apart, and not which.
APART = ("conflict", "misquote", "implausible", "internal")
WEAK = [  # column of sources, the value that weakens it, and the words for one source and for several
    ("published_basis", "inferred", "prints no date (it is inferred from the text)", "print no date (it is inferred from the text)"),
    ("published_from", "", "has no date", "have no date"), ("outlet", "", "names no outlet", "name no outlet")]
COLUMNS = {"question": "Question", "said": "Answer given", "by": "By whom", "beside": "Also said", "disputed": "Disputed?"}


def bottom_line(case):
    """The table of answers, then what is agreed, disputed and unsure. => HTML"""
    rows = [answered(case, prose.results(case)[measure]) for measure in _asked(case)]
    title = "The questions, and the answers given"
    table = html.table(pd.DataFrame(rows), "bottom-line", title, COLUMNS, note=counted(case)) if rows else ""
    points = [("Agreed. ", agreed(case)), ("Disputed most. ", disputed(case)), ("How sure. ", unsure(case))]
    items = [element("li", element("strong", title), *parts) for title, parts in points if parts]
    return Fragment(f"{differing(case)}{table}{element('ul', *items, class_='bottom-line')}")


def _asked(case):
    """The headline questions that have a result, in order."""
    return [measure for measure in case.outline.headline if measure in prose.results(case)]


def counted(case):
    """What 'two of five sources' counts, where there is more than one."""
    return COUNTED if case.sources.source_id.nunique() > 1 else None


def differing(case):
    """On which of the first questions the sources differ, and on which most gravely. => HTML of a paragraph, '' where nothing is asked."""
    asked = _asked(case)
    if not asked or case.sources.source_id.nunique() < 2:
        return ""
    gravest = {measure: gravity(next(rows.itertuples())) for measure, rows in cards.by_question(case) if measure in asked}
    if not gravest:
        return html.prose("The sources differ on none of these questions.")
    calm = [measure for measure in asked if measure not in gravest]
    quoted = lambda measures: listed([f"“{capital(case.label(measure))}”" for measure in measures])
    if len(calm) > len(gravest):
        where = [" ", quoted(gravest), " and on no other of these questions"]
    elif calm:
        alone = " (only one source speaks of it)" if len(calm) == 1 and _sources(case.of(calm[0])) == 1 else ""
        where = [" every one of these questions but ", quoted(calm), alone]
    else:
        where = [" every one of these questions"]
    worst = next(iter(gravest.values()))
    top = [measure for measure in gravest if gravest[measure] == worst]
    return html.prose("The sources differ on", *where, *([", most gravely on ", quoted(top)] if len(top) < len(gravest) else []), ".")


def answered(case, result):
    """One question as a row: what most say, who they are, what else is said, and how grave the dispute is."""
    measure = result["measure"]
    said, leading, beside = {"quantity": _number, "position": _position, "date": _date}[result["kind"]](case, result)
    every = case.of(measure)
    asked = calc(_sources(every), table="claims", agg="nunique", col="source_id", where={"measure": measure})
    names = _names(case, leading)
    who = listed(names[:FEW] + (["others"] if len(names) > FEW else []))
    return {"question": element("a", capital(case.label(measure)), href=f"#{section_of(case, measure)}"), "said": said,
            "by": Fragment(f"{_heard(leading)} of {asked} sources; said by: {who}") if _sources(every) > 1 else who,
            "beside": Fragment("; ".join(map(str, beside))) if beside else "nothing else",
            "disputed": dispute(case, measure, _sources(every))}


def few(parts, most=SHOWN):
    """The first of many parts, and how many there are besides."""
    return parts if len(parts) <= most + 1 else [*parts[:most], f"{derive.words(len(parts) - most)} more"]


def _sources(rows):
    return rows.source_id.nunique()


def _heard(rows):
    """How many sources some claims stand in, with the recipe."""
    return calc(_sources(rows), table="claims", agg="nunique", col="source_id", where={"claim_id": sorted(rows.claim_id)})


def _names(case, rows):
    """Whose claims they are, each once and linked to the words, the surest first; a source that speaks for itself by its own name."""
    found, surest = {}, standpoints.surest_first(case, rows.measure.iloc[0])
    for row in sorted(rows.sort_values("attributed_to", ascending=False, kind="stable").itertuples(), key=surest):
        name = row.origin if row.attributed_to else f"source {row.source_id}"
        found.setdefault(name, claim(row.claim_id, name, row.surface))
    return list(found.values())


def _number(case, result):
    """(the number most origins give, or the span of all that stand; the claims behind it; the others that stand, and vague words)."""
    rows, same, vague = numbers.behind(case, result)
    best, low, high = (numbers.wording(rows, result, end) for end in ("best", "low", "high"))
    shared = same.origin.nunique() > 1
    ends = [row for row in (low, high) if row.low != best.low] if len(rows) > 1 and shared else []
    words = [numbers.given(case, row) for row in ends]
    words += [Fragment(f"{in_quotes(row)}{numbers.by(row)}") for row in vague.itertuples()] + reserved(case, result["measure"])
    hedge = f" (“{html.escape(best.hedge)}”)" if len(rows) == 1 and best.hedge else ""
    said = numbers.begin(Fragment(f"{numbers.stated(case, best)}{hedge}"))
    if result["low"] == result["high"] and len(same):
        # The latest of a rising count, or what all say; a larger number without a date stands beside it.
        larger = rows[rows.low > result["high"]].sort_values("low")
        return said, same, few([numbers.given(case, row) for row in larger.itertuples()] + words)
    if len(rows) == 1 or shared:
        return said, same if len(same) else rows, few(words)
    if len(rows) <= FEW:
        each = [numbers.stated(case, row) for row in rows.sort_values(["low", "source_id"]).itertuples()]
        return numbers.begin(listed(each)), rows, few(words)
    # A number that was overtaken is none of these.
    within = rows[(rows.low.fillna(rows.high) >= result["low"]) & (rows.high.fillna(rows.low) <= result["high"])]
    return Fragment(f"From {numbers.stated(case, low)} to {numbers.stated(case, high)}"), within, few(words)


def reserved(case, measure):
    """The numbers that nobody states as fact, each with its status: '10,000 (expected: South Korean lawmakers)'."""
    rows = (row for row in case.of(measure).itertuples() if row.status != "actual" and row.modality != "vague")
    who = lambda row: html.escape(inside(row.attributed_to) or f"source {row.source_id}")
    return [Fragment(f"{numbers.stated(case, row)} ({status_word(row)}: {who(row)})") for row in rows]


def _position(case, result):
    """(the leading position, and how surely it is said; the claims behind it; the positions against it, then those beside it: whatever is
    disputed, and of the others as many as fit)."""
    measure, leading = result["measure"], result["camps"][0]
    against, others = disputes.opposed(case, result)
    rows = case.among(leading["claim_ids"])
    shown, left = disputes.first(case, against + others, SHOWN)
    beside = [case.value(measure, camp["value"]) for camp in shown] + ([f"{derive.words(len(left))} more"] if left else [])
    said = Fragment(f"{html.escape(case.value(measure, leading['value']))}{how_surely(case, rows)}")
    return numbers.begin(said), rows, beside


def how_surely(case, rows):
    """' (stated as fact in three sources, unverified in one)': how surely a position is said, unless it is a plain fact for all who hold
    it."""
    kinds = {}
    for row in sorted(rows.itertuples(), key=lambda row: list(STATUS).index(row.status)):
        kinds.setdefault(case.sure(row), []).append(row.claim_id)
    if list(kinds) == [case.status(rows.measure.iloc[0], "actual")]:
        return ""
    if len(kinds) == 1:
        return f" ({html.escape(*kinds)})"
    held = [case.among(ids) for ids in kinds.values()]
    nouns = [" source" + "s" * (_sources(held[0]) > 1)] + [""] * len(held)
    return f" ({', '.join(f'{html.escape(how)} in {_heard(of)}{noun}' for how, of, noun in zip(kinds, held, nouns))})"


def _date(case, result):
    """(the days as stated; the claims behind them; nothing else)."""
    rows = case.among(result["claim_ids"]).sort_values(["as_of_from", "source_id"])
    return listed([in_quotes(row) for row in rows.head(FEW).itertuples()]), rows, []


def dispute(case, measure, sources):
    """Whether a question is disputed: the gravest cause, linked to its card; else how many speak of it at all."""
    rows = dict(cards.by_question(case)).get(measure)
    if rows is None:
        return "no" if sources > 1 else "one source only"
    row = next(rows.itertuples())
    return Fragment(f"{element('a', f'yes: {kind_of(row)}', href=f'#{cards.address(measure)}')} ({gravity(row)})")


def section_of(case, measure):
    """The address of the section that has all there is on a measure."""
    title = next((section.title for section in case.outline.sections if measure in section.measures), "")
    return prose.slug(title) or "all-numbers-side-by-side"


def agreed(case):
    """What all say who speak of it, where they are two sources or more and no discrepancy touches their claims."""
    disputed_ids = set(tables.split_all(case.discrepancies.claim_ids))
    found = []
    for measure, result in prose.results(case).items():
        rows = case.of(measure)
        if _sources(rows) > 1 and not disputed_ids & set(rows.claim_id) and _alike(result, rows):
            found.append((measure, result, rows))
    found.sort(key=lambda item: -_sources(item[2]))
    return [Fragment("; ".join(str(_agreement(case, *one)) for one in found[:SHOWN])), "."] if found else []


def _alike(result, rows):
    """Do all claims of a measure say one thing, as a fact, and not all through one origin?"""
    if (rows.status != "actual").any() or (rows.modality == "vague").any() or rows.origin.nunique() < 2:
        return False
    return {"quantity": lambda: result["low"] == result["high"], "position": lambda: len(result["camps"]) == 1,
            "date": lambda: result["meet"] and len(result["places"]) < 2}[result["kind"]]()


def _agreement(case, measure, result, rows):
    """'Russia is short of soldiers (four sources)', 'When Ukraine entered Kursk: August 2024 (two sources)'"""
    first = next(rows.itertuples())
    heard = calc(_sources(rows), table="claims", agg="nunique", col="source_id", where={"measure": measure})
    link = lambda words: element("a", capital(words), href=f"#{section_of(case, measure)}")
    if sentence := case.sentence(measure, first.position):
        return Fragment(f"{link(sentence)} ({heard} sources)")
    words = {"position": lambda: case.value(measure, first.position), "quantity": lambda: numbers.stated(case, first),
             "date": lambda: day(result["from"], result["to"])}[result["kind"]]()
    return Fragment(f"{link(case.label(measure))}: {html.escape(words)} ({heard} sources)")


def disputed(case, most=3):
    """The gravest cards, each as its question with a link, and its cause in a sentence."""
    parts = []
    for measure, rows in cards.by_question(case)[:most]:
        row = next(rows.itertuples())
        against = cards.between(case, row) if row.relation in APART else ""
        cause = cell(row, "explanation", "discrepancies", begins=not str(against))
        parts += [element("a", case.question(measure), href=f"#{cards.address(measure)}"), " ", against, cause, " "]
    return parts


def unsure(case):
    """What weakens all of it: sources without a date or an outlet of their own; and where the report says what rests on whom."""
    parts, every = [], len(case.sources)
    for column, value, one, several in WEAK:
        if count := int((case.sources[column] == value).sum()):
            words = one if count == 1 else several
            number = calc(count, table="sources", agg="count", where={column: value})
            parts.append(words if every == 1 else Fragment(f"{number} {words}"))
    if not parts:
        said = []
    elif every == 1:
        said = ["The source ", listed(parts), ". "]
    else:
        said = ["Of ", calc(every, table="sources", agg="count"), " sources, ", listed(parts), ". "]
    return [*said, element("a", "How firm is this?", href="#how-firm-is-this"), " shows what each answer rests on, ",
            element("a", "What nobody says", href="#what-nobody-says"), " what is missing."]
