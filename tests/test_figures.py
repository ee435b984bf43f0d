"""Figures are judged as a reader would: nothing overlaps, nothing is cut off, every mark leads to its claim, the words match the data."""

import io
import re
import xml.etree.ElementTree as ElementTree
from itertools import combinations

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex

from claimtable import codebook, figures, paths, shortnames, tables
from claimtable.export import page
from claimtable.figures import clocks, flow as figure_lineage, marks, style
from claimtable.report import figuretables

LINK = "{http://www.w3.org/2000/svg}a"
ORIGINS = ["The Harbor Authority", "Mayor Ines Calder", "", "Regional Institute for Public Order and Civil Statistics", "witnesses",
           "city police"]
SURFACES = {"exact": "{}", "approximately": "about {}", "at_least": "more than {}", "at_most": "up to {}", "range": "{} to {}",
            "vague": "thousands"}


def source(number, day="2031-05-0{}", outlet=""):
    day = day.format(number % 9 + 1)
    return {"source_id": f"{number:03d}", "file": f"{number:03d}.txt", "title": f"Story {number}", "outlet": outlet, "published_from": day,
            "published_to": day, "language": "en", "characters": 1, "words": 1, "mentions": 0, "claims": 0}


def claim(number, measure="people_marching", low=None, high=None, **more):
    """One invented claim; `number` gives its id and decides what is not said."""
    given = (low is not None, high is not None)
    bounds = {(True, True): "exact" if low == high else "range", (True, False): "at_least", (False, True): "at_most"}
    modality = more.pop("modality", None) or bounds.get(given, "vague")
    values = [marks.number(value) for value in (low, high) if value is not None]
    row = {"claim_id": f"{number % 5:03d}:{number * 10}", "source_id": f"{number % 5:03d}", "measure": measure, "kind": "quantity",
           "low": low, "high": high,
           "modality": modality, "surface": SURFACES[modality].format(*values), "unit": "persons", "status": "actual", "place": "",
           "origin": ORIGINS[number % 6], "start": number * 10, "end": number * 10 + 5, "quote": "", "coded_by": "rule"}
    return row | more


def claims(rows):
    return tables.frame("claims", rows)


def invented():
    """40 claims by five sources: every modality and status, wide spreads, long names, dates known and not, positions."""
    rows, statuses = [], ["actual", "actual", "expected", "unverified", "denied"]
    for i in range(20):
        value = [1200, 90, 45000, 300000, 2500][i % 5] * (1 + i % 3)
        low, high = [(value, value), (value, value * 1.5), (value, None), (None, value), (None, None)][i % 5 - i % 2]
        rows.append(claim(i, low=low, high=high, status=statuses[i % 5], place=["", "the western quay and the old town"][i % 2],
                          as_of_from=["", f"2031-04-{i + 10}"][i % 2], as_of_to=["", f"2031-04-{i + 10}"][i % 2]))
    for i in range(20, 28):
        rows.append(claim(i, "arrests_made", low=10.0 * i, high=10.0 * i, unit=["persons", "percent"][i % 4 == 0], status=statuses[i % 5]))
    for i in range(28, 40):
        rows.append(claim(i, ["permit_granted", "who_called_it"][i % 2], kind="position",
                          position=["granted", "refused", "under_review_by_the_court"][i % 3],
                          modality="vague", surface="granted", unit="", relay=["", "a wire service"][i % 2],
                          status=statuses[i % 5]) | {"modality": ""})
    return claims(rows), tables.frame("sources", [source(n, outlet="The Quay Post" if n == 2 else "") for n in range(5)])


def first_case():
    folder = paths.ROOT / "tests" / "cases" / "seeds"
    data = pd.read_csv(folder / "gold.csv", dtype=str, keep_default_na=False)
    sources = [source(int(number)) for number in sorted(set(data["source_id"]))]
    return tables.typed("claims", data.replace({"low": {"": None}, "high": {"": None}})), tables.frame("sources", sources)


CASES = {"invented": invented, "first case": first_case}
DISCREPANCY = {"comparison_id": "d1", "relation": "conflict", "reader_note": "Two numbers.", "explanation": "",
               "measure": "people_marching"}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "FIGURES", tmp_path / "figures")
    return tmp_path / "figures"


def draw(case):
    data, sources = case
    ids = data["claim_id"][:3]
    cards = pd.DataFrame([DISCREPANCY | {"claim_ids": tables.join(ids)},
                          DISCREPANCY | {"comparison_id": "d2", "claim_ids": tables.join(data[data["position"] != ""]["claim_id"][:4])}])
    running = pd.DataFrame({"date": ["2031-04-12", "2031-05-02"], "low": [90.0, 90.0], "best": [1200.0, 2500.0],
                            "high": [45000.0, 600000.0]})
    return figures.draw_all(data, sources, cards, running=running if "people_marching" in set(data["measure"]) else None)


@pytest.fixture(scope="module", params=CASES)
def drawn_once(request, tmp_path_factory):
    """All figures of a case, drawn once for all tests that only look. => the figures, their folder"""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "FIGURES", tmp_path_factory.mktemp("figures") / "figures")
        return draw(CASES[request.param]()), paths.FIGURES


@pytest.fixture
def drawn(drawn_once, folder, monkeypatch):
    monkeypatch.setattr(paths, "FIGURES", drawn_once[1])
    return drawn_once[0]


# Geometry: what stands where ------------------------------------------------------------------------------------------------

def layout(drawn):
    """Boxes in points of all texts, and of all marks and lines that are not the notches of a track."""
    canvas = FigureCanvasAgg(drawn.drawing)
    drawn.drawing.set_dpi(72)
    canvas.draw()
    renderer, axes = canvas.get_renderer(), drawn.drawing.axes[0]
    texts = [(text.get_text(), text.get_window_extent(renderer).padded(-0.7)) for text in axes.texts]
    shapes = [line.get_window_extent(renderer) for line in axes.lines if to_hex(line.get_color()) != style.LIGHT["hollow"]]
    return texts, shapes, drawn.drawing.bbox


def meet(a, b):
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1


def test_no_text_overlaps_text_or_mark_and_none_is_cut_off(drawn):
    for figure in drawn.values():
        texts, shapes, page = layout(figure)
        assert not [(one[0], two[0]) for one, two in combinations(texts, 2) if meet(one[1], two[1])], figure.name
        assert not [text for text, box in texts for shape in shapes if meet(box, shape)], figure.name
        assert not [text for text, box in texts if box.x0 < 0 or box.x1 > page.width or box.y0 < 0 or box.y1 > page.height], figure.name
        assert not [shape for shape in shapes if shape.x0 < -1 or shape.x1 > page.width + 1], figure.name


def test_the_check_for_overlaps_sees_one():
    sheet = style.Sheet("clash", "Title")
    sheet.text(10, 60, "one")
    sheet.text(12, 62, "two")
    sheet.y = 90
    texts, _, _ = layout(sheet.save("", "", pd.DataFrame()))
    assert meet(texts[-1][1], texts[-2][1])


def test_no_band_of_a_figure_is_empty(drawn):
    for figure in drawn.values():
        texts, _, page = layout(figure)
        edges = sorted([0, page.height] + [y for _, box in texts for y in (box.y0, box.y1)])
        allowed = figures.two_clocks.__name__ == figure.name and 130 or 45
        assert max(b - a for a, b in zip(edges, edges[1:])) < allowed, figure.name


# Links ----------------------------------------------------------------------------------------------------------------------

def vector(folder, name):
    return ElementTree.parse(folder / f"{name}.svg").getroot()


def test_the_box_and_the_number_of_a_cell_are_one_link(folder):
    data = claims([claim(0), claim(1, low=50000, high=50000)])
    figures.coverage(data, tables.frame("sources", [source(0), source(1)]))
    cells = list(vector(folder, "coverage").iter(LINK))
    assert [sorted(child.tag.rpartition("}")[2] for child in cell) for cell in cells] == [["path", "text", "title"]] * 2


def test_every_mark_of_a_claim_links_to_it(drawn):
    for name in [n for n in drawn if n.startswith(("numbers", "discrepancy"))]:
        root = vector(paths.FIGURES, name)
        inside = {child for link in root.iter(LINK) for child in link.iter()}
        colored = [e for e in root.iter()
                   if re.search("(actual|expected|unverified|denied)$", e.get("class", "")) and not e.tag.endswith("path") or
                   e.tag.endswith("use")]
        assert colored and all(element in inside for element in colored), name


def test_links_lead_to_the_claims_of_the_data(folder):
    data, sources = invented()
    for figure in draw((data, sources)).values():
        linked = {link.get("href").removeprefix("#") for link in vector(folder, figure.name).iter(LINK)}
        column = "claim_id" if "claim_id" in figure.data else "claim_ids"
        claimed = {claim for cell in figure.data[column] for claim in tables.split(cell)}
        assert linked and linked <= claimed <= set(data["claim_id"]), figure.name
        if figure.name == "numbers_people_marching":
            assert linked == claimed


def test_each_link_has_a_name_and_is_one_stop_for_the_keyboard(drawn):
    for name in drawn:
        links = list(vector(paths.FIGURES, name).iter(LINK))
        assert all(link.get("aria-label") or link.get("tabindex") == "-1" for link in links), name
        stops = [(link.get("href"), link.get("aria-label")) for link in links if link.get("tabindex") != "-1"]
        assert len(stops) == len(set(stops)), name


def test_a_statement_said_twice_is_one_mark_and_two_rows_of_data(folder):
    again = claim(1, low=10, high=10, start=99, claim_id="001:99", surface="ten", attributed_to="The city police", hedge="estimated")
    data = claims([claim(1, low=10, high=10, start=10, attributed_to="City police"), again])
    figure = figures.numbers(data, tables.frame("sources", [source(1)]), "people_marching")
    told = figure.data[["claim_id", "surface", "attributed_to", "hedge"]].to_numpy().tolist()
    assert told == [["001:10", "10", "City police", ""], ["001:99", "ten", "The city police", "estimated"]], "each row has its own words"
    assert any("2 times" in text for text, _ in layout(figure)[0])


BOOK = codebook.Codebook(measures=[{"name": "who_called_it", "kind": "position", "label": "called by whom?",
                                    "values": {"the_mayor": {"definition": "the mayor", "label": "Mayor Calder"}, "nobody": "nobody"},
                                    "statuses": {"expected": "awaited"}}])


def taken(number, position, status="actual", **more):
    return claim(number, "who_called_it", kind="position", position=position, unit="", status=status) | {"modality": ""} | more


def names(folder, figure):
    return [link.get("aria-label") for link in vector(folder, figure).iter(LINK) if link.get("aria-label")]


def test_a_link_says_how_surely_a_position_is_taken_and_in_the_words_one_sees(folder):
    rows = [taken(0, "the_mayor", "denied", hedge="no evidence"), taken(1, "the_mayor", "denied"), taken(2, "nobody", origin=""),
            taken(3, "the_mayor", "expected")]
    figures.positions(claims(rows), tables.frame("sources", [source(n) for n in range(5)]), BOOK)
    assert sorted(names(folder, "positions")) == ["Mayor Calder: awaited; source 003: Regional Institute for Public Order and Civil "
                                                  "Statistics",
                                                  "Mayor Calder: denied; source 001: Mayor Ines Calder",
                                                  "Mayor Calder: said to be unproven; source 000: The Harbor Authority",
                                                  "Nobody: stated as fact; source 002: its own words"]


def test_each_status_of_a_cell_has_its_own_mark_with_its_count(folder):
    rows = [taken(0, "nobody"), taken(5, "nobody", "expected"), taken(10, "nobody", "expected"), taken(1, "the_mayor")]
    figure = figures.positions(claims(rows), tables.frame("sources", [source(n) for n in range(2)]), BOOK)
    assert len(names(folder, "positions")) == 3 and [name for name in names(folder, "positions")
                                                     if name.endswith("; the first of 2 claims")]
    assert [text for text, _ in layout(figure)[0]].count("2") == 1


def test_only_questions_with_a_discrepancy_are_called_disputed():
    rows = [taken(0, "nobody"), taken(1, "the_mayor"), taken(2, "a", measure="other"), taken(3, "b", measure="other")]
    sources = tables.frame("sources", [source(n) for n in range(4)])
    shown = lambda clashing: set(figures.positions(claims(rows), sources, clashing=clashing).data["measure"])
    assert shown({"other", "third"}) == {"other"} and shown(None) == {"who_called_it", "other"} and shown(set()) == set()


def test_the_data_of_the_positions_have_the_order_of_the_rows_drawn():
    rows = [taken(0, "nobody"), taken(1, "a", measure="other"), taken(2, "the_mayor"), taken(3, "b", measure="other"), taken(4, "nobody")]
    data = figures.positions(claims(rows), tables.frame("sources", [source(n) for n in range(5)]), BOOK).data
    told = list(zip(data["measure"], data["position"]))
    assert len(told) == 5 and len(set(told)) == 4 and sum(one != other for one, other in zip(told, told[1:])) == 3
    assert sum(one[0] != other[0] for one, other in zip(told, told[1:])) == 1


def test_names_of_measures_are_those_of_the_codebook(folder):
    figures.coverage(claims([taken(0, "nobody"), taken(5, "the_mayor")]), tables.frame("sources", [source(0)]), BOOK)
    assert names(folder, "coverage") == ["Called by whom: source 000; the first of 2 claims"]


def as_read(figure, book=BOOK):
    """A figure's data as a page shows them: [heads, then rows]."""
    data = pd.read_csv(paths.FIGURES / f"{figure.name}.csv", dtype=str, keep_default_na=False)
    labels = {m.name: {"label": m.label, "statuses": m.statuses, "values": {v: meaning.label for v, meaning in m.values.items()}}
              for m in book.measures}
    table, heads = figuretables.read(data, labels, shortnames.Names({}))
    return [list(heads.values()), *table[list(heads)].to_numpy().tolist()]


def test_the_data_of_a_figure_are_shown_in_words():
    rows = [taken(0, "the_mayor", "expected", surface="wanted it", as_of_from="2031-04-11", as_of_to="2031-04-12"),
            taken(1, "the_mayor", origin="", surface="did it"),
            taken(2, "nobody", origin="", surface="nobody did")]
    assert as_read(figures.positions(claims(rows), tables.frame("sources", [source(n) for n in range(3)]), BOOK)) == [
        ["Position", "Source", "As stated", "Who says so", "As of", "Published", "Status"],
        ["Mayor Calder", "000", "wanted it", "its own words", "11–12 April 2031", "1 May 2031", "awaited"],
        ["Mayor Calder", "001", "did it", "its own words", "not said", "2 May 2031", "stated as fact"],
        ["Nobody", "002", "nobody did", "its own words", "not said", "3 May 2031", "stated as fact"]]


def test_the_data_of_a_figure_that_drew_nothing_are_heads_without_rows():
    assert as_read(figures.positions(claims([]), tables.frame("sources", [source(0)]), BOOK))[1:] == []
    text = (paths.FIGURES / "positions.csv").read_text("utf-8")
    assert "Position" in str(page.data_table("positions", text, {}))


def test_who_perhaps_too_early_and_who_says_nothing_can_be_read_cell_by_cell():
    rows = [claim(1, low=5, high=5, as_of_from="2031-05-02", as_of_to="2031-05-02"), claim(2, "arrests_made", low=1, high=1)]
    shown = as_read(figures.coverage(claims(rows), tables.frame("sources", [source(n) for n in range(3)])))
    assert shown == [["About", "Source 000", "Source 001", "Source 002"],
                     ["People marching", "perhaps too early", "1 claim", "says nothing"],
                     ["Arrests made", "says nothing", "says nothing", "1 claim"]]


def test_axes_legends_and_loose_counts_are_not_read_aloud(drawn):
    for name in drawn:
        root = vector(paths.FIGURES, name)
        inside = {text for link in root.iter(LINK) for text in link.iter()}
        heard = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")
                 if text not in inside and text.get("aria-hidden") != "true"]
        assert not [words for words in heard if re.fullmatch(r"[≥≤≈]? ?[\d.,]+[km]?|\d+ \w\w\w|.*scale", words)], name


def test_a_number_added_to_another_is_marked_as_a_part(folder):
    rows = [claim(0, low=900, high=900, quote="A further 900 marched."), claim(1, low=900, high=900, quote="Some 900 marched.")]
    texts = [text
             for text, _ in layout(figures.numbers(claims(rows), tables.frame("sources", [source(0), source(1)]), "people_marching"))[0]]
    assert len([text for text in texts if text.endswith("a part")]) == 1
    assert [name for name in names(folder, "numbers_people_marching") if "a part, no total" in name and "source 000" in name]


def test_a_number_and_a_word_are_not_several_numbers():
    rows = [claim(0, low=4, high=4), claim(1), claim(2, "arrests_made", low=1, high=1), claim(3, "arrests_made", low=2)]
    assert set(figures.overview(claims(rows), tables.frame("sources", [source(n) for n in range(4)])).data["measure"]) == {"arrests_made"}


def test_a_link_of_the_two_clocks_has_both_days(folder):
    rows = [claim(1, low=900, high=900, as_of_from="2031-04-11", as_of_to="2031-04-11"), claim(2, low=900, high=900)]
    figures.two_clocks(claims(rows), tables.frame("sources", [source(1), source(2)]))
    said = names(folder, "two_clocks")
    assert all("published" in name for name in said)
    assert ["speaks of 11 Apr 2031, published 2 May 2031" in name for name in said] == ["source 001" in name for name in said]


# Words ----------------------------------------------------------------------------------------------------------------------

def test_alt_text_counts_what_the_data_hold(drawn):
    for figure in drawn.values():
        said = re.search(r"([\d,]+) claims?", figure.alt)
        if figure.name.startswith(("numbers_people", "numbers_troops", "two_clocks", "positions", "discrepancy")):
            assert int(said[1].replace(",", "")) == len(figure.data), figure.alt
            assert f"{figure.data['source_id'].nunique()} source" in figure.alt
        elif figure.name in ("coverage", "who_says_so"):
            assert int(said[1].replace(",", "")) == figure.data["claims"].sum(), figure.alt


def test_the_table_beside_a_figure_is_what_it_drew(drawn):
    for figure in drawn.values():
        kept = pd.read_csv(paths.FIGURES / f"{figure.name}.csv", dtype=str, keep_default_na=False)
        again = pd.read_csv(io.StringIO(figure.data.to_csv(index=False)), dtype=str, keep_default_na=False)
        assert kept.equals(again) and len(kept), figure.name


def test_the_band_is_that_of_the_measure_that_is_drawn():
    rows = [claim(n, low=low, high=low, as_of_from=f"2031-05-0{n + 1}", as_of_to=f"2031-05-0{n + 1}") for n, low in enumerate((5, 9))]
    marching = codebook.Codebook(measures=[{"name": "people_marching", "kind": "quantity"}])
    sources, none = tables.frame("sources", list(map(source, range(2)))), tables.frame("discrepancies", [])
    drawn = figures.draw_all(claims(rows), sources, none, marching)
    assert clocks.BAND in drawn["two_clocks"].caption


def test_the_title_is_the_finding():
    sources = tables.frame("sources", [source(n) for n in range(5)])
    title = lambda *rows: figures.numbers(claims(rows), sources, "people_marching").title
    assert title(claim(0, low=1500, high=1500), claim(1, high=9e6)) == "People marching: 2 sources say 1,500 to 9 million"
    assert title(claim(0, low=1500, high=1500), claim(1, low=1500, high=1500)) == "People marching: 2 sources say 1,500"
    assert title(claim(0)) == "People marching: 1 source speaks of it without a number"


@pytest.mark.parametrize("until, later", [("2031-04-20", "11 days later"), ("2031-04-21", "at least 10 days later")])
def test_how_much_later_a_number_was_printed_is_a_least_where_a_day_is_not_sure(until, later):
    row = claim(0, low=5, high=5, as_of_from="2031-04-20", as_of_to=until)
    told = figures.two_clocks(claims([row]), tables.frame("sources", [source(0)]))
    assert told.title == f"People marching: 1 of 1 number says which day it means; one was printed {later}"


@pytest.mark.parametrize("days, words",
                         [(("2024-10-08", "2024-10-13"), "8–13 Oct 2024"), (("2024-10-29", "2024-11-02"), "29 Oct – 2 Nov 2024"),
                                         (("2024-12-30", "2025-01-02"), "30 Dec 2024 – 2 Jan 2025"),
                                         (("2024-11-01", "2024-11-30"), "Nov 2024"),
                                         (("2024-06-01", "2024-08-31"), "Jun–Aug 2024"), (("2023-01-01", "2023-12-31"), "2023"),
                                         (("2024-11-05", ""), "5 Nov 2024"), (("", ""), "")])
def test_days_in_words(days, words):
    assert marks.day_words(*days) == words


@pytest.mark.parametrize("row, words", [((10900, 10900, "exact"), "10,900"), ((1.2e6, 1.2e6, "approximately"), "≈ 1.2 million"),
                                        ((None, 3000, "at_most"), "≤ 3,000"),
                                        ((600000, None, "at_least"), "≥ 600,000"), ((8000, 10000, "range"), "8,000–10,000"),
                                        ((None, None, "vague"), "“thousands”")])
def test_values_in_the_fewest_signs(row, words):
    assert marks.value_words(dict(zip(("low", "high", "modality"), row), surface="thousands")) == words


# Unusual data ---------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("rows", [[claim(0, low=5, high=5)], [claim(0, high=3000.0), claim(1, low=700.0), claim(2, high=1.0)],
                                  [claim(0), claim(1, status="denied")],
                                  [claim(0, low=0, high=0), claim(1, low=1e9, high=1e9)],
                                  [claim(0, low=-4.5, high=-4.5), claim(1, low=7.8, high=7.8)],
                                  [claim(0, low=1, high=1e12, origin="O" * 200, place="P" * 90, surface="x" * 300)],
                                  [claim(0, low=2, high=2, surface="$2 and $3 \x00 <b> & “ ”", origin="北 & <i>")]],
                         ids=["one claim", "only open bounds", "only vague words", "zero and a billion", "negative", "long names",
                              "odd letters"])
@pytest.mark.filterwarnings("ignore:Glyph")
def test_odd_claims_are_drawn_without_a_clash(rows, folder):
    sources = tables.frame("sources", [source(0), source(1) | {"published_from": "", "published_to": ""}, source(2)])
    discrepancy = DISCREPANCY | {"claim_ids": tables.join(row["claim_id"] for row in rows)}
    for figure in figures.draw_all(claims(rows), sources, pd.DataFrame([discrepancy])).values():
        texts, shapes, page = layout(figure)
        assert not [(one[0], two[0]) for one, two in combinations(texts, 2) if meet(one[1], two[1])], figure.name
        assert not [text for text, box in texts for shape in shapes if meet(box, shape)], figure.name
        assert all(box.x0 >= 0 and box.x1 <= page.width for _, box in texts), figure.name
        vector(folder, figure.name)


def test_no_claims_at_all_still_makes_figures():
    drawn = figures.draw_all(claims([]), tables.frame("sources", [source(0)]), pd.DataFrame(columns=tables.COLUMNS["discrepancies"]))
    assert all(figure.title for figure in drawn.values())


def test_a_vague_word_is_dotted_over_the_interval_it_is_compared_as(folder):
    data = claims([claim(0), claim(1, low=50000, high=50000)])
    figures.numbers(data, tables.frame("sources", [source(0), source(1)]), "people_marching")
    svg = (folder / "numbers_people_marching.svg").read_text()
    assert "stroke-dasharray" in svg and "“thousands”" in svg


def test_only_the_gravest_of_many_discrepancies_are_drawn():
    rows = pd.DataFrame({"comparison_id": [f"d{n}" for n in range(100)], "severity": [n % 50 / 50 for n in range(100)]})
    assert len(figures.gravest(rows)) == figures.MOST_CARDS
    assert figures.gravest(rows)["severity"].min() > rows.drop(figures.gravest(rows).index)["severity"].max() - 0.02
    assert list(figures.gravest(rows).index) == sorted(figures.gravest(rows).index)


def test_a_word_that_stands_for_no_interval_has_no_place_on_the_scale(folder):
    data = claims([claim(0, surface="a sea of people"), claim(1, low=50000, high=50000)])
    drawn = figures.numbers(data, tables.frame("sources", [source(0), source(1)]), "people_marching")
    svg = (folder / "numbers_people_marching.svg").read_text()
    assert "stroke-dasharray" not in svg and "“a sea of people”" in svg
    assert len(layout(drawn)[1]) == 1


def test_all_figures_read_vague_words_by_the_lexicon(folder):
    data = claims([claim(0), claim(1, low=50000, high=50000)])
    figures.draw_all(data, tables.frame("sources", [source(0), source(1)]), pd.DataFrame(columns=tables.COLUMNS["discrepancies"]))
    assert "stroke-dasharray" in (folder / "numbers_people_marching.svg").read_text()


def test_a_wide_spread_is_logarithmic_and_says_so():
    scale = marks.value_scale([10, 200.1], 0, 300)
    assert scale.kind == "log" and "log" in scale.words
    assert marks.value_scale([10, 200], 0, 300).kind == "linear" and marks.value_scale([10, 200], 0, 300)(0) == 0


def test_many_statements_share_a_track_and_the_overview_stays_on_a_page(folder):
    rows = [claim(n, f"measure_{n % 6}", low=10 + n % 7, high=None if n % 3 else 10 + n % 7) for n in range(80)]
    rows.append(claim(80, "measure_1", surface="a sea of people"))
    figure = figures.overview(claims(rows), tables.frame("sources", [source(n) for n in range(5)]))
    texts, shapes, page = layout(figure)
    assert page.height < 10 * 72 and any("1 word in place of a number" in text for text, _ in texts)
    assert not [text for text, box in texts for shape in shapes if meet(box, shape)]
    linked = {link.get("href")[1:] for link in vector(folder, figure.name).iter(LINK)}
    firsts = {row["claim_ids"][0] for m in range(6) for row in marks.statements(claims([r for r in rows if r["measure"] == f"measure_{m}"]),
                                                                               tables.frame("sources", [source(n) for n in range(5)]))}
    assert linked == firsts - {"000:800"}


def test_twenty_sources_fit_in_the_matrices():
    sources = tables.frame("sources", [source(n) for n in range(20)])
    taken = lambda n: {"position": ["granted", "refused"][n % 2], "source_id": f"{n:03d}", "claim_id": f"{n:03d}:1"}
    rows = [claim(n, "permit", kind="position", **taken(n)) | {"modality": ""} for n in range(20)]
    for figure in (figures.coverage(claims(rows), sources), figures.positions(claims(rows), sources),
                   figures.who_says_so(claims(rows), sources)):
        texts, _, page = layout(figure)
        assert not [(one[0], two[0]) for one, two in combinations(texts, 2) if meet(one[1], two[1])], figure.name
        assert all(box.x1 <= page.width and box.y1 <= page.height for _, box in texts), figure.name


def test_many_origins_share_a_line():
    rows = [claim(n, low=n, high=n, origin=f"Actor {n:02d}", source_id=f"{n % 3:03d}") for n in range(1, 60)]
    figure = figures.who_says_so(claims(rows), tables.frame("sources", [source(n) for n in range(3)]))
    assert any(text == "25 others" for text, _ in layout(figure)[0]) and len(figure.data) == 59


def test_a_group_without_a_name_is_not_counted_as_one_origin():
    rows = [claim(n, low=n, high=n, origin=f"analysts (source {n})") for n in (1, 2)]
    rows += [claim(n, low=3, high=3, origin="The Harbor Authority") for n in (3, 4)]
    actors = codebook.Actors(actors=[{"name": "analysts", "kind": "anonymous"}])
    sources = tables.frame("sources", [source(n) for n in range(5)])
    assert figures.who_says_so(claims(rows), sources).title == "1 of 3 named origins speaks in more than one of the 5 sources"
    assert figures.who_says_so(claims(rows), sources, actors).title == "1 of 1 named origin speaks in more than one of the 5 sources"


def test_ordering_the_origins_leaves_fewer_lines_crossing():
    pairs = pd.DataFrame([("a", "002", 1), ("b", "001", 1), ("c", "000", 1), ("d", "002", 1), ("d", "000", 1)],
                         columns=["origin", "source_id", "claims"])
    links = list(pairs.itertuples(index=False, name=None))
    sources = ["000", "001", "002"]
    ordered = figure_lineage.order(pairs, sources)
    assert figure_lineage.crossings(links, *ordered) < figure_lineage.crossings(links, list("abcd"), sources)


# Files ----------------------------------------------------------------------------------------------------------------------

def test_the_same_data_give_the_same_bytes_in_any_order(tmp_path, monkeypatch):
    data, sources = invented()
    for name, case in (("one", (data, sources)), ("two", (data.sample(frac=1, random_state=7), sources))):
        monkeypatch.setattr(paths, "FIGURES", tmp_path / name)
        draw(case)
    kept = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(kept) > 20 and kept == sorted(path.name for path in (tmp_path / "two").iterdir())
    assert not [name for name in kept
                if not name.startswith("discrepancy") and (tmp_path / "one" / name).read_bytes() != (tmp_path / "two" / name).read_bytes()]


def test_a_page_can_restyle_every_color_and_needs_no_style_attribute(drawn):
    rules = style.css()
    for name in drawn:
        text = (paths.FIGURES / f"{name}.svg").read_text()
        assert "style" not in text and "<metadata" not in text and "http://www.w3.org/1999/xlink" not in text
        assert all(f".{used}{{" in rules for classes in re.findall('class="([^"]*)"', text) for used in classes.split()), name
        assert set(re.findall("#[0-9a-f]{6}", text)) <= set(style.LIGHT.values())


def test_copied_markers_take_their_color_from_the_place_of_use(drawn):
    for name in drawn:
        shapes = [shape for defs in vector(paths.FIGURES, name).iter("{http://www.w3.org/2000/svg}defs") for shape in defs]
        assert not [shape for shape in shapes if {"fill", "stroke", "class"} & set(shape.attrib)], name


def test_ids_are_unique_across_the_figures_of_a_page(drawn):
    ids = [element.get("id") for name in drawn for element in vector(paths.FIGURES, name).iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def luminance(color):
    parts = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    return sum(share * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
               for share, part in zip((0.2126, 0.7152, 0.0722), parts))


@pytest.mark.parametrize("theme, paper", [(style.LIGHT, "#ffffff"), (style.DARK, "#14171a")])
def test_text_and_marks_have_contrast_in_both_themes(theme, paper):
    contrast = lambda a, b: (max(map(luminance, (a, b))) + 0.05) / (min(map(luminance, (a, b))) + 0.05)
    for ground in (paper, theme["band"]):
        assert all(contrast(theme[role], ground) >= 4.5 for role in ("ink", "muted"))
        assert all(contrast(theme[role], ground) >= 3 for role in style.STATUSES)
    assert contrast(theme["hollow"], theme["actual"]) >= 4.5


def test_a_number_is_never_cut_short():
    """'An account with 9…' names another account."""
    cut = {style.fit("An account with 900k followers", width) for width in range(20, 240)}
    assert not any(c.isdigit() for short in cut for c in short.replace("900k", "")) and "An account with…" in cut


def test_a_figure_calls_each_source_by_its_name():
    frame = tables.frame("sources", [source(0) | {"short": "Night Watch"}, source(1) | {"short": "source 001"}])
    drawn = figures.numbers(claims([claim(0, low=5.0, high=5.0), claim(1, low=9.0, high=9.0, origin="analysts (source 001)")]), frame,
                            "people_marching")
    words = (paths.FIGURES / f"{drawn.name}.svg").read_text(encoding="utf-8")
    assert "Night Watch, " in words and "source 001, analysts" in words and "source 000" not in words and "(source 001)" not in words


def test_names_stand_upright_where_lying_they_would_break_more_rows():
    def turned(rows):
        frame = tables.frame("sources", [source(n) | {"short": f"Constitutional {n}"} for n in range(3)])
        measures = [f"the_people_who_came_to_the_{m}_fair" for m in "abcdefghijkl"] if rows else ["people_marching"]
        figures.coverage(claims([claim(n, measure, low=5.0, high=5.0) for measure in measures for n in range(3)]), frame)
        return "rotate(-90" in (paths.FIGURES / "coverage.svg").read_text(encoding="utf-8")

    assert not turned(rows=False) and turned(rows=True)
