"""Speakers that hold over several sentences: quotations, turns of a dialogue, lists under a source."""

import time
from pathlib import Path

import pytest
import yaml

from claimtable import claims, codebook

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "corpus" / "voices.yaml").read_text(encoding="utf-8"))
QUAKE = HERE / "cases" / "quake" / "codebook.yaml"


@pytest.fixture(scope="module")
def rules():
    return codebook.load(QUAKE), codebook.actors_beside(QUAKE)


@pytest.mark.parametrize("case", CASES, ids=[c["what"] for c in CASES])
def test_who_speaks(case, rules):
    book, actors = rules
    _, found = claims.read(case["text"], "2023-03-04", book, actors=actors)
    who = {row["low"]: row["attributed_to"] for row in found}
    assert {low: who.get(low, "not a claim") for low in case["who"]} == case["who"]


def test_long_dialogue_with_open_quotes_is_read_in_time(rules):
    book, actors = rules
    text = "\n".join(f'MARSH: He said: "In Turkey {n + 300} people died.\nROTH: "Then {n} were hurt." She noted' for n in range(700))
    began = time.process_time()
    claims.read(text, "2023-03-04", book, actors=actors)
    assert time.process_time() - began < 8
