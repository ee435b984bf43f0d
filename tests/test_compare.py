"""How claims compare: the corpus of relations, and what must hold whatever the claims are."""

import copy
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtable import compare, intervals, tables
from claimtable.codebook import Actors, Codebook
from claimtable.compare import positions, relate, wording
from claimtable.compare.rules import Rules

CORPUS = yaml.safe_load((Path(__file__).parent / "corpus" / "comparisons.yaml").read_text(encoding="utf-8"))
BOOK = Codebook(measures=CORPUS["measures"])
ACTORS = Actors(places=CORPUS["places"])
RULES = Rules(positions=CORPUS["positions"])
KINDS = {m.name: m.kind for m in BOOK.measures}


def claim(index, measure, source, words, low=None, high=None, fields=None):
    """One row of claims.csv from the corpus's short form."""
    fields = dict(fields or {})
    day = str(fields.pop("day", "2024-05-10")).split("/")
    origin = fields.pop("origin", "")
    row = {"claim_id": f"{source}:{index}", "source_id": source, "measure": measure, "kind": KINDS.get(measure, "quantity"),
           "surface": words, "low": low,
           "high": high, "modality": "exact", "status": "actual", "as_of_from": day[0], "as_of_to": day[-1], "as_of_basis": "stated",
           "attributed_to": origin, "origin": origin or f"source {source}", "quote": f"Sentence {index}: {words}.", "start": index,
           "end": index + 1,
           "coded_by": "hand"}
    row.update(fields)
    return {**row, "claim_id": f"{row['source_id']}:{index}", "origin": row["origin"] if origin else f"source {row['source_id']}"}


def frame(rows):
    return tables.frame("claims", rows)


def published(claims, day="2024-05-20"):
    return tables.frame("sources", [{"source_id": s, "published_from": day, "published_to": day, "characters": 0, "words": 0, "mentions": 0,
                                     "claims": 0}
                                    for s in sorted(set(claims["source_id"]))])


def relations(rows, sources=None, rules=RULES):
    """All comparison rows of some claims: {relation: row}."""
    claims = frame(rows)
    agree, clash = compare.compare(claims, published(claims) if sources is None else sources, BOOK, ACTORS, rules)
    return {row["relation"]: row for row in [*agree.to_dict("records"), *clash.to_dict("records")]}


def built(case, changes=None):
    rows = []
    for i, (source, words, low, high, *fields) in enumerate(copy.deepcopy(case["claims"])):
        change = dict((changes or {}).get(i, {}))
        source, words = change.pop("source_id", source), change.pop("surface", words)
        low, high = change.pop("low", low), change.pop("high", high)
        rows.append(claim(i, case["measure"], source, words, low, high, {**(fields[0] if fields else {}), **change}))
    return rows


CASES = pytest.mark.parametrize("case", CORPUS["cases"], ids=lambda case: case["name"])


@CASES
def test_case_gives_its_relation_and_its_sentence(case):
    found = relations(built(case))
    assert case["relation"] in found, f"got {list(found)}"
    assert found[case["relation"]]["reader_note"] == case["sentence"]
    if "severity" in case:
        assert found[case["relation"]]["severity"] == case["severity"]


@CASES
def test_near_miss_does_not(case):
    found = relations(built(case, case["unless"]))
    assert case["relation"] not in found, found.get(case["relation"])
    assert "instead" not in case or case["instead"] in found, f"got {list(found)}"


@CASES
def test_swapping_the_claims_of_a_pair_keeps_the_relation(case):
    there, back = relations(built(case)), relations(built(case)[::-1])
    assert {k: v["comparison_id"] for k, v in there.items()} == {k: v["comparison_id"] for k, v in back.items()}


@CASES
def test_only_real_discrepancies_are_severe(case):
    for relation, row in relations(built(case)).items():
        assert 0 <= row["severity"] <= 1
        assert (row["severity"] > 0) == (relation in relate.DISCREPANCIES)


def test_every_relation_of_the_design_has_a_case():
    found = {*relate.AGREEMENTS, *relate.NO_CLASH, *relate.DISCREPANCIES} - {"check_failed"}
    assert found == {case["relation"] for case in CORPUS["cases"]}


NUMBERS = st.integers(1, 400)
CLAIMS = st.lists(st.tuples(st.sampled_from("abcd"), NUMBERS, st.integers(1, 28), st.sampled_from(["exact", "at_least", "at_most"]),
                            st.sampled_from(["actual", "actual", "expected", "unverified", "denied"]),
                            st.sampled_from(["", "", "Harbor", "Hillside", "Northland"]),
                            st.sampled_from(["", "the police", "the mayor"])), min_size=1, max_size=14)


def invented(items, factor=1, measure="dead"):
    rows = []
    for i, (source, value, day, modality, status, place, origin) in enumerate(items):
        low, high = (None if modality == "at_most" else value * factor), (None if modality == "at_least" else value * factor)
        rows.append(claim(i, measure, source, f"number {value}", low, high,
                          {"day": f"2024-05-{day:02d}", "modality": modality, "status": status, "place": place, "origin": origin}))
    return rows


def both(rows):
    claims = frame(rows)
    return compare.compare(claims, published(claims), BOOK, ACTORS, RULES)


def told(tables_):
    return [set(zip(t["relation"], t["claim_ids"], t["severity"])) for t in tables_]


@settings(max_examples=15, deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_order_of_claims_and_sources_changes_nothing(items, random):
    rows = invented(items)
    shuffled = random.sample(rows, len(rows))
    for a, b in zip(both(rows), both(shuffled)):
        assert a.to_csv() == b.to_csv()


@settings(max_examples=15, deadline=None)
@given(CLAIMS, st.sampled_from([10, 1000]))
def test_scaling_all_numbers_scales_no_relation(items, factor):
    for a, b in zip(both(invented(items)), both(invented(items, factor))):
        found = list(zip(a["relation"], a["claim_ids"], a["gap"], a["severity"]))
        assert found == list(zip(b["relation"], b["claim_ids"], b["gap"], b["severity"]))


@settings(max_examples=15, deadline=None)
@given(CLAIMS)
def test_every_claim_id_is_real_and_every_row_bounded_by_clusters(items):
    rows = invented(items)
    agree, clash = both(rows)
    ids = {row["claim_id"] for row in rows}
    for table in (agree, clash):
        assert set(sum((tables.split(c) for c in table["claim_ids"]), [])) <= ids
        assert table["comparison_id"].is_unique
    assert len(agree) + len(clash) <= 12 * len(items)


def clashing(rows):
    """The pairs of claims of one place that clash when nothing else is said: what no sweep may lose."""
    return [(a["claim_id"], b["claim_id"]) for i, a in enumerate(rows) for b in rows[:i]
            if a["place"] == b["place"] and a["source_id"] != b["source_id"]
            and set(relations([a, b])) & {"conflict", "misquote", "internal", "implausible"}]


@settings(max_examples=15, deadline=None)
@given(CLAIMS, st.tuples(NUMBERS, st.integers(1, 28)))
def test_a_claim_that_clashes_stays_in_a_discrepancy_whatever_else_is_said(items, added):
    """The sweep tries few pairs; it must still leave no clashing claim unmentioned, also when a source is added."""
    rows = [row for row in invented(items) if row["status"] == "actual"]
    more = rows + [claim(99, "dead", "z", f"number {added[0]}", *added[:1] * 2, {"day": f"2024-05-{added[1]:02d}"})]
    pairs = clashing(rows)
    for all_rows in (rows, more) if pairs else ():
        named = {c for ids in both(all_rows)[1]["claim_ids"] for c in tables.split(ids)}
        assert {c for pair in pairs for c in pair} <= named


def test_nothing_compared_gives_empty_tables_with_all_columns():
    agree, clash = both([claim(0, "dead", "a", "300", 300, 300)])
    assert list(agree.columns) == tables.COLUMNS["agreements"] and agree.empty and clash.empty
    empty = compare.compare(frame([]), published(frame([])), BOOK, ACTORS, RULES)
    assert empty[0].empty and empty[1].empty


def test_a_claim_of_a_measure_the_codebook_lacks_is_left_alone():
    rows = [{**claim(i, "dead", s, "300", 300, 300), "measure": "unheard_of"} for i, s in enumerate("ab")]
    assert relations(rows) == {}


def test_a_date_that_is_only_the_publication_is_said_to_be():
    rows = [claim(0, "dead", "a", "700", 700, 700, {"as_of_from": "", "as_of_to": "", "as_of_basis": "published"}),
            claim(1, "dead", "b", "300", 300, 300, {"as_of_from": "", "as_of_to": "", "as_of_basis": "published"})]
    sources = published(frame(rows))
    sources.loc[1, ["published_from", "published_to"]] = "2024-05-25"
    note = relations(rows, sources)["conflict"]["reader_note"]
    assert "published 20 May 2024" in note and "its publication date stands in" in note


def test_one_garbled_number_makes_one_row_however_many_others_there_are():
    rows = [claim(i, "dead", s, str(v), v, v) for i, (s, v) in enumerate([("a", 600000), ("b", 610000), ("c", 750000), ("d", 40)])]
    clash = both(rows)[1]
    wild = clash[clash["relation"] == "implausible"]
    assert len(wild) == 1 and set(tables.split(wild["claim_ids"].iat[0])) == {"a:0", "b:1", "c:2", "d:3"}


@pytest.mark.parametrize("words, interval",
                         [("dozens", (24, 99)), ("several thousand", (3000, 9999)), ("tens of thousands", (20000, 99999)),
                                             ("hundreds of thousands", (200000, 1999999)), ("thousands", (2000, 19999))])
def test_vague_words_take_their_interval_from_the_table(words, interval):
    assert intervals.vague_interval(words) == interval


def test_a_vague_word_the_table_lacks_clashes_with_nothing():
    assert relations([claim(0, "dead", "a", "oodles", None, None, {"modality": "vague"}), claim(1, "dead", "b", "3", 3, 3)]) == {}


@pytest.mark.parametrize("first, last, words", [
    ("2024-05-10", "2024-05-10", "10 May 2024"), ("2024-05-08", "2024-05-13", "8–13 May 2024"), ("2024-05-01", "2024-05-31", "May 2024"),
    ("2024-06-01", "2024-08-31", "June to August 2024"), ("2024", "2024", "2024"), ("2024-05-28", "2024-06-02", "28 May to 2 June 2024"),
    ("2024-12-30", "2025-01-02", "30 December 2024 to 2 January 2025"), ("2024-05-10", "", "from 10 May 2024"), ("", "", "")])
def test_days_in_words(first, last, words):
    begin, end = intervals.ends([first], [last])
    assert intervals.words(int(begin[0]), int(end[0])) == words


def crossing(rows, **rule):
    """Discrepancies that a rule across measures makes of some claims."""
    rules = Rules(cross=[{"between": {"measure": "warned", "positions": ["warned"]}, "and": {"measure": "breach_date"},
                          "why": "told of it before it came", **rule}])
    claims = frame(rows)
    return compare.compare(claims, published(claims), BOOK, ACTORS, rules)[1].to_dict("records")


def warned_and_breach(told_on, broke_on, place=""):
    return [claim(0, "warned", "a", "told", fields={"position": "warned", "day": told_on, "place": place}),
            claim(1, "breach_date", "b", "broke", fields={"day": broke_on})]


def test_a_rule_across_measures_can_ask_for_an_order_in_time():
    [row] = crossing(warned_and_breach("2024-05-03", "2024-05-05/2024-05-07"), before=True)
    assert (row["relation"], row["claim_ids"], row["explanation"]) == ("contradiction", "a:0; b:1", "Told of it before it came.")
    assert crossing(warned_and_breach("2024-05-03/2024-05-05", "2024-05-05/2024-05-07"), before=True) == []


def test_a_rule_across_measures_weighs_as_much_as_it_says():
    [whole], [half] = (crossing(warned_and_breach("2024-05-03", "2024-05-05"), **more) for more in ({}, {"apart": 0.5}))
    assert half["severity"] == whole["severity"] / 2


def test_a_rule_across_measures_knows_a_place_by_any_of_its_names():
    places = {"between": {"measure": "warned", "positions": ["warned"], "places": ["Harbor"]}}
    assert len(crossing(warned_and_breach("2024-05-03", "2024-05-05", "the Harbor"), **places)) == 1
    assert crossing(warned_and_breach("2024-05-03", "2024-05-05", "Hillside"), **places) == []


def test_a_date_that_a_person_worked_out_says_what_it_rests_on():
    dated = {"day": "2024-05-03", "as_of_basis": "inferred", "note": "by the caption"}
    row = relations([claim(0, "breach_date", "a", "then", fields=dated),
                     claim(1, "breach_date", "b", "on the 7th", fields={"day": "2024-05-07"})])["conflict"]
    assert row["explanation"] == "The dates are 4 days apart; it rests on how a person dated “then” (by the caption)."


def test_a_vague_word_out_of_all_proportion_is_grave_and_claims_no_precision():
    row = relations([claim(0, "dead", "a", "dozens", fields={"modality": "vague"}),
                     claim(1, "dead", "b", "600,000", 600000, 600000)])["implausible"]
    assert (row["gap"], row["severity"]) == ("more than 1,000 times", 1.0)


def test_a_forecast_of_a_date_is_not_given_a_distance():
    row = relations([claim(0, "breach_date", "a", "next week", fields={"day": "2024-05-01/2024-05-09", "status": "expected"}),
                     claim(1, "breach_date", "b", "on the 10th", fields={"day": "2024-05-10"})])["forecast"]
    assert (row["gap"], row["explanation"]) == ("", "“next week” is a forecast and “on the 10th” a statement of fact.")


def test_all_parts_of_the_whole_by_name_are_the_whole():
    from claimtable.places import AROUND, INSIDE, SAME, Places
    actors = Actors(places=[{"name": "Vesland"}, {"name": "Norland"}, {"name": "Ardley", "within": "Vesland"}])
    lie = Places(actors, ["Vesland", "Norland"]).lie
    both = ("Norland", "Vesland")
    assert [lie(both, ()), lie((), both), lie(both, both)] == [SAME] * 3
    assert [lie(("Vesland",), both), lie(both, ("Ardley",)), lie(("Vesland",), ())] == [INSIDE, AROUND, INSIDE]


def test_one_number_for_two_places_is_remarked_on():
    row = relations([claim(0, "dead", "a", "300", 300, 300, {"place": "Harbor"}),
                     claim(1, "dead", "b", "300", 300, 300, {"place": "Northland"})])["same"]
    assert row["gap"] == "another place" and "though “300” is for Harbor and “300” for Northland" in row["explanation"]


def test_a_doubt_that_comes_after_what_it_doubts_is_said_to():
    def row(doubted_on):
        return relations([claim(0, "warned", "a", "was told", fields={"position": "warned", "day": "2024-05-03"}),
                          claim(1, "warned", "b", "nobody told us", fields={"position": "not_warned", "day": doubted_on})])["contradiction"]
    assert row("2024-05-04")["explanation"].endswith("; the later words are “nobody told us”.")
    assert row("2024-05-03")["explanation"].endswith("exclude each other.")


@pytest.mark.parametrize("title, gap", [("mayor of Harbor", "other words"), ("mayor", "")])
def test_one_office_in_other_words_is_remarked_on(title, gap):
    rows = [claim(i, "office", source, words, fields={"kind": "text", "position": "Ann Ray"})
            for i, (source, words) in enumerate([("a", "mayor"), ("b", title)])]
    assert relations(rows)["same"]["gap"] == gap


@pytest.mark.parametrize("said, origin, told", [
    ("Ukraineʼs military", "Ukrainian military", "Ukraineʼs military"),
    ("the country’s public broadcaster Radio Nord", "Radio Nord", "the country’s public broadcaster Radio Nord"),
    ("Gabuev", "Alexander Gabuev", "Alexander Gabuev"), ("The Pentagon", "Pentagon", "the Pentagon"),
    ("Griffiths", "Hugh Griffiths", "Hugh Griffiths"),
    ("the Ministry of Emergency Situations", "ministry", "the Ministry of Emergency Situations"),
    ("the Rangers", "Rangers", "the account of the Rangers"), ("the police", "police", "the police"),
    ("Officials in Seoul", "South Korea", "officials in Seoul"),
])
def test_a_side_has_the_name_of_one_voice(said, origin, told):
    assert wording.side([SimpleNamespace(attributed_to=said, origin=origin, source_id="a")])[0] == told


@pytest.mark.parametrize("said, told", [
    ("rescuers", "rescuers say that it has burst, the Pentagon that it holds"),
    ("Austin and Rutte", "Austin and Rutte say that it has burst, the Pentagon that it holds"),
    ("Hugh Griffiths", "Hugh Griffiths says that it has burst, the Pentagon that it holds"),
    ("the city’s police", "the city’s police say that it has burst, the Pentagon that it holds"),
])
def test_the_verb_of_a_side_is_that_of_one_or_several(said, told):
    one, other = ([SimpleNamespace(attributed_to=who, origin=who, source_id="a")] for who in (said, "the Pentagon"))
    assert wording.held_by("{one} says that it has burst, {other} that it holds", one, other) == told


def test_the_verb_of_several_may_stand_behind_an_adverb():
    one, other = ([SimpleNamespace(attributed_to=who, origin=who, source_id="a")] for who in ("rescuers", "NATO"))
    assert wording.held_by("{other} states what {one} only expects", one, other) == "NATO states what rescuers only expect"


@pytest.mark.parametrize("one, several", [("has", "have"), ("denies", "deny"), ("reaches", "reach"), ("says", "say"), ("does", "do")])
def test_a_verb_of_several(one, several):
    assert wording.of_several(f"{{one}} {one}") == f"{{one}} {several}"


def test_values_that_stand_for_one_another_are_each_told_in_their_own_words():
    claim = lambda position, status="actual": SimpleNamespace(position=position, status=status)
    told = SimpleNamespace(codebook=SimpleNamespace(measure=lambda name: None), said=lambda measure, value: value, named=None)
    rule = SimpleNamespace(alike=[["tents", "huts"]])
    why = lambda *weak: positions.less_sure(told, "help", [claim("tents")], list(weak), rule, "only expects")
    assert why(claim("tents", "expected")) == "{other} states what {one} only expects (tents)"
    assert why(claim("huts", "expected")) == "{other} states one thing (tents), {one} only expects another (huts)"
