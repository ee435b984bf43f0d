"""More sources than a page has room for: what is shown, what is counted, where the rest is."""

import io
import functools
import itertools
import random

import lxml.html
import pandas as pd
import pytest

from claimtable import figures, html, paths, phrases, shortnames, tables
from claimtable.compare import summary, wording
from claimtable.figures import flow as figure_lineage, gather, marks
from claimtable.report import cards, proof
from test_figures import claim, claims, layout, meet, source

MANY = 60


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "FIGURES", tmp_path / "figures")
    return tmp_path / "figures"


def crowd(number=MANY):
    """(claims, sources): three numbers and a position by each source; the first number takes one of 50 values, the second one of two."""
    rows = []
    for n in range(number):
        own = {"source_id": f"{n:03d}", "origin": f"Voice {n % 45}", "as_of_from": f"2031-04-{n % 28 + 1:02d}",
               "as_of_to": f"2031-04-{n % 28 + 1:02d}"}
        for k, (measure, value) in enumerate((("people_marching", 1000 + 10 * (n % 50)), ("arrests_made", 5 + n % 2),
                                              ("people_marching", 9000))):
            rows.append(claim(n, measure, value, value, **own, start=k * 10) | {"claim_id": f"{n:03d}:{k * 10}"})
        rows.append(claim(n, "permit", kind="position", position=["granted", "refused"][n % 2], surface="granted", unit="", start=90, **own,
                          status=["actual", "denied"][n % 3 == 0]) | {"claim_id": f"{n:03d}:90", "modality": ""})
    return claims(rows), tables.frame("sources", [source(n) for n in range(number)])


@functools.cache
def drawn(number=MANY):
    data, sources = crowd(number)
    row = {"comparison_id": "d1", "relation": "conflict", "reader_note": "Two.", "explanation": "", "measure": "people_marching",
           "severity": 3, "gap": "",
           "claim_ids": "; ".join(data.claim_id[data.measure == "people_marching"])}
    return figures.draw_all(data, sources, pd.DataFrame([row]))


def test_no_figure_of_many_sources_is_longer_than_a_page_and_no_text_lies_on_text():
    made = drawn()
    assert max(figure.drawing.get_size_inches()[1] * 72 for figure in made.values()) < 900
    for figure in made.values():
        texts, _, page = layout(figure)
        assert not [(a[0], b[0]) for a, b in itertools.combinations(texts, 2) if meet(a[1], b[1])], figure.name
        assert all(box.x1 <= page.width and box.y1 <= page.height for _, box in texts), figure.name


def test_figures_grow_with_the_values_not_with_the_sources():
    heights = [{name: figure.drawing.get_size_inches()[1] for name, figure in drawn(number).items()} for number in (MANY, 2 * MANY)]
    assert heights[0].keys() == heights[1].keys() and all(heights[1][name] <= 1.2 * height for name, height in heights[0].items())


def test_what_a_figure_does_not_draw_is_in_its_data_and_the_caption_says_how_much():
    figure = drawn()["numbers_people_marching"]
    assert len(figure.data) == 2 * MANY
    assert "11 more values are in numbers_people_marching.csv" in figure.caption  # of 51, those that most sources give, and both ends


def test_one_value_of_many_sources_is_one_mark_that_says_how_many():
    data, sources = crowd()
    rows, left = gather.gathered(marks.statements(marks.ordered(data[data.measure == "people_marching"]), sources))
    assert (len(rows), left) == (gather.MOST, 11)
    largest = max(rows, key=marks.middle)
    assert (largest["low"], largest["sources"], largest["origins"], len(largest["claim_ids"])) == (9000, MANY, 45, MANY)
    assert min(map(marks.middle, rows)) == 1000 and gather.givers(largest) == "60 sources, 45 origins"


def test_few_statements_stay_as_they_are():
    data, sources = crowd(5)
    rows = marks.statements(marks.ordered(data[data.measure == "people_marching"]), sources)
    assert gather.gathered(rows) == (rows, 0)


def test_origins_are_counted_where_there_is_no_room_for_lines():
    data, sources = crowd()
    figure = figure_lineage.who_says_so(data, sources)
    assert len(figure.data) == MANY and f"{45 - figure_lineage.MOST} more origins are in who_says_so.csv" in figure.caption


# Sums that must not depend on how they are reached ----------------------------------------------------------------------------

def row(**given):
    return summary.Row(**{**dict.fromkeys(summary.FIELDS.split()), "status": "actual", "tolerance": 0.05, "part": False,
                          "modality": "exact", "cumulative": True,
                          "claim_id": "", **given})


def some(rnd, number):
    made = []
    for n in range(number):
        value, day = float(rnd.choice([90, 100, 103, 110, 200, 500, 505])), rnd.randrange(30)
        made.append(row(claim_id=f"{n:02d}", low=value, high=value, first=day, last=day + rnd.randrange(5), origin_name=rnd.choice("abcd")))
    return made


def pair_by_pair(rows):
    """The rule as it is written: a number that a later and larger one has overtaken no longer stands; best is what most origins give."""
    near, point = summary.near, summary.point
    overtakes = lambda other, one: one.last < other.first and not near(one, other) and point(one)[1] < point(other)[0]
    rows = [one for one in rows if not any(overtakes(other, one) for other in rows)]
    behind = lambda test: len({other.origin_name for other in rows if test(other)})
    best = max((behind(lambda o: point(o) == point(one)), behind(lambda o: near(one, o)), one.last, one.claim_id, point(one)[0])
               for one in rows)
    return min((summary.point(r)[0], r.claim_id) for r in rows), (best[4], best[3]), max((summary.point(r)[1], r.claim_id) for r in rows)


@pytest.mark.parametrize("seed", range(20))
def test_low_best_and_high_are_those_of_the_rule_taken_pair_by_pair(seed):
    rows = some(random.Random(seed), 25)
    assert summary.estimate(rows) == pair_by_pair(rows)


@pytest.mark.parametrize("number", [0, 1, 2, 7, 40])
@pytest.mark.parametrize("most", [1, 10, 100_000])
def test_blocks_hold_every_pair_once_and_in_order(number, most):
    found = [pair for a, b in summary.blocks(number, most) for pair in zip(a.tolist(), b.tolist())]
    assert found == list(itertools.combinations(range(number), 2))


# Tables and sentences ---------------------------------------------------------------------------------------------------------

def test_a_long_table_shows_some_rows_of_each_kind_says_so_and_keeps_all_for_download():
    data = pd.DataFrame({"kind": ["a"] * 400 + ["b"] * 3, "value": range(403)})
    shown = lxml.html.fragment_fromstring(str(html.table(data, "long", "Many rows", folded=False)))
    values = [int(row[1].text_content()) for row in shown.xpath(".//tbody/tr")]
    assert values == [*range(147), 400, 401, 402] and len(values) == html.SHOWN
    assert "150 of 403 rows are shown" in shown.text_content()
    saved = pd.read_csv(io.BytesIO(html.downloaded(shown.xpath("string(.//a[@download]/@href)"))))
    assert list(saved.value) == list(range(403))


def test_a_table_of_a_page_or_two_is_whole():
    data = pd.DataFrame({"value": range(html.SHOWN)})
    assert str(html.table(data, "short", "Rows")).count("<tr") == html.SHOWN + 1
    assert "are shown" not in str(html.table(data, "short", "Rows"))
    assert html.abridged(data).equals(data)


def frames_of(table):
    """What `verify` reads of a page with one table."""
    main = lxml.html.fragment_fromstring(f"<main><section><h2>Numbers</h2>{table}</section></main>")
    return [problem for found in main.xpath(".//table") for problem in proof._cells(found, {}, shortnames.Names({}))]


def test_verify_sees_a_row_that_was_taken_out_of_an_abridged_table_or_a_count_that_was_changed():
    data = pd.DataFrame({"kind": [f"k{n % 7}" for n in range(400)], "value": range(400)})
    table = str(html.table(data, "long", "Many rows", folded=False))
    assert frames_of(table) == []
    assert frames_of(table.replace(table[table.index("<tr><th", 300):table.index("</tr>", 600) + 5], "", 1))
    assert any("149 of" in problem or "shows" in problem for problem in frames_of(table.replace('value="400">400<', 'value="410">410<')))
    assert any("shows" in problem for problem in frames_of(table.replace("<p class=\"remark\">", "<p class=\"other\">")))


def test_a_listing_in_a_notebook_is_short_too():
    shown = str(html.listing(pd.DataFrame({"n": range(10_000)})))
    assert shown.count("<tr>") == html.SHOWN + 1 and "of <data value=\"10000\">10,000</data> rows are shown" in shown


def test_a_listing_of_nothing_says_so():
    assert html.words(html.listing(pd.DataFrame(columns=["passage"]))) == "None."


def test_of_a_long_list_the_first_are_named_and_the_rest_counted():
    assert wording.among("abc") == ["a", "b", "c"]
    assert wording.among(map(str, range(30))) == [*map(str, range(12)), "18 more"]
    ids = [f"{n:03d}:1" for n in range(30)]
    told = phrases.several([f"x{n}" for n in range(30)], ids)
    assert str(told).startswith("x0, x1, ") and "18</data> more" in str(told) and "x12" not in str(told)
    assert [claim_id in str(told) for claim_id in ("011:1", "012:1", "029:1")] == [False, True, True]


def test_of_many_sides_those_that_most_sources_take_and_both_ends_are_quoted():
    sides = [(str(value), "actual", pd.DataFrame({"low": [float(value)] * heard, "source_id": [f"{n}" for n in range(heard)]}))
             for value, heard in [(50, 1), (5, 1), *((value, 2) for value in range(10, 40)), (99, 1), (60, 9)]]
    quoted, listed = cards.foremost(sides)
    titles = [title for title, *_ in quoted]
    assert len(quoted) == cards.SIDES and len(quoted) + len(listed) == len(sides) and {"5", "99", "60"} <= set(titles)
    assert "50" not in titles
    assert cards.foremost(sides[:cards.SIDES + 1]) == (sides[:cards.SIDES + 1], [])
