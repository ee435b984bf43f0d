"""A person's decision has the last word; one that cannot be carried out stops the run and says where."""

import pandas as pd
import pytest

from claimtable import codebook, paths, sources, tables
from claimtable.claims import decisions

TEXT = "About 300 soldiers came. Kyiv said two fled, it is thought."
BOOK = codebook.Codebook(measures=[{"name": "came", "kind": "quantity", "unit": "persons"},
                                   {"name": "mood", "kind": "position", "values": {"good": "", "bad": ""}}])
ACTORS = codebook.Actors(actors=[{"name": "Ukraine", "aliases": ["Kyiv"]}, {"name": "South Korea", "aliases": ["Seoul"]},
                                  {"name": "analysts", "kind": "anonymous"}])


@pytest.fixture
def case(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sources.yaml").write_text("sources: [{id: 'a', file: a.txt}]", encoding="utf-8")
    claim = {"claim_id": "a:0", "source_id": "a", "measure": "came", "kind": "quantity", "surface": "About 300", "low": 300, "high": 300,
             "unit": "persons",
             "modality": "approximately", "status": "actual", "as_of_basis": "published", "origin": "source a",
             "quote": "About 300 soldiers came.",
             "start": 0, "end": 9, "coded_by": "rule"}
    mentions = [{"mention_id": "a:0", "source_id": "a", "start": 0, "end": 9, "surface": "About 300", "claim_id": "a:0"},
                {"mention_id": "a:35", "source_id": "a", "start": 35, "end": 38, "surface": "two",
                 "reason_not_a_claim": "what it counts is not said"}]
    articles = sources.load(tmp_path / "sources.yaml")
    return articles, tables.frame("mentions", mentions), tables.frame("claims", [claim]), tmp_path / "decisions.csv"


def carry_out(case, rows):
    articles, mentions, claims, path = case
    pd.DataFrame([(*row, "P") for row in rows], columns=decisions.COLUMNS).to_csv(path, index=False)
    return decisions.decide(mentions, claims, decisions.load(path), articles, BOOK, ACTORS)


def test_no_decisions_change_nothing(case):
    mentions, claims = carry_out(case, [])
    pd.testing.assert_frame_equal(claims, case[2])
    pd.testing.assert_frame_equal(mentions, case[1])


def test_recode_sets_a_field_and_keeps_the_reason(case):
    _, claims = carry_out(case, [("a:0", "recode", "status", "expected", "they were only on the way")])
    row = claims.iloc[0]
    assert (row.status, row.low, row.coded_by, row.note) == ("expected", 300, "hand", "they were only on the way")


def test_recoded_speaker_brings_its_origin(case):
    _, claims = carry_out(case, [("a:0", "recode", "attributed_to", "Kyiv", "Kyiv speaks in both sentences")])
    assert tuple(claims.iloc[0][["attributed_to", "origin"]]) == ("Kyiv", "Ukraine")


@pytest.mark.parametrize("who, whose", [("Seoul and Kyiv", "South Korea and Ukraine"), ("officials in Kyiv", "Ukraine"),
                                        ("the analysts", "analysts (source a)"), ("the mayor", "Mayor")])
def test_a_speaker_set_by_hand_is_whom_the_rules_would_take_him_for(case, who, whose):
    _, claims = carry_out(case, [("a:0", "recode", "attributed_to", who, "they speak")])
    assert claims.iloc[0].origin == whose


def test_an_empty_value_clears_a_bound(case):
    _, claims = carry_out(case, [("a:0", "recode", "high", "", "no upper end is meant")])
    assert pd.isna(claims.iloc[0].high) and claims.iloc[0].low == 300


def test_recoded_end_moves_the_words(case):
    _, claims = carry_out(case, [("a:0", "recode", "end", "18", "the noun belongs to it")])
    assert claims.iloc[0].surface == TEXT[:18]


def test_accept_keeps_the_rule_as_coder(case):
    _, claims = carry_out(case, [("a:0", "accept", "", "", "read twice, it stands")])
    assert (claims.iloc[0].coded_by, claims.iloc[0].note) == ("rule", "read twice, it stands")


def test_a_rejected_claim_leaves_its_reason_with_the_number(case):
    mentions, claims = carry_out(case, [("a:0", "reject", "", "", "an invented number")])
    assert claims.empty
    assert tuple(mentions.iloc[0][["claim_id", "reason_not_a_claim"]]) == ("", "an invented number")


def test_a_number_that_makes_no_claim_can_be_told_why(case):
    mentions, claims = carry_out(case, [("a:35", "reject", "", "", "two of the soldiers, not a total")])
    assert len(claims) == 1 and mentions.iloc[1].reason_not_a_claim == "two of the soldiers, not a total"


def test_an_added_claim_is_placed_in_the_order_of_the_text(case):
    why = "two soldiers are meant"
    mentions, claims = carry_out(case, [("a:35", "add", field, value, why) for field, value in
                                        [("measure", "came"), ("end", "38"), ("low", "2"), ("high", "2"), ("attributed_to", "Kyiv")]])
    row = claims.iloc[1]
    assert (row.claim_id, row.surface, row.quote, row.unit) == ("a:35", "two", "Kyiv said two fled, it is thought.", "persons")
    assert (row.origin, row.coded_by, row.note) == ("Ukraine", "hand", why)
    assert tuple(mentions.iloc[1][["claim_id", "reason_not_a_claim"]]) == ("a:35", "")


@pytest.mark.parametrize("rows, said", [
    ([("a:0", "accept", "", "", "x"), ("a:7", "reject", "", "", "gone")], ["line 3: a:7", "is not a claim", "nearest claim is a:0"]),
    ([("b:7", "reject", "", "", "gone")], ["line 2: b:7", "source b is gone or makes no claim: take the row out"]),
    ([("a:7", "recode", "status", "actual", "gone")], ["is not a claim"]),
    ([("00:00:07", "reject", "", "", "gone")], ["line 2: 00:00:07", "a spreadsheet may have changed it"]),
    ([("a:0", "rejct", "", "", "x")], ["line 2", "no action 'rejct'", "write 'reject'"]),
    ([("a:0", "reject", "", "", " ")], ["no reason given"]),
    ([("a:0", "reject", "status", "", "x")], ["reject sets nothing, but `status` is filled"]),
    ([("a:0", "recode", "colour", "red", "x")], ["'colour' cannot be set"]),
    ([("a:0", "recode", "staus", "actual", "x")], ["'staus' cannot be set", "write 'status'"]),
    ([("a:0", "recode", "unit", "horses", "x")], ["'unit' cannot be set", "the unit is the measure's"]),
    ([("a:0", "recode", "start", "5", "x")], ["'start' cannot be set"]),
    ([("a:0", "recode", "low", "many", "x")], ["low to 'many'", "plain number"]),
    ([("a:0", "recode", "low", "1.200", "x")], ["low to '1.200'", "1200 or 1.2"]),
    ([("a:0", "recode", "low", "nan", "x")], ["low to 'nan'", "plain number"]),
    ([("a:0", "recode", "high", "inf", "x")], ["high to 'inf'", "plain number"]),
    ([("a:0", "recode", "low", "-3", "x")], ["line 2: a:0", "a number of persons to -3"]),
    ([("a:0", "recode", "low", "301", "x")], ["goes from 301 to 300", "smaller number as low"]),
    ([("a:0", "recode", "position", "good", "x")], ["has a position, but came is of kind quantity"]),
    ([("a:0", "recode", "status", "maybe", "x")], ["status to 'maybe'", "one of actual"]),
    ([("a:0", "recode", "as_of_from", "tomorrow", "x")], ["as_of_from to 'tomorrow'", "YYYY-MM-DD"]),
    ([("a:0", "recode", "as_of_from", "05.11.2024", "x")], ["as_of_from to '05.11.2024'", "a spreadsheet may have changed it"]),
    ([("a:0", "recode", "as_of_from", "2024-02-30", "x")], ["as_of_from to '2024-02-30'"]),
    ([("a:0", "recode", "as_of_from", "2024-05-08", "x")], ["from '2024-05-08' to ''", "set both"]),
    ([("a:0", "recode", "as_of_from", "2024-05-08", "x"), ("a:0", "recode", "as_of_to", "2024-05-07", "x")], ["the earlier first"]),
    ([("a:0", "recode", "as_of_from", "2024-05-08", "x"), ("a:0", "recode", "as_of_to", "2024-05-08", "x")],
     ["as_of_basis 'published' and days"]),
    ([("a:0", "recode", "as_of_basis", "stated", "x")], ["as_of_basis 'stated' but no days"]),
    ([("a:0", "recode", "status", "actual", "x"), ("a:0", "recode", "status", "denied", "x")],
     ["line 3", "recode status of a:0 is decided on line 2 already"]),
    ([("a:0", "recode", "end", "", "x")], ["end to ''"]),
    ([("a:²", "accept", "", "", "x")], ["no claim id"]),
    ([("a:0", "recode", "measure", "caem", "x")], ["measure 'caem'", "does not define", "write 'came'"]),
    ([("a:0", "recode", "end", "300", "x")], ["ends at 300"]),
    ([("a:0", "add", "measure", "came", "x")], ["already a claim"]),
    ([("a:0", "accept", "", "", "x"), ("a:0", "recode", "status", "actual", "x")], ["decided in several ways"]),
    ([("b:3", "add", "measure", "came", "x")], ["source 'b'"]),
    ([("a:35", "add", "measure", "came", "x")], ["ends at 0"]),
    ([("a:35", "add", "measure", "mood", "x"), ("a:35", "add", "end", "38", "x"), ("a:35", "add", "position", "odd", "x")],
     ["position 'odd'", "there is bad, good"]),
    ([("a:35", "add", "measure", "mood", "x"), ("a:35", "add", "end", "38", "x")], ["position ''", "there is bad, good"]),
])
def test_a_decision_that_cannot_be_carried_out_is_named(case, rows, said):
    with pytest.raises(paths.InputError) as caught:
        carry_out(case, rows)
    assert all(words in str(caught.value) for words in ["decisions.csv", *said]), caught.value


HEAD = ",".join(decisions.COLUMNS)
ROW = 'a:0,recode,status,expected,"not yet, it seems",P'


@pytest.mark.parametrize("content", [f"\ufeff{HEAD}\r\n{ROW}\r\n", f"{HEAD}\n{ROW}\n,,,,,\n , ,,,,\n\n", f"{HEAD}\r{ROW}",
                                     f'"{HEAD.replace(",", chr(34) + "," + chr(34))}"\n{ROW}\n'])
def test_what_a_spreadsheet_adds_changes_nothing(tmp_path, content):
    (tmp_path / "decisions.csv").write_text(content, "utf-8", newline="")
    [row] = decisions.load(tmp_path / "decisions.csv").to_dict("records")
    assert list(row.values()) == ["a:0", "recode", "status", "expected", "not yet, it seems", "P"]


@pytest.mark.parametrize("content, said", [
    (None, "no such file"), ("a,b\n1,2\n", "the columns are"), ("", "the columns are"),
    (HEAD.replace(",", ";") + "\r\na:0;accept;;;fine;P\r\n", "line 1: the cells are kept apart by semicolons.*CSV UTF-8"),
    (HEAD.replace(",", "\t") + "\na:0\taccept\t\t\tfine\tP\n", "kept apart by tabs"),
    ("sep=;\n" + HEAD.replace(",", ";"), "kept apart by semicolons"),
    (f"{HEAD},date\n{ROW},today\n", "the columns are.*'date'"),
    (f"{HEAD}\n{ROW},more\n", "line 2: not six cells"),
    (f"{HEAD}\n{ROW}\na:0,accept\n", "line 3: not six cells"),
    (f'{HEAD}\n{ROW}\na:1,accept,,,"never closed,P\n{ROW}\n', "line 3: .*quotation mark"),
    (f'{HEAD}\na:1,accept,,,"two\nlines",P\na:2,acept,,,x,P\n', "line 4: no action 'acept'"),
    (f"{HEAD}\n{ROW}\n".encode("utf-16"), "not UTF-8"),
    (f"{HEAD}\na:0,accept,,,caf\xe9,P\n".encode("cp1252"), "not UTF-8.*CSV UTF-8"),
])
def test_a_bad_decisions_file_is_named(tmp_path, content, said):
    if content is not None:
        (tmp_path / "decisions.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(paths.InputError, match=said):
        decisions.load(tmp_path / "decisions.csv")
