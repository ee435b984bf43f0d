"""Checks on the calendar, arithmetic, the map and the words: each by an invented case and a near miss."""

import copy
from pathlib import Path

import pytest
import yaml

from claimtable import tables
from claimtable.codebook import Actors, Codebook, Facts
from claimtable.compare import checks
from claimtable.compare.rules import Rules, load
from claimtable.paths import InputError
from test_compare import claim

CORPUS = yaml.safe_load((Path(__file__).parent / "corpus" / "comparisons.yaml").read_text(encoding="utf-8"))
BOOK = Codebook(measures=CORPUS["check_measures"])
FACTS = Facts(facts=CORPUS["facts"])
ACTORS = Actors(places=CORPUS["points"])
CASES = pytest.mark.parametrize("case", CORPUS["checks"], ids=lambda case: case["name"])
KINDS = {m.name: m.kind for m in BOOK.measures}
NONE_KNOWN = tables.frame("discrepancies", [])


def built(case, changes=None):
    rows = []
    for i, (source, words, low, high, *fields) in enumerate(copy.deepcopy(case["claims"])):
        fields = {**fields[0], **(changes or {}).get(i, {})}
        low, high, measure = fields.pop("low", low), fields.pop("high", high), fields.pop("measure")
        row = claim(i, measure, source, words, low, high, fields)
        rows.append({**row, "kind": KINDS[measure], "as_of_basis": "stated" if row["as_of_from"] else "published"})
    return tables.frame("claims", rows)


def sources_of(claims, published=None):
    rows = []
    for source in sorted(set(claims["source_id"])):
        begin, *end = str((published or {}).get(source, "2024-05-20")).split("/")
        rows.append({"source_id": source, "published_from": begin, "published_to": end[0] if end else begin, "characters": 0, "words": 0,
                     "mentions": 0, "claims": 0})
    return tables.frame("sources", rows)


def run(claims, rules, published=None, texts=None):
    return checks.run(claims, sources_of(claims, published), BOOK, ACTORS, FACTS, rules, texts)


def of_rule(case, changes=None):
    table = run(built(case, changes), Rules(checks=[case["rule"]]), case.get("published"))
    return table[table["check_id"].str.match(rf"{case['rule']['id']}(-|$)")]


@CASES
def test_case_gives_its_verdict_and_shows_the_computation(case):
    row = of_rule(case).iloc[0]
    assert (row["verdict"], row["computation"]) == (case["verdict"], case["computation"])
    assert row["explanation"] == case.get("explanation", row["explanation"]) and row["explanation"].endswith(".")


@CASES
def test_near_miss_gets_another_verdict(case):
    found = of_rule(case, case["unless"])
    assert list(found["verdict"])[:1] == ([case["instead"]] if "instead" in case else [])


def test_every_kind_of_check_has_a_case():
    assert {case["rule"]["kind"] for case in CORPUS["checks"]} | {"wording"} == set(checks.KINDS)


def weekday(quote, day):
    claims = tables.frame("claims", [claim(0, "dead", "a", "300", 300, 300, {"day": day, "quote": quote})])
    table = run(claims, Rules())
    return table[table["kind"] == "weekday"]


@pytest.mark.parametrize("quote, day, verdict",
                         [("On Friday 300 died.", "2024-05-10", "holds"), ("On Monday 300 died.", "2024-05-10", "fails"),
                                                 ("Ministers meet Thursday and Friday over the 300.", "2024-05-10", "holds")])
def test_weekday_named_beside_a_date(quote, day, verdict):
    row = weekday(quote, day).iloc[0]
    assert row["verdict"] == verdict and row["computation"] == "10 May 2024 was a Friday"


def test_the_weekday_of_another_event_in_the_sentence_is_no_failure():
    assert weekday("Yesterday the count from Monday's quake passed 300.", "2024-05-10").empty
    assert weekday("On Monday, 10 May, the count passed 300.", "2024-05-10").iloc[0].verdict == "fails"


def test_no_weekday_no_check():
    assert weekday("Some 300 died.", "2024-05-10").empty


def test_a_fact_about_a_day_after_the_source_appeared_fails_and_a_forecast_does_not():
    claims = tables.frame("claims", [claim(0, "dead", "a", "300", 300, 300, {"day": "2024-06-01"}),
                                     claim(1, "dead", "a", "900", 900, 900, {"day": "2024-06-01", "status": "expected"})])
    table = run(claims, Rules()).set_index("check_id")
    assert table["verdict"].to_dict() == {"dates-before-publication-a-0": "fails"}
    assert "speaks of 1 June 2024; published 20 May 2024" in table["computation"].iat[0]


TEXT = ("He said: “All is well. Nobody believed it.\nIt is used. a great deal of it was lost.\nThey isnt sure, dont know, cant "
        "tell.\n“Fine,” she said.\n")


def garbled(text):
    claims = tables.frame("claims", [claim(0, "dead", "a", "300", 300, 300)])
    return run(claims, Rules(), texts={"a": text}).query("kind == 'garbled'").set_index("check_id")["computation"].to_dict()


def test_garbled_text_is_flagged_with_its_place():
    found = garbled(TEXT)
    assert found == {"characters-a": "3 words without their apostrophe",
                     f"mark-a-{TEXT.index('“All')}": "the marks of the sentence as they stand",
                     f"mark-a-{TEXT.index(' a great')}": "the marks of the sentence as they stand"}


def test_clean_text_is_not():
    found = garbled("He said: “All is well.” Nobody believed it.\nIt is used, e.g. a lot. Prices rose 3.5% in No. 10.\nShe isn’t sure.\n")
    assert found == {}


def test_a_coder_can_flag_a_claim_as_garbled():
    claims = tables.frame("claims", [claim(0, "dead", "a", "dozens", None, None, {"modality": "vague", "note": "garbled: a lost word"})])
    row = run(claims, Rules()).set_index("check_id").loc["garbled-claim-a-0"]
    assert row["explanation"] == "Probably garbled: a lost word." and row["verdict"] == "fails"


def test_a_garbled_claim_that_another_check_judges_has_one_verdict():
    rules = Rules(checks=[{"id": "day", "kind": "date", "measure": "breach_date", "fact": "breach"}])
    fields = {"day": "2024-05-09", "note": "garbled: an odd word"}
    claims = tables.frame("claims", [{**claim(0, "breach_date", "a", "09", None, None, fields), "kind": "date"}])
    found = run(claims, rules)
    assert list(found["check_id"][found["claim_ids"] == "a:0"]) == ["day-a-0"]


def test_garbled_words_are_no_discrepancy():
    claims = tables.frame("claims", [claim(0, "dead", "a", "dozens", None, None, {"modality": "vague", "note": "garbled: a lost word"})])
    assert checks.failed(run(claims, Rules()), claims, sources_of(claims), BOOK, NONE_KNOWN).empty


def test_a_failing_check_is_a_discrepancy_unless_its_claim_is_one_already():
    rules = Rules(checks=[{"id": "day", "kind": "date", "measure": "breach_date", "fact": "breach"}])
    rows = [{**claim(i, "breach_date", s, day, None, None, {"day": f"2024-05-{day}"}), "kind": "date"}
            for i, (s, day) in enumerate([("a", "09"), ("b", "10")])]
    claims = tables.frame("claims", rows)
    found = checks.failed(run(claims, rules), claims, sources_of(claims), BOOK, NONE_KNOWN)
    assert list(zip(found["relation"], found["claim_ids"], found["severity"])) == [("check_failed", "a:0", 0.5)]
    assert found["reader_note"].iat[0] == ("Breach date: source a has “09” (published 20 May 2024); the date does not "
                                           "agree with the record "
                                           "(“09” = 9 May 2024; the fact: 10 May 2024; 1 day apart).")
    known = tables.frame("discrepancies", [{"relation": "internal", "claim_ids": "a:0; b:1", "severity": 1}])
    assert checks.failed(run(claims, rules), claims, sources_of(claims), BOOK, known).empty


def test_a_remark_on_words_that_are_gone_proves_nothing():
    rules = Rules(checks=[{"id": "odd", "kind": "wording", "source": "a", "text": "nobody at all", "why": "odd words"}])
    claims = tables.frame("claims", [claim(0, "dead", "a", "300", 300, 300)])
    assert run(claims, rules, texts={"a": "somebody"}).set_index("check_id").loc["odd", "verdict"] == "cannot_be_checked"
    assert run(claims, rules, texts={"a": "nobody at all"}).set_index("check_id").loc["odd", "verdict"] == "holds_if"


@pytest.mark.parametrize("text, wrong", [
    ("checks:\n- {id: a, kind: opne}\n", "line 2: checks[0] (a).kind"),
    ("checks:\n- {id: a, kind: sum, measure: m}\n- {id: a, kind: sum, measure: m}\n",
     "line 3: checks[1] (a).id: 'a' is also the id of checks[0]"),
    ("checks:\n- {id: a, kind: elapsed, measure: m, fact: f}\n", "a check of kind elapsed needs `unit`"),
    ("checks:\n- {id: a, kind: elapsed, measure: m, fact: f, unit: month}\n", "write 'months'"),
    ("checks:\n- {id: a, kind: distance, measure: m, route: [x, y], unit: kms}\n", "write 'km'"),
    ("checks:\n- {id: a, kind: spread, measure: m, why: w, route: [x]}\n", "two places"),
    ("checks:\n- {id: a, kind: sum, measure: m, status: [acutal]}\n", "write 'actual'"),
    ("checks:\n- {id: a, kind: sum, measure: m, tolerance: -1}\n", "checks[0] (a).tolerance"),
    ("checks:\n- {id: a, kind: wording, source: s, text: t, why: w, verdict: hold}\n", "write 'holds'"),
    ("positions:\n  x: {exclude: [[a]]}\n", "positions.x.exclude[0].pair"),
    ("positions:\n  x:\n    exclude: [[a, b], [a, a]]\n", "line 3: positions.x.exclude[1]: sets 'a' beside itself. To mend it: name two"),
    ("positions:\n  x: {exclude: [{pair: [a, [b, a]]}]}\n", "positions.x.exclude[0]: sets 'a' beside itself"),
    ("positions:\n  x: {may_become: [[a, a]]}\n", "positions.x.may_become[0]: sets 'a' beside itself"),
    ("positions:\n  x: {alike: [[a, b, a]]}\n", "positions.x.alike[0]: sets 'a' beside itself"),
    ("positions: [\n", "not YAML"),
])
def test_broken_rules_name_the_key(tmp_path, text, wrong):
    path = tmp_path / "checks.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        load(path)
    assert wrong in str(error.value) and "checks.yaml" in str(error.value)


def test_a_topic_without_rules_has_none(tmp_path):
    assert load(tmp_path / "checks.yaml") == Rules()
