"""The score says how well an extraction agrees with a hand coding."""

import json

import pandas as pd
import pytest

from claimtable import paths
from claimtable.score import score

GOLD = [
    {"measure": "deaths", "low": 40, "high": None, "modality": "at_least", "status": "actual", "attributed_to": "the mayor", "place": None,
     "as_of": "2031-05", "quote": "At least 40 died, the mayor said.", "start": 0, "end": 11},
    {"measure": "injured", "low": None, "high": None, "modality": "vague", "status": "actual", "attributed_to": None, "place": "Harbour",
     "as_of": None, "quote": "Dozens were hurt.", "start": 34, "end": 40},
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "001.gold.json").write_text(json.dumps({"claims": GOLD, "distractors": [{"start": 50, "end": 52}]}), "utf-8")
    return tmp_path


def rows(folder, *changes):
    """A perfect extraction of GOLD, with changes, as claims.csv."""
    table = [{"source_id": "001", "as_of_from": "2031-05-06" if claim["as_of"] else "", **claim} for claim in GOLD]
    for n, change in enumerate(changes):
        table[n].update(change)
    path = folder / "claims.csv"
    pd.DataFrame(table).fillna("").to_csv(path, index=False)
    return path


def test_a_perfect_extraction_scores_one_everywhere(folder):
    totals = score(folder, rows(folder)).totals
    assert {name: totals[name] for name in ("precision", "recall", "f1", "strict_f1", "value", "who", "place", "as_of")} == dict.fromkeys(
        ("precision", "recall", "f1", "strict_f1", "value", "who", "place", "as_of"), 1.0)


@pytest.mark.parametrize("change, field", [
    ({"low": 41}, "value"), ({"high": 40}, "value"), ({"modality": "exact"}, "modality"), ({"status": "expected"}, "status"),
    ({"attributed_to": "the governor"}, "who"), ({"attributed_to": ""}, "who"), ({"place": "Harbour"}, "place"),
    ({"as_of_from": "2031-06-01"}, "as_of"),
])
def test_one_wrong_field_is_seen_in_that_field_alone(folder, change, field):
    totals = score(folder, rows(folder, change)).totals
    assert totals[field] == 0.5
    assert totals["f1"] == 1.0
    assert totals["strict_f1"] == (1.0 if field in ("place", "as_of") else 0.5)


def test_the_article_and_a_longer_name_make_no_difference_to_the_speaker(folder):
    assert score(folder, rows(folder, {"attributed_to": "Mayor"})).totals["who"] == 1.0


def test_a_claim_elsewhere_in_the_text_is_spurious_and_the_gold_claim_missed(folder):
    result = score(folder, rows(folder, {"start": 60, "end": 62}))
    assert result.totals["precision"] == result.totals["recall"] == 0.5
    assert [line.split()[0] for line in result.errors] == ["missed", "wrong", "spurious"][0:1] + ["spurious"]


def test_two_claims_on_one_span_are_not_both_right(folder):
    path = rows(folder)
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    pd.concat([table, table]).to_csv(path, index=False)
    assert score(folder, path).totals["precision"] == 0.5


def test_mentions_recall_counts_claims_and_distractors(folder):
    mentions = folder / "mentions.csv"
    mentions.write_text("source_id,start,end\n001,3,11\n001,34,40\n", "utf-8")
    assert score(folder, rows(folder), mentions).totals["mentions_recall"] == pytest.approx(2 / 3)


def test_a_folder_without_gold_is_refused(tmp_path):
    with pytest.raises(paths.InputError, match="holds no"):
        score(tmp_path, tmp_path / "claims.csv")


@pytest.mark.parametrize("name, content, said", [
    ("002.gold.json", "{bad", "002.gold.json: not JSON"), ("002.gold.json", "[]", "002.gold.json: has no list `claims`"),
    ("002.gold.json", '{"claims": [{"measure": "deaths"}]}', r"002.gold.json: claims\[0\]: has no start, end, low"),
    ("claims.csv", "", "claims.csv: not readable as CSV"),
    ("claims.csv", "a,b\n1,2,3\n", "claims.csv: not readable|claims.csv: has no column"),
    ("claims.csv", "a,b\n", "has no column source_id, start"),
    ("claims.csv", b"\xff\xfe", "claims.csv: not readable as CSV"),
])
def test_what_cannot_be_scored_is_named(folder, name, content, said):
    rows(folder)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(paths.InputError, match=said):
        score(folder, folder / "claims.csv")


def test_a_place_that_is_no_number_is_named_with_its_line(folder):
    with pytest.raises(paths.InputError, match="line 3: stands from 'x' to '40'"):
        score(folder, rows(folder, {}, {"start": "x"}))


def test_a_coding_without_a_claim_is_refused(tmp_path):
    (tmp_path / "001.gold.json").write_text('{"claims": []}', "utf-8")
    with pytest.raises(paths.InputError, match="hold no claim"):
        score(tmp_path, tmp_path / "claims.csv")
