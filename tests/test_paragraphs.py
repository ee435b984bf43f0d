"""Paragraphs of unseen articles, read as a whole: a corpus in which every number is marked that is a claim, and of what."""

import re

import pytest
from phrasings import corpus

from claimtable import claims, codebook, paths

PUBLISHED = {"quake": "2023-02-15", "crowd": "2025-04-07", "flood": "2024-09-20", "merger": "2025-02-20"}
BOOKS = {"dprk": (paths.DATA / "codebook.yaml", "2025-01-20"),
         **{case: (paths.ROOT / "tests" / "cases" / case / "codebook.yaml", day) for case, day in PUBLISHED.items()}}
MARK = re.compile(r"\[(\w+)(?:!(\w+))?: ([^\]]*)\]")


def unmarked(text):
    """'[killed!denied: 300] men' => ('300 men', {('killed', 'denied', 3)}): what each marked number is, and where it ends."""
    plain, at, marks = "", 0, set()
    for match in MARK.finditer(text):
        plain += text[at:match.start()]
        plain, at = plain + match[3], match.end()
        marks.add((match[1], match[2] or "actual", len(plain)))
    return plain + text[at:], marks


@pytest.mark.parametrize("entry", corpus("paragraphs.yaml"), ids=lambda entry: next(iter(entry.values()))[:60])
def test_each_number_of_a_paragraph_is_a_claim_of_its_measure_or_none(entry):
    (topic, text), = entry.items()
    path, published = BOOKS[topic]
    plain, marks = unmarked(text)
    quantities = {m.name for m in codebook.load(path).measures if m.kind == "quantity"}
    rows = claims.read(plain, published, path, "t")[1]
    assert {(row["measure"], row["status"], row["end"]) for row in rows if row["measure"] in quantities} == marks
