"""Who said it, by a corpus of phrasings; and what the walk from a cue must never do."""

import time

import pytest
from phrasings import corpus, unmark

from claimtable import claims, codebook

BOOK = codebook.Codebook(
    nouns={"sheep": ["sheep", "ewes"]}, events={"drowned": ["drowned", "stolen", "lost"]},
    measures=[{"name": "lost_sheep", "kind": "quantity", "read": {"when": [["sheep", "drowned"], ["sheep"], ["drowned"]]}}])
ACTORS = codebook.Actors(actors=[{"name": "United Farmers of Ardley", "aliases": ["UFA", "Ada Brook"]}])
CASES = [(entry, phrasing) for entry in corpus("attribution.yaml") for phrasing in entry["phrasings"]]


def claim_at(phrasing):
    text, start, end = unmark(phrasing)
    rows = [row for row in claims.read(text, "2024-05-18", BOOK, "t", ACTORS)[1] if row["start"] < end and start < row["end"]]
    assert rows, f"no claim at the mark of {phrasing!r}"
    return text, rows[0]


@pytest.mark.parametrize("entry, phrasing", CASES, ids=[p for _, p in CASES])
def test_the_speaker_is_the_innermost_one_named(entry, phrasing):
    text, row = claim_at(phrasing)
    assert row["attributed_to"] == entry["who"]
    assert row["attributed_to"] in text
    if "relay" in entry:
        assert row["relay"] == entry["relay"]


def test_the_cue_is_recorded_as_written():
    assert claim_at("Officials reckon that [300] sheep drowned.")[1]["cue"] == "reckon"
    assert claim_at("[300] sheep drowned, according to officials.")[1]["cue"] == "according to"


def test_origin_is_the_canonical_actor_and_else_the_words_or_the_outlet():
    assert claim_at("UFA says [300] sheep drowned.")[1]["origin"] == "United Farmers of Ardley"
    assert claim_at("Chairwoman Ada Brook says [300] sheep drowned.")[1]["origin"] == "United Farmers of Ardley"
    assert claim_at("Shepherds say [300] sheep drowned.")[1]["origin"] == "Shepherds"
    assert claim_at("[300] sheep drowned.")[1]["origin"] == "source t"


def test_a_hedge_is_kept_word_for_word():
    assert claim_at("[300] sheep reportedly drowned.")[1]["hedge"] == "reportedly"
    assert claim_at("[300] sheep are believed to have drowned.")[1]["hedge"] == "believed"


@pytest.mark.parametrize("bait", [
    "said " * 4000, "according to the " * 2000, "the ministry, " * 3000, "X, citing Y, " * 2000, "'s estimate of " * 2000, "“" * 9000,
    "he said, she said, " * 2000 + "300 sheep drowned", "(" * 9000 + "300 sheep", "the count of the count of " * 2000,
    "and " * 9000 + "said",
    "the ministry named 300 sheep drowned, " * 700, "300 sheep from the ministry and " * 900, "a slide that I met in " * 3000,
    "The ministry is careful: it wrote 300. " * 800,
    "if the ministry " * 2000, "by the ministry " * 2000, "300 sheep drowned, the ministry said, and " * 800,
    "They had 300 sheep drowned. " * 1300, '"So," he said. ' * 1500 + "He said 300 sheep drowned.",
    "- they said so\n" * 1500 + "- they said 300 sheep drowned",
], ids=lambda bait: bait[:24])
def test_no_bait_takes_long(bait):
    started = time.process_time()
    claims.read(bait, None, BOOK, "t", ACTORS)
    assert time.process_time() - started < 10
