"""Our own prose keeps to one scale of likelihood (ICD 203, the lexicon's section `likelihood`) and never mixes it with confidence."""

import re

import nbformat
import pytest
from test_prose import loose, pieces_of

from claimtable import case, lexicon, paths
from claimtable.compare import ratings, rules, summary, wording

WORDS = lexicon.section(lexicon.load(), "likelihood")
SCALE, CONFIDENCE, OFF_THE_SCALE = (re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, WORDS[name]), key=len, reverse=True))})\b", re.I)
                                    for name in ("scale", "confidence", "not_on_the_scale"))
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")  # another's "perhaps" is not ours


def mixed(text):
    """Sentences that put a likelihood and a confidence side by side: the reader could not tell which is which."""
    return [s for s in re.split(r"(?<=[.!?])\s+", QUOTED.sub(" ", text)) if SCALE.search(s) and CONFIDENCE.search(s)]


def off_the_scale(text):
    return OFF_THE_SCALE.findall(QUOTED.sub(" ", text))


@pytest.mark.parametrize("text, caught", [
    ("It is likely, and we have high confidence in it.", True), ("We judge with low confidence that it is almost certain.", True),
    ("It is likely. We have high confidence in the source.", False), ("He said “likely”, with high confidence in his voice.", False),
    ("It is unlikely that more came.", False)])
def test_likelihood_and_confidence_in_one_sentence_are_found(text, caught):
    assert bool(mixed(text)) == caught


@pytest.mark.parametrize("text, caught",
                         [("Perhaps one is garbled.", True), ("One is probably garbled.", False), ("It says “perhaps” twice.", False)])
def test_words_off_the_scale_are_found(text, caught):
    assert bool(off_the_scale(text)) == caught


def test_the_longest_term_counts():
    assert SCALE.findall("very unlikely, almost certain") == ["very unlikely", "almost certain"]


def our_own():
    """All that this project writes itself: rules, ratings, the tables' notes, the notebooks, the report's prose."""
    this, loaded, judged = case.load(), rules.load(), ratings.load()
    texts = [*wording.PLAIN.values(), *wording.DATES.values(), summary.RULE, judged.method, *(r.why for r in judged.sources)]
    texts += [c.why for c in loaded.cross] + [f"{c.why}. {c.holds_if}" for c in loaded.checks]
    texts += [e.why for p in loaded.positions.values() for e in p.exclude]
    texts += [*this.agreements.reader_note, *this.discrepancies.reader_note, *this.checks.explanation,
              *(loose(piece) for _, piece in pieces_of(this))]
    notebooks = (nbformat.read(path, as_version=4) for path in sorted(paths.NOTEBOOKS.glob("*.ipynb")))
    texts += [cell.source for notebook in notebooks for cell in notebook.cells if cell.cell_type == "markdown"]
    return [re.sub(r"<[^>]+>", " ", text) for text in texts if text]


def test_our_own_prose_mixes_nothing_and_keeps_to_the_scale():
    texts = our_own()
    assert len(texts) > 100
    assert [s for text in texts for s in mixed(text)] == []
    assert [s for text in texts for s in off_the_scale(text)] == []
