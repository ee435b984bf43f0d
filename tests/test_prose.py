"""The report's sentences: no number without a place it comes from, no silent measure, plain dates."""

import dataclasses
import re
from types import SimpleNamespace

import lxml.html
import pytest

from claimtable import case, codebook, derive, html, phrases, sureness, tables
from claimtable.compare import sensitivity, summary
from claimtable.compare.wording import capital
from claimtable.html import Fragment
from claimtable.report import bottomline, cards, exhibits, numbers, prose, standpoints, statements


@pytest.fixture(scope="module")
def this():
    return case.load()


def pieces_of(this):
    """(name, HTML) of all the prose of the report."""
    yield "lead", prose.lead(this)
    yield "bottom line", bottomline.bottom_line(this)
    yield "checks", exhibits.checks_summary(this)
    yield "cards", cards.cards(this)
    for section in this.outline.sections:
        yield section.title, prose.section(this, section.title)
    yield "rest", prose.rest(this)


@pytest.fixture(scope="module")
def pieces(this):
    return list(pieces_of(this))


def loose(fragment):
    """The words of a piece of HTML outside links to claims, quotations, computed numbers, dates, tables and downloads."""
    tree = lxml.html.fragment_fromstring(str(fragment), create_parent="div")
    for element in tree.xpath("//table | //q | //blockquote | //data | //time | //figure | //p[@class='tools'] | //a[@class='claim'] | "
                              "//a[@class='source']"):
        element.drop_tree()
    return tree.text_content()


def test_no_digit_in_prose_stands_outside_a_claim_a_quotation_or_a_computed_number(pieces):
    for name, piece in pieces:
        words = re.sub(r"source \d+( itself)?", "", loose(piece))  # a source's id is its name
        assert not re.search(r"\d", words), f"{name}: {re.search(r'.{0,60}[0-9].{0,30}', words).group()!r}"


def test_every_link_to_a_claim_names_a_claim_there_is(this, pieces):
    known = set(this.claims.claim_id)
    for name, piece in pieces:
        for link in lxml.html.fragment_fromstring(str(piece), create_parent="div").xpath("//a[@class='claim']"):
            assert link.get("href")[1:] in known, f"{name}: {link.get('href')}"


def test_every_number_and_position_of_the_table_of_claims_is_in_a_section(this, pieces):
    shown = " ".join(str(piece) for name, piece in pieces)
    missing = [i for i in this.claims.claim_id if f'href="#{i}"' not in shown]
    assert missing == []


def test_every_discrepancy_has_its_card_and_each_card_every_claim(this):
    tree = lxml.html.fragment_fromstring(str(cards.cards(this)), create_parent="div")
    for row in this.discrepancies.itertuples():
        [card] = tree.xpath("//section[@class='card'][.//*[@id=$id]]", id=row.comparison_id)
        linked = {a.get("href")[1:] for a in card.xpath(".//a[@class='claim']")}
        assert set(row.claim_ids.split("; ")) <= linked, row.comparison_id


def test_every_point_of_a_card_has_two_sides_each_with_its_status(this):
    tree = lxml.html.fragment_fromstring(str(cards.cards(this)), create_parent="div")
    points = tree.xpath("//div[@class='point']")
    assert len(points) >= len(tree.xpath("//section[@class='card']")) > 0
    for point in points:
        stances = [stance.text_content() for stance in point.xpath(".//p[@class='stance']")]
        assert len(stances) > 1 and all(": " in stance for stance in stances), point.text_content()[:200]


def test_nobody_who_says_otherwise_stands_under_so_also(this):
    claims = this.claims.set_index("claim_id")
    for side in lxml.html.fragment_fromstring(str(cards.cards(this)), create_parent="div").xpath("//div[@class='side'][p[@class='also']]"):
        linked = {a.get("href")[1:] for a in side.xpath("./*[self::blockquote or self::p[@class='also']]//a[@class='claim']")}
        said = {(claims.at[i, "measure"], claims.at[i, "position"], claims.at[i, "status"]) for i in linked}
        assert len(said) == 1, said


def rows_of(*parts):
    return tables.frame("discrepancies", [{"comparison_id": f"d{n}", "relation": relation, "claim_ids": ids, "severity": 0}
                                          for n, (relation, ids) in enumerate(parts)])


@pytest.mark.parametrize("parts, groups", [
    ([("status", "a:1; b:1"), ("internal", "b:1; b:2")], [["d0", "d1"]]),
    ([("status", "a:1; b:1"), ("status", "a:2; b:2")], [["d0"], ["d1"]]),
    ([("status", "a:1; b:1"), ("status", "a:2; b:2"), ("conflict", "a:1; a:2")], [["d0", "d1", "d2"]]),
    ([("contradiction", "a:1; b:1"), ("arithmetic", "a:1; a:2; b:2")], [["d0"], ["d1"]]),  # sums have sides of their own
])
def test_discrepancies_that_share_claims_make_one_point(parts, groups):
    assert sorted(sorted(row.comparison_id for row in group) for group in cards.points(rows_of(*parts))) == groups


def test_parts_that_do_not_add_up_stand_together_against_each_total(this):
    for row in this.discrepancies[this.discrepancies.relation == "arithmetic"].itertuples():
        found = this.claims[this.claims.claim_id.isin(tables.split(row.claim_ids))]
        (title, _, parts), *totals = cards.sides(this, found, [row])
        assert title == cards.PARTS and len(parts) > 1 and parts.source_id.nunique() == 1
        assert totals and all(set(rows.source_id).isdisjoint(parts.source_id) for _, _, rows in totals)


def test_the_bottom_line_answers_every_headline_and_leads_to_its_section_and_card(this):
    rows = lxml.html.fragment_fromstring(str(bottomline.bottom_line(this)), create_parent="div").xpath("//tbody/tr")
    assert [row[0].text_content() for row in rows] == [this.label(m) for m in this.outline.headline if m in prose.results(this)]
    disputed = {f"#{cards.address(measure)}" for measure in this.discrepancies.measure}
    sections = {"#" + re.sub("[^a-z0-9]+", "-", s.title.lower()).strip("-") for s in this.outline.sections}
    for row in rows:
        assert row[0].find("a").get("href") in sections and row[1].text_content()
        assert (row[4].find("a") is None) == (row[4].text_content() in ("no", "one source only"))
        assert all(link.get("href") in disputed for link in row[4].iter("a"))


def test_how_surely_an_answer_is_given_is_counted_in_sources(this):
    for measure, result in prose.results(this).items():
        if result["kind"] == "position":
            rows = this.claims[this.claims.claim_id.isin(result["camps"][0]["claim_ids"])]
            told = html.words(Fragment(bottomline.how_surely(this, rows)))
            for how in {this.sure(row) for row in rows.itertuples()}:
                those = {row.source_id for row in rows.itertuples() if this.sure(row) == how}
                counted = rf"[(,] ?{re.escape(how)} in {derive.words(len(those))}\b"
                assert told in ("", f" ({how})") or re.search(counted, told), (measure, told)


def test_a_span_of_numbers_is_given_by_those_whose_numbers_lie_within_it(this):
    stated = this.claims[(this.claims.measure == "troops_deployed") & (this.claims.status == "actual")]
    stated = stated[stated.modality != "vague"].head(6)
    rows = stated.assign(low=[1.0, 2, 3, 4, 5, 6], high=[1.0, 2, 3, 4, 5, 6], origin=list("abcdef"))
    low, high = rows.claim_id.iloc[3], rows.claim_id.iloc[5]
    result = {"measure": "troops_deployed", "claim_ids": list(rows.claim_id), "low": 4, "best": 4, "high": 6, "low_claim": low,
              "best_claim": low, "high_claim": high}
    said, behind, _ = bottomline._number(dataclasses.replace(this, frames={**this.frames, "claims": rows}), result)
    assert str(said).startswith("From ") and sorted(behind.low) == [4, 5, 6]


@pytest.mark.parametrize("count, last", [(2, "1"), (6, "5"), (7, "two more"), (40, "35 more")])
def test_of_many_other_answers_the_first_are_told_and_the_rest_counted(count, last):
    assert bottomline.few([str(n) for n in range(count)])[-1] == last and len(bottomline.few(list("abcdefghij"))) == bottomline.SHOWN + 1


def test_what_is_called_agreed_touches_no_discrepancy_and_has_one_answer(this):
    disputed = {i for cell in this.discrepancies.claim_ids for i in tables.split(cell)}
    words = "".join(map(str, bottomline.agreed(this)))
    told = lambda measure: {this.label(measure),
                            *(capital(this.sentence(measure, value) or "?") for value in this.book.measure(measure).values)}
    agreed = [measure for measure in prose.results(this) if any(f">{name}</a>" in words for name in told(measure))]
    assert agreed
    for measure in agreed:
        rows = this.claims[this.claims.measure == measure]
        assert not disputed & set(rows.claim_id) and rows.source_id.nunique() > 1 and set(rows.status) == {"actual"}
        assert rows.position.nunique() == 1


@pytest.mark.parametrize("sentence, status, starts", [
    ("", "actual", "Kept, according to"), ("", "denied", "Kept: denied by"),
    ("the bridge was kept", "actual", "The bridge was kept, according to"),
    ("the bridge was kept", "denied", "The bridge was kept: denied by"),
    ("the bridge is kept", "expected", "The bridge is kept: expected or held possible by"),
    ("the bridge may be kept", "expected", "The bridge may be kept, according to"),
    ("the bridge may be kept", "unverified", "The bridge may be kept: unverified, from"),
])
def test_a_position_is_told_in_its_sentence_and_without_one_by_its_label(this, sentence, status, starts):
    found = this.claims[(this.claims.kind == "position") & (this.claims.status == "actual") & (this.claims.hedge == "")].head(1)
    rows = found.assign(measure="bridge", position="kept", status=status)
    bridge = codebook.Measure(name="bridge", kind="position", values={"kept": codebook.Value(sentence=sentence)})
    one = dataclasses.replace(this, frames={**this.frames, "claims": rows}, book=codebook.Codebook(measures=[bridge]))
    said = standpoints._taken(one, "bridge", {"value": "kept", "claim_ids": list(rows.claim_id)}, capital=True)
    assert html.words(said).startswith(starts)


@pytest.mark.parametrize("statuses, told", [
    (["actual", "actual"], "that it burst"),
    (["actual", "denied"], "that it burst (denied by others)"),
    (["unverified", "denied"], "that it burst (unverified; denied by others)"),
])
def test_what_is_only_named_says_whether_somebody_denies_it(this, statuses, told):
    rows = this.claims[this.claims.kind == "position"].head(2).assign(measure="dam", position="burst", status=statuses, hedge="")
    dam = codebook.Measure(name="dam", kind="position", values={"burst": codebook.Value(sentence="it burst")})
    one = dataclasses.replace(this, frames={**this.frames, "claims": rows}, book=codebook.Codebook(measures=[dam]))
    camp = {"value": "burst", "claim_ids": [i for i, status in zip(rows.claim_id, statuses) if status != "denied"]}
    assert standpoints._clause(one, "dam", camp) == told


@pytest.mark.parametrize("who, says", [("the mayor", "says the mayor"), ("residents", "say residents")])
def test_a_status_of_the_measures_own_is_told_with_a_verb(this, who, says):
    rows = this.claims[this.claims.kind == "position"].head(1).assign(measure="aid", position="food", status="expected", hedge="",
                                                                      attributed_to=who, origin=who)
    aid = codebook.Measure(name="aid", kind="position", values={"food": codebook.Value()}, statuses={"expected": "wanted"})
    one = dataclasses.replace(this, frames={**this.frames, "claims": rows}, book=codebook.Codebook(measures=[aid]))
    told = standpoints._taken(one, "aid", {"value": "food", "claim_ids": list(rows.claim_id)}, capital=True)
    assert html.words(told).startswith(f"Food: wanted, {says} (")


def test_a_status_is_told_in_the_measures_own_words(this):
    measure = next(m for m in this.book.measures if m.statuses)
    status, words = next(iter(measure.statuses.items()))
    assert this.status(measure.name, status) == words
    plain = next(m for m in this.book.measures if not m.statuses)
    assert this.status(plain.name, "denied") == "denied"


@pytest.mark.parametrize("ends, words", [
    (("2024-11-05",), "5 November 2024"), (("2024-11-05", "2024-11-05"), "5 November 2024"),
    (("2024-10-08", "2024-10-13"), "8–13 October 2024"),
    (("2024-10-01", "2024-10-31"), "October 2024"), (("2024-02-01", "2024-02-29"), "February 2024"),
    (("2024-09-01", "2024-11-30"), "September to November 2024"),
    (("2024-12-01", "2025-01-31"), "December 2024 to January 2025"), (("2024-10-28", "2024-11-30"), "28 October to 30 November 2024"),
    (("2024-12-28", "2025-01-03"), "28 December 2024 to 3 January 2025"),
])
def test_days_are_written_as_people_write_them(ends, words):
    assert lxml.html.fromstring(str(phrases.day(*ends))).text_content() == words


@pytest.mark.parametrize("parts, words", [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"),
                                          (["a<b", Fragment("<i>c</i>")], "a&lt;b and <i>c</i>")])
def test_lists_end_in_and(parts, words):
    assert str(phrases.listed(parts)) == words


def shared(texts, values=()):
    """A case of two sources with these texts, whose claims state these numbers."""
    rows = [{"claim_id": f"{source}:{n}", "source_id": source, "measure": "dead", "low": value, "high": value, "surface": str(value),
             "start": n, "end": n + 1} for n, (source, value) in enumerate(values)]
    return SimpleNamespace(texts=texts, claims=tables.frame("claims", rows))


LONG = "the mayor of the old harbor town said on Friday that nobody had expected the water to rise so fast"


@pytest.mark.parametrize("case_, finds", [
    (shared({"a": f"He wrote that {LONG}.", "b": f"Later {LONG}, they say."}), "a run of words"),
    (shared({"a": "One.", "b": "Two."}, [("a", 4127), ("b", 4127)]), "a rare number"),
    (shared({"a": "One.", "b": "Two."}, [("a", 4000), ("b", 4000)]), "There are none"),
])
def test_what_sources_share_beyond_what_they_cite_is_shown(case_, finds):
    assert finds in lxml.html.fromstring(str(exhibits.lineage_table(case_))).text_content()


def test_every_claim_has_its_credibility_and_the_levels_add_up(this):
    graded = exhibits.rated(this)
    assert sorted(graded.claim_id) == sorted(this.claims.claim_id)
    page = lxml.html.fragment_fromstring(str(exhibits.credibility_table(this)), create_parent="div")
    counts = [int(cell.text_content()) for cell in page.xpath("//table[@id='table-credibility']//tr/*[3][self::td]")]
    assert sum(counts) == len(this.claims)


def test_the_flip_table_says_each_answer_once(this):
    flips = [sensitivity.flip(this.claims, this.sources, this.book, this.outline.headline, by, this.actors) for by in ("source", "origin")]
    rows = lxml.html.fragment_fromstring(str(exhibits.flip_table(this, flips)), create_parent="div").xpath("//tbody/tr")
    told = [tuple(cell.text_content() for cell in row)[0::3] for row in rows]
    assert rows and len(rows) < sum(len(flip[flip.changes]) for flip in flips)
    assert all(before != "″" or n for n, (before, _) in enumerate(told))


def test_garbled_passages_are_counted_apart_from_checks(this):
    words = lxml.html.fromstring(str(exhibits.checks_summary(this))).text_content()
    tested, odd = (this.checks.kind != "garbled").sum(), (this.checks.kind == "garbled").sum()
    assert words.startswith(f"Of {derive.words(tested)} checks")
    assert (f"Besides, {derive.words(odd)} passages look garbled" in words) == (odd > 1)


def test_one_point_has_one_drawing_of_all_its_claims(this):
    """Several discrepancies that share claims lie on one axis, not on one each."""
    shared = [part for _, rows in cards.by_question(this) for part in cards.points(rows)]
    drawings = cards.drawings(this, shared)
    assert list(cards.drawn(this).comparison_id) == [row.comparison_id for row in drawings]
    assert len(drawings) <= 2 * len(shared) and len({row.comparison_id for row in drawings}) == len(drawings)
    one = shared[0][0]._replace(claim_ids=tables.join(this.claims.claim_id[this.claims.kind == "quantity"].head(3)))
    other = one._replace(claim_ids=tables.join(this.claims.claim_id[this.claims.kind == "quantity"].iloc[2:5]))
    [both] = cards.drawings(this, [[one, other]])
    assert tables.split(both.claim_ids) == list(this.claims.claim_id[this.claims.kind == "quantity"].head(5))


@pytest.mark.parametrize("unit, surface, modality, told", [
    ("km", "nearly 7,000", "approximately", "km"), ("EUR", "120 million", "exact", "EUR"), ("USD", "$2,000", "exact", ""),
    ("EUR", "EUR 120m", "exact", ""), ("m", "six", "exact", "m"),
    ("m", "3.5m", "exact", ""), ("km", "30 km", "exact", ""), ("persons", "41", "exact", ""), ("km", "dozens", "vague", ""),
    ("years", "20th", "exact", ""), ("m3", "40", "exact", ""),
])
def test_a_unit_is_told_where_the_words_leave_it_out(unit, surface, modality, told):
    assert phrases.unit_left_out(unit, SimpleNamespace(surface=surface, modality=modality)) == told


@pytest.mark.parametrize("surface, kind, modality, words", [
    ("Twenty-six", "quantity", "exact", "twenty-six"), ("Up to 20", "quantity", "at_most", "up to 20"),
    ("A third", "quantity", "exact", "a third"),
    ("US$5m", "quantity", "exact", "US$5m"), ("Rs 500", "quantity", "exact", "Rs 500"), ("March 2024", "date", "exact", "March 2024"),
])
def test_the_words_of_a_number_lose_the_capital_of_the_sentence_they_began(surface, kind, modality, words):
    assert phrases.mid_sentence(SimpleNamespace(surface=surface, kind=kind, modality=modality)) == words


def with_claims(this, **changed):
    """The case with some columns of its claims changed."""
    return dataclasses.replace(this, frames={**this.frames, "claims": this.claims.assign(**changed)})


def test_how_far_people_went_over_the_result_is_told_as_it_is(this):
    some, none = this.claims.head(1), this.claims.head(0)
    assert loose(prose.decided(this, none)).startswith("No person has gone over the result")
    assert loose(prose.decided(with_claims(this, coded_by="rule"), some)).startswith("People went over the result")
    by_hand = prose.decided(with_claims(this, coded_by=["hand"] * 3 + ["rule"] * (len(this.claims) - 3)), some)
    assert [data.text for data in lxml.html.fragment_fromstring(str(by_hand)).iter("data")] == ["three", f"{len(this.claims):,}"]


def test_a_date_that_no_day_can_be_told_of_is_called_no_number(this):
    measure = this.claims[this.claims.kind == "date"].measure.iloc[0]
    said = loose("".join(map(str, prose._qualified(with_claims(this, as_of_from="", as_of_to=""), measure))))
    assert said.startswith("No day is stated as a fact") and "number" not in said


def test_the_only_number_stated_as_a_fact_is_not_called_the_only_one(this):
    counts = this.claims[(this.claims.kind == "quantity") & this.claims.low.notna() & this.claims.high.notna()].measure.value_counts()
    measure, rows = counts.index[0], this.claims[this.claims.measure == counts.index[0]]
    first = rows[rows.low.notna() & rows.high.notna()].claim_id.iloc[0]
    for status, words in (("expected", "states a number as a fact"), ("actual", "gives a number")):
        kept = this.claims.assign(status=["actual" if i == first else status for i in this.claims.claim_id])
        kept = kept[(kept.measure != measure) | (kept.claim_id == first) | (kept.status == "expected")]
        one = dataclasses.replace(this, frames={**this.frames, "claims": kept, "agreements": this.agreements.head(0),
                                                "discrepancies": this.discrepancies.head(0)})
        [result] = [r for r in summary.headlines(kept[kept.measure == measure], one.sources, one.book, None, None, one.actors)
                    if r["measure"] == measure]
        assert words in loose("".join(map(str, numbers.told(one, result)[0])))


def test_how_many_origins_give_a_number_is_told_of_those_that_state_one(this):
    counted = [result for result in prose.results(this).values() if result["kind"] == "quantity"]
    result = next(result for result in counted if numbers.behind(this, result)[1].origin.nunique() > 1)
    rows, same, _ = numbers.behind(this, result)
    words = lambda kept: html.words(Fragment("".join(map(str, numbers._widest(this, result, rows, kept)))))
    assert words(same).startswith(f"{derive.words(numbers.origins(same)).capitalize()} of the ")
    assert words(rows).startswith(f"The {derive.words(numbers.origins(rows))} origins that state a number give ")


def test_the_surest_voices_are_named_first(this):
    names = lambda rows: list(map(html.words, bottomline._names(this, rows)))
    two = this.claims[this.claims.kind == "position"].head(2)
    rows = two.assign(attributed_to=["NATO", "the mayor"], origin=["NATO", "the mayor"], hedge="")
    assert names(rows.assign(status=["actual", "unverified"])) == ["NATO", "the mayor"]
    assert names(rows.assign(status=["unverified", "actual"])) == ["the mayor", "NATO"]


def test_pairs_are_told_as_one_and_all_that_it_is_paired_with():
    assert exhibits.stars([("a", "c"), ("b", "c"), ("b", "d")]) == [("c", ["a", "b"]), ("b", ["d"])]
    assert exhibits.stars([("a", "b"), ("b", "a"), ("a", "b")]) == [("a", ["b"])]
    assert exhibits.stars([]) == []
    everybody = [(a, b) for b in range(200) for a in range(b)]
    assert sum(len(others) for _, others in exhibits.stars(everybody)) == len(everybody) and len(exhibits.stars(everybody)) == 199


def test_what_is_explained_follows_the_outline(this):
    tree = lxml.html.fragment_fromstring(str(exhibits.explained(this)), create_parent="div")
    shown = [row[0].text_content() for row in tree.xpath("//tbody/tr")]
    asked = [this.label(measure) for section in this.outline.sections for measure in section.measures]
    assert shown == sorted(shown, key=asked.index) and len(set(shown)) > 1


@pytest.mark.parametrize("piece, shown",
                         [("about 10", "About 10"), ('<a href="#1">about 10</a> and <b>up</b>', '<a href="#1">About 10</a> and <b>up</b>'),
                                          ('<a href="#1">120 million</a> and <a href="#2">up to 150</a>',
                                           '<a href="#1">120 million</a> and <a href="#2">up to 150</a>')])
def test_only_the_first_word_of_a_sentence_is_given_a_capital(piece, shown):
    assert str(numbers.begin(Fragment(piece))) == shown


@pytest.mark.parametrize("count, last", [(2, "n1"), (13, "n12"), (14, "2 more"), (300, "288 more")])
def test_a_cell_of_many_names_has_the_first_and_counts_the_rest(count, last):
    cell = str(exhibits.first_of([f"n{n}" for n in range(count)]))
    assert cell.startswith("n0; n1") and cell.endswith(f"; {last}") and cell.count(";") <= 12


def test_the_other_numbers_of_the_bottom_line_stand_as_their_sources_have_them(this):
    for cell in lxml.html.fragment_fromstring(str(bottomline.bottom_line(this)), create_parent="div").xpath("//tbody/tr/td[position()=3]"):
        assert not re.search(r"\b(up|down) to (?=\w+ )", "".join(cell.xpath("text()"))), cell.text_content()


def test_a_cause_after_the_words_it_is_about_goes_on_their_sentence(this):
    found = this.discrepancies[this.discrepancies.relation == "implausible"].itertuples()
    assert [row for row in found], "no probable garbling left to tell"
    assert re.search(r"”: the numbers are", lxml.html.fromstring(str(bottomline.bottom_line(this))).text_content())
    causes = lxml.html.fromstring(str(cards.cards(this))).xpath("//data[contains(@data-calc, 'explanation')]")
    opened = [cause.text_content() for cause in causes if cause.getprevious() is None and not (cause.getparent().text or "").strip()]
    assert len(opened) > 20 and not [words for words in opened if words[0].islower()]
    named = SimpleNamespace(explanation="NATO says so.", comparison_id="x")
    assert html.words(html.cell(named, "explanation", "discrepancies", begins=False)) == "NATO says so."


def test_offices_are_a_table_of_people(this):
    table = lxml.html.fromstring(str(prose.section(this, "Who is who?")))
    assert [head.text_content() for head in table.xpath("//thead//th")] == ["Who", "In whose words"]


def test_what_a_source_says_twice_in_the_same_words_names_it_once(this):
    names = [measure.name for measure in this.book.measures]
    for cell in lxml.html.fromstring(str(statements.positions_table(this, names, "all"))).xpath("//tbody/tr/*[last()]"):
        told = [words.lower() for words in cell.text_content().split("; ")]
        assert len(told) == len(set(told)), cell.text_content()


@pytest.mark.parametrize("words, hedge, told", [
    ("believed to have been lost", "believed", "believed"), ("potential presence", "potential", ""),
    ("300 sheep", "reportedly", "reportedly"),
])
def test_a_hedge_in_a_claims_own_words_softens_it_if_the_rest_hangs_on_it(words, hedge, told):
    assert sureness.hedge_of(SimpleNamespace(surface=words, hedge=hedge)) == told


def test_other_answers_are_told_in_their_sentences_with_how_surely(this):
    rows = this.claims[(this.claims.kind == "position") & (this.claims.hedge == "")].head(2)
    rows = rows.assign(measure="bridge", position=["kept", "sold"], status=["actual", "expected"])
    values = {"kept": codebook.Value(sentence="the bridge is kept"), "sold": codebook.Value(sentence="it is sold")}
    bridge = codebook.Measure(name="bridge", kind="position", values=values)
    one = dataclasses.replace(this, frames={**this.frames, "claims": rows}, book=codebook.Codebook(measures=[bridge]))
    camps = [{"value": row.position, "claim_ids": [row.claim_id]} for row in rows.itertuples()]
    told = "".join(map(str, standpoints._besides(one, "bridge", camps)))
    assert told == " Also said: that the bridge is kept and that it is sold (expected or possible)."


@pytest.mark.parametrize("ids, told", [(["000"], "as far as its text tells"), (["000", "001"], "as far as their texts tell")])
def test_the_dates_of_one_source_are_those_of_its_text(this, ids, told):
    few = this.sources[this.sources.source_id.isin(ids)].assign(published_basis="inferred")
    assert told in "".join(map(str, prose._over_time(few)))
